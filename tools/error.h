/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What can go wrong in the program itself, and the frozen exit statuses. */
#pragma once

#include <glib.h>

typedef enum {
	PR_TOOLS_ERROR_USAGE,    /* an option or argument that cannot be followed */
	PR_TOOLS_ERROR_INPUT,    /* this input fails */
	PR_TOOLS_ERROR_OUTPUT,   /* the output cannot be written */
	PR_TOOLS_ERROR_REJECTED, /* the document that was made does not validate */
	PR_TOOLS_ERROR_HELPED,   /* no error: --help was shown, and nothing else is to be done */
} PrToolsError;

#define PR_TOOLS_ERROR (pr_tools_error_quark())
GQuark pr_tools_error_quark(void);

typedef enum {
	PR_EXIT_OK = 0,
	PR_EXIT_FINDINGS = 1,
	PR_EXIT_USAGE = 2,
	PR_EXIT_SOME_FAILED = 3,
	PR_EXIT_ALL_FAILED = 4,
	PR_EXIT_OUTPUT = 5,
} PrExit;

/* Sets an output error from errno. `name` may be NULL. */
void pr_tools_set_output_error(GError **error, const char *name, int number);
