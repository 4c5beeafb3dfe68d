/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Exact decimals: texts, limits, and arithmetic against a slow one on strings of digits. */
#include "normalize/decimal.h"

#include <criterion/criterion.h>
#include <string.h>

#define ROUNDS 20000
#define BIGGEST "99999999999999999999999999999999999999"

static PrDecimal
decimal(const char *text)
{
	PrDecimal value;

	cr_assert(pr_decimal_parse(text, &value), "%s", text);
	return value;
}

static void
assert_prints(PrDecimal value, const char *want)
{
	char buffer[PR_DECIMAL_BUFFER];

	cr_assert_str_eq(pr_decimal_print(value, buffer), want);
}

/* A text of up to `digits` digits, with a point somewhere or nowhere. */
static char *
random_text(GRand *rand, int digits)
{
	int count = g_rand_int_range(rand, 1, digits + 1), point = g_rand_int_range(rand, 0, count + 1);
	GString *text = g_string_new(g_rand_boolean(rand) ? "-" : "");

	for (int i = 0; i < count; i++) {
		char digit = (char)('0' + g_rand_int_range(rand, 0, 10));

		if (i == point && i > 0)
			g_string_append_c(text, '.');
		/* canonical: no leading zeros */
		if (i == 0 && count > 1 && point != 1 && digit == '0')
			digit = '1';
		g_string_append_c(text, digit);
	}
	if (strspn(text->str, "-0.") == text->len && text->str[0] == '-')
		g_string_erase(text, 0, 1);
	return g_string_free(text, FALSE);
}

Test(decimal, scale_is_kept_as_printed)
{
	assert_prints(decimal("364.640"), "364.640");
	assert_prints(decimal("0.00"), "0.00");
	assert_prints(decimal("-0.05"), "-0.05");
	assert_prints(decimal("007"), "7");
	assert_prints(decimal("-0"), "0");
}

Test(decimal, thirty_eight_digits_fit_and_one_more_does_not)
{
	PrDecimal value;

	assert_prints(decimal(BIGGEST), BIGGEST);
	assert_prints(decimal("-" BIGGEST), "-" BIGGEST);
	assert_prints(decimal("0." BIGGEST), "0." BIGGEST);
	assert_prints(decimal("000" BIGGEST), BIGGEST);
	cr_assert_not(pr_decimal_parse("1" BIGGEST, &value));
	cr_assert_not(pr_decimal_parse("0.0" BIGGEST, &value));
}

Test(decimal, what_is_no_plain_number_is_refused)
{
	static const char *const texts[] = {
		"", "-", ".", ".5", "5.", "+5", "1,5", "1.2.3", "1e5", " 1", "1 ", "--1", "１", "0x1"};
	PrDecimal value;

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		cr_assert_not(pr_decimal_parse(texts[i], &value), "%s", texts[i]);
}

Test(decimal, text_comes_back_as_it_was)
{
	guint32 seed = g_random_int();
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

	for (int i = 0; i < ROUNDS; i++) {
		g_autofree char *text = random_text(rand, 38);

		char buffer[PR_DECIMAL_BUFFER];

		cr_assert_str_eq(pr_decimal_print(decimal(text), buffer), text, "seed %u", seed);
	}
}

Test(decimal, shift_moves_the_point)
{
	PrDecimal value;

	cr_assert(pr_decimal_shift(decimal("364.64"), 4, &value));
	assert_prints(value, "3646400");
	cr_assert(pr_decimal_shift(decimal("3646400"), -4, &value));
	assert_prints(value, "364.6400");
	cr_assert(pr_decimal_shift(decimal("0"), 30, &value));
	assert_prints(value, "0");
}

Test(decimal, shift_that_loses_a_digit_or_overflows_is_refused)
{
	PrDecimal value;

	cr_assert_not(pr_decimal_shift(decimal(BIGGEST), 1, &value));
	cr_assert_not(pr_decimal_shift(decimal("0." BIGGEST), -1, &value));
	cr_assert_not(pr_decimal_shift(decimal("1"), 38, &value));
	cr_assert(pr_decimal_shift(decimal("1"), 37, &value));
	cr_assert_not(pr_decimal_shift(decimal("1"), 1000000000, &value));
	cr_assert_not(pr_decimal_shift(decimal("1"), G_MININT, &value));
}

Test(decimal, shift_there_and_back_is_exact)
{
	guint32 seed = g_random_int();
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

	for (int i = 0; i < ROUNDS; i++) {
		g_autofree char *text = random_text(rand, 20);
		PrDecimal value = decimal(text), there, back;
		int power = g_rand_int_range(rand, -12, 13);

		cr_assert(pr_decimal_shift(value, power, &there), "seed %u: %s by %d", seed, text, power);
		cr_assert(pr_decimal_shift(there, -power, &back), "seed %u: %s by %d", seed, text, power);
		cr_assert_eq(pr_decimal_compare(value, back), 0, "seed %u: %s by %d", seed, text, power);
	}
}

/* Slow arithmetic: digits of a non-negative number, least first, with a fixed number of places behind the point. */
#define PLACES 40
#define SLOW_DIGITS 160

typedef struct {
	int digit[SLOW_DIGITS];
} Slow;

