/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The texts of a tagged table, whose boxes are known, into rows and columns (steps 4 and 5 of the essay in
 * tagged.c). */
#include "extract/tagged.h"

/* In type sizes. */
#define CROSSING 0.25f /* a text that reaches this far into a column lies over it */
#define HANGING 0.3f   /* a text that reaches this far below the top of the next row spans it */

typedef struct {
	PrTagPart *parts; /* one a cell of `tags` */
	const PrTagTable *tags;
	float em;
} Placing;

static guint
count_cells(const PrTagTable *tags, int row)
{
	guint count = 0;

	for (guint i = 0; i < tags->cells->len; i++)
		count += ((const PrTagCell *)g_ptr_array_index(tags->cells, i))->row == row;
	return count;
}

/* Cuts between the boxes of what ends before each slot and what begins with it, among the parts that are placed. FALSE
 * where they do not ascend. */
static gboolean
cut(const Placing *placing, gboolean is_x, int count, GArray *cuts)
{
	float size = placing->em;
	g_autofree float *ends = g_new(float, count + 1), *begins = g_new(float, count + 1);

	for (int i = 0; i <= count; i++) {
		ends[i] = -G_MAXFLOAT;
		begins[i] = G_MAXFLOAT;
	}
	for (guint i = 0; i < placing->tags->cells->len; i++) {
		const PrTagPart *part = &placing->parts[i];
		int from = is_x ? part->col : part->row, span = is_x ? part->colspan : part->rowspan;
		if (part->length == 0 || span == 0)
			continue;
		ends[from + span] = MAX(ends[from + span], is_x ? part->box.x1 : part->box.y1);
		begins[from] = MIN(begins[from], is_x ? part->box.x0 : part->box.y0);
	}
	g_array_set_size(cuts, 0);
	for (int i = 0; i <= count; i++) {
		gboolean has_end = ends[i] > -G_MAXFLOAT, has_begin = begins[i] < G_MAXFLOAT;
		float at = has_end && has_begin ? (ends[i] + begins[i]) / 2
			   : has_end            ? ends[i] + 0.1f * size
						: begins[i] - 0.1f * size;
		if ((!has_end && !has_begin) || (i > 0 && at <= g_array_index(cuts, float, i - 1)))
			return FALSE;
		g_array_append_val(cuts, at);
	}
	return TRUE;
}

/* The first and last column reach as far as their texts do. */
static int
column_at(const GArray *xs, float x)
{
	int col = pr_cuts_find(xs, x);

	return col >= 0 ? col : x < g_array_index(xs, float, 0) ? 0 : (int)xs->len - 2;
}

/* Step 4 for the cells of a row that has fewer than there are columns; `xs` are the cuts that the full rows make. */
static gboolean
place_short_row(const Placing *placing, int row, const GArray *xs)
{
	int next = 0;

	for (guint i = 0; i < placing->tags->cells->len; i++) {
		PrTagPart *part = &placing->parts[i];
		float inset = MIN(CROSSING * placing->em, pr_rect_width(part->box) / 3);
		if (part->cell->row != row || part->length == 0)
			continue;
		int from = column_at(xs, part->box.x0 + inset), to = column_at(xs, part->box.x1 - inset);
		if (from < next || to < from)
			return FALSE;
		part->col = from;
		part->colspan = to - from + 1;
		part->row = row;
		part->rowspan = 1;
		next = to + 1;
	}
	return TRUE;
}

