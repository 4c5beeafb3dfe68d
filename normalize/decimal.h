/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrDecimal: an exact decimal number. Never a binary float, from the page to the database. */
#pragma once

#include <glib.h>

/* digits × 10^-scale. Up to 38 digits; the scale is kept as printed, so 364.640 has scale 3. Plain value. */
typedef struct {
	__int128 digits;
	int scale; /* 0 to 38 */
} PrDecimal;

/* Longest text of a decimal with its sign, point and NUL. */
#define PR_DECIMAL_BUFFER 48

/* Reads "-1234.50": plain ASCII, no separators, the whole of `text`. */
gboolean pr_decimal_parse(const char *text, PrDecimal *value);
/* Writes the canonical text ("-1234.50"; scale digits behind the point) into `buffer` and returns it. */
char *pr_decimal_print(PrDecimal value, char buffer[PR_DECIMAL_BUFFER]);
/* value × 10^power, exactly; FALSE where it does not fit. Trailing zeros behind the point are kept. */
gboolean pr_decimal_shift(PrDecimal value, int power, PrDecimal *result);
gboolean pr_decimal_add(PrDecimal a, PrDecimal b, PrDecimal *result);
gboolean pr_decimal_multiply(PrDecimal a, PrDecimal b, PrDecimal *result);
/* -1, 0, 1; exact for all values. */
int pr_decimal_compare(PrDecimal a, PrDecimal b);
