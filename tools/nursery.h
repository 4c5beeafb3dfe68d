/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrNursery: where worker processes come from.
 *
 *   cold   parent ──fork──► worker                       the worker pays for the start of all libraries
 *   warm   parent ──fork──► nursery, which reads one document of ours, and then waits
 *             │                │ copies itself
 *             └── is asked ────┴──────► worker           a child of the parent, as if that had forked it
 *
 * Each document still has a process of its own, fenced in as ever: a copy of the nursery has seen nothing of the
 * documents before. The parent waits for such a worker, kills it, and takes it along when it dies. Where there is no
 * nursery, or it went away, the parent forks as before. */
#pragma once

#include <sys/types.h>

#include "tools/child.h"

typedef struct PrNursery PrNursery;

/* For workers that do this with their documents; `data` is borrowed. Cold. */
PrNursery *pr_nursery_new(PrTask task, gconstpointer data, const PrWorkerLimits *limits);
/* Makes it warm, which costs as much as a small document. */
void pr_nursery_warm(PrNursery *nursery);
/* What the workers are held to. */
const PrWorkerLimits *pr_nursery_limits(const PrNursery *nursery);
/* Starts a worker that reports to these descriptors. -1 with errno. */
pid_t pr_nursery_start(PrNursery *nursery, const PrAssignment *assignment, int status, int noise);
void pr_nursery_free(PrNursery *nursery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrNursery, pr_nursery_free)
