/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Table text → PrTable. The grammar stands in table-text.c. */
#include "extract/pdf.h"
#include "extract/table-text.h"

#include <string.h>

/* A table that is being read: where the next place and the next characters go. */
typedef struct {
	PrScanner text;
	PrTable *table;
	PrCell *cell;   /* the last cell; NULL before the first */
	PrText *target; /* the last text */
} Scanner;

/* The index of `word` in a list of names; `count` where it is none of them. */
static guint
find_name(const char *word, const char *(*name_of)(guint index), guint count)
{
	guint i = 0;

	while (i < count && strcmp(word, name_of(i)) != 0)
		i++;
	return i;
}

static const char *
role_name(guint index)
{
	return pr_role_name((PrRole)index);
}

static const char *
method_name(guint index)
{
	return pr_method_name((PrMethod)index);
}

static const char *
break_word(guint index)
{
	return pr_break_words[index];
}

gboolean
pr_text_is_line(const char *word)
{
	return find_name(word, break_word, PR_BREAK_COUNT) < PR_BREAK_COUNT;
}

gboolean
pr_text_scan(PrScanner *scanner, const char *word, PrText *text)
{
	guint page = 0, before = find_name(word, break_word, PR_BREAK_COUNT);
	float edges[3];

	if (!pr_scan_count(scanner, 1 << 23, &page))
		return FALSE;
	g_autoptr(GArray) chars = pr_scan_quoted(scanner);
	if (chars == NULL || !pr_scan_numbers(scanner, G_N_ELEMENTS(edges), edges))
		return FALSE;
	float end = edges[2];
	for (guint i = 0; i < chars->len; i++) {
		gunichar ch = g_array_index(chars, gunichar, i);
		float places[2];

		if (ch == ' ') {
			before = PR_BREAK_SPACE;
			continue;
		}
		guint count = pr_scan_split(pr_scan_word(scanner), 2, places);
		if (count == 0)
			return pr_scan_fail(scanner, "each character needs a place");
		PrPlaced placed = {.ch = ch,
			.page = (int)page,
			.before = before,
			.box = {count == 2 ? places[0] : end, edges[0], places[count - 1], edges[1]}};
		if (placed.box.x0 > placed.box.x1 || placed.box.y0 > placed.box.y1)
			return pr_scan_fail(scanner, "a place that ends before it begins");
		pr_text_append(text, placed);
		end = placed.box.x1;
		before = PR_BREAK_NONE;
	}
	return TRUE;
}

static gboolean
expect_word(Scanner *scanner, const char *word)
{
	return strcmp(pr_scan_word(&scanner->text), word) == 0 || pr_scan_fail(&scanner->text, "a keyword is missing");
}

gboolean
pr_place_scan(PrScanner *scanner, int *page, PrRect *box)
{
	guint number = 0;
	float v[4];

	if (!pr_scan_count(scanner, 1 << 23, &number) || !pr_scan_numbers(scanner, G_N_ELEMENTS(v), v))
		return FALSE;
	*page = (int)number;
	*box = (PrRect){v[0], v[1], v[2], v[3]};
	return (v[0] <= v[2] && v[1] <= v[3]) || pr_scan_fail(scanner, "a place that ends before it begins");
}

gboolean
pr_method_scan(PrScanner *scanner, PrMethod *method)
{
	guint found = find_name(pr_scan_word(scanner), method_name, PR_METHOD_OCR + 1);

	*method = (PrMethod)MIN(found, PR_METHOD_OCR);
	return found <= PR_METHOD_OCR || pr_scan_fail(scanner, "an unknown method");
}

gboolean
pr_reason_scan(PrScanner *scanner, char **reason)
{
	g_autoptr(GArray) chars = pr_scan_quoted(scanner);

	if (chars == NULL)
		return FALSE;
	*reason = chars->len > 0
			  ? g_ucs4_to_utf8((const gunichar *)(const void *)chars->data, chars->len, NULL, NULL, NULL)
			  : NULL;
	return TRUE;
}

/* Tables with more slots than this are refused: nothing prints them. */
#define SLOTS_MAX (1u << 24)

static gboolean
scan_table(Scanner *scanner)
{
	guint number = 0, rows = 0, cols = 0, header = 0, stub = 0;
	PrScanner *text = &scanner->text;

	if (!pr_scan_count(text, G_MAXINT, &number) || !pr_scan_count(text, 1 << 20, &rows) ||
		!pr_scan_count(text, 1 << 20, &cols) || !expect_word(scanner, "header") ||
		!pr_scan_count(text, rows, &header) || !expect_word(scanner, "stub") ||
		!pr_scan_count(text, cols, &stub))
		return FALSE;
	PrMethod method;
	float confidence = 0;
	g_autofree char *reason = NULL;
	if ((guint64)rows * cols > SLOTS_MAX)
		return pr_scan_fail(text, "a table too large");
	if (!pr_method_scan(text, &method) || !pr_scan_numbers(text, 1, &confidence) || !pr_reason_scan(text, &reason))
		return FALSE;
	PrTable *table = scanner->table = pr_table_new((int)rows, (int)cols);
	table->number = (int)number;
	table->header_rows = (int)header;
	table->stub_cols = (int)stub;
	table->method = method;
	table->confidence = confidence;
	table->reason = g_steal_pointer(&reason);
	return TRUE;
}

