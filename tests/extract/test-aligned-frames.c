/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables between rules or shading of one width, and what parts their rows. */
#include "tests/support/check-table.h"

static void
shade(PrPage *page, float from, float to)
{
	PrFill fill = {{100, from, 400, to}, 0xE5E5E5};

	g_array_append_val(page->fills, fill);
}

static void
set_names(PrPage *page, float y)
{
	draw_text(page, 105, y, 10, "Quarry");
	draw_text(page, 220, y, 10, "Stone");
	draw_text(page, 330, y, 10, "Carts");
}

Test(frames, shading_parts_rows_of_several_lines)
{
	PrPage *page = draw_page(1);

	shade(page, 100, 120);
	set_names(page, 105);
	for (int row = 0; row < 4; row++) {
		float y = 120 + 40 * (float)row;
		if (row % 2 == 1)
			shade(page, y, y + 40);
		draw_text(page, 105, y + 8, 10, "Upper");
		draw_text(page, 105, y + 20, 10, "Ledge");
		draw_text(page, 220, y + 8, 10, "slate");
		draw_text(page, 330, y + 8, 10, "37");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 5, 3);
	check_cell(result, 2, 0, "Upper\nLedge");
	check_cell(result, 4, 2, "37");
}

Test(frames, more_white_between_rows_than_inside_parts_them)
{
	PrPage *page = draw_page(1);

	draw_hline(page, 98, 100, 400);
	set_names(page, 102);
	draw_hline(page, 116, 100, 400);
	for (int row = 0; row < 4; row++) {
		float y = 122 + 36 * (float)row;
		draw_text(page, 105, y, 10, "Lower");
		draw_text(page, 105, y + 12, 10, "Bench");
		draw_text(page, 220, y, 10, "chalk");
		draw_text(page, 330, y, 10, "12");
	}
	draw_hline(page, 262, 100, 400);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 5, 3);
	check_cell(result, 1, 0, "Lower\nBench");
}

static void
check_short_rule(float from)
{
	PrPage *page = draw_page(1);

	draw_hline(page, 80, 100, 400);
	draw_text(page, 278, 84, 10, "Up"); /* over neither of its columns */
	draw_hline(page, 98, from, 395);
	set_names(page, 102);
	draw_hline(page, 116, 100, 400);
	for (int row = 0; row < 4; row++) {
		float y = 120 + 16 * (float)row;
		draw_text(page, 105, y, 10, "Ridge");
		draw_text(page, 220, y, 10, "140");
		draw_text(page, 330, y, 10, "12");
	}
	draw_hline(page, 186, 100, 400);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 6, 3);
	const PrCell *heading = pr_table_cell_at(g_ptr_array_index(result->tables, 0), 0, 1);
	cr_assert_eq(heading->colspan, 2);
	check_cell(result, 0, 1, "Up");
}

Test(frames, a_short_rule_says_how_far_a_heading_reaches)
{
	check_short_rule(205);
}

Test(frames, a_short_rule_may_begin_in_the_white_beside_its_columns)
{
	check_short_rule(160);
}

static void
check_open_sides(float pitch)
{
	PrPage *page = draw_page(1);

	for (int row = 0; row < 6; row++) {
		float y = 100 + pitch * (float)row;
		draw_hline(page, y, 100, 400);
		if (row == 2) {
			draw_text(page, 105, y + 4, 10, "North");
			continue;
		}
		draw_vline(page, 200, y, y + pitch);
		draw_vline(page, 300, y, y + pitch);
		draw_text(page, 105, y + 4, 10, "Pit");
		draw_text(page, 220, y + 4, 10, "64");
		draw_text(page, 330, y + 4, 10, "5");
	}
	draw_hline(page, 100 + 6 * pitch, 100, 400);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 6, 3);
	check_cell(result, 2, 0, "North");
}

Test(frames, a_row_of_one_cell_does_not_end_a_table_with_open_sides)
{
	check_open_sides(20);
}

Test(frames, such_a_row_is_as_high_as_the_one_above_it)
{
	check_open_sides(36);
}

static void
draw_frame(PrPage *page, float bottom)
{
	for (int i = 0; i < 4; i++)
		draw_vline(page, 100 + 110 * (float)i, 98, bottom);
	draw_hline(page, 98, 100, 430);
	draw_hline(page, 116, 100, 430);
	draw_hline(page, bottom, 100, 430);
	set_names(page, 102);
}

