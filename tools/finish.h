/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrFinisher: results that are made in this process from what the workers wrote, for formats whose library a worker's
 * fence keeps out. */
#pragma once

#include "tools/batch.h"

/* Makes the file `result` out of `draft`, both at their start. */
typedef gboolean (*PrFinish)(const PrInput *input, int draft, int result, gpointer data, GError **error);

typedef struct {
	PrFinish finish;
	gpointer data;
} PrFinishing;

typedef struct PrFinisher PrFinisher;

/* `output` outlives it. */
PrFinisher *pr_finisher_new(const PrInputs *inputs, const PrOutput *output, const PrFinishing *finishing);
void pr_finisher_free(PrFinisher *finisher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrFinisher, pr_finisher_free)
/* For PrBatch.receiver, as long as the finisher lives. */
PrReceiver pr_finisher_receiver(PrFinisher *finisher);
