/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of columns that stand above the lines of a grid. */
#include "tests/support/check-table.h"

#define COLS 4
#define ROWS 5
static const float LEFTS[COLS] = {56, 170, 250, 330};

static void
write_row(PrPage *page, float y, const char *const texts[COLS])
{
	for (guint col = 0; col < COLS; col++)
		if (texts[col] != NULL)
			draw_text(page, LEFTS[col], y, 10, texts[col]);
}

/* Five ruled rows from 120 on, a line behind the labels beside them, and a rule as wide at 100. */
static PrPage *
draw_boats(gboolean is_boxed)
{
	PrPage *page = draw_page(1);
	static const char *const ports[ROWS] = {"Sandwick", "Low haven", "Old quay", "Marsh end", "Three wells"};

	for (guint row = 0; row < ROWS; row++) {
		float y = 120 + 16 * (float)row;
		g_autofree char *boats = g_strdup_printf("%u", 12 + 7 * row),
				*crew = g_strdup_printf("%u", 140 + 31 * row),
				*share = g_strdup_printf("%u.5", 3 + row);

		write_row(page, y + 3, (const char *const[]){ports[row], boats, crew, share});
		draw_hline(page, y, 50, 400);
	}
	draw_hline(page, 120 + 16 * ROWS, 50, 400);
	draw_hline(page, 100, 50, 400);
	for (guint col = 1; col < (is_boxed ? COLS : 2); col++)
		draw_vline(page, LEFTS[col] - 10, 120, 120 + 16 * ROWS);
	return page;
}

Test(names, above_a_line_behind_the_labels_are_the_header)
{
	PrPage *page = draw_boats(FALSE);

	write_row(page, 105, (const char *const[]){"Port", "Boats", "Crew", "Share"});
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	check_size(result, ROWS + 1, COLS);
	check_cell(result, 0, 0, "Port");
	check_cell(result, 0, 3, "Share");
	cr_assert_eq(((const PrTable *)g_ptr_array_index(result->tables, 0))->header_rows, 1);
}

Test(names, above_drawn_columns_are_as_wide_as_they_are_printed)
{
	PrPage *page = draw_boats(TRUE);

	write_row(page, 105, (const char *const[]){"Port", "Boats and their crew", NULL, "Share"});
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	check_size(result, ROWS + 1, COLS);
	check_cell(result, 0, 1, "Boats and their crew");
	cr_assert_eq(pr_table_cell_at(g_ptr_array_index(result->tables, 0), 0, 1)->colspan, 2);
	cr_assert_eq(((const PrTable *)g_ptr_array_index(result->tables, 0))->method, PR_METHOD_RULED);
}

Test(names, a_title_with_its_unit_beside_it_names_no_columns)
{
	PrPage *page = draw_boats(TRUE);

	write_row(page, 105, (const char *const[]){NULL, "Boats of the bay", NULL, "in tens"});
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	check_size(result, ROWS, COLS);
}

Test(names, below_the_last_line_of_another_table_are_a_title)
{
	PrPage *page = draw_boats(TRUE);

	draw_vline(page, 200, 84, 100);
	draw_hline(page, 84, 50, 400);
	draw_vline(page, 300, 84, 100);
	draw_text(page, 60, 88, 10, "Nets");
	draw_text(page, 210, 88, 10, "Lines");
	draw_text(page, 310, 88, 10, "Pots");
	write_row(page, 105, (const char *const[]){"Port", "Boats", "Crew", "Share"});
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	for (guint i = 0; i < result->tables->len; i++)
		cr_assert_neq(((const PrTable *)g_ptr_array_index(result->tables, i))->rows, ROWS + 1);
}
