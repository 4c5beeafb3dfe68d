/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrValue: which readings are tried where, by what the place lets one expect. */
#include "normalize/value.h"

#include "normalize/date.h"
#include "normalize/number.h"
#include "normalize/numeral.h"
#include "normalize/pattern.h"
#include "normalize/target.h"
#include "normalize/unit.h"

#include <string.h>

/* Bytes. What is longer is prose. */
#define LONGEST_VALUE 600

static const char *const kind_names[] = {"blank", "placeholder", "number", "percent", "date", "grade", "text"};
static const char *const comparator_names[] = {"none", "=", "<", "<=", ">", ">="};
static const char *const expect_names[] = {
	"any", "text", "amount", "number", "score", "rate", "target", "date", "year", "grade", "code"};

const char *
pr_value_kind_name(PrValueKind kind)
{
	g_return_val_if_fail((guint)kind < G_N_ELEMENTS(kind_names), "");
	return kind_names[kind];
}

const char *
pr_comparator_name(PrComparator comparator)
{
	g_return_val_if_fail((guint)comparator < G_N_ELEMENTS(comparator_names), "");
	return comparator_names[comparator];
}

const char *
pr_expect_name(PrExpect expect)
{
	g_return_val_if_fail((guint)expect < G_N_ELEMENTS(expect_names), "");
	return expect_names[expect];
}

gboolean
pr_expect_parse(const char *name, PrExpect *expect)
{
	for (guint i = 0; i < G_N_ELEMENTS(expect_names); i++)
		if (strcmp(name, expect_names[i]) == 0) {
			*expect = (PrExpect)i;
			return TRUE;
		}
	return FALSE;
}

/* Signs that say "nothing here" anywhere, words that say it only where a value is expected. */
static gboolean
is_placeholder(const char *text, PrExpect expect)
{
	static const PrPattern *sign_slot, *word_slot, *target_slot;
	gunichar first = g_utf8_get_char(text);

	if (strchr("-/\\*", *text) == NULL && first != 0x2014 && first != 0x2026 && expect == PR_EXPECT_ANY)
		return FALSE;
	if (pr_pattern_matches(pr_pattern_once(&sign_slot, "^(?:[-—]{1,4}|/{1,2}|\\\\|\\*{1,3}|…{1,2})$"), text))
		return TRUE;
	switch (expect) {
	case PR_EXPECT_AMOUNT:
	case PR_EXPECT_NUMBER:
	case PR_EXPECT_SCORE:
	case PR_EXPECT_RATE:
	case PR_EXPECT_DATE:
	case PR_EXPECT_YEAR:
	case PR_EXPECT_GRADE:
		return pr_pattern_matches(pr_pattern_once(&word_slot, "^(?:无|不适用|[Nn]/?[Aa])$"), text);
	case PR_EXPECT_TARGET:
		/* 无 may be the target itself: no accidents */
		return pr_pattern_matches(pr_pattern_once(&target_slot, "^(?:不适用|[Nn]/?[Aa])$"), text);
	case PR_EXPECT_ANY:
	case PR_EXPECT_TEXT:
	case PR_EXPECT_CODE:
	default:
		return FALSE;
	}
}

/* The unit of the place, for a number that has none printed. */
static void
take_context_unit(const PrValueContext *context, PrValue *value)
{
	const char *unit = context->unit;

	if (value->unit != NULL || value->kind != PR_VALUE_NUMBER || context->expect == PR_EXPECT_RATE)
		return;
	if ((unit == NULL || *unit == '\0') && context->expect == PR_EXPECT_SCORE)
		unit = "分";
	if (unit == NULL || *unit == '\0')
		return;
	pr_unit_read(unit, &value->magnitude);
	value->unit = g_strdup(unit);
}

/* A number and its unit, and nothing else: 1,234.50 (56) 12.5% 万元. */
static gboolean
read_quantity(const char *text, PrValue *value)
{
	PrDecimal number;
	gsize length = pr_number_read(text, &number), unit_length;
	const char *unit;

	if (pr_number_read_whole(text, &number)) {
		value->kind = PR_VALUE_NUMBER;
		value->number = number;
		return TRUE;
	}
	if (length == 0)
		return FALSE;
	unit = text + length;
	while (*unit == ' ')
		unit++;
	unit_length = *unit == '%' ? 1 : pr_unit_read(unit, &value->magnitude);
	if (unit_length == 0 || unit[unit_length] != '\0') {
		value->magnitude = 0;
		return FALSE;
	}
	value->kind = *unit == '%' ? PR_VALUE_PERCENT : PR_VALUE_NUMBER;
	value->number = number;
	value->unit = g_strdup(unit);
	value->unit_is_printed = TRUE;
	return TRUE;
}

/* 壹仟贰佰元整, 一百二十万元, 十二 */
static gboolean
read_numeral(const char *text, PrValue *value)
{
	gsize length = pr_numeral_read(text, &value->number);

	value->kind = PR_VALUE_NUMBER;
	if (length > 0 && text[length] == '\0')
		return TRUE;
	if (!pr_numeral_read_money(text, &value->number))
		return FALSE;
	value->unit = g_strdup("元");
	value->unit_is_printed = TRUE;
	return TRUE;
}

/* ¥1,234.00 */
static gboolean
read_money(const char *text, PrValue *value)
{
	static const char *const signs[] = {"¥", "$", "€", "£"};

	for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
		gsize length = strlen(signs[i]);

		if (strncmp(text, signs[i], length) != 0 ||
			!pr_number_read_whole(text + length + strspn(text + length, " "), &value->number))
			continue;
		value->kind = PR_VALUE_NUMBER;
		value->unit = g_strdup(signs[i]);
		value->unit_is_printed = TRUE;
		return TRUE;
	}
	return FALSE;
}

