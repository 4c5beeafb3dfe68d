/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines of a zone → rows (step 6 of the essay in aligned.c).
 *
 *   ───────────────────────────        1. HEADER  The lines over the first edge, or over the first line of numbers.
 *            Sten wirk                 2. LEVELS  Under a heading over several columns a level of the header ends; a short rule
 *    Gol     ─────────                            says how far it reaches.
 *    leam    Tas  Brio                 3. BANDS   Where edges part most rows, what stands between two edges is one row ...
 *   ───────────────────────────                   but for numbers one under the other: these are several.
 *    Plarn   12.5    –                 4. GAPS    Two kinds of white between lines: the smaller is inside of rows, if it does not
 *    nio wen                                      part numbers that stand one under the other.
 *                                      5. WRAPS   Else each line is a row, unless its words plainly go on with those above.
 *    Veast      3    1
 *   ───────────────────────────
 */
#include "extract/aligned.h"

#include <string.h>

/* Shares of the type size, unless said otherwise. */
#define NUMBERED_MOST 5u /* characters of the number of an item, with what stands around it */
#define RULE_COVER 0.6f    /* of the zone's width: an edge this long parts rows */
#define OVERLAP 0.3f       /* of the line height: lines that overlap this much are of one row */
#define JUMP 0.25f         /* white that parts rows is this much larger than white inside of them */
#define INTERLEAVED -0.1f  /* lines of one row that are not level: no white between them */
#define STACKED_SHARE 0.1f /* of the lines thought to go on: more numbers one under the other than that, and they do not */
#define BANDS_MIN 3u
#define BANDS_SHARE 0.66f  /* of the bands that hold one row */
#define HANG 0.4f          /* a wrapped line stands this much to the right */

typedef struct {
	PrQuilt *quilt;
	guint *band_of;     /* of each line */
	gboolean *is_row;   /* of each band: whether it is one row */
	guint bands;
	float *whites;      /* over each line, to the lowest of its band before; type sizes */
	float threshold;    /* white that parts rows; 0 where there is only one kind */
} Rows;

static guint
line_count(const PrQuilt *quilt)
{
	return quilt->zone->lines->len;
}

gboolean
pr_zone_is_parted(const PrZone *zone, guint line)
{
	float from = pr_rect_center_y(pr_zone_line(zone, line - 1)->box), to = pr_rect_center_y(pr_zone_line(zone, line)->box);

	if (zone->base != NULL)
		return pr_cuts_find(zone->base->ys, from) != pr_cuts_find(zone->base->ys, to);
	return pr_edges_part(zone->sheet->edges, from, to, zone->box, RULE_COVER);
}

/* ---- 1 and 2: the header ---- */

static gboolean
has_numbers(const PrQuilt *quilt, guint line)
{
	for (guint k = quilt->first_of_line[line]; k < quilt->first_of_line[line + 1]; k++)
		if (pr_quilt_patch(quilt, k)->from_col > 0 && pr_quilt_patch(quilt, k)->is_number)
			return TRUE;
	return FALSE;
}

static gboolean
is_bold(const PrQuilt *quilt, guint line)
{
	for (guint k = quilt->first_of_line[line]; k < quilt->first_of_line[line + 1]; k++)
		if (!pr_quilt_patch(quilt, k)->is_bold)
			return FALSE;
	return TRUE;
}

static guint
count_header_lines(const Rows *rows)
{
	const PrQuilt *quilt = rows->quilt;
	guint first = 0, bold = 0;

	for (; first < line_count(quilt) && !has_numbers(quilt, first); first++)
		if (first > 0 && rows->band_of[first] != rows->band_of[first - 1])
			return first;
	if (first == line_count(quilt))
		return 0;
	while (bold < first && is_bold(quilt, bold))
		bold++;
	if (bold == 0 || is_bold(quilt, first))
		bold = first;
	/* More white over a line than over the first of the data parts the header from labels and sections that stand over the numbers. */
	guint widest = bold;
	for (guint i = 1; i < bold; i++)
		if (rows->whites[i] > rows->whites[widest] + (widest == bold ? JUMP : 0))
			widest = i;
	return widest;
}

