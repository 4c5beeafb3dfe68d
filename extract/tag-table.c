/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The life of a PrTagTable. */
#include "extract/tag-table.h"

static void
free_cell(gpointer data)
{
	g_free(((PrTagCell *)data)->text);
	g_free(data);
}

PrTagTable *
pr_tag_table_new(int rows, int cols)
{
	PrTagTable *table = g_new0(PrTagTable, 1);

	table->rows = rows;
	table->cols = cols;
	table->cells = g_ptr_array_new_with_free_func(free_cell);
	return table;
}

void
pr_tag_table_free(PrTagTable *table)
{
	if (table == NULL)
		return;
	g_ptr_array_unref(table->cells);
	g_free(table);
}

void
pr_tag_table_add(PrTagTable *table, const PrTagCell *cell)
{
	PrTagCell *copy = g_memdup2(cell, sizeof *cell);

	copy->text = g_strdup(cell->text);
	g_ptr_array_add(table->cells, copy);
}
