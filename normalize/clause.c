/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers inside a text. A number that touches Latin letters, slashes or hyphens is a name and counts nothing. */
#include "normalize/clause.h"

#include "normalize/chars.h"
#include "normalize/number.h"

#include <string.h>

/* Right before a number these make it a part of something. */
static const char joiners_before[] = "第-./\\_#@±≈≠~～〔【[《(×*+^·零〇一二三四五六七八九十百千万亿";
static const char joiners_behind[] = "-./\\_#@~～〕】]》×*+:^·)零〇一二三四五六七八九十百";

static const char *
last_char(const char *text, gsize length)
{
	return g_utf8_find_prev_char(text, text + length);
}

gboolean
pr_clause_holds_any(const char *text, gsize length, const char *set)
{
	for (const char *p = text; p < text + length; p = g_utf8_next_char(p))
		if (g_utf8_strchr(set, -1, g_utf8_get_char(p)) != NULL)
			return TRUE;
	return FALSE;
}

gboolean
pr_clause_holds_digit(const char *text, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if (g_ascii_isdigit(text[i]))
			return TRUE;
	return FALSE;
}

/* A sign belongs to the number at the start, or behind Chinese or a comparator: 增长-5%, but not COVID-19. */
static gsize
sign_before(const char *text, gsize digit)
{
	const char *before;

	if (digit == 0 || (text[digit - 1] != '-' && text[digit - 1] != '+'))
		return 0;
	if (digit == 1)
		return 1;
	before = last_char(text, digit - 1);
	return pr_char_is_comparator(g_utf8_get_char(before)) || pr_char_is_chinese(g_utf8_get_char(before)) ? 1 : 0;
}

int
pr_clause_numbers(const char *text, PrFoundNumber *found)
{
	int count = 0;

	for (gsize i = 0; text[i] != '\0' && count < 2;) {
		gsize length;
		PrDecimal number;

		if (!g_ascii_isdigit(text[i])) {
			i++;
			continue;
		}
		length = pr_number_read(text + i, &number);
		if (length == 0)
			return 2;
		if (count++ == 0) {
			gsize sign = sign_before(text, i);

			*found = (PrFoundNumber){.start = i - sign, .end = i + length, .number = number};
			if (sign > 0 && text[i - 1] == '-')
				found->number.digits = -number.digits;
		}
		i += length;
	}
	return count;
}

gsize
pr_clause_trimmed(const char *text, gsize length)
{
	while (length > 0 && text[length - 1] == ' ')
		length--;
	return length;
}

const char *
pr_clause_skip_spaces(const char *text)
{
	while (*text == ' ')
		text++;
	return text;
}

gboolean
pr_clause_is_joined_before(const char *text, gsize length)
{
	gunichar last;

	if (length == 0)
		return FALSE;
	last = g_utf8_get_char(last_char(text, length));
	return g_ascii_isalnum((int)MIN(last, 0x7f)) ||
	       (last >= 0x80 && !pr_char_is_chinese(last) && g_unichar_isalpha(last)) ||
	       g_utf8_strchr(joiners_before, -1, last) != NULL;
}

gboolean
pr_clause_is_joined_behind(const char *text)
{
	gunichar first = g_utf8_get_char(text);

	return first != 0 && g_utf8_strchr(joiners_behind, -1, first) != NULL;
}
