/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The best copy of a form → blocks and fields. It is read row by row; L is a label, v a value, · blank:
 *
 *   L  v  L  v          PAIRS   label and value by turns; in L L L v the second is a value that happened to repeat
 *   S  L  L  L          HEADER  no value, two labels or more, and below each label something begins. More rows of labels may follow
 *   S  v  v  v                  under labels that are wider than one column. S, which covers value rows too, is the side's label
 *   S  v  ─  v          ROWS    down to the end of S; without S, to the first row whose cells do not fit the columns.
 *                       VALUES  the same where S covers a single row in every copy
 *   L────────  v  v     ROW     a label across columns, and values under columns of the block above
 */
#include "schema/draft-layout.h"

/* ---- blocks ---- */

static char *
text_of(const PrDraftLayout *layout, guint index)
{
	const PrClean *clean = g_ptr_array_index(layout->copy->clean->cells, index);

	PrDraftYear year = pr_draft_year(layout->copy->sheet, index);
	const char *rest = clean->text + (year != PR_DRAFT_YEAR_KEPT ? pr_draft_year_length(clean->text) : 0);

	return g_strstrip(g_strdelimit(
		g_strconcat(year == PR_DRAFT_YEAR_BEFORE ? PR_DRAFT_LAST_YEAR : "", rest, NULL), "\n", ' '));
}

static PrDraftBlock *
add_block(PrDraftLayout *layout, PrBlockKind kind, const char *label, const char *fallback)
{
	PrDraftBlock *block = g_new0(PrDraftBlock, 1);

	block->kind = kind;
	block->label = g_strdup(label);
	block->name = pr_draft_name(label, fallback, layout->names);
	block->fields = g_ptr_array_new_with_free_func(pr_draft_field_free);
	g_ptr_array_add(layout->form->blocks, block);
	return block;
}

/* A field below a header; the label above it tells its name from those of others. */
static PrDraftField *
add_field(PrDraftBlock *block, GHashTable *names, const char *label, const char *over, const char *fallback)
{
	PrDraftField *field = g_new0(PrDraftField, 1);
	g_autofree char *path = over != NULL ? g_strconcat(over, " ", label, NULL) : g_strdup(label);

	field->label = g_strdup(label);
	field->over = g_strdup(over);
	field->name = pr_draft_name(path, fallback, names);
	field->expect = PR_EXPECT_TEXT;
	g_ptr_array_add(block->fields, field);
	return field;
}

static char *
missing_doubt(const PrDraftLayout *layout, guint index)
{
	guint frequency = pr_draft_frequency(layout->family, pr_draft_key(layout, index));

	return frequency < layout->family->copies->len
		       ? g_strdup_printf("printed like this in %u of %u copies", frequency, layout->family->copies->len)
		       : NULL;
}

static GPtrArray *
variants_of(const PrDraftLayout *layout, guint index)
{
	return pr_draft_variants(layout->family, pr_draft_key(layout, index));
}

/* The most cells that stand side by side below one header in the rows [first, end). */
static guint
count_beside(const PrDraftLayout *layout, int col, int span, int first, int end)
{
	guint most = 1;

	for (int row = first; row < end; row++) {
		guint count = 0;

		for (int at = col; at < col + span; count++) {
			const PrCell *cell = pr_draft_cell(layout, pr_sheet_at(layout->copy->sheet, row, at));
			at = cell->col + cell->colspan;
		}
		most = MAX(most, count);
	}
	return most;
}

/* Whether texts of this column are merged over rows [first, end). */
static gboolean
is_merged_in(const PrSheet *sheet, int col, int span, int first, int end)
{
	for (int row = first; row < end; row++)
		for (int at = col; at < col + span; at++) {
			guint index = pr_sheet_at(sheet, row, at);
			const PrCell *cell = pr_sheet_cell(sheet, index);

			if (cell->row >= first && cell->rowspan > 1 && !pr_sheet_is_blank(sheet, index))
				return TRUE;
		}
	return FALSE;
}

