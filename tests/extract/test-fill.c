/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Glyphs into cells, lines into text. */
#include "tests/support/draw.h"

#include <criterion/criterion.h>

static const float XS[] = {50, 150, 250, -1}, YS[] = {100, 120, 140, 200, -1};

static PrPage *
small_table(void)
{
	PrPage *page = draw_page(1);

	draw_grid(page, XS, YS);
	draw_text(page, 55, 105, 10, "项目");
	draw_text(page, 155, 105, 10, "金额");
	draw_text(page, 55, 125, 10, "水费");
	return page;
}

Test(fill, each_glyph_goes_to_the_cell_that_holds_its_middle)
{
	PrPage *page = small_table();

	draw_text(page, 155, 125, 10, "12.50");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	g_autofree char *label = drawn_cell(result, 0, 1, 0), *amount = drawn_cell(result, 0, 1, 1),
			*blank = drawn_cell(result, 0, 2, 0);
	cr_assert_str_eq(label, "水费");
	cr_assert_str_eq(amount, "12.50");
	cr_assert_str_eq(blank, "");
	cr_assert_eq(result->shown, result->placed);
}

Test(fill, one_run_over_two_cells_is_cut_at_the_ruling_between_its_glyphs)
{
	PrPage *page = small_table();

	draw_text(page, 125, 125, 10,
		"12.5031.70"); /* ten glyphs of 5 points: the ruling at 150 stands behind the fifth */
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	g_autofree char *left = drawn_cell(result, 0, 1, 0), *right = drawn_cell(result, 0, 1, 1);
	cr_assert_str_eq(left, "水费 12.50");
	cr_assert_str_eq(right, "31.70");
}

Test(fill, a_number_too_long_for_its_cell_stays_whole)
{
	PrPage *page = small_table();

	draw_text(page, 147.5f, 125, 10, "123456789.00"); /* the ruling at 150 passes through the first glyph */
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	g_autofree char *right = drawn_cell(result, 0, 1, 1);
	cr_assert_str_eq(right, "123456789.00");
}

Test(fill, digits_set_a_little_lower_stand_on_the_same_line)
{
	PrPage *page = small_table();

	float x = draw_text(page, 155, 125, 10, "共");
	x = draw_text(page, x, 127, 9, "12");
	draw_text(page, x, 125, 10, "项");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	g_autofree char *text = drawn_cell(result, 0, 1, 1);
	cr_assert_str_eq(text, "共12项");
}

Test(fill, tight_lines_whose_boxes_overlap_stay_apart)
{
	PrPage *page = small_table();
	PrStyle style = {.font = (char *)"Tall", .size = 10};
	guint index = pr_page_add_style(page, &style);

	for (int line = 0; line < 3; line++) {
		PrRun run = {.first = page->glyphs->len, .count = 2};
		for (int i = 0; i < 2; i++) { /* boxes 18 high, 11 apart */
			PrGlyph glyph = {.ch = (gunichar)('a' + 2 * line + i),
				.style = (guint16)index,
				.box = pr_rect(160 + 5 * i, 140 + 11 * line, 165 + 5 * i, 158 + 11 * line)};
			run.box = pr_rect_union(run.box, glyph.box);
			g_array_append_val(page->glyphs, glyph);
		}
		g_array_append_val(page->runs, run);
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	g_autofree char *text = drawn_cell(result, 0, 2, 1);
	cr_assert_str_eq(text, "ab\ncd\nef");
}

Test(fill, a_full_line_wraps_and_a_short_one_ends)
{
	PrPage *page = small_table();

	draw_text(page, 153, 145, 10, "这一行写满了整格");
	draw_text(page, 153, 160, 10, "短行");
	draw_text(page, 153, 175, 10, "又一行");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	const PrCell *cell = pr_table_cell_at(g_ptr_array_index(result->tables, 0), 2, 1);
	cr_assert_eq(pr_text_at(&cell->text, 8)->before, PR_BREAK_LINE);
	cr_assert_eq(pr_text_at(&cell->text, 10)->before, PR_BREAK_PARAGRAPH);
}

Test(fill, order_in_the_text_layer_changes_nothing)
{
	g_autoptr(DrawnResult) forward = draw_extract(small_table(), NULL);
	PrPage *page = draw_page(1);

	draw_text(page, 55, 125, 10, "水费");
	draw_text(page, 155, 105, 10, "金额");
	draw_text(page, 55, 105, 10, "项目");
	draw_grid(page, XS, YS);
	g_autoptr(DrawnResult) backward = draw_extract(page, NULL);
	g_autoptr(GString) a = g_string_new(NULL), b = g_string_new(NULL);
	pr_table_print(g_ptr_array_index(forward->tables, 0), a);
	pr_table_print(g_ptr_array_index(backward->tables, 0), b);
	cr_assert_str_eq(a->str, b->str);
}
