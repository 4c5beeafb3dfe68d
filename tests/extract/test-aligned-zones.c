/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where a table without rules begins and ends, and which of its lines say where columns are. */
#include "tests/support/check-table.h"

static void
set_row(PrPage *page, float y, const char *label, const char *stone, const char *carts)
{
	draw_text(page, 105, y, 10, label);
	draw_right(page, 250, y, 10, stone);
	draw_right(page, 360, y, 10, carts);
}

Test(zones, shading_under_the_header_does_not_say_where_the_table_ends)
{
	PrPage *page = draw_page(1);
	PrFill fill = {{100, 100, 400, 120}, 0xE5E5E5};

	g_array_append_val(page->fills, fill);
	set_row(page, 105, "Quarry", "Stone", "Carts");
	for (int row = 0; row < 12; row++) {
		set_row(page, 126 + 36 * (float)row, "Upper", "37", "1,250");
		draw_text(page, 105, 138 + 36 * (float)row, 10, "ledge");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 13, 3);
	check_cell(result, 12, 0, "Upper\nledge");
}

Test(zones, a_section_right_under_headings_in_the_middle_is_of_the_table)
{
	PrPage *page = draw_page(1);

	draw_text(page, 190, 100, 10, "Quarry");
	draw_text(page, 325, 100, 10, "Stone");
	draw_text(page, 435, 100, 10, "Carts");
	draw_text(page, 105, 125, 10, "North");
	for (int row = 0; row < 6; row++) {
		draw_text(page, 105, 142 + 16 * (float)row, 10, "A ledge over the old road");
		draw_text(page, 330, 142 + 16 * (float)row, 10, "250");
		draw_text(page, 440, 142 + 16 * (float)row, 10, "7");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 8, 3);
	check_cell(result, 0, 0, "Quarry");
	check_cell(result, 1, 0, "North");
}

Test(zones, a_long_title_and_the_header_under_it_are_no_running_text)
{
	PrPage *page = draw_page(1);

	draw_text(page, 105, 80, 10, "What old quarries gave to the new road");
	draw_text(page, 105, 98, 10, "Quarry");
	draw_text(page, 225, 98, 10, "Stone");
	for (int row = 0; row < 6; row++) {
		draw_text(page, 105, 120 + 16 * (float)row, 10, "Lower");
		draw_text(page, 235, 120 + 16 * (float)row, 10, row % 2 == 0 ? "250" : "137");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 7, 2);
	check_cell(result, 0, 1, "Stone");
}

/* What stands over the two columns in the middle of four could be a heading, or a title: it is near enough for both. */
Test(zones, a_heading_stands_over_its_columns_and_a_title_over_all)
{
	static const char *const names[] = {"Quarry", "1907", "1908", "1909"}, *const cells[] = {
										       "Lower", "250", "71", "3"};

	for (int is_title = 0; is_title < 2; is_title++) {
		PrPage *page = draw_page(1);

		draw_text(page, is_title ? 202 : 282, 76, 10, "Stone by year");
		for (int col = 0; col < 4; col++) {
			draw_text(page, 105 + 80 * (float)col, 100, 10, names[col]);
			for (int row = 0; row < 6; row++)
				draw_text(page, 105 + 80 * (float)col, 120 + 16 * (float)row, 10, cells[col]);
		}
		g_autoptr(DrawnResult) result = draw_extract(page, NULL);
		check_size(result, is_title ? 7 : 8, 4);
		check_cell(result, is_title ? 0 : 1, 1, "1907");
	}
}

Test(zones, a_cut_goes_beside_a_heading_and_through_names_of_sections)
{
	PrPage *page = draw_page(1);

	set_row(page, 100, "Quarry", "Dressed stone", "Carts");
	for (int row = 0; row < 12; row++) {
		if (row % 4 == 0)
			draw_text(page, 105, 120 + 16 * (float)row, 10, "Under the long ridge");
		else
			set_row(page, 120 + 16 * (float)row, "Lower", "250", "7");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 13, 3);
	check_cell(result, 0, 0, "Quarry");
	check_cell(result, 0, 1, "Dressed stone");
}

Test(zones, long_labels_over_short_ones_are_no_headings_over_columns)
{
	static const char *const labels[] = {
		"Ledge by the mill", "Ledge over road", "Old road by the mill", "Ledge", "Ridge", "Total"};
	PrPage *page = draw_page(1);

	for (int row = 0; row < 6; row++) {
		draw_text(page, 105, 100 + 28 * (float)row, 10, labels[row]);
		if (row < 3)
			draw_text(page, 150, 112 + 28 * (float)row, 10, "below");
		draw_text(page, 330, 100 + 28 * (float)row, 10, row % 2 == 0 ? "250" : "7");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 6, 2);
	check_cell(result, 5, 1, "7");
}

/* An ellipsis stands for a number that is missing; it is no leader, behind which the cut would go: so far that the rule
 * under the heading began before it. */
