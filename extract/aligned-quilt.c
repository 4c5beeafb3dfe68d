/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts of a zone into columns, rows and spans (steps 5 to 7 of the essay in aligned.c). */
#include "extract/aligned.h"

/* Shares of the type size. */
#define CROSSING 0.25f     /* a text that reaches this far over a cut spans it */
#define OVERLAP 0.3f       /* of the line height: lines that overlap this much are of one row */
#define LOOSE 1.25f        /* a pitch this much over the tightest one parts rows where both kinds occur */
#define LOOSE_SHARE 0.25f  /* of the pitches that must be loose for that */
#define RULE_COVER 0.6f    /* of the zone's width: a ruling this long parts rows */

static guint
column_of(const GArray *xs, float x)
{
	int col = pr_cuts_find(xs, x);

	return col >= 0 ? (guint)col : x < g_array_index(xs, float, 0) ? 0 : xs->len - 2;
}

static void
add_patch(PrQuilt *quilt, guint line, guint first, guint end)
{
	const PrChunks *sheet = quilt->zone->sheet;
	PrPatch patch = {.line = line, .first = first, .count = end - first, .is_number = TRUE};
	guint bold = 0;

	for (guint i = first; i < end; i++) {
		const PrToken *token = pr_chunks_token(sheet, i);
		patch.box = pr_rect_union(patch.box, token->box);
		patch.is_number &= token->kind == PR_TOKEN_NUMBER;
		bold += token->is_bold;
	}
	float inset = MIN(CROSSING * sheet->em, pr_rect_width(patch.box) / 3);
	patch.from_col = (int)column_of(quilt->xs, patch.box.x0 + inset);
	patch.to_col = (int)column_of(quilt->xs, patch.box.x1 - inset);
	patch.is_bold = 2 * bold > patch.count;
	g_array_append_val(quilt->patches, patch);
}

/* Whether a cut passes through the gap between two tokens, or through the edge of either. */
static gboolean
is_parted(const PrQuilt *quilt, const PrToken *left, const PrToken *right)
{
	float reach = CROSSING * quilt->zone->sheet->em;

	return column_of(quilt->xs, left->box.x1 - MIN(reach, pr_rect_width(left->box) / 3)) !=
		column_of(quilt->xs, right->box.x0 + MIN(reach, pr_rect_width(right->box) / 3));
}

static void
add_line(PrQuilt *quilt, guint index)
{
	const PrChunks *sheet = quilt->zone->sheet;
	const PrZoneLine *line = pr_zone_line(quilt->zone, index);
	guint from = line->first;

	for (guint i = line->first + 1; i < line->first + line->count; i++) {
		const PrToken *left = pr_chunks_token(sheet, i - 1), *right = pr_chunks_token(sheet, i);
		float gap = right->box.x0 - left->box.x1;

		gboolean is_gap = gap > pr_token_join_gap(sheet, left, right, TRUE) || left->kind == PR_TOKEN_LEADER ||
			(quilt->zone->is_cut && (left->kind == PR_TOKEN_NUMBER || right->kind == PR_TOKEN_NUMBER));

		if (is_gap && is_parted(quilt, left, right)) {
			add_patch(quilt, index, from, i);
			from = i;
		}
	}
	add_patch(quilt, index, from, line->first + line->count);
}

PrQuilt *
pr_quilt_new(const PrZone *zone, const GArray *rivers)
{
	PrQuilt *quilt = g_new0(PrQuilt, 1);

	quilt->zone = zone;
	quilt->xs = g_array_new(FALSE, FALSE, sizeof(float));
	quilt->patches = g_array_new(FALSE, FALSE, sizeof(PrPatch));
	quilt->first_of_line = g_new0(guint, zone->lines->len + 1);
	quilt->row_of_line = g_new0(guint, zone->lines->len + 1);
	quilt->is_level_end = g_new0(gboolean, zone->lines->len + 1);
	g_array_append_val(quilt->xs, zone->box.x0);
	for (guint i = 0; i < rivers->len; i++)
		g_array_append_val(quilt->xs, g_array_index(rivers, PrRiver, i).at);
	g_array_append_val(quilt->xs, zone->box.x1);
	for (guint i = 0; i < zone->lines->len; i++) {
		quilt->first_of_line[i] = quilt->patches->len;
		add_line(quilt, i);
	}
	quilt->first_of_line[zone->lines->len] = quilt->patches->len;
	return quilt;
}

