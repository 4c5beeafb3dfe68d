/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Columns, rows and drawn spans → a tiled grid (step 7 of the essay in aligned.c). */
#include "extract/aligned.h"
#include "extract/regions.h"

typedef struct {
	const PrQuilt *quilt;
	PrGrid *grid;
	int rows, cols;
	guint *regions;
} Tiling;

static void
unite(Tiling *tiling, int row, int col, int other_row, int other_col)
{
	pr_region_unite(
		tiling->regions, (guint)(row * tiling->cols + col), (guint)(other_row * tiling->cols + other_col));
}

/* Where between two rows the cut goes: on the ruling that is drawn there, else in the middle. */
static float
cut_between(const PrZone *zone, float above, float below)
{
	const PrPage *page = zone->sheet->page;
	float reach = 0.25f * zone->em;

	for (guint i = 0; i < page->rulings->len; i++) {
		const PrRuling *ruling = &g_array_index(page->rulings, PrRuling, i);
		if (!ruling->is_horizontal)
			break;
		if (ruling->at >= MIN(above, below) - reach && ruling->at <= MAX(above, below) + reach &&
			ruling->to > zone->box.x0 && ruling->from < zone->box.x1)
			return ruling->at;
	}
	return (above + below) / 2;
}

static int
compare_floats(gconstpointer a, gconstpointer b)
{
	float left = *(const float *)a, right = *(const float *)b;

	return left < right ? -1 : left > right;
}

static void
add_row_cuts(const PrQuilt *quilt, GArray *ys)
{
	const PrZone *zone = quilt->zone;

	if (zone->base != NULL)
		g_array_append_vals(ys, zone->base->ys->data, zone->base->ys->len);
	else {
		g_array_append_val(ys, zone->box.y0);
		g_array_append_val(ys, zone->box.y1);
	}
	for (guint i = 1; i < zone->lines->len; i++) {
		const PrZoneLine *above = pr_zone_line(zone, i - 1), *below = pr_zone_line(zone, i);
		float from = pr_rect_center_y(above->box), to = pr_rect_center_y(below->box);

		if (quilt->row_of_line[i] == quilt->row_of_line[i - 1] ||
			(zone->base != NULL && pr_cuts_find(zone->base->ys, from) != pr_cuts_find(zone->base->ys, to)))
			continue;
		float cut = CLAMP(cut_between(zone, above->box.y1, below->box.y0), from + 0.1f, to - 0.1f);
		g_array_append_val(ys, cut);
	}
	g_array_sort(ys, compare_floats);
}

/* Whether the drawn span holds texts side by side: then its columns are parted by white space only. */
static gboolean
is_shared(const PrQuilt *quilt, PrRect box)
{
	for (guint i = 1; i < quilt->patches->len; i++) {
		const PrPatch *left = pr_quilt_patch(quilt, i - 1), *right = pr_quilt_patch(quilt, i);

		if (left->line == right->line &&
			pr_rect_contains(box, pr_rect_center_x(left->box), pr_rect_center_y(left->box)) &&
			pr_rect_contains(box, pr_rect_center_x(right->box), pr_rect_center_y(right->box)))
			return TRUE;
	}
	return FALSE;
}

/* Keeps together what is drawn as one cell, as far as the texts in it allow. */
static void
keep_drawn(Tiling *tiling)
{
	const PrGrid *base = tiling->quilt->zone->base;

	for (guint i = 0; base != NULL && i < base->spans->len; i++) {
		const PrSpan *span = &g_array_index(base->spans, PrSpan, i);
		PrRect box = pr_grid_span_box(base, span);
		gboolean shared = is_shared(tiling->quilt, box);
		int left = MAX(pr_cuts_find(tiling->grid->xs, box.x0 + 0.5f), 0),
		    right = pr_cuts_find(tiling->grid->xs, box.x1 - 0.5f);
		int top = MAX(pr_cuts_find(tiling->grid->ys, box.y0 + 0.05f), 0),
		    bottom = pr_cuts_find(tiling->grid->ys, box.y1 - 0.05f);

		for (int row = top; row <= bottom; row++) {
			for (int col = left; col <= right; col++) {
				if (span->rowspan > 1 && row > top)
					unite(tiling, row, col, row - 1, col);
				if (col > left && !shared)
					unite(tiling, row, col, row, col - 1);
			}
		}
	}
}

static void
keep_patches(Tiling *tiling)
{
	for (guint i = 0; i < tiling->quilt->patches->len; i++) {
		const PrPatch *patch = pr_quilt_patch(tiling->quilt, i);
		int row = pr_cuts_find(tiling->grid->ys, pr_rect_center_y(patch->box));

		for (int col = patch->from_col + 1; row >= 0 && col <= patch->to_col; col++)
			unite(tiling, row, col, row, col - 1);
	}
}

static void
keep_labels(Tiling *tiling)
{
	g_autoptr(GArray) labels = pr_quilt_labels(tiling->quilt);

	for (guint i = 0; i < labels->len; i++) {
		const PrSpan *span = &g_array_index(labels, PrSpan, i);
		for (int row = span->row + 1; row < span->row + span->rowspan && row < tiling->rows; row++)
			unite(tiling, row, span->col, row - 1, span->col);
	}
}

PrGrid *
pr_quilt_tile(const PrQuilt *quilt)
{
	g_autoptr(PrGrid) grid = pr_grid_new();

	g_array_append_vals(grid->xs, quilt->xs->data, quilt->xs->len);
	add_row_cuts(quilt, grid->ys);
	Tiling tiling = {quilt, grid, pr_grid_rows(grid), pr_grid_cols(grid), NULL};
	g_autofree guint *regions = tiling.regions = g_new(guint, (gsize)tiling.rows * tiling.cols);
	for (guint i = 0; i < (guint)(tiling.rows * tiling.cols); i++)
		regions[i] = i;
	keep_drawn(&tiling);
	keep_patches(&tiling);
	keep_labels(&tiling);
	for (guint i = 0; i < (guint)(tiling.rows * tiling.cols); i++)
		regions[i] = pr_region_root(regions, i);
	pr_grid_tile(grid, regions);
	return g_steal_pointer(&grid);
}
