/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrTable → text, and the grammar of that text.
 *
 *   table 3 2 4 header 1 stub 1 ruled 1 "rulings on every side of every cell"
 *   part 8 71.3 92.5 533 310 rows 0 2 - -
 *   title
 *   . 8 "收入决算表" 70 81 240.1 250.1 260.1 …
 *   cell 0 0 1 2 header
 *   at 8 71.3 92.5 150.1 110
 *   . 8 "项目" 95 106 80 90.5 101
 *   / 8 "（" 107 118 80 90.5
 *   end
 *
 * Words, numbers and quoted text are as in page text (page-text.c).
 *
 *   table NUMBER ROWS COLS header ROWS stub COLS METHOD CONFIDENCE "REASON"
 *   part PAGE X0 Y0 X1 Y1 rows FIRST COUNT REPEATED SPLIT     REPEATED, SPLIT: repeated-header, split-row, or - where not so
 *     … cols FIRST COUNT                                      which columns lie here, where not all of them do
 *   title | unit | unit-line | note | repeated                the characters of the text follow
 *   cell ROW COL ROWSPAN COLSPAN ROLE                         places and characters follow
 *   at PAGE X0 Y0 X1 Y1                                       the area of the cell on a page
 *   BREAK PAGE "TEXT" Y0 Y1 X0 PLACE…                         characters that stand on one line
 *   end
 *   declined PAGE X0 Y0 X1 Y1 METHOD "REASON"                 between tables: what was looked at and is none
 *   # COMMENT                                                 between tables: passed over
 *
 *   BREAK   what is between these characters and the ones before: . nothing, _ a space, / the next line, // the next line on
 *           purpose (a paragraph), # the next page. Inside TEXT a space is a space.
 *   PLACE   one a character: X1 where it begins at the end of the one before, else X0,X1 */
#include "extract/table-text.h"
#include "extract/scan.h"

const char *const pr_break_words[PR_BREAK_COUNT] = {".", "_", "/", "//", "#"};

void
pr_place_print(int page, PrRect box, GString *out)
{
	g_string_append_printf(out, "%d ", page);
	pr_print_numbers(out, ' ', 4, (float[]){box.x0, box.y0, box.x1, box.y1});
}

/* How many characters from `first` on go into one line of text. */
static guint
line_length(const PrText *text, guint first)
{
	const PrPlaced *a = pr_text_at(text, first);
	guint i = first + 1;

	for (; i < pr_text_length(text); i++) {
		const PrPlaced *b = pr_text_at(text, i);
		if (b->page != a->page || b->before > PR_BREAK_SPACE ||
			pr_thousandths(b->box.y0) != pr_thousandths(a->box.y0) ||
			pr_thousandths(b->box.y1) != pr_thousandths(a->box.y1))
			break;
	}
	return i - first;
}

static void
print_line(const PrText *text, guint first, guint count, GString *out)
{
	const PrPlaced *a = pr_text_at(text, first);
	gint64 end = pr_thousandths(a->box.x0);

	g_string_append_printf(out, "%s %d \"", pr_break_words[a->before], a->page);
	for (guint i = first; i < first + count; i++) {
		if (i > first && pr_text_at(text, i)->before == PR_BREAK_SPACE)
			g_string_append_c(out, ' ');
		pr_print_quoted_char(out, pr_text_at(text, i)->ch);
	}
	g_string_append(out, "\" ");
	pr_print_numbers(out, ' ', 3, (float[]){a->box.y0, a->box.y1, a->box.x0});
	for (guint i = first; i < first + count; i++) {
		PrRect box = pr_text_at(text, i)->box;
		g_string_append_c(out, ' ');
		if (pr_thousandths(box.x0) == end)
			pr_print_number(out, box.x1);
		else
			pr_print_numbers(out, ',', 2, (float[]){box.x0, box.x1});
		end = pr_thousandths(box.x1);
	}
	g_string_append_c(out, '\n');
}

void
pr_text_print(const PrText *text, GString *out)
{
	for (guint i = 0, count; i < pr_text_length(text); i += count) {
		count = line_length(text, i);
		print_line(text, i, count, out);
	}
}

static void
print_named(const char *name, const PrText *text, GString *out)
{
	if (pr_text_length(text) == 0)
		return;
	g_string_append_printf(out, "%s\n", name);
	pr_text_print(text, out);
}

static void
print_texts(const char *name, const GArray *texts, GString *out)
{
	for (guint i = 0; i < texts->len; i++)
		print_named(name, &g_array_index(texts, PrText, i), out);
}

static void
print_cell(const PrCell *cell, GString *out)
{
	g_string_append_printf(out, "cell %d %d %d %d %s\n", cell->row, cell->col, cell->rowspan, cell->colspan,
		pr_role_name(cell->role));
	for (guint i = 0; i < cell->places->len; i++) {
		const PrPlace *place = &g_array_index(cell->places, PrPlace, i);
		g_string_append(out, "at ");
		pr_place_print(place->page, place->box, out);
		g_string_append_c(out, '\n');
	}
	pr_text_print(&cell->text, out);
}

void
pr_reason_print(const char *reason, GString *out)
{
	g_string_append_c(out, '"');
	for (const char *p = reason != NULL ? reason : ""; *p != '\0'; p = g_utf8_next_char(p)) {
		if (*p == ' ')
			g_string_append_c(out, ' ');
		else
			pr_print_quoted_char(out, g_utf8_get_char(p));
	}
	g_string_append_c(out, '"');
}

void
pr_table_print(const PrTable *table, GString *out)
{
	g_string_append_printf(out, "table %d %d %d header %d stub %d %s ", table->number, table->rows, table->cols,
		table->header_rows, table->stub_cols, pr_method_name(table->method));
	pr_print_number(out, table->confidence);
	g_string_append_c(out, ' ');
	pr_reason_print(table->reason, out);
	g_string_append_c(out, '\n');
	for (guint i = 0; i < table->parts->len; i++) {
		const PrPart *part = &g_array_index(table->parts, PrPart, i);
		g_string_append(out, "part ");
		pr_place_print(part->page, part->box, out);
		g_string_append_printf(out, " rows %d %d %s %s", part->first_row, part->rows,
			part->header_repeated ? "repeated-header" : "-", part->continues_split_row ? "split-row" : "-");
		if (part->cols > 0)
			g_string_append_printf(out, " cols %d %d", part->first_col, part->cols);
		g_string_append_c(out, '\n');
	}
	print_named("title", &table->title, out);
	print_named("unit", &table->unit, out);
	print_named("unit-line", &table->unit_line, out);
	print_texts("note", table->notes, out);
	print_texts("repeated", table->repeated, out);
	for (guint i = 0; i < table->cells->len; i++)
		print_cell(g_ptr_array_index(table->cells, i), out);
	g_string_append(out, "end\n");
}
