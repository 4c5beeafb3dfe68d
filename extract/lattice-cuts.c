/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the rulings of one component cut rows and columns (steps 2 and 6 of the essay in lattice.c). */
#include "extract/lattice.h"

/* Shares of the type size. */
#define DOUBLE_RULE 0.5f /* a row without text that is no higher is the gap of a double rule */
#define GAP_COLUMN 0.9f  /* a column without text that is no wider has no room for any */
#define OPEN_TAIL 0.4f   /* verticals that run this far past the last horizontal were cut by the page */
#define OPEN_SIDE                                                                                                      \
	1.5f /* horizontals that run this far past the last vertical lie under a column without outer border */
/* Horizontals that end together speak for such a column, even if they are few, where they reach over this much of the
 * height. */
#define OPEN_COVER 0.7f
#define OPEN_LINES 3u

static int
compare_floats(gconstpointer a, gconstpointer b)
{
	float left = *(const float *)a, right = *(const float *)b;

	return left < right ? -1 : left > right;
}

/* Step 2: sorts `cuts` and makes those one that follow each other within `join`. */
static void
merge_cuts(GArray *cuts, float join)
{
	guint kept = 0;

	g_array_sort(cuts, compare_floats);
	for (guint i = 0; i < cuts->len;) {
		float first = g_array_index(cuts, float, i), sum = 0;
		guint n = 0;

		while (i < cuts->len && g_array_index(cuts, float, i) - first <= join) {
			sum += g_array_index(cuts, float, i++);
			n++;
		}
		g_array_index(cuts, float, kept) = sum / (float)n;
		kept++;
	}
	g_array_set_size(cuts, kept);
}

static void
mark_run(const PrGrid *grid, const PrPage *page, const PrRun *run, guint8 *cols, guint8 *rows)
{
	for (guint i = run->first; i < run->first + run->count; i++) {
		const PrGlyph *glyph = &g_array_index(page->glyphs, PrGlyph, i);
		int col = pr_cuts_find(grid->xs, pr_rect_center_x(glyph->box)),
		    row = pr_cuts_find(grid->ys, pr_rect_center_y(glyph->box));

		if (col >= 0 && row >= 0 && pr_glyph_is_kept(glyph))
			cols[col] = rows[row] = TRUE;
	}
}

/* Step 2: marks the intervals of both directions that hold the middle of a glyph. */
static void
mark_written(const PrGrid *grid, const PrRuledSheet *sheet, guint8 *cols, guint8 *rows)
{
	g_autoptr(GArray) runs = pr_ledger_runs(&sheet->ledger, sheet->page, pr_grid_box(grid));

	for (guint i = 0; i < runs->len; i++)
		mark_run(grid, sheet->page, &g_array_index(sheet->page->runs, PrRun, g_array_index(runs, guint, i)),
			cols, rows);
}

static gboolean
has_narrow(const GArray *cuts, float width)
{
	for (guint i = 1; i < cuts->len; i++)
		if (g_array_index(cuts, float, i) - g_array_index(cuts, float, i - 1) <= width)
			return TRUE;
	return FALSE;
}

/* Step 2: makes one cut of two that have a narrow interval without text between them. */
static void
close_narrow(GArray *cuts, const guint8 *is_written, float width)
{
	guint kept = 0;

	for (guint i = 0; i < cuts->len; i++) {
		float at = g_array_index(cuts, float, i);

		if (i > 0 && !is_written[i - 1] && at - g_array_index(cuts, float, i - 1) <= width)
			g_array_index(cuts, float, kept - 1) = (g_array_index(cuts, float, kept - 1) + at) / 2;
		else
			g_array_index(cuts, float, kept++) = at;
	}
	g_array_set_size(cuts, kept);
}

static void
close_double_rules(PrGrid *grid, const PrRuledSheet *sheet)
{
	float em = sheet->em;

	if (grid->xs->len < 2 || grid->ys->len < 2 ||
		(!has_narrow(grid->xs, GAP_COLUMN * em) && !has_narrow(grid->ys, DOUBLE_RULE * em)))
		return;
	g_autofree guint8 *cols = g_new0(guint8, grid->xs->len), *rows = g_new0(guint8, grid->ys->len);

	mark_written(grid, sheet, cols, rows);
	close_narrow(grid->xs, cols, GAP_COLUMN * em);
	close_narrow(grid->ys, rows, DOUBLE_RULE * em);
}