/* Where the rows below a header end in another copy: beside the same label at the side, or after as many rows as
 * here. */
static int
end_in(const PrSheet *sheet, const PrCell *header, const PrDraftRows *rows)
{
	int first = header->row + header->rowspan, end = MIN(sheet->table->rows, first + rows->end - rows->first);

	if (rows->left == 0)
		return end;
	const PrCell *side = pr_sheet_cell(sheet, pr_sheet_at(sheet, header->row, rows->left - 1));
	return MIN(end, side->row + side->rowspan);
}

/* Whether they are in any copy that has this header at the same columns. */
static gboolean
is_merged(const PrDraftLayout *layout, guint header, const PrDraftField *field, const PrDraftRows *rows)
{
	const PrCell *own = pr_draft_cell(layout, header);

	if (is_merged_in(layout->copy->sheet, field->col, field->span, rows->first, rows->end))
		return TRUE;
	for (guint i = 0; i < layout->family->copies->len && !pr_sheet_is_blank(layout->copy->sheet, header); i++) {
		const PrSheet *sheet = ((const PrDraftCopy *)g_ptr_array_index(layout->family->copies, i))->sheet;

		for (guint k = 0;
			k < sheet->table->cells->len && sheet->table->cols == layout->copy->sheet->table->cols; k++) {
			const PrCell *cell = pr_sheet_cell(sheet, k);

			if (cell->col == own->col && cell->colspan == own->colspan &&
				strcmp(pr_draft_plain_key(sheet, k), pr_draft_key(layout, header)) == 0 &&
				is_merged_in(sheet, field->col, field->span, cell->row + cell->rowspan,
					end_in(sheet, cell, rows)))
				return TRUE;
		}
	}
	return FALSE;
}

/* The wider label above a header cell; NULL where there is none. Free with g_free(). */
static char *
label_over(const PrDraftLayout *layout, guint header, const PrDraftRows *rows)
{
	const PrCell *cell = pr_draft_cell(layout, header);

	if (cell->row <= rows->header)
		return NULL;
	guint above = pr_sheet_at(layout->copy->sheet, cell->row - 1, cell->col);
	gboolean is_over = pr_draft_class_of(layout, above) == PR_DRAFT_LABEL &&
			   pr_draft_cell(layout, above)->colspan > cell->colspan;

	return is_over ? text_of(layout, above) : NULL;
}

/* Fields for the columns from `col` on below one header cell, which is blank for a stub. */
static void
add_columns(
	PrDraftLayout *layout, PrDraftBlock *block, GHashTable *names, guint header, const PrDraftRows *rows, int col)
{
	int span = pr_draft_cell(layout, header)->col + pr_draft_cell(layout, header)->colspan - col;
	g_autofree char *label = pr_draft_class_of(layout, header) != PR_DRAFT_BLANK ? text_of(layout, header) : NULL;
	guint count = count_beside(layout, col, span, rows->first, rows->end);

	g_autofree char *over = label != NULL ? label_over(layout, header, rows) : NULL;

	for (guint i = 0; i < count; i++) {
		PrDraftField *field = add_field(block, names, label, over, "item");
		int own = i + 1 < count ? 1 : span - (int)i;

		field->col = col + (int)i;
		field->span = own;
		field->level_index = i;
		field->is_level = (count > 1 && label != NULL) || is_merged(layout, header, field, rows);
		field->doubt = label != NULL ? missing_doubt(layout, header) : NULL;
		field->variants = label != NULL ? variants_of(layout, header) : NULL;
	}
}

/* The fields of a block with a header, by the lowest row of it. Labels are merged over rows in front of the values
 * only. */
