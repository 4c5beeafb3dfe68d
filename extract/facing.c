/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables whose columns go on on the next page → one table.
 *
 *      page 1                     page 2                       one table
 *    Region    2010  2011        2012  2013   Region          Region    2010  2011  2012  2013
 *   ──────────────────────      ───────────────────────      ──────────────────────────────────
 *    Oveld       12    13          14    15   Oveld           Oveld       12    13    14    15
 *    North                                                    North
 *      Gol        7     8           9    10     Gol             Gol        7     8     9    10
 *
 * 1. LEVELS  The rows of both pages stand at the same levels. What has no row on the new page is a label alone.
 * 2. LABELS  The new page says the labels of the rows again, at its left or right edge, or has none.
 *            Where one page has a header of one row and the other a deeper one, the names of that row reach over the whole header.
 * 3. NAMES   Its columns are of numbers, and none has a name that a column of the page before has.
 * 4. TITLE   It has no title, the same one, or one that says that it goes on.
 * 5. JOIN    Columns are moved over; labels and titles that were said again are kept as repeated.
 *
 * All of that is asked for: two tables made one are worse than one left in two.
 */
#include "extract/fragment.h"
#include "extract/turn.h"

#define SAME_LEVEL 0.25f /* of the type size */
#define SAME_PAGE 1.0f   /* points: sizes of pages are whole numbers, more or less */
#define ROWS_MIN 3u      /* that stand at the same levels, below the header */
#define LABELS_MIN 3u    /* said again */

struct PrFacing {
	int *rows; /* of the table, for each row of the new page */
	int header_rows, next_header_rows;
	int labels;                 /* columns at the left of the new page that are labels said again */
	gboolean has_labels_behind; /* and whether its last one is */
};

/* How high the texts of each row stand, of those that are in one row only. */
typedef struct {
	GArray *ys;   /* of float */
	guint *first; /* of each row, and one behind */
} Levels;

static Levels
measure_levels(const PrFragment *piece)
{
	const PrTable *table = piece->table;
	Levels levels = {g_array_new(FALSE, FALSE, sizeof(float)), g_new0(guint, table->rows + 2)};
	int row = 0;

	for (guint i = 0; i < table->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(table->cells, i);

		for (; row < cell->row; row++)
			levels.first[row + 1] = levels.ys->len;
		if (cell->rowspan > 1 || pr_text_length(&cell->text) == 0)
			continue;
		PrRect last = pr_fragment_as_read(piece, pr_text_at(&cell->text, pr_text_length(&cell->text) - 1)->box);
		float y = pr_rect_center_y(last);
		g_array_append_val(levels.ys, y);
	}
	for (; row <= table->rows; row++)
		levels.first[row + 1] = levels.ys->len;
	return levels;
}

static void
levels_clear(Levels *levels)
{
	g_array_unref(levels->ys);
	g_free(levels->first);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Levels, levels_clear)

static gboolean
has_text(const Levels *levels, int row)
{
	return levels->first[row + 1] > levels->first[row];
}

static gboolean
are_level(const Levels *left, int row, const Levels *right, int other, float slack)
{
	for (guint i = left->first[row]; i < left->first[row + 1]; i++)
		for (guint k = right->first[other]; k < right->first[other + 1]; k++)
			if (fabsf(g_array_index(left->ys, float, i) - g_array_index(right->ys, float, k)) <= slack)
				return TRUE;
	return FALSE;
}

/* Whether a row holds one text, that of a label or of a section. */
static gboolean
is_label_row(const PrTable *table, const PrCell *const *slots, int row)
{
	const PrCell *label = slots[(gsize)row * table->cols];

	if (label->row != row || label->rowspan > 1 || pr_text_length(&label->text) == 0)
		return FALSE;
	for (int col = label->colspan; col < table->cols; col++)
		if (pr_text_length(&slots[(gsize)row * table->cols + col]->text) > 0)
			return FALSE;
	return TRUE;
}

/* Step 1: fills the rows of `facing`, those of a header that is deeper on one page with the first. */
static gboolean
match_rows(const PrFragment *open, const PrFragment *next, const PrCell *const *slots, PrFacing *facing)
{
	g_auto(Levels) left = measure_levels(open);
	g_auto(Levels) right = measure_levels(next);
	float slack = SAME_LEVEL * open->em;
	gboolean is_one_deeper = facing->header_rows != facing->next_header_rows;
	int row = is_one_deeper ? facing->header_rows : 0;
	guint matched = 0;

	for (int i = is_one_deeper ? facing->next_header_rows : 0; i < next->table->rows; i++, row++) {
		gboolean is_told = has_text(&right, i);

		while (is_told && row < open->table->rows && !are_level(&left, row, &right, i, slack)) {
			if (row < facing->header_rows || !is_label_row(open->table, slots, row))
				return FALSE;
			row++;
		}
		if (row >= open->table->rows)
			return FALSE;
		facing->rows[i] = row;
		matched += is_told && row >= facing->header_rows;
	}
	for (; row < open->table->rows; row++)
		if (!is_label_row(open->table, slots, row))
			return FALSE;
	return matched >= ROWS_MIN;
}

