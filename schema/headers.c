/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Headers that are known by their path: blocks side by side, columns with the same name under different cells.
 *
 *   │        收入          │          支出           │   over of two blocks: each has the columns below its cell
 *   ├──────────┬───────────┼────────┬────────────────┤
 *   │ 项目     │ 决算数    │ 项目   │ 决算数         │   so 项目 is found twice, and each side has its own
 *
 *   │     项目        │      本年支出        │ 结余  │   row 0
 *   ├──────┬──────────┤                      │       │
 *   │ 编码 │ 名称     │                      │       │   row 1: the columns that name rows end their header here, so rows begin
 *   ├──────┴──────────┼──────┬───────┬───────┼───────┤          below it …
 *   │ 合计            │ 合计 │ 基本  │ 项目  │ 100   │   row 2: … although three cells of this row are still headers: "合计 over
 *   │ 201  │ …        │ 60   │ 40    │ 20    │ 100   │          本年支出" and the like; they are no values of the row
 *
 * A cell is the header of a field when it bears its label, and, where the field has an `over`, a cell above it bears
 * that, or the two the other way round. The first one in reading order counts, and each cell is taken once. */
#include "schema/match.h"

#include <string.h>

/* A header is not looked for below this row. */
#define HEADER_ROWS_MAX 8
/* Fewer numbers in a row do not count columns. */
#define COUNTED_MIN 3

static const PrField *
field_at(const PrBlock *block, guint index)
{
	return g_ptr_array_index(block->fields, index);
}

static gboolean
is_label(const PrSheet *sheet, guint index, const GPtrArray *labels, PrLikeness likeness)
{
	guint rest;

	return pr_sheet_is_label(sheet, index, labels, likeness, &rest) && rest == PR_NO_CELL;
}

/* Whether a cell above bears one of the labels. */
static gboolean
is_under(const PrSheet *sheet, const PrCell *cell, const GPtrArray *over)
{
	for (int row = 0; row < cell->row; row++) {
		guint above = pr_sheet_at(sheet, row, cell->col);

		if (is_label(sheet, above, over, PR_LIKENESS_EXACT) || is_label(sheet, above, over, PR_LIKENESS_CORE))
			return TRUE;
	}
	return FALSE;
}

/* How far down a cell may be a header by its label alone. */
static int
header_rows(const PrSheet *sheet)
{
	int rows = MIN(sheet->table->rows, HEADER_ROWS_MAX);

	return sheet->table->header_rows > 0 ? MIN(rows, sheet->table->header_rows) : rows;
}

static gboolean
is_called(const PrSheet *sheet, guint index, const char *label, PrLikeness likeness)
{
	const char *key = likeness == PR_LIKENESS_EXACT ? sheet->keys[index] : sheet->cores[index];

	return key != NULL && strcmp(key, label) == 0;
}

/* The first cell between the columns of the site that bears the label; PR_NO_CELL where there is none. */
static guint
find_called(const PrSheet *sheet, const PrField *field, const char *label, PrLikeness likeness, const PrSite *site,
	const guint8 *claimed)
{
	int rows = field->over->len > 0 ? MIN(sheet->table->rows, HEADER_ROWS_MAX) : header_rows(sheet);

	for (guint i = 0; i < sheet->table->cells->len; i++) {
		const PrCell *cell = pr_sheet_cell(sheet, i);

		if (cell->row >= rows)
			break;
		if (claimed[i] || cell->col < site->left || cell->col >= site->right)
			continue;
		if (is_called(sheet, i, label, likeness) &&
			(field->over->len == 0 || is_under(sheet, cell, field->over)))
			return i;
		/* Some forms print the same two levels the other way round. */
		if (field->over->len > 0 && is_label(sheet, i, field->over, likeness) &&
			is_under(sheet, cell, field->labels))
			return i;
	}
	return PR_NO_CELL;
}

/* The header of a field. Its labels are tried in the order of the definition, so the last ones may be loose. */
static guint
find_header(const PrSheet *sheet, const PrField *field, const PrSite *site, const guint8 *claimed)
{
	for (PrLikeness likeness = PR_LIKENESS_EXACT; likeness < PR_LIKENESS_COUNT; likeness++) {
		for (guint i = 0; i < field->labels->len; i++) {
			guint index =
				find_called(sheet, field, g_ptr_array_index(field->labels, i), likeness, site, claimed);
			if (index != PR_NO_CELL)
				return index;
		}
	}
	return PR_NO_CELL;
}

