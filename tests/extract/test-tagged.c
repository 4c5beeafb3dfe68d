/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables that the tags of a document tell of: used where the page shows the same, else not. */
#include "tests/support/draw.h"

#include <criterion/criterion.h>

#include "extract/issue-tags.h"

static void
set_row(PrPage *page, float y, const char *first, const char *second, const char *third)
{
	draw_text(page, 60, y, 10, first);
	draw_text(page, 130, y, 10, second);
	draw_text(page, 200, y, 10, third);
}

/* Words in three columns without rules; the second row is of two lines, set no closer than the rows are. */
static PrPage *
draw_words(void)
{
	PrPage *page = draw_page(1);

	set_row(page, 100, "Landing", "found", "done");
	set_row(page, 112, "Holm", "planks", "paint");
	set_row(page, 124, "", "loose", "");
	set_row(page, 136, "Ford", "silt", "dredge");
	draw_text(page, 60, 300, 10, "Nothing else was seen.");
	page->tags = g_ptr_array_new_with_free_func((GDestroyNotify)pr_tag_table_free);
	return page;
}

/* `texts`: the cells row by row, each row ended by NULL, the table by two. */
static void
tag(PrPage *page, const char *const *texts)
{
	PrTagTable *table = pr_tag_table_new(0, 0);

	for (; *texts != NULL; texts++, table->rows++) {
		for (int col = 0; *texts != NULL; texts++, col++) {
			pr_tag_table_add(table, &(PrTagCell){table->rows, col, 1, 1, table->rows == 0, (char *)*texts});
			table->cols = MAX(table->cols, col + 1);
		}
	}
	g_ptr_array_add(page->tags, table);
}

static void
check_row(const DrawnResult *result, int row, const char *const *expected)
{
	for (int col = 0; expected[col] != NULL; col++) {
		g_autofree char *found = drawn_cell(result, 0, row, col);
		g_strdelimit(found, "\n", ' ');
		cr_assert_str_eq(found, expected[col], "row %d, column %d: \"%s\"", row, col, found);
	}
}

#define ROW(...) ((const char *const[]){__VA_ARGS__, NULL})

Test(tagged, words_become_a_table_where_tags_and_page_agree)
{
	PrPage *page = draw_words();

	tag(page, (const char *const[]){"Landing", "found", "done", NULL, "Holm", "planksloose", "paint", NULL, "Ford",
			  "silt", "dredge", NULL, NULL});
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	cr_assert_eq(result->tables->len, 1);
	const PrTable *table = g_ptr_array_index(result->tables, 0);
	cr_assert(table->rows == 3 && table->cols == 3, "%d rows, %d columns", table->rows, table->cols);
	cr_assert_eq(table->header_rows, 1);
	cr_assert_eq(table->method, PR_METHOD_ALIGNED);
	cr_assert_eq(result->shown, result->placed);
	check_row(result, 0, ROW("Landing", "found", "done"));
	check_row(result, 1, ROW("Holm", "planks loose", "paint"));
	check_row(result, 2, ROW("Ford", "silt", "dredge"));
}

Test(tagged, a_short_row_is_placed_by_where_its_texts_stand)
{
	PrPage *page = draw_page(1);

	set_row(page, 100, "Landing", "found", "done");
	set_row(page, 112, "Holm", "planks", "paint");
	set_row(page, 124, "", "silt", "dredge");
	page->tags = g_ptr_array_new_with_free_func((GDestroyNotify)pr_tag_table_free);
	tag(page, (const char *const[]){"Landing", "found", "done", NULL, "Holm", "planks", "paint", NULL, "silt",
			  "dredge", NULL, NULL});
	g_autoptr(DrawnResult) result = draw_extract(page, NULL);
	cr_assert_eq(result->tables->len, 1);
	check_row(result, 2, ROW("", "silt", "dredge"));
}

static GPtrArray *
tables_with(PrPage *page, PrIssues *issues)
{
	GPtrArray *pages = g_ptr_array_new(), *tables = g_ptr_array_new_with_free_func((GDestroyNotify)pr_table_free);

	draw_finish(page);
	g_ptr_array_add(pages, page);
	g_autoptr(PrExtract) extract = pr_extract_new(draw_next_page, pages, NULL, issues);
	for (;;) {
		g_autoptr(PrItem) item = pr_extract_next(extract, NULL);
		if (item == NULL)
			break;
		if (item->kind == PR_ITEM_TABLE)
			g_ptr_array_add(tables, g_steal_pointer(&item->table));
	}
	g_ptr_array_unref(pages);
	return tables;
}

Test(tagged, tags_that_contradict_the_page_are_left_and_reported)
{
	static const char *const wrong[][16] = {
		{"Landing", "found", "done", NULL, "Holm", "planks", "paint", NULL, "Ford", "siltloose", "dredge", NULL,
			NULL}, /* a text in another row */
		{"Landing", "found", "done", NULL, "Holm", "planksloose", "paint", NULL, "Ford", "silt", "dredged",
			NULL, NULL}, /* one letter more */
		{"found", "Landing", "done", NULL, "Holm", "planksloose", "paint", NULL, "Ford", "silt", "dredge", NULL,
			NULL}, /* another order */
	};

	for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
		PrPage *page = draw_words();
		g_autoptr(PrIssues) issues = pr_issues_new();

		tag(page, wrong[i]);
		g_autoptr(GPtrArray) tables = tables_with(page, issues);
		cr_assert_eq(tables->len, 0, "case %u", i);
		cr_assert_eq(pr_issues_count_of(issues, pr_extract_issue(PR_ISSUE_TAGS_CONTRADICT)), 1, "case %u", i);
	}
}

Test(tagged, tags_of_what_is_not_there_are_no_issue)
{
	PrPage *page = draw_words();
	g_autoptr(PrIssues) issues = pr_issues_new();

	tag(page, (const char *const[]){"Mill", "corn", NULL, "Well", "water", NULL, NULL});
	g_autoptr(GPtrArray) tables = tables_with(page, issues);
	cr_assert_eq(tables->len, 0);
	cr_assert_eq(pr_issues_count(issues), 0);
}