Test(frames, words_that_end_short_of_their_borders_are_rows)
{
	static const char *const words[5][3] = {{"Pit", "Slate", "Two"}, {"Ledge", "Chalk", "Four"},
		{"Bench", "", "One"}, {"Face", "Marl", "Six"}, {"Floor", "Clay", "Ten"}};
	PrPage *page = draw_page(1);

	draw_frame(page, 185);
	for (int row = 0; row < 5; row++)
		for (int col = 0; col < 3; col++)
			draw_text(page, 105 + 110 * (float)col, 120 + 12 * (float)row, 10, words[row][col]);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 6, 3);
	check_cell(result, 3, 0, "Bench");
	check_cell(result, 5, 2, "Ten");
}

Test(frames, words_that_fill_their_lines_are_one_cell)
{
	PrPage *page = draw_page(1);

	draw_frame(page, 185);
	for (int row = 0; row < 5; row++)
		for (int col = 0; col < 3; col++)
			draw_text(page, 105 + 110 * (float)col, 120 + 12 * (float)row, 10,
				row == 0 ? "Long seams of grey" : "and of white stone");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 2, 3);
}

Test(frames, the_last_row_without_shading_has_its_numbers_in_the_middle_of_a_label)
{
	PrPage *page = draw_page(1);

	shade(page, 100, 120);
	set_names(page, 105);
	for (int row = 0; row < 4; row++) {
		float y = 120 + 40 * (float)row;
		if (row % 2 == 0)
			shade(page, y, y + 40);
		draw_text(page, 105, y + (row == 3 ? 9 : 15), 10, "Upper");
		if (row == 3)
			draw_text(page, 105, y + 21, 10, "Ledge");
		draw_text(page, 220, y + 15, 10, "slate");
		draw_text(page, 330, y + 15, 10, "37");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 5, 3);
	check_cell(result, 4, 0, "Upper\nLedge");
	check_cell(result, 4, 2, "37");
}

/* The rows, `pitch` apart, have much white over and under their words; so has the name of a section that stands
 * alone. */
static void
check_section(float pitch, float section_size, float number_size)
{
	PrPage *page = draw_page(1);

	draw_hline(page, 100, 100, 400);
	set_names(page, 112);
	for (int row = 0; row < 7; row++) {
		float y = 134 + pitch * (float)row;
		draw_hline(page, y, 100, 400);
		draw_text(page, 105, y + 12, row == 3 ? section_size : 10, row == 3 ? "B. Across the river" : "Upper");
		if (row == 3)
			continue;
		draw_text(page, 220, y + 12, 10, "slate");
		draw_text(page, 330, y + 12, number_size, "37");
	}
	draw_hline(page, 134 + pitch * 7, 100, 400);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	cr_assert_eq(result->tables->len, 1);
	check_size(result, 8, 3);
	check_cell(result, 4, 0, "B. Across the river");
	check_cell(result, 7, 2, "37");
}

Test(frames, a_section_with_the_white_of_the_rows_does_not_part_a_table)
{
	check_section(34, 10, 10);
}

Test(frames, a_section_of_lower_characters_does_not_part_a_table)
{
	check_section(33.5f, 8, 15);
}

/* The same, where numbers stand in the middle of a label of two lines: three lines that are as high as two. */
Test(frames, the_white_of_rows_whose_texts_are_not_level_is_that_around_them)
{
	PrPage *page = draw_page(1);
	float y = 122;

	draw_hline(page, 90, 100, 400);
	set_names(page, 101);
	for (int row = 0; row < 7; row++, y += row == 4 ? 30 : 42) {
		draw_hline(page, y, 100, 400);
		draw_text(page, 105, y + (row == 1 || row == 3 ? 10 : 16), 10,
			row == 3 ? "B. Across the river" : "Upper");
		if (row == 3)
			continue;
		if (row == 1)
			draw_text(page, 105, y + 22, 10, "Ledge");
		draw_text(page, 220, y + 16, 10, "slate");
		draw_text(page, 330, y + 16, 10, "37");
	}
	draw_hline(page, y, 100, 400);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	cr_assert_eq(result->tables->len, 1);
	check_size(result, 8, 3);
	check_cell(result, 4, 0, "B. Across the river");
	check_cell(result, 2, 0, "Upper\nLedge");
}

