/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Typed values: any text can be read under any expectation, and what was read is printed and read again the same. */
#include "normalize/value.h"
#include "tests/fuzz/fuzz.h"

static void
read_as(const char *text, PrExpect expect)
{
	const PrValueContext context = {.expect = expect, .unit = "万元", .year = 2024};
	PrValue value = {0}, again = {0};
	g_autoptr(GError) error = NULL;

	pr_value_parse(text, &context, &value);
	g_autofree char *first = pr_value_print(&value);
	g_autofree char *canonical = pr_value_canonical(&value);

	if (canonical == NULL || !pr_value_read(first, &again, &error))
		g_error("printed, it is not read again: %s\n%s", error != NULL ? error->message : "", first);
	g_autofree char *second = pr_value_print(&again);

	fuzz_same(first, second);
	pr_value_clear(&value);
	pr_value_clear(&again);
}

int
LLVMFuzzerTestOneInput(const guint8 *bytes, size_t size)
{
	g_autofree char *text = fuzz_text(bytes, size);
	g_autoptr(GError) error = NULL;
	PrValue value = {0};

	if (text == NULL)
		return 0;
	for (int expect = PR_EXPECT_ANY; expect <= PR_EXPECT_CODE; expect++)
		read_as(text, (PrExpect)expect);
	pr_value_read(text, &value, &error);
	pr_value_clear(&value);
	return 0;
}