static void
add_header_fields(PrDraftLayout *layout, PrDraftBlock *block, const PrDraftRows *rows)
{
	const PrSheet *sheet = layout->copy->sheet;
	g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	gboolean has_label = FALSE;

	for (int col = rows->left; col < sheet->table->cols;) {
		guint index = pr_sheet_at(sheet, rows->first - 1, col);
		const PrCell *cell = pr_sheet_cell(sheet, index);
		gboolean is_blank = pr_draft_class_of(layout, index) == PR_DRAFT_BLANK;

		if (!is_blank || !has_label)
			add_columns(layout, block, names, index, rows, col);
		has_label = has_label || !is_blank;
		col = cell->col + cell->colspan;
	}
	gboolean is_front = TRUE;
	for (guint i = 0; i < block->fields->len; i++) {
		PrDraftField *field = g_ptr_array_index(block->fields, i);
		is_front = is_front && field->is_level;
		field->is_level = is_front;
	}
}

/* Whether the label at the side covers one row of values in every copy. */
static gboolean
is_single_row(const PrDraftLayout *layout, guint side, int header_rows)
{
	for (guint i = 0; i < layout->family->copies->len; i++) {
		const PrDraftCopy *copy = g_ptr_array_index(layout->family->copies, i);

		for (guint k = 0; k < copy->clean->cells->len; k++)
			if (strcmp(pr_draft_plain_key(copy->sheet, k), pr_draft_key(layout, side)) == 0 &&
				pr_sheet_cell(copy->sheet, k)->rowspan > header_rows + 1)
				return FALSE;
	}
	return pr_draft_cell(layout, side)->rowspan == header_rows + 1;
}

/* A block with a header in `row`, beside `side` (or PR_NO_CELL). Returns the row behind it; `row` where there is
 * none. */
static int
take_block(PrDraftLayout *layout, int row, guint side)
{
	const PrCell *label = side != PR_NO_CELL ? pr_draft_cell(layout, side) : NULL;
	PrDraftRows rows = {.left = label != NULL ? label->col + label->colspan : 0, .end = pr_draft_row_count(layout)};

	if (label != NULL)
		rows.end = label->row + label->rowspan;
	rows.header = row;
	rows.first = pr_draft_header_end(layout, row, rows.left, rows.end);
	if (rows.first == row)
		return row;
	int header_rows = rows.first - row;
	rows.end = pr_draft_rows_end(layout, &rows);
	gboolean is_values = label != NULL && label->row == row && layout->family->copies->len > 1 &&
			     is_single_row(layout, side, header_rows);
	g_autofree char *text = label != NULL ? text_of(layout, side) : NULL;
	PrDraftBlock *block = add_block(layout, is_values ? PR_BLOCK_VALUES : PR_BLOCK_ROWS, text, "rows");

	add_header_fields(layout, block, &rows);
	if (label != NULL) {
		block->doubt = missing_doubt(layout, side);
		block->variants = variants_of(layout, side);
	}
	if (rows.first < rows.end && pr_draft_is_numbering(layout, rows.first, rows.left))
		block->doubt = g_strdup("the first row numbers the columns");
	layout->last = block;
	return rows.end;
}

/* ---- single rows ---- */

static const PrDraftField *
field_above(const PrDraftBlock *block, const PrCell *cell)
{
	for (guint i = 0; i < block->fields->len; i++) {
		const PrDraftField *field = g_ptr_array_index(block->fields, i);
		if (field->col == cell->col)
			return field;
	}
	return NULL;
}

