/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the rows of a form look like: which begin a header, which go on with the block above. */
#include "schema/draft-layout.h"

/* A header goes on over no more rows. */
#define HEADER_ROWS_MAX 4

/* ---- rows ---- */

GArray *
pr_draft_row_cells(const PrSheet *sheet, int row, int left)
{
	GArray *cells = g_array_new(FALSE, FALSE, sizeof(guint));

	for (int col = left; col < sheet->table->cols;) {
		guint index = pr_sheet_at(sheet, row, col);
		const PrCell *cell = pr_sheet_cell(sheet, index);

		if (cell->row == row && cell->col >= left)
			g_array_append_val(cells, index);
		col = cell->col + cell->colspan;
	}
	return cells;
}

guint
pr_draft_count(const PrDraftLayout *layout, const GArray *cells, PrDraftClass class)
{
	guint count = 0;

	for (guint i = 0; i < cells->len; i++)
		count += pr_draft_class_of(layout, pr_draft_cell_in(cells, i)) == class;
	return count;
}

static gboolean
has_value(const PrDraftLayout *layout, int row, int left)
{
	g_autoptr(GArray) cells = pr_draft_row_cells(layout->copy->sheet, row, left);

	return pr_draft_count(layout, cells, PR_DRAFT_VALUE) > 0;
}

guint
pr_draft_side_label(const PrDraftLayout *layout, int row)
{
	g_autoptr(GArray) cells = pr_draft_row_cells(layout->copy->sheet, row, 0);

	if (cells->len < 2 || pr_draft_class_of(layout, pr_draft_cell_in(cells, 0)) != PR_DRAFT_LABEL)
		return PR_NO_CELL;
	const PrCell *cell = pr_draft_cell(layout, pr_draft_cell_in(cells, 0));
	if (cell->rowspan < 2 || pr_draft_cell(layout, pr_draft_cell_in(cells, 1))->rowspan >= cell->rowspan)
		return PR_NO_CELL;
	for (int below = row + 1; below < row + cell->rowspan; below++)
		if (has_value(layout, below, cell->col + cell->colspan))
			return pr_draft_cell_in(cells, 0);
	return PR_NO_CELL;
}

/* ---- headers ---- */

/* Whether `row` goes on with a header: labels alone, each under a label that is wider. */
static gboolean
goes_on(const PrDraftLayout *layout, int row, int left)
{
	g_autoptr(GArray) cells = pr_draft_row_cells(layout->copy->sheet, row, left);
	guint labels = pr_draft_count(layout, cells, PR_DRAFT_LABEL);

	if (labels < 2 || pr_draft_count(layout, cells, PR_DRAFT_VALUE) > 0)
		return FALSE;
	for (guint i = 0; i < cells->len; i++) {
		const PrCell *cell = pr_draft_cell(layout, pr_draft_cell_in(cells, i));
		guint above = pr_sheet_at(layout->copy->sheet, row - 1, cell->col);

		if (pr_draft_class_of(layout, pr_draft_cell_in(cells, i)) == PR_DRAFT_LABEL &&
			(pr_draft_class_of(layout, above) != PR_DRAFT_LABEL ||
				pr_draft_cell(layout, above)->colspan <= cell->colspan))
			return FALSE;
	}
	return TRUE;
}

gboolean
pr_draft_is_numbering(const PrDraftLayout *layout, int row, int left)
{
	g_autoptr(GArray) cells = pr_draft_row_cells(layout->copy->sheet, row, left);
	guint next = 1;

	for (guint i = 0; i < cells->len; i++) {
		g_autofree char *number = g_strdup_printf("%u", next);

		if (strcmp(pr_draft_key(layout, pr_draft_cell_in(cells, i)), number) == 0)
			next++;
		else if (i > 0 && !pr_sheet_is_blank(layout->copy->sheet, pr_draft_cell_in(cells, i)))
			return FALSE;
	}
	return next > 2;
}

