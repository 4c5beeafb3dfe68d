/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables whose columns go on on the next page, and pages that only look like it. */
#include "tests/support/check-table.h"

#include <string.h>

#define SIZE 10.0f
#define PITCH 16.0f
#define ROWS 6
#define YEARS 3

static const char *const REGIONS[ROWS] = {"Northgate", "Millbrook", "Highfield", "Westmarsh", "Stonewick", "Total"};

/* What one page shows. Whatever is zero is as most tables have it. */
typedef struct {
	int number, first_year;
	float shift; /* down, of all rows */
	const char *title, *head_of_labels;
	gboolean has_labels, has_labels_behind, is_ruled, has_section, has_words;
	const char *other_label; /* in place of the third */
	int rows;                /* 0: ROWS */
} Side;

static void
set_right(PrPage *page, float x, float y, const char *text)
{
	draw_text(page, x - SIZE / 2 * (float)g_utf8_strlen(text, -1), y, SIZE, text);
}

/* The y of a row of the body; row -1 is the header. Under a section the rows stand one lower. */
static float
level(const Side *side, int row)
{
	return 220 + side->shift + PITCH * (float)(row + 1 + (row >= 2));
}

static void
set_labels(PrPage *page, const Side *side, float x)
{
	for (int row = 0; row < (side->rows > 0 ? side->rows : ROWS); row++)
		draw_text(page, x, level(side, row), SIZE,
			row == 2 && side->other_label != NULL ? side->other_label : REGIONS[row]);
	if (side->head_of_labels != NULL)
		draw_text(page, x, level(side, -1), SIZE, side->head_of_labels);
}

static PrPage *
draw_side(Side side)
{
	PrPage *page = draw_page(side.number);
	int rows = side.rows > 0 ? side.rows : ROWS;
	float left = side.has_labels ? 60 : 180, right = side.has_labels_behind ? 520 : 410;

	if (side.title != NULL)
		draw_text(page, (left + right) / 2 - SIZE / 4 * (float)strlen(side.title), 190, SIZE, side.title);
	if (side.has_labels)
		set_labels(page, &side, 60);
	if (side.has_labels_behind)
		set_labels(page, &side, 430);
	for (int i = 0; i < YEARS; i++) {
		g_autofree char *year = g_strdup_printf("%d", side.first_year + i);
		float x = 240 + 80 * (float)i;

		set_right(page, x, level(&side, -1), year);
		for (int row = 0; row < rows; row++) {
			g_autofree char *value =
				g_strdup_printf("%d.%d", 11 * row + side.first_year % 100 + i, row + i);
			set_right(page, x, level(&side, row), side.has_words ? REGIONS[(row + i) % ROWS] : value);
		}
	}
	if (side.has_section) {
		draw_text(page, 60, level(&side, 1) + PITCH, SIZE, "Coast");
		for (int i = 1; i <= 2; i++)
			draw_hline(page, level(&side, 1) + PITCH * (float)i - 3, left, right);
	}
	draw_hline(page, level(&side, -1) - 3, left, right);
	draw_hline(page, level(&side, -1) + SIZE + 3, left, right);
	draw_hline(page, level(&side, rows - 1) + SIZE + 3, left, right);
	return page;
}

#define LEFT .number = 1, .first_year = 2010, .has_labels = TRUE, .head_of_labels = "Region"
#define RIGHT .number = 2, .first_year = 2013

