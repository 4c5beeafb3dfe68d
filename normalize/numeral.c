/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Chinese numerals: counting (一百二十), digit by digit (二〇二四), and sums of money in words (壹仟贰佰元伍角). */
#include "normalize/numeral.h"

#include <string.h>

/* Longest numeral looked at, in bytes. */
#define NUMERAL_BYTES 80

/* Value of a Chinese numeral: 0-9; 10, 100, 1000 for 十百千; 10^4, 10^8 for 万亿; -1 for none. */
static int
numeral(gunichar ch)
{
	static const struct {
		gunichar ch;
		int value;
	} numerals[] = {{0x3007, 0}, {0x96f6, 0}, {0x4e00, 1}, {0x58f9, 1}, {0x4e8c, 2}, {0x4e24, 2}, {0x8d30, 2},
		{0x4e09, 3}, {0x53c1, 3}, {0x56db, 4}, {0x8086, 4}, {0x4e94, 5}, {0x4f0d, 5}, {0x516d, 6}, {0x9646, 6},
		{0x4e03, 7}, {0x67d2, 7}, {0x516b, 8}, {0x634c, 8}, {0x4e5d, 9}, {0x7396, 9}, {0x5341, 10},
		{0x62fe, 10}, {0x767e, 100}, {0x4f70, 100}, {0x5343, 1000}, {0x4edf, 1000}, {0x4e07, 10000},
		{0x842c, 10000}, {0x4ebf, 100000000}, {0x5104, 100000000}};

	for (guint i = 0; i < G_N_ELEMENTS(numerals); i++)
		if (numerals[i].ch == ch)
			return numerals[i].value;
	return -1;
}

/* A number under way: 三亿 | 二千 | 五 is total | section | digit. */
typedef struct {
	gint64 total, section;
	int digit;     /* -1: none read since the last counting word */
	int last_unit; /* counting words of a section go down: 千 百 十 */
	gint64 last_big;
	gboolean has_zero;
} Counting;

/* 十 百 千 */
static gboolean
count_small(Counting *counting, int unit)
{
	if (unit >= counting->last_unit || (counting->digit < 0 && unit != 10) || counting->digit == 0)
		return FALSE;
	counting->section += (counting->digit < 0 ? 1 : counting->digit) * (gint64)unit;
	counting->digit = -1;
	counting->last_unit = unit;
	counting->has_zero = FALSE;
	return TRUE;
}

/* 万 亿 */
static gboolean
count_big(Counting *counting, gint64 unit)
{
	gint64 section = counting->section + MAX(counting->digit, 0);

	if (unit >= counting->last_big || section == 0)
		return FALSE;
	counting->total += section * unit;
	counting->section = 0;
	counting->digit = -1;
	counting->last_unit = G_MAXINT;
	counting->last_big = unit;
	counting->has_zero = FALSE;
	return TRUE;
}

static gboolean
count_one(Counting *counting, int value)
{
	if (value == 0 && counting->digit < 0) {
		counting->has_zero = TRUE;
		return TRUE;
	}
	if (counting->digit >= 0)
		return FALSE;
	counting->digit = value;
	return TRUE;
}

/* 一百二 may mean 120 or 102: a last digit must follow 十, 零 or nothing at all. */
static gboolean
finish(Counting *counting, gint64 *result)
{
	gboolean is_alone = counting->section == 0 && counting->total == 0;

	if (counting->digit > 0 && !is_alone && !counting->has_zero && counting->last_unit != 10)
		return FALSE;
	if (counting->digit < 0 && is_alone && !counting->has_zero)
		return FALSE;
	*result = counting->total + counting->section + MAX(counting->digit, 0);
	return TRUE;
}

static gboolean
read_counting(const char *text, const char *end, gint64 *result)
{
	Counting counting = {.digit = -1, .last_unit = G_MAXINT, .last_big = G_MAXINT64};

	for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
		int value = numeral(g_utf8_get_char(p));
		gboolean is_ok;

		if (value >= 10000)
			is_ok = count_big(&counting, value);
		else if (value >= 10)
			is_ok = count_small(&counting, value);
		else
			is_ok = count_one(&counting, value);
		if (!is_ok)
			return FALSE;
	}
	return finish(&counting, result);
}

/* 二〇二四: digits one after the other. 三五 is three to five: fewer than four digits need a zero among them. */
static gboolean
read_positional(const char *text, const char *end, gboolean is_fraction, PrDecimal *value)
{
	char plain[NUMERAL_BYTES];
	gsize count = 0;

	for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
		int digit = numeral(g_utf8_get_char(p));

		if (digit > 9 || count + 1 >= sizeof plain)
			return FALSE;
		plain[count++] = (char)('0' + digit);
	}
	plain[count] = '\0';
	return (is_fraction || count >= 4 || strchr(plain, '0') != NULL) && pr_decimal_parse(plain, value);
}

static const char *
skip_numerals(const char *text)
{
	while (*text != '\0' && numeral(g_utf8_get_char(text)) >= 0)
		text = g_utf8_next_char(text);
	return text;
}

gsize
pr_numeral_read(const char *text, PrDecimal *value)
{
	static const char point[] = "点";
	const char *end = skip_numerals(text), *fraction_end = end;
	PrDecimal fraction = {0, 0};
	gint64 counted;

	if (end == text || end - text > NUMERAL_BYTES)
		return 0;
	if (read_counting(text, end, &counted))
		*value = (PrDecimal){counted, 0};
	else if (g_utf8_strlen(text, end - text) < 2 || !read_positional(text, end, FALSE, value))
		return 0;
	if (strncmp(end, point, strlen(point)) == 0)
		fraction_end = skip_numerals(end + strlen(point));
	if (fraction_end <= end + strlen(point))
		return (gsize)(end - text);
	if (!read_positional(end + strlen(point), fraction_end, TRUE, &fraction))
		return 0;
	fraction.scale = (int)g_utf8_strlen(end + strlen(point), fraction_end - end - (int)strlen(point));
	return pr_decimal_add(*value, fraction, value) ? (gsize)(fraction_end - text) : 0;
}

/* 5角, 6分: one digit and its word; moves behind them. */
static gboolean
read_coin(const char **text, const char *word, int scale, PrDecimal *sum)
{
	int digit = **text != '\0' ? numeral(g_utf8_get_char(*text)) : -1;
	const char *next;

	if (digit < 0 || digit > 9)
		return FALSE;
	next = g_utf8_next_char(*text);
	if (!g_str_has_prefix(next, word) || !pr_decimal_add(*sum, (PrDecimal){digit, scale}, sum))
		return FALSE;
	*text = next + strlen(word);
	return TRUE;
}

gboolean
pr_numeral_read_money(const char *text, PrDecimal *value)
{
	const char *rest = text + pr_numeral_read(text, value);
	gunichar unit = g_utf8_get_char(rest);

	if (rest == text || (unit != 0x5143 && unit != 0x5706 && unit != 0x5713)) /* 元 圆 圓 */
		return FALSE;
	rest = g_utf8_next_char(rest);
	read_coin(&rest, "角", 1, value);
	if (g_str_has_prefix(rest, "零"))
		rest += strlen("零");
	read_coin(&rest, "分", 2, value);
	if (g_str_has_prefix(rest, "整") || g_str_has_prefix(rest, "正"))
		rest += strlen("整");
	return *rest == '\0';
}