/* Names between two rules, three rows, a rule, from `y` on; returns the y of the last rule. */
static float
draw_between_rules(PrPage *page, float y, float from, float to)
{
	draw_hline(page, y, from, to);
	set_names(page, y + 4);
	draw_hline(page, y + 18, from, to);
	for (int row = 0; row < 3; row++) {
		draw_text(page, 105, y + 22 + 15 * (float)row, 10, "Brook");
		draw_text(page, 220, y + 22 + 15 * (float)row, 10, "140");
		draw_text(page, 330, y + 22 + 15 * (float)row, 10, "12");
	}
	draw_hline(page, y + 68, from, to);
	return y + 68;
}

Test(frames, rules_of_other_ends_without_text_between_are_an_end_and_a_beginning)
{
	const float rights[] = {400, 430, 400, 403}; /* of the last two only the white tells */
	PrPage *page = draw_page(1);
	float y = 50;

	for (int i = 0; i < 4; i++)
		y = draw_between_rules(page, y, 100, rights[i]) + 14;
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	cr_assert_eq(result->tables->len, 4, "%u tables", result->tables->len);
	for (guint i = 0; i < 4; i++)
		cr_assert_eq(((const PrTable *)g_ptr_array_index(result->tables, i))->rows, 4);
}

/* Rows of names and numbers with rules between them. */
static void
draw_ruled_rows(PrPage *page, int rows, const char *first_label, float right)
{
	for (int row = 0; row < rows; row++) {
		float y = 126 + 20 * (float)row;
		draw_text(page, 105, y, 10, row == 0 ? first_label : "Wood of");
		draw_text(page, 262, y, 10, "140");
		draw_text(page, 385, y, 10, "12");
		draw_text(page, 435, y, 10, right > 440 ? "9" : "");
		draw_hline(page, y + 15, 100, right);
	}
}

Test(frames, a_cut_goes_through_a_heading_over_columns_rather_than_through_their_names)
{
	PrPage *page = draw_page(1);

	draw_hline(page, 80, 100, 450);
	draw_text(page, 270, 84, 10, "Carts of stone");
	draw_text(page, 430, 84, 10, "Up");
	draw_hline(page, 98, 220, 398);
	draw_text(page, 105, 104, 10, "Quarry");
	draw_text(page, 230, 104, 10, "Slatestone");
	draw_text(page, 294, 104, 10, "Chalkstonesandmarble");
	draw_text(page, 425, 104, 10, "Men");
	draw_hline(page, 120, 100, 450);
	draw_ruled_rows(page, 9, "Ridge", 450);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 11, 4);
	check_cell(result, 1, 1, "Slatestone");
	check_cell(result, 1, 2, "Chalkstonesandmarble");
}

Test(frames, a_long_label_below_the_names_is_no_heading)
{
	PrPage *page = draw_page(1);

	draw_hline(page, 100, 100, 400);
	draw_text(page, 105, 105, 10, "Quarry in use");
	draw_text(page, 276, 105, 10, "Cut");
	draw_text(page, 370, 105, 10, "Carts");
	draw_hline(page, 120, 100, 400);
	draw_ruled_rows(page, 4, "Lower benches of ridge", 400);
	draw_text(page, 105, 138, 10, "and all wood of it");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 5, 3);
	check_cell(result, 0, 0, "Quarry in use");
}

Test(frames, what_stands_beside_a_table_does_not_tear_its_lines)
{
	PrPage *page = draw_page(1);

	draw_hline(page, 100, 50, 250);
	draw_text(page, 55, 104, 10, "Quarry");
	draw_text(page, 200, 104, 10, "Carts");
	draw_hline(page, 118, 50, 250);
	for (int row = 0; row < 6; row++) {
		float y = 122 + 12 * (float)row;
		draw_text(page, 55, y, 10, row % 2 == 0 ? "Upper Ledge of oak" : "Brook");
		draw_text(page, 200, y + 1.8f, 10, "140"); /* digits of another font stand lower */
		draw_text(page, 300, y - 3 - 0.5f * (float)row, 10, "Of the stone that was cut in winter much was");
	}
	draw_hline(page, 198, 50, 250);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 7, 2);
	check_cell(result, 1, 1, "140");
	check_cell(result, 6, 0, "Brook");
}

