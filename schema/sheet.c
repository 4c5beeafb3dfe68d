/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A table as the binder sees it. */
#include "schema/sheet.h"

PrSheet *
pr_sheet_new(const PrCleanTable *clean)
{
	PrSheet *sheet = g_new0(PrSheet, 1);
	const PrTable *table = clean->table;

	sheet->clean = clean;
	sheet->table = table;
	sheet->slots = g_new0(guint, MAX(1, (gsize)table->rows * (gsize)table->cols));
	sheet->keys = g_new0(char *, table->cells->len + 1);
	sheet->used = g_new0(guint8, table->cells->len + 1);
	for (guint i = 0; i < table->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(table->cells, i);
		const PrClean *text = g_ptr_array_index(clean->cells, i);

		sheet->keys[i] = pr_label_key(text->text);
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
pr_sheet_is_label(const PrSheet *sheet, guint index, const GPtrArray *labels, guint *rest)
{
	const PrCell *cell = pr_sheet_cell(sheet, index);
	int below = cell->row + cell->rowspan;

	*rest = PR_NO_CELL;
	if (pr_sheet_is_blank(sheet, index))
		return FALSE;
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
			g_string_append_c(raw, '\n');
			g_string_append_c(printed, '\n');
			g_string_append_c(folded, '\n');
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
