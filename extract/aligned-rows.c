/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines of a zone → rows (step 6 of the essay in aligned.c).
 *
 *   ───────────────────────────        1. HEADER  See aligned-header.c.
 *            Sten wirk                 2. LEVELS  Under a heading over several columns a level of the header ends; a short rule
 *    Gol     ─────────                            says how far it reaches.
 *    leam    Tas  Brio                 3. BANDS   Where edges part most rows, what stands between two edges is one row ...
 *   ───────────────────────────                   but for numbers one under the other, and a label alone that ends
 *                                                 short of a section's first row: these are several.
 *    Plarn   12.5    –                 4. GAPS    Two kinds of white between lines: the smaller is inside of rows, if it does not
 *    nio wen                                      part numbers that stand one under the other.
 *                                      5. WRAPS   Else each line is a row, unless its words plainly go on with those above. See
 *                                                 aligned-wraps.c.
 *    Veast      3    1                         6. LABELS  A label alone in the middle of two rows is of the upper one.
 *   ───────────────────────────        7. MIDDLES Cells in the vertical middle tell their row before steps 3 to 6 do. See
 *                                                aligned-middles.c.
 */
#include "extract/aligned.h"

#include <string.h>

/* Shares of the type size, unless said otherwise. */
#define RULE_COVER 0.6f /* of the zone's width: an edge this long parts rows */
#define OVERLAP 0.3f    /* of the line height: lines that overlap this much are of one row */
#define NO_ROOM 2.2f    /* type sizes, from middle to middle: two lines without room for a third */
#define OFF_MIDDLE 0.2f
#define MIDDLE 0.5f       /* a section stands in the middle of its table */
#define JUMP 0.25f        /* white that parts rows is this much larger than white inside of them */
#define INTERLEAVED -0.1f /* lines of one row that are not level: no white between them */
#define STACKED_SHARE                                                                                                  \
	0.1f           /* of the lines thought to go on: more numbers one under the other than that, and they do not */
#define LOOSE_LEAST 2u /* columns */
#define BANDS_MIN 3u
#define BANDS_SHARE 0.66f /* of the bands that hold one row */

typedef struct {
	PrQuilt *quilt;
	guint *band_of;   /* of each line */
	gboolean *is_row; /* of each band: whether it is one row */
	guint bands;
	float *whites;   /* over each line, to the lowest of its band before; type sizes */
	float threshold; /* white that parts rows; 0 where there is only one kind */
} Rows;

static guint
line_count(const PrQuilt *quilt)
{
	return quilt->zone->lines->len;
}

gboolean
pr_zone_has_edge(const PrZone *zone, guint line, PrRect box, float cover)
{
	float from = pr_rect_center_y(pr_zone_line(zone, line - 1)->box),
	      to = pr_rect_center_y(pr_zone_line(zone, line)->box);

	return zone->sheet->edges != NULL && pr_edges_part(zone->sheet->edges, from, to, box, cover);
}

gboolean
pr_zone_is_ruled(const PrZone *zone, guint line, float cover)
{
	return pr_zone_has_edge(zone, line, zone->box, cover);
}

gboolean
pr_zone_is_parted(const PrZone *zone, guint line)
{
	float from = pr_rect_center_y(pr_zone_line(zone, line - 1)->box),
	      to = pr_rect_center_y(pr_zone_line(zone, line)->box);

	if (zone->base != NULL)
		return pr_cuts_find(zone->base->ys, from) != pr_cuts_find(zone->base->ys, to);
	return pr_zone_is_ruled(zone, line, RULE_COVER);
}

/* ---- 3 and 4: bands and gaps ---- */

/* Whether both lines have a number in a column behind the first. */
static gboolean
is_stacked(const PrQuilt *quilt, guint above, guint below)
{
	for (guint k = quilt->first_of_line[below]; k < quilt->first_of_line[below + 1]; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k);
		const PrPatch *over = patch->is_number && patch->from_col > 0
					      ? pr_quilt_patch_in(quilt, above, patch->from_col)
					      : NULL;

		if (over != NULL && over->is_number && over->from_col == patch->from_col &&
			over->to_col == patch->to_col)
			return TRUE;
	}
	return FALSE;
}

/* Whether the labels of two lines are two, one of them a section's that stands alone: it is set in other type, or ends
 * short of the label below it, which has texts beside it. */
static gboolean
are_two_labels(const PrQuilt *quilt, guint above)
{
	const PrPatch *label = pr_quilt_patch_in(quilt, above, 0), *next = pr_quilt_patch_in(quilt, above + 1, 0);
	gboolean is_alone = pr_quilt_is_label_line(quilt, above),
		 is_next_alone = pr_quilt_is_label_line(quilt, above + 1);

	if (label == NULL || next == NULL || label->to_col != 0 || next->to_col != 0 || next->is_number ||
		is_alone == is_next_alone)
		return FALSE;
	return label->is_bold != next->is_bold || label->is_italic != next->is_italic ||
	       (is_alone && pr_quilt_is_short(quilt, label, next));
}