static Slow
slow_of(const char *text)
{
	const char *point = strchr(text, '.');
	int behind = point != NULL ? (int)strlen(point + 1) : 0, at = PLACES - behind;
	Slow slow = {{0}};

	for (const char *p = text + strlen(text); p > text; p--)
		if (g_ascii_isdigit(p[-1]))
			slow.digit[at++] = p[-1] - '0';
	return slow;
}

static Slow
slow_add(const Slow *a, const Slow *b)
{
	Slow sum = {{0}};
	int carry = 0;

	for (int i = 0; i < SLOW_DIGITS; i++) {
		sum.digit[i] = (a->digit[i] + b->digit[i] + carry) % 10;
		carry = (a->digit[i] + b->digit[i] + carry) / 10;
	}
	return sum;
}

static Slow
slow_multiply(const Slow *a, const Slow *b)
{
	Slow product = {{0}};

	for (int i = 0; i < SLOW_DIGITS; i++)
		for (int k = 0; a->digit[i] != 0 && k < SLOW_DIGITS && i + k - PLACES < SLOW_DIGITS; k++)
			if (i + k >= PLACES)
				product.digit[i + k - PLACES] += a->digit[i] * b->digit[k];
	for (int i = 0; i + 1 < SLOW_DIGITS; i++) {
		product.digit[i + 1] += product.digit[i] / 10;
		product.digit[i] %= 10;
	}
	return product;
}

static void
assert_equals_slow(PrDecimal value, const Slow *want, const char *a, const char *b, guint32 seed)
{
	char buffer[PR_DECIMAL_BUFFER];
	Slow got = slow_of(pr_decimal_print(value, buffer));

	cr_assert_eq(memcmp(&got, want, sizeof got), 0, "seed %u: %s and %s give %s", seed, a, b, buffer);
}

Test(decimal, sums_and_products_agree_with_schoolbook_arithmetic)
{
	guint32 seed = g_random_int();
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

	for (int i = 0; i < ROUNDS / 10; i++) {
		g_autofree char *a = random_text(rand, 18), *b = random_text(rand, 18);
		const char *plain_a = a + (*a == '-'), *plain_b = b + (*b == '-');
		Slow slow_a = slow_of(plain_a), slow_b = slow_of(plain_b), sum = slow_add(&slow_a, &slow_b),
		     product = slow_multiply(&slow_a, &slow_b);
		PrDecimal got;

		cr_assert(pr_decimal_add(decimal(plain_a), decimal(plain_b), &got));
		assert_equals_slow(got, &sum, plain_a, plain_b, seed);
		cr_assert(pr_decimal_multiply(decimal(plain_a), decimal(plain_b), &got));
		assert_equals_slow(got, &product, plain_a, plain_b, seed);
		cr_assert(pr_decimal_multiply(decimal(a), decimal(b), &got));
		cr_assert_eq(got.digits < 0, (*a == '-') != (*b == '-') && got.digits != 0, "seed %u: %s and %s", seed,
			a, b);
	}
}

Test(decimal, sum_with_its_negative_is_zero)
{
	guint32 seed = g_random_int();
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

	for (int i = 0; i < ROUNDS; i++) {
		g_autofree char *text = random_text(rand, 38);
		PrDecimal value = decimal(text), sum;

		cr_assert(pr_decimal_add(value, (PrDecimal){-value.digits, value.scale}, &sum));
		cr_assert(sum.digits == 0, "seed %u: %s", seed, text);
	}
}

Test(decimal, overflow_is_refused)
{
	PrDecimal value;

	cr_assert_not(pr_decimal_add(decimal(BIGGEST), decimal("1"), &value));
	cr_assert_not(pr_decimal_add(decimal(BIGGEST), decimal(BIGGEST), &value));
	cr_assert_not(pr_decimal_add(decimal("-" BIGGEST), decimal("-" BIGGEST), &value));
	cr_assert_not(pr_decimal_add(decimal(BIGGEST), decimal("0.1"), &value));
	cr_assert_not(pr_decimal_multiply(decimal(BIGGEST), decimal("2"), &value));
	cr_assert_not(pr_decimal_multiply(decimal("0.3333333333333333333333"), decimal("0.33333333333333333"), &value));
	cr_assert(pr_decimal_add(decimal(BIGGEST), decimal("-" BIGGEST), &value));
}

Test(decimal, comparison_is_exact_over_scales)
{
	cr_assert_eq(pr_decimal_compare(decimal("1.0"), decimal("1.000")), 0);
	cr_assert_eq(pr_decimal_compare(decimal("0.1"), decimal("0.10000000000000000000000000000000000001")), -1);
	cr_assert_eq(pr_decimal_compare(decimal(BIGGEST), decimal("0." BIGGEST)), 1);
	cr_assert_eq(pr_decimal_compare(decimal("-0." BIGGEST), decimal("-" BIGGEST)), 1);
	cr_assert_eq(pr_decimal_compare(decimal("-0.1"), decimal("0.1")), -1);
	cr_assert_eq(pr_decimal_compare(decimal("-1.5"), decimal("-1.4")), -1);
	cr_assert_eq(pr_decimal_compare(decimal("0"), decimal("0.00")), 0);
}
