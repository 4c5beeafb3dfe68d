/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrBatch: a task over many documents, several at once, with results and messages in the order of the inputs. */
#pragma once

#include "tools/output.h"
#include "tools/worker.h"

typedef struct {
	const PrInputs *inputs;
	const PrOutput *output;
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
