/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which columns a heading of the header names. */
#include "tests/support/check-table.h"

#define COLS 5
#define ROWS 4
static const float RIGHTS[COLS] = {150, 240, 320, 400, 480};

static void
set_middle(PrPage *page, float x, float y, const char *text)
{
	draw_text(page, x - 2.5f * (float)g_utf8_strlen(text, -1), y, 10, text);
}

/* Four rows of a name and four numbers, with the names of the columns over the numbers; there is room for headings at
 * 90. */
static PrPage *
draw_catches(void)
{
	static const char *const names[ROWS + 1] = {"Harbour", "Low haven", "Old quay", "Sandwick", "Marsh end"};
	static const char *const tops[COLS] = {NULL, "Cod", "Eel", "Cod", "Eel"};
	PrPage *page = draw_page(1);

	for (guint row = 0; row <= ROWS; row++) {
		draw_text(page, 60, 106 + 14 * (float)row, 10, names[row]);
		for (guint col = 1; col < COLS; col++) {
			g_autofree char *number = g_strdup_printf("%u,%03u", 3 * row + col, 117 * row + col);
			draw_right(page, RIGHTS[col], 106 + 14 * (float)row, 10, row == 0 ? tops[col] : number);
		}
	}
	return page;
}

static void
check_span(const DrawnResult *result, int row, int col, int colspan, const char *text)
{
	const PrTable *table = g_ptr_array_index(result->tables, 0);

	for (guint i = 0; i < table->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(table->cells, i);
		if (cell->row == row && cell->col == col)
			cr_assert_eq(cell->colspan, colspan, "%s over %d columns", text, cell->colspan);
	}
	check_cell(result, row, col, text);
}

Test(headings, short_words_in_the_middle_of_two_columns_name_both)
{
	PrPage *page = draw_catches();

	set_middle(page, 270, 90, "2031");
	set_middle(page, 430, 90, "Nets");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	check_size(result, ROWS + 2, COLS);
	check_span(result, 0, 1, 2, "2031");
	check_span(result, 0, 3, 2, "Nets");
	check_span(result, 1, 3, 1, "Cod");
}

Test(headings, words_over_one_column_name_that_one)
{
	PrPage *page = draw_catches();

	draw_right(page, RIGHTS[2], 94, 10, "Grey");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	check_size(result, ROWS + 1, COLS);
	check_span(result, 0, 2, 1, "Grey\nEel");
}

Test(headings, a_rule_with_several_names_over_it_joins_none_of_them)
{
	PrPage *page = draw_catches();

	set_middle(page, 270, 90, "Summer");
	set_middle(page, 430, 90, "Winter");
	draw_hline(page, 102, 215, 320);
	draw_hline(page, 102, 375, 480);
	draw_hline(page, 118.5f, 215, 480);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	check_size(result, ROWS + 2, COLS);
	check_span(result, 0, 3, 2, "Winter");
	check_span(result, 1, 1, 1, "Cod");
	check_span(result, 1, 4, 1, "Eel");
}

static void
shade(PrPage *page, float x0, float y0, float x1, float y1)
{
	PrFill fill = {{x0, y0, x1, y1}, 0xDDDDDD};

	g_array_append_val(page->fills, fill);
}

Test(headings, shading_of_one_colour_that_is_put_together_of_cells_has_no_edge_inside)
{
	PrPage *page = draw_catches();

	set_middle(page, 270, 90, "Summer");
	set_middle(page, 430, 90, "Winter");
	shade(page, 56, 88, 180, 119);
	shade(page, 180, 88, 330, 103);
	shade(page, 330, 88, 484, 103);
	for (guint col = 1; col < COLS; col++)
		shade(page, col == 1 ? 180 : RIGHTS[col - 1] + 10, 103, col == COLS - 1 ? 484 : RIGHTS[col] + 10, 119);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	check_size(result, ROWS + 2, COLS);
	check_span(result, 0, 1, 2, "Summer");
	cr_assert_eq(((const PrTable *)g_ptr_array_index(result->tables, 0))->header_rows, 2);
}

/* Five rows of a name and six numbers whose names stand in the middle, `pitch` points apart; the names "Nets" and
 * "Boats" above the second and the fifth of them. */
static PrPage *
draw_six(const char *const names[6], float pitch)
{
	PrPage *page = draw_page(1);
	float y = 90;

	set_middle(page, 220, y, "Nets");
	set_middle(page, 430, y, "Boats");
	for (guint row = 0; row < 6; row++) {
		y += pitch;
		draw_text(page, 60, y, 10, row == 0 ? "Harbour" : "Old quay");
		for (guint col = 0; col < 6; col++) {
			g_autofree char *number = g_strdup_printf("%u", 113 * row + 100 + col);
			set_middle(page, 150 + 70 * (float)col, y, row == 0 ? names[col] : number);
		}
	}
	return page;
}

Test(headings, words_over_the_middle_one_of_three_columns_name_all_three_where_the_others_have_none)
{
	static const char *const names[] = {"Cod", "Eel", "Ray", "Cod", "Eel", "Ray"};
	static const char *const years[] = {"2031", "2032", "2033", "2034", "2035", "2036"};
	g_autoptr(DrawnResult) apart = draw_extract(draw_six(names, 18), NULL);
	g_autoptr(DrawnResult) tight = draw_extract(draw_six(years, 12), NULL);

	check_span(apart, 0, 1, 3, "Nets");
	check_span(apart, 0, 4, 3, "Boats");
	check_span(tight, 0, 1, 3, "Nets");
}

