/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables of successive pages → one table. */
#include "tests/support/draw.h"

#include <criterion/criterion.h>

static const float XS[] = {50, 150, 300, 450, 550, -1};

/* A grid over the columns of XS with rows of `height` from `top` on. */
static PrPage *
page_with_rows(int number, float top, float height, int rows)
{
	PrPage *page = draw_page(number);
	float ys[64];

	for (int i = 0; i <= rows; i++)
		ys[i] = top + height * (float)i;
	ys[rows + 1] = -1;
	draw_grid(page, XS, ys);
	return page;
}

static void
set_row(PrPage *page, float y, const char *a, const char *b, const char *c, const char *d)
{
	const char *texts[] = {a, b, c, d};

	for (int i = 0; i < 4; i++)
		draw_text(page, XS[i] + 4, y, 10, texts[i]);
}

static PrPage *
first_page(void)
{
	PrPage *page = page_with_rows(1, 700, 20, 3);

	set_row(page, 705, "编码", "科目", "本年", "上年");
	set_row(page, 725, "201", "公共服务", "12.5", "11.0");
	set_row(page, 745, "205", "教育", "7.5", "7.0");
	return page;
}

static const PrPart *
part_of(const DrawnResult *result, guint index)
{
	const PrTable *table = g_ptr_array_index(result->tables, 0);

	return &g_array_index(table->parts, PrPart, index);
}

Test(stitch, rows_go_on_without_a_header)
{
	PrPage *next = page_with_rows(2, 60, 20, 2);

	set_row(next, 65, "208", "保障", "3.5", "3.0");
	set_row(next, 85, "", "合计", "23.5", "21.0");
	g_autoptr(DrawnResult) result = draw_extract(first_page(), next, NULL);
	cr_assert_eq(result->tables->len, 1);
	const PrTable *table = g_ptr_array_index(result->tables, 0);
	cr_assert_eq(table->rows, 5);
	cr_assert_eq(part_of(result, 1)->first_row, 3);
	cr_assert_not(part_of(result, 1)->header_repeated);
	g_autofree char *total = drawn_cell(result, 0, 4, 2);
	cr_assert_str_eq(total, "23.5");
	cr_assert_eq(result->shown, result->placed);
}

Test(stitch, a_repeated_header_is_kept_once_and_said)
{
	PrPage *next = page_with_rows(2, 60, 20, 2);

	set_row(next, 65, "编码", "科目", "本年", "上年");
	set_row(next, 85, "208", "保障", "3.5", "3.0");
	g_autoptr(DrawnResult) result = draw_extract(first_page(), next, NULL);
	const PrTable *table = g_ptr_array_index(result->tables, 0);
	cr_assert_eq(table->rows, 4);
	cr_assert(part_of(result, 1)->header_repeated);
	cr_assert_eq(table->repeated->len, 4);
	g_autofree char *code = drawn_cell(result, 0, 3, 0);
	cr_assert_str_eq(code, "208");
}

Test(stitch, a_copy_of_the_whole_table_is_a_table)
{
	PrPage *first = page_with_rows(1, 60, 20, 2), *next = page_with_rows(2, 60, 20, 2);

	for (PrPage *const *page = (PrPage *const[]){first, next, NULL}; *page != NULL; page++) {
		set_row(*page, 65, "编码", "科目", "本年", "上年");
		set_row(*page, 85, "208", "保障", "3.5", "3.0");
	}
	g_autoptr(DrawnResult) result = draw_extract(first, next, NULL);
	cr_assert_eq(result->tables->len, 2, "%u tables", result->tables->len);
	g_autofree char *code = drawn_cell(result, 1, 1, 0);
	cr_assert_str_eq(code, "208");
}

Test(stitch, a_title_begins_a_new_table)
{
	PrPage *next = page_with_rows(2, 100, 20, 2);

	draw_text(next, 255, 70, 16, "支出总表");
	set_row(next, 105, "编码", "科目", "本年", "上年");
	set_row(next, 125, "208", "保障", "3.5", "3.0");
	g_autoptr(DrawnResult) result = draw_extract(first_page(), next, NULL);
	cr_assert_eq(result->tables->len, 2);
}

/* A title over the first page, and over the next; under it the header again, or another one. */
static DrawnResult *
extract_titled(const char *first_title, const char *title, gboolean has_header)
{
	PrPage *first = page_with_rows(1, 640, 30, 4), *next = page_with_rows(2, 100, 20, 2);

	draw_text(first, 255, 615, 16, first_title);
	set_row(first, 645, "编码", "科目", "本年", "上年");
	for (int row = 1; row < 4; row++)
		set_row(first, 645 + 30 * (float)row, "201", "公共服务", "12.5", "11.0");
	draw_text(next, 255, 70, 16, title);
	set_row(next, 105, "编码", "科目", has_header ? "本年" : "前年", has_header ? "上年" : "大前年");
	set_row(next, 125, "208", "保障", "3.5", "3.0");
	return draw_extract(first, next, NULL);
}

