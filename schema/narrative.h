/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrNarrative: pieces in, the same pieces out with what reading them in order tells: who the document is of, facts, the
 * part each paragraph plays. Private to schema/. */
#pragma once

#include "schema/schema.h"

typedef struct PrNarrative PrNarrative;

PrNarrative *pr_narrative_new(const PrForms *forms);
void pr_narrative_free(PrNarrative *narrative);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrNarrative, pr_narrative_free)

/* Takes `piece`. */
void pr_narrative_push(PrNarrative *narrative, PrPiece *piece);
/* Nothing more will come. */
void pr_narrative_finish(PrNarrative *narrative);
/* The next piece whose reading is done; NULL where more must be pushed first, or at the end. */
PrPiece *pr_narrative_next(PrNarrative *narrative);