/* A label with values under columns of the block above. */
static gboolean
take_total(PrDraftLayout *layout, const GArray *cells)
{
	if (layout->last == NULL || cells->len < 3 ||
		pr_draft_class_of(layout, pr_draft_cell_in(cells, 0)) != PR_DRAFT_LABEL ||
		pr_draft_count(layout, cells, PR_DRAFT_LABEL) > 1)
		return FALSE;
	for (guint i = 1; i < cells->len; i++)
		if (field_above(layout->last, pr_draft_cell(layout, pr_draft_cell_in(cells, i))) == NULL)
			return FALSE;
	g_autofree char *label = text_of(layout, pr_draft_cell_in(cells, 0));
	PrDraftBlock *block = add_block(layout, PR_BLOCK_ROW, label, "total");

	for (guint i = 1; i < cells->len; i++) {
		const PrDraftField *above =
			field_above(layout->last, pr_draft_cell(layout, pr_draft_cell_in(cells, i)));
		PrDraftField *field = g_new0(PrDraftField, 1);

		field->name = g_strdup(above->name);
		field->under = g_strconcat(layout->last->name, ".", above->name, NULL);
		g_ptr_array_add(block->fields, field);
	}
	block->doubt = missing_doubt(layout, pr_draft_cell_in(cells, 0));
	block->variants = variants_of(layout, pr_draft_cell_in(cells, 0));
	return TRUE;
}

static void
add_pair(PrDraftLayout *layout, guint label, guint value)
{
	if (!g_hash_table_add(layout->pairs, (gpointer)pr_draft_key(layout, label)))
		return;
	g_autofree char *text = text_of(layout, label);
	PrDraftBlock *block = add_block(layout, PR_BLOCK_PAIR, text, "field");
	PrDraftField *field = g_new0(PrDraftField, 1);

	field->name = g_strdup(block->name);
	g_ptr_array_add(block->fields, field);
	block->variants = variants_of(layout, label);
	block->doubt = pr_draft_class_of(layout, value) == PR_DRAFT_LABEL
			       ? g_strdup("the value is the same in most copies: is it one?")
			       : missing_doubt(layout, label);
}

/* Labels and values by turns: each odd cell is a label. */
static gboolean
is_by_turns(const PrDraftLayout *layout, const GArray *cells)
{
	for (guint i = 0; i < cells->len; i += 2)
		if (pr_draft_class_of(layout, pr_draft_cell_in(cells, i)) != PR_DRAFT_LABEL)
			return FALSE;
	return cells->len % 2 == 0;
}

static void
take_pairs(PrDraftLayout *layout, const GArray *cells)
{
	gboolean by_turns = is_by_turns(layout, cells);

	for (guint i = 0; i + 1 < cells->len; i++) {
		guint label = pr_draft_cell_in(cells, i), value = pr_draft_cell_in(cells, i + 1);

		if (pr_draft_class_of(layout, label) != PR_DRAFT_LABEL ||
			(!by_turns && pr_draft_class_of(layout, value) == PR_DRAFT_LABEL))
			continue;
		add_pair(layout, label, value);
		i++;
	}
}

/* ---- the form ---- */

static void
read_rows(PrDraftLayout *layout)
{
	int side_end = 0;
	guint side = PR_NO_CELL;

	for (int row = 0; row < pr_draft_row_count(layout);) {
		guint begins = pr_draft_side_label(layout, row);

		side = begins != PR_NO_CELL ? begins : row < side_end ? side : PR_NO_CELL;
		if (begins != PR_NO_CELL)
			side_end = row + pr_draft_cell(layout, begins)->rowspan;
		int behind = take_block(layout, row, side);
		if (behind > row) {
			row = behind;
			continue;
		}
		int left = side != PR_NO_CELL ? pr_draft_cell(layout, side)->col + pr_draft_cell(layout, side)->colspan
					      : 0;
		g_autoptr(GArray) cells = pr_draft_row_cells(layout->copy->sheet, row, left);
		if (layout->family->copies->len > 1 && !take_total(layout, cells))
			take_pairs(layout, cells);
		row++;
	}
}

PrDraftForm *
pr_draft_layout(const PrDraftFamily *family)
{
	PrDraftForm *form = g_new0(PrDraftForm, 1);
	g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) pairs = g_hash_table_new(g_str_hash, g_str_equal);
	PrDraftLayout layout = {family, pr_draft_best_copy(family), form, names, pairs, NULL};

	form->blocks = g_ptr_array_new_with_free_func(pr_draft_block_free);
	pr_draft_head(form, family, names);
	read_rows(&layout);
	return form;
}
