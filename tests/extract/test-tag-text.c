/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts of the structure tree, undone from their second encoding. */
#include "extract/tag-text.h"

#include <criterion/criterion.h>

static void
check(const char *text, const char *expected)
{
	g_autofree char *found = pr_tag_text_decode(text);

	if (expected == NULL)
		cr_assert_null(found, "\"%s\": \"%s\"", text, found);
	else
		cr_assert_str_eq(found, expected, "\"%s\": \"%s\"", text, found);
}

Test(tag_text, letters_that_were_written_twice_are_put_right)
{
	check("\u00e2\u2021\u00ac\u00e2\u2022\u017d000", "€’000");
	check("2.5 \u00e2\u2022\ufb01 3", "2.5 – 3");
	check("Caf\u00c3\u00a9", "Café");
	/* E9 A1 B9 E7 9B AE */
	check("\u00e9\u00a1\u00b9\u00e7\u0142\u00ae", "项目");
}

Test(tag_text, what_came_right_stays)
{
	check("Landing", "Landing");
	check("", "");
	check("项目 ≥97%", "项目 ≥97%");
	check("Café noir", "Café noir");
	check("“quoted”", "“quoted”");
	check("4 € a day", "4 € a day");
}

/* ß is C3 9F, and 9F stands for nothing. */
Test(tag_text, what_cannot_be_known_is_lost)
{
	check("Stra\u00c3\ufffde", NULL);
	check("pro\u00ef\u00ac\u2020", NULL);
	check("\u2f40", NULL);
	check("本年收\u2f0a", NULL);
	check("\u2f00、事业收入", "\u2f00、事业收入");
}
