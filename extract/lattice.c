/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rulings → grids: the tables whose every cut is drawn.
 *
 * Running example: a form with a merged label and a row that is one cell.
 *
 *      x0     x1        x2      x3          1. CONNECT   Rulings that touch are one component: one table, or a frame.
 *   y0 ┌──────┬─────────┬───────┐                        A sweep from top to bottom with the set of open verticals.
 *      │      │ 预期    │ 实际  │         2. CUT       The x of its verticals, the y of its horizontals, those closer than
 *   y1 │ 目标 ├─────────┼───────┤                        a quarter of the type size made one: double rules, corners that
 *      │      │ …       │ …     │                        miss by a hair (lattice-cuts.c).
 *   y2 ├──────┴─────────┴───────┤         3. EDGE      Each cut crosses each row or column either as ink or not:
 *      │ 合计                   │                        half of the interval must be inked.
 *   y3 └────────────────────────┘         4. MERGE     Slots with no ink between them are one region (union-find).
 *                                         5. TILE      A region that is no rectangle (a rule that stops half-way) is cut
 *   slots   a b c     regions  A B C                     into rectangles, row runs first: the spans tile the grid always.
 *           d e f              A D E      6. OPEN      Where verticals run on past the last horizontal the page cut the
 *           g h i              F F F                     table there: a cut at their common end, marked as open.
 *                                                        Horizontals likewise, where an outer border is left out.
 *                                         7. DRAWING   Cells are rectangles, and rules end at rules: where they do not, the
 *                                                        grid is a drawing (lattice-drawing.c).
 *
 * Of the text only this counts: whether there is any between two rules that stand close. Whether a grid is a table, a
 * page frame or a box around prose is decided later, with the text in it (detect.c). Cost: n log n in the rulings plus
 * the number of crossings, which is bounded.
 */
#include "extract/lattice.h"
#include "extract/regions.h"

/* Tolerances in shares of the type size. */
#define JOIN 0.25f /* rulings this near touch; cuts this near are one */
/* Share of an interval that must be inked. */
#define INKED 0.5f

/* Step 3: marks the intervals of `along` that `ruling` inks. `ink` has one byte an interval. */
static void
ink_intervals(const GArray *along, const PrRuling *ruling, guint8 *ink, gsize stride)
{
	int i = MAX(pr_cuts_find(along, ruling->from), 0);

	for (; i < (int)along->len - 1; i++) {
		float from = g_array_index(along, float, i), to = g_array_index(along, float, i + 1);

		if (from >= ruling->to)
			break;
		if (MIN(to, ruling->to) - MAX(from, ruling->from) >= INKED * (to - from))
			ink[(gsize)i * stride] = TRUE;
	}
}

/* Step 3, for all cuts. */
static PrInk
draw_ink(const PrGrid *grid, const PrRuling *rulings, const GArray *members)
{
	int rows = pr_grid_rows(grid), cols = pr_grid_cols(grid);
	PrInk ink = {g_new0(guint8, (gsize)rows * (cols + 1)), g_new0(guint8, (gsize)(rows + 1) * cols)};

	for (guint i = 0; i < members->len; i++) {
		const PrRuling *ruling = &rulings[g_array_index(members, guint, i)];

		if (ruling->is_horizontal)
			ink_intervals(
				grid->xs, ruling, &ink.top[(gsize)pr_cuts_nearest(grid->ys, ruling->at) * cols], 1);
		else
			ink_intervals(
				grid->ys, ruling, &ink.left[pr_cuts_nearest(grid->xs, ruling->at)], (gsize)cols + 1);
	}
	return ink;
}

/* Step 4: the region of each slot. Free with g_free(). */
static guint *
merge_slots(const PrGrid *grid, const PrInk *ink)
{
	int rows = pr_grid_rows(grid), cols = pr_grid_cols(grid);
	guint *regions = g_new(guint, (gsize)rows * cols);

	for (guint i = 0; i < (guint)(rows * cols); i++)
		regions[i] = i;
	for (int row = 0; row < rows; row++) {
		for (int col = 0; col < cols; col++) {
			guint slot = (guint)(row * cols + col);

			if (col > 0 && !ink->left[(gsize)row * (cols + 1) + col])
				pr_region_unite(regions, slot, slot - 1);
			if (row > 0 && !ink->top[(gsize)row * cols + col])
				pr_region_unite(regions, slot, slot - (guint)cols);
		}
	}
	for (guint i = 0; i < (guint)(rows * cols); i++)
		regions[i] = pr_region_root(regions, i);
	return regions;
}

