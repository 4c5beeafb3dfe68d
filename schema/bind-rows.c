/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rows under a header → lists and groups of fields.
 *
 *   │ 一级  │ 二级  │ 指标   │  A cell belongs to the field whose columns it lies under most. A label merged over rows is repeated on
 *   ├───────┼───────┼────────┤  each; a blank label takes the one above, as long as the levels left of it are the same; a label that
 *   │ 产出  │ 数量  │ ≥3     │  spans several levels is of the last one. Other values that are merged over rows are of the first
 *   │       │ 质量  │ ≥96％  │  row, but for texts, which hold for each.
 */
#include "schema/bind.h"

static const PrField *
field_at(const PrBlock *block, guint index)
{
	return g_ptr_array_index(block->fields, index);
}

PrValueContext
pr_value_context(const PrBoundTable *bound, const PrBlock *block, const PrSite *site, guint i, int year)
{
	const PrField *field = field_at(block, i);
	const PrClean *above = bound->sheet->clean->unit;
	PrValueContext context = {.expect = field->expect, .unit = field->unit, .year = year};

	if (field->expect != PR_EXPECT_AMOUNT)
		return context;
	if (site->columns[i].unit != NULL)
		context.unit = site->columns[i].unit;
	else if (site->unit != NULL)
		context.unit = site->unit;
	else if (above != NULL && *above->folded != '\0')
		context.unit = above->folded;
	else if (context.unit == NULL)
		context.unit = block->unit;
	return context;
}

static int
overlap(const PrCell *cell, const PrColumn *column)
{
	return MIN(cell->col + cell->colspan, column->col + column->span) - MAX(cell->col, column->col);
}

/* The field that a cell lies under: of levels the last one, else the one that it shares most columns with. */
static guint
owner_of(const PrBlock *block, const PrSite *site, const PrCell *cell)
{
	guint best = G_MAXUINT;
	int most = 0;

	for (guint i = 0; i < block->fields->len; i++) {
		int shared = site->columns[i].span > 0 ? overlap(cell, &site->columns[i]) : 0;

		/* What lies over the columns of the code and of the name is a name: 合计. */
		if (field_at(block, i)->expect == PR_EXPECT_CODE && shared < cell->colspan)
			continue;
		gboolean next_level = best != G_MAXUINT && shared > 0 && field_at(block, i)->is_level &&
				      field_at(block, best)->is_level &&
				      site->columns[i].header == site->columns[best].header;

		if (shared > most || next_level) {
			most = MAX(most, shared);
			best = i;
		}
	}
	return best;
}

/* The cells of `row` that belong to field `i`, from the left. `starting`: only those that begin in this row. */
static GArray *
cells_of(const PrBoundTable *bound, const PrBlock *block, const PrSite *site, guint i, int row, gboolean starting)
{
	const PrSheet *sheet = bound->sheet;
	GArray *cells = g_array_new(FALSE, FALSE, sizeof(guint));
	const PrColumn *column = &site->columns[i];

	for (int col = column->col; col < column->col + column->span;) {
		guint index = pr_sheet_at(sheet, row, col);
		const PrCell *cell = pr_sheet_cell(sheet, index);

		col = cell->col + cell->colspan;
		if (pr_site_has_label(site, index) || cell->row < site->first_row || (starting && cell->row != row))
			continue;
		if (owner_of(block, site, cell) == i)
			g_array_append_val(cells, index);
	}
	return cells;
}

/* The cell that says the level of a row, filled down from `above` where it is blank; PR_NO_CELL where there is none. */
static guint
level_cell(const PrBoundTable *bound, const GArray *cells, guint above, gboolean same_upper)
{
	for (guint i = 0; i < cells->len; i++)
		if (!pr_sheet_is_blank(bound->sheet, g_array_index(cells, guint, i)))
			return g_array_index(cells, guint, i);
	if (cells->len == 0)
		return PR_NO_CELL;
	return same_upper && above != PR_NO_CELL ? above : g_array_index(cells, guint, 0);
}

