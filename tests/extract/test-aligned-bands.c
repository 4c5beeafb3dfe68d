/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables whose rows are told by bands of shading. */
#include "tests/support/check-table.h"

static void
shade(PrPage *page, float from, float to, float top)
{
	PrFill fill = {{from, top, to, top + 20}, 0xE5E5E5};

	g_array_append_val(page->fills, fill);
}

static void
set_row(PrPage *page, float top, const char *label, const char *stone, const char *carts)
{
	draw_text(page, 105, top + 5, 10, label);
	draw_right(page, 300, top + 5, 10, stone);
	draw_right(page, 395, top + 5, 10, carts);
}

/* Names and the rows below them, `rows` in all; every other one is shaded. */
static PrPage *
draw_banded(int rows)
{
	PrPage *page = draw_page(1);

	for (int row = 0; row < rows; row++) {
		float top = 100 + 20 * (float)row;

		if (row % 2 == 0)
			shade(page, 100, 400, top);
		set_row(page, top, row == 0 ? "Quarry" : "Ledge", row == 0 ? "Stone" : "37",
			row == 0 ? "Carts" : "1,250");
	}
	return page;
}

Test(bands, blank_bands_do_not_end_a_table)
{
	PrPage *page = draw_page(1);

	for (int row = 0; row < 14; row++) {
		float top = 100 + 20 * (float)row;

		if (row % 2 == 0)
			shade(page, 100, 400, top);
		if (row == 5 || row == 10)
			continue;
		set_row(page, top, row == 0 ? "Quarry" : "Ledge", row == 0 ? "Stone" : "37",
			row == 0 ? "Carts" : "1,250");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 12, 3);
	check_cell(result, 11, 2, "1,250");
}

Test(bands, shaded_boxes_side_by_side_are_one_band_however_narrow)
{
	static const float CUTS[] = {100, 218, 236, 254, 272, 290, 308, 326, 344, 362, 380, 400};
	PrPage *page = draw_page(1);

	for (int row = 0; row < 7; row++) {
		float top = 100 + 20 * (float)row;

		for (guint i = 1; row % 2 == 0 && i < G_N_ELEMENTS(CUTS); i++)
			shade(page, CUTS[i - 1], CUTS[i], top);
		set_row(page, top, row == 0 ? "Quarry" : "Ledge", row == 0 ? "Stone" : "slate",
			row == 0 ? "Carts" : "chalk");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 7, 3);
	check_cell(result, 6, 1, "slate");
}

Test(bands, names_over_short_rules_above_the_first_band_are_the_header)
{
	PrPage *page = draw_page(1);

	set_row(page, 80, "", "2024", "2023");
	draw_hline(page, 100, 260, 322);
	draw_hline(page, 100, 330, 400);
	for (int row = 0; row < 7; row++) {
		float top = 100 + 20 * (float)row;

		if (row % 2 == 0)
			shade(page, 100, 400, top);
		set_row(page, top, "Ledge", "slate", "chalk");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 8, 3);
	check_cell(result, 0, 1, "2024");
}

Test(bands, a_note_right_below_the_last_band_is_no_row)
{
	PrPage *page = draw_banded(7);

	draw_text(page, 105, 245, 10, "(1)");
	draw_text(page, 130, 245, 10, "What was cut from each of the ledges in a year as told");
	draw_text(page, 130, 257, 10, "by who had to carry all of it down to the river and dam");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 7, 3);
}

static void
set_sectioned(PrPage *page, gboolean is_white)
{
	set_row(page, 80, "", "2024", "2023");
	draw_hline(page, 100, 250, 310);
	draw_hline(page, 100, 330, 400);
	for (int row = 0; row < 7; row++) {
		float top = 100 + 20 * (float)row;

		if (row % 2 == is_white)
			shade(page, 100, 400, top);
		if (row == 0)
			draw_text(page, 105, top + 5, 10, "Northern quarries");
		else
			set_row(page, top, "Ledge", "37", "1,250");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 8, 3);
	check_cell(result, 0, 1, "2024");
	check_cell(result, 1, 0, "Northern quarries");
}

Test(bands, a_section_in_the_first_band_does_not_part_the_header)
{
	set_sectioned(draw_page(1), FALSE);
}

Test(bands, a_section_over_the_first_band_is_below_the_rules_of_the_header)
{
	set_sectioned(draw_page(1), TRUE);
}

Test(bands, shading_of_the_last_rows_is_not_the_border_of_a_table)
{
	PrPage *page = draw_page(1);

	set_row(page, 80, "Quarry", "2024", "2023");
	for (int row = 0; row < 9; row++)
		set_row(page, 100 + 20 * (float)row, "Ledge", "37", "1,250");
	draw_text(page, 105, 285, 10, "Southern quarries");
	for (int row = 9; row < 14; row++)
		set_row(page, 120 + 20 * (float)row, "Ledge", "37", "1,250");
	for (int row = 10; row < 15; row++)
		shade(page, 100, 400, 100 + 20 * (float)row);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 16, 3);
	check_cell(result, 0, 1, "2024");
}

Test(bands, shading_of_a_column_is_not_the_border_of_a_table)
{
	PrPage *page = draw_page(1);

	for (int line = 0; line < 4; line++)
		set_row(page, 52 + 11 * (float)line, line == 3 ? "Quarry" : "", line == 3 ? "slate" : "Stone", "Carts");
	shade(page, 240, 320, 52);
	shade(page, 240, 320, 72);
	shade(page, 240, 320, 80);
	for (int row = 0; row < 9; row++) {
		shade(page, 240, 320, 100 + 20 * (float)row);
		set_row(page, 100 + 20 * (float)row, "Ledge", "37", "1,250");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 10, 3);
	check_cell(result, 9, 0, "Ledge");
}