/* Step 5. */
void
pr_grid_tile(PrGrid *grid, const guint *regions)
{
	int rows = pr_grid_rows(grid), cols = pr_grid_cols(grid);
	g_autofree guint8 *done = g_new0(guint8, (gsize)rows * cols);

	for (int row = 0; row < rows; row++) {
		for (int col = 0; col < cols; col++) {
			guint region = regions[row * cols + col];
			PrSpan span = {row, col, 1, 1};

			if (done[row * cols + col])
				continue;
			while (col + span.colspan < cols && regions[row * cols + col + span.colspan] == region &&
				!done[row * cols + col + span.colspan])
				span.colspan++;
			for (gboolean fits = TRUE; fits && row + span.rowspan < rows;) {
				for (int k = 0; k < span.colspan && fits; k++) {
					gsize slot = (gsize)(row + span.rowspan) * cols + col + k;
					fits = regions[slot] == region && !done[slot];
				}
				span.rowspan += fits;
			}
			for (int r = row; r < row + span.rowspan; r++)
				memset(&done[(gsize)r * cols + col], TRUE, (gsize)span.colspan);
			g_array_append_val(grid->spans, span);
		}
	}
	pr_grid_drop_idle_cuts(grid);
}

static int
compare_grids(gconstpointer a, gconstpointer b)
{
	PrRect left = pr_grid_box(*(PrGrid *const *)a), right = pr_grid_box(*(PrGrid *const *)b);

	if (left.y0 != right.y0)
		return left.y0 < right.y0 ? -1 : 1;
	return left.x0 < right.x0 ? -1 : left.x0 > right.x0;
}

static PrGrid *
component_to_grid(const PrRuledSheet *sheet, const GArray *members, guint max_slots, guint *declined)
{
	g_autoptr(PrGrid) grid = pr_grid_new();

	if (!pr_lattice_cuts(grid, sheet, members))
		return NULL;
	if ((guint64)pr_grid_rows(grid) * pr_grid_cols(grid) > max_slots) {
		(*declined)++;
		return NULL;
	}
	const PrRuling *rulings = (const PrRuling *)sheet->page->rulings->data;
	PrInk ink = draw_ink(grid, rulings, members);
	g_autofree guint *regions = merge_slots(grid, &ink);
	grid->regular =
		pr_lattice_regular(grid, regions) * pr_lattice_closed(grid, &ink, rulings, members, sheet->join);
	g_free(ink.left);
	g_free(ink.top);
	pr_grid_tile(grid, regions);
	return g_steal_pointer(&grid);
}

GPtrArray *
pr_lattice_find(const PrPage *page, float em, guint max_slots, guint *declined)
{
	GPtrArray *grids = g_ptr_array_new_with_free_func((GDestroyNotify)pr_grid_free);
	guint count = page->rulings->len;
	g_autofree guint *parents = g_new(guint, count + 1);
	g_autoptr(PrBins) runs = pr_runs_index(page);
	PrRuledSheet sheet = {page, {NULL, 0, runs}, JOIN * em, em};

	*declined = 0;
	if (!pr_rulings_connect((const PrRuling *)page->rulings->data, count, sheet.join, em, parents)) {
		*declined = 1;
		return grids;
	}

	g_autofree GArray **members = g_new0(GArray *, count + 1);
	for (guint i = 0; i < count; i++) {
		guint root = pr_region_root(parents, i);

		if (members[root] == NULL)
			members[root] = g_array_new(FALSE, FALSE, sizeof(guint));
		g_array_append_val(members[root], i);
	}
	for (guint i = 0; i < count; i++) {
		if (members[i] == NULL)
			continue;
		if (members[i]->len >= 4) {
			PrGrid *grid = component_to_grid(&sheet, members[i], max_slots, declined);
			if (grid != NULL)
				g_ptr_array_add(grids, grid);
		}
		g_array_unref(members[i]);
	}
	g_ptr_array_sort(grids, compare_grids);
	return grids;
}
