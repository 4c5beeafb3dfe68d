/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrOptions: the options of all verbs in one struct, read by one table; each verb says which of them it takes. */
#pragma once

#include "extract/guide.h"

/* Which options a verb takes, or'ed. -q, -v and --help are always taken. */
typedef enum {
	PR_TAKES_OUTPUT = 1 << 0, /* -o */
	PR_TAKES_FORMAT = 1 << 1, /* -f */
	PR_TAKES_RUN = 1 << 2,    /* -j, --files0-from: many documents */
	PR_TAKES_PDF = 1 << 3,    /* --pages, --password-file, --timeout, --max-memory */
	PR_TAKES_FORM = 1 << 4,   /* --form */
	PR_TAKES_FORMS_DIR = 1 << 5,
	PR_TAKES_RAW = 1 << 6,   /* --raw */
	PR_TAKES_GUIDE = 1 << 7, /* --region, --columns */
} PrTakes;

/* A closed range of pages; `last` is G_MAXINT for "to the end". */
typedef struct {
	int first, last;
} PrPageRange;

typedef struct {
	char *output, *format, *files0_from, *form;
	char **forms_dirs;
	char **region_texts, *columns_text; /* as given; NULL for none */
	GArray *regions;                    /* of PrRegion; NULL for none */
	GArray *columns;                    /* of float; NULL for none */
	GArray *pages;                      /* of PrPageRange, sorted, apart from each other; NULL for all */
	char **passwords;                   /* NULL for none */
	int jobs;                           /* at least 1 */
	int timeout;                        /* seconds a document may take */
	int stall;                          /* seconds it may take to finish a page */
	int max_memory;                     /* MiB its process may address */
	gboolean is_raw, is_quiet, is_verbose;
	char **arguments; /* what is left */
} PrOptions;

typedef struct {
	const char *verb;
	const char *arguments;   /* "FILE…" */
	const char *summary;     /* one line */
	const char *description; /* shown below the options; may be NULL */
	PrTakes takes;
	const char *const *formats; /* names of -f, the default first, ending with NULL; NULL without PR_TAKES_FORMAT */
} PrUsage;

/* Reads the command line of a verb; argv[0] is the verb. NULL with a usage error, or with
 * PR_TOOLS_ERROR_HELPED where --help was asked for and shown.
 */
PrOptions *pr_options_parse(const PrUsage *usage, int argc, char **argv, GError **error);
/* The same, with options that only this verb has: `own` ends with {NULL}, and points to where their values go. */
PrOptions *pr_options_parse_with(const PrUsage *usage, const GOptionEntry *own, int argc, char **argv, GError **error);
/* FALSE with a usage error: `value` of `option` cannot be, for this reason. */
gboolean pr_options_refuse(GError **error, const char *option, const char *value, const char *reason);
/* The same for an option that does nothing without another: "--waivers goes with --check". Always FALSE. */
gboolean pr_options_refuse_alone(GError **error, const char *option, const char *needed);
void pr_options_free(PrOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrOptions, pr_options_free)

/* Whether page `number` is to be read: by --pages, else by the regions. */
gboolean pr_options_want_page(const PrOptions *options, int number);
/* "2:10,20.5,300,400", each: where a table is. NULL with a usage error. */
GArray *pr_regions_parse(char **texts, GError **error);
/* "120,200.5": where columns are cut. NULL with a usage error. */
GArray *pr_columns_parse(const char *text, GError **error);
/* "1-3,7": at least one range; NULL with a usage error. */
GArray *pr_page_ranges_parse(const char *text, GError **error);
