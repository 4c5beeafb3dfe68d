/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the blocks of a form stand in a table.
 *
 *   row 0   项目名称 │ …                      1. HEADERS  a block with columns stands where most of its header labels share a row
 *   row 1   资金 │      │ 预算数 │ 执行数      2. COLUMNS  each field gets the columns that its header cell spans; levels under
 *   row 2        │ 总额 │  12.5  │  11.0                   one header cell share them out from the left; stub columns are those
 *   row 3   指标 │ 一级 │ 二级 │ 目标 │ …                  between the label at the side and the first header
 *   row 4        │ 产出 │ 数量 │ ≥3   │        3. LABELS   pairs and rows by their labels, outside of those headers
 *   row 5   总分 │                 92          4. EXTENT   a block's rows go on to where the next block begins
 */
#include "schema/match.h"
#include "normalize/unit.h"

/* A header is found when at least this share of its labels share a row. */
#define HEADER_SHARE 0.5

typedef struct {
	const PrForm *form;
	const PrSheet *sheet;
	PrMap *map;
	guint8 *claimed; /* one a cell: label or header of a block */
} Matcher;

static const PrBlock *
block_at(const PrForm *form, guint index)
{
	return g_ptr_array_index(form->blocks, index);
}

static const PrField *
field_at(const PrBlock *block, guint index)
{
	return g_ptr_array_index(block->fields, index);
}

/* The header cell of a field in `row`, not yet taken by a field before it; PR_NO_CELL where there is none. */
static guint
header_in_row(const PrSheet *sheet, const PrField *field, int row, const guint8 *taken)
{
	guint rest;

	for (PrLikeness likeness = PR_LIKENESS_EXACT; likeness < PR_LIKENESS_COUNT; likeness++) {
		for (int col = 0; col < sheet->table->cols;) {
			guint index = pr_sheet_at(sheet, row, col);
			const PrCell *cell = pr_sheet_cell(sheet, index);

			if (!taken[index] && pr_sheet_is_label(sheet, index, field->labels, likeness, &rest) &&
				rest == PR_NO_CELL)
				return index;
			col = cell->col + cell->colspan;
		}
	}
	return PR_NO_CELL;
}

/* Step 1 for one row: fills `headers`, one a field, and returns how many labels were found. */
static guint
match_header_row(const Matcher *matcher, const PrBlock *block, int row, guint *headers)
{
	g_autofree guint8 *taken = g_memdup2(matcher->claimed, matcher->sheet->table->cells->len + 1);
	guint found = 0;

	for (guint i = 0; i < block->fields->len; i++) {
		const PrField *field = field_at(block, i);

		headers[i] = PR_NO_CELL;
		if (field->labels->len == 0)
			continue;
		if (field->level_index > 0 && i > 0) { /* shares the header of the level before */
			headers[i] = headers[i - 1];
			continue;
		}
		headers[i] = header_in_row(matcher->sheet, field, row, taken);
		if (headers[i] != PR_NO_CELL) {
			taken[headers[i]] = TRUE;
			found += !field->is_optional;
		}
	}
	return found;
}

static guint
count_labelled(const PrBlock *block)
{
	guint count = 0;

	for (guint i = 0; i < block->fields->len; i++)
		count += field_at(block, i)->labels->len > 0 && field_at(block, i)->level_index == 0 &&
			 !field_at(block, i)->is_optional;
	return count;
}

/* How many levels share the header of field `i`. */
static guint
count_levels(const PrBlock *block, guint i)
{
	guint count = 1;

	while (i + count < block->fields->len && field_at(block, i + count)->level_index == count)
		count++;
	return count;
}

