/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Laws of values on random texts: printing and reading back is the same value, and no digit is made up. */
#include "normalize/clean.h"
#include "normalize/value.h"

#include <criterion/criterion.h>
#include <string.h>

#define ROUNDS 10000
#define LONGEST 10

static char *
random_text(GRand *rand)
{
	static const char *const pieces[] = {"不低于", "不超过", "≥", "≤", "<", "=", "以上", "以内", "3", "10", "95",
		"1,234", "12.5", "2026", "%", "万元", "亿", "次", "个", "年", "月", "日", "底前", "第", "季度", "三",
		"十", "百", "〇", "-", "至", "，", "、", "(", ")", "/", "药品", "完成", ".", "0", "A", " ", "每",
		"上半年", "优", "\"", "\\", "…", "‰", "个(台、套)", "11月15日前", "百分之", "元", "角", "△"};
	GString *text = g_string_new(NULL);

	for (int i = g_rand_int_range(rand, 0, LONGEST); i > 0; i--)
		g_string_append(text, pieces[g_rand_int_range(rand, 0, G_N_ELEMENTS(pieces))]);
	return g_string_free(text, FALSE);
}

static void
parse(const char *text, PrExpect expect, PrValue *value)
{
	PrValueContext context = {.expect = expect, .unit = "万元", .year = 2026};
	g_autofree char *folded = pr_fold(text);

	pr_value_parse(folded, &context, value);
}

Test(value, what_is_printed_is_read_back)
{
	guint32 seed = g_random_int();
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

	for (int i = 0; i < ROUNDS; i++) {
		g_autofree char *text = random_text(rand), *printed = NULL, *again = NULL;
		g_autoptr(GError) error = NULL;
		PrValue value, copy;

		parse(text, (PrExpect)g_rand_int_range(rand, PR_EXPECT_ANY, PR_EXPECT_CODE + 1), &value);
		printed = pr_value_print(&value);
		cr_assert(pr_value_read(printed, &copy, &error), "seed %u: %s: %s", seed, text, printed);
		again = pr_value_print(&copy);
		cr_assert_str_eq(printed, again, "seed %u: %s", seed, text);
		pr_value_clear(&value);
		pr_value_clear(&copy);
	}
}

/* The digits of a number stand in the text, in this order: nothing is computed. */
Test(value, no_digit_is_made_up)
{
	guint32 seed = g_random_int();
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

	for (int i = 0; i < ROUNDS; i++) {
		g_autofree char *text = random_text(rand), *canonical = NULL;
		const char *at = text;
		PrValue value;

		parse(text, PR_EXPECT_TARGET, &value);
		canonical = pr_value_canonical(&value);
		/* Chinese numerals are counted, not copied */
		if ((value.kind == PR_VALUE_NUMBER || value.kind == PR_VALUE_PERCENT) &&
			strpbrk(text, "0123456789") != NULL)
			for (const char *p = canonical; *p != '\0'; p++) {
				at = *p == '.' || *p == '-' ? at : strchr(at, *p);
				cr_assert_not_null(at, "seed %u: %s read as %s", seed, text, canonical);
				at += *p != '.' && *p != '-';
			}
		pr_value_clear(&value);
	}
}

Test(value, dates_are_real_days_in_order)
{
	guint32 seed = g_random_int();
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

	for (int i = 0; i < ROUNDS; i++) {
		g_autofree char *text = g_strdup_printf("%d年%d月%d日-%d月%d日", g_rand_int_range(rand, 1890, 2110),
			g_rand_int_range(rand, 0, 15), g_rand_int_range(rand, 0, 34), g_rand_int_range(rand, 0, 15),
			g_rand_int_range(rand, 0, 34));
		PrValue value;

		parse(text, PR_EXPECT_DATE, &value);
		if (value.kind == PR_VALUE_DATE) {
			cr_assert(g_date_valid_dmy((GDateDay)value.from.day, (GDateMonth)value.from.month,
					  (GDateYear)value.from.year),
				"%s", text);
			cr_assert(g_date_valid_dmy(
					  (GDateDay)value.to.day, (GDateMonth)value.to.month, (GDateYear)value.to.year),
				"%s", text);
			cr_assert_leq(value.from.month * 100 + value.from.day, value.to.month * 100 + value.to.day,
				"%s", text);
		}
		pr_value_clear(&value);
	}
}

Test(value, the_unit_is_never_null)
{
	static const char *const texts[] = {"", "/", "12", "优", "甲", "2026年"};

	for (int expect = PR_EXPECT_ANY; expect <= PR_EXPECT_CODE; expect++)
		for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
			PrValue value;

			parse(texts[i], (PrExpect)expect, &value);
			cr_assert_not_null(value.unit, "%s as %s", texts[i], pr_expect_name((PrExpect)expect));
			pr_value_clear(&value);
		}
}

Test(value, expectations_have_names)
{
	for (int i = PR_EXPECT_ANY; i <= PR_EXPECT_CODE; i++) {
		PrExpect expect;

		cr_assert(pr_expect_parse(pr_expect_name((PrExpect)i), &expect));
		cr_assert_eq(expect, (PrExpect)i);
	}
	cr_assert_not(pr_expect_parse("nothing", &(PrExpect){PR_EXPECT_ANY}));
}

Test(value, a_long_hostile_text_is_read_in_time)
{
	static const char *const pieces[] = {
		"一", "1", "1,", "1,234", "甲1", "(", "2026年", "1月", "-", "不低于", "药品1个,"};
	gint64 start = g_get_monotonic_time();

	for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) text = g_string_new(NULL);

		for (int k = 0; k < 30000; k++)
			g_string_append(text, pieces[i]);
		for (int expect = PR_EXPECT_ANY; expect <= PR_EXPECT_CODE; expect++) {
			PrValue value;

			parse(text->str, (PrExpect)expect, &value);
			cr_assert_eq(value.kind, PR_VALUE_TEXT);
			pr_value_clear(&value);
		}
	}
	cr_assert_lt(g_get_monotonic_time() - start, 20 * G_USEC_PER_SEC);
}