static void
check_joined(PrPage *left, PrPage *right, int rows)
{
	g_autoptr(DrawnResult) result = draw_extract(left, right, NULL);

	check_size(result, rows, 1 + 2 * YEARS);
	cr_assert_eq(result->shown, result->placed);
	const PrTable *table = g_ptr_array_index(result->tables, 0);
	const PrPart *parts = (const PrPart *)(const void *)table->parts->data;
	cr_assert_eq(table->parts->len, 2);
	cr_assert(parts[0].first_col == 0 && parts[0].cols == 1 + YEARS && parts[0].rows == rows);
	cr_assert(parts[1].first_col == 1 + YEARS && parts[1].cols == YEARS && parts[1].rows == rows &&
		  parts[1].first_row == 0);
	check_cell(result, 0, 0, "Region");
	check_cell(result, 0, 4, "2013");
	check_cell(result, rows - 1, 0, "Total");
	check_cell(result, rows - 1, 3, "67.7");
	check_cell(result, rows - 1, 6, "70.7");
	for (guint i = 0; i < table->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(table->cells, i);
		cr_assert_gt(cell->places->len, 0);
		cr_assert_eq(g_array_index(cell->places, PrPlace, 0).page, cell->col > YEARS ? 2 : 1);
		for (guint k = 0; k < pr_text_length(&cell->text); k++) {
			const PrPlaced *placed = pr_text_at(&cell->text, k);
			PrRect box = g_array_index(cell->places, PrPlace, 0).box;
			cr_assert_eq(placed->page, cell->col > YEARS ? 2 : 1);
			cr_assert(pr_rect_contains(box, pr_rect_center_x(placed->box), pr_rect_center_y(placed->box)));
		}
	}
}

static void
check_apart(PrPage *left, PrPage *right)
{
	g_autoptr(DrawnResult) result = draw_extract(left, right, NULL);

	cr_assert_eq(result->shown, result->placed);
	for (guint i = 0; i < result->tables->len; i++) {
		const PrTable *table = g_ptr_array_index(result->tables, i);
		cr_assert_eq(g_array_index(table->parts, PrPart, 0).cols, 0);
		cr_assert_leq(table->cols, 2 + YEARS);
	}
}

Test(facing, columns_without_labels_go_on)
{
	check_joined(draw_side((Side){LEFT, .title = "Table 7. Harvest"}), draw_side((Side){RIGHT}), 1 + ROWS);
}

Test(facing, labels_said_again_are_kept_once)
{
	PrPage *left = draw_side((Side){LEFT}),
	       *right = draw_side((Side){RIGHT, .has_labels = TRUE, .head_of_labels = "Region"});
	g_autoptr(DrawnResult) result = draw_extract(left, right, NULL);
	const PrTable *table = g_ptr_array_index(result->tables, 0);

	check_size(result, 1 + ROWS, 1 + 2 * YEARS);
	cr_assert_eq(table->repeated->len, 1 + ROWS);
	cr_assert(g_array_index(table->parts, PrPart, 1).header_repeated);
	cr_assert_eq(result->shown, result->placed);
	check_joined(draw_side((Side){LEFT}), draw_side((Side){RIGHT, .has_labels = TRUE}), 1 + ROWS);
}

Test(facing, labels_may_be_said_again_behind)
{
	check_joined(draw_side((Side){LEFT}),
		draw_side((Side){RIGHT, .has_labels_behind = TRUE, .head_of_labels = "Region"}), 1 + ROWS);
}

Test(facing, a_title_may_say_that_it_goes_on)
{
	Side left = {LEFT, .title = "Table 7. Harvest by region"};

	static const char *const titles[] = {
		"Table 7 (continued)", "Table 7. Harvest by region, cont'd", "Table 7. Harvest by region", "Continued"};

	for (guint i = 0; i < G_N_ELEMENTS(titles); i++) {
		cr_log_info("%s", titles[i]);
		check_joined(draw_side(left), draw_side((Side){RIGHT, .title = titles[i]}), 1 + ROWS);
	}
}

Test(facing, a_label_alone_has_no_row_on_the_next_page)
{
	check_joined(draw_side((Side){LEFT, .has_section = TRUE}), draw_side((Side){RIGHT}), 2 + ROWS);
}

Test(facing, a_table_may_go_on_over_three_pages)
{
	PrPage *third = draw_side((Side){.number = 3, .first_year = 2016});
	g_autoptr(DrawnResult) result = draw_extract(draw_side((Side){LEFT}), draw_side((Side){RIGHT}), third, NULL);

	check_size(result, 1 + ROWS, 1 + 3 * YEARS);
	check_cell(result, 0, 9, "2018");
	cr_assert_eq(result->shown, result->placed);
}

