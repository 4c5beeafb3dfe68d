/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Currency signs, % and brackets that stand apart from their number. */
#include "tests/support/check-table.h"

static void
set_rows(PrPage *page, float y, int rows)
{
	for (int row = 0; row < rows; row++) {
		draw_text(page, 105, y + 14 * (float)row, 10, "Ledge");
		draw_right(page, 300, y + 14 * (float)row, 10, "37");
		draw_right(page, 400, y + 14 * (float)row, 10, "1,250");
	}
}

/* A page with two years over the columns of numbers. */
static PrPage *
draw_years(void)
{
	PrPage *page = draw_page(1);

	draw_right(page, 300, 100, 10, "2024");
	draw_right(page, 400, 100, 10, "2023");
	return page;
}

Test(signs, a_sign_at_the_left_of_its_column_is_of_the_number)
{
	PrPage *page = draw_years();

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
	PrPage *page = draw_years();

	set_rows(page, 114, 6);
	draw_text(page, 306, 114, 10, "%");
	draw_text(page, 105, 198, 10, "Total");
	draw_right(page, 300, 198, 10, "37");
	draw_right(page, 400, 198, 10, "(9,050");
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
	draw_right(page, 400, 100, 10, "Price");
	for (int row = 0; row < 5; row++) {
		draw_text(page, 105, 114 + 14 * (float)row, 10, "Ledge");
		draw_text(page, 240, 114 + 14 * (float)row, 10, row % 2 == 0 ? "€" : "$");
		draw_right(page, 400, 114 + 14 * (float)row, 10, "1,250");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 6, 3);
	check_cell(result, 1, 1, "€");
	check_cell(result, 1, 2, "1,250");
}

Test(signs, a_sign_right_behind_its_number_stays_with_it)
{
	PrPage *page = draw_years();

	for (int row = 0; row < 6; row++) {
		draw_text(page, 105, 114 + 14 * (float)row, 10, "Ledge");
		draw_right(page, 292, 114 + 14 * (float)row, 10, "37");
		draw_text(page, 294.5f, 114 + 14 * (float)row, 10, "€");
		draw_right(page, 392, 114 + 14 * (float)row, 10, "1,250");
		draw_text(page, 394.5f, 114 + 14 * (float)row, 10, "€");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 7, 3);
	check_cell(result, 1, 1, "37 €");
}
