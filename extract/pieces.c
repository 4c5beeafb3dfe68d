/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tables of a page in one reading direction: drawn grids first, then what is only aligned. */
#include "extract/aligned.h"
#include "extract/charts.h"
#include "extract/issue-tags.h"
#include "extract/tagged.h"
#include "extract/turn.h"

#include <string.h>

#define REGULAR_LEAST 0.5f      /* a grid less regular than that is a drawing */
#define TAGGED_CONFIDENCE 0.99f /* every character stands where the author's program says */

/* The states of the glyphs of some runs, one after the other. */
static GByteArray *
copy_states(const PrPieceSearch *search, const PrPage *view, const GArray *runs)
{
	GByteArray *states = g_byte_array_new();

	for (guint i = 0; i < runs->len; i++) {
		const PrRun *run = &g_array_index(view->runs, PrRun, g_array_index(runs, guint, i));
		g_byte_array_append(states, search->ledger->taken + run->first, run->count);
	}
	return states;
}

static void
restore_states(const PrPieceSearch *search, const PrPage *view, const GArray *runs, const GByteArray *states)
{
	for (guint i = 0, at = 0; i < runs->len; i++) {
		const PrRun *run = &g_array_index(view->runs, PrRun, g_array_index(runs, guint, i));

		memcpy(search->ledger->taken + run->first, states->data + at, run->count);
		at += run->count;
	}
}

/* Says why a box of the view is no table, to somebody who asks. Takes `measures`. */
static void
decline(const PrPieceSearch *search, PrRect box, PrMethod method, const char *reason, char *measures)
{
	g_ptr_array_add(search->declined, pr_declined_new(search->page->number, box, method, reason, measures));
}

/* The grid that the search for `method` has found, with its text, if that makes it a table, or a strip between rulings;
 * else NULL, and the text is free again. */
static PrTable *
fill_and_judge(const PrPieceSearch *search, const PrPage *view, const PrGrid *grid, PrMethod method, PrVerdict *verdict,
	const char **reason)
{
	PrVerdict least = method == PR_METHOD_RULED ? PR_VERDICT_STRIP : PR_VERDICT_TABLE;
	g_autoptr(GArray) runs = pr_ledger_runs(search->ledger, view, pr_grid_box(grid));
	g_autoptr(GByteArray) before = copy_states(search, view, runs);
	g_autoptr(PrTable) table = pr_fill(view, grid, search->ledger);

	*verdict = pr_detect(table, reason);
	if (*verdict <= least)
		return g_steal_pointer(&table);
	if (search->declined != NULL)
		decline(search, pr_grid_box(grid), method, *reason, pr_detect_measures(table));
	restore_states(search, view, runs, before);
	return NULL;
}

PrDirection
pr_pieces_direction(const PrLedger *ledger, const PrPage *page, PrRect box)
{
	g_autoptr(GArray) runs = pr_ledger_runs(ledger, page, box);
	guint counts[4] = {0}, best = PR_DIRECTION_RIGHT;

	for (guint i = 0; i < runs->len; i++) {
		const PrRun *run = &g_array_index(page->runs, PrRun, g_array_index(runs, guint, i));

		if (pr_rect_contains(box, pr_rect_center_x(run->box), pr_rect_center_y(run->box)))
			counts[g_array_index(page->glyphs, PrGlyph, run->first).direction % 4] += run->count;
	}
	for (guint i = 1; i < 4; i++)
		if (counts[i] > counts[best])
			best = i;
	return best;
}

/* Whether the middle half of `box` lies in one cell. */
static gboolean
is_in_one_cell(const PrGrid *grid, PrRect box)
{
	g_autofree guint *owners = pr_grid_owners(grid);
	float width = pr_rect_width(box) / 4, height = pr_rect_height(box) / 4;
	int left = pr_cuts_find(grid->xs, box.x0 + width), right = pr_cuts_find(grid->xs, box.x1 - width);
	int top = pr_cuts_find(grid->ys, box.y0 + height), bottom = pr_cuts_find(grid->ys, box.y1 - height),
	    cols = pr_grid_cols(grid);

	if (MIN(MIN(left, right), MIN(top, bottom)) < 0)
		return FALSE;
	for (int row = top; row <= bottom; row++)
		for (int col = left; col <= right; col++)
			if (owners[row * cols + col] != owners[top * cols + left])
				return FALSE;
	return TRUE;
}

/* Gridlines, bars and the frame of a plot are grids too, and so is a page's frame that the plot hangs on; but a table
 * can have a chart in a cell. */
static gboolean
is_of_chart(const GArray *charts, const PrGrid *grid)
{
	PrRect box = pr_grid_box(grid);

	for (guint i = 0; i < charts->len; i++) {
		PrRect chart = g_array_index(charts, PrRect, i);

		if ((pr_rect_contains(chart, pr_rect_center_x(box), pr_rect_center_y(box)) ||
			    pr_rect_contains(box, pr_rect_center_x(chart), pr_rect_center_y(chart))) &&
			!is_in_one_cell(grid, chart))
			return TRUE;
	}
	return FALSE;
}

