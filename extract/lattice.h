/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of the lattice share. The essay is in lattice.c. Private to extract/. */
#pragma once

#include "extract/fragment.h"

/* Step 1: gives each of `count` rulings, sorted as in PrPage, the component that it belongs to, in `parents` (see
 * regions.h). Rulings within
 * `join` touch. FALSE where there are more crossings than any table has. */
gboolean pr_rulings_connect(const PrRuling *rulings, guint count, float join, float em, guint *parents);

/* A page whose rulings are looked at. */
typedef struct {
	const PrPage *page;
	PrLedger ledger; /* knows where its runs are, no more */
	float join, em;  /* cuts nearer than `join` are one */
} PrRuledSheet;

/* Steps 2 and 6: sets the cuts of `grid` from the rulings of one component; `members` (of guint) are indices into
 * page->rulings. FALSE where there are no two cuts in both directions. */
gboolean pr_lattice_cuts(PrGrid *grid, const PrRuledSheet *sheet, const GArray *members);

/* Which intervals of the cuts of a grid are inked: one byte an interval, owned by who made it. */
typedef struct {
	guint8 *left; /* of vertical cuts: [row][cut] */
	guint8 *top;  /* of horizontal cuts: [cut][column] */
} PrInk;

/* The share of a grid's area in regions that are rectangles; `regions` has the region of each slot. */
float pr_lattice_regular(const PrGrid *grid, const guint *regions);
/* The share of the ends of its rulings that meet a ruling across, or lie at the edge of the grid. */
float pr_lattice_closed(
	const PrGrid *grid, const PrInk *ink, const PrRuling *rulings, const GArray *members, float join);
