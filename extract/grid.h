/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrGrid: the skeleton of a table on one page: column cuts, row cuts, and which slots are one cell. No text yet. */
#pragma once

#include "extract/page.h"

/* A cell of a grid: slots [row, row + rowspan) × [col, col + colspan). */
typedef struct {
	int row, col, rowspan, colspan;
} PrSpan;

/* The spans tile the grid: each slot is in exactly one (pr_grid_check()). */
typedef struct {
	GArray *xs;             /* of float: cols + 1 column cuts, ascending */
	GArray *ys;             /* of float: rows + 1 row cuts, ascending */
	GArray *spans;          /* of PrSpan, row-major by their first slot */
	gboolean is_open_above; /* no ruling closes the grid at the top: cut by the page */
	gboolean is_open_below;
	float regular; /* in [0,1]: how far its rulings make cells, and nothing else, see lattice-drawing.c; 1 where it was not drawn */
} PrGrid;

PrGrid *pr_grid_new(void);
void pr_grid_free(PrGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrGrid, pr_grid_free)

static inline int
pr_grid_cols(const PrGrid *grid)
{
	return (int)grid->xs->len - 1;
}

static inline int
pr_grid_rows(const PrGrid *grid)
{
	return (int)grid->ys->len - 1;
}

PrRect pr_grid_box(const PrGrid *grid);
PrRect pr_grid_span_box(const PrGrid *grid, const PrSpan *span);
gboolean pr_grid_check(const PrGrid *grid);
/* rows × cols indices into `spans`, row-major: which span covers a slot. Free with g_free(). */
guint *pr_grid_owners(const PrGrid *grid);
/* Which interval of ascending `cuts` holds `at`: 0 … len - 2, or -1 outside. */
int pr_cuts_find(const GArray *cuts, float at);
/* The cut nearest to `at`. */
int pr_cuts_nearest(const GArray *cuts, float at);

/* Takes out cuts that no span begins or ends at, and renumbers the spans. */
void pr_grid_drop_idle_cuts(PrGrid *grid);

/* Sets the spans from the region that each slot belongs to (rows × cols numbers, row-major); a region that is no
 * rectangle becomes several spans. Cuts that no span needs are dropped. */
void pr_grid_tile(PrGrid *grid, const guint *regions);

/* The ruled grids of a page: GArray-like list of PrGrid, owned by the result, top to bottom, left to right. `em` is the
 * size of the page's ordinary text in points: tolerances are shares of it. `max_slots` bounds one grid; a larger one is
 * left out and counted in *declined. */
GPtrArray *pr_lattice_find(const PrPage *page, float em, guint max_slots, guint *declined);
