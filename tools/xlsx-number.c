/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which printed numbers a spreadsheet may hold as numbers. A spreadsheet keeps binary fractions of 15 digits and shows
 * them by a pattern, so a text becomes a number only where the two together show the very characters that were printed:
 *
 *   1,234.50   1234.5 by #,##0.00        007      stays text: a code
 *   12.30%     0.123 by 0.00%            -0.00    stays text: the sign would go
 *   2024       2024 by 0                 12,34    stays text: no groups of three
 */
#include "tools/xlsx.h"

#include <string.h>

#include "normalize/decimal.h"

#define DIGITS_MAX 15u /* what a spreadsheet keeps of a number */

/* A number taken apart; `plain` is its digits with the point, without separators. */
typedef struct {
	gboolean is_negative, is_grouped, is_percent;
	guint decimals;
	GString *plain;
} Printed;

/* The digits before the point, in groups of three if there are commas. Returns what is behind them, NULL where it is no
 * number. */
static const char *
take_integer(const char *at, Printed *printed)
{
	guint group = 0, groups = 0;

	if (at[0] == '0' && (g_ascii_isdigit(at[1]) || at[1] == ','))
		return NULL;
	for (;; at++) {
		if (g_ascii_isdigit(*at)) {
			g_string_append_c(printed->plain, *at);
			group++;
			continue;
		}
		gboolean is_whole_group = groups == 0 ? group >= 1 && (group <= 3 || *at != ',') : group == 3;
		if (!is_whole_group)
			return NULL;
		if (*at != ',')
			break;
		groups++;
		group = 0;
	}
	printed->is_grouped = groups > 0;
	return at;
}

static gboolean
take_apart(const char *text, Printed *printed)
{
	printed->is_negative = *text == '-';
	const char *at = take_integer(text + printed->is_negative, printed);

	if (at == NULL)
		return FALSE;
	if (*at == '.') {
		g_string_append_c(printed->plain, *at++);
		for (; g_ascii_isdigit(*at); at++, printed->decimals++)
			g_string_append_c(printed->plain, *at);
		if (printed->decimals == 0)
			return FALSE;
	}
	printed->is_percent = *at == '%';
	return at[printed->is_percent] == '\0' && printed->plain->len <= DIGITS_MAX + 1 &&
	       !(printed->is_negative && strspn(printed->plain->str, "0.") == printed->plain->len);
}

/* The binary fraction of a plain decimal, if it prints back to the same digits. */
static gboolean
to_double(const char *plain, double *value)
{
	const char *point = strchr(plain, '.');
	g_autofree char *pattern = g_strdup_printf("%%.%uf", point != NULL ? (guint)strlen(point + 1) : 0);
	char back[64];

	*value = g_ascii_strtod(plain, NULL);
	return strcmp(g_ascii_formatd(back, sizeof back, pattern, *value), plain) == 0;
}

static char *
make_pattern(const Printed *printed)
{
	GString *pattern = g_string_new(printed->is_grouped ? "#,##0" : "0");

	for (guint i = 0; i < printed->decimals; i++)
		g_string_append(pattern, i == 0 ? ".0" : "0");
	if (printed->is_percent)
		g_string_append_c(pattern, '%');
	return g_string_free(pattern, FALSE);
}

char *
pr_xlsx_number(const char *text, double *value)
{
	g_autoptr(GString) plain = g_string_new(NULL);
	Printed printed = {.plain = plain};
	char shifted[PR_DECIMAL_BUFFER];
	PrDecimal decimal;

	if (!take_apart(text, &printed) || plain->len - (printed.decimals > 0) > DIGITS_MAX)
		return NULL;
	if (printed.is_percent && pr_decimal_parse(plain->str, &decimal) && pr_decimal_shift(decimal, -2, &decimal))
		g_string_assign(plain, pr_decimal_print(decimal, shifted));
	if (!to_double(plain->str, value))
		return NULL;
	if (printed.is_negative)
		*value = -*value;
	return make_pattern(&printed);
}
