/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates and periods: a list of forms, each one pattern with named parts; what stands behind says before, by, from or
 * after. */
#include "normalize/date.h"

#include "normalize/number.h"
#include "normalize/pattern.h"

#include <stdio.h>
#include <string.h>

#define FIRST_YEAR 1900
#define LAST_YEAR 2100

#define NOT_INSIDE "(?<![\\d.,/-])"
#define TO "(?:-+|~+|—+|至|到)"
#define DAY "[日号]"

/* The longest forms first: 5月1日-6月30日 also holds 5月1日. */
static struct Form {
	const char *regex;
	gboolean only_if_expected;
	const PrPattern *pattern;
} forms[] = {{NOT_INSIDE "(?:(?<y1>\\d{4})年)?(?<m1>\\d{1,2})月(?<d1>\\d{1,2})" DAY "?" TO
			 "(?:(?<y2>\\d{4})年)?(?:(?<m2>\\d{1,2})月)?(?<d2>\\d{1,2})" DAY},
	{NOT_INSIDE "(?<y1>\\d{4})(?<s>[-./])(?<m1>\\d{1,2})\\k<s>(?<d1>\\d{1,2})" TO
		    "(?<y2>\\d{4})\\k<s>(?<m2>\\d{1,2})\\k<s>(?<d2>\\d{1,2})(?!\\d)"},
	{NOT_INSIDE "(?<y1>\\d{4})(?<s>[./])(?<m1>\\d{1,2})" TO "(?<y2>\\d{4})\\k<s>(?<m2>\\d{1,2})(?!\\d)"},
	{NOT_INSIDE "(?:(?<y1>\\d{4})年度?)?(?<m1>\\d{1,2})(?:月份?)?" TO
		    "(?:(?<y2>\\d{4})年度?)?(?<m2>\\d{1,2})月份?(?!\\d)"},
	{NOT_INSIDE "(?<y1>\\d{4})(?:年度?)?" TO "(?<y2>\\d{4})年度?(?!\\d)"},
	{"(?:" NOT_INSIDE "(?<y1>\\d{4})年度?)?第?(?<q>[1-4一二三四])季度"},
	{"(?:" NOT_INSIDE "(?<y1>\\d{4})年度?)?(?<h>[上下])半年"},
	{NOT_INSIDE "(?:(?<y1>\\d{4})年)?(?<m1>\\d{1,2})月(?<d1>\\d{1,2})" DAY},
	{NOT_INSIDE "(?:(?<y1>\\d{4})年)?(?<m1>\\d{1,2})月(?:份|(?<x>[上中下])旬)?(?!\\d)"},
	{NOT_INSIDE "(?<y1>\\d{4})年(?:度|全年|年(?=[底末终]))?(?!\\d)"},
	{NOT_INSIDE "(?<y1>\\d{4})(?<s>[-./])(?<m1>\\d{1,2})\\k<s>(?<d1>\\d{1,2})(?![\\d.,/-])"},
	{NOT_INSIDE "(?<y1>(?:19|20)\\d{2})-(?<m1>0[1-9]|1[0-2])(?![\\d.,/-])"},
	{"^(?:全年|(?:当年|本年|全年|年)(?=[底末]))"},
	{"^(?<y1>\\d{4})[-./](?<m1>\\d{1,2})$", .only_if_expected = TRUE},
	{"^(?<y1>\\d{4})(?<m1>\\d{2})(?<d1>\\d{2})$", .only_if_expected = TRUE},
	{"^(?<y1>(?:19|20)\\d{2})$", .only_if_expected = TRUE}};

/* What was printed, 0 for what was not. */
typedef struct {
	int y1, m1, d1, y2, m2, d2;
	char part[8]; /* quarter, half or ten days of a month: one UTF-8 character */
	gboolean is_span, is_year_alone;
} Parts;

static int
days_in(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)));
}

static gboolean
is_valid(PrDate date)
{
	if (date.year < FIRST_YEAR || date.year > LAST_YEAR || date.month < 0 || date.month > 12)
		return FALSE;
	return date.day == 0 || (date.month > 0 && date.day > 0 && date.day <= days_in(date.year, date.month));
}