void
pr_quilt_free(PrQuilt *quilt)
{
	if (quilt == NULL)
		return;
	g_array_unref(quilt->xs);
	g_array_unref(quilt->patches);
	g_free(quilt->first_of_line);
	g_free(quilt->row_of_line);
	g_free(quilt->is_level_end);
	g_free(quilt);
}

static const PrPatch *
patch_in(const PrQuilt *quilt, guint line, int col)
{
	for (guint i = quilt->first_of_line[line]; i < quilt->first_of_line[line + 1]; i++)
		if (pr_quilt_patch(quilt, i)->from_col <= col && pr_quilt_patch(quilt, i)->to_col >= col)
			return pr_quilt_patch(quilt, i);
	return NULL;
}

/* Whether a ruling over most of the zone, or a drawn cut, lies between two lines. */
static gboolean
is_ruled_between(const PrZone *zone, const PrZoneLine *above, const PrZoneLine *below)
{
	float from = pr_rect_center_y(above->box), to = pr_rect_center_y(below->box);
	const PrPage *page = zone->sheet->page;

	if (zone->base != NULL)
		return pr_cuts_find(zone->base->ys, from) != pr_cuts_find(zone->base->ys, to);
	for (guint i = 0; i < page->rulings->len; i++) {
		const PrRuling *ruling = &g_array_index(page->rulings, PrRuling, i);
		if (!ruling->is_horizontal)
			break;
		if (ruling->at > from && ruling->at < to &&
			MIN(ruling->to, zone->box.x1) - MAX(ruling->from, zone->box.x0) >= RULE_COVER * pr_rect_width(zone->box))
			return TRUE;
	}
	return FALSE;
}

/* The first line with a number behind the first column, or behind the first ruling under a text, begins the data. */
static guint
count_header_lines(const PrQuilt *quilt)
{
	const PrZone *zone = quilt->zone;

	for (guint i = 0; i < zone->lines->len; i++) {
		if (i > 0 && is_ruled_between(zone, pr_zone_line(zone, i - 1), pr_zone_line(zone, i)) && zone->base == NULL)
			return i;
		for (guint k = quilt->first_of_line[i]; k < quilt->first_of_line[i + 1]; k++)
			if (pr_quilt_patch(quilt, k)->from_col > 0 && pr_quilt_patch(quilt, k)->is_number)
				return i;
	}
	return 0;
}

/* Whether the upper line's text in a column is full: the next word had no room, or the next goes on in lower case. */
static gboolean
is_wrapped(const PrQuilt *quilt, const PrPatch *above, const PrPatch *below)
{
	const PrChunks *sheet = quilt->zone->sheet;
	const PrToken *last = pr_chunks_token(sheet, above->first + above->count - 1), *first = pr_chunks_token(sheet, below->first);
	float widest = 0;

	for (guint i = 0; i < quilt->patches->len; i++) {
		const PrPatch *patch = pr_quilt_patch(quilt, i);
		if (patch->from_col == above->from_col && patch->to_col == above->to_col)
			widest = MAX(widest, patch->box.x1);
	}
	if (above->is_bold != below->is_bold)
		return FALSE;
	if (last->tail == '-' || last->tail == ',' || last->tail == '(' || g_unichar_islower(first->head) || first->head == '(')
		return last->tail != ':';
	return above->box.x1 + pr_rect_width(first->box) + 0.25f * sheet->em > widest && last->tail != ':' && last->tail != '.';
}

