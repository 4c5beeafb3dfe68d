/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables whose cuts are not all drawn.
 *
 *                     2007      2006         1. TOKENS   Words of each line; gaps wider than a word's part chunks.
 *      Country       N   %     N   %         2. PROSE    Full lines one under the other are running text, and out.
 *      ─────────────────────────────         3. ZONES    Rows between rules or shading of one width (aligned-frames.c); lines of
 *      Austria      12  3.1    9  2.2                    two or more chunks; or a ruled grid not cut far enough (aligned-refine.c).
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
	float size = 0;

	*zone = (PrZone){
		.sheet = sheet, .box = box, .base = base, .lines = g_array_new(FALSE, FALSE, sizeof(PrZoneLine))};
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
		size = MAX(size, line.size);
	}
	zone->em = size > 0 ? MIN(size, sheet->em) : sheet->em;
	return zone;
}

void
pr_chunks_mark_claimed(PrChunks *sheet, const GArray *claimed)
{
	for (guint k = 0; k < claimed->len; k++) {
		PrRect box = g_array_index(claimed, PrRect, k);
		for (guint i = 0; i < sheet->chunks->len; i++) {
			PrChunk *chunk = pr_chunks_chunk(sheet, i);
			chunk->is_prose |=
				pr_rect_contains(box, pr_rect_center_x(chunk->box), pr_rect_center_y(chunk->box));
		}
	}
}

/* The box around the zone's text, a hair wider; where the user says where columns are, some may be blank, and the whole
 * width counts. */
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
pr_aligned_force(
	const PrPage *page, const PrLedger *ledger, float em, PrRect box, const GArray *columns, guint max_slots)
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

/* Says why a zone is no table: what speaks against it, and what was measured. */
static void
decline(const PrPieceSearch *search, const PrQuilt *quilt, const GArray *rivers, const char *reason)
{
	const PrZone *zone = quilt->zone;
	GString *measures = g_string_new(NULL);

	g_string_printf(measures, "lines %u, rows %d, columns %u, rules %u", zone->lines->len, quilt->rows,
		rivers->len + 1, zone->rules);
	pr_quilt_weigh(quilt, rivers, measures);
	g_ptr_array_add(search->declined, pr_declined_new(zone->sheet->page->number, zone->box, PR_METHOD_ALIGNED,
						  reason, g_string_free(measures, FALSE)));
}

/* Steps 4 to 8 over one zone; NULL where it is no table. */
static PrAligned *
read_zone(const PrPieceSearch *search, PrZone *zone)
{
	g_autoptr(GArray) rivers = pr_zone_rivers_at(zone, search->guide.columns);
	g_autoptr(PrQuilt) quilt = pr_quilt_new(zone, rivers);
	g_autoptr(GString) evidence = g_string_new(NULL);
	const char *reason = NULL;

	pr_quilt_rows(quilt);
	float confidence = pr_quilt_judge(quilt, rivers, &reason, evidence);
	g_debug("page %d, %.0f–%.0f: %u lines, %u columns, %d rows: %s (%.2f)", zone->sheet->page->number,
		(double)zone->box.y0, (double)zone->box.y1, zone->lines->len, rivers->len + 1, quilt->rows, reason,
		(double)confidence);
	gboolean is_too_large = (guint64)quilt->rows * quilt->xs->len > search->limits->cells;
	if (confidence <= 0 || is_too_large) {
		if (search->declined != NULL)
			decline(search, quilt, rivers, is_too_large ? "too many cells" : reason);
		return NULL;
	}
	PrAligned *aligned = g_new0(PrAligned, 1);
	aligned->grid = pr_quilt_tile(quilt);
	aligned->confidence = confidence;
	aligned->header_rows = pr_quilt_named_header_rows(quilt);
	aligned->reason = g_strconcat(reason, evidence->str, NULL);
	return aligned;
}

/* Whether other text stands beside a zone, and none reaches into it from there. */
static gboolean
has_text_beside(const PrZone *zone)
{
	const PrChunks *sheet = zone->sheet;
	gboolean beside = FALSE;

	for (guint i = 0; i < sheet->rows->len; i++) {
		const PrChunkLine *row = pr_chunks_row(sheet, i);
		if (row->box.y1 < zone->box.y0 || row->box.y0 > zone->box.y1 ||
			(row->box.x0 >= zone->box.x0 && row->box.x1 <= zone->box.x1))
			continue;
		for (guint k = row->first; k < row->first + row->count; k++) {
			PrRect box = pr_chunks_chunk(sheet, k)->box;
			gboolean is_out = box.x1 <= zone->box.x0 || box.x0 >= zone->box.x1;

			if (!is_out && (box.x0 < zone->box.x0 || box.x1 > zone->box.x1))
				return FALSE;
			beside |= is_out;
		}
	}
	return beside;
}

/* The same. What stands beside the zone, on lines of its own, may have torn its lines apart: they are made anew from
 * its text alone. */
static PrAligned *
read_alone(const PrPieceSearch *search, PrZone *zone, const GArray *claimed)
{
	const PrChunks *sheet = zone->sheet;

	if (!has_text_beside(zone))
		return read_zone(search, zone);
	g_autoptr(PrChunks) own = pr_chunks_new(sheet->page, search->ledger, sheet->em, &zone->box);
	own->edges = g_array_ref(sheet->edges);
	own->left = sheet->left;
	own->right = sheet->right;
	pr_chunks_mark_prose(own);
	pr_chunks_mark_claimed(own, claimed);
	g_autoptr(PrZone) alone = pr_zone_new(own, zone->box, NULL);
	alone->rules = zone->rules;
	return read_zone(search, alone);
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
read_frames(const PrPieceSearch *search, const PrChunks *sheet, GArray *claimed, GPtrArray *found)
{
	g_autoptr(GArray) frames = pr_frames_find(sheet);

	for (guint i = 0; i < frames->len; i++) {
		const PrFrame *frame = &g_array_index(frames, PrFrame, i);

		if (meets_any(claimed, frame->box))
			continue;
		g_autoptr(PrZone) zone = pr_zone_new(sheet, frame->box, NULL);
		zone->rules = frame->edges > 2 ? frame->edges : 0; /* two edges make a box around anything */
		PrAligned *aligned = read_alone(search, zone, claimed);
		if (aligned == NULL)
			continue;
		g_ptr_array_add(found, aligned);
		g_array_append_val(claimed, zone->box);
	}
}

GPtrArray *
pr_aligned_find(const PrPieceSearch *search, const PrPage *page, const GArray *claimed)
{
	GPtrArray *found = g_ptr_array_new_with_free_func((GDestroyNotify)pr_aligned_free);
	g_autoptr(PrChunks) sheet = pr_chunks_new(page, search->ledger, search->em, NULL);
	sheet->edges = pr_edges_new(page, search->em);
	g_autoptr(GArray) taken = g_array_copy((GArray *)claimed);

	pr_chunks_mark_prose(sheet);
	pr_chunks_leave_margins(sheet);
	pr_chunks_mark_claimed(sheet, claimed);
	read_frames(search, sheet, taken, found);
	pr_chunks_mark_claimed(sheet, taken);
	g_autoptr(GPtrArray) zones = pr_zones_find(sheet, taken);
	for (guint i = 0; i < zones->len; i++) {
		PrAligned *aligned = read_alone(search, g_ptr_array_index(zones, i), taken);
		if (aligned != NULL)
			g_ptr_array_add(found, aligned);
	}
	return found;
}
