/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of columns above a drawn grid.
 *
 *   ────────────────────────     The lines between columns may begin below the names; then the names stand between the
 *    Port      Boats   Crew      first line of the grid and a rule as wide above it. They are a row of the table: its
 *   ─────────┬──────────────     cells end where the grid's columns do, or are as many columns wide as their text.
 *    Sandwick│    12     40
 *   ─────────┴──────────────     A title with a unit beside it stands so, too, between two tables. So no line of the row
 *                                may be a caption, no other lines may hang on the rule, and the names are nearly as
 *                                many as the columns.
 */
#include "extract/aligned.h"
#include "extract/regions.h"

/* Shares of the type size. */
#define ENDS_TOGETHER 0.5f /* the rule, and the grid */
#define STRIP_LEAST 1.0f   /* the height of the row */
#define STRIP_MOST 8.0f
#define NAMED_SHARE 0.6f /* names, of columns */

/* Whether an upright line touches a rule. */
static gboolean
carries_lines(const GArray *rulings, const PrRuling *rule, float touch)
{
	for (guint i = rulings->len; i > 0; i--) {
		const PrRuling *other = &g_array_index(rulings, PrRuling, i - 1);

		if (other->is_horizontal)
			break;
		if (other->at >= rule->from - touch && other->at <= rule->to + touch &&
			other->from <= rule->at + touch && other->to >= rule->at - touch)
			return TRUE;
	}
	return FALSE;
}

/* The rule next above a grid that is as wide; NULL where there is none. */
static const PrRuling *
find_rule(const PrPage *page, PrRect box, float em)
{
	const PrRuling *rule = NULL;

	for (guint i = pr_rulings_lower(page->rulings, TRUE, box.y0 - STRIP_MOST * em); i < page->rulings->len; i++) {
		const PrRuling *ruling = &g_array_index(page->rulings, PrRuling, i);

		if (!ruling->is_horizontal || ruling->at > box.y0 - STRIP_LEAST * em)
			break;
		if (fabsf(ruling->from - box.x0) <= ENDS_TOGETHER * em &&
			fabsf(ruling->to - box.x1) <= ENDS_TOGETHER * em)
			rule = ruling;
	}
	return rule == NULL || carries_lines(page->rulings, rule, em / 4) ? NULL : rule;
}

/* Unites the columns that each text of the strip lies over; FALSE where the texts are no names of columns. */
static gboolean
share_columns(const PrChunks *sheet, const GArray *xs, guint *regions)
{
	guint cols = xs->len - 1, names = 0, most = 0;
	g_autofree gboolean *is_named = g_new0(gboolean, cols);

	for (guint i = 0; i < sheet->rows->len; i++) {
		most = MAX(most, pr_chunks_row(sheet, i)->count);
		if (pr_chunks_is_caption(sheet, i))
			return FALSE;
	}
	for (guint i = 0; i < sheet->chunks->len; i++) {
		const PrChunk *chunk = pr_chunks_chunk(sheet, i);
		int from = pr_cuts_find(xs, chunk->box.x0 + sheet->em / 8),
		    to = pr_cuts_find(xs, chunk->box.x1 - sheet->em / 8);

		if (chunk->is_prose || from < 0 || to < from)
			return FALSE;
		is_named[from] = TRUE;
		for (int col = from + 1; col <= to; col++)
			pr_region_unite(regions, (guint)col, (guint)from);
	}
	for (guint i = 0; i < cols; i++)
		names += is_named[i] && (i == 0 || pr_region_root(regions, i) != pr_region_root(regions, i - 1));
	return most >= 2 && (float)names >= NAMED_SHARE * (float)cols;
}

PrGrid *
pr_lattice_add_names(const PrPage *page, const PrLedger *ledger, const PrGrid *grid, float em)
{
	PrRect box = pr_grid_box(grid);
	const PrRuling *rule = grid->is_open_above ? NULL : find_rule(page, box, em);
	guint cols = (guint)pr_grid_cols(grid), rows = (guint)pr_grid_rows(grid);

	if (rule == NULL)
		return NULL;
	PrRect strip = {box.x0, rule->at, box.x1, box.y0};
	g_autoptr(PrChunks) sheet = pr_chunks_new(page, ledger, em, &strip);
	g_autofree guint *regions = g_new(guint, (gsize)(rows + 1) * cols);

	pr_chunks_mark_prose(sheet);
	for (guint i = 0; i < cols; i++)
		regions[i] = i;
	if (!share_columns(sheet, grid->xs, regions))
		return NULL;
	for (guint i = 0; i < cols; i++)
		regions[i] = pr_region_root(regions, i);
	g_autofree guint *owners = pr_grid_owners(grid);
	for (guint i = 0; i < rows * cols; i++)
		regions[cols + i] = cols + owners[i];
	PrGrid *named = pr_grid_new();
	g_array_append_vals(named->xs, grid->xs->data, grid->xs->len);
	g_array_append_val(named->ys, rule->at);
	g_array_append_vals(named->ys, grid->ys->data, grid->ys->len);
	named->is_open_below = grid->is_open_below;
	named->regular = grid->regular;
	pr_grid_tile(named, regions);
	return named;
}
