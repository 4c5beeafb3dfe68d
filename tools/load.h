/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrLoad: what happens to each input of a load between the batch and the warehouse. */
#pragma once

#include "tools/batch.h"
#include "tools/manifest.h"
#include "tools/warehouse.h"

typedef struct PrLoad PrLoad;

/* All are borrowed; `manifest` may be NULL. `retries`: what failed for good is tried again. */
PrLoad *pr_load_new(const PrInputs *inputs, PrWarehouse *warehouse, PrManifest *manifest, gboolean retries);
void pr_load_free(PrLoad *load);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrLoad, pr_load_free)
/* For PrBatch.receiver, as long as the load lives. */
PrReceiver pr_load_receiver(PrLoad *load);

/* How many inputs came to what. */
typedef struct {
	guint64 counts[PR_VERDICTS];
	PrTally tally; /* of what was read in this run */
} PrLoadSum;

const PrLoadSum *pr_load_sum(const PrLoad *load);
