/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rows whose cells stand in the vertical middle, with no more white between rows than between lines. */
#include "tests/support/check-table.h"

#include <string.h>

typedef struct {
	float y;
	const char *label, *first, *second, *remark;
} Line;

static PrPage *
draw_lines(const Line *lines, guint count)
{
	PrPage *page = draw_page(1);

	for (guint i = 0; i < count; i++) {
		const Line *line = &lines[i];

		draw_text(page, 60, line->y, 10, line->label);
		draw_right(page, 240, line->y, 10, line->first);
		draw_right(page, 300, line->y, 10, line->second);
		draw_text(page, 330, line->y, 10, line->remark);
	}
	return page;
}

Test(middles, lines_over_numbers_that_have_an_image_below_them_are_of_their_row)
{
	static const Line lines[] = {{100, "Quarry", "Stone", "Carts", "Remark"}, {114, "", "", "", "Slate for roofs"},
		{126, "Ledge", "1,406", "12", "of the upper"}, {138, "", "", "", "village"},
		{150, "", "", "", "Chalk that was"}, {156, "Brook", "977", "35", ""},
		{162, "", "", "", "sold to kilns"}, {174, "Mill", "63", "15", "Marble"},
		{186, "Upper", "", "", "Clay to make"}, {192, "", "48", "3", ""}, {198, "ridge", "", "", "pots"}};
	g_autoptr(DrawnResult) result = draw_extract(draw_lines(lines, G_N_ELEMENTS(lines)), NULL);

	check_size(result, 5, 4);
	check_cell(result, 0, 0, "Quarry");
	check_cell(result, 1, 0, "Ledge");
	check_cell(result, 1, 3, "Slate for roofs\nof the upper\nvillage");
	check_cell(result, 2, 1, "977");
	check_cell(result, 2, 3, "Chalk that was\nsold to kilns");
	check_cell(result, 3, 3, "Marble");
	check_cell(result, 4, 0, "Upper\nridge");
	check_cell(result, 4, 2, "3");
}

Test(middles, lines_as_far_over_numbers_as_below_them_are_not_of_their_row_where_each_cell_begins_level)
{
	static const Line lines[] = {{100, "Quarry", "Stone", "Carts", "Remark"},
		{114, "Ledge", "1,406", "12", "Slate for roofs"}, {126, "", "", "", "of the upper village"},
		{138, "Brook", "977", "35", "Chalk that was"}, {150, "", "", "", "sold to the kilns"},
		{162, "Mill", "63", "15", "Marble for"}, {174, "", "", "", "the halls"}};
	g_autoptr(DrawnResult) result = draw_extract(draw_lines(lines, G_N_ELEMENTS(lines)), NULL);

	check_size(result, 4, 4);
	check_cell(result, 2, 3, "Chalk that was\nsold to the kilns");
}
