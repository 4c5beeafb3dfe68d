/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The skeleton of a table: cuts and spans. */
#include "extract/grid.h"

PrGrid *
pr_grid_new(void)
{
	PrGrid *grid = g_new0(PrGrid, 1);

	grid->xs = g_array_new(FALSE, FALSE, sizeof(float));
	grid->ys = g_array_new(FALSE, FALSE, sizeof(float));
	grid->spans = g_array_new(FALSE, FALSE, sizeof(PrSpan));
	grid->regular = 1;
	return grid;
}

void
pr_grid_free(PrGrid *grid)
{
	if (grid == NULL)
		return;
	g_array_unref(grid->xs);
	g_array_unref(grid->ys);
	g_array_unref(grid->spans);
	g_free(grid);
}

static float
cut(const GArray *cuts, int index)
{
	return g_array_index(cuts, float, index);
}

PrRect
pr_grid_box(const PrGrid *grid)
{
	return pr_rect(cut(grid->xs, 0), cut(grid->ys, 0), cut(grid->xs, pr_grid_cols(grid)),
		cut(grid->ys, pr_grid_rows(grid)));
}

PrRect
pr_grid_span_box(const PrGrid *grid, const PrSpan *span)
{
	return pr_rect(cut(grid->xs, span->col), cut(grid->ys, span->row), cut(grid->xs, span->col + span->colspan),
		cut(grid->ys, span->row + span->rowspan));
}

guint *
pr_grid_owners(const PrGrid *grid)
{
	gsize slots = (gsize)pr_grid_rows(grid) * pr_grid_cols(grid);
	guint *owners = g_new(guint, MAX(slots, 1));

	for (gsize i = 0; i < slots; i++)
		owners[i] = G_MAXUINT;
	for (guint i = 0; i < grid->spans->len; i++) {
		const PrSpan *span = &g_array_index(grid->spans, PrSpan, i);

		for (int row = span->row; row < span->row + span->rowspan; row++)
			for (int col = span->col; col < span->col + span->colspan; col++)
				owners[(gsize)row * pr_grid_cols(grid) + col] = i;
	}
	return owners;
}

gboolean
pr_grid_check(const PrGrid *grid)
{
	guint64 area = 0;
	gsize slots = (gsize)pr_grid_rows(grid) * pr_grid_cols(grid);

	for (guint i = 0; i < grid->spans->len; i++) {
		const PrSpan *span = &g_array_index(grid->spans, PrSpan, i);

		if (span->row < 0 || span->col < 0 || span->rowspan < 1 || span->colspan < 1 ||
			span->row + span->rowspan > pr_grid_rows(grid) ||
			span->col + span->colspan > pr_grid_cols(grid))
			return FALSE;
		area += (guint64)span->rowspan * span->colspan;
	}
	if (area != slots)
		return FALSE;
	g_autofree guint *owners = pr_grid_owners(grid);
	for (gsize i = 0; i < slots; i++)
		if (owners[i] == G_MAXUINT)
			return FALSE;
	return TRUE;
}

int
pr_cuts_find(const GArray *cuts, float at)
{
	int low = 0, high = (int)cuts->len - 1;

	if (cuts->len < 2 || at < cut(cuts, 0) || at >= cut(cuts, high))
		return -1;
	while (high - low > 1) {
		int middle = (low + high) / 2;

		if (at < cut(cuts, middle))
			high = middle;
		else
			low = middle;
	}
	return low;
}

int
pr_cuts_nearest(const GArray *cuts, float at)
{
	int i = pr_cuts_find(cuts, at);

	if (i < 0)
		return at < cut(cuts, 0) ? 0 : (int)cuts->len - 1;
	return at - cut(cuts, i) <= cut(cuts, i + 1) - at ? i : i + 1;
}

/* Removes the cuts not marked in `is_used` and fills `renumbered` with the new index of each kept one. */
static void
keep_cuts(GArray *cuts, const gboolean *is_used, int *renumbered)
{
	int kept = 0;

	for (guint i = 0; i < cuts->len; i++) {
		renumbered[i] = kept;
		if (is_used[i])
			g_array_index(cuts, float, kept++) = g_array_index(cuts, float, i);
	}
	g_array_set_size(cuts, kept);
}

void
pr_grid_drop_idle_cuts(PrGrid *grid)
{
	g_autofree gboolean *used_x = g_new0(gboolean, grid->xs->len), *used_y = g_new0(gboolean, grid->ys->len);
	g_autofree int *new_x = g_new0(int, grid->xs->len), *new_y = g_new0(int, grid->ys->len);

	for (guint i = 0; i < grid->spans->len; i++) {
		const PrSpan *span = &g_array_index(grid->spans, PrSpan, i);

		used_x[span->col] = used_x[span->col + span->colspan] = TRUE;
		used_y[span->row] = used_y[span->row + span->rowspan] = TRUE;
	}
	keep_cuts(grid->xs, used_x, new_x);
	keep_cuts(grid->ys, used_y, new_y);
	for (guint i = 0; i < grid->spans->len; i++) {
		PrSpan *span = &g_array_index(grid->spans, PrSpan, i);
		int right = new_x[span->col + span->colspan], bottom = new_y[span->row + span->rowspan];

		span->col = new_x[span->col];
		span->row = new_y[span->row];
		span->colspan = right - span->col;
		span->rowspan = bottom - span->row;
	}
}