static gboolean
scan_part(Scanner *scanner)
{
	PrPart part = {0};
	guint first = 0, rows = 0, first_col = 0, cols = 0;

	if (!pr_place_scan(&scanner->text, &part.page, &part.box) || !expect_word(scanner, "rows") ||
		!pr_scan_count(&scanner->text, G_MAXINT, &first) || !pr_scan_count(&scanner->text, G_MAXINT, &rows))
		return FALSE;
	part.first_row = (int)first;
	part.rows = (int)rows;
	part.header_repeated = strcmp(pr_scan_word(&scanner->text), "repeated-header") == 0;
	part.continues_split_row = strcmp(pr_scan_word(&scanner->text), "split-row") == 0;
	const char *more = pr_scan_word(&scanner->text);
	if (strcmp(more, "cols") == 0 && (!pr_scan_count(&scanner->text, G_MAXINT, &first_col) ||
						 !pr_scan_count(&scanner->text, G_MAXINT, &cols)))
		return FALSE;
	part.first_col = (int)first_col;
	part.cols = (int)cols;
	g_array_append_val(scanner->table->parts, part);
	return TRUE;
}

static gboolean
scan_cell(Scanner *scanner)
{
	guint v[4];

	for (guint i = 0; i < G_N_ELEMENTS(v); i++)
		if (!pr_scan_count(&scanner->text, 1 << 20, &v[i]))
			return FALSE;
	guint role = find_name(pr_scan_word(&scanner->text), role_name, PR_ROLE_SECTION + 1);
	if (role > PR_ROLE_SECTION)
		return pr_scan_fail(&scanner->text, "an unknown role");
	if (v[2] == 0 || v[3] == 0)
		return pr_scan_fail(&scanner->text, "a cell spans one row and one column at least");
	scanner->cell = pr_table_add_cell(scanner->table, (int)v[0], (int)v[1], (int)v[2], (int)v[3]);
	scanner->cell->role = (PrRole)role;
	scanner->target = &scanner->cell->text;
	return TRUE;
}

static gboolean
scan_at(Scanner *scanner)
{
	PrPlace place = {0};

	if (scanner->cell == NULL)
		return pr_scan_fail(&scanner->text, "a place before the first cell");
	if (!pr_place_scan(&scanner->text, &place.page, &place.box))
		return FALSE;
	g_array_append_val(scanner->cell->places, place);
	return TRUE;
}

static PrText *
add_text(GArray *texts)
{
	g_array_set_size(texts, texts->len + 1);
	return &g_array_index(texts, PrText, texts->len - 1);
}

/* The text that a line with one of the names opens; NULL for any other word. */
static PrText *
named_text(PrTable *table, const char *word)
{
	if (strcmp(word, "title") == 0)
		return &table->title;
	if (strcmp(word, "unit") == 0)
		return &table->unit;
	if (strcmp(word, "unit-line") == 0)
		return &table->unit_line;
	if (strcmp(word, "note") == 0)
		return add_text(table->notes);
	if (strcmp(word, "repeated") == 0)
		return add_text(table->repeated);
	return NULL;
}

/* Whether a line is of no table: then it is passed over, but not unread. */
static gboolean
pass_over(Scanner *scanner, const char *word)
{
	if (strcmp(word, "declined") != 0)
		return strcmp(word, "#") == 0;
	g_autoptr(PrDeclined) declined = g_new0(PrDeclined, 1);
	pr_declined_scan(&scanner->text, declined);
	return TRUE;
}

/* One line; *done is set behind the end of the table. */
static gboolean
scan_line(gpointer data, gboolean *done)
{
	Scanner *scanner = data;
	const char *word = pr_scan_word(&scanner->text);

	if (*word == '\0' || (scanner->table == NULL && pass_over(scanner, word)))
		return TRUE;
	if ((scanner->table == NULL) != (strcmp(word, "table") == 0))
		return pr_scan_fail(
			&scanner->text, scanner->table == NULL ? "expected a table" : "the table before has no end");
	if (scanner->table == NULL)
		return scan_table(scanner);
	if (strcmp(word, "part") == 0)
		return scan_part(scanner);
	if (strcmp(word, "cell") == 0)
		return scan_cell(scanner);
	if (strcmp(word, "at") == 0)
		return scan_at(scanner);
	if (strcmp(word, "end") == 0)
		return *done = TRUE;
	if (pr_text_is_line(word))
		return scanner->target != NULL ? pr_text_scan(&scanner->text, word, scanner->target)
					       : pr_scan_fail(&scanner->text, "characters that belong to nothing");
	scanner->target = named_text(scanner->table, word);
	return scanner->target != NULL ||
	       pr_scan_fail(&scanner->text, "expected part, title, unit, note, cell, at or end");
}

PrTable *
pr_table_parse(const char **cursor, GError **error)
{
	g_autoptr(GError) local_error = NULL;
	Scanner scanner = {.text = {.what = "table text", .error = &local_error}};
	gboolean done = pr_scan_block(&scanner.text, cursor, scan_line, &scanner);

	if (scanner.table != NULL && !done && local_error == NULL)
		pr_scan_fail(&scanner.text, "the table has no end");
	if (local_error == NULL && scanner.table != NULL && !pr_table_check(scanner.table, &local_error))
		g_prefix_error(&local_error, "table text, line %u: ", scanner.text.line);
	if (local_error != NULL) {
		g_propagate_error(error, g_steal_pointer(&local_error));
		g_clear_pointer(&scanner.table, pr_table_free);
	}
	return scanner.table;
}
