/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether lines without a rule between them are one row. */
#include "tests/support/check-table.h"

#define COLS 3
static const float LEFTS[COLS] = {55, 155, 255};

/* Lines of texts 12 points apart, from `y` on, in a frame whose columns are ruled and whose header is the first line.
 * `total` points of white stand over the last one. */
static PrPage *
draw_frame(const char *const (*lines)[COLS], guint count, float total)
{
	PrPage *page = draw_page(1);
	float y = 104, bottom = 118 + 12 * (float)count + total;

	for (guint i = 0; i < count; i++) {
		y += i == 1 ? 18 : i > 1 ? 12 : 0;
		y += i > 1 && i == count - 1 ? total : 0;
		for (int col = 0; col < COLS; col++)
			draw_text(page, LEFTS[col], y, 10, lines[i][col]);
	}
	for (int col = 0; col <= COLS; col++)
		draw_vline(page, 50 + 100 * (float)col, 100, bottom);
	draw_hline(page, 100, 50, 350);
	draw_hline(page, 117, 50, 350);
	draw_hline(page, bottom, 50, 350);
	return page;
}

Test(wraps, texts_that_end_short_in_several_columns_are_rows_though_white_parts_the_total)
{
	static const char *const lines[][COLS] = {{"Quarry", "Stone", "Owner"}, {"Brook", "slate and oak", "Wood"},
		{"Upper ledge", "chalk", "Miller"}, {"Ridge", "marble", "Cooper and son"}, {"Meadow", "clay", "Smith"},
		{"Lower bench", "sand", "Wood"}, {"All", "six", "five"}};
	g_autoptr(DrawnResult) result = draw_extract(draw_frame(lines, G_N_ELEMENTS(lines), 5), NULL);

	check_size(result, 7, 3);
	check_cell(result, 2, 0, "Upper ledge");
}

Test(wraps, a_capital_begins_a_text_where_no_word_inside_of_one_has_any)
{
	static const char *const lines[][COLS] = {{"Quarry", "Stone", "Carts"},
		{"Upper ledge oak", "slate of roofs ash", "140"}, {"Brook and ridges", "Chalk for the mill", ""},
		{"Meadow", "clay and sand", "12"}, {"Wood and bench", "marble", "5"}};
	static const char *const names[][COLS] = {{"Quarry", "Stone", "Carts"},
		{"Upper Ledge Oak", "slate of Ashford", "140"}, {"Brook And Ridge", "Marble Mill Woods", ""},
		{"Meadow", "clay and sand", "12"}, {"Wood and bench", "marble", "5"}};
	g_autoptr(DrawnResult) result = draw_extract(draw_frame(lines, G_N_ELEMENTS(lines), 0), NULL);
	g_autoptr(DrawnResult) other = draw_extract(draw_frame(names, G_N_ELEMENTS(names), 0), NULL);

	check_size(result, 5, 3);
	check_cell(result, 2, 0, "Brook and ridges");
	check_size(other, 4, 3);
	check_cell(other, 1, 0, "Upper Ledge Oak\nBrook And Ridge");
}

Test(wraps, what_stands_for_a_number_is_none_to_go_on_with)
{
	static const char *const lines[][COLS] = {{"Quarry", "Men", "Carts"}, {"upper ledge of oaks", "31", "5.2%"},
		{"brook by meadow", "", "n/a"}, {"ridge", "12", "1.5%"}, {"wood", "15", "n.a."},
		{"bench", "7", "2.5%"}};
	g_autoptr(DrawnResult) result = draw_extract(draw_frame(lines, G_N_ELEMENTS(lines), 0), NULL);

	check_size(result, 6, 3);
	check_cell(result, 2, 2, "n/a");
}
