/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of records: what is accepted is printed and read again the same. */
#include "schema/record.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput(const guint8 *bytes, size_t size)
{
	g_autofree char *text = fuzz_text(bytes, size);
	g_autoptr(GError) error = NULL;
	const char *cursor = text;
	g_autoptr(PrRecord) record = text != NULL ? pr_record_parse(&cursor, &error) : NULL;

	if (record == NULL)
		return 0;
	g_autoptr(GString) first = g_string_new(NULL);
	g_autoptr(GString) second = g_string_new(NULL);

	pr_record_print(record, first);
	cursor = first->str;
	g_autoptr(PrRecord) again = pr_record_parse(&cursor, &error);

	if (again == NULL)
		g_error("printed, it is not read again: %s\n%s", error->message, first->str);
	pr_record_print(again, second);
	fuzz_same(first->str, second->str);
	return 0;
}
