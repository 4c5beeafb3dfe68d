/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Exact decimals on 128-bit integers: digits × 10^-scale, every step checked, nothing ever rounded. */
#include "normalize/decimal.h"

#include <string.h>

/* 38 digits always fit into 127 bits (2^127 is about 1.7 × 10^38), so the bound is in digits, the same for all values.
 */
#define MAX_DIGITS 38

static __int128
power_of_ten(int power)
{
	__int128 result = 1;

	while (power-- > 0)
		result *= 10;
	return result;
}

static gboolean
is_in_range(__int128 digits)
{
	__int128 limit = power_of_ten(MAX_DIGITS);

	return digits > -limit && digits < limit;
}

static gboolean
multiply_checked(__int128 a, __int128 b, __int128 *result)
{
	return !__builtin_mul_overflow(a, b, result) && is_in_range(*result);
}

/* Takes trailing zeros off, as many as are needed to get down to `scale`; FALSE where a digit that counts is in the
 * way. */
static gboolean
reduce_scale(PrDecimal *value, int scale)
{
	while (value->scale > scale) {
		if (value->digits % 10 != 0)
			return FALSE;
		value->digits /= 10;
		value->scale--;
	}
	return TRUE;
}

static gboolean
raise_scale(PrDecimal *value, int scale)
{
	if (!multiply_checked(value->digits, power_of_ten(scale - value->scale), &value->digits))
		return FALSE;
	value->scale = scale;
	return TRUE;
}

gboolean
pr_decimal_parse(const char *text, PrDecimal *value)
{
	PrDecimal result = {0, 0};
	gboolean is_negative = *text == '-';
	gboolean has_point = FALSE;
	const char *p = text + is_negative;

	if (!g_ascii_isdigit(*p))
		return FALSE;
	for (; *p != '\0'; p++) {
		if (*p == '.' && !has_point && g_ascii_isdigit(p[1])) {
			has_point = TRUE;
			continue;
		}
		if (!g_ascii_isdigit(*p) || result.scale + has_point > MAX_DIGITS)
			return FALSE;
		if (!multiply_checked(result.digits, 10, &result.digits))
			return FALSE;
		result.digits += *p - '0';
		result.scale += has_point;
	}
	if (is_negative)
		result.digits = -result.digits;
	*value = result;
	return TRUE;
}

char *
pr_decimal_print(PrDecimal value, char buffer[PR_DECIMAL_BUFFER])
{
	char reversed[PR_DECIMAL_BUFFER];
	gboolean is_negative = value.digits < 0;
	unsigned __int128 rest = is_negative ? -(unsigned __int128)value.digits : (unsigned __int128)value.digits;
	int count = 0, written = 0, length = 0;

	while (rest > 0 || written <= value.scale) {
		if (written == value.scale && value.scale > 0)
			reversed[count++] = '.';
		reversed[count++] = (char)('0' + (int)(rest % 10));
		rest /= 10;
		written++;
	}
	if (is_negative)
		buffer[length++] = '-';
	while (count > 0)
		buffer[length++] = reversed[--count];
	buffer[length] = '\0';
	return buffer;
}

gboolean
pr_decimal_shift(PrDecimal value, int power, PrDecimal *result)
{
	int scale;

	if (power > 2 * MAX_DIGITS || power < -2 * MAX_DIGITS)
		return FALSE;
	scale = value.scale - power;
	value.scale = scale;
	if (scale < 0 && value.digits == 0)
		value.scale = 0;
	else if (scale < 0 && (-scale > MAX_DIGITS || !raise_scale(&value, 0)))
		return FALSE;
	else if (scale > MAX_DIGITS && !reduce_scale(&value, MAX_DIGITS))
		return FALSE;
	*result = value;
	return TRUE;
}

gboolean
pr_decimal_add(PrDecimal a, PrDecimal b, PrDecimal *result)
{
	int scale = MAX(a.scale, b.scale);

	if (!raise_scale(&a, scale) || !raise_scale(&b, scale))
		return FALSE;
	if (__builtin_add_overflow(a.digits, b.digits, &a.digits) || !is_in_range(a.digits))
		return FALSE;
	*result = a;
	return TRUE;
}

gboolean
pr_decimal_multiply(PrDecimal a, PrDecimal b, PrDecimal *result)
{
	PrDecimal product;

	if (!multiply_checked(a.digits, b.digits, &product.digits))
		return FALSE;
	product.scale = a.scale + b.scale;
	if (!reduce_scale(&product, MAX_DIGITS))
		return FALSE;
	*result = product;
	return TRUE;
}

/* The whole part decides first; the rests, brought to the same scale, are below 10^38 and so cannot overflow. */
int
pr_decimal_compare(PrDecimal a, PrDecimal b)
{
	__int128 unit_a = power_of_ten(a.scale), unit_b = power_of_ten(b.scale);
	__int128 whole_a = a.digits / unit_a, whole_b = b.digits / unit_b;
	__int128 rest_a = a.digits % unit_a * power_of_ten(MAX_DIGITS - a.scale);
	__int128 rest_b = b.digits % unit_b * power_of_ten(MAX_DIGITS - b.scale);

	if (whole_a != whole_b)
		return whole_a < whole_b ? -1 : 1;
	return rest_a < rest_b ? -1 : rest_a > rest_b;
}
