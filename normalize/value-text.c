/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrValue ⇄ one line of text.
 *
 *   percent >= number 96 unit "%" printed
 *   date <= from 2026-11-30 to 2026-11-30 unit "" inferred
 *   text none unit "" part "药品" none 140 "批次" part "器械" >= 20 "批次"
 *
 *   KIND COMPARATOR, then what is not at its default:
 *   number DECIMAL, magnitude POWER, from DATE, to DATE, unit "…", grade "…", wording "…",
 *   printed (the unit is), inferred (the year is), part "LABEL" COMPARATOR DECIMAL "UNIT" */
#include "normalize/value.h"

#include "normalize/date.h"
#include "normalize/quote.h"

#include <string.h>

#define MAGNITUDE_MAX 38

static void
append_string(GString *out, const char *name, const char *text)
{
	if (text == NULL)
		return;
	g_string_append_printf(out, " %s", name);
	pr_quote_append(out, text);
}

static void
append_parts(GString *out, const GPtrArray *parts)
{
	char buffer[PR_DECIMAL_BUFFER];

	for (guint i = 0; parts != NULL && i < parts->len; i++) {
		const PrValuePart *part = g_ptr_array_index(parts, i);

		append_string(out, "part", part->label);
		g_string_append_printf(
			out, " %s %s", pr_comparator_name(part->comparator), pr_decimal_print(part->number, buffer));
		pr_quote_append(out, part->unit);
	}
}

char *
pr_value_print(const PrValue *value)
{
	GString *out = g_string_new(NULL);
	char buffer[PR_DECIMAL_BUFFER];

	g_string_append_printf(out, "%s %s", pr_value_kind_name(value->kind), pr_comparator_name(value->comparator));
	if (value->kind == PR_VALUE_NUMBER || value->kind == PR_VALUE_PERCENT)
		g_string_append_printf(out, " number %s", pr_decimal_print(value->number, buffer));
	if (value->magnitude != 0)
		g_string_append_printf(out, " magnitude %d", value->magnitude);
	if (value->kind == PR_VALUE_DATE) {
		g_string_append(out, " from ");
		pr_date_print(value->from, out);
		g_string_append(out, " to ");
		pr_date_print(value->to, out);
	}
	append_string(out, "unit", value->unit);
	append_string(out, "grade", value->grade);
	append_string(out, "wording", value->wording);
	g_string_append(out, value->unit_is_printed ? " printed" : "");
	g_string_append(out, value->year_is_inferred ? " inferred" : "");
	append_parts(out, value->parts);
	return g_string_free(out, FALSE);
}

/* Which of `count` names the next word is; -1 with the error set for none. */
static int
scan_name(PrScanner *scanner, const char *(*name_of)(int index), int count)
{
	const char *word = pr_scan_word(scanner);

	for (int i = 0; i < count; i++)
		if (strcmp(word, name_of(i)) == 0)
			return i;
	pr_scan_fail(scanner, "an unknown kind or comparator");
	return -1;
}

static const char *
kind_name(int index)
{
	return pr_value_kind_name((PrValueKind)index);
}

static const char *
comparator_name(int index)
{
	return pr_comparator_name((PrComparator)index);
}

static gboolean
scan_comparator(PrScanner *scanner, PrComparator *comparator)
{
	int index = scan_name(scanner, comparator_name, PR_COMPARATOR_GE + 1);

	*comparator = (PrComparator)MAX(index, 0);
	return index >= 0;
}

static gboolean
scan_kind(PrScanner *scanner, PrValueKind *kind)
{
	int index = scan_name(scanner, kind_name, PR_VALUE_TEXT + 1);

	*kind = (PrValueKind)MAX(index, 0);
	return index >= 0;
}

static gboolean
scan_decimal(PrScanner *scanner, PrDecimal *number)
{
	return pr_decimal_parse(pr_scan_word(scanner), number) || pr_scan_fail(scanner, "a decimal is missing");
}

static gboolean
scan_date(PrScanner *scanner, PrDate *date)
{
	return pr_date_parse(pr_scan_word(scanner), date) || pr_scan_fail(scanner, "a date is missing");
}

static gboolean
scan_string(PrScanner *scanner, char **text)
{
	g_free(*text);
	*text = pr_quote_scan(scanner);
	return *text != NULL;
}

static gboolean
scan_part(PrScanner *scanner, PrValue *value)
{
	g_autofree char *label = pr_quote_scan(scanner);
	PrValuePart part = {0};

	if (label == NULL || !scan_comparator(scanner, &part.comparator) || !scan_decimal(scanner, &part.number))
		return FALSE;
	part.unit = pr_quote_scan(scanner);
	if (part.unit == NULL)
		return FALSE;
	part.label = g_steal_pointer(&label);
	pr_value_add_part(value, part);
	return TRUE;
}

static gboolean
scan_magnitude(PrScanner *scanner, int *magnitude)
{
	guint power;

	if (!pr_scan_count(scanner, MAGNITUDE_MAX, &power))
		return FALSE;
	*magnitude = (int)power;
	return TRUE;
}

static gboolean
scan_field(PrScanner *scanner, const char *name, PrValue *value)
{
	if (strcmp(name, "number") == 0)
		return scan_decimal(scanner, &value->number);
	if (strcmp(name, "magnitude") == 0)
		return scan_magnitude(scanner, &value->magnitude);
	if (strcmp(name, "from") == 0)
		return scan_date(scanner, &value->from);
	if (strcmp(name, "to") == 0)
		return scan_date(scanner, &value->to);
	if (strcmp(name, "unit") == 0)
		return scan_string(scanner, &value->unit);
	if (strcmp(name, "grade") == 0)
		return scan_string(scanner, &value->grade);
	if (strcmp(name, "wording") == 0)
		return scan_string(scanner, &value->wording);
	if (strcmp(name, "part") == 0)
		return scan_part(scanner, value);
	if (strcmp(name, "printed") == 0)
		return value->unit_is_printed = TRUE;
	if (strcmp(name, "inferred") == 0)
		return value->year_is_inferred = TRUE;
	return pr_scan_fail(scanner, "an unknown field");
}

/* What the kind cannot do without. */
static gboolean
check_fields(PrScanner *scanner, const PrValue *value)
{
	if (value->kind == PR_VALUE_GRADE && value->grade == NULL)
		return pr_scan_fail(scanner, "a grade without its text");
	if (value->kind == PR_VALUE_DATE && (value->from.year == 0 || value->to.year == 0))
		return pr_scan_fail(scanner, "a date without from or to");
	return TRUE;
}

static gboolean
scan_value(PrScanner *scanner, PrValue *value)
{
	if (!scan_kind(scanner, &value->kind) || !scan_comparator(scanner, &value->comparator))
		return FALSE;
	for (const char *name = pr_scan_word(scanner); *name != '\0'; name = pr_scan_word(scanner))
		if (!scan_field(scanner, name, value))
			return FALSE;
	return check_fields(scanner, value);
}

gboolean
pr_value_read(const char *line, PrValue *value, GError **error)
{
	g_autoptr(GError) inner = NULL;
	PrScanner scanner = {.what = "value", .error = &inner};
	g_autofree char *copy = pr_scan_line(&scanner, &line);

	*value = (PrValue){0};
	if (copy == NULL)
		pr_scan_fail(&scanner, "nothing there");
	if (copy == NULL || !scan_value(&scanner, value)) {
		g_propagate_error(error, g_steal_pointer(&inner));
		pr_value_clear(value);
		*value = (PrValue){0};
		return FALSE;
	}
	if (value->unit == NULL)
		value->unit = g_strdup("");
	return TRUE;
}
