/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rules of the page: under the running head and over the foot. Neither they nor what is behind them is part of a table.
 *
 *    Sten wirk                     Annual report     One line over the first wide rule of a page, high up, of texts that begin and end
 *    ───────────────────────────────────────────     with the page's text, but not over the columns of a table: a running head.
 *
 *    Gol                    12.5             3.1
 *    Plarn                  88.0             0.9     White between a text and the rule below it, low down, with hardly a line under
 *                                                    it: that rule is over the foot.
 *    ───────────────────────────────────────────
 *                                             17
 *
 *                        17                      A page's number set apart, over a wide rule with nothing below: the end of the page,
 *    ───────────────────────────────────────────     however high up it is.
 */
#include "extract/aligned.h"

/* Shares of the width of all text, of the page's height, and of the type size. */
#define RULE_COVER 0.8f
#define MARGIN_HEIGHT 0.16f
#define FLUSH 1.5f
#define AIR_ABOVE_FOOT 2.0f
#define AIR_BELOW_HEAD 1.2f
#define TEXTS_MAX 3u     /* of a running head */
#define NUMBER_DIGITS 4u /* of a page's number */
#define FOOT_LINES 2u
#define LOOKED_AT 4u /* rows of a table beside it */

static gboolean
is_wide(const PrChunks *sheet, const PrEdge *edge)
{
	return edge->to - edge->from >= RULE_COVER * (sheet->right - sheet->left);
}

/* How many rows stand over a level. */
static guint
rows_over(const PrChunks *sheet, float at)
{
	guint count = 0;

	while (count < sheet->rows->len && pr_rect_center_y(pr_chunks_row(sheet, count)->box) < at)
		count++;
	return count;
}

/* Whether each text of a row stands over or under one of another row that has as many, or one more for the labels. */
static gboolean
shares_columns(const PrChunks *sheet, const PrChunkLine *row, const PrChunkLine *other)
{
	if (other->count < 2 || other->count < row->count || other->count > row->count + 1)
		return FALSE;
	for (guint i = 0; i < row->count; i++) {
		PrRect text = pr_chunks_chunk(sheet, row->first + i)->box;
		PrRect twin = pr_chunks_chunk(sheet, other->first + other->count - row->count + i)->box;

		if (MIN(text.x1, twin.x1) <= MAX(text.x0, twin.x0))
			return FALSE;
	}
	return TRUE;
}

/* Whether a row of several texts is a running head or foot: it takes the width of all text, and no row near it shows
 * its columns. */
static gboolean
is_running(const PrChunks *sheet, guint index, int step)
{
	const PrChunkLine *row = pr_chunks_row(sheet, index);

	if (row->count < 2 || row->count > TEXTS_MAX || row->box.x0 > sheet->left + FLUSH * sheet->em ||
		row->box.x1 < sheet->right - FLUSH * sheet->em)
		return FALSE;
	for (int i = (int)index + step, seen = 0; i >= 0 && i < (int)sheet->rows->len && seen < (int)LOOKED_AT;
		i += step) {
		seen += pr_chunks_row(sheet, (guint)i)->count > 1;
		if (shares_columns(sheet, row, pr_chunks_row(sheet, (guint)i)))
			return FALSE;
	}
	return TRUE;
}

static void
take_out(PrChunks *sheet, guint index)
{
	const PrChunkLine *row = pr_chunks_row(sheet, index);

	for (guint i = row->first; i < row->first + row->count; i++)
		pr_chunks_chunk(sheet, i)->is_prose = TRUE;
}

/* 17, - 17 -, F-17, Page 17 */
static gboolean
is_page_number(const PrChunks *sheet, const PrChunk *chunk)
{
	guint numbers = 0;

	for (guint i = chunk->first; i < chunk->first + chunk->count; i++) {
		const PrToken *token = pr_chunks_token(sheet, i);

		numbers += token->digits > 0;
		if (token->digits > NUMBER_DIGITS || (token->digits > 0 && token->count > token->digits + 2u))
			return FALSE;
	}
	return numbers == 1 && chunk->count <= TEXTS_MAX;
}

