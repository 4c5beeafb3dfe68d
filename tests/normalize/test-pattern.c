/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Patterns: groups as bytes, and limits that hold. */
#include "normalize/pattern.h"

#include <criterion/criterion.h>
#include <string.h>

Test(pattern, groups_are_found_by_name_and_given_in_bytes)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PrPattern) pattern = pr_pattern_new("第(?<number>\\d+)(?<unit>批|次)?", &error);
	const char *text = "完成第12次";
	PrMatch match;
	g_autofree char *number = NULL, *unit = NULL;

	cr_assert_null(error);
	cr_assert(pr_pattern_find(pattern, text, 0, &match));
	cr_assert_eq(match.start[0], 6);
	cr_assert_eq(match.end[0], (int)strlen(text));
	number = pr_match_text(&match, text, pr_pattern_group(pattern, "number"));
	unit = pr_match_text(&match, text, pr_pattern_group(pattern, "unit"));
	cr_assert_str_eq(number, "12");
	cr_assert_str_eq(unit, "次");
	cr_assert_eq(pr_pattern_group(pattern, "nothing"), -1);
}

Test(pattern, a_group_that_took_no_part_is_empty)
{
	g_autoptr(PrPattern) pattern = pr_pattern_new("a(b)?", NULL);
	PrMatch match;
	g_autofree char *group = NULL;

	cr_assert(pr_pattern_find(pattern, "a", 0, &match));
	cr_assert_eq(match.start[1], -1);
	group = pr_match_text(&match, "a", 1);
	cr_assert_str_eq(group, "");
}

Test(pattern, the_search_goes_on_from_a_byte)
{
	g_autoptr(PrPattern) pattern = pr_pattern_new("\\d", NULL);
	PrMatch match;

	cr_assert(pr_pattern_find(pattern, "1a2", 1, &match));
	cr_assert_eq(match.start[0], 2);
	cr_assert_not(pr_pattern_find(pattern, "1a2", 3, &match));
}

Test(pattern, a_pattern_that_would_run_for_ever_is_no_match)
{
	g_autoptr(PrPattern) pattern = pr_pattern_new("^(a|a|a)*$", NULL);
	g_autofree char *text = g_strconcat("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "b", NULL);
	gint64 start = g_get_monotonic_time();

	cr_assert_not(pr_pattern_matches(pattern, text));
	cr_assert_lt(g_get_monotonic_time() - start, 5 * G_USEC_PER_SEC);
}

Test(pattern, length_and_nesting_are_limited)
{
	g_autoptr(GError) too_long = NULL, too_deep = NULL;
	g_autoptr(GString) text = g_string_new(NULL), nested = g_string_new(NULL);

	for (int i = 0; i < 5000; i++)
		g_string_append_c(text, 'a');
	cr_assert_null(pr_pattern_new(text->str, &too_long));
	cr_assert(g_error_matches(too_long, PR_PATTERN_ERROR, PR_PATTERN_ERROR_LIMIT));
	for (int i = 0; i < 200; i++)
		g_string_append_c(nested, '(');
	for (int i = 0; i < 200; i++)
		g_string_append_c(nested, ')');
	cr_assert_null(pr_pattern_new(nested->str, &too_deep));
	cr_assert(g_error_matches(too_deep, PR_PATTERN_ERROR, PR_PATTERN_ERROR_LIMIT));
}

Test(pattern, a_mistake_is_an_error_that_says_where)
{
	g_autoptr(GError) error = NULL;

	cr_assert_null(pr_pattern_new("ab(c", &error));
	cr_assert(g_error_matches(error, PR_PATTERN_ERROR, PR_PATTERN_ERROR_SYNTAX));
	cr_assert_not_null(strstr(error->message, "byte 4"));
}
