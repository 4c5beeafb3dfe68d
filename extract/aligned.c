/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables whose cuts are not all drawn.
 *
 *                     2007      2006         1. TOKENS   Words of each line; gaps wider than a word's part chunks.
 *      Country       N   %     N   %         2. PROSE    Full lines one under the other are running text, and out.
 *      ─────────────────────────────         3. ZONES    Rows between rules or shading of one width (aligned-frames.c); lines of
 *      Austria      12  3.1    9  2.2                    two or more chunks; or a ruled grid that is not cut far enough.
 *      Germany                               4. RIVERS   White columns that hardly any line has text across
 *       and Saar    88  9.0   70  8.8                    (aligned-columns.c).
 *      ─────────────────────────────         5. PATCHES  Texts between rivers; one that lies over a river spans.
 *      Total       100 12.1   79 11.0        6. ROWS     Lines that are of one row (aligned-rows.c).
 *                                            7. TILE     Cuts and spans (aligned-tile.c).
 *                                            8. JUDGE    Numbers in columns, rules, full rows speak for a table; running text
 *                                                        in all columns, page numbers, areas of charts (charts.c) against it.
 *
 * Tolerances are shares of the type size. Cost: strips × lines of a zone, and linear in characters.
 */
#include "extract/aligned.h"

/* Refining a drawn grid takes more than this many texts side by side in cells that are drawn as one. */
#define SHARED_LINES 3u
#define SHARED_SHARE 0.4f /* of the lines */
/* And rows one under the other: more than there are drawn, else the drawn ones are the rows. */
#define STACKED_LEAST 2u
#define PROSE_SHARE 0.3f /* of the chunks: more running text than that is no table */

void
pr_aligned_free(PrAligned *aligned)
{
	if (aligned == NULL)
		return;
	pr_grid_free(aligned->grid);
	g_free(aligned->reason);
	g_free(aligned);
}

static void
clear_lines(PrZone *zone)
{
	g_array_unref(zone->lines);
}

void
pr_zone_free(PrZone *zone)
{
	if (zone == NULL)
		return;
	clear_lines(zone);
	g_free(zone);
}

PrZone *
pr_zone_new(const PrChunks *sheet, PrRect box, const PrGrid *base)
{
	PrZone *zone = g_new0(PrZone, 1);

	*zone = (PrZone){.sheet = sheet, .box = box, .base = base, .lines = g_array_new(FALSE, FALSE, sizeof(PrZoneLine))};
	for (guint i = 0; i < sheet->rows->len; i++) {
		const PrChunkLine *row = pr_chunks_row(sheet, i);
		PrZoneLine line = {0};

		for (guint k = row->first; k < row->first + row->count; k++) {
			const PrChunk *chunk = pr_chunks_chunk(sheet, k);
			if (!pr_rect_contains(box, pr_rect_center_x(chunk->box), pr_rect_center_y(chunk->box)))
				continue;
			if (line.count == 0)
				line.first = chunk->first;
			line.count = chunk->first + chunk->count - line.first;
			line.box = pr_rect_union(line.box, chunk->box);
			line.size = MAX(line.size, chunk->size);
			line.pieces++;
			line.prose += chunk->is_prose;
		}
		if (line.count > 0)
			g_array_append_val(zone->lines, line);
	}
	return zone;
}

/* Drawn column cuts are rivers already; a found one beside a drawn one is the same. */
static void
add_drawn_rivers(const PrGrid *base, GArray *rivers, float em)
{
	g_autoptr(GArray) found = g_array_copy(rivers);

	g_array_set_size(rivers, 0);
	guint next = 0;
	for (guint i = 0; i < base->xs->len; i++) {
		float at = g_array_index(base->xs, float, i);
		for (; next < found->len && g_array_index(found, PrRiver, next).at < at; next++) {
			const PrRiver *river = &g_array_index(found, PrRiver, next);
			gboolean is_near = at >= river->from - em / 2 && at <= river->to + em / 2;
			gboolean was_near = i > 0 && g_array_index(base->xs, float, i - 1) >= river->from - em / 2;
			if (i > 0 && !is_near && !was_near)
				g_array_append_val(rivers, *river);
		}
		PrRiver drawn = {at, at, at, G_MAXUINT, 0, 0, TRUE};
		if (i > 0 && i + 1 < base->xs->len)
			g_array_append_val(rivers, drawn);
	}
}

/* How many lines have texts side by side in one drawn cell, with a found river between them. */
static guint
count_shared(const PrQuilt *quilt, const GArray *rivers)
{
	const PrGrid *base = quilt->zone->base;
	g_autofree guint *owners = pr_grid_owners(base);
	guint shared = 0, last = G_MAXUINT;

	for (guint i = 1; i < quilt->patches->len; i++) {
		const PrPatch *left = pr_quilt_patch(quilt, i - 1), *right = pr_quilt_patch(quilt, i);
		int row = pr_cuts_find(base->ys, pr_rect_center_y(left->box));
		int from = pr_cuts_find(base->xs, pr_rect_center_x(left->box)), to = pr_cuts_find(base->xs, pr_rect_center_x(right->box));

		if (left->line != right->line || row < 0 || from < 0 || to < 0 || left->line == last)
			continue;
		if (owners[row * pr_grid_cols(base) + from] == owners[row * pr_grid_cols(base) + to]) {
			shared++;
			last = left->line;
		}
	}
	return rivers->len > 0 ? shared : 0;
}

