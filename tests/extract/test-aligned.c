/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables whose cuts are not drawn, and text that only looks like one. */
#include "tests/support/check-table.h"

#include <string.h>

/* All of a page is drawn in this many points a unit: 1, or more to show that only proportions count. */
typedef struct {
	PrPage *page;
	float scale;
} Sheet;

static Sheet
new_sheet(float scale)
{
	return (Sheet){pr_page_new(1, 595 * scale, 842 * scale), scale};
}

static void
set_left(Sheet sheet, float x, float y, const char *text)
{
	draw_text(sheet.page, x * sheet.scale, y * sheet.scale, 10 * sheet.scale, text);
}

/* Ends at `x`. */
static void
set_right(Sheet sheet, float x, float y, const char *text)
{
	set_left(sheet, x - 5 * (float)g_utf8_strlen(text, -1), y, text);
}

static void
rule(Sheet sheet, float y, float from, float to)
{
	draw_hline(sheet.page, y * sheet.scale, from * sheet.scale, to * sheet.scale);
}

static void
check_aligned(const DrawnResult *result, int rows, int cols)
{
	check_size(result, rows, cols);
	cr_assert_eq(((const PrTable *)g_ptr_array_index(result->tables, 0))->method, PR_METHOD_ALIGNED);
}

static void
check_no_table(PrPage *page)
{
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	cr_assert_eq(result->tables->len, 0);
	cr_assert_gt(result->paragraphs->len, 0);
	cr_assert_eq(result->shown, result->placed);
}

static const char *const HARVEST[][3] = {
	{"Orchard", "Trees", "Baskets"},
	{"Northgate", "120", "1,406"},
	{"Millbrook", "85", "977"},
	{"Highfield", "9", "63"},
	{"Westmarsh", "214", "2,530"},
};

static void
set_harvest_row(Sheet sheet, guint row)
{
	float y = 100 + 14 * (float)row;

	set_left(sheet, 60, y, HARVEST[row][0]);
	set_right(sheet, 250, y, HARVEST[row][1]);
	set_right(sheet, 380, y, HARVEST[row][2]);
}

static void
check_harvest(PrPage *page)
{
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);

	check_aligned(result, G_N_ELEMENTS(HARVEST), 3);
	for (int row = 0; row < (int)G_N_ELEMENTS(HARVEST); row++)
		for (int col = 0; col < 3; col++)
			check_cell(result, row, col, HARVEST[row][col]);
}

static PrPage *
harvest(float scale)
{
	Sheet sheet = new_sheet(scale);

	for (guint row = 0; row < G_N_ELEMENTS(HARVEST); row++)
		set_harvest_row(sheet, row);
	return sheet.page;
}

Test(aligned, white_space_alone_parts_columns_of_numbers)
{
	check_harvest(harvest(1));
}

Test(aligned, a_larger_page_gives_the_same_table)
{
	check_harvest(harvest(1.7f));
}

Test(aligned, the_order_of_the_text_layer_does_not_count)
{
	Sheet sheet = new_sheet(1);

	for (guint row = G_N_ELEMENTS(HARVEST); row > 0; row--)
		set_right(sheet, 380, 100 + 14 * (float)(row - 1), HARVEST[row - 1][2]);
	for (guint row = 0; row < G_N_ELEMENTS(HARVEST); row += 2)
		set_right(sheet, 250, 100 + 14 * (float)row, HARVEST[row][1]);
	for (guint row = 0; row < G_N_ELEMENTS(HARVEST); row++)
		set_left(sheet, 60, 100 + 14 * (float)row, HARVEST[row][0]);
	for (guint row = 1; row < G_N_ELEMENTS(HARVEST); row += 2)
		set_right(sheet, 250, 100 + 14 * (float)row, HARVEST[row][1]);
	check_harvest(sheet.page);
}

Test(aligned, three_rules_frame_a_table_of_words)
{
	static const char *const rows[][3] = {{"Tool", "Keeper", "Shelf"}, {"Hammer", "Anselm", "Upper"},
		{"Chisel", "Beate", "Lower"}, {"Mallet", "Cyril", "Middle"}};
	Sheet sheet = new_sheet(1);

	rule(sheet, 96, 58, 400);
	rule(sheet, 113, 58, 400);
	rule(sheet, 156, 58, 400);
	for (guint row = 0; row < 4; row++)
		for (guint col = 0; col < 3; col++)
			set_left(sheet, 60 + 120 * (float)col, 100 + 14 * (float)row, rows[row][col]);
	g_autoptr(DrawnResult) result = draw_extract(sheet.page, NULL);
	check_aligned(result, 4, 3);
	for (int row = 0; row < 4; row++)
		for (int col = 0; col < 3; col++)
			check_cell(result, row, col, rows[row][col]);
}

