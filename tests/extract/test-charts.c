/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Charts, which are no tables, and tables that share something with charts. */
#include "tests/support/draw.h"

#include <criterion/criterion.h>

#define EM 8.0f

static void
set_middle(PrPage *page, float x, float y, const char *text)
{
	draw_text(page, x - EM / 4 * (float)strlen(text), y - EM / 2, EM, text);
}

static guint
count_tables(PrPage *page)
{
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	cr_assert_eq(result->shown, result->placed);
	return result->tables->len;
}

/* Gridlines from x = 100, 50 points apart, 40 points high a band, with a value in each field. */
static PrPage *
plot(const char *const *labels, gboolean on_lines)
{
	PrPage *page = draw_page(1);
	const float xs[] = {100, 150, 200, 250, 300, -1}, ys[] = {200, 240, 280, 320, -1};

	draw_grid(page, xs, ys);
	for (int i = 0; i < 4; i++) {
		set_middle(page, on_lines ? xs[i] : xs[i] + 25, 328, labels[i]);
		for (int k = 0; k < 3; k++) {
			g_autofree char *value = g_strdup_printf("%d.%d", 37 * i + k, i + k);
			set_middle(page, xs[i] + 25, ys[k] + 20, value);
		}
	}
	return page;
}

Test(charts, a_scale_on_the_ends_of_gridlines_makes_a_chart)
{
	static const char *const percent[] = {"0%", "10%", "20%", "30%"}, *const decades[] = {
										  "1", "10", "100", "1,000"};

	cr_assert_eq(count_tables(plot(percent, TRUE)), 0);
	cr_assert_eq(count_tables(plot(decades, TRUE)), 0);
}

Test(charts, the_same_numbers_between_the_lines_do_not)
{
	static const char *const percent[] = {"0%", "10%", "20%", "30%"};

	cr_assert_eq(count_tables(plot(percent, FALSE)), 1);
}

Test(charts, numbers_that_are_no_scale_do_not)
{
	static const char *const sums[] = {"412", "97", "1,530", "64"};

	cr_assert_eq(count_tables(plot(sums, TRUE)), 1);
}

/* Bars with values, names before them, and ticks with a scale above: aligned, but no table. */
Test(charts, the_values_of_bars_are_no_table)
{
	static const char *const scale[] = {"0", "20", "40", "60", "80"};
	PrPage *page = draw_page(1);

	draw_hline(page, 200, 150, 350);
	draw_vline(page, 150, 200, 300);
	for (int i = 0; i < 5; i++) {
		g_autofree char *value = g_strdup_printf("%d", 71 - 9 * i), *name = g_strdup_printf("Mill %d", i + 1);

		draw_vline(page, 150 + 50 * (float)i, 196, 200);
		set_middle(page, 150 + 50 * (float)i, 188, scale[i]);
		draw_text(page, 160, 210 + 15 * (float)i, EM, name);
		draw_text(page, 300, 210 + 15 * (float)i, EM, value);
	}
	cr_assert_eq(count_tables(page), 0);
}

/* Years over the cut between their two columns, where a rule lies between. */
Test(charts, headings_over_two_columns_are_no_scale)
{
	PrPage *page = draw_page(1);

	for (int i = 0; i < 4; i++) {
		float left = 100 + 80 * (float)i;
		g_autofree char *year = g_strdup_printf("%d", 2011 + i);

		set_middle(page, left + 40, 208, year);
		draw_vline(page, left + 40, 216, 300);
		for (int k = 0; k < 5; k++) {
			g_autofree char *trees = g_strdup_printf("%d", 17 + 31 * k + i),
					*share = g_strdup_printf("%d.%d", 3 * k, i);
			set_middle(page, left + 20, 228 + 14 * (float)k, trees);
			set_middle(page, left + 60, 228 + 14 * (float)k, share);
		}
	}
	draw_hline(page, 200, 100, 420);
	draw_hline(page, 216, 100, 420);
	draw_hline(page, 300, 100, 420);
	cr_assert_eq(count_tables(page), 1);
}

/* The frame around a page, with rules down to it from both sides of the plot; and a table with the plot in a cell. */
Test(charts, a_chart_may_stand_in_a_cell_but_not_make_the_cuts)
{
	static const char *const percent[] = {"0%", "10%", "20%", "30%"};
	PrPage *framed = plot(percent, TRUE), *celled = plot(percent, TRUE);
	const float page_xs[] = {40, 500, -1}, page_ys[] = {60, 700, -1}, xs[] = {40, 70, 400, -1},
		    ys[] = {100, 150, 400, 450, -1};

	draw_grid(framed, page_xs, page_ys);
	draw_vline(framed, 100, 60, 700);
	draw_vline(framed, 250, 60, 700);
	draw_hline(framed, 240, 40, 500);
	draw_text(framed, 45, 70, EM, "oats");
	draw_text(framed, 110, 70, EM, "rye");
	draw_text(framed, 260, 70, EM, "hay");
	cr_assert_eq(count_tables(framed), 0);

	draw_grid(celled, xs, ys);
	for (int i = 0; i < 3; i++) {
		draw_text(celled, 45, ys[i] + 10, EM, "oats");
		if (i != 1)
			draw_text(celled, 80, ys[i] + 10, EM, "barley");
	}
	cr_assert_eq(count_tables(celled), 1);
}

/* A legend hangs on the frame around the plot: two cells, and much text side by side in the first. */
Test(charts, a_frame_around_plot_and_legend_is_no_table)
{
	static const char *const percent[] = {"0%", "10%", "20%", "30%"};
	PrPage *page = plot(percent, TRUE);
	const float xs[] = {80, 330, -1}, ys[] = {190, 370, -1}, key_xs[] = {130, 270, -1}, key_ys[] = {345, 370, -1};

	draw_grid(page, xs, ys);
	draw_grid(page, key_xs, key_ys);
	draw_text(page, 140, 350, EM, "oats");
	draw_text(page, 200, 350, EM, "barley");
	cr_assert_eq(count_tables(page), 0);
}

Test(charts, boxes_joined_by_lines_are_no_table)
{
	PrPage *page = draw_page(1);

	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 3; k++) {
			float x = 60 + 150 * (float)i, y = 100 + 80 * (float)k;
			const float xs[] = {x, x + 100, -1}, ys[] = {y, y + 40, -1};

			draw_grid(page, xs, ys);
			draw_text(page, x + 10, y + 10, EM, "barley");
			if (i < 2)
				draw_hline(page, y + 20, x + 100, x + 150);
			if (k < 2)
				draw_vline(page, x + 50, y + 40, y + 80);
		}
	cr_assert_eq(count_tables(page), 0);
}