Test(stitch, a_title_may_say_that_the_table_goes_on)
{
	static const char *const titles[][2] = {{"表3 支出总表", "续表3"}, {"表3 支出总表", "表3 支出总表（续）"},
		{"支出总表", "续表"}, {"Table 3", "Table 3 (continued)"}, {"Table 3", "Table 3 (cont'd)"}};

	for (guint i = 0; i < G_N_ELEMENTS(titles); i++) {
		cr_log_info("%s", titles[i][1]);
		g_autoptr(DrawnResult) result = extract_titled(titles[i][0], titles[i][1], TRUE);
		cr_assert_eq(result->tables->len, 1, "%s: %u tables", titles[i][1], result->tables->len);
		const PrTable *table = g_ptr_array_index(result->tables, 0);
		cr_assert_eq(table->rows, 5);
		cr_assert_eq(table->repeated->len, 5, "%u texts", table->repeated->len);
		g_autofree char *title = pr_text_printed(&g_array_index(table->repeated, PrText, 4));
		cr_assert_str_eq(title, titles[i][1]);
		cr_assert_eq(result->shown, result->placed);
	}
}

Test(stitch, the_same_title_again_or_another_header_begins_a_new_table)
{
	g_autoptr(DrawnResult) same = extract_titled("支出总表", "支出总表", TRUE);
	g_autoptr(DrawnResult) other = extract_titled("表3 支出总表", "续表3", FALSE);
	g_autoptr(DrawnResult) next = extract_titled("表3 支出总表", "续表4", TRUE);

	cr_assert_eq(same->tables->len, 2);
	cr_assert_eq(other->tables->len, 2);
	cr_assert_eq(next->tables->len, 2);
}

Test(stitch, running_heads_and_page_numbers_do_not_part_a_table)
{
	PrPage *first = first_page(), *next = page_with_rows(2, 60, 20, 2);

	draw_text(first, 230, 30, 9, "某某局年度报告");
	draw_text(next, 230, 30, 9, "某某局年度报告");
	draw_text(first, 290, 800, 9, "- 7 -");
	draw_text(next, 290, 800, 9, "- 8 -");
	set_row(next, 65, "208", "保障", "3.5", "3.0");
	set_row(next, 85, "", "合计", "23.5", "21.0");
	g_autoptr(DrawnResult) result = draw_extract(first, next, NULL);
	cr_assert_eq(result->tables->len, 1);
	cr_assert_eq(result->paragraphs->len, 4);
	cr_assert_eq(result->shown, result->placed);
}

Test(stitch, prose_between_parts_a_table)
{
	PrPage *next = page_with_rows(2, 100, 20, 2);

	draw_text(next, 50, 70, 10, "以上各项均已公开。以下为另一张表，请勿混淆。");
	set_row(next, 105, "208", "保障", "3.5", "3.0");
	set_row(next, 125, "", "合计", "23.5", "21.0");
	g_autoptr(DrawnResult) result = draw_extract(first_page(), next, NULL);
	cr_assert_eq(result->tables->len, 2);
}

Test(stitch, a_row_cut_by_the_page_is_put_together)
{
	PrPage *first = page_with_rows(1, 700, 40, 2), *next = page_with_rows(2, 60, 20, 2);

	set_row(first, 705, "编码", "科目", "本年", "说明");
	set_row(first, 742, "201", "这一行文字写到了格子", "12.5", "甲");
	draw_text(first, XS[1] + 4, 754, 10, "最右边还没有写完这句");
	draw_text(first, XS[1] + 4, 766, 10, "话因为页面到了底这里");
	draw_text(next, XS[1] + 4, 65, 10, "才写完。");
	set_row(next, 85, "205", "教育", "7.5", "乙");
	g_autoptr(DrawnResult) result = draw_extract(first, next, NULL);
	const PrTable *table = g_ptr_array_index(result->tables, 0);
	cr_assert_eq(table->rows, 3, "%d rows", table->rows);
	cr_assert(part_of(result, 1)->continues_split_row);
	const PrCell *cell = pr_table_cell_at(table, 1, 1);
	cr_assert_eq(cell->places->len, 2);
	cr_assert_eq(pr_text_at(&cell->text, pr_text_length(&cell->text) - 4)->before, PR_BREAK_PART);
	cr_assert_eq(result->shown, result->placed);
}