/* Rows that stand one under the other in one drawn row, and how many of these pairs are plainly two rows: numbers under numbers with
 * other texts beside them, or texts under texts with more white between than inside of them. */
static guint
count_stacked(const PrQuilt *quilt, guint *pairs)
{
	const PrZone *zone = quilt->zone;
	gsize cols = quilt->xs->len;
	g_autofree guint8 *kinds = g_new0(guint8, cols * ((gsize)quilt->rows + 1));
	g_autofree int *drawn = g_new0(int, quilt->rows + 1);
	guint stacked = 0;

	for (guint i = 0; i < quilt->patches->len; i++) {
		const PrPatch *patch = pr_quilt_patch(quilt, i);
		guint row = quilt->row_of_line[patch->line];
		guint8 *kind = &kinds[row * cols + (gsize)patch->from_col];

		*kind = MAX(*kind, patch->is_number ? PR_CELL_NUMBER : PR_CELL_WORDS);
		drawn[row] = pr_cuts_find(zone->base->ys, pr_rect_center_y(pr_zone_line(zone, patch->line)->box));
	}
	*pairs = 0;
	for (gsize row = 1; row < (gsize)quilt->rows; row++) {
		guint numbers = 0, texts = 0;

		if (drawn[row] != drawn[row - 1])
			continue;
		for (gsize col = 0; col < cols; col++) {
			guint8 above = kinds[(row - 1) * cols + col], below = kinds[row * cols + col];
			texts += above != PR_CELL_BLANK && below != PR_CELL_BLANK;
			numbers += above == PR_CELL_NUMBER && below == PR_CELL_NUMBER && col > 0;
		}
		stacked += texts >= 2 && (numbers >= 1 || quilt->is_spaced);
		(*pairs)++;
	}
	return stacked;
}

static guint
count_prose(const PrChunks *sheet)
{
	guint prose = 0;

	for (guint i = 0; i < sheet->chunks->len; i++)
		prose += pr_chunks_chunk(sheet, i)->is_prose;
	return prose;
}

/* What stands free in a claimed area, as the numbers of a chart, is no more part of a table than prose is. */
static void
mark_claimed(PrChunks *sheet, const GArray *claimed)
{
	for (guint k = 0; k < claimed->len; k++) {
		PrRect box = g_array_index(claimed, PrRect, k);
		for (guint i = 0; i < sheet->chunks->len; i++) {
			PrChunk *chunk = pr_chunks_chunk(sheet, i);
			chunk->is_prose |= pr_rect_contains(box, pr_rect_center_x(chunk->box), pr_rect_center_y(chunk->box));
		}
	}
}

PrAligned *
pr_aligned_refine(const PrPieceSearch *search, const PrPage *page, const PrGrid *grid, const GArray *charts)
{
	PrRect box = pr_grid_box(grid);
	g_autoptr(PrChunks) sheet = pr_chunks_new(page, search->ledger, search->em, &box);
	g_autoptr(PrZone) zone = pr_zone_new(sheet, box, grid);

	pr_chunks_mark_prose(sheet);
	mark_claimed(sheet, charts);
	if (zone->lines->len < 2 || pr_zone_density(zone) < PR_ZONE_DENSITY_LEAST || (float)count_prose(sheet) > PROSE_SHARE * (float)sheet->chunks->len)
		return NULL;
	g_autoptr(GArray) rivers = pr_zone_rivers(zone);
	add_drawn_rivers(grid, rivers, search->em);
	g_autoptr(PrQuilt) quilt = pr_quilt_new(zone, rivers);
	pr_quilt_rows(quilt);
	guint pairs, shared = count_shared(quilt, rivers), stacked = count_stacked(quilt, &pairs), lines = zone->lines->len;
	if ((shared < SHARED_LINES || (float)shared < SHARED_SHARE * (float)lines) &&
		(stacked < MAX(STACKED_LEAST, (guint)pr_grid_rows(grid)) || (float)stacked < SHARED_SHARE * (float)pairs))
		return NULL;
	if ((guint64)quilt->rows * quilt->xs->len > search->limits->cells)
		return NULL;
	PrAligned *aligned = g_new0(PrAligned, 1);
	aligned->grid = pr_quilt_tile(quilt);
	g_autoptr(GString) evidence = g_string_new(NULL);
	aligned->confidence = pr_quilt_weigh(quilt, rivers, evidence);
	aligned->reason = g_strdup_printf("a ruled frame, in its cells %u lines with texts side by side, %u rows one under the other%s", shared,
		stacked, evidence->str);
	return aligned;
}

