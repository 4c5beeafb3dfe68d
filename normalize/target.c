/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The grammar of targets: what surely says "at least 3 times a year", and nothing that only looks like it. */
#include "normalize/target.h"

#include "normalize/comparator.h"
#include "normalize/numeral.h"
#include "normalize/pattern.h"
#include "normalize/clause.h"
#include "normalize/unit.h"

#include <string.h>

/*
 *     满意率  不低于   95      %     以上      (target)
 *     lead    before  number  unit  behind  trail
 *
 * A text is read as a number only if it is one clause with exactly one number in it. Behind the number stands a known
 * unit, then words or nothing; or a few letters that may be an unknown unit; or nothing. A number next to Latin
 * letters, slashes or hyphens is a name (7X24, A4, 140/280), one behind 第 or before 号 counts nothing. Everything else
 * is text.
 */

static const char percent_word[] = "百分之";

/* What stands around the number. */
typedef struct {
	gsize lead;            /* bytes before the number, its comparator included */
	gboolean is_sign_only; /* the lead is one of ≤ ≥ < > = */
	gboolean is_percent;   /* 百分之 */
} Lead;

/* "lead…trail" without what was read as the number and its unit. A sign alone is said by the comparator. */
static char *
wording_around(const char *text, const Lead *lead, const char *trail)
{
	gsize length = lead->is_sign_only ? 0 : lead->lead;

	if (length > 0 && *trail != '\0')
		return g_strdup_printf("%.*s…%s", (int)length, text, trail);
	if (length > 0)
		return g_strndup(text, length);
	return *trail != '\0' ? g_strdup(trail) : NULL;
}

static void
set_percent(PrValue *value)
{
	value->kind = PR_VALUE_PERCENT;
	value->unit = g_strdup("%");
	value->unit_is_printed = TRUE;
}

gboolean
pr_target_read_unit(const char **rest, PrValue *value)
{
	const char *text = pr_clause_skip_spaces(*rest);
	gboolean is_bound = FALSE;
	gsize length, bound;

	if (*text == '%') {
		set_percent(value);
		*rest = pr_clause_skip_spaces(text + 1);
		return TRUE;
	}
	value->kind = PR_VALUE_NUMBER;
	is_bound = pr_comparator_behind(text, &bound) != PR_COMPARATOR_NONE;
	length = pr_unit_read(text, &value->magnitude);
	if (length == 0 && !is_bound && pr_unit_is_likely(text))
		length = strlen(text);
	if (length == 0)
		return *text == '\0' || is_bound;
	value->unit = g_strndup(text, length);
	value->unit_is_printed = TRUE;
	*rest = pr_clause_skip_spaces(text + length);
	return TRUE;
}

/* What stands before the number: words, then a comparator or none. */
static gboolean
read_lead(const char *text, gsize length, Lead *lead, PrValue *value)
{
	gsize size, words;

	lead->lead = pr_clause_trimmed(text, length);
	if (lead->lead >= strlen(percent_word) &&
		g_str_has_prefix(text + lead->lead - strlen(percent_word), percent_word)) {
		lead->lead -= strlen(percent_word);
		lead->is_percent = TRUE;
	}
	value->comparator = pr_comparator_before(text, lead->lead, &size);
	words = lead->lead - size;
	lead->is_sign_only = size > 0 && words == 0 && g_utf8_strlen(text, (gssize)size) == 1;
	if (pr_clause_holds_any(text, words, PR_COMPARING_SIGNS) || pr_clause_holds_any(text, words, PR_CLAUSE_MARKS))
		return FALSE;
	return size > 0 || lead->is_percent || !pr_clause_is_joined_before(text, lead->lead);
}

/* What stands behind the unit: a comparator or none, then words. */
static gboolean
read_behind(const char *rest, PrValue *value)
{
	gsize size;
	PrComparator comparator = pr_comparator_behind(rest, &size);

	if (pr_clause_holds_any(rest, strlen(rest), PR_CLAUSE_MARKS PR_COMPARING_SIGNS) ||
		pr_clause_is_joined_behind(rest) || g_ascii_isalpha(*rest))
		return FALSE;
	if (comparator == PR_COMPARATOR_NONE)
		return TRUE;
	/* 不低于99%以上 says it twice; 低于5%以上 says nothing */
	if (value->comparator != PR_COMPARATOR_NONE && value->comparator != comparator)
		return FALSE;
	value->comparator = comparator;
	return TRUE;
}