/* Words that stand in the header over a short rule name all columns over which it runs. */
static void
widen_heading(PrQuilt *quilt, guint line, const PrRuling *rule, int from_col, int to_col)
{
	for (guint i = line + 1; i > 0 && (i == line + 1 || !quilt->is_level_end[i - 1]); i--) {
		for (guint k = quilt->first_of_line[i - 1]; k < quilt->first_of_line[i]; k++) {
			PrPatch *patch = &g_array_index(quilt->patches, PrPatch, k);
			float middle = pr_rect_center_x(patch->box);

			if (middle > rule->from && middle < rule->to && patch->from_col >= from_col && patch->to_col <= to_col) {
				patch->from_col = from_col;
				patch->to_col = to_col;
				quilt->is_level_end[line] = TRUE;
			}
		}
	}
}

static void
follow_short_rules(PrQuilt *quilt, guint line)
{
	const PrZone *zone = quilt->zone;
	const GArray *rulings = zone->sheet->page->rulings;
	float from = pr_rect_center_y(pr_zone_line(zone, line)->box), to = pr_rect_center_y(pr_zone_line(zone, line + 1)->box);
	float inset = zone->sheet->em;

	for (guint i = pr_rulings_lower(rulings, TRUE, from); i < rulings->len; i++) {
		const PrRuling *rule = &g_array_index(rulings, PrRuling, i);

		if (!rule->is_horizontal || rule->at >= to)
			return;
		if (rule->to - rule->from < 3 * inset || rule->from < zone->box.x0 - inset || rule->to > zone->box.x1 + inset ||
			rule->to - rule->from > 0.95f * pr_rect_width(zone->box))
			continue;
		guint from_col = pr_cuts_column(quilt->xs, rule->from + inset), to_col = pr_cuts_column(quilt->xs, rule->to - inset);
		if (to_col > from_col)
			widen_heading(quilt, line, rule, (int)from_col, (int)to_col);
	}
}

/* A level of the header ends where a text over several columns has texts of its columns below it. */
static void
mark_levels(PrQuilt *quilt)
{
	for (guint i = 0; i < quilt->header_lines && i + 1 < line_count(quilt); i++) {
		if (quilt->zone->base == NULL)
			follow_short_rules(quilt, i);
		for (guint k = quilt->first_of_line[i]; k < quilt->first_of_line[i + 1]; k++) {
			const PrPatch *patch = pr_quilt_patch(quilt, k), *first, *last;

			if (patch->from_col == patch->to_col)
				continue;
			first = pr_quilt_patch_in(quilt, i + 1, patch->from_col);
			last = pr_quilt_patch_in(quilt, i + 1, patch->to_col);
			quilt->is_level_end[i] |= (first != NULL || last != NULL) && first != last;
		}
	}
}

/* ---- 3 and 4: bands and gaps ---- */

/* Whether both lines have a number in a column behind the first. */
static gboolean
is_stacked(const PrQuilt *quilt, guint above, guint below)
{
	for (guint k = quilt->first_of_line[below]; k < quilt->first_of_line[below + 1]; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k);
		const PrPatch *over = patch->is_number && patch->from_col > 0 ? pr_quilt_patch_in(quilt, above, patch->from_col) : NULL;

		if (over != NULL && over->is_number && over->from_col == patch->from_col && over->to_col == patch->to_col)
			return TRUE;
	}
	return FALSE;
}

