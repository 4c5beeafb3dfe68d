/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrOutput: where results go. Each result is written beside its place, without a name, and takes its name only when it
 * is complete: a reader sees the old file or the new one, whole, and a killed run leaves nothing behind. */
#pragma once

#include "tools/input.h"

/* Where the results of a run go: standard output, one file, or a folder. */
typedef struct PrOutput PrOutput;

typedef struct {
	const char *option;    /* of -o; NULL: standard output */
	const char *extension; /* ".xml" */
	gboolean is_joinable;  /* several results may follow each other on standard output */
} PrOutputPlan;

/* Makes the folder where one is needed and missing. `inputs` is NULL for one result, or for results of the caller's own
 * names below a folder. NULL with a usage or output error. */
PrOutput *pr_output_new(const PrOutputPlan *plan, const PrInputs *inputs, GError **error);
void pr_output_free(PrOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrOutput, pr_output_free)

/* One result on its way. */
typedef struct PrTarget PrTarget;

/* Opens the place for the result of `input` (open as `input_fd`, to see that it does not write over itself). */
PrTarget *pr_target_open(const PrOutput *output, const PrInput *input, int input_fd, GError **error);
/* What is written goes here. */
int pr_target_fd(const PrTarget *target);
/* Whether the result has to wait for its turn (standard output): then it is committed in the order of the inputs. */
gboolean pr_target_waits(const PrTarget *target);
/* The result is complete: gives it its name (replacing a file of that name at once) or copies it out. */
gboolean pr_target_commit(PrTarget *target, GError **error);
/* The result is complete and not valid: gives it the name with ".rejected" before the extension; returns that name,
 * escaped, or NULL where there is no place for it. Free with g_free(). */
char *pr_target_reject(PrTarget *target);
/* Drops what was not committed. */
void pr_target_free(PrTarget *target);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrTarget, pr_target_free)

/* A new file without a name, for what must be whole before it is passed on. -1 with an output error. */
int pr_unnamed_file(GError **error);