/* Whether the last row, over the rule that ends a page, is its foot: the page's number alone, in the middle or at a
 * side, or beside a text or two. */
static gboolean
is_last_foot(const PrChunks *sheet)
{
	const PrChunkLine *row = pr_chunks_row(sheet, sheet->rows->len - 1);
	const PrChunk *first = pr_chunks_chunk(sheet, row->first), *last = first + row->count - 1;
	float slack = FLUSH * sheet->em, middle = (sheet->left + sheet->right) / 2;

	if (row->count > TEXTS_MAX || (!is_page_number(sheet, first) && !is_page_number(sheet, last)) ||
		row->box.y0 - (row - 1)->box.y1 <= AIR_BELOW_HEAD * sheet->em)
		return FALSE;
	if (row->count == 1)
		return fabsf(pr_rect_center_x(row->box) - middle) <= slack || row->box.x0 <= sheet->left + slack ||
		       row->box.x1 >= sheet->right - slack;
	for (guint i = sheet->rows->len - 1, seen = 0; i > 0 && seen < LOOKED_AT; i--) {
		seen += pr_chunks_row(sheet, i - 1)->count > 1;
		if (shares_columns(sheet, row, pr_chunks_row(sheet, i - 1)))
			return FALSE;
	}
	return TRUE;
}

/* A rule that ends a page below its foot: a table may go down to the foot, but not past it. */
static void
leave_end(PrChunks *sheet)
{
	for (guint i = sheet->edges->len; i > 0; i--) {
		PrEdge *edge = &g_array_index(sheet->edges, PrEdge, i - 1);

		if (!is_wide(sheet, edge))
			continue;
		if (sheet->rows->len > 1 && rows_over(sheet, edge->at) == sheet->rows->len && is_last_foot(sheet)) {
			float foot = pr_chunks_row(sheet, sheet->rows->len - 1)->box.y0;

			take_out(sheet, sheet->rows->len - 1);
			edge->at = i > 1 ? MAX(foot, edge[-1].at) : foot;
			edge->ends_page = TRUE;
		}
		return;
	}
}

static void
leave_head(PrChunks *sheet)
{
	for (guint i = 0; i < sheet->edges->len; i++) {
		const PrEdge *edge = &g_array_index(sheet->edges, PrEdge, i);
		if (edge->at > MARGIN_HEIGHT * sheet->page->height)
			return;
		if (!is_wide(sheet, edge))
			continue;
		guint over = rows_over(sheet, edge->at);
		if (over != 1 || sheet->rows->len < 2)
			return;
		gboolean runs = is_running(sheet, 0, 1), is_lone = pr_chunks_row(sheet, 0)->count == 1;

		if (runs)
			take_out(sheet, 0);
		if (runs || (is_lone && pr_chunks_row(sheet, 1)->box.y0 - edge->at > AIR_BELOW_HEAD * sheet->em))
			g_array_remove_index(sheet->edges, i);
		return;
	}
}

static void
leave_foot(PrChunks *sheet)
{
	for (guint i = sheet->edges->len; i > 0; i--) {
		const PrEdge *edge = &g_array_index(sheet->edges, PrEdge, i - 1);
		if (edge->at < (1 - MARGIN_HEIGHT) * sheet->page->height)
			return;
		if (!is_wide(sheet, edge))
			continue;
		guint over = rows_over(sheet, edge->at), below = sheet->rows->len - over;
		if (over == 0 || below == 0 || below > FOOT_LINES)
			return;
		gboolean is_apart = edge->at - pr_chunks_row(sheet, over - 1)->box.y1 > AIR_ABOVE_FOOT * sheet->em,
			 runs = FALSE;

		for (guint k = over; k < sheet->rows->len; k++) {
			if (is_running(sheet, k, -1) || (is_apart && pr_chunks_row(sheet, k)->count == 1)) {
				take_out(sheet, k);
				runs = TRUE;
			}
		}
		if (runs && is_apart)
			g_array_remove_index(sheet->edges, i - 1);
		return;
	}
}

void
pr_chunks_leave_margins(PrChunks *sheet)
{
	leave_head(sheet);
	leave_end(sheet);
	leave_foot(sheet);
}
