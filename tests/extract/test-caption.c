/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is printed with a table, and what stands outside of it. */
#include "tests/support/draw.h"

#include <criterion/criterion.h>

static const float XS[] = {50, 250, 450, 550, -1}, YS[] = {200, 220, 240, -1};

static PrPage *
page_with_columns(const float *xs)
{
	PrPage *page = draw_page(1);

	draw_grid(page, xs, YS);
	draw_text(page, xs[0] + 5, 205, 10, "项目");
	draw_text(page, xs[1] + 5, 205, 10, "决算数");
	draw_text(page, xs[0] + 5, 225, 10, "水费");
	draw_text(page, xs[1] + 5, 225, 10, "12.50");
	return page;
}

static PrPage *
page_with_table(void)
{
	return page_with_columns(XS);
}

static char *
printed(const PrText *text)
{
	return pr_text_printed(text);
}

Test(caption, title_unit_and_notes_belong_to_the_table)
{
	PrPage *page = page_with_table();

	draw_text(page, 260, 150, 16, "收支总表");
	draw_text(page, 50, 180, 10, "编制部门：某某局");
	draw_text(page, 490, 180, 10, "单位：万元");
	draw_text(page, 50, 250, 10, "注：本表不含利息。");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	const PrTable *table = g_ptr_array_index(result->tables, 0);
	g_autofree char *title = printed(&table->title), *unit = printed(&table->unit),
			*line = printed(&table->unit_line);
	cr_assert_str_eq(title, "收支总表");
	cr_assert_str_eq(unit, "万元");
	cr_assert_str_eq(line, "单位：万元");
	cr_assert_eq(table->notes->len, 1);
	cr_assert_eq(result->paragraphs->len, 1);
	g_autofree char *companion = drawn_paragraph(result, 0);
	cr_assert_str_eq(companion, "编制部门：某某局");
	cr_assert_eq(result->shown, result->placed);
}

Test(caption, a_sentence_above_is_no_title)
{
	PrPage *page = page_with_table();

	draw_text(page, 230, 180, 10, "下列单位纳入编制范围：");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	const PrTable *table = g_ptr_array_index(result->tables, 0);
	cr_assert_eq(pr_text_length(&table->title), 0);
	cr_assert_eq(result->paragraphs->len, 1);
}

/* Reports set their tables smaller than their prose. */
Test(caption, the_end_of_a_larger_paragraph_is_no_title)
{
	PrPage *page = page_with_table();

	draw_text(page, 50, 180, 14, "as told.");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	const PrTable *table = g_ptr_array_index(result->tables, 0);
	cr_assert_eq(pr_text_length(&table->title), 0);
}

Test(caption, the_name_of_a_body_is_no_unit)
{
	PrPage *page = page_with_table();

	draw_text(page, 50, 180, 10, "单位：第三人民医院后勤保障处");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	cr_assert_eq(pr_text_length(&((const PrTable *)g_ptr_array_index(result->tables, 0))->unit), 0);
}

Test(caption, a_line_in_brackets_is_passed_over)
{
	PrPage *page = page_with_table();

	draw_text(page, 250, 150, 16, "项目自评表");
	draw_text(page, 265, 180, 10, "（2024年度）");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	g_autofree char *title = printed(&((const PrTable *)g_ptr_array_index(result->tables, 0))->title);
	g_autofree char *year = drawn_paragraph(result, 0);
	cr_assert_str_eq(title, "项目自评表");
	cr_assert_str_eq(year, "（2024年度）");
}

Test(caption, a_frame_around_prose_is_no_table)
{
	PrPage *page = draw_page(1);
	const float xs[] = {40, 560, -1}, ys[] = {40, 800, -1};

	draw_grid(page, xs, ys);
	draw_text(page, 60, 60, 10, "这一页只有文字。");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	cr_assert_eq(result->tables->len, 0);
	g_autofree char *text = drawn_paragraph(result, 0);
	cr_assert_str_eq(text, "这一页只有文字。");
}

Test(caption, two_columns_of_prose_are_read_one_after_the_other)
{
	PrPage *page = draw_page(1);

	for (int i = 0; i < 3; i++) {
		draw_text(page, 50, 100 + 14 * i, 10, "左栏左栏左栏左栏左栏左栏左栏");
		draw_text(page, 320, 105 + 14 * i, 10, "右栏右栏右栏右栏右栏右栏右栏");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	cr_assert_eq(result->paragraphs->len, 2);
	g_autofree char *first = drawn_paragraph(result, 0);
	cr_assert_null(strstr(first, "右"));
}

Test(caption, a_bold_title_may_be_wider_than_its_table_if_it_stands_over_the_middle)
{
	const float xs[] = {200, 250, 300, -1};

	for (int off = 0; off <= 40; off += 40) {
		PrPage *page = page_with_columns(xs);

		draw_text(page, 180 + (float)off, 180, 11, "道路照明费用开支情况一览");
		((PrStyle *)g_ptr_array_index(page->styles, page->styles->len - 1))->is_bold = TRUE;
		g_autoptr(DrawnResult) result = draw_extract(page, NULL);
		const PrTable *table = g_ptr_array_index(result->tables, 0);
		cr_assert_eq(pr_text_length(&table->title) > 0, off == 0);
	}
}
