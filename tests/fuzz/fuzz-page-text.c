/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of pages: what is accepted is printed and read again the same, and passes the extract stage whole. */
#include "extract/extract.h"
#include "tests/fuzz/fuzz.h"

static PrPage *
next_page(gpointer cursor, GError **error)
{
	return pr_page_parse(cursor, error);
}

static void
extract_all(const char *text)
{
	const PrLimits limits = PR_LIMITS_DEFAULT;
	g_autoptr(PrIssues) issues = pr_issues_new();
	g_autoptr(PrExtract) extract = pr_extract_new(next_page, &text, &limits, issues);
	g_autoptr(GError) error = NULL;

	for (;;) {
		g_autoptr(PrItem) item = pr_extract_next(extract, &error);

		if (item == NULL)
			return;
		if (item->kind == PR_ITEM_TABLE && !pr_table_check(item->table, &error))
			g_error("a table that is not tiled: %s", error->message);
		if (item->kind == PR_ITEM_PAGE && item->page.placed > item->page.shown)
			g_error("page %d: %u characters placed of %u", item->page.page, item->page.placed,
				item->page.shown);
	}
}

int
LLVMFuzzerTestOneInput(const guint8 *bytes, size_t size)
{
	g_autofree char *text = fuzz_text(bytes, size);
	g_autoptr(GError) error = NULL;
	const char *cursor = text;
	g_autoptr(PrPage) page = text != NULL ? pr_page_parse(&cursor, &error) : NULL;

	if (page == NULL)
		return 0;
	g_autoptr(GString) first = g_string_new(NULL);
	g_autoptr(GString) second = g_string_new(NULL);

	pr_page_print(page, PR_PAGE_ALL, first);
	cursor = first->str;
	g_autoptr(PrPage) again = pr_page_parse(&cursor, &error);

	if (again == NULL)
		g_error("printed, it is not read again: %s\n%s", error->message, first->str);
	pr_page_print(again, PR_PAGE_ALL, second);
	fuzz_same(first->str, second->str);
	extract_all(text);
	return 0;
}