/* The unit in brackets at the end of a label: 项目资金（万元）, 预算数(单位：元). NULL where there is none. Free with g_free(). */
static char *
unit_in_label(const PrSheet *sheet, guint index)
{
	int magnitude = 0;

	if (index == PR_NO_CELL)
		return NULL;
	g_autofree char *folded = pr_fold(((const PrClean *)g_ptr_array_index(sheet->clean->cells, index))->text);
	char *open = strrchr(folded, '('), *close = open != NULL ? strchr(open, ')') : NULL;
	if (close == NULL || close[1] != '\0')
		return NULL;
	*close = '\0';
	const char *colon = strchr(open, ':'), *unit = colon != NULL ? colon + 1 : open + 1;
	return *unit != '\0' && pr_unit_read(unit, &magnitude) == strlen(unit) ? g_strdup(unit) : NULL;
}

/* Columns [col, col + span) shared out over `count` fields from the left, the last one taking the rest; too few columns
 * go to the last fields. */
static void
share_columns(PrColumn *columns, guint count, int col, int span, guint header)
{
	for (guint i = 0; i < count; i++) {
		int missing = MAX(0, (int)count - span);
		int own = (int)i < missing ? 0 : i + 1 == count ? span - MAX(0, (int)count - 1 - missing) : 1;

		columns[i] = (PrColumn){.col = col, .span = own, .header = header};
		col += own;
	}
}

/* Step 2. */
static void
place_columns(const Matcher *matcher, const PrBlock *block, const guint *headers, PrSite *site)
{
	const PrSheet *sheet = matcher->sheet;
	int first = sheet->table->cols, left = 0;
	guint stubs = 0;

	for (guint i = 0; i < block->fields->len; i++) {
		if (headers[i] == PR_NO_CELL) {
			site->columns[i] = (PrColumn){.header = PR_NO_CELL};
			continue;
		}
		const PrCell *cell = pr_sheet_cell(sheet, headers[i]);
		first = MIN(first, cell->col);
		site->first_row = MAX(site->first_row, cell->row + cell->rowspan);
		matcher->claimed[headers[i]] = TRUE;
		if (field_at(block, i)->level_index == 0)
			share_columns(&site->columns[i], count_levels(block, i), cell->col, cell->colspan, headers[i]);
	}
	if (site->label != PR_NO_CELL)
		left = pr_sheet_cell(sheet, site->label)->col + pr_sheet_cell(sheet, site->label)->colspan;
	for (guint i = 0; i < block->fields->len; i++)
		stubs += field_at(block, i)->labels->len == 0;
	for (guint i = 0; i < block->fields->len && stubs > 0 && first > left; i++) {
		if (field_at(block, i)->labels->len > 0)
			continue;
		share_columns(&site->columns[i], stubs, left, first - left, PR_NO_CELL);
		break;
	}
}

/* A cell, not yet claimed, that is one of the labels and touches rows [from, to); the first, or the last. */
static guint
find_label(const Matcher *matcher, const GPtrArray *labels, int from, int to, gboolean last, guint *rest)
{
	const GPtrArray *cells = matcher->sheet->table->cells;
	guint best = PR_NO_CELL;

	*rest = PR_NO_CELL;
	for (PrLikeness likeness = PR_LIKENESS_EXACT; likeness < PR_LIKENESS_COUNT && best == PR_NO_CELL; likeness++) {
		for (guint i = 0; i < cells->len && labels->len > 0; i++) {
			const PrCell *cell = g_ptr_array_index(cells, i);
			guint more;

			if (matcher->claimed[i] || cell->row >= to || cell->row + cell->rowspan <= from ||
				!pr_sheet_is_label(matcher->sheet, i, labels, likeness, &more))
				continue;
			best = i;
			*rest = more;
			if (!last)
				break;
		}
	}
	return best;
}

static void
claim(const Matcher *matcher, guint index)
{
	if (index != PR_NO_CELL)
		matcher->claimed[index] = TRUE;
}