Test(stitch, whole_rows_without_a_rule_between_the_pages_stay_rows)
{
	PrPage *first = draw_page(1), *next = draw_page(2);

	for (int i = 0; i < 3; i++)
		draw_hline(first, 700 + 20 * (float)i, 50, 550); /* no rule at 760, where the page ends */
	draw_hline(next, 80, 50, 550);
	draw_hline(next, 100, 50, 550);
	for (int i = 0; XS[i] >= 0; i++) {
		draw_vline(first, XS[i], 700, 760);
		draw_vline(next, XS[i], 60, 100);
	}
	set_row(first, 705, "编码", "科目", "本年", "上年");
	set_row(first, 725, "201", "服务", "12.5", "11.0");
	set_row(first, 745, "205", "教育", "7.5", "7.0");
	set_row(next, 65, "208", "保障", "3.5", "3.0");
	set_row(next, 85, "", "合计", "23.5", "21.0");
	g_autoptr(DrawnResult) result = draw_extract(first, next, NULL);
	const PrTable *table = g_ptr_array_index(result->tables, 0);
	cr_assert_eq(result->tables->len, 1);
	cr_assert_eq(table->rows, 5, "%d rows", table->rows);
}

Test(stitch, a_merged_label_cut_by_the_page_is_one_cell)
{
	PrPage *first = draw_page(1), *next = draw_page(2);

	for (int i = 0; i < 4; i++) {
		draw_hline(first, 700 + 20 * (float)i, i == 2 ? 150 : 50, 550);
		draw_hline(next, 60 + 20 * (float)i, i == 1 ? 150 : 50, 550);
	}
	for (int i = 0; XS[i] >= 0; i++) {
		draw_vline(first, XS[i], 700, 760);
		draw_vline(next, XS[i], 60, 120);
	}
	set_row(first, 705, "类别", "科目", "本年", "上年");
	set_row(first, 725, "产出", "甲", "12.5", "11.0");
	set_row(first, 745, "", "乙", "7.5", "7.0");
	set_row(next, 65, "", "丙", "3.5", "3.0");
	set_row(next, 85, "", "丁", "2.5", "2.0");
	set_row(next, 105, "效益", "戊", "1.5", "1.0");
	g_autoptr(DrawnResult) result = draw_extract(first, next, NULL);
	const PrTable *table = g_ptr_array_index(result->tables, 0);
	const PrCell *label = pr_table_cell_at(table, 4, 0);
	cr_assert_eq(table->rows, 6);
	cr_assert_eq(label->row, 1);
	cr_assert_eq(label->rowspan, 4);
	cr_assert_eq(label->places->len, 2);
}

Test(stitch, a_page_with_only_the_merged_total_has_fewer_columns)
{
	PrPage *next = draw_page(2);
	const float xs[] = {50, 300, 450, 550, -1}, ys[] = {60, 80, -1};

	draw_grid(next, xs, ys);
	draw_text(next, 150, 65, 10, "合计");
	draw_text(next, 304, 65, 10, "20.0");
	draw_text(next, 454, 65, 10, "18.0");
	g_autoptr(DrawnResult) result = draw_extract(first_page(), next, NULL);
	cr_assert_eq(result->tables->len, 1);
	const PrTable *table = g_ptr_array_index(result->tables, 0);
	cr_assert_eq(table->rows, 4);
	cr_assert_eq(pr_table_cell_at(table, 3, 0)->colspan, 2);
}

Test(stitch, a_strip_of_blanks_is_the_rest_of_the_last_row)
{
	g_autoptr(DrawnResult) result = draw_extract(first_page(), page_with_rows(2, 60, 12, 1), NULL);
	const PrTable *table = g_ptr_array_index(result->tables, 0);

	cr_assert_eq(table->rows, 3);
	cr_assert(part_of(result, 1)->continues_split_row);
}

Test(stitch, a_strip_that_goes_on_with_nothing_is_text)
{
	PrPage *page = draw_page(1);
	const float xs[] = {50, 200, 400, -1}, ys[] = {300, 320, -1};

	draw_grid(page, xs, ys);
	draw_text(page, 60, 305, 10, "联系人");
	draw_text(page, 210, 305, 10, "王某");
	draw_text(page, 60, 400, 10, "页末还有文字。");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	cr_assert_eq(result->tables->len, 0);
	g_autofree char *text = drawn_paragraph(result, 0);
	cr_assert_str_eq(text, "联系人 王某");
	cr_assert_eq(result->shown, result->placed);
}

