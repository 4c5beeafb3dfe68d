/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A definition → a page for people. The form is drawn block by block as it is printed, a name in italics where a value
 * goes:
 *
 *   | 项目名称 | *project_name* |      pairs that follow each other are one table
 *
 *   **资金** – rows, `funds`
 *
 *   |        | 预算数   | 执行数    |   a block has its header, and one row that stands for all
 *   |--------|----------|-----------|
 *   | *item* | *budget* | *spent*   | */
#include "schema/form-page.h"

static const PrBlock *
block_at(const PrForm *form, guint index)
{
	return g_ptr_array_index(form->blocks, index);
}

static const PrField *
field_at(const GPtrArray *fields, guint index)
{
	return g_ptr_array_index(fields, index);
}

/* `text` inside of a table: nothing in it ends the cell or starts markup. */
static void
put_escaped(GString *out, const char *text)
{
	for (const char *p = text; *p != '\0'; p++) {
		if (strchr("|\\`*_<>[]&", *p) != NULL)
			g_string_append_c(out, '\\');
		g_string_append_c(out, *p == '\n' ? ' ' : *p);
	}
}

static void
put_first_label(GString *out, const GPtrArray *labels)
{
	if (labels->len > 0)
		put_escaped(out, g_ptr_array_index(labels, 0));
}

static void
put_labels(GString *out, const GPtrArray *labels)
{
	for (guint i = 0; i < labels->len; i++) {
		if (i > 0)
			g_string_append(out, " · ");
		put_escaped(out, g_ptr_array_index(labels, i));
	}
}

static void
put_rule(GString *out, guint columns)
{
	g_string_append_c(out, '|');
	for (guint i = 0; i < columns; i++)
		g_string_append(out, "---|");
	g_string_append_c(out, '\n');
}

/* ---- the form, drawn ---- */

/* Draws the pairs from `index` on; returns how many there are. */
static guint
draw_pairs(const PrForm *form, guint index, GString *out)
{
	guint count = 0;

	g_string_append(out, "| | |\n");
	put_rule(out, 2);
	for (; index + count < form->blocks->len && block_at(form, index + count)->kind == PR_BLOCK_PAIR; count++) {
		const PrBlock *pair = block_at(form, index + count);

		g_string_append(out, "| ");
		put_first_label(out, pair->labels);
		g_string_append_printf(out, " | *%s* |\n", pair->name);
	}
	return count;
}

static void
draw_row(const PrBlock *block, GString *out)
{
	g_string_append(out, "| |");
	for (guint i = 0; i < block->fields->len; i++)
		g_string_append(out, " |");
	g_string_append_c(out, '\n');
	put_rule(out, block->fields->len + 1);
	g_string_append(out, "| ");
	put_first_label(out, block->labels);
	for (guint i = 0; i < block->fields->len; i++)
		g_string_append_printf(out, " | *%s*", field_at(block->fields, i)->name);
	g_string_append(out, " |\n");
}

static void
draw_block(const PrBlock *block, GString *out)
{
	g_string_append(out, "**");
	if (block->labels->len > 0)
		put_first_label(out, block->labels);
	else if (block->over->len > 0)
		put_first_label(out, block->over);
	else
		put_escaped(out, block->name);
	g_string_append_printf(
		out, "** – %s `%s`\n\n|", block->kind == PR_BLOCK_ROWS ? "rows," : "one row,", block->name);
	for (guint i = 0; i < block->fields->len; i++) {
		const PrField *field = field_at(block->fields, i);

		g_string_append_c(out, ' ');
		/* Levels share the header of the first of them. */
		if (field->level_index == 0 && field->over->len > 0) {
			put_first_label(out, field->over);
			g_string_append(out, " › ");
		}
		if (field->level_index == 0)
			put_first_label(out, field->labels);
		g_string_append(out, " |");
	}
	g_string_append_c(out, '\n');
	put_rule(out, block->fields->len);
	g_string_append_c(out, '|');
	for (guint i = 0; i < block->fields->len; i++)
		g_string_append_printf(out, " *%s* |", field_at(block->fields, i)->name);
	g_string_append_c(out, '\n');
}

static void
draw(const PrForm *form, GString *out)
{
	for (guint i = 0; i < form->blocks->len;) {
		const PrBlock *block = block_at(form, i);

		g_string_append_c(out, '\n');
		if (block->kind == PR_BLOCK_PAIR) {
			i += draw_pairs(form, i, out);
			continue;
		}
		if (block->kind == PR_BLOCK_ROW)
			draw_row(block, out);
		else
			draw_block(block, out);
		i++;
	}
}

