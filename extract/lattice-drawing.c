/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Is what the rulings draw a table, or a drawing (step 7 of the essay in lattice.c)?
 *
 *   ┌────┬────┐      A table's rulings part rectangles, and each ends where it meets another one, or where all end. The boxes
 *   ├────┼────┤      and connectors of a drawing part what is left of the page into regions with corners that turn inwards,
 *   └────┴────┘      and its arrows and dimension lines end in the open:
 *
 *   ┌───┐   ┌───┐      a  the region around boxes is no rectangle: the share of the area that is in rectangles
 *   │   ├───┤   │      b  of the ends of rulings, the share that is closed
 *   └───┘ a └─┬─┘
 *             ╵ b      Both shares are 1 in what office programs draw as tables; their product is how regular a grid is.
 *
 * Cost: the slots of the grid, and the logarithm of its cuts for each ruling.
 */
#include "extract/lattice.h"

static double
length(const GArray *cuts, int index)
{
	return (double)(g_array_index(cuts, float, index + 1) - g_array_index(cuts, float, index));
}

/* What a region covers, kept at the slot that is its root. */
typedef struct {
	int top, bottom, left, right;
	gsize slots;
	double area;
} Extent;

float
pr_lattice_regular(const PrGrid *grid, const guint *regions)
{
	int rows = pr_grid_rows(grid), cols = pr_grid_cols(grid);
	g_autofree Extent *extents = g_new0(Extent, (gsize)rows * cols);
	double area = 0, rectangles = 0;

	for (int row = 0; row < rows; row++) {
		for (int col = 0; col < cols; col++) {
			Extent *extent = &extents[regions[row * cols + col]];

			extent->top = extent->slots == 0 ? row : MIN(extent->top, row);
			extent->left = extent->slots == 0 ? col : MIN(extent->left, col);
			extent->bottom = MAX(extent->bottom, row);
			extent->right = MAX(extent->right, col);
			extent->slots++;
			extent->area += length(grid->ys, row) * length(grid->xs, col);
		}
	}
	for (gsize i = 0; i < (gsize)rows * cols; i++) {
		const Extent *extent = &extents[i];

		area += extent->area;
		if (extent->slots ==
			(gsize)(extent->bottom - extent->top + 1) * (gsize)(extent->right - extent->left + 1))
			rectangles += extent->area;
	}
	return area > 0 ? (float)(rectangles / area) : 1;
}

/* Whether a ruling ends at `at` on the edge of the grid, or where ink crosses it: on the cut of `across` that is there,
 * in the row or column on one of its sides. `stride` is from one cut to the next. */
static gboolean
is_closed(const GArray *across, float at, guint8 *const *sides, float join, gsize stride)
{
	int cut = pr_cuts_nearest(across, at);

	if (cut == 0 || cut == (int)across->len - 1)
		return TRUE;
	if (fabsf(g_array_index(across, float, cut) - at) > join)
		return FALSE;
	return (sides[0] != NULL && sides[0][(gsize)cut * stride]) ||
	       (sides[1] != NULL && sides[1][(gsize)cut * stride]);
}

float
pr_lattice_closed(const PrGrid *grid, const PrInk *ink, const PrRuling *rulings, const GArray *members, float join)
{
	int rows = pr_grid_rows(grid), cols = pr_grid_cols(grid);
	guint closed = 0;

	for (guint i = 0; i < members->len; i++) {
		const PrRuling *ruling = &rulings[g_array_index(members, guint, i)];
		const GArray *along = ruling->is_horizontal ? grid->ys : grid->xs,
			     *across = ruling->is_horizontal ? grid->xs : grid->ys;
		int on = pr_cuts_nearest(along, ruling->at);
		guint8 *sides[2] = {NULL, NULL}; /* the cuts across, in the row or column on either side */
		gsize stride = ruling->is_horizontal ? 1 : (gsize)cols;

		if (ruling->is_horizontal) {
			sides[0] = on > 0 ? ink->left + (gsize)(on - 1) * ((gsize)cols + 1) : NULL;
			sides[1] = on < rows ? ink->left + (gsize)on * ((gsize)cols + 1) : NULL;
		} else {
			sides[0] = on > 0 ? ink->top + on - 1 : NULL;
			sides[1] = on < cols ? ink->top + on : NULL;
		}
		closed += is_closed(across, ruling->from, sides, join, stride);
		closed += is_closed(across, ruling->to, sides, join, stride);
	}
	return (float)closed / (float)MAX(2 * members->len, 1);
}
