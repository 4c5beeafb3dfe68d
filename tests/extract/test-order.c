/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The order in which the tables of a page come. */
#include "extract/turn.h"
#include "tests/support/draw.h"

#include <criterion/criterion.h>

/* A table of two columns and `rows` rows of 20 points, whose first cell says `name`. */
static void
draw_table(PrPage *page, float left, float top, int rows, const char *name)
{
	const float xs[] = {left, left + 70, left + 140, -1};
	float ys[32];

	for (int i = 0; i <= rows; i++)
		ys[i] = top + 20 * (float)i;
	ys[rows + 1] = -1;
	draw_grid(page, xs, ys);
	for (int i = 0; i < rows; i++) {
		draw_text(page, left + 4, ys[i] + 5, 10, i == 0 ? name : "Sten");
		draw_text(page, left + 74, ys[i] + 5, 10, i == 0 ? "Tas" : "12.5");
	}
}

static void
check_order(PrPage *page, const char *expected)
{
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	g_autoptr(GString) found = g_string_new(NULL);

	for (guint i = 0; i < result->tables->len; i++) {
		g_autofree char *name = drawn_cell(result, i, 0, 0);
		g_string_append(found, name);
	}
	cr_assert_str_eq(found->str, expected, "%s, not %s", found->str, expected);
}

/* Three side by side, each a little higher than the one before, under one and over one. */
static PrPage *
page_of_five(void)
{
	PrPage *page = draw_page(1);

	draw_table(page, 180, 60, 4, "A");
	draw_table(page, 20, 220, 8, "B");
	draw_table(page, 220, 200, 6, "C");
	draw_table(page, 420, 190, 8, "D");
	draw_table(page, 20, 400, 4, "E");
	return page;
}

Test(order, tables_side_by_side_come_from_left_to_right)
{
	check_order(page_of_five(), "ABCDE");
}

Test(order, a_page_is_read_as_its_text_stands)
{
	for (int direction = PR_DIRECTION_DOWN; direction <= PR_DIRECTION_UP; direction++) {
		g_autoptr(PrPage) upright = page_of_five();
		check_order(pr_page_turned(upright, direction), "ABCDE");
	}
}

Test(order, what_hardly_shares_lines_comes_from_top_to_bottom)
{
	PrPage *page = draw_page(1);

	draw_table(page, 300, 60, 8, "A");
	draw_table(page, 40, 200, 8, "B");
	check_order(page, "AB");
}
