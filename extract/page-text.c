/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrPage ⇄ text: what a test, a bug report and a reader see of a page.
 *
 *   page 1 595.32 841.92 images 0
 *   style 0 10.5 000000 b "SimSun"
 *   run 0 right - 80.2 92.7 "合计" 70 80.5 91
 *   hline 75.3 62.1 533 0.48 000000
 *   vline 62.1 75.3 310.44 0.48 000000 dashed
 *   fill 62.1 75.3 533 99 d9d9d9
 *   tags 2 3
 *   tag 0 0 th "项目"
 *   end
 *
 * One line a thing; words are parted by one space; numbers are points with up to three decimals; blank lines and lines
 * that begin with # are skipped.
 *
 *   page NUMBER WIDTH HEIGHT images COUNT
 *   style INDEX SIZE RRGGBB FLAGS "FONT"       FLAGS: b bold, i italic, v vertical writing, or - for none of these
 *   run STYLE DIRECTION FATES LOW HIGH "TEXT" START PLACE…
 *       FATES   - where all glyphs are shown, else one letter a glyph: . shown, i invisible, f faint, c covered, o off page,
 *               d duplicate, u unmapped
 *       LOW, HIGH   the edges of the glyphs across the run: y of a run to the right or left, x of one up or down
 *       START       where the first glyph begins along the run: the lesser coordinate of x, or of y
 *       PLACE       one a glyph: END where it begins at the end of the glyph before (or at START); BEGIN,END where it does
 *                   not; X0,Y0,X1,Y1 where its edges across the run are its own too
 *   hline Y FROM TO THICKNESS RRGGBB [dashed]
 *   vline X FROM TO THICKNESS RRGGBB [dashed]
 *   fill X0 Y0 X1 Y1 RRGGBB
 *   tags ROWS COLS                  a table of the structure tree; its cells follow
 *   tag ROW COL th|td "TEXT"        the cell of that order in its row; its text without white space
 *   end
 *
 * TEXT and FONT are quoted: \" and \\ stand for themselves, \u{HEX} for a character that cannot be seen. */
#include "extract/page-span.h"
#include "extract/scan.h"

const char *const pr_direction_names[PR_DIRECTION_COUNT] = {"right", "down", "left", "up"};
const char pr_fate_letters[] = ".ifcodu";

static void
print_style(const PrStyle *style, guint index, GString *out)
{
	g_string_append_printf(out, "style %u ", index);
	pr_print_number(out, style->size);
	g_string_append_printf(out, " %06x ", style->rgb);
	if (style->is_bold)
		g_string_append_c(out, 'b');
	if (style->is_italic)
		g_string_append_c(out, 'i');
	if (style->is_vertical)
		g_string_append_c(out, 'v');
	if (!style->is_bold && !style->is_italic && !style->is_vertical)
		g_string_append_c(out, '-');
	g_string_append(out, " \"");
	for (const char *p = style->font != NULL ? style->font : ""; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar ch = g_utf8_get_char(p);
		if (ch == ' ')
			g_string_append_c(out, ' ');
		else
			pr_print_quoted_char(out, ch);
	}
	g_string_append(out, "\"\n");
}

static void
print_places(const PrGlyph *glyphs, guint count, GString *out)
{
	PrEdges run = pr_edges_of(glyphs[0].box, glyphs[0].direction);
	gint64 end = pr_thousandths(run.begin);

	g_string_append_c(out, ' ');
	pr_print_number(out, run.begin);
	for (guint i = 0; i < count; i++) {
		PrEdges span = pr_edges_of(glyphs[i].box, glyphs[0].direction);
		g_string_append_c(out, ' ');
		if (pr_thousandths(span.low) != pr_thousandths(run.low) ||
			pr_thousandths(span.high) != pr_thousandths(run.high))
			pr_print_numbers(out, ',', 4,
				(float[]){glyphs[i].box.x0, glyphs[i].box.y0, glyphs[i].box.x1, glyphs[i].box.y1});
		else if (pr_thousandths(span.begin) != end)
			pr_print_numbers(out, ',', 2, (float[]){span.begin, span.end});
		else
			pr_print_number(out, span.end);
		end = pr_thousandths(span.end);
	}
}