/* The beginning of a label that the end of the table cut off: it stands in the header's row and at the table's end. */
static guint
find_cut_label(const Matcher *matcher, const PrBlock *block, int row)
{
	const PrSheet *sheet = matcher->sheet;
	guint index = pr_sheet_at(sheet, row, 0);
	const PrCell *cell = pr_sheet_cell(sheet, index);

	if (matcher->claimed[index] || pr_sheet_is_blank(sheet, index) ||
		cell->row + cell->rowspan < sheet->table->rows)
		return PR_NO_CELL;
	for (guint i = 0; i < block->labels->len; i++)
		if (g_str_has_prefix(g_ptr_array_index(block->labels, i), sheet->keys[index]))
			return index;
	return PR_NO_CELL;
}

/* A few labels are no header: their cells are free again. */
static void
forget_headers(const Matcher *matcher, const PrBlock *block, PrSite *site)
{
	for (guint i = 0; i < block->fields->len; i++) {
		if (site->columns[i].header != PR_NO_CELL)
			matcher->claimed[site->columns[i].header] = FALSE;
		site->columns[i] = (PrColumn){.header = PR_NO_CELL};
	}
	g_array_set_size(site->labels, 0);
	site->left = 0;
	site->right = matcher->sheet->table->cols;
}

/* Steps 1 and 2 of a block whose headers are known by their path. */
static void
find_headed(const Matcher *matcher, const PrBlock *block, PrSite *site)
{
	guint labelled = count_labelled(block), found = pr_headers_find(matcher->sheet, block, site, matcher->claimed);

	matcher->map->expected += block->is_optional ? 0 : labelled;
	if (found == 0 || (double)found < HEADER_SHARE * (double)labelled) {
		forget_headers(matcher, block, site);
		return;
	}
	matcher->map->found += block->is_optional ? 0 : found;
	site->is_found = TRUE;
	for (guint i = 0; i < block->fields->len; i++)
		site->columns[i].unit = unit_in_label(matcher->sheet, site->columns[i].header);
}

/* Steps 1 and 2 of a block with columns. */
static void
find_header(const Matcher *matcher, const PrBlock *block, PrSite *site)
{
	const PrTable *table = matcher->sheet->table;
	guint labelled = count_labelled(block), best = 0;
	g_autofree guint *headers = g_new0(guint, block->fields->len + 1),
			 *best_headers = g_new0(guint, block->fields->len + 1);

	for (int row = 0; row < table->rows; row++) {
		guint found = match_header_row(matcher, block, row, headers);
		if (found > best) {
			best = found;
			site->header_row = row;
			memcpy(best_headers, headers, sizeof(guint) * block->fields->len);
		}
	}
	matcher->map->expected += block->is_optional ? 0 : labelled;
	if (best == 0 || (double)best < HEADER_SHARE * (double)labelled)
		return;
	matcher->map->found += block->is_optional ? 0 : best;
	site->is_found = TRUE;
	site->first_row = site->header_row + 1;
	site->label =
		find_label(matcher, block->labels, site->header_row, site->header_row + 1, FALSE, &site->label_rest);
	if (site->label == PR_NO_CELL)
		site->label = find_cut_label(matcher, block, site->header_row);
	claim(matcher, site->label);
	claim(matcher, site->label_rest);
	place_columns(matcher, block, best_headers, site);
	site->unit = unit_in_label(matcher->sheet, site->label);
	for (guint i = 0; i < block->fields->len; i++)
		site->columns[i].unit = unit_in_label(matcher->sheet, site->columns[i].header);
}

/* The first row where a block can be that stands under columns of a block above. */
static int
row_below_owner(const Matcher *matcher, const PrBlock *block)
{
	int row = 0;

	for (guint i = 0; i < block->fields->len; i++) {
		const char *under = field_at(block, i)->under, *dot = under != NULL ? strchr(under, '.') : NULL;

		for (guint k = 0; dot != NULL && k < matcher->map->count; k++) {
			const char *name = block_at(matcher->form, k)->name;
			if (strlen(name) == (gsize)(dot - under) && strncmp(name, under, strlen(name)) == 0 &&
				matcher->map->sites[k].is_found)
				row = MAX(row, matcher->map->sites[k].first_row);
		}
	}
	return row;
}