/* 2024年度, 2024, (2024年度) */
static gboolean
read_year(const char *text, const PrValueContext *context, PrValue *value)
{
	gsize length = strlen(text);
	gboolean is_bracketed = length > 2 && text[0] == '(' && text[length - 1] == ')', holds_date;
	g_autofree char *inner = is_bracketed ? g_strndup(text + 1, length - 2) : g_strdup(text);

	if (!pr_target_read_date(inner, context, value, &holds_date) || value->year_is_inferred)
		return FALSE;
	return value->from.month == 0 && value->from.year == value->to.year && value->comparator == PR_COMPARATOR_NONE;
}

static gboolean
read_grade(const char *text, PrValue *value)
{
	static const PrPattern *slot;

	if (!pr_pattern_matches(pr_pattern_once(&slot, "^[优良中低差]$"), text))
		return FALSE;
	value->kind = PR_VALUE_GRADE;
	value->grade = g_strdup(text);
	return TRUE;
}

/* In a general table a date needs no words around it. */
static gboolean
read_any(const char *text, const PrValueContext *context, PrValue *value)
{
	PrDateReading reading;

	if (pr_target_is_code(text))
		return FALSE;
	if (pr_date_find(text, context->year, FALSE, &reading) && reading.start == 0 && text[reading.end] == '\0') {
		value->kind = PR_VALUE_DATE;
		value->from = reading.from;
		value->to = reading.to;
		value->comparator = reading.comparator;
		value->year_is_inferred = reading.year_is_inferred;
		return TRUE;
	}
	return read_quantity(text, value) || read_money(text, value);
}

/* △15.20, (15.20): the accountant's minus is no wording around a number. */
static gboolean
is_accounting_negative(const char *text)
{
	return *text == '(' || pr_number_negative_mark(text) > 0;
}

static gboolean
read_expected(const char *text, const PrValueContext *context, PrValue *value)
{
	gboolean holds_date;

	switch (context->expect) {
	case PR_EXPECT_ANY:
		return read_any(text, context, value);
	case PR_EXPECT_AMOUNT:
		return read_quantity(text, value) || read_money(text, value) || read_numeral(text, value);
	case PR_EXPECT_NUMBER:
	case PR_EXPECT_SCORE:
		return read_quantity(text, value) || read_numeral(text, value);
	case PR_EXPECT_RATE:
		return read_quantity(text, value);
	case PR_EXPECT_TARGET:
		return (is_accounting_negative(text) && read_quantity(text, value)) ||
		       pr_target_read(text, context, value);
	case PR_EXPECT_DATE:
		return pr_target_read_date(text, context, value, &holds_date);
	case PR_EXPECT_YEAR:
		return read_year(text, context, value);
	case PR_EXPECT_GRADE:
		return read_grade(text, value);
	case PR_EXPECT_TEXT:
	case PR_EXPECT_CODE:
	default:
		return FALSE;
	}
}

void
pr_value_parse(const char *folded, const PrValueContext *context, PrValue *value)
{
	g_autofree char *text = g_strstrip(g_strdup(folded));

	*value = (PrValue){.kind = PR_VALUE_TEXT};
	if (*text == '\0') {
		value->kind = PR_VALUE_BLANK;
	} else if (is_placeholder(text, context->expect)) {
		value->kind = PR_VALUE_PLACEHOLDER;
	} else if (strlen(text) <= LONGEST_VALUE && read_expected(text, context, value)) {
		take_context_unit(context, value);
	} else {
		GPtrArray *parts = g_steal_pointer(&value->parts);

		pr_value_clear(value);
		*value = (PrValue){.kind = PR_VALUE_TEXT, .parts = parts};
	}
	if (value->unit == NULL)
		value->unit = g_strdup("");
}

static void
free_part(gpointer data)
{
	PrValuePart *part = data;

	g_free(part->label);
	g_free(part->unit);
	g_free(part);
}

void
pr_value_add_part(PrValue *value, PrValuePart part)
{
	PrValuePart *copy = g_new(PrValuePart, 1);

	*copy = part;
	if (value->parts == NULL)
		value->parts = g_ptr_array_new_with_free_func(free_part);
	g_ptr_array_add(value->parts, copy);
}

void
pr_value_clear(PrValue *value)
{
	g_clear_pointer(&value->unit, g_free);
	g_clear_pointer(&value->grade, g_free);
	g_clear_pointer(&value->wording, g_free);
	g_clear_pointer(&value->parts, g_ptr_array_unref);
}

char *
pr_value_canonical(const PrValue *value)
{
	char buffer[PR_DECIMAL_BUFFER];
	GString *out;

	switch (value->kind) {
	case PR_VALUE_NUMBER:
	case PR_VALUE_PERCENT:
		return g_strdup(pr_decimal_print(value->number, buffer));
	case PR_VALUE_GRADE:
		return g_strdup(value->grade);
	case PR_VALUE_DATE:
		out = g_string_new(NULL);
		pr_date_print(value->from, out);
		if (memcmp(&value->from, &value->to, sizeof value->from) != 0) {
			g_string_append_c(out, '/');
			pr_date_print(value->to, out);
		}
		return g_string_free(out, FALSE);
	case PR_VALUE_BLANK:
	case PR_VALUE_PLACEHOLDER:
	case PR_VALUE_TEXT:
	default:
		return g_strdup("");
	}
}