static PrNode *
bind_field(PrBoundTable *bound, const PrBlock *block, const PrSite *site, guint i, int row, int year)
{
	const PrField *field = field_at(block, i);
	PrValueContext context = pr_value_context(bound, block, site, i, year);
	gboolean repeats = field->expect == PR_EXPECT_TEXT;
	g_autoptr(GArray) cells = cells_of(bound, block, site, i, row, !repeats);

	if (cells->len == 0)
		return pr_absent_leaf(field->name);
	return pr_sheet_leaf(bound->sheet, field->name, (const guint *)(gpointer)cells->data, cells->len, &context);
}

/* Cells of the row in no field's columns, under what the header calls them. */
static void
bind_unknown(PrBoundTable *bound, const PrSite *site, int row, PrNode *group)
{
	PrSheet *sheet = bound->sheet;
	PrValueContext context = {.expect = PR_EXPECT_ANY};

	for (int col = site->left; col < site->right;) {
		guint index = pr_sheet_at(sheet, row, col);
		const PrCell *cell = pr_sheet_cell(sheet, index);

		col = cell->col + cell->colspan;
		if (cell->row != row || sheet->used[index] || pr_sheet_is_blank(sheet, index) ||
			pr_site_has_label(site, index))
			continue;
		guint header = site->first_row > 0 ? pr_sheet_at(sheet, site->first_row - 1, cell->col) : PR_NO_CELL;
		PrNode *leaf = pr_node_add(group, pr_sheet_leaf(sheet, "other", &index, 1, &context));
		if (header != PR_NO_CELL && header != site->label) {
			leaf->label = g_strdup(((const PrClean *)g_ptr_array_index(sheet->clean->cells, header))->text);
			sheet->used[header] = TRUE;
		} else {
			leaf->label = g_strdup("");
		}
	}
}

static gboolean
row_has_text(const PrBoundTable *bound, const PrSite *site, int row)
{
	const PrSheet *sheet = bound->sheet;

	for (int col = site->left; col < site->right; col++) {
		guint index = pr_sheet_at(sheet, row, col);
		if (pr_sheet_cell(sheet, index)->row == row && !pr_site_has_label(site, index) &&
			!pr_sheet_is_blank(sheet, index))
			return TRUE;
	}
	return FALSE;
}

static void
use_labels(PrBoundTable *bound, const PrBlock *block, const PrSite *site)
{
	if (site->label != PR_NO_CELL)
		bound->sheet->used[site->label] = TRUE;
	if (site->label_rest != PR_NO_CELL)
		bound->sheet->used[site->label_rest] = TRUE;
	for (guint i = 0; i < site->labels->len; i++)
		bound->sheet->used[g_array_index(site->labels, guint, i)] = TRUE;
	for (guint i = 0; i < block->fields->len; i++)
		if (site->columns[i].span > 0 && site->columns[i].header != PR_NO_CELL)
			bound->sheet->used[site->columns[i].header] = TRUE;
}

/* A level that the table before says: for rows of a continued block whose own cell is blank. NULL where it says
 * nothing. */
static const PrNode *
level_before(const PrNode *list, guint before, const PrSite *site, const char *name)
{
	if (!site->is_continued || before == 0)
		return NULL;
	const PrNode *level = pr_node_child(g_ptr_array_index(list->children, before - 1), name);
	return level != NULL && *level->raw != '\0' ? level : NULL;
}

void
pr_bind_rows(PrBoundTable *bound, const PrForm *form, guint index, int year, PrNode *list)
{
	const PrBlock *block = g_ptr_array_index(form->blocks, index);
	const PrSite *site = &bound->map->sites[index];
	g_autofree guint *above = g_new(guint, block->fields->len + 1);
	guint before = list->children->len; /* rows of the tables before */

	for (guint i = 0; i < block->fields->len; i++)
		above[i] = PR_NO_CELL;
	use_labels(bound, block, site);
	for (int row = site->first_row; row < site->end_row; row++) {
		gboolean same_upper = TRUE;

		if (!row_has_text(bound, site, row))
			continue;
		PrNode *group = pr_node_add(list, pr_node_new(PR_NODE_GROUP, NULL));
		for (guint i = 0; i < block->fields->len; i++) {
			const PrField *field = field_at(block, i);
			PrValueContext context = pr_value_context(bound, block, site, i, year);

			if (!field->is_level) {
				pr_node_add(group, bind_field(bound, block, site, i, row, year));
				continue;
			}
			g_autoptr(GArray) cells = cells_of(bound, block, site, i, row, FALSE);
			guint cell = level_cell(bound, cells, above[i], same_upper);
			const PrNode *level = cell == PR_NO_CELL || pr_sheet_is_blank(bound->sheet, cell)
						      ? level_before(list, before, site, field->name)
						      : NULL;
			same_upper = same_upper && cell == above[i];
			above[i] = cell;
			if (level != NULL) {
				pr_node_add(group, pr_leaf_copy(level, &context));
				continue;
			}
			pr_node_add(group, cell == PR_NO_CELL
						   ? pr_absent_leaf(field->name)
						   : pr_sheet_leaf(bound->sheet, field->name, &cell, 1, &context));
		}
		bind_unknown(bound, site, row, group);
	}
}

