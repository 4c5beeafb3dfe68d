/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrJob: one input of a batch, from its first attempt to its result.
 *
 *                       ┌── it says itself why not ──────────────────────────► failed
 *   first attempt ──────┼── done ────────────────────────────────────────────► done
 *   (with others)       └── crash, limit ─► second attempt ─┬── done ────────► done
 *                                           (alone)         └── crash, limit
 *                                                                 │
 *                    no page was finished: failed ◄───────────────┼
 *                                                                 ▼
 *              done, marked partial ◄── third attempt, of the pages before
 *
 * Alone, because what went wrong may have been the neighbours' doing: they take memory and time. Where the first
 * attempt was alone already, and long, the second would only be the same again, and is left out. */
#pragma once

#include "tools/batch.h"
#include "tools/nursery.h"

typedef struct {
	const PrInput *input;
	PrTarget *target;
	PrWorker *worker; /* NULL before its start, and between attempts */
	gboolean is_settled;
	PrOutcome outcome;
	char *reason;     /* unless done; "" where nothing shall be said */
	gboolean is_told; /* see PrResult */

	guint attempts;
	gboolean had_company; /* the attempt that runs, or the last one */
	gboolean waits;       /* for its next attempt, alone */
	PrCut cut;            /* of the attempt that keeps what it can */
} PrJob;

PrJob *pr_job_new(const PrInput *input);
void pr_job_free(PrJob *job);

/* Settled without a worker. */
void pr_job_settle_with_error(PrJob *job, const GError *error);
/* The next attempt, on the open `input`. FALSE where no process is to be had; then nothing has changed. */
gboolean pr_job_start(PrJob *job, const PrBatch *batch, PrNursery *nursery, int input, gboolean may_wait);
/* Its worker has settled: it is settled, or waits. */
void pr_job_settle(PrJob *job);
/* Gives its result the name it shall have. */
void pr_job_commit(PrJob *job);
