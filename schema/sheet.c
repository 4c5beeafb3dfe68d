/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A table as the binder sees it. */
#include "schema/sheet.h"

#include <stdlib.h>
#include <string.h>

/* No label is longer than this; prose is not looked at. */
#define CORE_BYTES_MAX 300
/* Years of columns stand in the first rows. */
#define YEAR_ROWS 4

/* The year that a key begins with; 0 for none. */
static int
year_of(const char *key)
{
	static const PrPattern *slot;
	PrMatch match;

	return pr_pattern_find(pr_pattern_once(&slot, "^20\\d\\d年"), key, 0, &match) ? atoi(key) : 0;
}

/* A label's key without what is printed about it: the number of the item and the year in front, explanations in
 * brackets and a colon behind. Beside a column of `newest` year that of the year before is 上年…, so that the two are
 * told apart; older ones keep their year. NULL where there is nothing of that. */
static char *
core_of(const char *key, int newest)
{
	static const PrPattern *slot;
	const PrPattern *pattern = pr_pattern_once(&slot,
		"^(?:\\(?(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[.,)]+|[①-⑳])?+(20\\d\\d年度?)?+(.+?)(?:\\([^()]*\\))*:?$");
	PrMatch match;

	if (!pr_pattern_find(pattern, key, 0, &match))
		return NULL;
	g_autofree char *year = pr_match_text(&match, key, 1), *rest = pr_match_text(&match, key, 2);
	int age = *year != '\0' ? newest - atoi(year) : 0;
	if (strcmp(rest, key) == 0 || age > 1)
		return NULL;
	return age == 1 ? g_strconcat("上年", rest, NULL) : g_steal_pointer(&rest);
}

PrSheet *
pr_sheet_new(const PrCleanTable *clean)
{
	PrSheet *sheet = g_new0(PrSheet, 1);
	const PrTable *table = clean->table;

	sheet->clean = clean;
	sheet->table = table;
	sheet->slots = g_new0(guint, MAX(1, (gsize)table->rows * (gsize)table->cols));
	sheet->keys = g_new0(char *, table->cells->len + 1);
	sheet->cores = g_new0(char *, table->cells->len + 1);
	sheet->used = g_new0(guint8, table->cells->len + 1);
	int newest = 0;
	for (guint i = 0; i < table->cells->len; i++) {
		sheet->keys[i] = pr_label_key(((const PrClean *)g_ptr_array_index(clean->cells, i))->text);
		if (((const PrCell *)g_ptr_array_index(table->cells, i))->row < YEAR_ROWS)
			newest = MAX(newest, year_of(sheet->keys[i]));
	}
	for (guint i = 0; i < table->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(table->cells, i);

		if (strlen(sheet->keys[i]) <= CORE_BYTES_MAX)
			sheet->cores[i] = core_of(sheet->keys[i], newest);
		for (int row = cell->row; row < MIN(cell->row + cell->rowspan, table->rows); row++)
			for (int col = cell->col; col < MIN(cell->col + cell->colspan, table->cols); col++)
				sheet->slots[(gsize)row * (gsize)table->cols + (gsize)col] = i;
	}
	return sheet;
}

void
pr_sheet_free(PrSheet *sheet)
{
	if (sheet == NULL)
		return;
	g_strfreev(sheet->keys);
	for (guint i = 0; i < sheet->table->cells->len; i++)
		g_free(sheet->cores[i]);
	g_free(sheet->cores);
	g_free(sheet->slots);
	g_free(sheet->used);
	g_free(sheet);
}

static gboolean
is_one_of(const char *key, const GPtrArray *labels)
{
	for (guint i = 0; i < labels->len; i++)
		if (strcmp(key, g_ptr_array_index(labels, i)) == 0)
			return TRUE;
	return FALSE;
}

gboolean
pr_sheet_is_label(const PrSheet *sheet, guint index, const GPtrArray *labels, PrLikeness likeness, guint *rest)
{
	const PrCell *cell = pr_sheet_cell(sheet, index);
	int below = cell->row + cell->rowspan;

	*rest = PR_NO_CELL;
	if (pr_sheet_is_blank(sheet, index))
		return FALSE;
	if (likeness == PR_LIKENESS_CORE)
		return sheet->cores[index] != NULL && is_one_of(sheet->cores[index], labels);
	if (is_one_of(sheet->keys[index], labels))
		return TRUE;
	if (below >= sheet->table->rows)
		return FALSE;
	guint next = pr_sheet_at(sheet, below, cell->col);
	if (pr_sheet_is_blank(sheet, next) || pr_sheet_cell(sheet, next)->col != cell->col)
		return FALSE;
	g_autofree char *joined = g_strconcat(sheet->keys[index], sheet->keys[next], NULL);
	if (!is_one_of(joined, labels))
		return FALSE;
	*rest = next;
	return TRUE;
}

