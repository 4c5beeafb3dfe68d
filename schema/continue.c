/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A block that goes on in the next table, without a header of its own: its columns are those that stand under the old
 * ones.
 *
 *   page 1   │ 指标 │ 一级 │ 二级 │ 目标 │ 实际 │      above
 *            │      │ 产出 │ 数量 │ ≥3   │ 3    │
 *   page 2   │      │      │ 质量 │ 96%  │ 97%  │      the table: same outer edges, no header; each of its columns belongs to
 *            │ 总分 ……                       │      the field whose edges its middle lies between
 *
 * Extraction joins most tables over pages; where it declines, for want of a border or for a stray line, the form is
 * whole again here. */
#include "schema/match.h"

/* How far the outer edges of the two tables may be apart, as a share of their width. */
#define EDGE_SLACK 0.02

/* x of the cuts between columns: cols + 1 numbers, free with g_free(); NULL where the cells do not tell. */
static float *
cuts_of(const PrSheet *sheet)
{
	const PrTable *table = sheet->table;
	g_autofree float *cuts = g_new(float, (gsize)table->cols + 1);

	for (int col = 0; col <= table->cols; col++)
		cuts[col] = -1;
	for (guint i = 0; i < table->cells->len; i++) {
		const PrCell *cell = pr_sheet_cell(sheet, i);
		if (cell->places == NULL || cell->places->len == 0)
			continue;
		const PrPlace *place = &g_array_index(cell->places, PrPlace, 0);
		cuts[cell->col] = place->box.x0;
		cuts[cell->col + cell->colspan] = place->box.x1;
	}
	for (int col = 1; col <= table->cols; col++)
		if (cuts[col] < cuts[col - 1] || cuts[0] < 0)
			return NULL;
	return g_steal_pointer(&cuts);
}

/* The block that `above` ends in; -1 where a row that closes the form stands below it. */
static int
open_block(const PrMap *above, const PrForm *form)
{
	int last = -1;

	for (guint i = 0; i < above->count; i++)
		if (above->sites[i].is_found && (last < 0 || above->sites[i].first_row > above->sites[last].first_row))
			last = (int)i;
	if (last < 0)
		return -1;
	PrBlockKind kind = ((const PrBlock *)g_ptr_array_index(form->blocks, (guint)last))->kind;
	return kind == PR_BLOCK_ROWS || kind == PR_BLOCK_VALUES ? last : -1;
}

/* The first row that a block of the table's own begins in. */
static int
first_own_row(const PrMap *map, int rows)
{
	int row = rows;

	for (guint i = 0; i < map->count; i++)
		if (map->sites[i].is_found)
			row = MIN(row, map->sites[i].header_row);
	return row;
}

static gboolean
place_columns(PrSite *site, const float *cuts, int cols, const PrSite *above, const float *above_cuts)
{
	guint placed = 0, expected = 0;

	for (guint i = 0; i < site->field_count; i++) {
		const PrColumn *old = &above->columns[i];
		PrColumn *column = &site->columns[i];

		*column = (PrColumn){.header = PR_NO_CELL, .unit = g_strdup(old->unit)};
		if (old->span == 0)
			continue;
		expected++;
		for (int col = 0; col < cols; col++) {
			float middle = (cuts[col] + cuts[col + 1]) / 2;
			if (middle < above_cuts[old->col] || middle >= above_cuts[old->col + old->span])
				continue;
			column->col = column->span == 0 ? col : column->col;
			column->span++;
		}
		placed += column->span > 0;
	}
	return placed == expected;
}

/* The rest of the label at the side: blank, or a part of the label. PR_NO_CELL where the side is a column of the
 * block. */
static guint
side_cell(const PrSheet *sheet, const PrBlock *block, const PrSite *site)
{
	int first = sheet->table->cols;
	guint index = pr_sheet_at(sheet, 0, 0);

	for (guint i = 0; i < site->field_count; i++)
		if (site->columns[i].span > 0)
			first = MIN(first, site->columns[i].col);
	if (first == 0)
		return PR_NO_CELL;
	for (guint i = 0; i < block->labels->len; i++)
		if (strstr(g_ptr_array_index(block->labels, i), sheet->keys[index]) != NULL)
			return index;
	return PR_NO_CELL;
}

/* The columns of the table that the block has, where it shares them with another. */
static void
set_sides(const PrBlock *block, const PrSheet *sheet, PrSite *site)
{
	site->left = block->is_headed ? sheet->table->cols : 0;
	site->right = block->is_headed ? 0 : sheet->table->cols;
	for (guint i = 0; i < site->field_count && block->is_headed; i++) {
		if (site->columns[i].span == 0)
			continue;
		site->left = MIN(site->left, site->columns[i].col);
		site->right = MAX(site->right, site->columns[i].col + site->columns[i].span);
	}
}

/* Block `index` goes on in rows [0, end) of the table; FALSE where its columns do not. */
static gboolean
continue_block(PrMap *map, const PrForm *form, const PrSheet *sheet, guint index, int end, const float *cuts,
	const PrSite *above, const float *above_cuts)
{
	PrSite *site = &map->sites[index];
	const PrBlock *block = g_ptr_array_index(form->blocks, index);

	if (!place_columns(site, cuts, sheet->table->cols, above, above_cuts)) {
		for (guint i = 0; i < site->field_count; i++)
			g_clear_pointer(&site->columns[i].unit, g_free);
		return FALSE;
	}
	site->is_found = site->is_continued = TRUE;
	site->header_row = site->first_row = 0;
	site->end_row = end;
	site->label = PR_NO_CELL;
	site->label_rest = block->is_headed ? PR_NO_CELL : side_cell(sheet, block, site);
	site->unit = g_strdup(above->unit);
	set_sides(block, sheet, site);
	return TRUE;
}

gboolean
pr_map_continue(PrMap *map, const PrForm *form, const PrSheet *sheet, const PrMap *above, const PrSheet *above_sheet)
{
	int open = open_block(above, form), end = first_own_row(map, sheet->table->rows);

	if (open < 0 || end == 0 || map->sites[open].is_found)
		return FALSE;
	g_autofree float *cuts = cuts_of(sheet), *above_cuts = cuts_of(above_sheet);
	if (cuts == NULL || above_cuts == NULL)
		return FALSE;
	float left = above_cuts[0], right = above_cuts[above_sheet->table->cols],
	      slack = (float)EDGE_SLACK * (right - left);
	if (fabsf(cuts[0] - left) > slack || fabsf(cuts[sheet->table->cols] - right) > slack)
		return FALSE;
	if (!continue_block(map, form, sheet, (guint)open, end, cuts, &above->sites[open], above_cuts))
		return FALSE;
	/* Blocks that stand beside it go on as well. */
	for (guint i = 0; i < map->count; i++) {
		const PrBlock *block = g_ptr_array_index(form->blocks, i);

		if ((int)i != open && block->is_headed && above->sites[i].is_found && !map->sites[i].is_found &&
			above->sites[i].first_row == above->sites[open].first_row)
			continue_block(map, form, sheet, i, end, cuts, &above->sites[i], above_cuts);
	}
	return TRUE;
}
