/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrDraft: a definition written from examples: filled copies of a form that nobody has defined yet.
 *
 *   tables of the examples ──► families: copies of one form       draft.c
 *   a family ──► labels, what repeats over the copies             draft-family.c
 *            ──► blocks and fields of its best copy               draft-layout.c
 *            ──► what is expected of each, from all copies        draft-kinds.c
 *            ──► a definition, with comments where it is unsure   draft-xml.c */
#pragma once

#include "schema/schema.h"

/* What was made of one family. Strings are owned. */
typedef struct {
	char *id, *title;
	char *definition; /* XML */
	guint copies;     /* tables that it was made from */
	guint texts,
		found; /* non-blank cells of the copies, and those of them that are labels or values by the definition */
} PrDrafted;

typedef struct PrDraft PrDraft;

PrDraft *pr_draft_new(void);
void pr_draft_free(PrDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrDraft, pr_draft_free)

/* Takes `table`. `lines` (of char *, borrowed) are printed above it, the nearest last. */
void pr_draft_add(PrDraft *draft, PrCleanTable *table, const GPtrArray *lines);
/* A definition for each family (of PrDrafted), those of most copies first. Ends the draft: the tables are used up. Free
 * with g_ptr_array_unref(). An error: a definition that was made is none – a mistake of ours. */
GPtrArray *pr_draft_finish(PrDraft *draft, GError **error);
