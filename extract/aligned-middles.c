/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rows whose cells stand in the vertical middle (step 7 of the drawing in aligned-rows.c).
 *
 *                        Brio tas sten      The numbers are level with the middle of every text of their row. So what
 *    Veast wirk                             stands over them has a mirror image as far below them, in the same columns.
 *                 12.5   gol plarn          That white parts the rows is not asked: there may be none.
 *    nio wen
 *                        trim
 */
#include "extract/aligned.h"

/* Shares of the type size. */
#define LEVEL 0.12f
#define LEADING 1.55f /* between lines of one text */

/* The numbers of a row, and the lines around them that have been found to be of it. */
typedef struct {
	const PrQuilt *quilt;
	guint anchor;
	guint top, bottom; /* lines, inclusive */
} Row;

static float
middle_of(const PrQuilt *quilt, guint line)
{
	return pr_rect_center_y(pr_zone_line(quilt->zone, line)->box);
}

/* The text of a column nearest to the numbers, of the lines of the row between them and `line`; NULL where there
 * is none. */
static const PrPatch *
inner(const Row *row, guint line, const PrPatch *patch)
{
	int step = line < row->anchor ? 1 : -1;

	for (guint i = line + (guint)step; i != row->anchor + (guint)step; i += (guint)step) {
		const PrPatch *other = pr_quilt_patch_in(row->quilt, i, patch->from_col);
		if (other != NULL)
			return other;
	}
	return NULL;
}

static gunichar
head_of(const PrQuilt *quilt, const PrPatch *patch)
{
	return pr_chunks_token(quilt->zone->sheet, patch->first)->head;
}

/* Whether a text goes on in the next one of its cell: no capital opens that. */
static gboolean
goes_on(const PrQuilt *quilt, const PrPatch *above, const PrPatch *below)
{
	return pr_quilt_is_wrapped(quilt, above, below) && !g_unichar_isupper(head_of(quilt, below));
}

/* Whether a text over the numbers and one below them are of one cell. */
static gboolean
are_of_cell(const Row *row, guint above, const PrPatch *over, guint below, const PrPatch *under)
{
	const PrQuilt *quilt = row->quilt;
	float leading = LEADING * quilt->zone->em;

	if (under == NULL || under->from_col != over->from_col || under->to_col != over->to_col ||
		over->is_bold != under->is_bold)
		return FALSE;
	const PrPatch *first = inner(row, above, over), *last = inner(row, below, under);
	if (first == NULL || last == NULL)
		return first == last && middle_of(quilt, below) - middle_of(quilt, above) <= leading;
	return middle_of(quilt, first->line) - middle_of(quilt, above) <= leading &&
	       middle_of(quilt, below) - middle_of(quilt, last->line) <= leading && goes_on(quilt, over, first) &&
	       goes_on(quilt, last, under);
}

/* Whether all texts of a line over the numbers go on in one below them. */
static gboolean
are_mirrored(const Row *row, guint above, guint below)
{
	const PrQuilt *quilt = row->quilt;
	float at = middle_of(quilt, row->anchor), up = at - middle_of(quilt, above),
	      down = middle_of(quilt, below) - at;
	guint count = quilt->first_of_line[above + 1] - quilt->first_of_line[above];

	if (fabsf(up - down) > LEVEL * quilt->zone->em ||
		count != quilt->first_of_line[below + 1] - quilt->first_of_line[below])
		return FALSE;
	for (guint k = quilt->first_of_line[above]; k < quilt->first_of_line[above + 1]; k++) {
		const PrPatch *over = pr_quilt_patch(quilt, k);
		if (!are_of_cell(row, above, over, below, pr_quilt_patch_in(quilt, below, over->from_col)))
			return FALSE;
	}
	return TRUE;
}

/* Whether a text that has a line level with the numbers begins small: then its first lines are those of the cell
 * above. */
static gboolean
begins_inside(const Row *row)
{
	const PrQuilt *quilt = row->quilt;

	for (guint k = quilt->first_of_line[row->anchor]; k < quilt->first_of_line[row->anchor + 1]; k++) {
		int col = pr_quilt_patch(quilt, k)->from_col;
		const PrPatch *first = NULL;

		for (guint i = row->top; i < row->anchor && first == NULL; i++)
			first = pr_quilt_patch_in(quilt, i, col);
		if (first != NULL && g_unichar_islower(head_of(quilt, first)))
			return TRUE;
	}
	return FALSE;
}

void
pr_quilt_find_middles(PrQuilt *quilt, const guint *band_of)
{
	guint count = quilt->zone->lines->len, free = 0;

	for (guint i = 0; i < count; i++) {
		Row row = {quilt, i, i, i};

		if (i < quilt->header_lines || !pr_quilt_has_numbers(quilt, i))
			continue;
		while (row.top > free && row.bottom + 1 < count && band_of[row.top - 1] == band_of[i] &&
			band_of[row.bottom + 1] == band_of[i] && !pr_quilt_has_numbers(quilt, row.top - 1) &&
			!pr_quilt_has_numbers(quilt, row.bottom + 1) &&
			are_mirrored(&row, row.top - 1, row.bottom + 1)) {
			row.top--;
			row.bottom++;
		}
		free = i + 1;
		if (row.top == i || begins_inside(&row))
			continue;
		free = row.bottom + 1;
		quilt->header_lines = MIN(quilt->header_lines, row.top);
		quilt->has_named_header &= quilt->header_lines > 0;
		for (guint k = row.top; k <= row.bottom; k++)
			quilt->middle_of_line[k] = i + 1;
	}
}
