/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What parent and worker process agree on: the frames of the report. Both are the same program, so plain structs will
 * do; but the child reads hostile input, so the parent believes no length and no count. */
#pragma once

#include "tools/worker.h"

#define PR_FRAME_MAX 4096

typedef enum {
	PR_FRAME_PAGE = 'p',    /* PrFramePage */
	PR_FRAME_LINE = 'l',    /* text */
	PR_FRAME_GAP = 'g',     /* text: what of the fence does not hold, and why */
	PR_FRAME_FAILURE = 'f', /* a digit, PrOutcome, and the reason; the last frame */
	PR_FRAME_TALLY = 't',   /* PrTally: all is done; the last frame */
} PrFrameKind;

typedef struct {
	guint8 kind; /* PrFrameKind */
	guint16 length;
} PrFrameHead;

typedef struct {
	guint32 done, total, number;
} PrFramePage;

/* What all workers of a run have in common. */
typedef struct {
	PrTask task;
	gconstpointer data;
	const PrConfinement *confinement;
	PrWorkerLimits limits;
	guint64 born_with; /* bytes of address space that a worker has more than one forked by the parent */
} PrDuty;

/* The whole life of a child process: never returns. */
void pr_child_run(
	const PrDuty *duty, const PrAssignment *assignment, int status, int noise, pid_t parent) G_GNUC_NORETURN;