/* Like pr_draft_header_end(), but for what comes below. */
static int
labels_end(const PrDraftLayout *layout, int row, int left, int end)
{
	const PrSheet *sheet = layout->copy->sheet;
	g_autoptr(GArray) cells = pr_draft_row_cells(sheet, row, left);
	guint labels = pr_draft_count(layout, cells, PR_DRAFT_LABEL), under = 0;
	int behind = row + 1;

	if (labels < 2 || pr_draft_count(layout, cells, PR_DRAFT_VALUE) > 0 ||
		labels <= pr_draft_count(layout, cells, PR_DRAFT_BLANK))
		return row;
	for (guint i = 0; i < cells->len; i++)
		behind = MAX(behind, row + pr_draft_cell(layout, pr_draft_cell_in(cells, i))->rowspan);
	while (behind < end && behind < row + HEADER_ROWS_MAX && goes_on(layout, behind, left))
		behind++;
	if (behind >= end)
		return row;
	/* Below a header's labels begin the cells of its columns. */
	for (guint i = 0; i < cells->len; i++) {
		const PrCell *label = pr_draft_cell(layout, pr_draft_cell_in(cells, i));
		const PrCell *below = pr_draft_cell(layout, pr_sheet_at(sheet, behind, label->col));

		under += pr_draft_class_of(layout, pr_draft_cell_in(cells, i)) == PR_DRAFT_LABEL &&
			 below->col == label->col && below->row == behind;
	}
	return 2 * under >= labels ? behind : row;
}

/* Rows of values follow a header. Where the next header does, it was a row of labels and values that happened to
 * repeat. */
int
pr_draft_header_end(const PrDraftLayout *layout, int row, int left, int end)
{
	int behind = labels_end(layout, row, left, end);

	if (behind == row || (left == 0 && pr_draft_side_label(layout, behind) != PR_NO_CELL))
		return row;
	return labels_end(layout, behind, left, end) == behind ? behind : row;
}

/* Whether the cells of a row fit the columns of a header: none begins or ends inside of one, unless all of it does. */
static gboolean
fits(const PrDraftLayout *layout, int row, int header_row, int left)
{
	const PrSheet *sheet = layout->copy->sheet;
	g_autoptr(GArray) cells = pr_draft_row_cells(sheet, row, 0);

	for (guint i = 0; i < cells->len; i++) {
		const PrCell *cell = pr_sheet_cell(sheet, pr_draft_cell_in(cells, i));
		const PrCell *first = pr_sheet_cell(sheet, pr_sheet_at(sheet, header_row, cell->col));
		const PrCell *last =
			pr_sheet_cell(sheet, pr_sheet_at(sheet, header_row, cell->col + cell->colspan - 1));

		if (cell->col < left ||
			(first != last &&
				(first->col < cell->col || last->col + last->colspan > cell->col + cell->colspan)))
			return FALSE;
	}
	return TRUE;
}

/* Whether a row of the block begins with a label across its columns: a total. */
static gboolean
is_total(const PrDraftLayout *layout, int row, const PrDraftRows *rows)
{
	const PrSheet *sheet = layout->copy->sheet;
	g_autoptr(GArray) cells = pr_draft_row_cells(sheet, row, rows->left);

	if (row == rows->first || cells->len < 2 || layout->family->copies->len == 1 ||
		pr_draft_class_of(layout, pr_draft_cell_in(cells, 0)) != PR_DRAFT_LABEL)
		return FALSE;
	const PrCell *first = pr_draft_cell(layout, pr_draft_cell_in(cells, 0));
	return first->colspan > pr_draft_cell(layout, pr_sheet_at(sheet, rows->first - 1, first->col))->colspan;
}

int
pr_draft_rows_end(const PrDraftLayout *layout, const PrDraftRows *rows)
{
	for (int row = rows->first; row < rows->end; row++) {
		if (is_total(layout, row, rows))
			return row;
		/* The label at the side says how far the others go. */
		if (rows->left > 0)
			continue;
		if (!fits(layout, row, rows->first - 1, rows->left) ||
			(row > rows->first && (pr_draft_header_end(layout, row, rows->left, rows->end) > row ||
						      pr_draft_side_label(layout, row) != PR_NO_CELL)))
			return row;
	}
	return rows->end;
}
