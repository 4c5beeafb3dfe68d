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
	draw_text(page, 300 - 5 * (float)g_utf8_strlen(stone, -1), top + 5, 10, stone);
	draw_text(page, 395 - 5 * (float)g_utf8_strlen(carts, -1), top + 5, 10, carts);
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
		set_row(page, top, row == 0 ? "Quarry" : "Ledge", row == 0 ? "Stone" : "37",
			row == 0 ? "Carts" : "1,250");
	}
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	check_size(result, 7, 3);
	check_cell(result, 6, 1, "37");
}
