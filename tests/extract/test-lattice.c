/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rulings → grids. */
#include "extract/grid.h"
#include "tests/support/draw.h"

#include <criterion/criterion.h>

static const float XS[] = {50, 150, 250, 350, -1}, YS[] = {100, 120, 140, 160, -1};

static PrGrid *
only_grid(PrPage *page)
{
	guint declined = 0;

	draw_finish(page);
	g_autoptr(GPtrArray) grids = pr_lattice_find(page, 10, 1000, &declined);
	cr_assert_eq(grids->len, 1, "%u grids", grids->len);
	cr_assert_eq(declined, 0);
	cr_assert(pr_grid_check(g_ptr_array_index(grids, 0)));
	return g_ptr_array_steal_index(grids, 0);
}

Test(lattice, full_grid_has_a_span_for_each_slot)
{
	g_autoptr(PrPage) page = draw_page(1);

	draw_grid(page, XS, YS);
	g_autoptr(PrGrid) grid = only_grid(page);
	cr_assert_eq(pr_grid_cols(grid), 3);
	cr_assert_eq(pr_grid_rows(grid), 3);
	cr_assert_eq(grid->spans->len, 9);
}

Test(lattice, missing_rules_merge_slots)
{
	g_autoptr(PrPage) page = draw_page(1);

	for (int i = 0; YS[i] >= 0; i++)
		draw_hline(page, YS[i], i == 1 || i == 2 ? 150 : 50, 350); /* the first column is one cell */
	draw_vline(page, 50, 100, 160);
	draw_vline(page, 150, 100, 160);
	draw_vline(page, 250, 120, 160); /* the first row is one cell beside it */
	draw_vline(page, 350, 100, 160);
	g_autoptr(PrGrid) grid = only_grid(page);
	const PrSpan *first = &g_array_index(grid->spans, PrSpan, 0), *second = &g_array_index(grid->spans, PrSpan, 1);
	cr_assert_eq(first->rowspan, 3);
	cr_assert_eq(first->colspan, 1);
	cr_assert_eq(second->colspan, 2);
	cr_assert_eq(grid->spans->len, 6);
}

Test(lattice, double_rules_are_one_cut)
{
	g_autoptr(PrPage) page = draw_page(1);

	draw_grid(page, XS, YS);
	draw_hline(page, 121.5f, 50, 350);
	draw_vline(page, 151.2f, 100, 160);
	g_autoptr(PrGrid) grid = only_grid(page);
	cr_assert_eq(pr_grid_cols(grid), 3);
	cr_assert_eq(pr_grid_rows(grid), 3);
}

Test(lattice, corners_that_miss_by_a_hair_meet)
{
	g_autoptr(PrPage) page = draw_page(1);

	for (int i = 0; YS[i] >= 0; i++)
		draw_hline(page, YS[i], 51.5f, 348.5f);
	for (int i = 0; XS[i] >= 0; i++)
		draw_vline(page, XS[i], 101.5f, 158.5f);
	g_autoptr(PrGrid) grid = only_grid(page);
	cr_assert_eq(grid->spans->len, 9);
}

Test(lattice, a_rule_that_stops_half_way_keeps_the_tiling)
{
	g_autoptr(PrPage) page = draw_page(1);

	for (int i = 0; YS[i] >= 0; i++)
		draw_hline(page, YS[i], 50, i == 1 ? 250 : 350);
	for (int i = 0; XS[i] >= 0; i++)
		draw_vline(page, XS[i], 100, i == 2 ? 140 : 160);
	draw_vline(page, 300, 100, 105); /* a stub that divides nothing */
	g_autoptr(PrGrid) grid = only_grid(page);
	cr_assert_eq(pr_grid_cols(grid), 3);
}

Test(lattice, verticals_that_run_on_leave_the_grid_open)
{
	g_autoptr(PrPage) page = draw_page(1);

	draw_hline(page, 100, 50, 350);
	draw_hline(page, 120, 50, 350);
	for (int i = 0; XS[i] >= 0; i++)
		draw_vline(page, XS[i], 100, 150);
	g_autoptr(PrGrid) grid = only_grid(page);
	cr_assert(grid->is_open_below);
	cr_assert_not(grid->is_open_above);
	cr_assert_eq(pr_grid_rows(grid), 2);
}

Test(lattice, border_of_a_merged_cell_that_meets_no_rule_belongs_to_the_grid_beside_it)
{
	g_autoptr(PrPage) page = draw_page(1);

	draw_hline(page, 120, 150, 350);
	draw_hline(page, 140, 150, 350);
	for (int i = 0; XS[i] >= 0; i++)
		draw_vline(page, XS[i], 100, 160); /* x = 50 touches no horizontal */
	g_autoptr(PrGrid) grid = only_grid(page);
	cr_assert_eq(pr_grid_cols(grid), 3);
	cr_assert_float_eq(pr_grid_box(grid).x0, 50, 0.01);
}

Test(lattice, two_tables_are_two_grids_by_their_tops)
{
	g_autoptr(PrPage) page = draw_page(1);
	const float lower[] = {300, 320, 340, -1};
	guint declined = 0;

	draw_grid(page, XS, lower);
	draw_grid(page, XS, YS);
	draw_finish(page);
	g_autoptr(GPtrArray) grids = pr_lattice_find(page, 10, 1000, &declined);
	cr_assert_eq(grids->len, 2);
	cr_assert_float_eq(pr_grid_box(g_ptr_array_index(grids, 0)).y0, 100, 0.01);
}

