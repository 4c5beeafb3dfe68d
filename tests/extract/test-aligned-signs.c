/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Currency signs, % and brackets that stand apart from their number. */
#include "tests/support/check-table.h"

static void
set_right(PrPage *page, float x, float y, const char *text)
{
	draw_text(page, x - 5 * (float)g_utf8_strlen(text, -1), y, 10, text);
}

static void
set_rows(PrPage *page, float y, int rows)
{
	for (int row = 0; row < rows; row++) {
		draw_text(page, 105, y + 14 * (float)row, 10, "Ledge");
		set_right(page, 300, y + 14 * (float)row, "37");
		set_right(page, 400, y + 14 * (float)row, "1,250");
	}
}

Test(signs, a_sign_at_the_left_of_its_column_is_of_the_number)
{
	PrPage *page = draw_page(1);

	set_right(page, 300, 100, "2024");
	set_right(page, 400, 100, "2023");
	set_rows(page, 114, 6);
	draw_text(page, 230, 114, 10, "$");
	draw_text(page, 330, 114, 10, "$");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 7, 3);
	check_cell(result, 1, 0, "Ledge");
	check_cell(result, 1, 1, "$ 37");
	check_cell(result, 1, 2, "$ 1,250");
}

Test(signs, what_hangs_out_at_the_right_is_of_the_number)
{
	PrPage *page = draw_page(1);

	set_right(page, 300, 100, "2024");
	set_right(page, 400, 100, "2023");
	set_rows(page, 114, 6);
	draw_text(page, 306, 114, 10, "%");
	draw_text(page, 105, 198, 10, "Total");
	set_right(page, 300, 198, "37");
	set_right(page, 400, 198, "(9,050");
	draw_text(page, 408, 198, 10, ")");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 8, 3);
	check_cell(result, 1, 1, "37 %");
	check_cell(result, 7, 2, "(9,050 )");
}

Test(signs, signs_under_a_heading_of_their_own_are_a_column)
{
	PrPage *page = draw_page(1);

	draw_text(page, 105, 100, 10, "Quarry");
	draw_text(page, 225, 100, 10, "Currency");
	set_right(page, 400, 100, "Price");
	for (int row = 0; row < 5; row++) {
		draw_text(page, 105, 114 + 14 * (float)row, 10, "Ledge");
		draw_text(page, 240, 114 + 14 * (float)row, 10, row % 2 == 0 ? "€" : "$");
		set_right(page, 400, 114 + 14 * (float)row, "1,250");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 6, 3);
	check_cell(result, 1, 1, "€");
	check_cell(result, 1, 2, "1,250");
}

Test(signs, a_sign_right_behind_its_number_stays_with_it)
{
	PrPage *page = draw_page(1);

	set_right(page, 300, 100, "2024");
	set_right(page, 400, 100, "2023");
	for (int row = 0; row < 6; row++) {
		draw_text(page, 105, 114 + 14 * (float)row, 10, "Ledge");
		set_right(page, 292, 114 + 14 * (float)row, "37");
		draw_text(page, 294.5f, 114 + 14 * (float)row, 10, "€");
		set_right(page, 392, 114 + 14 * (float)row, "1,250");
		draw_text(page, 394.5f, 114 + 14 * (float)row, 10, "€");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 7, 3);
	check_cell(result, 1, 1, "37 €");
}
