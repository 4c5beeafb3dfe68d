/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Readers of written numbers. All digits are kept, none are made up: what is not well-formed is no number. */
#include "normalize/number.h"

#include "normalize/pattern.h"

#include <string.h>

/* Longest number looked at: 38 digits, their separators, a sign. */
#define NUMBER_BYTES 80

/* In this order, as 1.234 is a number with a point unless more groups or a comma follow. */
#define NUMBER                                                                                                         \
	"[-+]?(?:\\d{1,3}(?:\\.\\d{3})+,\\d{1,2}(?![,.]?\\d)|\\d{1,3}(?:\\.\\d{3}){2,}(?![,.]?\\d)"                    \
	"|(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?![,.]?\\d)|\\.\\d+(?![,.]?\\d))"

static const PrPattern *number_pattern;

/* Digits, sign and one point of `text`; TRUE where the comma is the decimal point. */
static gboolean
is_comma_decimal(const char *text, gsize length)
{
	const char *point = memchr(text, '.', length), *comma = memchr(text, ',', length);

	if (point == NULL)
		return FALSE;
	if (comma != NULL)
		return comma > point;
	return memchr(point + 1, '.', length - (gsize)(point + 1 - text)) != NULL;
}

static gboolean
read_digits(const char *text, gsize length, PrDecimal *value)
{
	gboolean is_comma = is_comma_decimal(text, length);
	char plain[NUMBER_BYTES + 2];
	gsize count = 0;

	if (length > NUMBER_BYTES)
		return FALSE;
	for (gsize i = 0; i < length; i++) {
		char ch = text[i];

		if (ch == '+' || ch == (is_comma ? '.' : ','))
			continue;
		if (ch == (is_comma ? ',' : '.')) {
			if (count == 0 || plain[count - 1] == '-')
				plain[count++] = '0';
			ch = '.';
		}
		plain[count++] = ch;
	}
	plain[count] = '\0';
	return pr_decimal_parse(plain, value);
}

gsize
pr_number_negative_mark(const char *text)
{
	static const char *const marks[] = {"△", "▲"};

	for (guint i = 0; i < G_N_ELEMENTS(marks); i++) {
		gsize length = strlen(marks[i]);

		if (strncmp(text, marks[i], length) != 0)
			continue;
		length += strspn(text + length, " ");
		return g_ascii_isdigit(text[length]) ? length : 0;
	}
	return 0;
}

gsize
pr_number_read(const char *text, PrDecimal *value)
{
	const PrPattern *pattern = pr_pattern_once(&number_pattern, "^" NUMBER);
	gsize mark;
	PrMatch match;

	/* most texts do not begin with a number: do not ask PCRE2 about them */
	if (g_ascii_isdigit(*text) || *text == '-' || *text == '+' || *text == '.')
		mark = 0;
	else if ((mark = pr_number_negative_mark(text)) == 0)
		return 0;
	if (!pr_pattern_find(pattern, text + mark, 0, &match) || !read_digits(text + mark, match.end[0], value))
		return 0;
	if (mark > 0)
		value->digits = -value->digits;
	return mark + match.end[0];
}

gboolean
pr_number_read_whole(const char *text, PrDecimal *value)
{
	gsize length = strlen(text);

	if (length > 2 && text[0] == '(' && text[length - 1] == ')' && g_ascii_isdigit(text[1])) {
		g_autofree char *inner = g_strndup(text + 1, length - 2);

		if (pr_number_read(inner, value) != length - 2)
			return FALSE;
		value->digits = -value->digits;
		return TRUE;
	}
	return length > 0 && pr_number_read(text, value) == length;
}