Test(stitch, short_numbers_in_narrow_columns_do_not_look_cut)
{
	static const float xs[] = {50, 66, 300, 316, -1};
	PrPage *first = draw_page(1), *next = draw_page(2);
	const float above[] = {700, 714, 728, -1}, below[] = {60, 74, 88, -1};
	static const char *const names[] = {"及时率", "合格率", "覆盖率", "满意率"};

	draw_grid(first, xs, above);
	draw_grid(next, xs, below);
	for (int i = 0; i < 4; i++) { /* two digits, ten points wide, in columns of sixteen, as low as their rows */
		PrPage *page = i < 2 ? first : next;
		float y = (i < 2 ? above : below)[i % 2] + 2;
		draw_text(page, 53, y, 10, "10");
		draw_text(page, 69, y, 10, names[i]);
		draw_text(page, 303, y, 10, "10");
	}
	g_autoptr(DrawnResult) result = draw_extract(first, next, NULL);
	cr_assert_eq(result->tables->len, 1);
	const PrTable *table = g_ptr_array_index(result->tables, 0);
	cr_assert_eq(table->rows, 4, "%d rows", table->rows);
	cr_assert_not(part_of(result, 1)->continues_split_row);
}

Test(stitch, texts_of_one_row_shared_out_between_two_pages_without_rules_make_one_row)
{
	PrPage *first = draw_page(1), *next = draw_page(2);

	for (int i = 0; i < 2; i++)
		draw_hline(first, 700 + 20 * (float)i, 50, 550);
	draw_hline(next, 80, 50, 550);
	draw_hline(next, 100, 50, 550);
	for (int i = 0; XS[i] >= 0; i++) {
		draw_vline(first, XS[i], 700, 740);
		draw_vline(next, XS[i], 60, 100);
	}
	set_row(first, 705, "编码", "科目", "本年", "上年");
	set_row(first, 725, "201", "公共服务", "", "");
	set_row(next, 65, "", "", "12.5", "11.0");
	set_row(next, 85, "205", "教育", "7.5", "7.0");
	g_autoptr(DrawnResult) result = draw_extract(first, next, NULL);
	const PrTable *table = g_ptr_array_index(result->tables, 0);
	cr_assert_eq(table->rows, 3, "%d rows", table->rows);
	cr_assert(part_of(result, 1)->continues_split_row);
	cr_assert_eq(result->shown, result->placed);
}

/* Rows of a label and three numbers between two rules, `digits` in the longest of them; nothing else is drawn. */
static PrPage *
page_without_borders(int number, float top, guint rows, guint digits, gboolean has_names)
{
	static const char *const names[] = {"Sum", "Share", "Rest"};
	PrPage *page = draw_page(number);

	draw_hline(page, top - 4, 90, 500);
	for (guint row = 0; row < rows; row++) {
		float y = top + 14 * (float)row;
		gboolean is_name = row == 0 && has_names;

		draw_text(page, 96, y, 10, is_name ? "Port" : "Sandwick");
		for (guint col = 0; col < 3; col++) {
			g_autofree char *amount = g_strnfill(1 + (row + col) % digits, (char)('1' + col));
			const char *text = is_name ? names[col] : amount;

			draw_right(page, 300 + 95 * (float)col, y, 10, text);
		}
	}
	return page;
}

Test(stitch, columns_parted_by_white_are_the_same_where_their_texts_stand_alike)
{
	for (int has_names = 0; has_names <= 1; has_names++) {
		g_autoptr(DrawnResult) result = draw_extract(
			page_without_borders(1, 500, 20, 3, TRUE), page_without_borders(2, 60, 12, 8, has_names), NULL);

		cr_assert_eq(result->tables->len, 1, "%u tables", result->tables->len);
		const PrTable *table = g_ptr_array_index(result->tables, 0);
		cr_assert_eq(table->cols, 4, "%d columns", table->cols);
		cr_assert_eq(table->rows, 32 - has_names, "%d rows", table->rows);
		cr_assert_eq(part_of(result, 1)->header_repeated, has_names);
	}
}

Test(stitch, columns_parted_by_white_elsewhere_are_of_another_table)
{
	PrPage *next = draw_page(2);

	for (guint row = 0; row < 12; row++) {
		float y = 60 + 14 * (float)row;

		draw_text(next, 96, y, 10, "Sandwick");
		draw_text(next, 210, y, 10, "1,250");
		draw_text(next, 320, y, 10, "37");
		draw_text(next, 455, y, 10, "7.25");
	}
	g_autoptr(DrawnResult) result = draw_extract(page_without_borders(1, 500, 20, 3, TRUE), next, NULL);
	cr_assert_eq(result->tables->len, 2, "%u tables", result->tables->len);
}