/* Seven rows, every other one shaded from the third line on; after the second row comes the name of a section. */
static PrPage *
draw_sections(const char *first, const char *second, gboolean is_italic)
{
	PrPage *page = draw_page(1);
	float top = 100;

	draw_hline(page, top, 100, 400);
	set_row(page, top, "Quarry", "Stone", "Carts");
	draw_hline(page, top + 20, 100, 400);
	for (int row = 0; row < 8; row++) {
		const char *name = row == 0 ? first : row == 4 ? second : NULL;

		if (name != NULL) {
			top += 20;
			draw_text(page, 105, top + 5, 9.9f, name);
			((PrStyle *)g_ptr_array_index(page->styles, page->styles->len - 1))->is_italic = is_italic;
		}
		top += 20;
		if (row % 2 == 1)
			shade(page, 100, 400, top);
		set_row(page, top, row == 3 ? "The ledge over it" : "Ledge", "37", "1,250");
	}
	draw_hline(page, top + 20, 100, 400);
	return page;
}

Test(bands, a_section_that_ends_short_of_the_row_below_it_is_no_part_of_its_label)
{
	g_autoptr(DrawnResult) result = draw_extract(draw_sections("North", NULL, FALSE), NULL);

	check_size(result, 10, 3);
	check_cell(result, 1, 0, "North");
	check_cell(result, 2, 0, "Ledge");
}

Test(bands, a_section_in_other_type_is_no_part_of_the_labels_over_and_under_it)
{
	g_autoptr(DrawnResult) result = draw_extract(draw_sections("North side", "The whole of the south", TRUE), NULL);

	check_size(result, 11, 3);
	check_cell(result, 5, 0, "The ledge over it");
	check_cell(result, 6, 0, "The whole of the south");
}

Test(bands, the_page_number_over_the_rule_that_ends_the_page_is_no_row)
{
	PrPage *page = draw_banded(8);

	draw_text(page, 245, 277, 10, "56");
	draw_hline(page, 295, 100, 400);
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 8, 3);
	check_cell(result, 7, 1, "37");
}

/* Two tables in the same columns, seven rows of bands each, with texts between them. */
static PrPage *
draw_pair(void)
{
	PrPage *page = draw_page(1);

	for (int table = 0; table < 2; table++) {
		float begin = 100 + 220 * (float)table;

		draw_text(page, 275, begin - 13, 10, "Year ended in March");
		set_row(page, begin, "", "2024", "2023");
		draw_hline(page, begin + 20, 100, 400);
		for (int row = 1; row < 8; row++) {
			float top = begin + 20 * (float)row;

			if (row % 2 == 1)
				shade(page, 100, 400, top);
			set_row(page, top, "Ledge", "37", "1,250");
		}
	}
	return page;
}

Test(bands, a_title_over_headings_and_years_begins_another_table)
{
	PrPage *page = draw_pair();

	draw_text(page, 105, 294, 10, "Stone for the dams on the river and mills");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	cr_assert_eq(result->tables->len, 2);
	check_cell(result, 7, 2, "1,250");
}

Test(bands, full_lines_of_text_end_a_table)
{
	PrPage *page = draw_pair();

	draw_text(page, 105, 263, 10, "All of the stone was carried down to the river by the carts");
	draw_text(page, 105, 274, 10, "and over the dam that the men of the village had built there.");
	for (int line = 0; line < 2; line++) {
		draw_text(page, 270, 285 + 11 * (float)line, 10, "Stone");
		draw_text(page, 360, 285 + 11 * (float)line, 10, "Carts");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	cr_assert_eq(result->tables->len, 2);
	check_cell(result, 7, 2, "1,250");
}

Test(bands, a_header_between_rules_is_of_the_rows_below_it)
{
	PrPage *page = draw_page(1);

	draw_hline(page, 100, 100, 400);
	set_row(page, 100, "Quarry", "Stone", "Carts");
	draw_hline(page, 118, 100, 400);
	set_row(page, 118, "of a year", "slate", "in March");
	draw_hline(page, 136, 100, 400);
	for (int row = 0; row < 8; row++)
		set_row(page, 152 + 16 * (float)row, "Ledge", "37", "1,250");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 10, 3);
	check_cell(result, 9, 2, "1,250");
}

/* A rule below each row; names under headings that have a rule over all columns but that of the labels. */
static PrPage *
draw_ruled_rows(gboolean has_section)
{
	PrPage *page = draw_page(1);

	draw_text(page, 265, 84, 10, "North side");
	draw_hline(page, 100, 200, 400);
	set_row(page, 100, "Quarry", "Stone", "Carts");
	draw_hline(page, 120, 100, 400);
	for (int row = 0; row < 7; row++) {
		float top = 120 + 20 * (float)row;

		if (row == 0 && has_section)
			draw_text(page, 105, top + 5, 10, "All ledges");
		else
			set_row(page, top, "Ledge", "37", "1,250");
		draw_hline(page, top + 20, 100, 400);
	}
	return page;
}

Test(bands, headings_over_a_rule_that_leaves_the_labels_out_are_of_the_header)
{
	g_autoptr(DrawnResult) result = draw_extract(draw_ruled_rows(FALSE), NULL);

	check_size(result, 9, 3);
	check_cell(result, 0, 1, "North side");
	check_cell(result, 1, 0, "Quarry");
}

Test(bands, a_section_between_the_first_two_rules_is_below_a_header)
{
	g_autoptr(DrawnResult) result = draw_extract(draw_ruled_rows(TRUE), NULL);

	check_size(result, 9, 3);
	check_cell(result, 1, 0, "Quarry");
	check_cell(result, 2, 0, "All ledges");
}