/* The columns that the block may have: those below the cell that spans it, if it has one. */
static gboolean
find_sides(const PrSheet *sheet, const PrBlock *block, PrSite *site)
{
	site->left = 0;
	site->right = sheet->table->cols;
	for (guint i = 0; i < sheet->table->cells->len && block->over->len > 0; i++) {
		const PrCell *cell = pr_sheet_cell(sheet, i);

		if (cell->row >= header_rows(sheet))
			return FALSE;
		if (!is_label(sheet, i, block->over, PR_LIKENESS_EXACT) &&
			!is_label(sheet, i, block->over, PR_LIKENESS_CORE))
			continue;
		site->left = cell->col;
		site->right = cell->col + cell->colspan;
		g_array_append_val(site->labels, i);
		return TRUE;
	}
	return block->over->len == 0;
}

/* Labels that name the parts of a column, and the cells above the header: they say nothing more than the header
 * does. */
static void
add_labels_about(const PrSheet *sheet, const PrField *field, const PrColumn *column, PrSite *site)
{
	const PrCell *header = pr_sheet_cell(sheet, column->header);

	for (int row = 0; row < header->row; row++) {
		guint above = pr_sheet_at(sheet, row, header->col);
		g_array_append_val(site->labels, above);
	}
	for (int row = header->row + header->rowspan; row < sheet->table->rows && field->parts->len > 0; row++) {
		gboolean is_part = FALSE;

		for (int col = column->col; col < column->col + column->span; col++) {
			guint index = pr_sheet_at(sheet, row, col);
			if (!is_label(sheet, index, field->parts, PR_LIKENESS_EXACT))
				continue;
			is_part = TRUE;
			g_array_append_val(site->labels, index);
		}
		if (!is_part)
			break;
	}
}

/* Whether the cells of a row count the columns: 1, 2, 3, … */
static gboolean
counts_columns(const PrSheet *sheet, const PrSite *site, int row)
{
	int count = 0;

	for (int col = site->left; col < site->right;) {
		guint index = pr_sheet_at(sheet, row, col);
		const PrCell *cell = pr_sheet_cell(sheet, index);
		char number[16];

		col = cell->col + cell->colspan;
		if (cell->row != row || pr_sheet_is_blank(sheet, index))
			continue;
		g_snprintf(number, sizeof number, "%d", ++count);
		if (strcmp(sheet->keys[index], number) != 0)
			return FALSE;
	}
	return count >= COUNTED_MIN;
}

/* Rows that belong to the header all the same: their label says so, or they count the columns. */
static void
add_skipped_rows(const PrSheet *sheet, const PrBlock *block, PrSite *site)
{
	for (int row = site->first_row; row < MIN(sheet->table->rows, HEADER_ROWS_MAX); row++) {
		gboolean is_skipped = counts_columns(sheet, site, row);

		for (int col = site->left; col < site->right; col++)
			is_skipped = is_skipped ||
				     is_label(sheet, pr_sheet_at(sheet, row, col), block->skips, PR_LIKENESS_EXACT);
		for (int col = site->left; col < site->right && is_skipped; col++) {
			guint index = pr_sheet_at(sheet, row, col);
			g_array_append_val(site->labels, index);
		}
	}
}

/* Where rows begin: below the header of the column that names them, or below all headers. */
static void
find_first_row(const PrSheet *sheet, const PrBlock *block, PrSite *site)
{
	site->first_row = 0;
	for (guint i = 0; i < block->fields->len; i++) {
		if (site->columns[i].header == PR_NO_CELL)
			continue;
		const PrCell *cell = pr_sheet_cell(sheet, site->columns[i].header);
		site->header_row = cell->row;
		if (field_at(block, i)->expect == PR_EXPECT_TEXT) {
			site->first_row = cell->row + cell->rowspan;
			return;
		}
		site->first_row = MAX(site->first_row, cell->row + cell->rowspan);
	}
}

guint
pr_headers_find(const PrSheet *sheet, const PrBlock *block, PrSite *site, guint8 *claimed)
{
	guint found = 0;
	int left = sheet->table->cols, right = 0;

	for (guint i = 0; i < block->fields->len; i++)
		site->columns[i] = (PrColumn){.header = PR_NO_CELL};
	if (!find_sides(sheet, block, site))
		return 0;
	for (guint i = 0; i < block->fields->len; i++) {
		guint header = find_header(sheet, field_at(block, i), site, claimed);

		if (header == PR_NO_CELL)
			continue;
		const PrCell *cell = pr_sheet_cell(sheet, header);
		site->columns[i] = (PrColumn){.col = cell->col, .span = cell->colspan, .header = header};
		claimed[header] = TRUE;
		left = MIN(left, cell->col);
		right = MAX(right, cell->col + cell->colspan);
		found += !field_at(block, i)->is_optional;
		add_labels_about(sheet, field_at(block, i), &site->columns[i], site);
	}
	if (left < right) { /* another block may stand below the same cell */
		site->left = left;
		site->right = right;
	}
	find_first_row(sheet, block, site);
	add_skipped_rows(sheet, block, site);
	return found;
}