/* Labels whose next lines hang, one of them not full; and a heading that is set in, with its rows. */
Test(frames, a_label_that_hangs_alone_ends_the_one_above)
{
	static const struct {
		float indent;
		const char *label, *number;
	} rows[] = {{0, "Upper ledge of the old quarry", "140"}, {0, "Brook and Ridge", "12"}, {12, "Meadow", ""},
		{0, "Lower bench", "37"}, {12, "Woods", ""}, {24, "Oak", "5"}, {24, "Ash", "6"}};
	PrPage *page = draw_page(1);

	draw_hline(page, 100, 50, 350);
	draw_text(page, 55, 104, 10, "Quarry");
	draw_text(page, 300, 104, 10, "Carts");
	draw_hline(page, 118, 50, 350);
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		draw_text(page, 55 + rows[i].indent, 122 + 12 * (float)i, 10, rows[i].label);
		draw_text(page, 300, 122 + 12 * (float)i, 10, rows[i].number);
	}
	draw_hline(page, 210, 50, 350);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 7, 2);
	check_cell(result, 2, 0, "Brook and Ridge\nMeadow");
	check_cell(result, 4, 0, "Woods");
}

/* Names over a rule, three rows of numbers below it. */
static void
draw_headed(PrPage *page, float y, float to)
{
	set_names(page, y);
	draw_hline(page, y + 14, 100, to);
	for (int row = 0; row < 3; row++) {
		draw_text(page, 105, y + 18 + 15 * (float)row, 10, "Brook");
		draw_text(page, 220, y + 18 + 15 * (float)row, 10, "140");
		draw_text(page, 330, y + 18 + 15 * (float)row, 10, "12");
	}
}

Test(frames, a_note_alone_ends_a_table)
{
	PrPage *page = draw_page(1);

	draw_headed(page, 100, 400);
	draw_text(page, 100, 166, 10, "Note: carts of two horses.");
	draw_headed(page, 190, 400);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	cr_assert_eq(result->tables->len, 2, "%u tables", result->tables->len);
	for (guint i = 0; i < 2; i++)
		cr_assert_eq(((const PrTable *)g_ptr_array_index(result->tables, i))->rows, 4);
	cr_assert_eq(((const PrTable *)g_ptr_array_index(result->tables, 0))->notes->len, 1);
}

Test(frames, what_is_behind_the_rule_of_a_narrower_table_is_of_that_table)
{
	PrPage *page = draw_page(1);
	float end = draw_between_rules(page, 100, 50, 545);

	draw_between_rules(page, end + 9, 100, 360);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	cr_assert_eq(result->tables->len, 2, "%u tables", result->tables->len);
	for (guint i = 0; i < 2; i++)
		cr_assert_eq(((const PrTable *)g_ptr_array_index(result->tables, i))->rows, 4);
}

Test(frames, a_rule_that_runs_past_a_side_ends_the_table)
{
	PrPage *page = draw_page(1);
	const float ends[3] = {400, 470, 400};

	for (guint i = 0; i < 3; i++) {
		float y = 100 + 120 * (float)i;

		draw_text(page, 100, y - 20, 10, "The next brook");
		draw_hline(page, y - 4, 100, ends[i]);
		draw_headed(page, y, ends[i]);
		draw_hline(page, y + 63, 100, ends[i]);
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	cr_assert_eq(result->tables->len, 3, "%u tables", result->tables->len);
	for (guint i = 0; i < 3; i++)
		cr_assert_eq(((const PrTable *)g_ptr_array_index(result->tables, i))->rows, 4);
}

Test(frames, rules_of_a_table_and_of_a_plot_beside_it_do_not_run_through_its_side)
{
	PrPage *page = draw_page(1);

	for (int row = 0; row < 6; row++) {
		float y = 100 + 40 * (float)row;

		draw_hline(page, y, 100, 400);
		draw_text(page, 105, y + 8, 10, "Upper");
		draw_text(page, 105, y + 20, 10, "Ledge");
		draw_text(page, 220, y + 8, 10, "slate");
		draw_text(page, 220, y + 20, 10, "and chalk");
	}
	draw_hline(page, 340, 100, 400);
	draw_hline(page, 180, 404, 470); /* on the level of a rule: one edge with a gap */
	draw_hline(page, 260, 404, 470);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 6, 2);
}
