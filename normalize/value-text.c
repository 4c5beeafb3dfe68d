/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrValue ⇄ one line of text. */
#include "normalize/value.h"

#include "normalize/date.h"
#include "normalize/normalize.h"
#include "normalize/quote.h"

#include <stdlib.h>
#include <string.h>

/*
 *     number >= number=96 unit="%" printed
 *     date <= from=2024-11-30 to=2024-11-30 unit="" inferred
 *     text none unit="" part="药品" none 140 "批次" part="器械" >= 20 "批次"
 *
 * Kind and comparator first, then whatever is not at its default.
 */

static void
append_string(GString *out, const char *name, const char *text)
{
	if (text == NULL)
		return;
	g_string_append_printf(out, " %s=", name);
	pr_quote_append(out, text);
}

static void
append_parts(GString *out, const GPtrArray *parts)
{
	char buffer[PR_DECIMAL_BUFFER];

	for (guint i = 0; parts != NULL && i < parts->len; i++) {
		const PrValuePart *part = g_ptr_array_index(parts, i);

		append_string(out, "part", part->label);
		g_string_append_printf(out, " %s %s ", pr_comparator_name(part->comparator), pr_decimal_print(part->number, buffer));
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
		g_string_append_printf(out, " number=%s", pr_decimal_print(value->number, buffer));
	if (value->magnitude != 0)
		g_string_append_printf(out, " magnitude=%d", value->magnitude);
	if (value->kind == PR_VALUE_DATE) {
		g_string_append(out, " from=");
		pr_date_print(value->from, out);
		g_string_append(out, " to=");
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

/* The next word, up to a space; "" at the end. */
static char *
take_word(const char **cursor)
{
	gsize length = strcspn(*cursor, " \n");
	char *word = g_strndup(*cursor, length);

	*cursor += length;
	return word;
}

/* Whether `name` stands at the cursor; moves behind it. */
static gboolean
take(const char **cursor, const char *name)
{
	if (!g_str_has_prefix(*cursor, name))
		return FALSE;
	*cursor += strlen(name);
	return TRUE;
}

static gboolean
read_comparator(const char **cursor, PrComparator *comparator)
{
	g_autofree char *word = take_word(cursor);

	for (int i = PR_COMPARATOR_NONE; i <= PR_COMPARATOR_GE; i++)
		if (strcmp(word, pr_comparator_name((PrComparator)i)) == 0) {
			*comparator = (PrComparator)i;
			return TRUE;
		}
	return FALSE;
}

static gboolean
read_kind(const char **cursor, PrValueKind *kind)
{
	g_autofree char *word = take_word(cursor);

	for (int i = PR_VALUE_BLANK; i <= PR_VALUE_TEXT; i++)
		if (strcmp(word, pr_value_kind_name((PrValueKind)i)) == 0) {
			*kind = (PrValueKind)i;
			return TRUE;
		}
	return FALSE;
}

static gboolean
read_string(const char **cursor, char **text)
{
	g_free(*text);
	*text = pr_quote_read(cursor);
	return *text != NULL;
}

static gboolean
read_number(const char **cursor, PrDecimal *number)
{
	g_autofree char *word = take_word(cursor);

	return pr_decimal_parse(word, number);
}

static gboolean
read_date(const char **cursor, PrDate *date)
{
	g_autofree char *word = take_word(cursor);

	return pr_date_parse(word, date);
}

static gboolean
read_part(const char **cursor, PrValue *value)
{
	g_autofree char *label = pr_quote_read(cursor), *unit = NULL;
	PrValuePart part = {0};

	if (label == NULL || !take(cursor, " ") || !read_comparator(cursor, &part.comparator))
		return FALSE;
	if (!take(cursor, " ") || !read_number(cursor, &part.number) || !take(cursor, " "))
		return FALSE;
	unit = pr_quote_read(cursor);
	if (unit == NULL)
		return FALSE;
	part.label = g_steal_pointer(&label);
	part.unit = g_steal_pointer(&unit);
	pr_value_add_part(value, part);
	return TRUE;
}

static gboolean
read_field(const char **cursor, PrValue *value)
{
	if (take(cursor, "number="))
		return read_number(cursor, &value->number);
	if (take(cursor, "magnitude=")) {
		g_autofree char *word = take_word(cursor);

		value->magnitude = atoi(word);
		return TRUE;
	}
	if (take(cursor, "from="))
		return read_date(cursor, &value->from);
	if (take(cursor, "to="))
		return read_date(cursor, &value->to);
	if (take(cursor, "unit="))
		return read_string(cursor, &value->unit);
	if (take(cursor, "grade="))
		return read_string(cursor, &value->grade);
	if (take(cursor, "wording="))
		return read_string(cursor, &value->wording);
	if (take(cursor, "part="))
		return read_part(cursor, value);
	if (take(cursor, "printed"))
		return value->unit_is_printed = TRUE;
	return take(cursor, "inferred") && (value->year_is_inferred = TRUE);
}

gboolean
pr_value_read(const char *line, PrValue *value, GError **error)
{
	const char *cursor = line;
	gboolean is_ok;

	*value = (PrValue){0};
	is_ok = read_kind(&cursor, &value->kind) && take(&cursor, " ") && read_comparator(&cursor, &value->comparator);
	while (is_ok && *cursor != '\0' && *cursor != '\n')
		is_ok = take(&cursor, " ") && read_field(&cursor, value);
	is_ok = is_ok && (value->kind != PR_VALUE_GRADE || value->grade != NULL) && (value->kind != PR_VALUE_DATE || value->to.year > 0);
	if (!is_ok) {
		g_set_error(error, PR_NORMALIZE_ERROR, PR_NORMALIZE_ERROR_SYNTAX, "value, byte %d: not readable", (int)(cursor - line));
		pr_value_clear(value);
		*value = (PrValue){0};
		return FALSE;
	}
	if (value->unit == NULL)
		value->unit = g_strdup("");
	return TRUE;
}
