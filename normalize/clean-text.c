/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrCleanTable ⇄ text.
 *
 *   … the table as printed, see extract/table-text.c …
 *   clean
 *   title "收入表" "收入表"
 *   unit "" ""
 *   cell 0 "产出指标" "产出指标"
 *     wrap 2 "指\n标" "指标"
 *   cell 1 "≥９６%" "≥96%"
 *     width 1 "９" "9"
 *     width 2 "６" "6"
 *   note "注：…" "注:…"
 *   end
 *
 * One line a text with its number, its text and its folded text; below it its repairs: kind, first character concerned, from, to. Where
 * each character of a text came from is not written: it follows from the table above. */
#include "normalize/normalize.h"

#include "normalize/quote.h"

#include <stdlib.h>
#include <string.h>

static void
print_clean(const char *head, const PrClean *clean, GString *out)
{
	g_string_append(out, head);
	g_string_append_c(out, ' ');
	pr_quote_append(out, clean->text);
	g_string_append_c(out, ' ');
	pr_quote_append(out, clean->folded);
	g_string_append_c(out, '\n');
	for (guint i = 0; clean->repairs != NULL && i < clean->repairs->len; i++) {
		const PrRepair *repair = g_ptr_array_index(clean->repairs, i);

		g_string_append_printf(out, "  %s %u ", pr_repair_name(repair->kind), repair->at);
		pr_quote_append(out, repair->from);
		g_string_append_c(out, ' ');
		pr_quote_append(out, repair->to);
		g_string_append_c(out, '\n');
	}
}

void
pr_clean_table_print(const PrCleanTable *table, GString *out)
{
	pr_table_print(table->table, out);
	g_string_append(out, "clean\n");
	print_clean("title", table->title, out);
	print_clean("unit", table->unit, out);
	for (guint i = 0; i < table->cells->len; i++) {
		g_autofree char *head = g_strdup_printf("cell %u", i);

		print_clean(head, g_ptr_array_index(table->cells, i), out);
	}
	for (guint i = 0; i < table->notes->len; i++)
		print_clean("note", g_ptr_array_index(table->notes, i), out);
	g_string_append(out, "end\n");
}

static gboolean
fail(const char *line, const char *what, GError **error)
{
	g_set_error(error, PR_NORMALIZE_ERROR, PR_NORMALIZE_ERROR_SYNTAX, "clean table: %s at \"%.*s\"", what, (int)strcspn(line, "\n"), line);
	return FALSE;
}

static gboolean
take(const char **cursor, const char *word)
{
	if (!g_str_has_prefix(*cursor, word))
		return FALSE;
	*cursor += strlen(word);
	return TRUE;
}

/* Gives each character of `clean->text` its index in `text`: the same characters in the same order, white space aside. */
static gboolean
set_origin(PrClean *clean, const PrText *text)
{
	guint32 index = 0, none = G_MAXUINT32, length = pr_text_length(text);

	for (const char *p = clean->text; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar ch = g_utf8_get_char(p);

		if (ch == ' ' || ch == '\n') {
			g_array_append_val(clean->origin, none);
			continue;
		}
		while (index < length && g_unichar_isspace(pr_text_at(text, index)->ch))
			index++;
		if (index == length || (pr_text_at(text, index)->ch != ch && ch != 0xfffd))
			return FALSE;
		g_array_append_val(clean->origin, index);
		index++;
	}
	return TRUE;
}

static gboolean
parse_repair(const char **cursor, PrClean *clean)
{
	g_autofree char *from = NULL, *to = NULL;
	PrRepairKind kind;
	char *end;
	guint64 at;

	for (kind = PR_REPAIR_WRAP; kind <= PR_REPAIR_PUNCTUATION; kind++)
		if (take(cursor, pr_repair_name(kind)))
			break;
	if (kind > PR_REPAIR_PUNCTUATION || !take(cursor, " ") || !g_ascii_isdigit(**cursor))
		return FALSE;
	at = g_ascii_strtoull(*cursor, &end, 10);
	*cursor = end;
	if (at > G_MAXUINT || !take(cursor, " "))
		return FALSE;
	from = pr_quote_read(cursor);
	if (from == NULL || !take(cursor, " "))
		return FALSE;
	to = pr_quote_read(cursor);
	if (to == NULL || !take(cursor, "\n"))
		return FALSE;
	pr_clean_add_repair(clean, kind, (guint)at, g_steal_pointer(&from), g_steal_pointer(&to));
	return TRUE;
}

