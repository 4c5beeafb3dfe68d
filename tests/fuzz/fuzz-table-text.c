/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of tables: what is accepted is printed and read again the same, and can be repaired and typed. */
#include "normalize/normalize.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const guint8 *bytes, size_t size)
{
	g_autofree char *text = fuzz_text(bytes, size);
	g_autoptr(GError) error = NULL;
	const char *cursor = text;
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