/* Whether the lines of a grid may be those of a table that reads as the view does. */
static gboolean
may_be_table(const PrPieceSearch *search, const PrPage *view, const PrGrid *grid, const GArray *charts)
{
	const char *reason = grid->regular < REGULAR_LEAST ? "a drawing"
			     : is_of_chart(charts, grid)   ? "a part of a chart"
							   : NULL;

	if (reason != NULL && search->declined == NULL)
		return FALSE;
	if (pr_pieces_direction(search->ledger, view, pr_grid_box(grid)) != PR_DIRECTION_RIGHT)
		return FALSE;
	if (reason != NULL)
		decline(search, pr_grid_box(grid), PR_METHOD_RULED, reason,
			g_strdup_printf("rows %d, columns %d, regular %d%%", pr_grid_rows(grid), pr_grid_cols(grid),
				(int)(100 * grid->regular)));
	return reason == NULL;
}

/* Grids → pieces, for tables that read in `direction`. `view` is the page turned that way, `charts` (of PrRect) are
 * charts in it. */
static void
find_ruled(const PrPieceSearch *search, const PrPage *view, PrDirection direction, const GArray *charts)
{
	guint declined = 0;
	g_autoptr(GPtrArray) grids = pr_lattice_find(view, search->em, search->limits->cells, &declined);

	if (declined > 0)
		pr_issues_add(
			search->issues, pr_extract_issue(PR_ISSUE_TABLE_TOO_LARGE), view->number, (PrRect){0}, NULL);
	/* Inner grids first: what stands in a table in a cell belongs to the inner table. Grids come by their tops: an
	 * inner one after. */
	for (guint i = grids->len; i > 0; i--) {
		PrGrid *grid = g_ptr_array_index(grids, i - 1);
		const char *reason = NULL;

		if (!may_be_table(search, view, grid, charts))
			continue;
		float regular = grid->regular;
		PrGrid *named = pr_lattice_add_names(view, search->ledger, grid, search->em);
		if (named != NULL) {
			pr_grid_free(grid);
			grid = g_ptr_array_index(grids, i - 1) = named;
		}
		g_autoptr(PrAligned) refined = pr_aligned_refine(search, view, grid, charts);
		if (refined != NULL) {
			pr_grid_free(grid);
			grid = g_ptr_array_index(grids, i - 1) = g_steal_pointer(&refined->grid);
		}
		PrVerdict verdict;
		g_autoptr(PrTable) table = fill_and_judge(search, view, grid, PR_METHOD_RULED, &verdict, &reason);
		if (table == NULL)
			continue;
		table->method = refined != NULL ? PR_METHOD_ALIGNED : PR_METHOD_RULED;
		table->confidence = regular * (refined != NULL ? refined->confidence : 1);
		table->known_header_rows = refined != NULL ? refined->header_rows : 0;
		table->reason = refined != NULL ? g_steal_pointer(&refined->reason) : g_strdup(reason);
		PrFragment *piece = pr_fragment_new(g_steal_pointer(&table), grid, direction, search->page, search->em);
		g_ptr_array_index(grids, i - 1) = NULL;
		piece->is_strip = verdict == PR_VERDICT_STRIP;
		g_ptr_array_add(search->pieces, piece);
	}
}

/* The areas of the tables found so far in `direction`, and of charts: free with g_array_unref(). */
static GArray *
claim_areas(const PrPieceSearch *search, PrDirection direction, const GArray *charts)
{
	GArray *claimed = g_array_copy((GArray *)charts);

	for (guint i = 0; i < search->pieces->len; i++) {
		const PrFragment *piece = g_ptr_array_index(search->pieces, i);
		PrRect box = pr_grid_box(piece->grid);
		if (piece->direction == direction)
			g_array_append_val(claimed, box);
	}
	return claimed;
}