/* Lines of about 40 letters each. */
static const char *const STORY[] = {
	"the keeper of the mill went down to the",
	"river every morning before the sun rose",
	"and counted the barges that had come up",
	"with the tide during the night while his",
	"daughter lit the stove and set the table",
	"for the men who would unload them before",
	"the bells of the town had rung for noon.",
};

Test(aligned, prose_is_no_table)
{
	Sheet sheet = new_sheet(1);

	for (guint i = 0; i < G_N_ELEMENTS(STORY); i++)
		set_left(sheet, 60, 100 + 13 * (float)i, STORY[i]);
	check_no_table(sheet.page);
}

Test(aligned, two_columns_of_prose_are_no_table)
{
	Sheet sheet = new_sheet(1);

	for (guint i = 0; i < G_N_ELEMENTS(STORY); i++) {
		set_left(sheet, 60, 100 + 13 * (float)i, STORY[i]);
		set_left(sheet, 310, 100 + 13 * (float)i, STORY[(i + 3) % G_N_ELEMENTS(STORY)]);
	}
	check_no_table(sheet.page);
}

Test(aligned, a_contents_page_is_no_table)
{
	static const char *const titles[] = {"Foreword", "The mill", "The river", "Tides and barges", "Afterword"};
	static const char *const pages[] = {"3", "7", "19", "42", "108"};
	Sheet sheet = new_sheet(1);

	for (guint i = 0; i < 5; i++) {
		g_autofree char *dots = g_strnfill(40, '.');
		set_left(sheet, 60, 100 + 14 * (float)i, titles[i]);
		set_left(sheet, 170, 100 + 14 * (float)i, dots);
		set_right(sheet, 400, 100 + 14 * (float)i, pages[i]);
	}
	check_no_table(sheet.page);
}

/* Dots set apart, levels with numbers of their own, pages in roman numbers first, a heading over the pages. */
Test(aligned, a_contents_page_with_dots_set_apart_is_no_table)
{
	static const struct {
		const char *number, *title, *page;
		float indent;
	} entries[] = {{"", "Foreword", "iv", 0}, {"", "Of the tolls and who paid them", "ix", 0},
		{"1", "The mill", "1", 0}, {"1.1", "Wheel", "1", 15}, {"1.2", "Stones brought by sea", "6", 15},
		{"2", "The river", "19", 0}, {"2.1", "Tides", "23", 15}, {"3", "Afterword", "108", 0}};
	Sheet sheet = new_sheet(1);

	set_right(sheet, 400, 80, "Contents");
	for (guint i = 0; i < G_N_ELEMENTS(entries); i++) {
		float y = 100 + 14 * (float)i, x = 60 + entries[i].indent;

		set_left(sheet, x, y, entries[i].number);
		set_left(sheet, x + 25, y, entries[i].title);
		for (float at = 400 - 22; at > x + 30 + 5 * (float)strlen(entries[i].title); at -= 8)
			set_left(sheet, at, y, ".");
		set_right(sheet, 400, y, entries[i].page);
	}
	check_no_table(sheet.page);
}

/* Their labels are followed by dots set apart; one is so long that a single dot is left. */
Test(aligned, leaders_are_of_the_label_before_them)
{
	static const char *const labels[] = {
		"Northgate", "Millbrook by the old ferry bridge", "Highfield", "Westmarsh"};
	Sheet sheet = new_sheet(1);

	for (guint i = 0; i < 4; i++) {
		float y = 100 + 14 * (float)i;

		set_left(sheet, 60, y, labels[i]);
		for (float at = 236; at > 65 + 5 * (float)strlen(labels[i]); at -= 8)
			set_left(sheet, at, y, ".");
		set_right(sheet, 265, y, HARVEST[1 + i][1]);
		set_right(sheet, 330, y, HARVEST[1 + i][2]);
	}
	g_autoptr(DrawnResult) result = draw_extract(sheet.page, NULL);
	check_aligned(result, 4, 3);
	check_cell(result, 1, 1, "85");
	check_cell(result, 3, 1, "214");
	check_cell(result, 3, 2, "2,530");
}

