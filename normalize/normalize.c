/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The normalize stage over a table: every printed text gets its clean reading. */
#include "normalize/normalize.h"

PrCleanTable *
pr_normalize_table(PrTable *table)
{
	PrCleanTable *clean = g_new0(PrCleanTable, 1);

	clean->table = table;
	clean->title = pr_clean_new(&table->title);
	clean->unit = pr_clean_new(&table->unit);
	clean->cells = g_ptr_array_new_full(table->cells->len, pr_clean_destroy);
	for (guint i = 0; i < table->cells->len; i++)
		g_ptr_array_add(clean->cells, pr_clean_new(&((PrCell *)g_ptr_array_index(table->cells, i))->text));
	clean->notes = g_ptr_array_new_with_free_func(pr_clean_destroy);
	for (guint i = 0; table->notes != NULL && i < table->notes->len; i++)
		g_ptr_array_add(clean->notes, pr_clean_new(&g_array_index(table->notes, PrText, i)));
	return clean;
}

void
pr_clean_table_free(PrCleanTable *table)
{
	if (table == NULL)
		return;
	pr_table_free(table->table);
	pr_clean_free(table->title);
	pr_clean_free(table->unit);
	g_clear_pointer(&table->cells, g_ptr_array_unref);
	g_clear_pointer(&table->notes, g_ptr_array_unref);
	g_free(table);
}
