/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was looked at and is no table: when it is said, what, and how it is printed. */
#include "tests/support/draw.h"

#include <criterion/criterion.h>

#include <string.h>

#define EM 10.0f

/* What is declined on the pages (taken), which end with NULL; of PrDeclined, owned. *tables counts what was not. */
static GPtrArray *
find_declined(gboolean asks, guint *tables, PrPage *first, PrPage *second)
{
	g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify)pr_page_free);
	GPtrArray *found = g_ptr_array_new_with_free_func((GDestroyNotify)pr_declined_free);
	PrPage *const all[] = {first, second};
	int last_page = 0;

	for (guint i = 0; i < G_N_ELEMENTS(all) && all[i] != NULL; i++) {
		draw_finish(all[i]);
		g_ptr_array_add(pages, all[i]);
	}
	g_autoptr(PrExtract) extract = pr_extract_new(draw_next_page, pages, NULL, NULL);
	if (asks)
		pr_extract_tell_declined(extract);
	*tables = 0;
	for (;;) {
		g_autoptr(PrItem) item = pr_extract_next(extract, NULL);
		if (item == NULL)
			break;
		*tables += item->kind == PR_ITEM_TABLE;
		last_page = item->kind == PR_ITEM_PAGE ? item->page.page : last_page;
		if (item->kind != PR_ITEM_DECLINED)
			continue;
		cr_assert_eq(item->declined->page, last_page + 1, "it comes with its page");
		g_ptr_array_add(found, g_steal_pointer(&item->declined));
	}
	return found;
}

static void
check_declined(const GPtrArray *found, guint index, PrMethod method, const char *against, const char *measure)
{
	cr_assert_lt(index, found->len, "only %u", found->len);
	const PrDeclined *declined = g_ptr_array_index(found, index);

	cr_assert_eq(declined->method, method);
	cr_assert(g_str_has_prefix(declined->reason, against), "%s", declined->reason);
	cr_assert(strstr(declined->reason, measure) != NULL, "%s", declined->reason);
}

static void
draw_frame(PrPage *page)
{
	draw_grid(page, (const float[]){60, 300, -1}, (const float[]){100, 140, -1});
	draw_text(page, 70, 115, EM, "Opening hours");
}

static PrPage *
page_of_words(void)
{
	static const char *const words[][2] = {
		{"Sten", "Tasmora"}, {"Plarn", "Oveld"}, {"Veast", "Brio"}, {"Gol", "Wornay"}};
	PrPage *page = draw_page(1);

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		for (int k = 0; k < 2; k++)
			draw_text(page, 60 + 140 * (float)k, 100 + 14 * (float)i, EM, words[i][k]);
	return page;
}

Test(declined, nothing_is_said_unless_asked)
{
	guint tables;
	g_autoptr(GPtrArray) found = find_declined(FALSE, &tables, page_of_words(), NULL);

	cr_assert_eq(found->len, 0);
}

Test(declined, a_frame_says_its_place_and_what_was_counted)
{
	PrPage *page = draw_page(1);
	guint tables;

	draw_frame(page);
	g_autoptr(GPtrArray) found = find_declined(TRUE, &tables, page, NULL);
	cr_assert_eq(tables, 0);
	cr_assert_eq(found->len, 1);
	check_declined(found, 0, PR_METHOD_RULED, "a frame: one cell;", "cells 1, with text 1");
	PrRect box = ((const PrDeclined *)g_ptr_array_index(found, 0))->box;
	cr_assert(box.x0 == 60 && box.y0 == 100 && box.x1 == 300 && box.y1 == 140);
}

Test(declined, columns_of_words_say_what_is_missing_and_what_is_there)
{
	guint tables;
	g_autoptr(GPtrArray) found = find_declined(TRUE, &tables, page_of_words(), NULL);

	cr_assert_eq(tables, 0);
	cr_assert_eq(found->len, 1);
	check_declined(found, 0, PR_METHOD_ALIGNED, "columns of words without rules;",
		"lines 4, rows 4, columns 2, rules 0: edges 0%, filled 100%, numbers 0%");
}

Test(declined, a_chart_is_said_to_be_one)
{
	PrPage *page = draw_page(1);
	const float xs[] = {100, 150, 200, 250, -1}, ys[] = {200, 240, 280, -1};
	static const char *const labels[] = {"0%", "10%", "20%", "30%"};
	guint tables;

	draw_grid(page, xs, ys);
	for (int i = 0; i < 4; i++)
		draw_text(page, xs[i] - EM / 4 * (float)strlen(labels[i]), 284, EM, labels[i]);
	g_autoptr(GPtrArray) found = find_declined(TRUE, &tables, page, NULL);
	cr_assert_eq(tables, 0);
	check_declined(found, 0, PR_METHOD_RULED, "a chart;", "steps of a scale");
	check_declined(found, 1, PR_METHOD_RULED, "a part of a chart;", "rows 2, columns 3");
}