/* Whether no cell of the new page lies beside a row that the new page has not, or in the header and below. */
static gboolean
are_spans_kept(const PrTable *next, const PrFacing *facing)
{
	for (guint i = 0; i < next->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(next->cells, i);
		int last = cell->row + cell->rowspan - 1;

		if ((cell->row < facing->next_header_rows) != (last < facing->next_header_rows))
			return FALSE;
		if (cell->row >= facing->next_header_rows &&
			facing->rows[last] - facing->rows[cell->row] != cell->rowspan - 1)
			return FALSE;
	}
	return TRUE;
}

/* Step 2: whether a column of the new page says one of the table again; its header may be left out. */
static gboolean
says_again(const PrTable *open, const PrCell *const *slots, const PrTable *next, const PrFacing *facing, int next_col,
	int col)
{
	guint said = 0;

	for (guint i = 0; i < next->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(next->cells, i);

		if (cell->col > next_col || cell->col + cell->colspan <= next_col)
			continue;
		const PrCell *label = slots[(gsize)facing->rows[cell->row] * open->cols + col];
		gboolean is_header = cell->row < facing->next_header_rows,
			 is_left_out = is_header && pr_text_length(&cell->text) == 0;
		if (cell->colspan > 1 || label->col != col || (!is_header && label->row != facing->rows[cell->row]) ||
			(!is_left_out && !pr_text_is_same(&label->text, &cell->text)))
			return FALSE;
		said += !is_header && pr_text_length(&cell->text) > 0;
	}
	return said >= LABELS_MIN;
}

/* The texts of the header over a column; free with g_free(). */
static char *
name_of_column(const PrTable *table, const PrCell *const *slots, int header_rows, int col)
{
	GString *name = g_string_new(NULL);

	for (int row = 0; row < header_rows; row++) {
		const PrCell *cell = slots[(gsize)row * table->cols + col];
		if (cell->row != row || pr_text_length(&cell->text) == 0)
			continue;
		for (guint i = 0; i < pr_text_length(&cell->text); i++)
			g_string_append_unichar(name, pr_text_at(&cell->text, i)->ch);
		g_string_append_c(name, '\n');
	}
	return g_string_free(name, FALSE);
}

/* Step 3: columns [from, to) of the new page. */
static gboolean
have_new_names(
	const PrTable *open, const PrCell *const *slots, const PrTable *next, const PrFacing *facing, int from, int to)
{
	g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autofree const PrCell **others = pr_table_slots(next);

	for (int col = 0; col < open->cols; col++)
		g_hash_table_add(names, name_of_column(open, slots, facing->header_rows, col));
	for (int col = from; col < to; col++) {
		g_autofree char *name =
			name_of_column(next, (const PrCell *const *)others, facing->next_header_rows, col);
		if (*name == '\0' || g_hash_table_contains(names, name))
			return FALSE;
	}
	return TRUE;
}

PrFacing *
pr_facing_plan(const PrFragment *open, const PrFragment *next)
{
	const PrTable *left = open->table, *right = next->table;
	const PrPart *last = &g_array_index(left->parts, PrPart, left->parts->len - 1);
	int labels, next_labels;

	if (open->direction != next->direction || open->is_strip || next->is_strip ||
		(left->parts->len > 1 && last->cols == 0) ||
		last->page + 1 != g_array_index(right->parts, PrPart, 0).page ||
		fabsf(open->width - next->width) > SAME_PAGE || fabsf(open->height - next->height) > SAME_PAGE ||
		!pr_title_goes_on(&left->title, &right->title))
		return NULL;
	g_autoptr(PrFacing) facing = g_new0(PrFacing, 1);
	facing->rows = g_new0(int, right->rows);
	pr_roles_count(left, &facing->header_rows, &labels);
	pr_roles_count(right, &facing->next_header_rows, &next_labels);
	int shallow = MIN(facing->header_rows, facing->next_header_rows);
	if (shallow == 0 || (shallow > 1 && facing->header_rows != facing->next_header_rows) || labels == 0)
		return NULL;
	g_autofree const PrCell **all = pr_table_slots(left);
	const PrCell *const *slots = (const PrCell *const *)all;
	if (!match_rows(open, next, slots, facing) || !are_spans_kept(right, facing))
		return NULL;
	while (facing->labels < MIN(labels, right->cols - 1) &&
		says_again(left, slots, right, facing, facing->labels, facing->labels))
		facing->labels++;
	facing->has_labels_behind =
		facing->labels == 0 && right->cols > 1 && says_again(left, slots, right, facing, right->cols - 1, 0);
	int to = right->cols - (facing->has_labels_behind ? 1 : 0);
	if (!pr_roles_are_numbers(right, facing->next_header_rows, facing->labels, to) ||
		!have_new_names(left, slots, right, facing, facing->labels, to))
		return NULL;
	return g_steal_pointer(&facing);
}

void
pr_facing_free(PrFacing *facing)
{
	if (facing == NULL)
		return;
	g_free(facing->rows);
	g_free(facing);
}