/* One table of the structure tree, if the page shows it too. */
static void
use_tags(const PrPieceSearch *search, const PrPage *view, const PrTagTable *tags)
{
	g_autoptr(PrChunks) sheet = pr_chunks_new(view, search->ledger, search->em, NULL);
	g_autofree guint8 *before = g_memdup2(search->ledger->taken, search->ledger->count);
	PrTaggedFit fit;
	g_autoptr(PrTagTable) placed = NULL;
	g_autoptr(PrGrid) grid = pr_tagged_match(sheet, tags, &fit, &placed);
	g_autoptr(PrTable) table = grid != NULL ? pr_fill(view, grid, search->ledger) : NULL;
	const char *reason = NULL;

	if (table != NULL && !pr_tagged_agrees(table, placed))
		fit = PR_TAGGED_CONTRADICTS;
	if (fit == PR_TAGGED_CONTRADICTS)
		pr_issues_add(search->issues, pr_extract_issue(PR_ISSUE_TAGS_CONTRADICT), view->number, (PrRect){0},
			"a table of %d rows and %d columns", tags->rows, tags->cols);
	if (fit != PR_TAGGED_FITS || pr_detect(table, &reason) != PR_VERDICT_TABLE) {
		memcpy(search->ledger->taken, before, search->ledger->count);
		return;
	}
	table->method = PR_METHOD_ALIGNED;
	table->confidence = TAGGED_CONFIDENCE;
	table->reason = g_strdup("tagged, and the page shows the same");
	table->known_header_rows = pr_tagged_header_rows(placed);
	g_ptr_array_add(search->pieces, pr_fragment_new(g_steal_pointer(&table), g_steal_pointer(&grid),
						PR_DIRECTION_RIGHT, search->page, search->em));
}

static char *
text_of_lines(const PrLines *lines)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < lines->order->len; i++)
		g_string_append_unichar(text, pr_lines_glyph(lines, i)->ch);
	return g_string_free(text, FALSE);
}

/* What the structure tree says of tables that no grid has taken. It is dear to read: only where there may be such
 * tables. */
static void
find_tagged(const PrPieceSearch *search, const PrPage *view, const GArray *charts)
{
	g_autoptr(GArray) claimed = claim_areas(search, PR_DIRECTION_RIGHT, charts);
	g_autoptr(PrChunks) sheet = pr_chunks_new(view, search->ledger, search->em, NULL);

	sheet->edges = pr_edges_new(view, search->em);
	pr_chunks_mark_prose(sheet);
	g_autoptr(GPtrArray) zones = pr_zones_find(sheet, claimed);

	if (zones->len == 0)
		return;
	g_autofree char *text = text_of_lines(sheet->lines);
	g_autoptr(GPtrArray) tables = view->tags != NULL ? g_ptr_array_ref(view->tags)
				      : search->read_tags != NULL
					      ? search->read_tags(search->tag_data, view->number, text)
					      : NULL;
	for (guint i = 0; tables != NULL && i < tables->len; i++)
		use_tags(search, view, g_ptr_array_index(tables, i));
}

/* Tables without a drawn grid, among the glyphs that no grid has taken. */
static void
find_aligned(const PrPieceSearch *search, const PrPage *view, PrDirection direction, const GArray *charts)
{
	g_autoptr(GArray) claimed = claim_areas(search, direction, charts);
	g_autoptr(GPtrArray) found = pr_aligned_find(search, view, claimed);

	for (guint i = 0; i < found->len; i++) {
		PrAligned *aligned = g_ptr_array_index(found, i);
		const char *reason = NULL;
		PrVerdict verdict;
		g_autoptr(PrTable) table =
			fill_and_judge(search, view, aligned->grid, PR_METHOD_ALIGNED, &verdict, &reason);

		if (table == NULL)
			continue;
		table->method = PR_METHOD_ALIGNED;
		table->confidence = aligned->confidence;
		table->known_header_rows = aligned->header_rows;
		table->reason = g_steal_pointer(&aligned->reason);
		g_ptr_array_add(
			search->pieces, pr_fragment_new(g_steal_pointer(&table), g_steal_pointer(&aligned->grid),
						direction, search->page, search->em));
	}
}

/* Charts, and the boxes of the view from `first` on as they are on the page. */
static void
finish_declined(const PrPieceSearch *search, guint first, const GArray *charts, PrDirection direction)
{
	for (guint i = 0; i < charts->len; i++)
		decline(search, g_array_index(charts, PrRect, i), PR_METHOD_RULED, "a chart",
			g_strdup("numbers at the ends of lines, in the steps of a scale"));
	for (guint i = first; i < search->declined->len; i++) {
		PrDeclined *declined = g_ptr_array_index(search->declined, i);
		declined->box = pr_turn_rect_back(declined->box, direction, search->page->width, search->page->height);
	}
}

void
pr_pieces_find(const PrPieceSearch *search, const PrPage *view, PrDirection direction)
{
	g_autoptr(GArray) charts = pr_charts_find(view, search->em);
	g_autoptr(PrBins) runs = pr_runs_index(view);
	PrLedger ledger = {search->ledger->taken, search->ledger->count, runs};
	PrPieceSearch indexed = *search;
	guint declined = search->declined != NULL ? search->declined->len : 0;

	indexed.ledger = &ledger;
	find_ruled(&indexed, view, direction, charts);
	if ((search->read_tags != NULL || view->tags != NULL) && direction == PR_DIRECTION_RIGHT &&
		search->guide.columns == NULL)
		find_tagged(&indexed, view, charts);
	find_aligned(&indexed, view, direction, charts);
	if (search->declined != NULL)
		finish_declined(&indexed, declined, charts, direction);
}
