/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Clean tables as text, there and back. */
#include "normalize/normalize.h"
#include "tests/support/marked.h"

#include <criterion/criterion.h>
#include <string.h>

static PrCleanTable *
sample(void)
{
	static const char *const texts[] = {
		"产出指⏎标", "≥９６%", "364.¶64", "", "提高服务。¶加强“监管”\\", "net⏎income"};
	PrTable *table = pr_table_new(3, 2);
	PrText note = marked_text("注：单位 万元");

	for (int i = 0; i < 6; i++) {
		PrCell *cell = pr_table_add_cell(table, i / 2, i % 2, 1, 1);

		cell->text = marked_text(texts[i]);
	}
	table->number = 1;
	table->title = marked_text("收入⏎表");
	table->unit = marked_text("万元");
	if (table->notes == NULL)
		table->notes = g_array_new(FALSE, FALSE, sizeof(PrText));
	g_array_append_val(table->notes, note);
	if (table->parts->len == 0)
		g_array_append_val(table->parts, ((PrPart){.page = 1, .rows = 3}));
	PrCleanTable *clean = pr_normalize_table(table);
	pr_clean_correct(g_ptr_array_index(clean->cells, 5), "９7", "Kim “K” Reader");
	return clean;
}

Test(clean_text, comes_back_as_it_was)
{
	g_autoptr(PrCleanTable) table = sample(), copy = NULL;
	g_autoptr(GString) text = g_string_new(NULL), again = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	const char *cursor;

	pr_clean_table_print(table, text);
	cursor = text->str;
	copy = pr_clean_table_parse(&cursor, &error);
	cr_assert_not_null(copy, "%s\n%s", error != NULL ? error->message : "", text->str);
	cr_assert_str_eq(cursor, "");
	pr_clean_table_print(copy, again);
	cr_assert_str_eq(text->str, again->str);
	for (guint i = 0; i < table->cells->len; i++) {
		const PrClean *a = g_ptr_array_index(table->cells, i), *b = g_ptr_array_index(copy->cells, i);

		cr_assert_eq(a->origin->len, b->origin->len);
		for (guint k = 0; k < a->origin->len; k++)
			cr_assert_eq(g_array_index(a->origin, guint32, k), g_array_index(b->origin, guint32, k));
	}
}

Test(clean_text, every_text_of_the_table_is_cleaned)
{
	g_autoptr(PrCleanTable) table = sample();

	cr_assert_str_eq(table->title->text, "收入表");
	cr_assert_str_eq(table->unit->text, "万元");
	cr_assert_str_eq(((PrClean *)table->notes->pdata[0])->text, "注：单位万元");
	cr_assert_eq(table->cells->len, 6);
	cr_assert_str_eq(((PrClean *)table->cells->pdata[1])->folded, "≥96%");
	cr_assert_str_eq(((PrClean *)table->cells->pdata[2])->text, "364.64");
}

Test(clean_text, a_correction_is_read_and_the_print_stays)
{
	g_autoptr(PrCleanTable) table = sample();
	const PrClean *clean = g_ptr_array_index(table->cells, 5);
	const PrRepair *correction = pr_repairs_correction(clean->repairs);

	cr_assert_str_eq(clean->text, "net income");
	cr_assert_str_eq(clean->folded, "97");
	cr_assert_not_null(correction);
	cr_assert_str_eq(correction->from, "net income");
	cr_assert_str_eq(correction->to, "９7");
	cr_assert_str_eq(correction->by, "Kim “K” Reader");
	cr_assert_null(pr_repairs_correction(((const PrClean *)g_ptr_array_index(table->cells, 1))->repairs));
}

Test(clean_text, the_end_of_the_text_is_no_error)
{
	g_autoptr(GError) error = NULL;
	const char *cursor = "";

	cr_assert_null(pr_clean_table_parse(&cursor, &error));
	cr_assert_null(error);
}

/* Each line of a good text taken away in turn leaves either an error or, where it was a repair, a table. */
Test(clean_text, null_means_an_error)
{
	g_autoptr(PrCleanTable) table = sample();
	g_autoptr(GString) text = g_string_new(NULL);
	g_auto(GStrv) lines = NULL;

	pr_clean_table_print(table, text);
	lines = g_strsplit(text->str, "\n", -1);
	for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++) {
		g_autoptr(GString) broken = g_string_new(NULL);
		g_autoptr(GError) error = NULL;
		g_autoptr(PrCleanTable) copy = NULL;
		const char *cursor;

		for (guint k = 0; lines[k] != NULL; k++)
			if (k != i)
				g_string_append_printf(broken, "%s\n", lines[k]);
		cursor = broken->str;
		copy = pr_clean_table_parse(&cursor, &error);
		cr_assert_eq(copy == NULL, error != NULL, "without line %u: %s", i + 1, lines[i]);
	}
}