Test(lattice, a_grid_over_the_limit_is_declined_and_counted)
{
	g_autoptr(PrPage) page = draw_page(1);
	guint declined = 0;

	draw_grid(page, XS, YS);
	draw_finish(page);
	g_autoptr(GPtrArray) grids = pr_lattice_find(page, 10, 8, &declined);
	cr_assert_eq(grids->len, 0);
	cr_assert_eq(declined, 1);
}

Test(lattice, random_rulings_always_tile)
{
	guint32 seed = g_random_int();
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

	for (int round = 0; round < 200; round++) {
		g_autoptr(PrPage) page = draw_page(1);
		guint declined = 0;
		int count = g_rand_int_range(rand, 4, 40);

		for (int i = 0; i < count; i++) {
			float at = (float)g_rand_int_range(rand, 0, 20) * 10,
			      from = (float)g_rand_int_range(rand, 0, 20) * 10;
			float to = from + (float)g_rand_int_range(rand, 1, 20) * 10;
			if (g_rand_boolean(rand))
				draw_hline(page, at, from, to);
			else
				draw_vline(page, at, from, to);
		}
		draw_finish(page);
		g_autoptr(GPtrArray) grids = pr_lattice_find(page, 10, 10000, &declined);
		for (guint i = 0; i < grids->len; i++)
			cr_assert(pr_grid_check(g_ptr_array_index(grids, i)), "seed %u, round %d", seed, round);
	}
}

Test(lattice, the_gap_of_a_double_rule_is_no_column)
{
	const float xs[] = {50, 150, 157, 250, 257, -1}, ys[] = {100, 120, 123, 140, -1};
	g_autoptr(PrPage) page = draw_page(1);

	draw_grid(page, xs, ys);
	draw_text(page, 251, 105, 5, "1"); /* a narrow column, with text */
	g_autoptr(PrGrid) grid = only_grid(page);
	cr_assert_eq(pr_grid_cols(grid), 3);
	cr_assert_eq(pr_grid_rows(grid), 2);
	cr_assert_float_eq(g_array_index(grid->xs, float, 1), 153.5, 0.01);
}

Test(lattice, the_only_vertical_runs_on_beside_a_last_row)
{
	g_autoptr(PrPage) page = draw_page(1);

	draw_hline(page, 100, 50, 350);
	draw_hline(page, 120, 50, 350);
	draw_hline(page, 140, 50, 350);
	draw_vline(page, 150, 100, 160);
	g_autoptr(PrGrid) grid = only_grid(page);
	cr_assert_eq(pr_grid_rows(grid), 3);
	cr_assert_not(grid->is_open_below);
}

Test(lattice, rules_of_groups_that_end_together_open_a_column)
{
	g_autoptr(PrPage) page = draw_page(1);

	for (int i = 0; i <= 9; i++)
		draw_hline(page, 100 + 20 * (float)i, i % 3 == 0 ? 60 : 150, 350); /* each third one is longer */
	for (int i = 0; i < 3; i++)
		draw_vline(page, 150 + 100 * (float)i, 100, 280);
	g_autoptr(PrGrid) grid = only_grid(page);
	cr_assert_eq(pr_grid_cols(grid), 3);
	cr_assert_float_eq(g_array_index(grid->xs, float, 0), 60, 0.01);
	cr_assert_eq(grid->spans->len, 9 * 2 + 3);
}

/* Four boxes on a frame, joined by lines: what is left of the frame has corners that turn inwards. */
Test(lattice, boxes_joined_by_lines_are_a_drawing)
{
	g_autoptr(PrPage) page = draw_page(1);

	for (int i = 0; i < 4; i++) {
		float x = 70 + 120 * (float)(i % 2), y = 120 + 60 * (float)(i / 2);
		const float xs[] = {x, x + 60, -1}, ys[] = {y, y + 20, -1};
		draw_grid(page, xs, ys);
	}
	draw_hline(page, 130, 40, 70);
	draw_hline(page, 130, 130, 190);
	draw_hline(page, 190, 130, 190);
	draw_vline(page, 100, 140, 180);
	const float frame_xs[] = {40, 300, -1}, frame_ys[] = {100, 230, -1};
	draw_grid(page, frame_xs, frame_ys);
	g_autoptr(PrGrid) grid = only_grid(page);
	cr_assert_lt(grid->regular, 0.5f);
}

/* Lines of dimensions go past each other and end in the open; a table's end where they meet, be its sides drawn or
 * not. */
Test(lattice, ends_in_the_open_tell_drawings_from_tables)
{
	g_autoptr(PrPage) drawing = draw_page(1);
	g_autoptr(PrPage) table = draw_page(1);

	for (int i = 0; i < 5; i++) {
		draw_hline(drawing, 100 + 30 * (float)i, 50 + 20 * (float)i, 310 - 15 * (float)i);
		draw_vline(drawing, 140 + 25 * (float)i, 80 + 11 * (float)i, 250 - 7 * (float)i);
		draw_hline(table, 100 + 30 * (float)i, 50, 310);
		draw_vline(table, 100 + 40 * (float)i, i % 2 == 0 ? 100 : 130, 220);
	}
	g_autoptr(PrGrid) open = only_grid(drawing);
	g_autoptr(PrGrid) closed = only_grid(table);
	cr_assert_lt(open->regular, 0.5f, "%f", (double)open->regular);
	cr_assert_eq(closed->regular, 1, "%f", (double)closed->regular);
}