static int
number_of(const PrPattern *pattern, const PrMatch *match, const char *text, const char *name)
{
	g_autofree char *digits = pr_match_text(match, text, pr_pattern_group(pattern, name));

	return atoi(digits);
}

/* Whether a part that stands in the text is 0: month 0, day 0 are no dates. */
static gboolean
is_zero_printed(const PrPattern *pattern, const PrMatch *match, const char *text)
{
	static const char *const names[] = {"y1", "m1", "d1", "y2", "m2", "d2"};

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		int group = pr_pattern_group(pattern, names[i]);

		if (group > 0 && match->start[group] >= 0 && number_of(pattern, match, text, names[i]) == 0)
			return TRUE;
	}
	return FALSE;
}

static Parts
take_parts(const PrPattern *pattern, const PrMatch *match, const char *text)
{
	static const char *const part_names[] = {"q", "h", "x"};
	Parts parts = {.y1 = number_of(pattern, match, text, "y1"),
		.m1 = number_of(pattern, match, text, "m1"),
		.d1 = number_of(pattern, match, text, "d1"),
		.y2 = number_of(pattern, match, text, "y2"),
		.m2 = number_of(pattern, match, text, "m2"),
		.d2 = number_of(pattern, match, text, "d2")};

	for (guint i = 0; i < G_N_ELEMENTS(part_names); i++) {
		g_autofree char *part = pr_match_text(match, text, pr_pattern_group(pattern, part_names[i]));

		if (*part != '\0')
			g_strlcpy(parts.part, part, sizeof parts.part);
	}
	parts.is_span = parts.y2 > 0 || parts.m2 > 0 || parts.d2 > 0;
	return parts;
}

static int
quarter_of(const char *part)
{
	static const char *const names[] = {"1", "一", "2", "二", "3", "三", "4", "四"};

	for (guint i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(part, names[i]) == 0)
			return (int)i / 2 + 1;
	return 0;
}

/* 第三季度, 上半年, 11月中旬 */
static void
set_period(const Parts *parts, PrDateReading *reading)
{
	int quarter = quarter_of(parts->part), month = parts->m1;
	gboolean is_first = strcmp(parts->part, "上") == 0, is_middle = strcmp(parts->part, "中") == 0;

	reading->from = reading->to = (PrDate){reading->from.year, month, 0};
	if (quarter > 0) {
		reading->from.month = 3 * quarter - 2;
		reading->to.month = 3 * quarter;
	} else if (month == 0) {
		reading->from.month = is_first ? 1 : 7;
		reading->to.month = is_first ? 6 : 12;
	} else if (month <= 12) {
		reading->from.day = is_first ? 1 : is_middle ? 11 : 21;
		reading->to.day = is_first ? 10 : is_middle ? 20 : days_in(reading->from.year, month);
	}
}

static gboolean
set_dates(const Parts *parts, int year, PrDateReading *reading)
{
	int first_year = parts->y1;

	/* 1月至2024年11月: the year printed once holds for both */
	if (first_year == 0)
		first_year = parts->y2 > 0 ? parts->y2 : year;
	reading->year_is_inferred = parts->y1 == 0 && parts->y2 == 0;
	reading->from = reading->to = (PrDate){first_year, parts->m1, parts->d1};
	if (first_year == 0)
		return FALSE;
	if (parts->part[0] != '\0')
		set_period(parts, reading);
	else if (parts->is_span)
		reading->to = (PrDate){
			parts->y2 > 0 ? parts->y2 : first_year, parts->m2 > 0 ? parts->m2 : parts->m1, parts->d2};
	return is_valid(reading->from) && is_valid(reading->to);
}

static gboolean
is_ordered(const PrDateReading *reading)
{
	const PrDate *a = &reading->from, *b = &reading->to;

	if (a->year != b->year)
		return a->year < b->year;
	return a->month != b->month ? a->month < b->month : a->day <= b->day;
}

