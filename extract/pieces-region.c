/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables that the user points at: one a region, whatever it looks like.
 *
 *      ┌ ─ ─ ─ ─ ─ ─ ─ ─ ─ ┐      A drawn grid that holds nearly all of the region's text is the table; where the grid
 *        Austria  12   3.1        reaches beyond the region, only its rows and columns whose middles lie inside.
 *      │ Germany  88   9.0 │      Else the text inside is cut by its alignment, and nobody asks whether it is a table.
 *      └ ─ ─ ─ ─ ─ ─ ─ ─ ─ ┘
 */
#include "extract/aligned.h"
#include "extract/issue-tags.h"
#include "extract/turn.h"

/* Of the region's characters that a drawn grid must hold to be its table. */
#define HELD_SHARE 0.95f

/* The kept free glyphs whose middles lie in both boxes. */
static guint
count_glyphs(const PrPieceSearch *search, const PrPage *view, PrRect region, PrRect box)
{
	PrRect common = pr_rect_intersection(region, box);
	guint count = 0;

	for (guint i = 0; i < view->glyphs->len; i++) {
		const PrGlyph *glyph = &g_array_index(view->glyphs, PrGlyph, i);
		count += search->ledger->taken[i] == PR_GLYPH_FREE && pr_glyph_is_kept(glyph) &&
			 pr_rect_contains(common, pr_rect_center_x(glyph->box), pr_rect_center_y(glyph->box));
	}
	return count;
}

/* The intervals of `cuts` whose middles lie in [from, to]. */
static GArray *
crop_cuts(const GArray *cuts, float from, float to, guint *first)
{
	GArray *kept = g_array_new(FALSE, FALSE, sizeof(float));

	for (guint i = 0; i + 1 < cuts->len; i++) {
		float low = g_array_index(cuts, float, i), high = g_array_index(cuts, float, i + 1);
		if ((low + high) / 2 < from || (low + high) / 2 > to)
			continue;
		if (kept->len == 0) {
			*first = i;
			g_array_append_val(kept, low);
		}
		g_array_append_val(kept, high);
	}
	return kept;
}

/* The part of `grid` that lies in the region; NULL where that is less than two cells. */
static PrGrid *
crop_grid(const PrGrid *grid, PrRect region)
{
	guint row = 0, col = 0;
	g_autoptr(PrGrid) part = pr_grid_new();
	g_autofree guint *owners = pr_grid_owners(grid);

	g_array_unref(part->xs);
	g_array_unref(part->ys);
	part->xs = crop_cuts(grid->xs, region.x0, region.x1, &col);
	part->ys = crop_cuts(grid->ys, region.y0, region.y1, &row);
	if (part->xs->len < 2 || part->ys->len < 2)
		return NULL;
	guint rows = part->ys->len - 1, cols = part->xs->len - 1;
	g_autofree guint *regions = g_new(guint, (gsize)rows * cols);
	for (guint i = 0; i < rows; i++)
		for (guint k = 0; k < cols; k++)
			regions[i * cols + k] = owners[(row + i) * (guint)pr_grid_cols(grid) + col + k];
	pr_grid_tile(part, regions);
	return part->spans->len > 1 ? g_steal_pointer(&part) : NULL;
}

/* The drawn grid of the region, refined as those are which nobody points at; NULL where none holds its text. *method
 * is set where every cut is drawn. */
static PrAligned *
find_drawn(const PrPieceSearch *search, const PrPage *view, PrRect region, PrMethod *method)
{
	guint declined = 0, most = 0, all = count_glyphs(search, view, region, region);
	g_autoptr(GPtrArray) grids = pr_lattice_find(view, search->em, search->limits->cells, &declined);
	g_autoptr(PrGrid) best = NULL;

	for (guint i = 0; i < grids->len; i++) {
		const PrGrid *grid = g_ptr_array_index(grids, i);
		g_autoptr(PrGrid) part = crop_grid(grid, region);
		guint held = part != NULL ? count_glyphs(search, view, region, pr_grid_box(part)) : 0;

		if (held <= most || (float)held < HELD_SHARE * (float)all)
			continue;
		most = held;
		pr_grid_free(best);
		best = g_steal_pointer(&part);
	}
	if (best == NULL)
		return NULL;
	g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(PrRect));
	PrAligned *refined = pr_aligned_refine(search, view, best, none);
	if (refined != NULL)
		return refined;
	*method = PR_METHOD_RULED;
	PrAligned *drawn = g_new0(PrAligned, 1);
	*drawn = (PrAligned){g_steal_pointer(&best), 1, g_strdup("pointed at; rulings on every side of every cell")};
	return drawn;
}

static void
point(const PrPieceSearch *search, const PrPage *view, PrDirection direction, const PrRegion *place)
{
	PrRect region = pr_turn_rect(place->box, direction, search->page->width, search->page->height);
	float em = pr_page_type_size(view, &region);
	PrMethod method = PR_METHOD_ALIGNED;
	g_autoptr(PrAligned) found = find_drawn(search, view, region, &method);

	if (found == NULL)
		found = pr_aligned_force(
			view, search->ledger, em, region, search->guide.columns, search->limits->cells);
	if (found == NULL) {
		pr_issues_add(search->issues, pr_extract_issue(PR_ISSUE_REGION_EMPTY), place->page, place->box, NULL);
		return;
	}
	PrTable *table = pr_fill(view, found->grid, search->ledger);
	table->method = method;
	table->confidence = found->confidence;
	table->reason = g_steal_pointer(&found->reason);
	g_ptr_array_add(
		search->pieces, pr_fragment_new(table, g_steal_pointer(&found->grid), direction, search->page, em));
}

void
pr_pieces_point(const PrPieceSearch *search, const PrPage *const *views)
{
	const GArray *regions = search->guide.regions;

	for (guint i = 0; i < regions->len; i++) {
		const PrRegion *region = &g_array_index(regions, PrRegion, i);
		PrDirection direction = pr_pieces_direction(search->ledger, search->page, region->box);

		if (region->page == search->page->number)
			point(search, views[direction], direction, region);
	}
}