/* Lets the texts of short rows' neighbours hang down into slots that nothing else takes. */
static void
hang(const Placing *placing)
{
	const PrTagTable *tags = placing->tags;
	gsize cols = (gsize)tags->cols;
	g_autofree gboolean *taken = g_new0(gboolean, (gsize)tags->rows * cols);
	g_autofree float *tops = g_new(float, tags->rows + 1);

	for (int row = 0; row <= tags->rows; row++)
		tops[row] = G_MAXFLOAT;
	for (guint i = 0; i < tags->cells->len; i++) {
		const PrTagPart *part = &placing->parts[i];
		for (int col = part->col; part->rowspan > 0 && col < part->col + part->colspan; col++)
			taken[(gsize)part->row * cols + (gsize)col] = TRUE;
		if (part->length > 0)
			tops[part->cell->row] = MIN(tops[part->cell->row], part->box.y0);
	}
	for (guint i = 0; i < tags->cells->len; i++) {
		PrTagPart *part = &placing->parts[i];
		for (int row = part->row + 1; part->length > 0 && part->rowspan > 0 && row < tags->rows; row++) {
			gboolean is_free = tops[row] < part->box.y1 - HANGING * placing->em;
			for (int col = part->col; col < part->col + part->colspan; col++)
				is_free &= !taken[(gsize)row * cols + (gsize)col];
			if (!is_free)
				break;
			for (int col = part->col; col < part->col + part->colspan; col++)
				taken[(gsize)row * cols + (gsize)col] = TRUE;
			part->rowspan++;
		}
	}
}

/* Step 4. */
static gboolean
place(const Placing *placing)
{
	const PrTagTable *tags = placing->tags;
	g_autoptr(GArray) xs = g_array_new(FALSE, FALSE, sizeof(float));
	g_autofree gboolean *is_full = g_new0(gboolean, tags->rows + 1);

	for (int row = 0; row < tags->rows; row++)
		is_full[row] = (int)count_cells(tags, row) == tags->cols;
	for (guint i = 0; i < tags->cells->len; i++) {
		PrTagPart *part = &placing->parts[i];
		if (!is_full[part->cell->row])
			continue;
		part->row = part->cell->row;
		part->col = part->cell->col;
		part->rowspan = part->colspan = 1;
	}
	if (!cut(placing, TRUE, tags->cols, xs))
		return FALSE;
	for (int row = 0; row < tags->rows; row++)
		if (!is_full[row] && !place_short_row(placing, row, xs))
			return FALSE;
	hang(placing);
	return TRUE;
}

static PrTagTable *
placed_cells(const Placing *placing)
{
	PrTagTable *placed = pr_tag_table_new(placing->tags->rows, placing->tags->cols);

	for (guint i = 0; i < placing->tags->cells->len; i++) {
		const PrTagPart *part = &placing->parts[i];
		PrTagCell cell = {
			part->row, part->col, part->rowspan, part->colspan, part->cell->is_header, part->cell->text};
		if (part->rowspan > 0)
			pr_tag_table_add(placed, &cell);
	}
	return placed;
}

static PrGrid *
make_grid(const Placing *placing)
{
	const PrTagTable *tags = placing->tags;
	g_autoptr(PrGrid) grid = pr_grid_new();

	if (!cut(placing, TRUE, tags->cols, grid->xs) || !cut(placing, FALSE, tags->rows, grid->ys))
		return NULL;
	g_autofree guint *regions = g_new(guint, (gsize)tags->rows * tags->cols);
	for (int i = 0; i < tags->rows * tags->cols; i++)
		regions[i] = (guint)i;
	for (guint i = 0; i < tags->cells->len; i++) {
		const PrTagPart *part = &placing->parts[i];
		for (int row = part->row; row < part->row + part->rowspan; row++)
			for (int col = part->col; col < part->col + part->colspan; col++)
				regions[row * tags->cols + col] = (guint)(part->row * tags->cols + part->col);
	}
	pr_grid_tile(grid, regions);
	return pr_grid_rows(grid) == tags->rows && pr_grid_cols(grid) == tags->cols ? g_steal_pointer(&grid) : NULL;
}

PrGrid *
pr_tagged_place(PrTagPart *parts, const PrTagTable *tags, float em, PrTagTable **placed)
{
	const Placing placing = {parts, tags, em};
	PrGrid *grid = place(&placing) ? make_grid(&placing) : NULL;

	if (grid != NULL)
		*placed = placed_cells(&placing);
	return grid;
}
