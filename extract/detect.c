/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Is a filled grid a table? Page frames, boxes around prose and diagrams are grids too. Charts are left out before
 * (charts.c). */
#include "extract/fragment.h"

typedef struct {
	int rows_with_text, cols_with_text, cells_with_text, cells;
} Census;

static Census
take_census(const PrTable *table)
{
	Census census = {.cells = (int)table->cells->len};
	g_autofree gboolean *rows = g_new0(gboolean, table->rows + 1), *cols = g_new0(gboolean, table->cols + 1);

	for (guint i = 0; i < table->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(table->cells, i);

		if (pr_text_length(&cell->text) == 0)
			continue;
		census.cells_with_text++;
		rows[cell->row] = cols[cell->col] = TRUE;
	}
	for (int i = 0; i < table->rows; i++)
		census.rows_with_text += rows[i];
	for (int i = 0; i < table->cols; i++)
		census.cols_with_text += cols[i];
	return census;
}

/* Whether two cells with text share an edge. Boxes of a diagram that lines connect are islands. */
static gboolean
has_neighbours(const PrTable *table)
{
	g_autofree const PrCell **slots = pr_table_slots(table);

	for (int row = 0; row < table->rows; row++) {
		for (int col = 0; col < table->cols; col++) {
			const PrCell *cell = slots[(gsize)row * table->cols + col];
			const PrCell *right = col + 1 < table->cols ? slots[(gsize)row * table->cols + col + 1] : cell;
			const PrCell *below =
				row + 1 < table->rows ? slots[(gsize)(row + 1) * table->cols + col] : cell;

			if (pr_text_length(&cell->text) > 0 &&
				((right != cell && pr_text_length(&right->text) > 0) ||
					(below != cell && pr_text_length(&below->text) > 0)))
				return TRUE;
		}
	}
	return FALSE;
}

PrVerdict
pr_detect(const PrTable *table, const char **reason)
{
	Census census = take_census(table);

	if (table->rows * table->cols == 1 || census.cells == 1) {
		*reason = "a frame: one cell";
		return PR_VERDICT_NONE;
	}
	if (census.cells_with_text == 0) {
		*reason = "an empty grid: kept only as the rest of a table";
		return table->cols > 1 ? PR_VERDICT_STRIP : PR_VERDICT_NONE;
	}
	if (table->cols == 1) {
		*reason = "a box: one column";
		return PR_VERDICT_NONE;
	}
	if (table->rows == 1) {
		*reason = "one row: kept only as the rest of a table";
		return PR_VERDICT_STRIP;
	}
	if (census.cols_with_text < 2 || census.cells_with_text < 3) {
		*reason = "a grid with hardly any text: kept only as the rest of a table";
		return PR_VERDICT_STRIP;
	}
	if (!has_neighbours(table)) {
		*reason = "boxes joined by lines: no two texts are in neighbouring cells";
		return PR_VERDICT_STRIP;
	}
	*reason = "rulings on every side of every cell";
	return PR_VERDICT_TABLE;
}

char *
pr_detect_measures(const PrTable *table)
{
	Census census = take_census(table);

	return g_strdup_printf("rows %d, columns %d, cells %d, with text %d", table->rows, table->cols, census.cells,
		census.cells_with_text);
}
