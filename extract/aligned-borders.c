/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Edges that are no borders of a table, but of a part of one.
 *
 *              2024    2023                           ────────────────────────
 *   Sten       12.5     3.1     Rules of sums stand    Sten      Tas     Brio     Rules around a header have
 *   Tas         4.0     0.9     beside the labels.    ────────────────────────    the body below them.
 *             ─────   ─────                            Plarn    12.5        –
 *              16.5     4.0                            Veast     3.0        1
 *   ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
 *   ▒Gol▒▒▒▒▒▒▒▒1.5▒▒▒▒▒0.1▒    Shading lights up the last rows, or the columns of one period.
 */
#include "extract/aligned.h"

#define LABELLED_SHARE 0.8f /* of the lines: labels before the first number, outside */
#define EDGE_COVER 0.6f     /* of a line's width */
#define LIT_APART 4.0f      /* type sizes from shading to the rows of its table */
#define BODY_APART 3.0f     /* from a header to its body */

/* Whether the rules only stand over and under columns of numbers whose labels lie to the left: the rules of sums. */
gboolean
pr_frame_is_beside_labels(const PrChunks *sheet, PrRect box, gboolean is_shade)
{
	guint rows = 0, labelled = 0;

	for (guint i = pr_chunks_row_below(sheet, box.y0); i < sheet->rows->len; i++) {
		const PrChunkLine *row = pr_chunks_row(sheet, i);
		const PrChunk *label = NULL, *inner = NULL;

		if (pr_rect_center_y(row->box) > box.y1)
			break;
		for (guint k = row->first; k < row->first + row->count && inner == NULL; k++) {
			const PrChunk *chunk = pr_chunks_chunk(sheet, k);
			if (pr_rect_center_x(chunk->box) >= box.x0 - sheet->em)
				inner = chunk;
			else if (label == NULL ||
				 label->is_number) /* between a label and its amounts the number of a note may stand */
				label = chunk;
		}
		/* A sum may have no label: its rule says what it is. */
		if (label == NULL && i > 0 &&
			pr_edges_part(sheet->edges, pr_rect_center_y(pr_chunks_row(sheet, i - 1)->box),
				pr_rect_center_y(row->box), row->box, EDGE_COVER))
			continue;
		/* Shading beside labels lights some columns up, with their names. */
		rows += inner != NULL && (inner->is_number || !is_shade);
		labelled += inner != NULL && inner->is_number && label != NULL && !label->is_number && !label->is_prose;
	}
	return labelled > 0 && (float)labelled >= LABELLED_SHARE * (float)rows;
}

/* Whether one block of shading lights up the last rows of a table: the nearest line of several texts above it shows its
 * columns and has numbers. */
gboolean
pr_frame_is_lit(const PrChunks *sheet, PrRect box)
{
	guint first = pr_chunks_row_below(sheet, box.y0);

	for (guint i = first; i > 0 && box.y0 - pr_chunks_row(sheet, i - 1)->box.y1 <= LIT_APART * sheet->em; i--) {
		const PrChunkLine *above = pr_chunks_row(sheet, i - 1);

		if (above->count < 2)
			continue;
		for (guint k = first; k < sheet->rows->len; k++) {
			const PrChunkLine *inside = pr_chunks_row(sheet, k);

			if (pr_rect_center_y(inside->box) >= box.y1)
				return FALSE;
			if (inside->count > 1)
				return pr_chunks_chunk(sheet, above->first + above->count - 1)->is_number &&
				       pr_chunks_are_in_columns(sheet, above, inside);
		}
	}
	return FALSE;
}

/* Whether the lines between rules only name columns, and the first line below them has numbers in these columns. */
gboolean
pr_frame_is_header(const PrChunks *sheet, PrRect box)
{
	guint last = 0, first = pr_chunks_row_below(sheet, box.y0), body = pr_chunks_row_below(sheet, box.y1);

	if (first == body || body >= sheet->rows->len)
		return FALSE;
	for (guint i = first; i < body; i++) {
		const PrChunkLine *row = pr_chunks_row(sheet, i);

		if (pr_chunks_has_numbers(sheet, row) && !pr_chunks_names_columns(sheet, i))
			return FALSE;
		last = row->count > 1 ? i : last;
	}
	const PrChunkLine *below = pr_chunks_row(sheet, body);
	return below->count > 2 && below->box.y0 - box.y1 <= BODY_APART * sheet->em &&
	       pr_chunks_chunk(sheet, below->first + below->count - 1)->is_number && last > 0 &&
	       pr_chunks_are_in_columns(sheet, pr_chunks_row(sheet, last), below);
}
