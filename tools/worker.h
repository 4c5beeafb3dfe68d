/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrWorker: one document read in a child process of its own, so that a PDF that crashes, hangs or fills the memory
 * fails alone.
 *
 * The parent never looks into a document. The child gets three descriptors – the input, the output, a pipe for its
 * report – and nothing else; what the PDF libraries print goes to a second pipe, of which the parent keeps a little and
 * drops the rest. */
#pragma once

#include <poll.h>
#include <sys/types.h>

#include "extract/issue.h"
#include "tools/confine.h"

/* What came of one document, for the summary. */
typedef struct {
	guint pages, tables, forms, values;
	guint64 shown, placed; /* visible characters; those of them that stand in the output */
	guint issues[PR_SEVERITY_ERROR + 1];
	guint grave; /* findings by which the run fails */
} PrTally;

void pr_tally_add(PrTally *sum, const PrTally *tally);
/* "3 pages, 1 form, …, 0 errors" for people; warnings and errors alone where no page was counted. Free with
 * g_free(). */
char *pr_tally_print(const PrTally *tally);

/* How much of a document is read where the whole could not be. */
typedef struct {
	guint pages;  /* of those wanted, from the first; 0 for all */
	char *reason; /* why no more */
} PrCut;

/* ---- in the child ---- */

/* What a task works with. */
typedef struct {
	int input, output;
	const char *name; /* of the input, as the output names it */
	int status;       /* the pipe of the report */
	gboolean is_verbose;
	PrCut cut;
	PrTally tally; /* the task fills it in; it is reported at the end */
} PrChild;

/* `done` of `total` pages are finished, and page `number` is begun; 0: none is. Also the sign of life: see
 * PrWorkerLimits.stall. */
void pr_child_page(PrChild *child, guint done, guint total, int number);
/* A line for the user, without the file's name. Nothing is lost if it is not shown: issues stand in the output. */
void pr_child_say(PrChild *child, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The work on one document. Runs in the child; FALSE with the reason, which is given without the file's name. */
typedef gboolean (*PrTask)(PrChild *child, gconstpointer data, GError **error);

/* ---- in the parent ---- */

typedef struct {
	int timeout;    /* seconds a document may take, by the clock */
	int stall;      /* seconds without a page finished */
	int max_memory; /* MiB of address space */
} PrWorkerLimits;

typedef enum {
	PR_OUTCOME_DONE,
	PR_OUTCOME_FAILED, /* the input */
	PR_OUTCOME_OUTPUT_FAILED,
	PR_OUTCOME_REJECTED,
} PrOutcome;

/* A child process as the parent sees it. */
typedef struct {
	pid_t pid;             /* 0 once it was waited for */
	int status, noise;     /* the pipes; -1 once at their end */
	gint64 started, heard; /* monotonic microseconds */
	GByteArray *report;    /* bytes not yet understood */
	GString *noise_kept;
	guint page, page_total; /* how many are finished, of how many */
	guint number;           /* of the page that is being read; 0 for none */
	gboolean has_reported;
	PrTally tally;
	GPtrArray *lines; /* of char *: what the child said */
	char *gap;        /* what of its fence does not hold; NULL: all does */
	PrOutcome outcome;
	char *reason;                 /* unless PR_OUTCOME_DONE */
	gboolean is_told;             /* the reason is the child's own word, not what its end was taken for */
	const PrWorkerLimits *limits; /* borrowed */
} PrWorker;

typedef struct {
	const char *name;
	int input, output;
	gboolean is_verbose;
	PrCut cut; /* borrowed */
} PrAssignment;

struct PrNursery;

/* Starts the child; the nursery outlives it. NULL with an error (of no file: the system has no process to give). */
PrWorker *pr_worker_start(struct PrNursery *nursery, const PrAssignment *assignment, GError **error);
/* Reads what is there on the pipes, without waiting. */
void pr_worker_read(PrWorker *worker);
/* Ends a child that is past a limit; waits for one that has ended. TRUE once all is known: outcome and reason. */
gboolean pr_worker_settle(PrWorker *worker);
/* Milliseconds until pr_worker_settle() has something to do. */
int pr_worker_patience(const PrWorker *worker);
/* Kills the child if it still lives. */
void pr_worker_free(PrWorker *worker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrWorker, pr_worker_free)
