/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of tables and of what is none: what is accepted is printed and read again the same, and tables can be
 * repaired and typed. */
#include "extract/declined.h"
#include "normalize/normalize.h"
#include "tests/fuzz/fuzz.h"

static void
try_declined(const char *text)
{
	g_autoptr(PrDeclined) declined = text != NULL ? pr_declined_parse(&text, NULL) : NULL;
	g_autoptr(GString) first = g_string_new(NULL), second = g_string_new(NULL);

	if (declined == NULL)
		return;
	pr_declined_print(declined, first);
	const char *cursor = first->str;
	g_autoptr(PrDeclined) again = pr_declined_parse(&cursor, NULL);

	if (again == NULL)
		g_error("printed, it is not read again: %s", first->str);
	pr_declined_print(again, second);
	fuzz_same(first->str, second->str);
}

int
LLVMFuzzerTestOneInput(const guint8 *bytes, size_t size)
{
	g_autofree char *text = fuzz_text(bytes, size);
	g_autoptr(GError) error = NULL;
	const char *cursor = text;

	try_declined(text);
	PrTable *table = text != NULL ? pr_table_parse(&cursor, &error) : NULL;

	if (table == NULL)
		return 0;
	g_autoptr(GString) first = g_string_new(NULL);
	g_autoptr(GString) second = g_string_new(NULL);

	pr_table_print(table, first);
	cursor = first->str;
	g_autoptr(PrTable) again = pr_table_parse(&cursor, &error);

	if (again == NULL)
		g_error("printed, it is not read again: %s\n%s", error->message, first->str);
	pr_table_print(again, second);
	fuzz_same(first->str, second->str);
	g_autoptr(PrCleanTable) clean = pr_normalize_table(table);

	return clean != NULL ? 0 : -1;
}