Test(aligned, the_marks_of_a_list_in_a_cell_are_no_column)
{
	Sheet sheet = new_sheet(1);

	for (guint i = 0; i < 4; i++) {
		float y = 100 + 40 * (float)i;

		rule(sheet, y - 5, 55, 400);
		for (guint k = 0; k < 2; k++) {
			set_left(sheet, 60, y + 13 * (float)k, "•");
			set_left(sheet, 75, y + 13 * (float)k, k == 0 ? "oil the hinges" : "mend both sails");
			set_left(sheet, 230, y + 13 * (float)k, "•");
			set_left(sheet, 245, y + 13 * (float)k, k == 0 ? "grease the axle" : "bar the gate");
		}
	}
	rule(sheet, 255, 55, 400);
	g_autoptr(DrawnResult) result = draw_extract(sheet.page, NULL);
	check_aligned(result, 4, 2);
	check_cell(result, 1, 1, "• grease the axle\n• bar the gate");
}

/* A year is no mark of a list where numbers stand beside it; and items that go on over lines are still items. */
Test(aligned, years_are_labels_and_long_items_are_a_list)
{
	Sheet years = new_sheet(1), list = new_sheet(1);

	for (guint i = 0; i < 6; i++) {
		g_autofree char *year = g_strdup_printf("%u", 1911 + i),
				*value = g_strdup_printf("%u", 88 - 7 * (i % 3)),
				*item = g_strdup_printf("[%u]", i + 1);
		set_left(years, 60, 100 + 14 * (float)i, year);
		set_right(years, 200, 100 + 14 * (float)i, value);
		set_left(list, 60, 100 + 42 * (float)i, item);
		set_left(list, 90, 100 + 42 * (float)i, "Letters of the miller, volume");
		set_left(list, 90, 114 + 42 * (float)i, value);
	}
	g_autoptr(DrawnResult) result = draw_extract(years.page, NULL);
	check_aligned(result, 6, 2);
	check_no_table(list.page);
}

Test(aligned, a_list_is_no_table)
{
	static const char *const items[] = {
		"oil the hinges", "sweep the loft", "mend both sails", "grease the axle", "bar the gate"};
	Sheet bullets = new_sheet(1), numbers = new_sheet(1);

	for (guint i = 0; i < 5; i++) {
		g_autofree char *number = g_strdup_printf("%u.", i + 1);
		set_left(bullets, 60, 100 + 14 * (float)i, "•");
		set_left(bullets, 80, 100 + 14 * (float)i, items[i]);
		set_left(numbers, 60, 100 + 14 * (float)i, number);
		set_left(numbers, 85, 100 + 14 * (float)i, items[i]);
	}
	check_no_table(bullets.page);
	check_no_table(numbers.page);
}

/* A drawn head whose first column is one cell of two lines, beside a heading and its two columns parted by white space
 * only. */
Test(aligned, a_line_of_a_tall_cell_is_no_row)
{
	Sheet sheet = new_sheet(1);
	const float xs[] = {50, 120, 300, -1}, ys[] = {100, 130, 210, -1};

	draw_grid(sheet.page, xs, ys);
	draw_hline(sheet.page, 114, 120, 300);
	set_left(sheet, 55, 106, "Orchard");
	set_left(sheet, 55, 117, "and row");
	set_left(sheet, 180, 101, "2012");
	set_right(sheet, 180, 118, "Trees");
	set_right(sheet, 290, 118, "Baskets");
	for (int i = 0; i < 5; i++) {
		g_autofree char *trees = g_strdup_printf("%d", 13 + 29 * i),
				*baskets = g_strdup_printf("%d", 171 - 23 * i);
		set_left(sheet, 55, 134 + 14 * (float)i, HARVEST[i][0]);
		set_right(sheet, 180, 134 + 14 * (float)i, trees);
		set_right(sheet, 290, 134 + 14 * (float)i, baskets);
	}
	g_autoptr(DrawnResult) result = draw_extract(sheet.page, NULL);
	check_aligned(result, 7, 3);
	check_cell(result, 0, 0, "Orchard\nand row");
	check_cell(result, 0, 1, "2012");
	check_cell(result, 1, 2, "Baskets");
	check_cell(result, 2, 1, "13");
}

Test(aligned, text_columns_between_page_rules_are_no_table)
{
	Sheet sheet = new_sheet(1);

	rule(sheet, 90, 60, 560);
	rule(sheet, 94, 60, 560);
	for (guint i = 0; i < 24; i++)
		for (guint col = 0; col < 3; col++) {
			g_autofree char *line = g_strndup(STORY[(i + 2 * col) % G_N_ELEMENTS(STORY)], 31);
			set_left(sheet, 60 + 170 * (float)col, 100 + 13 * (float)i + 2 * (float)col, line);
		}
	rule(sheet, 420, 60, 560);
	check_no_table(sheet.page);
}