static void
add_places(GArray *places, const PrCell *cell)
{
	g_autoptr(GArray) lines = pr_text_places(&cell->text);
	const GArray *from = lines->len > 0 ? lines : cell->places; /* a blank value stands where its cell is */

	g_array_append_vals(places, from->data, from->len);
}

PrNode *
pr_sheet_leaf(PrSheet *sheet, const char *name, const guint *cells, guint count, const PrValueContext *context)
{
	PrNode *leaf = pr_node_new(PR_NODE_LEAF, name);
	g_autoptr(GString) raw = g_string_new(NULL), printed = g_string_new(NULL), folded = g_string_new(NULL);

	for (guint i = 0; i < count; i++) {
		const PrCell *cell = pr_sheet_cell(sheet, cells[i]);
		const PrClean *clean = g_ptr_array_index(sheet->clean->cells, cells[i]);
		g_autofree char *text = pr_text_printed(&cell->text);

		sheet->used[cells[i]] = TRUE;
		if (i > 0 && *text != '\0' && raw->len > 0) {
			g_string_append_c(printed, '\n');
			/* 208 | 05 | 01 is one code in three columns. */
			if (context->expect != PR_EXPECT_CODE) {
				g_string_append_c(raw, '\n');
				g_string_append_c(folded, '\n');
			}
		}
		g_string_append(raw, clean->text);
		g_string_append(printed, text);
		g_string_append(folded, clean->folded);
		add_places(leaf->places, cell);
		if (i == 0) {
			leaf->table = sheet->table->number;
			leaf->row = cell->row;
			leaf->col = cell->col;
			leaf->repairs = clean->repairs;
		}
	}
	pr_value_parse(folded->str, context, &leaf->value);
	leaf->raw = g_string_free(g_steal_pointer(&raw), FALSE);
	leaf->printed = g_string_free(g_steal_pointer(&printed), FALSE);
	return leaf;
}

static void
read_again(PrNode *leaf, const PrValueContext *context)
{
	const PrRepair *correction = pr_repairs_correction(leaf->repairs);
	g_autofree char *folded = pr_fold(correction != NULL ? correction->to : leaf->raw);

	pr_value_clear(&leaf->value);
	pr_value_parse(folded, context, &leaf->value);
}

PrNode *
pr_leaf_copy(const PrNode *leaf, const PrValueContext *context)
{
	PrNode *copy = pr_node_new(PR_NODE_LEAF, leaf->name);

	copy->raw = g_strdup(leaf->raw);
	copy->printed = g_strdup(leaf->printed);
	copy->repairs = leaf->repairs;
	copy->is_absent = leaf->is_absent;
	copy->table = leaf->table;
	copy->row = leaf->row;
	copy->col = leaf->col;
	g_array_append_vals(copy->places, leaf->places->data, leaf->places->len);
	read_again(copy, context);
	return copy;
}

void
pr_leaf_append(PrNode *leaf, const PrNode *more, const PrValueContext *context)
{
	char *raw = g_strconcat(leaf->raw, more->raw, NULL);
	char *printed = g_strconcat(
		leaf->printed, *leaf->printed != '\0' && *more->printed != '\0' ? "\n" : "", more->printed, NULL);

	g_free(leaf->raw);
	g_free(leaf->printed);
	leaf->raw = raw;
	leaf->printed = printed;
	if (leaf->is_absent || leaf->table == 0) {
		leaf->table = more->table;
		leaf->row = more->row;
		leaf->col = more->col;
		leaf->repairs = more->repairs;
	}
	leaf->is_absent = leaf->is_absent && more->is_absent;
	g_array_append_vals(leaf->places, more->places->data, more->places->len);
	read_again(leaf, context);
}

PrNode *
pr_absent_leaf(const char *name)
{
	PrNode *leaf = pr_node_new(PR_NODE_LEAF, name);
	PrValueContext context = {.expect = PR_EXPECT_TEXT};

	leaf->is_absent = TRUE;
	leaf->raw = g_strdup("");
	leaf->printed = g_strdup("");
	pr_value_parse("", &context, &leaf->value);
	return leaf;
}