/* The place on the new page that belongs to a row of the table, over its columns [from, to). */
static PrPlace
place_beside(const PrFragment *open, const PrFragment *next, int row, int from, int to)
{
	PrRect box = {g_array_index(next->grid->xs, float, from), g_array_index(open->grid->ys, float, row),
		g_array_index(next->grid->xs, float, to), g_array_index(open->grid->ys, float, row + 1)};

	return (PrPlace){g_array_index(next->table->parts, PrPart, 0).page,
		pr_turn_rect_back(box, next->direction, next->width, next->height)};
}

/* Step 5, for a row that the new page has not: what names a section reaches over its columns, too; others are blank
 * there. */
static void
fill_row(PrFragment *open, const PrFragment *next, int row, int from, int to)
{
	PrTable *table = open->table;
	PrCell *label = (PrCell *)pr_table_cell_at(table, row, 0);

	if (label->colspan == table->cols) {
		PrPlace place = place_beside(open, next, row, from, to);
		g_array_append_val(label->places, place);
		label->colspan += to - from;
		return;
	}
	for (int col = from; col < to; col++) {
		PrPlace place = place_beside(open, next, row, col, col + 1);
		g_array_append_val(pr_table_add_cell(table, row, table->cols + col - from, 1, 1)->places, place);
	}
}

/* Step 5, where the header of the new page is deeper: makes the table's one header row as many. */
static void
deepen_header(PrFragment *open, const PrFragment *next, PrFacing *facing)
{
	int more = facing->next_header_rows - facing->header_rows;
	float top = g_array_index(open->grid->ys, float, 0), bottom = g_array_index(open->grid->ys, float, 1);

	for (int i = 1; i <= more; i++) {
		float cut = CLAMP(g_array_index(next->grid->ys, float, i), top, bottom);
		g_array_insert_val(open->grid->ys, i, cut);
	}
	for (guint i = 0; i < open->table->cells->len; i++) {
		PrCell *cell = g_ptr_array_index(open->table->cells, i);
		if (cell->row == 0)
			cell->rowspan += more;
		else
			cell->row += more;
	}
	for (int i = facing->next_header_rows; i < next->table->rows; i++)
		facing->rows[i] += more;
	facing->header_rows += more;
	open->table->rows += more;
}

static int
compare_cells(gconstpointer a, gconstpointer b)
{
	const PrCell *left = *(PrCell *const *)a, *right = *(PrCell *const *)b;

	return left->row != right->row ? left->row - right->row : left->col - right->col;
}

/* Step 5, for the cells of the new page; those of labels said again are dropped. */
static void
move_cells(PrFragment *open, PrFragment *next, const PrFacing *facing, int from, int to)
{
	g_autoptr(GPtrArray) cells = g_steal_pointer(&next->table->cells);

	g_ptr_array_set_free_func(cells, NULL);
	next->table->cells = g_ptr_array_new();
	for (guint i = 0; i < cells->len; i++) {
		PrCell *cell = g_ptr_array_index(cells, i);

		if (cell->col < from || cell->col >= to) {
			pr_table_keep_repeated(open->table, &cell->text);
			pr_cell_free(cell);
			continue;
		}
		if (cell->row >= facing->next_header_rows)
			cell->row = facing->rows[cell->row];
		else if (facing->header_rows > facing->next_header_rows)
			cell->rowspan = facing->header_rows;
		cell->col += open->table->cols - from;
		g_ptr_array_add(open->table->cells, cell);
	}
}

void
pr_facing_join(PrFragment *open, PrFragment *next, PrFacing *facing)
{
	PrTable *table = open->table;
	int from = facing->labels, to = next->table->cols - (facing->has_labels_behind ? 1 : 0);
	PrPart part = g_array_index(next->table->parts, PrPart, 0);
	PrPart *first = &g_array_index(table->parts, PrPart, 0);

	if (first->cols == 0)
		first->cols = table->cols;
	if (facing->next_header_rows > facing->header_rows)
		deepen_header(open, next, facing);
	for (int row = facing->header_rows, i = facing->next_header_rows; row < table->rows; row++) {
		if (i < next->table->rows && facing->rows[i] == row)
			i++;
		else
			fill_row(open, next, row, from, to);
	}
	move_cells(open, next, facing, from, to);
	g_ptr_array_sort(table->cells, compare_cells);
	part.first_row = 0;
	part.rows = table->rows;
	part.first_col = table->cols;
	part.cols = to - from;
	part.header_repeated = from > 0 || facing->has_labels_behind;
	for (guint i = 0; i < table->parts->len; i++)
		g_array_index(table->parts, PrPart, i).rows = table->rows;
	g_array_append_val(table->parts, part);
	table->cols += to - from;
	table->confidence = MIN(table->confidence, next->table->confidence);
	if (next->table->method != PR_METHOD_RULED)
		table->method = next->table->method;
	pr_table_keep_repeated(table, &next->table->title);
	pr_fragment_take_notes(open, next);
	g_array_set_size(open->grid->xs, 0);
	g_array_append_vals(open->grid->xs, next->grid->xs->data, next->grid->xs->len);
}
