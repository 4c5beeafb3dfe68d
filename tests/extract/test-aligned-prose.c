/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Long texts of cells, which are no running text. */
#include "tests/support/check-table.h"

#include <string.h>

static void
set_numbers(PrPage *page, float y, const char *first, const char *second)
{
	draw_right(page, 400, y, 10, first);
	draw_right(page, 480, y, 10, second);
}

/* Rows without rules; the second and the third have labels of two and three lines, the numbers level with their
 * middles, or `off` points lower. */
static PrPage *
draw_rows(float off)
{
	PrPage *page = draw_page(1);

	draw_text(page, 60, 100, 10, "quarry");
	set_numbers(page, 100, "stone", "carts");
	draw_text(page, 60, 118, 10, "ledge");
	set_numbers(page, 118, "1,406", "12");
	draw_text(page, 60, 136, 10, "slate for the roofs of the upper village");
	draw_text(page, 60, 148, 10, "and the mill by the old brook");
	set_numbers(page, 142 + off, "977", "3.5");
	draw_text(page, 60, 166, 10, "chalk that was sold to the kilns of the");
	draw_text(page, 60, 178, 10, "valley in the years before the new road");
	draw_text(page, 60, 190, 10, "was made");
	set_numbers(page, 178 + off, "2,530", "4.1");
	draw_text(page, 60, 208, 10, "marble");
	set_numbers(page, 208, "63", "1.5");
	return page;
}

Test(prose, full_lines_whose_middle_is_level_with_numbers_are_the_text_of_a_cell)
{
	g_autoptr(DrawnResult) result = draw_extract(draw_rows(0), NULL);

	check_size(result, 5, 3);
	check_cell(result, 2, 0, "slate for the roofs of the upper village\nand the mill by the old brook");
	check_cell(result, 2, 1, "977");
	check_cell(result, 3, 0,
		"chalk that was sold to the kilns of the\nvalley in the years before the new road\nwas made");
	check_cell(result, 3, 2, "4.1");
}

Test(prose, full_lines_beside_which_numbers_stand_anywhere_are_running_text)
{
	g_autoptr(DrawnResult) result = draw_extract(draw_rows(3), NULL);

	cr_assert_gt(result->paragraphs->len, 0);
}

Test(prose, where_no_white_parts_rows_a_capital_opens_a_cell_and_a_section_ends_before_a_label)
{
	PrPage *page = draw_page(1);

	draw_text(page, 60, 100, 10, "Quarry");
	set_numbers(page, 100, "Stone", "Carts");
	draw_text(page, 60, 112, 10, "Quarries of the upper valley by name");
	draw_text(page, 60, 124, 10, "Ledge over the old brook");
	set_numbers(page, 124, "1,406", "12");
	draw_text(page, 60, 136, 10, "Slate for the roofs of the upper village");
	draw_text(page, 60, 148, 10, "and the mill by the old brook");
	set_numbers(page, 142, "977", "35");
	draw_text(page, 60, 160, 10, "Marble that was cut by the brothers");
	set_numbers(page, 160, "63", "15");
	draw_text(page, 60, 172, 10, "Chalk");
	set_numbers(page, 172, "7", "2");
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	check_size(result, 6, 3);
	check_cell(result, 1, 0, "Quarries of the upper valley by name");
	check_cell(result, 2, 1, "1,406");
	check_cell(result, 3, 0, "Slate for the roofs of the upper village\nand the mill by the old brook");
}