/* Step 3. */
static void
find_labelled(const Matcher *matcher, const PrBlock *block, PrSite *site)
{
	site->label = find_label(matcher, block->labels, row_below_owner(matcher, block), matcher->sheet->table->rows,
		block->kind == PR_BLOCK_ROW, &site->label_rest);
	matcher->map->expected++;
	if (site->label == PR_NO_CELL)
		return;
	matcher->map->found++;
	claim(matcher, site->label);
	claim(matcher, site->label_rest);
	site->is_found = TRUE;
	site->header_row = site->first_row = pr_sheet_cell(matcher->sheet, site->label)->row;
	site->end_row = site->first_row + pr_sheet_cell(matcher->sheet, site->label)->rowspan;
}

/* Step 4. */
static void
find_ends(PrMap *map, const PrForm *form, int rows)
{
	for (guint i = 0; i < map->count; i++) {
		PrSite *site = &map->sites[i];
		PrBlockKind kind = block_at(form, i)->kind;

		if (!site->is_found || kind == PR_BLOCK_PAIR || kind == PR_BLOCK_ROW)
			continue;
		site->end_row = rows;
		for (guint k = 0; k < map->count; k++) {
			const PrSite *other = &map->sites[k];
			if (k != i && other->is_found && other->header_row > site->header_row &&
				other->left < site->right && site->left < other->right)
				site->end_row = MIN(site->end_row, other->header_row);
		}
	}
}

PrMap *
pr_map_new(const PrForm *form, const PrSheet *sheet)
{
	PrMap *map = g_new0(PrMap, 1);
	g_autofree guint8 *claimed = g_new0(guint8, sheet->table->cells->len + 1);
	Matcher matcher = {form, sheet, map, claimed};

	map->count = form->blocks->len;
	map->sites = g_new0(PrSite, map->count + 1);
	for (guint pass = 0; pass < 3; pass++) { /* headers, then rows, then pairs: the surest first */
		for (guint i = 0; i < map->count; i++) {
			const PrBlock *block = block_at(form, i);
			PrSite *site = &map->sites[i];

			if (pass == 0) {
				site->label = site->label_rest = PR_NO_CELL;
				site->field_count = block->fields->len;
				site->columns = g_new0(PrColumn, block->fields->len + 1);
				site->labels = g_array_new(FALSE, FALSE, sizeof(guint));
				site->right = sheet->table->cols;
				if (block->is_headed)
					find_headed(&matcher, block, site);
				else if (block->kind == PR_BLOCK_ROWS || block->kind == PR_BLOCK_VALUES)
					find_header(&matcher, block, site);
			} else if (block->kind == (pass == 1 ? PR_BLOCK_ROW : PR_BLOCK_PAIR)) {
				find_labelled(&matcher, block, site);
			}
		}
	}
	find_ends(map, form, sheet->table->rows);
	return map;
}

gboolean
pr_site_has_label(const PrSite *site, guint index)
{
	if (index == site->label || index == site->label_rest)
		return TRUE;
	for (guint i = 0; i < site->labels->len; i++)
		if (g_array_index(site->labels, guint, i) == index)
			return TRUE;
	for (guint i = 0; i < site->field_count; i++)
		if (site->columns[i].span > 0 && site->columns[i].header == index)
			return TRUE;
	return FALSE;
}

void
pr_map_free(PrMap *map)
{
	if (map == NULL)
		return;
	for (guint i = 0; i < map->count; i++) {
		for (guint k = 0; k < map->sites[i].field_count; k++)
			g_free(map->sites[i].columns[k].unit);
		g_free(map->sites[i].columns);
		g_array_unref(map->sites[i].labels);
		g_free(map->sites[i].unit);
	}
	g_free(map->sites);
	g_free(map);
}
