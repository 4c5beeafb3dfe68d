/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrTable ⇄ text. */
#include "extract/pdf.h"
#include "tests/support/draw.h"

#include <criterion/criterion.h>

static void
append(PrText *text, GRand *rand)
{
	static const char *const chars[] = {"合", "1", "\"", "\\", "é", "𠀀", "。"};
	int count = g_rand_int_range(rand, 0, 8), page = g_rand_int_range(rand, 1, 4);
	float x = (float)g_rand_double_range(rand, 0, 500), y = (float)g_rand_double_range(rand, 0, 800);

	for (int i = 0; i < count; i++) {
		PrPlaced placed = {.ch = g_utf8_get_char(chars[g_rand_int_range(rand, 0, 7)]),
			.page = page,
			.before = i == 0 && pr_text_length(text) == 0 ? 0 : (guint)g_rand_int_range(rand, 0, 5),
			.box = pr_rect(x, y, x + 10, y + 12)};
		pr_text_append(text, placed);
		x += (float)g_rand_int_range(rand, 0, 2) * 3 + 10;
		y += (float)(g_rand_int_range(rand, 0, 4) == 0) * 14;
	}
}

static PrTable *
random_table(GRand *rand)
{
	PrTable *table = pr_table_new(g_rand_int_range(rand, 1, 5), g_rand_int_range(rand, 1, 5));
	PrPart part = {.page = 1,
		.box = pr_rect(1, 2, 3.25, 4),
		.rows = table->rows,
		.header_repeated = g_rand_boolean(rand),
		.first_col = 2,
		.cols = g_rand_int_range(rand, 0, 3)};
	PrText note = {0};

	table->number = 3;
	table->confidence = 0.875f;
	table->reason = g_strdup("because \"so\"");
	append(&table->title, rand);
	append(&note, rand);
	if (pr_text_length(&note) > 0)
		g_array_append_val(table->notes, note);
	g_array_append_val(table->parts, part);
	for (int row = 0; row < table->rows; row++)
		for (int col = 0; col < table->cols; col++) {
			PrCell *cell = pr_table_add_cell(table, row, col, 1, 1);
			PrPlace place = {1, pr_rect(col, row, col + 1, row + 1)};
			cell->role = (PrRole)g_rand_int_range(rand, 0, 4);
			g_array_append_val(cell->places, place);
			append(&cell->text, rand);
		}
	return table;
}

Test(table_text, reading_what_was_printed_gives_the_same)
{
	guint32 seed = g_random_int();
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

	for (int i = 0; i < 200; i++) {
		g_autoptr(PrTable) table = random_table(rand);
		g_autoptr(GString) once = g_string_new(NULL), twice = g_string_new(NULL);
		g_autoptr(GError) error = NULL;

		pr_table_print(table, once);
		const char *cursor = once->str;
		g_autoptr(PrTable) read = pr_table_parse(&cursor, &error);
		cr_assert_not_null(read, "seed %u: %s", seed, error != NULL ? error->message : "");
		cr_assert_eq(*cursor, '\0');
		pr_table_print(read, twice);
		cr_assert_str_eq(once->str, twice->str, "seed %u", seed);
	}
}

static void
refuses(const char *text, const char *reason)
{
	g_autoptr(GError) error = NULL;
	const char *cursor = text;
	g_autoptr(PrTable) table = pr_table_parse(&cursor, &error);

	cr_assert_null(table);
	cr_assert_not_null(error);
	cr_assert(strstr(error->message, reason) != NULL, "%s", error->message);
}

Test(table_text, what_is_wrong_is_said_with_its_line)
{
	refuses("cell 0 0 1 1 data\n", "line 1: expected a table");
	refuses("table 1 1 1 header 0 stub 0 ruled 1 \"\"\ncell 0 0 1 1 data\n", "has no end");
	refuses("table 1 1 2 header 0 stub 0 ruled 1 \"\"\ncell 0 0 1 1 data\nend\n", "no cell covers");
	refuses("table 1 1 1 header 0 stub 0 ruled 1 \"\"\ncell 0 0 1 0 data\nend\n", "line 2");
	refuses("table 1 1 1 header 0 stub 0 ruled 1 \"\"\ncell 0 0 1 1 data\n. 1 \"ab\" 1 2 3 4\nend\n", "a place");
	refuses("table 1 1 1 header 0 stub 0 magic 1 \"\"\n", "unknown method");
}

Test(table_text, the_end_of_the_text_is_no_error)
{
	g_autoptr(GError) error = NULL;
	const char *cursor = "";

	cr_assert_null(pr_table_parse(&cursor, &error));
	cr_assert_null(error);
}