Test(declined, what_was_taken_is_not_declined)
{
	PrPage *page = draw_page(1);
	guint tables;

	draw_grid(page, (const float[]){60, 150, 300, -1}, (const float[]){100, 120, 140, -1});
	for (int i = 0; i < 4; i++)
		draw_text(page, i % 2 == 0 ? 64 : 154, i < 2 ? 105 : 125, EM, "Veast");
	g_autoptr(GPtrArray) found = find_declined(TRUE, &tables, page, NULL);
	cr_assert_eq(tables, 1);
	cr_assert_eq(found->len, 0);
}

Test(declined, a_row_that_no_table_went_on_with_is_said_with_its_page)
{
	PrPage *page = draw_page(1), *next = draw_page(2);
	guint tables;

	draw_grid(page, (const float[]){60, 150, 300, -1}, (const float[]){700, 720, -1});
	draw_text(page, 64, 705, EM, "Sten");
	draw_text(page, 154, 705, EM, "Plarn");
	draw_frame(next);
	g_autoptr(GPtrArray) found = find_declined(TRUE, &tables, page, next);
	cr_assert_eq(tables, 0);
	cr_assert_eq(found->len, 2);
	check_declined(found, 0, PR_METHOD_RULED, "one row: kept only as the rest of a table;", "rows 1, columns 2");
	check_declined(found, 1, PR_METHOD_RULED, "a frame: one cell;", "cells 1");
}

Test(declined, reading_what_was_printed_gives_the_same)
{
	g_autoptr(PrDeclined) declined =
		pr_declined_new(7, pr_rect(1.5f, 2, 30.125f, 40), PR_METHOD_ALIGNED, "a \"list\"\\", g_strdup("行 3"));
	g_autoptr(GString) once = g_string_new(NULL), twice = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	pr_declined_print(declined, once);
	const char *cursor = once->str;
	g_autoptr(PrDeclined) read = pr_declined_parse(&cursor, &error);
	cr_assert_not_null(read, "%s", error != NULL ? error->message : "nothing");
	cr_assert_eq(*cursor, '\0');
	cr_assert_str_eq(read->reason, declined->reason);
	pr_declined_print(read, twice);
	cr_assert_str_eq(once->str, twice->str);
}

#define LINE "declined 1 60 100 300 140 ruled \"a frame\"\n"
#define TABLE "table 1 1 1 header 0 stub 0 ruled 1 \"\"\ncell 0 0 1 1 data\nend\n"

Test(declined, a_text_of_tables_is_read_with_it_or_without)
{
	const char *cursor = "# page 1 body: so\n" LINE TABLE LINE LINE;
	g_autoptr(GError) error = NULL;
	g_autoptr(PrTable) table = pr_table_parse(&cursor, &error);

	cr_assert_not_null(table, "%s", error != NULL ? error->message : "nothing");
	for (int i = 0; i < 2; i++) {
		g_autoptr(PrDeclined) declined = pr_declined_parse(&cursor, &error);
		cr_assert_not_null(declined);
	}
	cr_assert_null(pr_declined_parse(&cursor, &error));
	cr_assert_null(error);
	cursor = TABLE;
	cr_assert_null(pr_declined_parse(&cursor, &error), "a table comes next");
	cr_assert_null(error);
	cursor = LINE;
	cr_assert_null(pr_table_parse(&cursor, &error), "no table in it");
	cr_assert_null(error);
	cr_assert_eq(*cursor, '\0');
}

static void
check_refused(const char *text)
{
	g_autoptr(GError) error = NULL, other = NULL;
	const char *cursor = text;

	cr_assert_null(pr_declined_parse(&cursor, &error), "%s", text);
	cr_assert_not_null(error, "%s", text);
	cursor = text;
	cr_assert_null(pr_table_parse(&cursor, &other), "%s", text);
	cr_assert_not_null(other, "%s", text);
}

Test(declined, what_is_wrong_is_refused_by_both_readers)
{
	check_refused("declined 1 60 100 300 ruled \"a frame\"\n");
	check_refused("declined 1 300 100 60 140 ruled \"a frame\"\n");
	check_refused("declined 1 60 100 300 140 magic \"a frame\"\n");
	check_refused("declined 1 60 100 300 140 ruled a frame\n");
}