Test(headings, the_first_line_of_a_name_names_its_column)
{
	static const char *const names[] = {"cod", "eel", "ray", "cod", "eel", "ray"};
	g_autoptr(DrawnResult) result = draw_extract(draw_six(names, 12), NULL);

	check_size(result, 6, 7);
	check_cell(result, 0, 2, "Nets\neel");
}

Test(headings, a_rule_over_all_columns_but_that_of_the_labels_does_not_end_the_header)
{
	PrPage *page = draw_catches();

	draw_hline(page, 60, 50, 490);
	set_middle(page, 347, 66, "What was caught");
	draw_hline(page, 78, 190, 490);
	set_middle(page, 267, 84, "By day");
	set_middle(page, 428, 84, "By night");
	draw_hline(page, 98, 190, 330);
	draw_hline(page, 98, 345, 490);
	draw_hline(page, 118, 50, 490);
	draw_hline(page, 180, 50, 490);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	check_size(result, ROWS + 3, COLS);
	check_span(result, 0, 1, 4, "What was caught");
	check_span(result, 1, 3, 2, "By night");
	cr_assert_eq(((const PrTable *)g_ptr_array_index(result->tables, 0))->header_rows, 3);
}

Test(headings, a_section_in_the_middle_of_a_table_is_one_cell_over_its_width)
{
	PrPage *page = draw_catches();

	draw_hline(page, 100, 50, 490);
	draw_hline(page, 118, 50, 490);
	set_middle(page, 270, 176, "Panel B: all that was sold");
	for (guint row = 0; row < 3; row++) {
		draw_text(page, 60, 190 + 14 * (float)row, 10, "Old quay");
		for (guint col = 1; col < COLS; col++)
			draw_right(page, RIGHTS[col], 190 + 14 * (float)row, 10, "1,234");
	}
	draw_hline(page, 234, 50, 490);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	check_size(result, ROWS + 5, COLS);
	check_span(result, ROWS + 1, 0, COLS, "Panel B: all that was sold");
}

static void
check_header(const char *const names[COLS], gboolean is_boxed)
{
	PrPage *page = draw_page(1);

	for (guint row = 0; row <= ROWS; row++) {
		draw_text(page, 60, 106 + 14 * (float)row, 10, row == 0 ? names[0] : "Sandwick");
		for (guint col = 1; col < COLS; col++) {
			g_autofree char *number = g_strdup_printf("%u", 137 * row + 11 * col);
			draw_right(page, RIGHTS[col], 106 + 14 * (float)row, 10, row == 0 ? names[col] : number);
		}
	}
	for (guint i = 0; i < 3 && is_boxed; i++)
		draw_hline(page, i == 0 ? 100 : i == 1 ? 118 : 178, 50, 490);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	check_size(result, ROWS + 1, COLS);
	cr_assert_eq(((const PrTable *)g_ptr_array_index(result->tables, 0))->header_rows, 1);
}

Test(headings, numbers_of_columns_are_a_header)
{
	check_header((const char *const[COLS]){"", "(1)", "(2)", "(3)", "(4)"}, FALSE);
}

Test(headings, ages_between_the_first_two_rules_are_a_header)
{
	check_header((const char *const[COLS]){"Age", "0", "10", "20", "30"}, TRUE);
}

Test(headings, a_section_right_under_the_names_is_a_row_and_a_word_that_goes_on_is_not)
{
	static const char *const below[] = {"Inner waters", "and year"};

	for (guint i = 0; i < G_N_ELEMENTS(below); i++) {
		PrPage *page = draw_page(1);

		draw_text(page, 60, 88, 10, "Harbour");
		draw_text(page, 60, 100, 10, below[i]);
		for (guint row = 0; row < 5; row++) {
			float y = row == 0 ? 88 : 100 + 12 * (float)row;
			draw_text(page, 60, y, 10, row == 0 ? "" : "Quay");
			draw_right(page, 240, y, 10, row == 0 ? "Cod" : "1,406");
			draw_right(page, 320, y, 10, row == 0 ? "Eel" : "12");
		}
		g_autoptr(DrawnResult) result = draw_extract(page, NULL);
		check_size(result, i == 0 ? 6 : 5, 3);
		check_cell(result, 0, 0, i == 0 ? "Harbour" : "Harbour\nand year");
	}
}

Test(headings, a_name_over_no_label_is_that_of_the_numbers)
{
	PrPage *page = draw_page(1);

	for (guint row = 0; row < 5; row++) {
		draw_text(page, 60, 88 + 14 * (float)row, 10, row == 0 ? "" : "Quay");
		draw_right(page, 300, 88 + 14 * (float)row, 10, row == 0 ? "" : "1,406");
		draw_right(page, 480, 88 + 14 * (float)row, 10, row == 0 ? "" : "12");
	}
	set_middle(page, 190, 88, "Cod");
	set_middle(page, 400, 88, "Eel");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	check_size(result, 5, 3);
	check_cell(result, 0, 1, "Cod");
	check_cell(result, 0, 2, "Eel");
}

Test(headings, the_first_line_of_the_name_beside_years_is_no_title)
{
	PrPage *page = draw_page(1);

	draw_text(page, 60, 40, 10, "Something else");
	draw_text(page, 60, 88, 10, "Harbour");
	for (guint row = 0; row < 5; row++) {
		draw_text(page, 60, 100 + 14 * (float)row, 10, row == 0 ? "and quay" : "Sandwick");
		draw_right(page, 300, 100 + 14 * (float)row, 10, row == 0 ? "2031" : "1,406");
		draw_right(page, 400, 100 + 14 * (float)row, 10, row == 0 ? "2032" : "12");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	check_cell(result, 0, 0, "Harbour\nand quay");
}