/* ---- its fields ---- */

/* What else is to be known of a field. */
static void
put_notes(const PrField *field, const PrBlock *block, GString *out)
{
	const char *concept = field->concept != NULL ? field->concept : block != NULL ? block->concept : NULL;

	g_string_append(out, " | ");
	if (field->is_level)
		g_string_append(out, "merged over rows ");
	if (field->is_optional)
		g_string_append(out, "may be missing ");
	if (field->over->len > 0) {
		g_string_append(out, "below ");
		put_labels(out, field->over);
		g_string_append_c(out, ' ');
	}
	if (concept != NULL && field->expect != PR_EXPECT_TEXT && field->expect != PR_EXPECT_CODE)
		g_string_append_printf(out, "fact: %s %s ", concept, field->dims != NULL ? field->dims : "");
	g_string_append(out, "|\n");
}

static void
list_field(const PrField *field, const PrBlock *block, GString *out)
{
	const char *unit = field->unit != NULL                                  ? field->unit
			   : block != NULL && field->expect == PR_EXPECT_AMOUNT ? block->unit
										: NULL;
	gboolean is_alone = block == NULL || block->kind == PR_BLOCK_PAIR;

	g_string_append_printf(out, "| `%s%s%s` | ", is_alone ? "" : block->name, is_alone ? "" : "/", field->name);
	if (is_alone && block != NULL)
		put_labels(out, block->labels);
	else
		put_labels(out, field->labels);
	g_string_append_printf(out, " | %s | ", pr_expect_name(field->expect));
	put_escaped(out, unit != NULL ? unit : "");
	put_notes(field, block, out);
}

static void
list_fields(const PrForm *form, GString *out)
{
	g_string_append(out, "\n## Fields\n\n| field | printed as | read as | unit where none is printed | |\n");
	put_rule(out, 5);
	g_string_append(out, "| `title` | the title | text | | |\n");
	for (guint i = 0; i < form->head->len; i++)
		list_field(field_at(form->head, i), NULL, out);
	for (guint i = 0; i < form->blocks->len; i++)
		for (guint k = 0; k < block_at(form, i)->fields->len; k++)
			list_field(field_at(block_at(form, i)->fields, k), block_at(form, i), out);
}

/* ---- rows with names, sentences ---- */

static void
list_items(const PrBlock *block, GString *out)
{
	if (block->items->len == 0)
		return;
	g_string_append_printf(
		out, "\nRows of `%s` that have a name:\n\n| name | printed as | code | fact |\n", block->name);
	put_rule(out, 4);
	for (guint i = 0; i < block->items->len; i++) {
		const PrRowName *item = g_ptr_array_index(block->items, i);

		g_string_append_printf(out, "| `%s` | ", item->name);
		put_labels(out, item->labels);
		g_string_append_printf(out, " | %s | %s %s |\n", item->code != NULL ? item->code : "",
			item->concept != NULL ? item->concept : "", item->dims != NULL ? item->dims : "");
	}
}

static void
list_sentences(const PrForm *form, GString *out)
{
	if (form->sentences->len == 0)
		return;
	g_string_append(out, "\n## Sentences\n\n| sentence | value | read as | fact |\n");
	put_rule(out, 4);
	for (guint i = 0; i < form->sentences->len; i++) {
		const PrSentence *sentence = g_ptr_array_index(form->sentences, i);

		for (guint k = 0; k < sentence->values->len; k++) {
			const PrSentenceValue *value = g_ptr_array_index(sentence->values, k);

			g_string_append_printf(out, "| `%s` | `%s` | %s | %s %s |\n", sentence->name, value->group,
				value->is_word ? "a word of comparing" : pr_expect_name(value->expect),
				value->concept != NULL ? value->concept : "", value->dims != NULL ? value->dims : "");
		}
	}
}

void
pr_form_page(const PrForm *form, GString *out)
{
	g_string_append(out, "# ");
	put_escaped(out, form->title);
	g_string_append_printf(out, "\n\nForm `%s`, version ", form->id);
	put_escaped(out, form->version);
	g_string_append(out, ". Labels are shown in the plain form in which they are compared.\n");
	if (form->titles->len > 1) {
		g_string_append(out, "\nTitles: ");
		put_labels(out, form->titles);
		g_string_append_c(out, '\n');
	}
	if (form->blocks->len > 0) {
		g_string_append(out, "\n## The form\n");
		draw(form, out);
		list_fields(form, out);
	}
	for (guint i = 0; i < form->blocks->len; i++)
		list_items(block_at(form, i), out);
	list_sentences(form, out);
}