/* The rulings of one direction that cross the outermost cut `edge` and run on past it. */
typedef struct {
	guint count, total;
	float nearest, farthest; /* ends of those that do */
	float first, last;       /* the places of the first and last of them */
} Overhang;

static Overhang
measure_overhang(
	const PrRuling *rulings, const GArray *members, gboolean is_horizontal, float edge, int sign, float tail)
{
	Overhang overhang = {.nearest = edge, .farthest = edge};

	for (guint i = 0; i < members->len; i++) {
		const PrRuling *ruling = &rulings[g_array_index(members, guint, i)];
		float end = sign < 0 ? ruling->from : ruling->to, past = (end - edge) * (float)sign;

		if (ruling->is_horizontal != is_horizontal)
			continue;
		overhang.total++;
		if (past <= tail)
			continue;
		if (overhang.count++ == 0) {
			overhang.nearest = end;
			overhang.first = ruling->at;
		}
		if (past < (overhang.nearest - edge) * (float)sign)
			overhang.nearest = end;
		if (past > (overhang.farthest - edge) * (float)sign)
			overhang.farthest = end;
		overhang.last = ruling->at;
	}
	return overhang;
}

/* Step 6: the common end of the rulings that run on past `edge` on the side that `sign` names (-1 before, 1 behind);
 * `edge` itself where it is the end. Verticals run on past the page's cut, or beside a last row without a rule under
 * it: two of them, or the only one there is. Horizontals run on under a first or last column whose outer border is not
 * drawn: most of them, or several over the whole height (`cover`) that end together. */
static float
open_end(const PrRuling *rulings, const GArray *members, gboolean is_horizontal, float edge, int sign,
	const GArray *across, float em)
{
	Overhang overhang = measure_overhang(
		rulings, members, is_horizontal, edge, sign, (is_horizontal ? OPEN_SIDE : OPEN_TAIL) * em);
	gboolean is_open;

	if (is_horizontal) {
		float height = g_array_index(across, float, across->len - 1) - g_array_index(across, float, 0);
		gboolean ends_together = fabsf(overhang.farthest - overhang.nearest) <= OPEN_TAIL * em;
		is_open =
			overhang.count >= 2 && (2 * overhang.count >= overhang.total ||
						       (overhang.count >= OPEN_LINES && ends_together &&
							       overhang.last - overhang.first >= OPEN_COVER * height));
	} else
		is_open = overhang.count >= 2 || (overhang.count == 1 && across->len == 1);
	return is_open ? overhang.farthest : edge;
}

/* Step 6, for one axis: cuts before the first and behind the last. `across` are the cuts that these rulings make. */
static void
open_cuts(GArray *cuts, const PrRuling *rulings, const GArray *members, gboolean is_horizontal, const GArray *across,
	float em, gboolean opened[2])
{
	float first = g_array_index(cuts, float, 0), last = g_array_index(cuts, float, cuts->len - 1);
	float before = open_end(rulings, members, is_horizontal, first, -1, across, em);
	float behind = open_end(rulings, members, is_horizontal, last, 1, across, em);

	opened[0] = before < first;
	opened[1] = behind > last;
	if (opened[0])
		g_array_prepend_val(cuts, before);
	if (opened[1])
		g_array_append_val(cuts, behind);
}

gboolean
pr_lattice_cuts(PrGrid *grid, const PrRuledSheet *sheet, const GArray *members)
{
	const PrRuling *rulings = (const PrRuling *)sheet->page->rulings->data;
	float em = sheet->em;

	for (guint i = 0; i < members->len; i++) {
		const PrRuling *ruling = &rulings[g_array_index(members, guint, i)];

		g_array_append_val(ruling->is_horizontal ? grid->ys : grid->xs, ruling->at);
	}
	merge_cuts(grid->xs, sheet->join);
	merge_cuts(grid->ys, sheet->join);
	if (grid->xs->len < 1 || grid->ys->len < 1)
		return FALSE;
	close_double_rules(grid, sheet);

	gboolean opened[2], is_lone = grid->xs->len == 1;
	open_cuts(grid->ys, rulings, members, FALSE, grid->xs, em, opened);
	grid->is_open_above = opened[0] && !is_lone;
	grid->is_open_below = opened[1] && !is_lone;
	open_cuts(grid->xs, rulings, members, TRUE, grid->ys, em, opened);
	return grid->xs->len >= 2 && grid->ys->len >= 2;
}
