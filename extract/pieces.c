/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tables of a page in one reading direction: drawn grids first, then what is only aligned. */
#include "extract/aligned.h"
#include "extract/issue-tags.h"

#include <string.h>

typedef struct {
	const PrPage *page;
	float em;
	PrLedger *ledger;
	GPtrArray *pieces;
} Work;

/* The grid with its text, if that makes it a table of one of the verdicts up to `least`; else NULL, and the text is free again. */
static PrTable *
fill_and_judge(const Work *work, const PrPage *view, const PrGrid *grid, PrVerdict least, PrVerdict *verdict, const char **reason)
{
	g_autofree guint8 *before = g_memdup2(work->ledger->taken, work->ledger->count);
	g_autoptr(PrTable) table = pr_fill(view, grid, work->ledger);

	*verdict = pr_detect(table, reason);
	if (*verdict <= least)
		return g_steal_pointer(&table);
	memcpy(work->ledger->taken, before, work->ledger->count);
	return NULL;
}

/* The direction in which most of the glyphs inside `box` read. */
static PrDirection
direction_inside(const PrPage *page, PrRect box)
{
	guint counts[4] = {0}, best = PR_DIRECTION_RIGHT;

	for (guint i = 0; i < page->runs->len; i++) {
		const PrRun *run = &g_array_index(page->runs, PrRun, i);

		if (pr_rect_contains(box, pr_rect_center_x(run->box), pr_rect_center_y(run->box)))
			counts[g_array_index(page->glyphs, PrGlyph, run->first).direction % 4] += run->count;
	}
	for (guint i = 1; i < 4; i++)
		if (counts[i] > counts[best])
			best = i;
	return best;
}

/* Grids → pieces, for tables that read in `direction`. `view` is the page turned that way. */
static void
find_ruled(Work *work, const PrPage *view, PrDirection direction, const PrLimits *limits, PrIssues *issues)
{
	guint declined = 0;
	g_autoptr(GPtrArray) grids = pr_lattice_find(view, work->em, limits->cells, &declined);

	if (declined > 0)
		pr_issues_add(issues, pr_extract_issue(PR_ISSUE_TABLE_TOO_LARGE), view->number, (PrRect){0}, NULL);
	/* Inner grids first: what stands in a table in a cell belongs to the inner table. Grids come by their tops: an inner one after. */
	for (guint i = grids->len; i > 0; i--) {
		PrGrid *grid = g_ptr_array_index(grids, i - 1);
		const char *reason = NULL;

		if (direction_inside(view, pr_grid_box(grid)) != PR_DIRECTION_RIGHT)
			continue;
		g_autoptr(PrAligned) refined = pr_aligned_refine(view, work->ledger, work->em, grid, limits->cells);
		if (refined != NULL) {
			pr_grid_free(grid);
			grid = g_ptr_array_index(grids, i - 1) = g_steal_pointer(&refined->grid);
		}
		PrVerdict verdict;
		g_autoptr(PrTable) table = fill_and_judge(work, view, grid, PR_VERDICT_STRIP, &verdict, &reason);
		if (table == NULL)
			continue;
		table->method = refined != NULL ? PR_METHOD_ALIGNED : PR_METHOD_RULED;
		table->confidence = refined != NULL ? refined->confidence : 1;
		table->reason = refined != NULL ? g_steal_pointer(&refined->reason) : g_strdup(reason);
		PrFragment *piece = pr_fragment_new(g_steal_pointer(&table), grid, direction, work->page, work->em);
		g_ptr_array_index(grids, i - 1) = NULL;
		piece->is_strip = verdict == PR_VERDICT_STRIP;
		g_ptr_array_add(work->pieces, piece);
	}
}

/* Tables without a drawn grid, among the glyphs that no grid has taken. */
static void
find_aligned(Work *work, const PrPage *view, PrDirection direction, const PrLimits *limits)
{
	g_autoptr(GArray) claimed = g_array_new(FALSE, FALSE, sizeof(PrRect));

	for (guint i = 0; i < work->pieces->len; i++) {
		const PrFragment *piece = g_ptr_array_index(work->pieces, i);
		PrRect box = pr_grid_box(piece->grid);
		if (piece->direction == direction)
			g_array_append_val(claimed, box);
	}
	g_autoptr(GPtrArray) found = pr_aligned_find(view, work->ledger, work->em, claimed, limits->cells);

	for (guint i = 0; i < found->len; i++) {
		PrAligned *aligned = g_ptr_array_index(found, i);
		const char *reason = NULL;
		PrVerdict verdict;
		g_autoptr(PrTable) table = fill_and_judge(work, view, aligned->grid, PR_VERDICT_TABLE, &verdict, &reason);

		if (table == NULL)
			continue;
		table->method = PR_METHOD_ALIGNED;
		table->confidence = aligned->confidence;
		table->reason = g_steal_pointer(&aligned->reason);
		g_ptr_array_add(work->pieces,
			pr_fragment_new(g_steal_pointer(&table), g_steal_pointer(&aligned->grid), direction, work->page, work->em));
	}
}

void
pr_pieces_find(const PrPage *page, const PrPage *view, PrDirection direction, float em, const PrLimits *limits, PrLedger *ledger,
	GPtrArray *pieces, PrIssues *issues)
{
	Work work = {page, em, ledger, pieces};

	find_ruled(&work, view, direction, limits, issues);
	find_aligned(&work, view, direction, limits);
}