/* Rules over and under the sums reach over the numbers only. */
Test(aligned, labels_beside_ruled_sums_are_of_the_table)
{
	static const char *const items[] = {"Oats", "Barley", "All grain", "Apples", "Pears", "All fruit"};
	Sheet sheet = new_sheet(1);

	for (guint i = 0; i < 6; i++) {
		g_autofree char *trees = g_strdup_printf("%u", 31 + 17 * i),
				*baskets = g_strdup_printf("%u", 940 - 71 * i);
		float y = 100 + 14 * (float)i;

		set_left(sheet, 60, y, items[i]);
		set_right(sheet, 250, y, trees);
		set_right(sheet, 380, y, baskets);
		if (i % 3 == 2) {
			rule(sheet, y - 2, 220, 380);
			rule(sheet, y + 12, 220, 380);
		}
	}
	g_autoptr(DrawnResult) result = draw_extract(sheet.page, NULL);
	check_aligned(result, 6, 3);
	check_cell(result, 2, 0, "All grain");
	check_cell(result, 5, 2, "585");
}

Test(aligned, a_rule_joins_headings_and_the_first_label)
{
	Sheet sheet = new_sheet(1);

	set_right(sheet, 250, 86, "Trees");
	set_right(sheet, 380, 86, "Baskets");
	rule(sheet, 99, 60, 380);
	set_left(sheet, 60, 102, "South:");
	for (guint row = 1; row < G_N_ELEMENTS(HARVEST); row++)
		set_harvest_row(sheet, row);
	g_autoptr(DrawnResult) result = draw_extract(sheet.page, NULL);
	check_aligned(result, 6, 3);
	check_cell(result, 0, 1, "Trees");
	check_cell(result, 1, 0, "South:");
	check_cell(result, 5, 2, "2,530");
}

Test(aligned, one_rule_under_a_row_of_names_makes_a_table_of_words)
{
	static const char *const rows[][3] = {{"Tool", "Keeper", "Shelf"}, {"Hammer", "Anselm", "Upper"},
		{"Chisel", "Beate", "Lower"}, {"Mallet", "Cyril", "Middle"}};
	Sheet sheet = new_sheet(1), bare = new_sheet(1);

	rule(sheet, 113, 58, 400);
	for (guint row = 0; row < 4; row++)
		for (guint col = 0; col < 3; col++) {
			set_left(sheet, 60 + 120 * (float)col, 100 + 14 * (float)row, rows[row][col]);
			set_left(bare, 60 + 120 * (float)col, 100 + 14 * (float)row, rows[row][col]);
		}
	g_autoptr(DrawnResult) result = draw_extract(sheet.page, NULL);
	check_aligned(result, 4, 3);
	check_cell(result, 3, 2, "Middle");
	check_no_table(bare.page);
}

Test(aligned, a_contents_page_without_leaders_is_no_table)
{
	Sheet sheet = new_sheet(1);

	for (guint i = 0; i < 8; i++) {
		g_autofree char *number = g_strdup_printf("%u", 3 + 7 * i);
		set_left(sheet, 60, 100 + 14 * (float)i, HARVEST[1 + i % 4][0]);
		set_right(sheet, 400, 100 + 14 * (float)i, number);
	}
	check_no_table(sheet.page);
}

/* A label that fills its column, and under it the heading of a section: its number says that it does not go on with the
 * label. */
Test(aligned, the_number_of_a_section_begins_a_row)
{
	static const char *const rows[][2] = {{"1. Upper valley", NULL}, {"Northgate by the old mill", "120"},
		{"Highfield and the woods of it", "96"}, {"2. The coast", NULL}, {"Westmarsh", "214"},
		{"Millbrook", "85"}};
	Sheet sheet = new_sheet(1);

	rule(sheet, 80, 55, 300);
	rule(sheet, 97, 55, 300);
	set_left(sheet, 60, 84, "Orchard");
	set_right(sheet, 250, 84, "Trees");
	for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
		set_left(sheet, 60, 100 + 12 * (float)i, rows[i][0]);
		if (rows[i][1] != NULL)
			set_right(sheet, 250, 100 + 12 * (float)i, rows[i][1]);
	}
	rule(sheet, 175, 55, 300);
	g_autoptr(DrawnResult) result = draw_extract(sheet.page, NULL);
	check_aligned(result, 7, 2);
	check_cell(result, 3, 0, "Highfield and the woods of it");
	check_cell(result, 4, 0, "2. The coast");
}