static void
print_run(const PrPage *page, const PrRun *run, GString *out)
{
	const PrGlyph *glyphs = &g_array_index(page->glyphs, PrGlyph, run->first);
	gboolean all_shown = TRUE;

	if (run->count == 0)
		return;
	PrEdges span = pr_edges_of(glyphs[0].box, glyphs[0].direction);
	g_string_append_printf(out, "run %u %s ", glyphs[0].style, pr_direction_names[glyphs[0].direction]);
	for (guint i = 0; i < run->count; i++)
		all_shown = all_shown && glyphs[i].fate == PR_FATE_SHOWN;
	for (guint i = 0; i < run->count && !all_shown; i++)
		g_string_append_c(out, pr_fate_letters[glyphs[i].fate]);
	g_string_append(out, all_shown ? "- " : " ");
	pr_print_numbers(out, ' ', 2, (float[]){span.low, span.high});
	g_string_append(out, " \"");
	for (guint i = 0; i < run->count; i++)
		pr_print_quoted_char(out, glyphs[i].ch);
	g_string_append_c(out, '"');
	print_places(glyphs, run->count, out);
	g_string_append_c(out, '\n');
}

static void
print_ruling(const PrRuling *ruling, GString *out)
{
	g_string_append(out, ruling->is_horizontal ? "hline " : "vline ");
	pr_print_numbers(out, ' ', 4, (float[]){ruling->at, ruling->from, ruling->to, ruling->thickness});
	g_string_append_printf(out, " %06x%s\n", ruling->rgb, ruling->is_dashed ? " dashed" : "");
}

static void
print_fill(const PrFill *fill, GString *out)
{
	g_string_append(out, "fill ");
	pr_print_numbers(out, ' ', 4, (float[]){fill->box.x0, fill->box.y0, fill->box.x1, fill->box.y1});
	g_string_append_printf(out, " %06x\n", fill->rgb);
}

static void
print_tags(const PrTagTable *table, GString *out)
{
	g_string_append_printf(out, "tags %d %d\n", table->rows, table->cols);
	for (guint i = 0; i < table->cells->len; i++) {
		const PrTagCell *cell = g_ptr_array_index(table->cells, i);

		g_string_append_printf(out, "tag %d %d %s \"", cell->row, cell->col, cell->is_header ? "th" : "td");
		for (const char *at = cell->text; *at != '\0'; at = g_utf8_next_char(at))
			pr_print_quoted_char(out, g_utf8_get_char(at));
		g_string_append(out, "\"\n");
	}
}

void
pr_page_print(const PrPage *page, PrPageParts what, GString *out)
{
	g_string_append_printf(out, "page %d ", page->number);
	pr_print_numbers(out, ' ', 2, (float[]){page->width, page->height});
	g_string_append_printf(out, " images %u\n", page->image_count);
	if (what & PR_PAGE_RUNS) {
		for (guint i = 0; i < page->styles->len; i++)
			print_style(g_ptr_array_index(page->styles, i), i, out);
		for (guint i = 0; i < page->runs->len; i++)
			print_run(page, &g_array_index(page->runs, PrRun, i), out);
	}
	for (guint i = 0; (what & PR_PAGE_RULINGS) && i < page->rulings->len; i++)
		print_ruling(&g_array_index(page->rulings, PrRuling, i), out);
	for (guint i = 0; (what & PR_PAGE_FILLS) && i < page->fills->len; i++)
		print_fill(&g_array_index(page->fills, PrFill, i), out);
	for (guint i = 0; what == PR_PAGE_ALL && page->tags != NULL && i < page->tags->len; i++)
		print_tags(g_ptr_array_index(page->tags, i), out);
	g_string_append(out, "end\n");
}
