/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Labels in the middle of the rows that they name, in tables without a grid. */
#include "tests/support/check-table.h"

#define SIZE 10.0f
#define PITCH 14.0f
#define ROWS 5

/* Rows 0 and 1 are a group, 2 to 4 another; `gap` is the white between them. */
static float
level(int row, float gap)
{
	return 130 + PITCH * (float)row + (row >= 2 ? gap : 0);
}

static void
set_right(PrPage *page, float x, float y, const char *text)
{
	draw_text(page, x - SIZE / 2 * (float)g_utf8_strlen(text, -1), y, SIZE, text);
}

/* The labels stand `off` below the middle of their group. */
static PrPage *
draw_groups(gboolean is_parted, float off)
{
	static const char *const names[ROWS] = {"men", "women", "men", "women", "all"};
	float gap = is_parted ? 8 : 0;
	PrPage *page = draw_page(1);

	draw_text(page, 60, 110, SIZE, "Region");
	draw_text(page, 150, 110, SIZE, "Who");
	set_right(page, 280, 110, "Posts");
	set_right(page, 360, 110, "Share");
	for (int row = 0; row < ROWS; row++) {
		g_autofree char *posts = g_strdup_printf("%d", 412 + 37 * row),
				*share = g_strdup_printf("%d.%d", 11 + row, row);
		draw_text(page, 150, level(row, gap), SIZE, names[row]);
		set_right(page, 280, level(row, gap), posts);
		set_right(page, 360, level(row, gap), share);
	}
	draw_text(page, 60, (level(0, gap) + level(1, gap)) / 2 + off, SIZE, "Northgate");
	draw_text(page, 60, level(3, gap) + off, SIZE, "Millbrook");
	draw_hline(page, 107, 60, 360);
	draw_hline(page, 123, 60, 360);
	if (is_parted)
		draw_hline(page, level(2, gap) - 6, 60, 360);
	draw_hline(page, level(ROWS - 1, gap) + SIZE + 3, 60, 360);
	return page;
}

static int
rows_of_label(const DrawnResult *result, int row)
{
	return pr_table_cell_at(g_ptr_array_index(result->tables, 0), row, 0)->rowspan;
}

Test(aligned_labels, a_label_is_a_cell_over_the_rows_between_two_rules)
{
	g_autoptr(DrawnResult) result = draw_extract(draw_groups(TRUE, 0), NULL);

	check_size(result, 1 + ROWS, 4);
	check_cell(result, 1, 0, "Northgate");
	check_cell(result, 3, 0, "Millbrook");
	cr_assert_eq(rows_of_label(result, 1), 2);
	cr_assert_eq(rows_of_label(result, 3), 3);
	check_cell(result, 1, 2, "412");
	check_cell(result, 2, 2, "449");
}

Test(aligned_labels, without_rules_it_does_not_make_two_rows_one)
{
	g_autoptr(DrawnResult) result = draw_extract(draw_groups(FALSE, 0), NULL);

	check_size(result, 1 + ROWS, 4);
	check_cell(result, 1, 2, "412");
	check_cell(result, 2, 2, "449");
	cr_assert_eq(rows_of_label(result, 1), 1);
	cr_assert_eq(rows_of_label(result, 4), 1);
}

Test(aligned_labels, labels_that_stand_in_a_row_are_of_that_row)
{
	g_autoptr(DrawnResult) result = draw_extract(draw_groups(TRUE, -PITCH / 2), NULL);

	cr_assert_eq(rows_of_label(result, 1), 1);
	check_cell(result, 1, 0, "Northgate");
	check_cell(result, 1, 2, "412");
	check_cell(result, 2, 2, "449");
}

/* Two rows, or four, and one label in their middle; the name of its column is too near to the next for the header to
 * show a border. */
static PrPage *
draw_one_group(int rows)
{
	PrPage *page = draw_page(1);

	draw_text(page, 60, 110, SIZE, "Region");
	draw_text(page, 130, 110, SIZE, "Who");
	set_right(page, 280, 110, "Posts");
	set_right(page, 360, 110, "Share");
	for (int row = 0; row < rows; row++) {
		draw_text(page, 130, level(row, 0), SIZE, row % 2 == 0 ? "men" : "women");
		set_right(page, row % 2 == 0 ? 280 : 360, level(row, 0), row % 2 == 0 ? "412" : "37.1");
	}
	draw_text(page, 60, (level(0, 0) + level(rows - 1, 0)) / 2, SIZE, "Northgate");
	draw_hline(page, 107, 60, 360);
	draw_hline(page, 123, 60, 360);
	draw_hline(page, level(rows - 1, 0) + SIZE + 3, 60, 360);
	return page;
}

Test(aligned_labels, one_group_that_is_the_whole_table_is_enough)
{
	g_autoptr(DrawnResult) result = draw_extract(draw_one_group(2), NULL);

	check_size(result, 3, 4);
	check_cell(result, 1, 0, "Northgate");
	check_cell(result, 1, 1, "men");
	check_cell(result, 2, 1, "women");
	cr_assert_eq(rows_of_label(result, 1), 2);
}

Test(aligned_labels, rows_with_numbers_in_different_columns_are_two)
{
	g_autoptr(DrawnResult) result = draw_extract(draw_one_group(4), NULL);

	check_size(result, 5, 4);
	check_cell(result, 2, 3, "37.1");
	check_cell(result, 3, 2, "412");
	cr_assert_eq(rows_of_label(result, 1), 4);
}