static void
find_bands(Rows *rows)
{
	const PrZone *zone = rows->quilt->zone;
	float lowest = 0, em = zone->sheet->em;

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
			stacked |= is_stacked(quilt, seen, end);
			if (has_numbers(quilt, end))
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

/* Whether lines parted by less than `threshold` can be of one row. */
static gboolean
threshold_holds(const Rows *rows, float threshold)
{
	guint inside = 0, stacked = 0;

	for (guint i = rows->quilt->header_lines + 1; i < line_count(rows->quilt); i++) {
		if (!is_in_question(rows, i) || rows->whites[i] >= threshold)
			continue;
		inside++;
		stacked += is_stacked(rows->quilt, i - 1, i);
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

/* ---- 5: wraps ---- */

/* The width that the first word of a text asks for; Chinese is broken anywhere. */
static float
first_word_width(const PrToken *token)
{
	return token->head >= 0x2E80 ? token->size : pr_rect_width(token->box);
}

/* Whether a text opens with the number of an item, as 八、 or （一） or 3. do: the rest of a text does not. */
static gboolean
opens_numbered(const PrChunks *sheet, const PrToken *token)
{
	guint numerals = 0;

	for (guint i = token->first; i < token->first + token->count && i < token->first + NUMBERED_MOST; i++) {
		gunichar ch = pr_lines_glyph(sheet->lines, i)->ch;

		if (i == token->first && (ch == '(' || ch == 0xFF08))
			continue;
		if (g_unichar_isdigit(ch) || g_utf8_strchr("一二三四五六七八九十", -1, ch) != NULL)
			numerals++;
		else if (ch == '.') /* not that of 3.5 */
			return numerals > 0 && i + 1 == token->first + token->count;
		else
			return numerals > 0 && ch != 0 && g_utf8_strchr("、．)）", -1, ch) != NULL;
	}
	return FALSE;
}

gboolean
pr_quilt_is_wrapped(const PrQuilt *quilt, const PrPatch *above, const PrPatch *below)
{
	const PrChunks *sheet = quilt->zone->sheet;
	const PrToken *last = pr_chunks_token(sheet, above->first + above->count - 1), *first = pr_chunks_token(sheet, below->first);

	if (above->is_bold != below->is_bold || last->tail == ':' || opens_numbered(sheet, first))
		return FALSE;
	if (last->tail == '-' || last->tail == ',' || last->tail == '(' || g_unichar_islower(first->head) || first->head == '(')
		return TRUE;
	return last->tail != '.' &&
		above->box.x1 + first_word_width(first) + 0.25f * sheet->em > quilt->right_of_col[above->to_col];
}

/* Whether the first text of a line opens with a small letter. */
static gboolean
opens_small(const PrQuilt *quilt, guint line)
{
	const PrPatch *patch = pr_quilt_patch(quilt, quilt->first_of_line[line]);

	return g_unichar_islower(pr_chunks_token(quilt->zone->sheet, patch->first)->head);
}

/* Whether line `i` is the hanging end of the label above it: alone, farther to the right than that label and than the next one. A
 * heading that is set in has rows below it that are, too. */
static gboolean
hangs_alone(const PrQuilt *quilt, guint top, guint i)
{
	const PrPatch *label = pr_quilt_patch(quilt, quilt->first_of_line[i]), *over = pr_quilt_patch_in(quilt, i - 1, 0);
	const PrPatch *next = i + 1 < line_count(quilt) ? pr_quilt_patch_in(quilt, i + 1, 0) : NULL;
	const PrChunks *sheet = quilt->zone->sheet;
	float hang = HANG * sheet->em;

	if (i != top + 1 || quilt->first_of_line[i + 1] - quilt->first_of_line[i] != 1 || label->to_col != 0 || label->is_number ||
		over == NULL || over->to_col != 0 || quilt->first_of_line[i] - quilt->first_of_line[top] < 2)
		return FALSE;
	return label->box.x0 > over->box.x0 + hang && (next == NULL || next->box.x0 < label->box.x0 - hang) &&
		label->is_bold == over->is_bold && !opens_numbered(sheet, pr_chunks_token(sheet, label->first)) &&
		pr_chunks_token(sheet, over->first + over->count - 1)->tail != ':';
}

/* Whether line `i` goes on with the row of the lines from `top` on. */
static gboolean
goes_on(const PrQuilt *quilt, guint top, guint i)
{
	guint shared = 0, wrapped = 0, numbers = 0, alone = 0, upper = 0, hanging = 0;

	for (guint k = quilt->first_of_line[i]; k < quilt->first_of_line[i + 1]; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k), *over = pr_quilt_patch_in(quilt, i - 1, patch->from_col);

		numbers += patch->is_number && patch->from_col > 0;
		if (over == NULL || over->from_col != patch->from_col || over->to_col != patch->to_col) {
			alone++;
			continue;
		}
		shared++;
		if (patch->is_number && over->is_number)
			return FALSE;
		wrapped += pr_quilt_is_wrapped(quilt, over, patch);
		hanging += patch->box.x0 > over->box.x0 + HANG * quilt->zone->sheet->em;
	}
	for (guint k = top; k < i; k++)
		upper = MAX(upper, quilt->first_of_line[k + 1] - quilt->first_of_line[k]);
	/* The rest of a label whose numbers stand on its first line, or its beginning where they stand on its last. */
	if (shared == 0 || wrapped < shared)
		return FALSE;
	if (numbers > 0)
		return upper == 1 && alone > 0 && i == top + 1 && (hanging == shared || opens_small(quilt, i));
	/* A third line goes on with a second only in the same way: hanging or flush. */
	return alone == 0 && upper > shared && (i == top + 1 || hanging == 0);
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
	if (rows->is_row[rows->band_of[i]])
		return TRUE;
	if (above->box.y1 - below->box.y0 > OVERLAP * pr_rect_height(below->box) && pitch < 0.8f * below->size)
		return TRUE;
	return rows->threshold > 0 ? rows->whites[i] < rows->threshold : goes_on(quilt, top, i) || hangs_alone(quilt, top, i);
}

static gboolean
is_drawn(const PrGrid *base, float x)
{
	for (guint i = 0; i < base->xs->len; i++)
		if (g_array_index(base->xs, float, i) == x)
			return TRUE;
	return FALSE;
}

/* Where text has room to: between drawn borders as far as it keeps from them on the left, else to the end of the longest text. */
static void
measure_columns(PrQuilt *quilt)
{
	const PrGrid *base = quilt->zone->base;
	float inset = G_MAXFLOAT;

	for (guint i = 0; i < quilt->patches->len; i++) {
		const PrPatch *patch = pr_quilt_patch(quilt, i);

		if (patch->from_col == patch->to_col)
			quilt->right_of_col[patch->to_col] = MAX(quilt->right_of_col[patch->to_col], patch->box.x1);
		if (patch->line >= quilt->header_lines)
			inset = MIN(inset, MAX(patch->box.x0 - g_array_index(quilt->xs, float, patch->from_col), 0));
	}
	for (guint col = 0; base != NULL && col + 1 < quilt->xs->len; col++)
		if (is_drawn(base, g_array_index(quilt->xs, float, col)) && is_drawn(base, g_array_index(quilt->xs, float, col + 1)))
			quilt->right_of_col[col] = MAX(quilt->right_of_col[col], g_array_index(quilt->xs, float, col + 1) - inset);
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
	quilt->header_lines = count_header_lines(&rows);
	measure_columns(quilt);
	mark_levels(quilt);
	judge_bands(&rows);
	find_threshold(&rows);
	quilt->is_spaced = rows.threshold > 0;
	for (guint i = 1; i < count; i++) {
		if (!is_same_row(&rows, top, i))
			top = i;
		quilt->row_of_line[i] = quilt->row_of_line[i - 1] + (top == i);
	}
	quilt->rows = count > 0 ? (int)quilt->row_of_line[count - 1] + 1 : 0;
}