/* The box around the zone's text, a hair wider; where the user says where columns are, some may be blank, and the whole width counts. */
static void
shrink_to_text(PrZone *zone, gboolean keeps_width)
{
	PrRect around = {0};

	for (guint i = 0; i < zone->lines->len; i++)
		around = pr_rect_union(around, pr_zone_line(zone, i)->box);
	zone->box.y0 = around.y0 - 0.1f;
	zone->box.y1 = around.y1 + 0.1f;
	zone->box.x0 = keeps_width ? MIN(zone->box.x0, around.x0) : around.x0 - 0.1f;
	zone->box.x1 = keeps_width ? MAX(zone->box.x1, around.x1) : around.x1 + 0.1f;
}

PrAligned *
pr_aligned_force(const PrPage *page, const PrLedger *ledger, float em, PrRect box, const GArray *columns, guint max_slots)
{
	g_autoptr(PrChunks) sheet = pr_chunks_new(page, ledger, em, &box);
	sheet->edges = pr_edges_new(page, em);
	g_autoptr(PrZone) zone = pr_zone_new(sheet, box, NULL);

	if (zone->lines->len == 0)
		return NULL;
	shrink_to_text(zone, columns != NULL);
	g_autoptr(GArray) rivers = pr_zone_rivers_at(zone, columns);
	g_autoptr(PrQuilt) quilt = pr_quilt_new(zone, rivers);
	pr_quilt_rows(quilt);
	if ((guint64)quilt->rows * quilt->xs->len > max_slots)
		return NULL;
	PrAligned *aligned = g_new0(PrAligned, 1);
	aligned->grid = pr_quilt_tile(quilt);
	aligned->confidence = 1;
	aligned->reason = g_strdup(columns != NULL ? "pointed at, its columns given" : "pointed at");
	return aligned;
}

/* Steps 4 to 8 over one zone; NULL where it is no table. */
static PrAligned *
read_zone(PrZone *zone, const GArray *columns, guint max_slots)
{
	g_autoptr(GArray) rivers = pr_zone_rivers_at(zone, columns);
	g_autoptr(PrQuilt) quilt = pr_quilt_new(zone, rivers);
	g_autoptr(GString) evidence = g_string_new(NULL);
	const char *reason = NULL;

	pr_quilt_rows(quilt);
	float confidence = pr_quilt_judge(quilt, rivers, &reason, evidence);
	g_debug("page %d, %.0f–%.0f: %u lines, %u columns, %d rows: %s (%.2f)", zone->sheet->page->number, (double)zone->box.y0,
		(double)zone->box.y1, zone->lines->len, rivers->len + 1, quilt->rows, reason, (double)confidence);
	if (confidence <= 0 || (guint64)quilt->rows * quilt->xs->len > max_slots)
		return NULL;
	PrAligned *aligned = g_new0(PrAligned, 1);
	aligned->grid = pr_quilt_tile(quilt);
	aligned->confidence = confidence;
	aligned->reason = g_strconcat(reason, evidence->str, NULL);
	return aligned;
}

static gboolean
meets_any(const GArray *boxes, PrRect box)
{
	for (guint i = 0; i < boxes->len; i++) {
		PrRect common = pr_rect_intersection(box, g_array_index(boxes, PrRect, i));
		if (pr_rect_width(common) > 0 && pr_rect_height(common) > 0)
			return TRUE;
	}
	return FALSE;
}

/* Frames are tables first: what is left is looked at for zones of text. */
static void
read_frames(const PrChunks *sheet, GArray *claimed, const GArray *columns, guint max_slots, GPtrArray *found)
{
	g_autoptr(GArray) frames = pr_frames_find(sheet);

	for (guint i = 0; i < frames->len; i++) {
		const PrFrame *frame = &g_array_index(frames, PrFrame, i);

		if (meets_any(claimed, frame->box))
			continue;
		g_autoptr(PrZone) zone = pr_zone_new(sheet, frame->box, NULL);
		zone->rules = frame->edges > 2 ? frame->edges : 0; /* two edges make a box around anything */
		PrAligned *aligned = read_zone(zone, columns, max_slots);
		if (aligned == NULL)
			continue;
		g_ptr_array_add(found, aligned);
		g_array_append_val(claimed, zone->box);
	}
}

GPtrArray *
pr_aligned_find(const PrPage *page, const PrLedger *ledger, float em, const GArray *claimed, const GArray *columns, guint max_slots)
{
	GPtrArray *found = g_ptr_array_new_with_free_func((GDestroyNotify)pr_aligned_free);
	g_autoptr(PrChunks) sheet = pr_chunks_new(page, ledger, em, NULL);
	sheet->edges = pr_edges_new(page, em);
	g_autoptr(GArray) taken = g_array_copy((GArray *)claimed);

	pr_chunks_mark_prose(sheet);
	mark_claimed(sheet, claimed);
	read_frames(sheet, taken, columns, max_slots, found);
	mark_claimed(sheet, taken);
	g_autoptr(GPtrArray) zones = pr_zones_find(sheet, taken);
	for (guint i = 0; i < zones->len; i++) {
		PrAligned *aligned = read_zone(g_ptr_array_index(zones, i), columns, max_slots);
		if (aligned != NULL)
			g_ptr_array_add(found, aligned);
	}
	return found;
}
