/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Years, quarters and units over columns of numbers.
 *
 *             2023/24  FY2025   Q1 2020     A period has a year of four digits, and beside it no number of more than two, but for
 *                  £m   €'000         %     another year; or it is short, as Q1 and FY24 are. 2,019 and 1995.5 are amounts.
 *   Plarn        12.5       –       3.1     A unit is the sign of a currency, a percentage, or thousands written as '000.
 */
#include "extract/period.h"

#include <string.h>

#define YEAR_FIRST 1800u
#define YEAR_LAST 2199u
#define LETTERS_MAX 3u /* of FY, Q, H, E; a footnote's */
#define NUMBERS_MAX 4u
#define CODE_LETTERS 3u /* of EUR */

typedef struct {
	guint years, small, letters, points;
	gboolean is_other; /* what no period has */
} Reading;

static const char *
read_number(const char *p, Reading *reading)
{
	guint digits = 0, value = 0;

	for (; g_ascii_isdigit(*p) && digits < 5; p++, digits++)
		value = 10 * value + (guint)(*p - '0');
	if (digits == 4 && value >= YEAR_FIRST && value <= YEAR_LAST)
		reading->years++;
	else if (digits <= 2)
		reading->small++;
	else
		reading->is_other = TRUE;
	return p;
}

static Reading
read_period(const char *text)
{
	Reading reading = {0};

	for (const char *p = text; *p != '\0';) {
		gunichar ch = g_utf8_get_char(p);

		if (g_ascii_isdigit(*p)) {
			p = read_number(p, &reading);
			continue;
		}
		if (g_ascii_isalpha(*p))
			reading.letters++;
		else if (ch == '.')
			reading.points++;
		else if (g_utf8_strchr(" /–—-‐()（）*:'’年月度", -1, ch) == NULL)
			reading.is_other = TRUE;
		p = g_utf8_next_char(p);
	}
	return reading;
}

static gboolean
is_of_day(const Reading *reading)
{
	return reading->years == 1 && reading->small == 2;
}

/* Q1, 1H, FY24, Q3 24, FY23/24: said without a whole year. */
static gboolean
is_short_period(const char *text, const Reading *reading)
{
	static const char *const openings[] = {
		"FY", "Q1", "Q2", "Q3", "Q4", "H1", "H2", "1Q", "2Q", "3Q", "4Q", "1H", "2H"};

	for (guint i = 0; i < G_N_ELEMENTS(openings); i++)
		if (g_str_has_prefix(text, openings[i]))
			return reading->letters <= 2 && reading->points == 0 && reading->small > 0 &&
			       reading->small <= 2;
	return FALSE;
}

/* One point is that of a fraction. What a dash or a bracket opens is a negative number. */
static gboolean
has_year(const char *text, const Reading *reading)
{
	return !reading->is_other && reading->years > 0 && reading->years + reading->small <= NUMBERS_MAX &&
	       reading->letters <= LETTERS_MAX && g_utf8_strchr("-–—(", -1, g_utf8_get_char(text)) == NULL;
}

gboolean
pr_is_period(const char *text)
{
	Reading reading = read_period(text);

	if (!reading.is_other && reading.years == 0)
		return is_short_period(text, &reading);
	return has_year(text, &reading) && reading.points == 0 && !is_of_day(&reading);
}

gboolean
pr_is_day(const char *text)
{
	Reading reading = read_period(text);

	return has_year(text, &reading) && is_of_day(&reading) && (reading.points == 0 || reading.points == 2);
}

gboolean
pr_is_measure(const char *text)
{
	guint small = 0, capitals = 0, signs = 0;

	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar ch = g_utf8_get_char(p);

		if (g_str_has_prefix(p, "000")) {
			signs++;
			p += 2;
		} else if (ch != 0 && g_utf8_strchr("%％‰$£€¥￥₹₽₩", -1, ch) != NULL)
			signs++;
		else if (g_ascii_isalpha(*p))
			*(g_ascii_isupper(*p) ? &capitals : &small) += 1;
		else if (g_utf8_strchr(" '’‘()（）.", -1, ch) == NULL)
			return FALSE;
	}
	return signs > 0 || (small == 0 && capitals == CODE_LETTERS);
}
