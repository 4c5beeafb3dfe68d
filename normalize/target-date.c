/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Targets that are a date: 按合同约定2024年11月底前支付. */
#include "normalize/target.h"

#include "normalize/comparator.h"
#include "normalize/date.h"
#include "normalize/numeral.h"
#include "normalize/pattern.h"
#include "normalize/clause.h"

#include <string.h>

/* 二〇二四年十一月 → 2024年11月; NULL where the text holds no such numeral. */
static char *
with_digits(const char *text)
{
	g_autoptr(GString) out = g_string_new(NULL);
	gboolean is_changed = FALSE;

	for (const char *p = text; *p != '\0';) {
		PrDecimal number;
		gsize length = pr_numeral_read(p, &number);
		const char *next = p + length;
		char buffer[PR_DECIMAL_BUFFER];

		if (length > 0 && (g_str_has_prefix(next, "年") || g_str_has_prefix(next, "月") ||
					  g_str_has_prefix(next, "日"))) {
			g_string_append(out, pr_decimal_print(number, buffer));
			is_changed = TRUE;
		} else {
			next = g_utf8_next_char(p);
			g_string_append_len(out, p, next - p);
		}
		p = next;
	}
	return is_changed ? g_string_free(g_steal_pointer(&out), FALSE) : NULL;
}

/* Words that may stand around a date that has no comparator: on its own it is a date, within a sentence it is not what
 * is said. */
static gboolean
is_alone(const char *text, const PrDateReading *reading)
{
	static const PrPattern *lead_slot, *trail_slot;
	const PrPattern *lead = pr_pattern_once(
		&lead_slot, "^(?:于|在|自|从|至|截至|截止|截止到|计划|预计|实际|计划于|预计于|完成时间:?)?$");
	const PrPattern *trail = pr_pattern_once(&trail_slot,
		"^(?:全部|按时|已|前)?(?:完成|支付|验收|交付|上线|发放|竣工|结束|执行|开展|完毕|工作){0,3}$");
	g_autofree char *before = g_strndup(text, pr_clause_trimmed(text, (gsize)reading->start));

	return pr_pattern_matches(lead, before) &&
	       pr_pattern_matches(trail, pr_clause_skip_spaces(text + reading->end));
}

/* 每年12月底前, 次月5日前: no date but a rule. */
static gboolean
is_recurring(const char *text, gsize length)
{
	return pr_clause_holds_any(text, length, "每各次逐");
}

/* Takes a comparing word before the date; FALSE where it contradicts the one behind it. */
static gboolean
join_comparators(PrDateReading *reading, PrComparator before)
{
	if (before == PR_COMPARATOR_NONE)
		return TRUE;
	if (reading->comparator != PR_COMPARATOR_NONE && reading->comparator != before)
		return FALSE;
	reading->comparator = before;
	return TRUE;
}

static gboolean
is_all_that_is_said(const char *text, PrDateReading *reading)
{
	const char *trail = text + reading->end;
	gsize lead = pr_clause_trimmed(text, (gsize)reading->start), size;

	if (pr_clause_holds_digit(text, lead) || pr_clause_holds_digit(trail, strlen(trail)))
		return FALSE;
	if (pr_clause_holds_any(text, lead, PR_CLAUSE_MARKS) ||
		pr_clause_holds_any(trail, strlen(trail), PR_CLAUSE_MARKS))
		return FALSE;
	if (is_recurring(text, lead) || !join_comparators(reading, pr_comparator_before(text, lead, &size)))
		return FALSE;
	if (pr_clause_is_joined_before(text, lead - size) || pr_clause_is_joined_behind(trail) ||
		g_ascii_isalnum(*trail))
		return FALSE;
	return reading->comparator != PR_COMPARATOR_NONE || is_alone(text, reading);
}

gboolean
pr_target_read_date(const char *text, const PrValueContext *context, PrValue *value, gboolean *holds_date)
{
	g_autofree char *digits = with_digits(text);
	PrDateReading reading;

	if (digits != NULL)
		text = digits;
	*holds_date = pr_date_find(
		text, context->year, context->expect == PR_EXPECT_DATE || context->expect == PR_EXPECT_YEAR, &reading);
	if (!*holds_date || !is_all_that_is_said(text, &reading))
		return FALSE;
	value->kind = PR_VALUE_DATE;
	value->comparator = reading.comparator;
	value->from = reading.from;
	value->to = reading.to;
	value->year_is_inferred = reading.year_is_inferred;
	return TRUE;
}