Test(zones, an_ellipsis_in_place_of_a_number_draws_no_cut)
{
	PrPage *page = draw_page(1);

	draw_text(page, 285, 80, 10, "Year");
	draw_hline(page, 95, 205, 365);
	set_row(page, 100, "Quarry", "Stone", "Carts");
	for (int row = 0; row < 6; row++)
		set_row(page, 120 + 16 * (float)row, "Lower", row == 2 ? "\xE2\x80\xA6" : "7", "7");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 8, 3);
	check_cell(result, 0, 1, "Year");
}

Test(zones, a_heading_over_two_columns_draws_no_cut_into_their_names)
{
	PrPage *page = draw_page(1);

	draw_text(page, 105, 80, 10, "North");
	draw_text(page, 240, 80, 10, "Stones by year");
	draw_hline(page, 95, 195, 365);
	set_row(page, 100, "Quarry", "Dressed", "Carved to order");
	for (int row = 0; row < 6; row++)
		set_row(page, 120 + 16 * (float)row, "Lower", "1,250", "7");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 8, 3);
	check_cell(result, 1, 1, "Dressed");
	check_cell(result, 1, 2, "Carved to order");
}

Test(zones, names_around_a_chart_in_a_box_are_no_table)
{
	PrPage *page = draw_page(1);
	const float xs[] = {100, 400, -1}, ys[] = {100, 250, -1};

	draw_grid(page, xs, ys);
	draw_text(page, 180, 110, 10, "What was cut in a year");
	draw_text(page, 110, 128, 10, "Slate");
	draw_text(page, 330, 128, 10, "Marl");
	draw_text(page, 110, 140, 10, "14 %");
	draw_text(page, 110, 170, 10, "Lime");
	draw_text(page, 110, 182, 10, "8 %");
	draw_text(page, 110, 226, 10, "Sand");
	draw_text(page, 330, 226, 10, "Chalk");
	draw_text(page, 110, 238, 10, "13 %");
	draw_text(page, 330, 238, 10, "65 %");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	cr_assert_eq(result->tables->len, 0, "%s",
		result->tables->len > 0 ? ((PrTable *)g_ptr_array_index(result->tables, 0))->reason : "");
	cr_assert_eq(result->shown, result->placed);
}

/* The last lines of centred headings are short, and stand over no text of the first row, which is far below. */
Test(zones, centred_headings_of_two_lines_stand_over_columns_far_below)
{
	PrPage *page = draw_page(1);

	draw_text(page, 100, 80, 10, "Quarries of the upper valley");
	draw_text(page, 300, 80, 10, "Stones dressed by hand");
	draw_text(page, 150, 92, 10, "and lower");
	draw_text(page, 335, 92, 10, "in all");
	for (int row = 0; row < 6; row++) {
		draw_text(page, 95, 127 + 26 * (float)row, 10, "Slate");
		draw_text(page, 380, 127 + 26 * (float)row, 10, row % 2 == 0 ? "8,250" : "7,120");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 7, 2);
	check_cell(result, 1, 1, "8,250");
}

Test(zones, a_header_far_above_shows_the_columns_though_its_names_stand_close)
{
	PrPage *page = draw_page(1);

	draw_text(page, 105, 100, 10, "石场");
	draw_text(page, 250, 100, 10, "石料量");
	draw_text(page, 287, 100, 10, "推车数");
	for (int row = 0; row < 6; row++) {
		draw_text(page, 105, 133 + 24 * (float)row, 10, "下场");
		draw_text(page, 265, 133 + 24 * (float)row, 10, "137");
		draw_text(page, 302, 133 + 24 * (float)row, 10, "250");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 7, 3);
	check_cell(result, 0, 2, "推车数");
}

Test(zones, smaller_type_set_apart_begins_another_table)
{
	PrPage *page = draw_page(1);

	for (int row = 0; row < 6; row++) {
		set_row(page, 100 + 14 * (float)row, row == 0 ? "Quarry" : "Upper", row == 0 ? "Stone" : "37",
			row == 0 ? "Carts" : "1,250");
		draw_text(page, 105, 199 + 11 * (float)row, 8, row == 0 ? "Orchard" : "Lower");
		draw_text(page, 232, 199 + 11 * (float)row, 8, row == 0 ? "Trees" : "214");
		draw_text(page, 340, 199 + 11 * (float)row, 8, row == 0 ? "Men" : "25");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	cr_assert_eq(result->tables->len, 2, "%u tables", result->tables->len);
	for (guint i = 0; i < 2; i++)
		cr_assert_eq(((const PrTable *)g_ptr_array_index(result->tables, i))->rows, 6);
}

Test(zones, a_numbered_title_and_a_source_right_at_a_table_are_no_rows)
{
	PrPage *page = draw_page(1);

	draw_text(page, 180, 88, 10, "Table 2: Stones of the bay");
	set_row(page, 100, "Quarry", "Stone", "Carts");
	for (int row = 0; row < 8; row++)
		set_row(page, 112 + 12 * (float)row, "Lower", row % 2 == 0 ? "250" : "137", "1,250");
	draw_text(page, 105, 208, 10, "Source: all");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 9, 3);
	check_cell(result, 0, 0, "Quarry");
	cr_assert_gt(pr_text_length(&((const PrTable *)g_ptr_array_index(result->tables, 0))->title), 0);
}