static void
find_bands(Rows *rows)
{
	const PrZone *zone = rows->quilt->zone;
	float lowest = 0, em = zone->em;

	for (guint i = 0; i < zone->lines->len; i++) {
		const PrZoneLine *line = pr_zone_line(zone, i);
		float middle = pr_rect_center_y(line->box), half = line->size / 2;

		if (i > 0 && pr_zone_is_parted(zone, i))
			rows->bands++;
		rows->band_of[i] = rows->bands;
		rows->whites[i] = (middle - half - lowest) / em;
		lowest = MAX(lowest, middle + half);
	}
	rows->bands++;
}

/* Step 3: which bands are one row. None, where edges part blocks of rows only. */
static void
judge_bands(Rows *rows)
{
	const PrQuilt *quilt = rows->quilt;
	guint one = 0, data = 0;

	for (guint i = quilt->header_lines, end; i < line_count(quilt); i = end) {
		gboolean stacked = FALSE;
		guint seen = i; /* the last line with numbers */

		for (end = i + 1; end < line_count(quilt) && rows->band_of[end] == rows->band_of[i]; end++) {
			stacked |= is_stacked(quilt, seen, end) || are_two_labels(quilt, end - 1);
			if (pr_quilt_has_numbers(quilt, end))
				seen = end;
		}
		rows->is_row[rows->band_of[i]] = !stacked;
		one += !stacked;
		data++;
	}
	if (data < BANDS_MIN || (float)one < BANDS_SHARE * (float)data)
		memset(rows->is_row, 0, sizeof(gboolean) * rows->bands);
}

static int
compare_floats(gconstpointer a, gconstpointer b)
{
	float left = *(const float *)a, right = *(const float *)b;

	return left < right ? -1 : left > right;
}

/* Whether line `i` and the one before are in question: in one band that is not plainly a row. */
static gboolean
is_in_question(const Rows *rows, guint i)
{
	return rows->band_of[i] == rows->band_of[i - 1] && !rows->is_row[rows->band_of[i]];
}

/* Whether texts of several columns end short of them and have others right below: these are of the next row. */
static gboolean
is_loose(const PrQuilt *quilt, guint above, guint below)
{
	guint loose = 0;

	for (guint k = quilt->first_of_line[below]; k < quilt->first_of_line[below + 1]; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k),
			      *over = pr_quilt_patch_in(quilt, above, patch->from_col);

		loose += over != NULL && over->from_col == patch->from_col && over->to_col == patch->to_col &&
			 pr_quilt_is_short(quilt, over, patch);
	}
	return loose >= LOOSE_LEAST;
}

/* Whether lines parted by less than `threshold` can be of one row. */
static gboolean
threshold_holds(const Rows *rows, float threshold)
{
	guint inside = 0, stacked = 0;

	for (guint i = rows->quilt->header_lines + 1; i < line_count(rows->quilt); i++) {
		if (!is_in_question(rows, i) || rows->whites[i] >= threshold)
			continue;
		inside++;
		stacked += is_stacked(rows->quilt, i - 1, i) || is_loose(rows->quilt, i - 1, i);
	}
	return inside > 0 && (float)stacked <= STACKED_SHARE * (float)inside;
}

/* Step 4: the white that parts rows, from the lowest jump in the whites of the data. */
static void
find_threshold(Rows *rows)
{
	g_autoptr(GArray) whites = g_array_new(FALSE, FALSE, sizeof(float));

	for (guint i = rows->quilt->header_lines + 1; i < line_count(rows->quilt); i++)
		if (is_in_question(rows, i) && rows->whites[i] > INTERLEAVED)
			g_array_append_val(whites, rows->whites[i]);
	g_array_sort(whites, compare_floats);
	for (guint i = 1; i < whites->len; i++) {
		float low = g_array_index(whites, float, i - 1), high = g_array_index(whites, float, i);

		if (high - low < JUMP)
			continue;
		if (threshold_holds(rows, (low + high) / 2))
			rows->threshold = (low + high) / 2;
		return;
	}
}

/* Whether both lines have a number in one column, or numbers and words that begin in one column. */
static gboolean
are_both_rows(const PrQuilt *quilt, guint above, guint below)
{
	const PrPatch *first = pr_quilt_patch(quilt, quilt->first_of_line[above]),
		      *second = pr_quilt_patch(quilt, quilt->first_of_line[below]);

	return is_stacked(quilt, above, below) ||
	       (first->from_col == second->from_col && !first->is_number && !second->is_number &&
		       pr_quilt_has_numbers(quilt, above) && pr_quilt_has_numbers(quilt, below));
}