/* Behind the head of the line. */
static PrClean *
parse_clean(const char **cursor, const PrText *text, GError **error)
{
	g_autoptr(PrClean) clean = g_new0(PrClean, 1);
	const char *line = *cursor;

	clean->origin = g_array_new(FALSE, FALSE, sizeof(guint32));
	clean->text = take(cursor, " ") ? pr_quote_read(cursor) : NULL;
	clean->folded = clean->text != NULL && take(cursor, " ") ? pr_quote_read(cursor) : NULL;
	if (clean->folded == NULL || !take(cursor, "\n")) {
		fail(line, "two quoted texts expected", error);
		return NULL;
	}
	if (!set_origin(clean, text)) {
		fail(line, "not the text of the table above", error);
		return NULL;
	}
	for (line = *cursor; take(cursor, "  "); line = *cursor)
		if (!parse_repair(cursor, clean)) {
			fail(line, "repair expected", error);
			return NULL;
		}
	return g_steal_pointer(&clean);
}

static gboolean
parse_cells(const char **cursor, PrCleanTable *table, GError **error)
{
	for (guint i = 0; i < table->table->cells->len; i++) {
		g_autofree char *head = g_strdup_printf("cell %u", i);
		const PrCell *cell = g_ptr_array_index(table->table->cells, i);
		PrClean *clean;

		if (!take(cursor, head))
			return fail(*cursor, "next cell expected", error);
		clean = parse_clean(cursor, &cell->text, error);
		if (clean == NULL)
			return FALSE;
		g_ptr_array_add(table->cells, clean);
	}
	return TRUE;
}

static gboolean
parse_notes(const char **cursor, PrCleanTable *table, GError **error)
{
	for (guint i = 0; table->table->notes != NULL && i < table->table->notes->len; i++) {
		PrClean *clean;

		if (!take(cursor, "note"))
			return fail(*cursor, "note expected", error);
		clean = parse_clean(cursor, &g_array_index(table->table->notes, PrText, i), error);
		if (clean == NULL)
			return FALSE;
		g_ptr_array_add(table->notes, clean);
	}
	return TRUE;
}

static gboolean
parse_heading(const char **cursor, PrCleanTable *table, GError **error)
{
	if (!take(cursor, "clean\ntitle"))
		return fail(*cursor, "clean and title expected", error);
	table->title = parse_clean(cursor, &table->table->title, error);
	if (table->title == NULL)
		return FALSE;
	if (!take(cursor, "unit"))
		return fail(*cursor, "unit expected", error);
	table->unit = parse_clean(cursor, &table->table->unit, error);
	return table->unit != NULL;
}

PrCleanTable *
pr_clean_table_parse(const char **cursor, GError **error)
{
	g_autoptr(PrCleanTable) table = NULL;
	PrTable *printed = pr_table_parse(cursor, error);

	if (printed == NULL)
		return NULL;
	table = g_new0(PrCleanTable, 1);
	table->table = printed;
	table->cells = g_ptr_array_new_with_free_func(pr_clean_destroy);
	table->notes = g_ptr_array_new_with_free_func(pr_clean_destroy);
	if (!parse_heading(cursor, table, error) || !parse_cells(cursor, table, error) || !parse_notes(cursor, table, error))
		return NULL;
	if (!take(cursor, "end\n")) {
		fail(*cursor, "end expected", error);
		return NULL;
	}
	return g_steal_pointer(&table);
}
