/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrBatch: a task over many documents, several at once, with results and messages in the order of the inputs. */
#pragma once

#include "tools/output.h"
#include "tools/worker.h"

/* What came of one input. */
typedef struct {
	guint index; /* of the input */
	const PrInput *input;
	gboolean was_read; /* FALSE: PrReceiver.look wanted nothing of it, or it could not be opened */
	PrOutcome outcome;
	const char *reason;   /* unless done; no name in it */
	gboolean is_told;     /* the worker said so itself: it will say the same again. FALSE for a crash or a limit */
	const PrTally *tally; /* NULL unless done */
	guint cut;  /* done, but only so many pages of it: the next one crashed or went past a limit. 0: all */
	int output; /* what the worker wrote, from its start; -1 unless done */
} PrResult;

/* Takes results in place of a PrOutput. */
typedef struct {
	gpointer data;
	/* Before a document is read, open as `input`: whether to read it at all. FALSE with an error: the input
	 * fails. */
	gboolean (*look)(gpointer data, guint index, int input, gboolean *is_wanted, GError **error);
	/* Once for each input, in their order. An output error ends the run; an input error fails this input alone. */
	gboolean (*take)(gpointer data, const PrResult *result, GError **error);
} PrReceiver;

typedef struct {
	const PrInputs *inputs;
	const PrOutput *output; /* with a receiver: one for standard output, so that each result waits for its turn */
	const PrReceiver *receiver; /* NULL: results go to `output` */
	PrTask task;
	gconstpointer data; /* for the task */
	guint64 max_bytes;  /* of an input */
	PrWorkerLimits limits;
	guint jobs;
	gboolean is_quiet, is_verbose;
	gboolean has_summary; /* several documents are summed up at the end */
} PrBatch;

/* Does it. Returns the exit status of the program. */
int pr_batch_run(const PrBatch *batch);
