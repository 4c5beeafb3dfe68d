/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrCleanTable ⇄ text.
 *
 *   … the table as printed, see extract/table-text.c …
 *   clean
 *   title "收入表" "收入表"
 *   unit "" ""
 *   cell 0 "产出指标" "产出指标"
 *     wrap 2 "指\u{A}标" "指标"
 *   cell 1 "≥９６%" "≥96%"
 *     width 1 "９" "9"
 *     width 2 "６" "6"
 *   note "注：…" "注:…"
 *   end
 *
 * One line a text with its number, its text and its folded text; below it its repairs: kind, first character concerned,
 * from, to, and of a correction by whom. Where each character of a text came from is not written: it follows from the
 * table above. */
#include "normalize/normalize.h"

#include "normalize/quote.h"

#include <string.h>

static void
print_clean(const char *head, const PrClean *clean, GString *out)
{
	g_string_append(out, head);
	pr_quote_append(out, clean->text);
	pr_quote_append(out, clean->folded);
	g_string_append_c(out, '\n');
	for (guint i = 0; clean->repairs != NULL && i < clean->repairs->len; i++) {
		const PrRepair *repair = g_ptr_array_index(clean->repairs, i);

		g_string_append_printf(out, "  %s %u", pr_repair_name(repair->kind), repair->at);
		pr_quote_append(out, repair->from);
		pr_quote_append(out, repair->to);
		if (repair->by != NULL)
			pr_quote_append(out, repair->by);
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

/* Gives each character of `clean->text` its index in `text`: the same characters in the same order, white space aside.
 */
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
	while (index < length && g_unichar_isspace(pr_text_at(text, index)->ch))
		index++;
	return index == length;
}

/* A text under way: lines of the table, one in hand. */
typedef struct {
	PrScanner scanner;
	const char **cursor;
	char *line; /* owned; NULL at the end */
	char *word; /* the first of the line */
} Reader;

static void
next_line(Reader *reader)
{
	g_free(reader->line);
	reader->line = pr_scan_line(&reader->scanner, reader->cursor);
	reader->word = reader->line != NULL ? pr_scan_word(&reader->scanner) : NULL;
}

static gboolean
is_at(const Reader *reader, const char *word)
{
	return reader->word != NULL && strcmp(reader->word, word) == 0;
}

/* The kind that the line in hand is a repair of; -1 for none. */
static int
repair_kind(const Reader *reader)
{
	for (int kind = PR_REPAIR_WRAP; kind <= PR_REPAIR_CORRECTION; kind++)
		if (is_at(reader, pr_repair_name((PrRepairKind)kind)))
			return kind;
	return -1;
}

static gboolean
parse_repair(Reader *reader, PrRepairKind kind, PrClean *clean)
{
	g_autofree char *from = NULL, *to = NULL, *by = NULL;
	guint at;

	if (!pr_scan_count(&reader->scanner, G_MAXUINT, &at))
		return FALSE;
	from = pr_quote_scan(&reader->scanner);
	to = from != NULL ? pr_quote_scan(&reader->scanner) : NULL;
	if (to == NULL || (kind == PR_REPAIR_CORRECTION && (by = pr_quote_scan(&reader->scanner)) == NULL))
		return FALSE;
	pr_clean_add_repair(clean, kind, at, g_steal_pointer(&from), g_steal_pointer(&to));
	((PrRepair *)g_ptr_array_index(clean->repairs, clean->repairs->len - 1))->by = g_steal_pointer(&by);
	return TRUE;
}

/* The line in hand begins with `head`; reads it and its repairs. */
static PrClean *
parse_clean(Reader *reader, const char *head, const PrText *text)
{
	g_autoptr(PrClean) clean = g_new0(PrClean, 1);

	clean->origin = g_array_new(FALSE, FALSE, sizeof(guint32));
	if (!is_at(reader, head)) {
		pr_scan_fail(&reader->scanner, "clean text is missing");
		return NULL;
	}
	if (strcmp(head, "cell") == 0)
		pr_scan_word(&reader->scanner); /* the number is for the reader */
	clean->text = pr_quote_scan(&reader->scanner);
	clean->folded = clean->text != NULL ? pr_quote_scan(&reader->scanner) : NULL;
	if (clean->folded == NULL)
		return NULL;
	if (!set_origin(clean, text)) {
		pr_scan_fail(&reader->scanner, "not the text of the table above");
		return NULL;
	}
	next_line(reader);
	for (int kind = repair_kind(reader); kind >= 0; kind = repair_kind(reader)) {
		if (!parse_repair(reader, (PrRepairKind)kind, clean))
			return NULL;
		next_line(reader);
	}
	return g_steal_pointer(&clean);
}

static gboolean
parse_into(Reader *reader, const char *head, const PrText *text, GPtrArray *list)
{
	PrClean *clean = parse_clean(reader, head, text);

	if (clean != NULL)
		g_ptr_array_add(list, clean);
	return clean != NULL;
}

static gboolean
parse_lines(Reader *reader, PrCleanTable *table)
{
	const PrTable *printed = table->table;

	next_line(reader);
	if (!is_at(reader, "clean"))
		return pr_scan_fail(&reader->scanner, "the clean texts are missing");
	next_line(reader);
	table->title = parse_clean(reader, "title", &printed->title);
	table->unit = table->title != NULL ? parse_clean(reader, "unit", &printed->unit) : NULL;
	if (table->unit == NULL)
		return FALSE;
	for (guint i = 0; i < printed->cells->len; i++)
		if (!parse_into(reader, "cell", &((const PrCell *)g_ptr_array_index(printed->cells, i))->text,
			    table->cells))
			return FALSE;
	for (guint i = 0; printed->notes != NULL && i < printed->notes->len; i++)
		if (!parse_into(reader, "note", &g_array_index(printed->notes, PrText, i), table->notes))
			return FALSE;
	return is_at(reader, "end") || pr_scan_fail(&reader->scanner, "end is missing");
}

PrCleanTable *
pr_clean_table_parse(const char **cursor, GError **error)
{
	g_autoptr(PrCleanTable) table = NULL;
	g_autoptr(GError) inner = NULL;
	PrTable *printed = pr_table_parse(cursor, error);
	Reader reader = {.scanner = {.what = "clean text", .error = &inner}, .cursor = cursor};
	gboolean is_read;

	if (printed == NULL)
		return NULL;
	table = g_new0(PrCleanTable, 1);
	table->table = printed;
	table->cells = g_ptr_array_new_with_free_func(pr_clean_destroy);
	table->notes = g_ptr_array_new_with_free_func(pr_clean_destroy);
	is_read = parse_lines(&reader, table);
	g_free(reader.line);
	if (!is_read) {
		g_propagate_error(error, g_steal_pointer(&inner));
		return NULL;
	}
	return g_steal_pointer(&table);
}
