/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Columns of two pages (step 1 of the essay in stitch.c).
 *
 *     page 1      Sten      12.5     1,400        Drawn borders meet. But where white space parts columns, a cut lies
 *     page 2      Vi        3,108.0     12        anywhere in it, on each page elsewhere, by the texts there. Then columns
 *                 ├──┤      ├─────┤  ├───┤        are the same if the texts of both pages leave white between them, and if
 *                                               most of them begin, end or have their middle at the same place; the
 *                                               labels begin there.
 */
#include "extract/stitch-columns.h"

/* Shares of the type size, unless said otherwise. */
#define SAME_EDGE 0.45f
#define COMMON_CUTS 0.6f /* share of the inner cuts that two pages of one table have in common */
#define SAME_SHARE 0.6f  /* of the columns behind the labels */
#define PAGE_END 0.25f   /* of the page's height: a table that ends above this was not cut by the page */

static float
cut(const GArray *cuts, int index)
{
	return g_array_index(cuts, float, index);
}

static float
tolerance(const PrFragment *piece)
{
	return SAME_EDGE * piece->em;
}

/* The index of the cut of `cuts` at `at`, -1 where there is none. */
static int
same_cut(const GArray *cuts, float at, float slack)
{
	int best = -1;
	float nearest = slack;

	for (guint i = 0; i < cuts->len; i++) {
		if (fabsf(cut(cuts, (int)i) - at) <= nearest) {
			nearest = fabsf(cut(cuts, (int)i) - at);
			best = (int)i;
		}
	}
	return best;
}

gboolean
pr_stitch_same_interval(const PrFragment *open, const PrCell *above, const PrFragment *next, const PrCell *below)
{
	float slack = tolerance(open);

	return fabsf(cut(open->grid->xs, above->col) - cut(next->grid->xs, below->col)) <= slack &&
	       fabsf(cut(open->grid->xs, above->col + above->colspan) -
		       cut(next->grid->xs, below->col + below->colspan)) <= slack;
}

gboolean
pr_stitch_columns_meet(const PrFragment *open, const PrFragment *next)
{
	const GArray *a = open->grid->xs, *b = next->grid->xs;
	float slack = tolerance(open);
	int common = 0, fewer = MIN((int)a->len, (int)b->len) - 2;

	if (fabsf(cut(a, 0) - cut(b, 0)) > slack || fabsf(cut(a, (int)a->len - 1) - cut(b, (int)b->len - 1)) > slack)
		return FALSE;
	for (guint i = 1, previous = 0; i + 1 < b->len; i++) {
		int twin = same_cut(a, cut(b, (int)i), slack);

		if (twin < 0)
			continue;
		if ((guint)twin <= previous || twin + 1 == (int)a->len) /* cuts too near to be told apart */
			return FALSE;
		previous = (guint)twin;
		common++;
	}
	if ((float)common >= COMMON_CUTS * (float)fewer)
		return TRUE;
	if (open->grid->is_open_below || next->grid->is_open_above)
		return TRUE;
	/* Columns of another kind: one form whose next block begins on the new page, if the page really was full. */
	float page_height = open->direction % 2 == 0 ? open->height : open->width;
	return cut(open->grid->ys, pr_grid_rows(open->grid)) > (1 - PAGE_END) * page_height &&
	       cut(next->grid->ys, 0) < PAGE_END * page_height;
}

/* How far the texts of each column reach, by cells of one column. */
static GArray *
measure(const PrFragment *piece)
{
	GArray *reach = g_array_new(FALSE, TRUE, sizeof(PrRect));

	g_array_set_size(reach, (guint)piece->table->cols);
	for (guint i = 0; i < piece->table->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(piece->table->cells, i);
		PrRect *column = &g_array_index(reach, PrRect, cell->col);

		for (guint k = 0; k < pr_text_length(&cell->text) && cell->colspan == 1; k++)
			*column = pr_rect_union(*column, pr_fragment_as_read(piece, pr_text_at(&cell->text, k)->box));
	}
	return reach;
}

