/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Glyphs into the cells of a grid.
 *
 *   ┌───────┬───────┐     Each glyph goes to the cell that holds its middle. A run may lie over a ruling for two reasons:
 *   │  12.50│31.7   │       a) two columns set so tight that the producer (or the text layer) made one run of them:
 *   ├───────┼───────┤          the ruling passes between two glyphs; the run is cut there;
 *   │ 123456789.00  │       b) a number too long for its cell: the ruling passes through a glyph;
 *   └───────┴───────┘          the run stays whole, in the cell that holds most of it.
 */
#include "extract/lines.h"
#include "extract/fragment.h"

/* A ruling passes through a glyph when it leaves this share of the glyph on either side. */
#define PASSES_THROUGH 0.2f

typedef struct {
	const PrPage *page;
	const PrGrid *grid;
	const guint *owners;
	GArray **glyphs; /* of guint, one array a span */
	PrLedger *ledger;
} Fill;

#define NO_SPAN G_MAXUINT

static guint
span_at(const Fill *fill, float x, float y)
{
	int col = pr_cuts_find(fill->grid->xs, x), row = pr_cuts_find(fill->grid->ys, y);

	return col < 0 || row < 0 ? NO_SPAN : fill->owners[(gsize)row * pr_grid_cols(fill->grid) + col];
}

static guint
span_of_glyph(const Fill *fill, const PrGlyph *glyph)
{
	return span_at(fill, pr_rect_center_x(glyph->box), pr_rect_center_y(glyph->box));
}

static void
put(Fill *fill, guint span, guint index)
{
	if (span == NO_SPAN || fill->ledger->taken[index] != PR_GLYPH_FREE)
		return;
	fill->ledger->taken[index] = PR_GLYPH_TAKEN;
	if (fill->glyphs[span] == NULL)
		fill->glyphs[span] = g_array_new(FALSE, FALSE, sizeof(guint));
	g_array_append_val(fill->glyphs[span], index);
}

static gboolean
is_across(const Fill *fill, const PrGlyph *glyph)
{
	float inset = PASSES_THROUGH * pr_rect_width(glyph->box), y = pr_rect_center_y(glyph->box);

	return span_at(fill, glyph->box.x0 + inset, y) != span_at(fill, glyph->box.x1 - inset, y);
}

/* The cell that holds most glyphs of the run; runs lie over a few cells at most, so a scan of neighbours is enough. */
static guint
fullest_span(const Fill *fill, const PrRun *run)
{
	guint best = NO_SPAN, best_count = 0;

	for (guint i = run->first; i < run->first + run->count;) {
		guint span = span_of_glyph(fill, &g_array_index(fill->page->glyphs, PrGlyph, i)), count = 0;

		for (; i < run->first + run->count; i++, count++)
			if (span_of_glyph(fill, &g_array_index(fill->page->glyphs, PrGlyph, i)) != span)
				break;
		if (count > best_count) {
			best = span;
			best_count = count;
		}
	}
	return best;
}

static void
fill_run(Fill *fill, const PrRun *run)
{
	gboolean has_overflowed = FALSE;

	for (guint i = run->first; i < run->first + run->count && !has_overflowed; i++)
		has_overflowed = is_across(fill, &g_array_index(fill->page->glyphs, PrGlyph, i));
	guint whole = has_overflowed ? fullest_span(fill, run) : NO_SPAN;
	for (guint i = run->first; i < run->first + run->count; i++) {
		const PrGlyph *glyph = &g_array_index(fill->page->glyphs, PrGlyph, i);

		if (pr_glyph_is_kept(glyph))
			put(fill, has_overflowed ? whole : span_of_glyph(fill, glyph), i);
	}
}

static PrDirection
main_direction(const PrPage *page, const GArray *glyphs)
{
	guint counts[4] = {0}, best = PR_DIRECTION_RIGHT;

	for (guint i = 0; i < glyphs->len; i++)
		counts[g_array_index(page->glyphs, PrGlyph, g_array_index(glyphs, guint, i)).direction % 4]++;
	for (guint i = 1; i < 4; i++)
		if (counts[i] > counts[best])
			best = i;
	return best;
}

static void
set_cell_text(const PrPage *page, const GArray *glyphs, PrRect box, PrCell *cell)
{
	PrDirection direction = main_direction(page, glyphs);
	g_autoptr(PrLines) lines = pr_lines_new(page, direction, &g_array_index(glyphs, guint, 0), glyphs->len);
	gboolean is_sideways = direction == PR_DIRECTION_UP || direction == PR_DIRECTION_DOWN;
	float width = is_sideways ? pr_rect_height(box) : pr_rect_width(box);

	pr_lines_to_text(lines, 0, lines->lines->len, 0, width, &cell->text);
}

PrTable *
pr_fill(const PrPage *page, const PrGrid *grid, PrLedger *ledger)
{
	PrTable *table = pr_table_new(pr_grid_rows(grid), pr_grid_cols(grid));
	PrRect box = pr_grid_box(grid);
	g_autoptr(GArray) runs = pr_ledger_runs(ledger, page, box);
	g_autofree guint *owners = pr_grid_owners(grid);
	g_autofree GArray **glyphs = g_new0(GArray *, grid->spans->len + 1);
	Fill fill = {page, grid, owners, glyphs, ledger};
	PrPart part = {.page = page->number, .box = box, .rows = table->rows};

	for (guint i = 0; i < runs->len; i++)
		fill_run(&fill, &g_array_index(page->runs, PrRun, g_array_index(runs, guint, i)));
	for (guint i = 0; i < grid->spans->len; i++) {
		const PrSpan *span = &g_array_index(grid->spans, PrSpan, i);
		PrCell *cell = pr_table_add_cell(table, span->row, span->col, span->rowspan, span->colspan);
		PrPlace place = {page->number, pr_grid_span_box(grid, span)};

		g_array_append_val(cell->places, place);
		if (glyphs[i] != NULL) {
			set_cell_text(page, glyphs[i], place.box, cell);
			g_array_unref(glyphs[i]);
		}
	}
	g_array_append_val(table->parts, part);
	return table;
}