/* 30日内 lasts 30 days; 每月15日 is a day of the month, and so is 15日前. */
static gboolean
is_day_of_month(const PrValue *value, const Lead *lead, const char *rest)
{
	return g_strcmp0(value->unit, "日") == 0 && value->comparator == PR_COMPARATOR_NONE &&
	       (lead->lead > 0 || *rest != '\0');
}

static gboolean
read_one_number(const char *text, const PrFoundNumber *found, PrValue *value)
{
	const char *rest = text + found->end;
	Lead lead = {0};

	if (!read_lead(text, found->start, &lead, value) || pr_clause_is_joined_behind(rest))
		return FALSE;
	if (lead.is_percent)
		set_percent(value);
	else if (!pr_target_read_unit(&rest, value))
		return FALSE;
	if (!read_behind(rest, value) || is_day_of_month(value, &lead, rest))
		return FALSE;
	value->number = found->number;
	value->wording = wording_around(text, &lead, rest);
	return TRUE;
}

/* 不少于三次, 百分之九十五以上: only where nothing else is said, as 一 and 三 stand in many words that count nothing.
 */
static gboolean
read_chinese_number(const char *text, PrValue *value)
{
	/* counting words that make no other word with the numeral before them (十分, 一点, 三方 do) */
	static const char *const counting[] = {"次", "个", "名", "人", "人次", "家", "份", "项", "场", "套", "台", "件",
		"篇", "批", "批次", "天", "个月", "年", "小时", "元", "万元", "亿元", "个工作日", "户", "辆", "处",
		"条", "期", "本", NULL};
	Lead lead = {0};
	gsize length, behind;
	const char *rest;

	value->comparator = pr_comparator_at_start(text, &lead.lead);
	lead.is_sign_only = lead.lead > 0 && g_utf8_strlen(text, (gssize)lead.lead) == 1;
	rest = text + lead.lead;
	lead.is_percent = g_str_has_prefix(rest, percent_word);
	rest += lead.is_percent ? strlen(percent_word) : 0;
	length = pr_numeral_read(rest, &value->number);
	if (length == 0)
		return FALSE;
	rest += length;
	if (lead.is_percent)
		set_percent(value);
	else if (!pr_target_read_unit(&rest, value) || value->unit == NULL || !g_strv_contains(counting, value->unit))
		return FALSE;
	pr_comparator_behind(rest, &behind);
	if (rest[behind] != '\0' || !read_behind(rest, value))
		return FALSE;
	value->wording = wording_around(text, &lead, rest);
	return TRUE;
}

gboolean
pr_target_is_code(const char *text)
{
	static const PrPattern *slot;
	/* leading zeros; functional classification (类款项); mobile telephones; identity and credit codes */
	const PrPattern *pattern =
		pr_pattern_once(&slot, "^(?:0\\d+|2(?:0[1-9]|[12]\\d|3[0-4])\\d{4}|1[3-9]\\d{9}|\\d{15,})$");

	return g_ascii_isdigit(*text) && pr_pattern_matches(pattern, text);
}

/* A reading that failed half-way leaves nothing behind. */
static void
reset(PrValue *value)
{
	pr_value_clear(value);
	*value = (PrValue){.kind = PR_VALUE_TEXT};
}

gboolean
pr_target_read(const char *text, const PrValueContext *context, PrValue *value)
{
	/* 达标率100%。 the stop says nothing */
	g_autofree char *clause = g_strdup(text);
	PrFoundNumber found;
	gboolean holds_date;
	int count;

	while (g_str_has_suffix(clause, "。") || g_str_has_suffix(clause, ";"))
		*g_utf8_find_prev_char(clause, clause + strlen(clause)) = '\0';
	if (pr_target_read_date(clause, context, value, &holds_date))
		return TRUE;
	if (holds_date)
		return FALSE;
	count = pr_clause_numbers(clause, &found);
	if (count == 1 && !pr_target_is_code(clause) && read_one_number(clause, &found, value))
		return TRUE;
	reset(value);
	if (count == 0 && read_chinese_number(clause, value))
		return TRUE;
	reset(value);
	if (count == 2)
		pr_target_read_parts(clause, value);
	return FALSE;
}