static const GArray *
reach_of(PrFragment *piece)
{
	if (piece->reach == NULL)
		piece->reach = measure(piece);
	return piece->reach;
}

static gboolean
is_in_place(const PrRect *a, const PrRect *b, float slack)
{
	return fabsf(a->x0 - b->x0) <= slack || fabsf(a->x1 - b->x1) <= slack ||
	       fabsf(pr_rect_center_x(*a) - pr_rect_center_x(*b)) <= slack;
}

gboolean
pr_stitch_shares_columns(PrFragment *open, PrFragment *next)
{
	guint cols = (guint)next->table->cols, same = 0;
	float slack = SAME_EDGE * open->em;

	if (open->table->method != PR_METHOD_ALIGNED || next->table->method != PR_METHOD_ALIGNED ||
		open->table->cols != next->table->cols)
		return FALSE;
	const GArray *a = reach_of(open), *b = reach_of(next);
	for (guint i = 0; i < cols; i++) {
		const PrRect *above = &g_array_index(a, PrRect, i), *below = &g_array_index(b, PrRect, i);

		if (pr_rect_is_empty(*above) || pr_rect_is_empty(*below) ||
			MIN(above->x1, below->x1) <= MAX(above->x0, below->x0))
			return FALSE;
		if (i > 0 && MIN(above->x0, below->x0) <=
				     MAX(g_array_index(a, PrRect, i - 1).x1, g_array_index(b, PrRect, i - 1).x1))
			return FALSE;
		same += i > 0 && is_in_place(above, below, slack);
	}
	return fabsf(g_array_index(a, PrRect, 0).x0 - g_array_index(b, PrRect, 0).x0) <= slack &&
	       (float)same >= SAME_SHARE * (float)(cols - 1);
}

/* Makes the reach of `open` that of both; where its columns are others now, or nobody has asked `next`, it is to be
 * measured anew. */
static void
unite_reach(PrFragment *open, const PrFragment *next)
{
	if (next->reach == NULL || open->reach == NULL || open->reach->len != (guint)open->table->cols) {
		g_clear_pointer(&open->reach, g_array_unref);
		return;
	}
	for (guint i = 0; i < open->reach->len; i++) {
		PrRect *column = &g_array_index(open->reach, PrRect, i);
		*column = pr_rect_union(*column, g_array_index(next->reach, PrRect, i));
	}
}

/* Makes room for a cut of `next` that `open` has not: each cell over it becomes one column wider. */
static void
insert_cut(PrFragment *open, float at)
{
	int column = CLAMP(pr_cuts_find(open->grid->xs, at), 0, pr_grid_cols(open->grid) - 1);

	g_array_insert_val(open->grid->xs, column + 1, at);
	for (guint i = 0; i < open->table->cells->len; i++) {
		PrCell *cell = g_ptr_array_index(open->table->cells, i);

		if (cell->col > column)
			cell->col++;
		else if (cell->col + cell->colspan > column)
			cell->colspan++;
	}
	open->table->cols++;
}

void
pr_stitch_unite_columns(PrFragment *open, PrFragment *next)
{
	float slack = tolerance(open);

	for (guint i = 1; i + 1 < next->grid->xs->len; i++)
		if (same_cut(open->grid->xs, cut(next->grid->xs, (int)i), slack) < 0)
			insert_cut(open, cut(next->grid->xs, (int)i));
	unite_reach(open, next);
	for (guint i = 0; i < next->table->cells->len; i++) {
		PrCell *cell = g_ptr_array_index(next->table->cells, i);
		int left = same_cut(open->grid->xs, cut(next->grid->xs, cell->col), slack);
		int right = same_cut(open->grid->xs, cut(next->grid->xs, cell->col + cell->colspan), slack);

		cell->col = MAX(left, 0);
		cell->colspan = MAX(right - cell->col, 1);
	}
	next->table->cols = open->table->cols;
}