/* All that stands under one header of a VALUES block. */
static PrNode *
bind_values_field(PrBoundTable *bound, const PrBlock *block, const PrSite *site, guint i, int year)
{
	const PrField *field = field_at(block, i);
	PrValueContext context = pr_value_context(bound, block, site, i, year);
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(guint));

	for (int row = site->first_row; row < site->end_row; row++) {
		g_autoptr(GArray) cells = cells_of(bound, block, site, i, row, TRUE);
		g_array_append_vals(all, cells->data, cells->len);
	}
	if (all->len == 0)
		return pr_absent_leaf(field->name);
	return pr_sheet_leaf(bound->sheet, field->name, (const guint *)(gpointer)all->data, all->len, &context);
}

/* The columns that a field of a ROW stands under; NULL where the block above was not found. */
static const PrColumn *
columns_under(const PrBoundTable *bound, const PrForm *form, const char *under)
{
	for (guint i = 0; under != NULL && i < form->blocks->len; i++) {
		const PrBlock *block = g_ptr_array_index(form->blocks, i);
		gsize length = strlen(block->name);

		if (!bound->map->sites[i].is_found || strncmp(under, block->name, length) != 0 || under[length] != '.')
			continue;
		for (guint k = 0; k < block->fields->len; k++)
			if (strcmp(field_at(block, k)->name, under + length + 1) == 0 &&
				bound->map->sites[i].columns[k].span > 0)
				return &bound->map->sites[i].columns[k];
	}
	return NULL;
}

static PrNode *
bind_row_field(PrBoundTable *bound, const PrForm *form, const PrBlock *block, const PrSite *site, guint i, int year)
{
	const PrField *field = field_at(block, i);
	const PrSheet *sheet = bound->sheet;
	PrValueContext context = pr_value_context(bound, block, site, i, year);
	const PrColumn *column = columns_under(bound, form, field->under);
	const PrCell *label = pr_sheet_cell(sheet, site->label);
	int col = column != NULL ? column->col : label->col + label->colspan;

	/* Without a block above: the next cells behind the label, in order. */
	for (guint k = 0; column == NULL && k < i && col < sheet->table->cols; k++) {
		const PrCell *cell = pr_sheet_cell(sheet, pr_sheet_at(sheet, site->first_row, col));
		col = cell->col + cell->colspan;
	}
	if (col >= sheet->table->cols)
		return pr_absent_leaf(field->name);
	guint index = pr_sheet_at(sheet, site->first_row, col);
	if (index == site->label)
		return pr_absent_leaf(field->name);
	return pr_sheet_leaf(bound->sheet, field->name, &index, 1, &context);
}

void
pr_bind_group(PrBoundTable *bound, const PrForm *form, guint index, int year, PrNode *group)
{
	const PrBlock *block = g_ptr_array_index(form->blocks, index);
	const PrSite *site = &bound->map->sites[index];

	use_labels(bound, block, site);
	for (guint i = 0; i < block->fields->len; i++)
		pr_node_add(group, block->kind == PR_BLOCK_VALUES ? bind_values_field(bound, block, site, i, year)
								  : bind_row_field(bound, form, block, site, i, year));
	if (block->kind == PR_BLOCK_VALUES)
		for (int row = site->first_row; row < site->end_row; row++)
			bind_unknown(bound, site, row, group);
}