/* Whether line `i` goes on with the row of the line before. */
static gboolean
goes_on(const PrQuilt *quilt, guint i, float tightest, gboolean is_two_valued)
{
	const PrZone *zone = quilt->zone;
	const PrZoneLine *above = pr_zone_line(zone, i - 1), *below = pr_zone_line(zone, i);
	float pitch = pr_rect_center_y(below->box) - pr_rect_center_y(above->box);
	guint shared = 0, wrapped = 0, numbers = 0, alone = 0;

	if (is_ruled_between(zone, above, below))
		return FALSE;
	for (guint k = quilt->first_of_line[i]; k < quilt->first_of_line[i + 1]; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k), *over = patch_in(quilt, i - 1, patch->from_col);

		numbers += patch->is_number && patch->from_col > 0;
		if (over == NULL || over->from_col != patch->from_col || over->to_col != patch->to_col) {
			alone++;
			continue;
		}
		shared++;
		if (patch->is_number && over->is_number && i >= quilt->header_lines)
			return FALSE;
		wrapped += is_wrapped(quilt, over, patch);
	}
	if (above->box.y1 - below->box.y0 > OVERLAP * pr_rect_height(below->box) && pitch < 0.8f * below->size)
		return TRUE;
	if (is_two_valued)
		return pitch < LOOSE * tightest && (i < quilt->header_lines || shared > 0) && !quilt->is_level_end[i - 1];
	if (i < quilt->header_lines)
		return !quilt->is_level_end[i - 1];
	/* The rest of a label whose numbers stand on its first line, or its beginning where they stand on its last. */
	guint upper_texts = quilt->first_of_line[i] - quilt->first_of_line[i - 1];
	if (shared == 0 || wrapped < shared)
		return FALSE;
	return numbers == 0 ? alone == 0 && upper_texts > shared : upper_texts == 1 && alone > 0;
}

static int
compare_floats(gconstpointer a, gconstpointer b)
{
	float left = *(const float *)a, right = *(const float *)b;

	return left < right ? -1 : left > right;
}

/* The tightest pitch of the zone's lines, and whether a good part of the pitches is clearly looser. */
static float
measure_pitches(const PrZone *zone, gboolean *is_two_valued)
{
	g_autoptr(GArray) pitches = g_array_new(FALSE, FALSE, sizeof(float));
	guint loose = 0, tight = 0;

	for (guint i = 1; i < zone->lines->len; i++) {
		float pitch = pr_rect_center_y(pr_zone_line(zone, i)->box) - pr_rect_center_y(pr_zone_line(zone, i - 1)->box);
		if (pitch > 0.8f * zone->sheet->em)
			g_array_append_val(pitches, pitch);
	}
	*is_two_valued = FALSE;
	if (pitches->len < 2)
		return 0;
	g_array_sort(pitches, compare_floats);
	float tightest = g_array_index(pitches, float, 0);
	for (guint i = 0; i < pitches->len; i++) {
		loose += g_array_index(pitches, float, i) >= LOOSE * tightest;
		tight += g_array_index(pitches, float, i) < 1.1f * tightest;
	}
	*is_two_valued = loose >= 2 && tight >= 2 && (float)loose >= LOOSE_SHARE * (float)pitches->len && tight + loose == pitches->len;
	return tightest;
}

/* A level of the header ends where a text over several columns has texts of its columns below it. */
static void
mark_levels(PrQuilt *quilt)
{
	for (guint i = 0; i + 1 < quilt->header_lines + 1 && i + 1 < quilt->zone->lines->len; i++) {
		for (guint k = quilt->first_of_line[i]; k < quilt->first_of_line[i + 1]; k++) {
			const PrPatch *patch = pr_quilt_patch(quilt, k), *first, *last;

			if (patch->from_col == patch->to_col)
				continue;
			first = patch_in(quilt, i + 1, patch->from_col);
			last = patch_in(quilt, i + 1, patch->to_col);
			quilt->is_level_end[i] |= (first != NULL || last != NULL) && first != last;
		}
	}
}

void
pr_quilt_rows(PrQuilt *quilt)
{
	gboolean is_two_valued;
	float tightest = measure_pitches(quilt->zone, &is_two_valued);

	quilt->header_lines = count_header_lines(quilt);
	mark_levels(quilt);
	for (guint i = 1; i < quilt->zone->lines->len; i++)
		quilt->row_of_line[i] = quilt->row_of_line[i - 1] + !goes_on(quilt, i, tightest, is_two_valued);
	quilt->rows = quilt->zone->lines->len > 0 ? (int)quilt->row_of_line[quilt->zone->lines->len - 1] + 1 : 0;
}