/* Whether a line is a label in the middle of two rows that leave no room for a row between them: it does not make them
 * one. */
static gboolean
is_between(const PrQuilt *quilt, guint line)
{
	if (line == 0 || line + 1 >= line_count(quilt) || !pr_quilt_is_label_line(quilt, line) ||
		!are_both_rows(quilt, line - 1, line + 1))
		return FALSE;
	const PrZoneLine *above = pr_zone_line(quilt->zone, line - 1), *below = pr_zone_line(quilt->zone, line + 1);
	float from = pr_rect_center_y(above->box), to = pr_rect_center_y(below->box),
	      at = pr_rect_center_y(pr_zone_line(quilt->zone, line)->box);

	return to - from < NO_ROOM * MIN(above->size, below->size) &&
	       fabsf((from + to) / 2 - at) <= OFF_MIDDLE * above->size;
}

/* Whether line `i` is of the row that begins with line `top`. */
static gboolean
is_same_row(const Rows *rows, guint top, guint i)
{
	const PrQuilt *quilt = rows->quilt;
	const PrZoneLine *above = pr_zone_line(quilt->zone, i - 1), *below = pr_zone_line(quilt->zone, i);
	float pitch = pr_rect_center_y(below->box) - pr_rect_center_y(above->box);

	if (rows->band_of[i] != rows->band_of[i - 1])
		return FALSE;
	if (i < quilt->header_lines)
		return !quilt->is_level_end[i - 1];
	if (i == quilt->header_lines)
		return FALSE;
	if (quilt->middle_of_line[i] + quilt->middle_of_line[i - 1] > 0)
		return quilt->middle_of_line[i] == quilt->middle_of_line[i - 1];
	if (rows->is_row[rows->band_of[i]])
		return TRUE;
	if (is_between(quilt, i))
		return TRUE;
	if (i - top >= 2 && pr_quilt_is_label_line(quilt, i - 1) && are_both_rows(quilt, top, i))
		return FALSE;
	if (above->box.y1 - below->box.y0 > OVERLAP * pr_rect_height(below->box) && pitch < 0.8f * below->size)
		return TRUE;
	return rows->threshold > 0 ? rows->whites[i] < rows->threshold : pr_quilt_goes_on(quilt, top, i);
}

/* Whether a line is a row by itself, below the header, with one text that lies over several columns. */
static gboolean
is_wide_alone(const PrQuilt *quilt, guint line)
{
	const PrPatch *patch = pr_quilt_patch(quilt, quilt->first_of_line[line]);
	guint row = quilt->row_of_line[line];

	return line >= quilt->header_lines && quilt->first_of_line[line + 1] == quilt->first_of_line[line] + 1 &&
	       patch->from_col < patch->to_col && (line == 0 || quilt->row_of_line[line - 1] != row) &&
	       (line + 1 == line_count(quilt) || quilt->row_of_line[line + 1] != row);
}

/* The name of a section may stand in the middle of the table: it is one cell over the whole width then, too. */
static void
widen_sections(PrQuilt *quilt)
{
	PrRect all = {0};

	if (quilt->zone->base != NULL)
		return;
	for (guint i = 0; i < quilt->patches->len; i++)
		all = pr_rect_union(all, pr_quilt_patch(quilt, i)->box);
	for (guint i = 0; i < line_count(quilt); i++) {
		PrPatch *patch = &g_array_index(quilt->patches, PrPatch, quilt->first_of_line[i]);

		if (!is_wide_alone(quilt, i) ||
			fabsf(pr_rect_center_x(patch->box) - pr_rect_center_x(all)) > MIDDLE * quilt->zone->em)
			continue;
		patch->from_col = 0;
		patch->to_col = (int)quilt->xs->len - 2;
	}
}

void
pr_quilt_rows(PrQuilt *quilt)
{
	guint count = line_count(quilt), top = 0;
	g_autofree guint *band_of = g_new0(guint, count + 1);
	g_autofree gboolean *is_row = g_new0(gboolean, count + 1);
	g_autofree float *whites = g_new0(float, count + 1);
	Rows rows = {quilt, band_of, is_row, 0, whites, 0};

	find_bands(&rows);
	quilt->header_lines = pr_quilt_count_header(quilt, band_of, whites);
	pr_quilt_free_sections(quilt);
	pr_quilt_measure(quilt);
	pr_quilt_find_middles(quilt, band_of);
	pr_quilt_mark_levels(quilt);
	judge_bands(&rows);
	find_threshold(&rows);
	quilt->is_spaced = rows.threshold > 0;
	for (guint i = 1; i < count; i++) {
		if (!is_same_row(&rows, top, i))
			top = i;
		quilt->row_of_line[i] = quilt->row_of_line[i - 1] + (top == i);
	}
	quilt->rows = count > 0 ? (int)quilt->row_of_line[count - 1] + 1 : 0;
	widen_sections(quilt);
}
