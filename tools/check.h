/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrCheckPlan: how the documents of a run are checked, and what is made of their findings. */
#pragma once

#include "schema/rules.h"
#include "schema/waivers.h"
#include "tools/document.h"
#include "tools/report.h"

/* No finding is as grave. */
#define PR_FAIL_NEVER (PR_SEVERITY_ERROR + 1)

typedef struct {
	PrDocumentPlan document; /* for inputs that are no XML yet */
	const PrRules *rules;
	const PrWaivers *waivers; /* may be NULL */
	PrCheckOptions options;
	gboolean
		is_together; /* what other documents are compared with is left behind the report: pr_together_leave() */
	int fail_on;         /* PrSeverity or PR_FAIL_NEVER */
	PrFindingsWrite write; /* NULL: with an inner sink */
	PrSinkNew inner;       /* the sink that is told the findings; or NULL */
} PrCheckPlan;

/* The built-in rule sets, unless they are to be left out, and those of the files (may be NULL). */
PrRules *pr_check_read_rules(char *const *paths, gboolean has_builtin, GError **error);
/* `text` is a severity, "never", or NULL for error; FALSE with a usage error. */
gboolean pr_check_parse_fail_on(const char *text, int *fail_on, GError **error);

/* For verbs that check only if asked: refuses the options that do nothing without --check (NULL: not given). */
gboolean pr_check_refuse_idle(const char *waivers, char *const *rules, GError **error);

/* PrTask over a PrCheckPlan: a PDF, or the XML of one. */
gboolean pr_check_task(PrChild *child, gconstpointer plan, GError **error);
