/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pages drawn by hand. */
#include "tests/support/draw.h"

#include <criterion/criterion.h>

PrPage *
draw_page(int number)
{
	return pr_page_new(number, 595, 842);
}

static float
glyph_width(gunichar ch, float size)
{
	return g_unichar_iswide(ch) ? size : size / 2;
}

float
draw_text(PrPage *page, float x, float y, float size, const char *text)
{
	PrStyle style = {.font = (char *)"Test", .size = size};
	guint index = pr_page_add_style(page, &style);
	PrRun run = {.first = page->glyphs->len};

	for (const char *p = text;; p = g_utf8_next_char(p)) {
		gunichar ch = *p == '\0' ? ' ' : g_utf8_get_char(p);
		float width = glyph_width(ch, size);

		if (ch == ' ' && run.count > 0) {
			g_array_append_val(page->runs, run);
			run = (PrRun){.first = page->glyphs->len};
		}
		if (*p == '\0')
			return x;
		if (ch != ' ') {
			PrGlyph glyph = {.ch = ch, .box = pr_rect(x, y, x + width, y + size), .style = (guint16)index};
			run.box = run.count++ == 0 ? glyph.box : pr_rect_union(run.box, glyph.box);
			g_array_append_val(page->glyphs, glyph);
			run.first = page->glyphs->len - run.count;
		}
		x += width;
	}
}

void
draw_right(PrPage *page, float x, float y, float size, const char *text)
{
	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
		x -= glyph_width(g_utf8_get_char(p), size);
	draw_text(page, x, y, size, text);
}

static void
draw_ruling(PrPage *page, gboolean is_horizontal, float at, float from, float to)
{
	PrRuling ruling = {.is_horizontal = is_horizontal, .at = at, .from = from, .to = to, .thickness = 0.5f};

	g_array_append_val(page->rulings, ruling);
}

void
draw_hline(PrPage *page, float y, float from, float to)
{
	draw_ruling(page, TRUE, y, from, to);
}

void
draw_vline(PrPage *page, float x, float from, float to)
{
	draw_ruling(page, FALSE, x, from, to);
}

static guint
count_cuts(const float *cuts)
{
	guint count = 0;

	while (cuts[count] >= 0)
		count++;
	return count;
}

void
draw_grid(PrPage *page, const float *xs, const float *ys)
{
	guint cols = count_cuts(xs), rows = count_cuts(ys);

	for (guint i = 0; i < rows; i++)
		draw_hline(page, ys[i], xs[0], xs[cols - 1]);
	for (guint i = 0; i < cols; i++)
		draw_vline(page, xs[i], ys[0], ys[rows - 1]);
}

void
draw_finish(PrPage *page)
{
	g_array_sort(page->rulings, pr_ruling_compare);
}

PrPage *
draw_next_page(gpointer data, GError **error)
{
	GPtrArray *pages = data;

	return pages->len > 0 ? g_ptr_array_steal_index(pages, 0) : NULL;
}

DrawnResult *
draw_extract(PrPage *first, ...)
{
	g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify)pr_page_free);
	DrawnResult *result = g_new0(DrawnResult, 1);
	g_autoptr(GError) error = NULL;
	va_list args;

	va_start(args, first);
	for (PrPage *page = first; page != NULL; page = va_arg(args, PrPage *)) {
		draw_finish(page);
		g_ptr_array_add(pages, page);
	}
	va_end(args);
	result->tables = g_ptr_array_new_with_free_func((GDestroyNotify)pr_table_free);
	result->paragraphs = g_ptr_array_new_with_free_func((GDestroyNotify)pr_paragraph_free);
	g_autoptr(PrExtract) extract = pr_extract_new(draw_next_page, pages, NULL, NULL);
	for (;;) {
		g_autoptr(PrItem) item = pr_extract_next(extract, &error);
		if (item == NULL)
			break;
		if (item->kind == PR_ITEM_TABLE)
			g_ptr_array_add(result->tables, g_steal_pointer(&item->table));
		else if (item->kind == PR_ITEM_PARAGRAPH)
			g_ptr_array_add(result->paragraphs, g_steal_pointer(&item->paragraph));
		result->shown += item->page.shown;
		result->placed += item->page.placed;
	}
	cr_assert_null(error);
	return result;
}

void
drawn_result_free(DrawnResult *result)
{
	g_ptr_array_unref(result->tables);
	g_ptr_array_unref(result->paragraphs);
	g_free(result);
}

char *
drawn_cell(const DrawnResult *result, guint table, int row, int col)
{
	cr_assert_lt(table, result->tables->len, "only %u tables", result->tables->len);
	const PrCell *cell = pr_table_cell_at(g_ptr_array_index(result->tables, table), row, col);
	cr_assert_not_null(cell);
	return pr_text_printed(&cell->text);
}

char *
drawn_paragraph(const DrawnResult *result, guint index)
{
	cr_assert_lt(index, result->paragraphs->len, "only %u paragraphs", result->paragraphs->len);
	return pr_text_printed(&((const PrParagraph *)g_ptr_array_index(result->paragraphs, index))->text);
}
