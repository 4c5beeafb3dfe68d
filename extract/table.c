/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables, their cells and parts, and paragraphs: made, checked, freed. */
#include "extract/table.h"
#include "extract/pdf.h"

void
pr_cell_free(gpointer data)
{
	PrCell *cell = data;

	if (cell == NULL)
		return;
	pr_text_clear(&cell->text);
	g_array_unref(cell->places);
	g_free(cell);
}

static void
text_clear(gpointer data)
{
	pr_text_clear(data);
}

PrTable *
pr_table_new(int rows, int cols)
{
	PrTable *table = g_new0(PrTable, 1);

	table->rows = rows;
	table->cols = cols;
	table->cells = g_ptr_array_new_with_free_func(pr_cell_free);
	table->parts = g_array_new(FALSE, FALSE, sizeof(PrPart));
	table->notes = g_array_new(FALSE, TRUE, sizeof(PrText));
	table->repeated = g_array_new(FALSE, TRUE, sizeof(PrText));
	g_array_set_clear_func(table->notes, text_clear);
	g_array_set_clear_func(table->repeated, text_clear);
	return table;
}

void
pr_table_free(PrTable *table)
{
	if (table == NULL)
		return;
	g_free(table->reason);
	pr_text_clear(&table->title);
	pr_text_clear(&table->unit);
	pr_text_clear(&table->unit_line);
	g_array_unref(table->notes);
	g_array_unref(table->repeated);
	g_ptr_array_unref(table->cells);
	g_array_unref(table->parts);
	g_free(table);
}

PrCell *
pr_table_add_cell(PrTable *table, int row, int col, int rowspan, int colspan)
{
	PrCell *cell = g_new0(PrCell, 1);

	cell->row = row;
	cell->col = col;
	cell->rowspan = rowspan;
	cell->colspan = colspan;
	cell->places = g_array_new(FALSE, FALSE, sizeof(PrPlace));
	g_ptr_array_add(table->cells, cell);
	return cell;
}

const PrCell *
pr_table_cell_at(const PrTable *table, int row, int col)
{
	for (guint i = 0; i < table->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(table->cells, i);

		if (row >= cell->row && row < cell->row + cell->rowspan && col >= cell->col &&
			col < cell->col + cell->colspan)
			return cell;
	}
	return NULL;
}

const PrCell **
pr_table_slots(const PrTable *table)
{
	const PrCell **slots = g_new0(const PrCell *, MAX(1, (gsize)table->rows * table->cols));

	for (guint i = 0; i < table->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(table->cells, i);

		for (int row = cell->row; row < MIN(cell->row + cell->rowspan, table->rows); row++)
			for (int col = cell->col; col < MIN(cell->col + cell->colspan, table->cols); col++)
				slots[(gsize)row * table->cols + col] = cell;
	}
	return slots;
}

gboolean
pr_table_check(const PrTable *table, GError **error)
{
	guint64 area = 0;
	g_autofree const PrCell **slots = pr_table_slots(table);

	for (guint i = 0; i < table->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(table->cells, i);

		if (cell->row < 0 || cell->col < 0 || cell->rowspan < 1 || cell->colspan < 1 ||
			cell->row + cell->rowspan > table->rows || cell->col + cell->colspan > table->cols) {
			g_set_error(error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_SYNTAX,
				"cell %d,%d leaves the table of %d×%d", cell->row, cell->col, table->rows, table->cols);
			return FALSE;
		}
		area += (guint64)cell->rowspan * cell->colspan;
	}
	for (gsize i = 0; i < (gsize)table->rows * table->cols; i++) {
		if (slots[i] == NULL) {
			g_set_error(error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_SYNTAX,
				"no cell covers row %d, column %d", (int)(i / table->cols), (int)(i % table->cols));
			return FALSE;
		}
	}
	if (area != (guint64)table->rows * table->cols) {
		g_set_error(error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_SYNTAX, "cells overlap in the table of %d×%d",
			table->rows, table->cols);
		return FALSE;
	}
	return TRUE;
}

PrParagraph *
pr_paragraph_new(int page, PrParagraphKind kind)
{
	PrParagraph *paragraph = g_new0(PrParagraph, 1);

	paragraph->page = page;
	paragraph->kind = kind;
	return paragraph;
}

void
pr_paragraph_free(PrParagraph *paragraph)
{
	if (paragraph == NULL)
		return;
	pr_text_clear(&paragraph->text);
	g_free(paragraph);
}

const char *
pr_role_name(PrRole role)
{
	static const char *const names[] = {"data", "header", "stub", "section"};

	return names[role];
}

const char *
pr_method_name(PrMethod method)
{
	static const char *const names[] = {"ruled", "aligned", "ocr"};

	return names[method];
}

const char *
pr_paragraph_kind_name(PrParagraphKind kind)
{
	static const char *const names[] = {"body", "heading", "page-header", "page-footer"};

	return names[kind];
}

guint
pr_table_length(const PrTable *table)
{
	guint length = pr_text_length(&table->title) + pr_text_length(&table->unit_line);

	for (guint i = 0; i < table->notes->len; i++)
		length += pr_text_length(&g_array_index(table->notes, PrText, i));
	for (guint i = 0; i < table->cells->len; i++)
		length += pr_text_length(&((const PrCell *)g_ptr_array_index(table->cells, i))->text);
	return length;
}