static PrPage *
draw_ruled(int number, gboolean has_labels, int first_year)
{
	PrPage *page = draw_page(number);
	float xs[] = {50, 150, 220, 290, 360, -1}, ys[ROWS + 3];

	for (int i = 0; i <= ROWS + 1; i++)
		ys[i] = 100 + 20 * (float)i;
	ys[ROWS + 2] = -1;
	draw_grid(page, has_labels ? xs : xs + 1, ys);
	for (int row = 0; row <= ROWS; row++) {
		if (has_labels)
			draw_text(page, 54, ys[row] + 5, SIZE, row == 0 ? "地区" : REGIONS[row - 1]);
		for (int i = 0; i < YEARS; i++) {
			g_autofree char *text =
				row == 0 ? g_strdup_printf("%d", first_year + i)
					 : g_strdup_printf("%d.%d", 11 * (row - 1) + first_year % 100 + i, row - 1 + i);
			draw_text(page, xs[i + 1] + 4, ys[row] + 5, SIZE, text);
		}
	}
	return page;
}

Test(facing, drawn_grids_go_on_too)
{
	g_autoptr(DrawnResult) result = draw_extract(draw_ruled(1, TRUE, 2010), draw_ruled(2, FALSE, 2013), NULL);

	check_size(result, 1 + ROWS, 1 + 2 * YEARS);
	check_cell(result, ROWS, 6, "70.7");
	cr_assert_eq(((const PrTable *)g_ptr_array_index(result->tables, 0))->method, PR_METHOD_RULED);
}

Test(facing, a_title_of_its_own_makes_another_table)
{
	Side left = {LEFT, .title = "Table 1. Harvest"};

	check_apart(draw_side(left), draw_side((Side){RIGHT, .title = "Table 2. Rainfall"}));
	check_apart(draw_side(left), draw_side((Side){RIGHT, .title = "Table 12 (continued)"}));
	check_apart(draw_side(left), draw_side((Side){RIGHT, .has_labels = TRUE, .title = "Rainfall by region"}));
}

Test(facing, rows_at_other_levels_are_of_another_table)
{
	check_apart(draw_side((Side){LEFT}), draw_side((Side){RIGHT, .shift = 5}));
	check_apart(draw_side((Side){LEFT}), draw_side((Side){RIGHT, .shift = PITCH}));
	check_apart(draw_side((Side){LEFT}), draw_side((Side){RIGHT, .rows = ROWS - 1}));
	check_apart(draw_side((Side){LEFT, .rows = ROWS - 1}), draw_side((Side){RIGHT}));
}

Test(facing, other_labels_are_of_another_table)
{
	check_apart(draw_side((Side){LEFT}), draw_side((Side){RIGHT, .has_labels = TRUE, .other_label = "Eastness"}));
}

Test(facing, a_name_that_is_there_already_is_no_new_column)
{
	check_apart(draw_side((Side){LEFT}), draw_side((Side){.number = 2, .first_year = 2010}));
	check_apart(draw_side((Side){LEFT}), draw_side((Side){.number = 2, .first_year = 2012}));
}

Test(facing, columns_of_words_do_not_go_on)
{
	check_apart(draw_side((Side){LEFT}), draw_side((Side){RIGHT, .has_labels = TRUE, .has_words = TRUE}));
}

Test(facing, pages_between_or_text_above_part_tables)
{
	PrPage *right = draw_side((Side){RIGHT});

	check_apart(draw_side((Side){LEFT}), draw_side((Side){.number = 3, .first_year = 2013}));
	draw_text(right, 60, 160, SIZE, "The harvest of the later years was counted anew, as the law asks.");
	check_apart(draw_side((Side){LEFT}), right);
}

Test(facing, a_page_of_another_size_is_no_facing_page)
{
	PrPage *right = draw_side((Side){RIGHT});

	right->width += 30;
	check_apart(draw_side((Side){LEFT}), right);
}
