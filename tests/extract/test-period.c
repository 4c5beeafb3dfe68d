/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of years and units are told from amounts. */
#include "extract/period.h"

#include <criterion/criterion.h>

static void
check_all(gboolean (*is_so)(const char *), const char *const *texts, gboolean expected)
{
	for (guint i = 0; texts[i] != NULL; i++)
		cr_expect(is_so(texts[i]) == expected, "%s", texts[i]);
}

Test(period, years_and_parts_of_years_are_periods)
{
	static const char *const texts[] = {"2024", "2023/24", "1995–99", "1995-1999", "Q1 2020", "FY2019", "FY24",
		"1H 24", "H1 2023", "2024E", "2024 (r)", "2024年", "2024年12月", NULL};

	check_all(pr_is_period, texts, TRUE);
}

Test(period, days_are_days)
{
	static const char *const texts[] = {"31.12.2024", "2024-12-31", "31/12/2024", NULL};

	check_all(pr_is_day, texts, TRUE);
	check_all(pr_is_period, texts, FALSE);
}

Test(period, amounts_are_no_periods)
{
	static const char *const texts[] = {"2,024", "1995.5", "2024%", "(2024)", "-2024", "1 995", "12345", "24",
		"12.5", "–", "", "2024 £m", "Q", NULL};

	check_all(pr_is_period, texts, FALSE);
}

Test(period, signs_of_what_is_counted_are_units)
{
	static const char *const texts[] = {"%", "£m", "€'000", "$ 000", "$ million", "US$m", "EUR", "(%)", NULL};

	check_all(pr_is_measure, texts, TRUE);
}

Test(period, amounts_and_words_are_no_units)
{
	static const char *const texts[] = {"5%", "$12", "–", "", "Total", "n/a", "1,000", "...", NULL};

	check_all(pr_is_measure, texts, FALSE);
}