static void
set_end_of_period(PrDateReading *reading)
{
	PrDate *to = &reading->to;

	if (to->month == 0)
		to->month = 12;
	if (to->day == 0)
		to->day = days_in(to->year, to->month);
	reading->from = *to;
}

/* 底前: by the last day. 前: by that day, or before that month begins. 起, 后: from, after. */
static void
read_comparator(const char *text, PrDateReading *reading)
{
	static const PrPattern *slot;
	const PrPattern *pattern = pr_pattern_once(
		&slot, "^(?<end>底|末|终)?(?:(?<before>(?:之|以)?前)|(?<after>(?:之|以)?后)|(?<since>起|开始|以来))?");
	PrMatch match;
	gboolean has_end;

	if (!pr_pattern_find(pattern, text + reading->end, 0, &match))
		return;
	has_end = match.start[pr_pattern_group(pattern, "end")] >= 0 && reading->to.day == 0;
	if (has_end)
		set_end_of_period(reading);
	if (match.start[pr_pattern_group(pattern, "before")] >= 0)
		reading->comparator = reading->to.day > 0 ? PR_COMPARATOR_LE : PR_COMPARATOR_LT;
	else if (match.start[pr_pattern_group(pattern, "after")] >= 0)
		reading->comparator = PR_COMPARATOR_GT;
	else if (match.start[pr_pattern_group(pattern, "since")] >= 0)
		reading->comparator = PR_COMPARATOR_GE;
	reading->end += match.end[0];
}

/* Cheap: most texts hold neither of these. */
static gboolean
may_hold_date(const char *text, gboolean is_date_expected)
{
	if (strstr(text, "年") != NULL || strstr(text, "月") != NULL || strstr(text, "季度") != NULL)
		return TRUE;
	for (const char *p = text; *p != '\0'; p++)
		if (g_ascii_isdigit(p[0]) &&
			(is_date_expected || ((p[1] == '-' || p[1] == '.' || p[1] == '/') && g_ascii_isdigit(p[2]))))
			return TRUE;
	return FALSE;
}

static gboolean
find_form(struct Form *form, const char *text, int year, PrDateReading *reading)
{
	const PrPattern *pattern = pr_pattern_once(&form->pattern, form->regex);
	PrMatch match;
	Parts parts;

	if (!pr_pattern_find(pattern, text, 0, &match) || is_zero_printed(pattern, &match, text))
		return FALSE;
	parts = take_parts(pattern, &match, text);
	*reading = (PrDateReading){.start = match.start[0], .end = match.end[0]};
	if (!set_dates(&parts, year, reading) || !is_ordered(reading))
		return FALSE;
	read_comparator(text, reading);
	return TRUE;
}

gboolean
pr_date_find(const char *text, int year, gboolean is_date_expected, PrDateReading *reading)
{
	if (!may_hold_date(text, is_date_expected))
		return FALSE;
	for (guint i = 0; i < G_N_ELEMENTS(forms); i++)
		if ((is_date_expected || !forms[i].only_if_expected) && find_form(&forms[i], text, year, reading))
			return TRUE;
	return FALSE;
}

void
pr_date_print(PrDate date, GString *out)
{
	g_string_append_printf(out, "%04d", date.year);
	if (date.month > 0)
		g_string_append_printf(out, "-%02d", date.month);
	if (date.day > 0)
		g_string_append_printf(out, "-%02d", date.day);
}

gboolean
pr_date_parse(const char *text, PrDate *date)
{
	static const PrPattern *slot;
	const PrPattern *pattern = pr_pattern_once(&slot, "^(?<y>\\d{4})(?:-(?<m>\\d{2})(?:-(?<d>\\d{2}))?)?$");
	PrMatch match;

	if (!pr_pattern_find(pattern, text, 0, &match))
		return FALSE;
	*date = (PrDate){number_of(pattern, &match, text, "y"), number_of(pattern, &match, text, "m"),
		number_of(pattern, &match, text, "d")};
	return is_valid(*date);
}
