/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables of the structure tree, found again on the page. Private to extract/. */
#pragma once

#include "extract/aligned.h"
#include "extract/tags.h"

typedef enum {
	PR_TAGGED_ELSEWHERE, /* its text does not stand free on the page: a grid has it, or it is not there */
	PR_TAGGED_CONTRADICTS,
	PR_TAGGED_FITS,
} PrTaggedFit;

/* A cell on its way to the page. */
typedef struct {
	const PrTagCell *cell;
	gunichar *text;
	guint length, used;
	guint line; /* the last one it was read on, from 1 */
	PrRect box;
	int row, col, rowspan, colspan; /* once it is placed */
} PrTagPart;

/* The grid of parts whose boxes are known, one a cell of `tags`, and in *placed the cells in its slots; NULL where they
 * make no grid. */
PrGrid *pr_tagged_place(PrTagPart *parts, const PrTagTable *tags, float em, PrTagTable **placed);

/* The grid that cuts the free text of `sheet` (of the whole page) as the tree says, and in *placed the cells in its
 * slots; NULL unless it fits. */
PrGrid *pr_tagged_match(const PrChunks *sheet, const PrTagTable *tags, PrTaggedFit *fit, PrTagTable **placed);
/* Whether a filled table holds in each cell what the tree says. */
gboolean pr_tagged_agrees(const PrTable *table, const PrTagTable *tags);
/* How many rows at the top the tree calls headers; 0 where it calls none so, or all. */
int pr_tagged_header_rows(const PrTagTable *tags);
