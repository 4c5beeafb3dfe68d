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
 *                                      5. WRAPS   Else each line is a row, unless its words plainly go on with those above. See
 *                                                 aligned-wraps.c.
 *    Veast      3    1                         6. LABELS  A label alone in the middle of two rows is of the upper one.
 *   ───────────────────────────
 */
#include "extract/aligned.h"
#include "extract/period.h"

#include <string.h>

/* Shares of the type size, unless said otherwise. */
#define RULE_COVER 0.6f    /* of the zone's width: an edge this long parts rows */
#define OVERLAP 0.3f       /* of the line height: lines that overlap this much are of one row */
#define NO_ROOM 2.2f       /* type sizes, from middle to middle: two lines without room for a third */
#define OFF_MIDDLE 0.2f
#define JUMP 0.25f         /* white that parts rows is this much larger than white inside of them */
#define INTERLEAVED -0.1f  /* lines of one row that are not level: no white between them */
#define STACKED_SHARE 0.1f /* of the lines thought to go on: more numbers one under the other than that, and they do not */
#define LOOSE_LEAST 2u     /* columns */
#define BANDS_MIN 3u
#define NAMED_LINES_MAX 3u   /* of years and of units */
#define BANDS_SHARE 0.66f  /* of the bands that hold one row */

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
pr_zone_is_ruled(const PrZone *zone, guint line, float cover)
{
	float from = pr_rect_center_y(pr_zone_line(zone, line - 1)->box), to = pr_rect_center_y(pr_zone_line(zone, line)->box);

	return zone->sheet->edges != NULL && pr_edges_part(zone->sheet->edges, from, to, zone->box, cover);
}

gboolean
pr_zone_is_parted(const PrZone *zone, guint line)
{
	float from = pr_rect_center_y(pr_zone_line(zone, line - 1)->box), to = pr_rect_center_y(pr_zone_line(zone, line)->box);

	if (zone->base != NULL)
		return pr_cuts_find(zone->base->ys, from) != pr_cuts_find(zone->base->ys, to);
	return pr_zone_is_ruled(zone, line, RULE_COVER);
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

/* What the numbers of a line behind the first column are. */
typedef enum {
	NUMBERS_NONE,
	NUMBERS_UNITS,
	NUMBERS_PERIODS, /* or units, some of them */
	NUMBERS_AMOUNTS,
} Numbers;

static Numbers
numbers_of(const PrQuilt *quilt, guint line)
{
	Numbers numbers = NUMBERS_NONE;
	guint named = 0;

	for (guint k = quilt->first_of_line[line]; k < quilt->first_of_line[line + 1]; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k);
		if (!patch->is_number || patch->from_col == 0)
			continue;
		g_autofree char *text = pr_chunks_text(quilt->zone->sheet, patch->first, patch->count);
		numbers = MAX(numbers, pr_is_measure(text) ? NUMBERS_UNITS : pr_is_period(text) || pr_is_day(text) ? NUMBERS_PERIODS : NUMBERS_AMOUNTS);
		named++;
	}
	/* A year beside a label is a value, but on top. */
	return line > 0 && named == 1 && pr_quilt_patch_in(quilt, line, 0) != NULL ? NUMBERS_AMOUNTS : numbers;
}

/* The first line with amounts. Years that have nothing but years below them are amounts, too. */
static guint
find_amounts(const PrQuilt *quilt, guint *last_named)
{
	guint first = 0, named = 0;
	gboolean has_amounts = FALSE;

	for (*last_named = 0; first < line_count(quilt) && !has_amounts; first++) {
		Numbers numbers = numbers_of(quilt, first);

		has_amounts = numbers == NUMBERS_AMOUNTS;
		if (numbers == NUMBERS_UNITS || numbers == NUMBERS_PERIODS) {
			*last_named = first + 1;
			named++;
		}
	}
	if (has_amounts && named <= NAMED_LINES_MAX)
		return first - 1;
	*last_named = 0;
	for (first = 0; first < line_count(quilt) && !has_numbers(quilt, first); first++)
		;
	return first;
}

static gboolean
is_label_line(const PrQuilt *quilt, guint line)
{
	return quilt->first_of_line[line + 1] == quilt->first_of_line[line] + 1 && pr_quilt_patch(quilt, quilt->first_of_line[line])->to_col == 0;
}

/* `named`: behind the last line of years or units. */
static guint
count_header_lines(const Rows *rows)
{
	PrQuilt *quilt = rows->quilt;
	guint bold = 0, named, first = find_amounts(quilt, &named);

	quilt->has_named_header = named > 0;
	for (guint i = MAX(named, 1); i < MIN(first + (named > 0), line_count(quilt)); i++)
		if (rows->band_of[i] != rows->band_of[i - 1])
			return i;
	if (first == line_count(quilt))
		return 0;
	/* Below the years a label alone is one of the rows. */
	if (named > 0) {
		while (named < first && !is_label_line(quilt, named))
			named++;
		return named;
	}
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

/* How far the texts of each column reach, but for those over several. */
static PrRect *
measure_columns(const PrQuilt *quilt)
{
	PrRect *columns = g_new0(PrRect, quilt->xs->len);

	for (guint i = 0; i < quilt->patches->len; i++) {
		const PrPatch *patch = pr_quilt_patch(quilt, i);
		if (patch->from_col == patch->to_col)
			columns[patch->from_col] = pr_rect_union(columns[patch->from_col], patch->box);
	}
	return columns;
}

/* Whether a rule runs over the texts of a column, and not only into the white beside them. */
static gboolean
runs_over(const PrRuling *rule, const PrRect *column)
{
	return pr_rect_is_empty(*column) || (rule->from < pr_rect_center_x(*column) && rule->to > pr_rect_center_x(*column));
}

static void
follow_short_rules(PrQuilt *quilt, const PrRect *columns, guint line)
{
	const PrZone *zone = quilt->zone;
	const GArray *rulings = zone->sheet->page->rulings;
	float from = pr_rect_center_y(pr_zone_line(zone, line)->box), to = pr_rect_center_y(pr_zone_line(zone, line + 1)->box);
	float inset = zone->em;

	for (guint i = pr_rulings_lower(rulings, TRUE, from); i < rulings->len; i++) {
		const PrRuling *rule = &g_array_index(rulings, PrRuling, i);

		if (!rule->is_horizontal || rule->at >= to)
			return;
		if (rule->to - rule->from < 3 * inset || rule->from < zone->box.x0 - inset || rule->to > zone->box.x1 + inset ||
			rule->to - rule->from > 0.95f * pr_rect_width(zone->box))
			continue;
		guint from_col = pr_cuts_column(quilt->xs, rule->from + inset), to_col = pr_cuts_column(quilt->xs, rule->to - inset);
		while (from_col < to_col && !runs_over(rule, &columns[from_col]))
			from_col++;
		while (from_col < to_col && !runs_over(rule, &columns[to_col]))
			to_col--;
		if (to_col > from_col)
			widen_heading(quilt, line, rule, (int)from_col, (int)to_col);
	}
}

/* Whether a line says units, or the same, under the years of the line above it: names of their own. */
static gboolean
names_units(const PrQuilt *quilt, guint line)
{
	g_autofree char *first = NULL;
	guint under = 0;

	for (guint k = quilt->first_of_line[line]; k < quilt->first_of_line[line + 1]; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k);
		if (patch->from_col == 0)
			continue;
		g_autofree char *text = pr_chunks_text(quilt->zone->sheet, patch->first, patch->count);
		if (first == NULL)
			first = g_strdup(text);
		if (!pr_is_measure(text) && strcmp(text, first) != 0)
			return FALSE;
		under += pr_quilt_patch_in(quilt, line - 1, patch->from_col) != NULL;
	}
	return under > 0 && (under > 1 || pr_is_measure(first)) && numbers_of(quilt, line - 1) == NUMBERS_PERIODS;
}

/* A level of the header ends where a text over several columns has texts of its columns below it, and between years and units. */
static void
mark_levels(PrQuilt *quilt)
{
	g_autofree PrRect *columns = measure_columns(quilt);

	for (guint i = 0; i < quilt->header_lines && i + 1 < line_count(quilt); i++) {
		if (quilt->zone->base == NULL)
			follow_short_rules(quilt, columns, i);
		quilt->is_level_end[i] |= i + 1 < quilt->header_lines && names_units(quilt, i + 1);
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

/* Whether texts of several columns end short of them and have others right below: these are of the next row. */
static gboolean
is_loose(const PrQuilt *quilt, guint above, guint below)
{
	guint loose = 0;

	for (guint k = quilt->first_of_line[below]; k < quilt->first_of_line[below + 1]; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k), *over = pr_quilt_patch_in(quilt, above, patch->from_col);

		loose += over != NULL && over->from_col == patch->from_col && over->to_col == patch->to_col && pr_quilt_is_short(quilt, over, patch);
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
	const PrPatch *first = pr_quilt_patch(quilt, quilt->first_of_line[above]), *second = pr_quilt_patch(quilt, quilt->first_of_line[below]);

	return is_stacked(quilt, above, below) ||
		(first->from_col == second->from_col && !first->is_number && !second->is_number && has_numbers(quilt, above) && has_numbers(quilt, below));
}

/* Whether a line is a label in the middle of two rows that leave no room for a row between them: it does not make them one. */
static gboolean
is_between(const PrQuilt *quilt, guint line)
{
	if (line == 0 || line + 1 >= line_count(quilt) || !is_label_line(quilt, line) || !are_both_rows(quilt, line - 1, line + 1))
		return FALSE;
	const PrZoneLine *above = pr_zone_line(quilt->zone, line - 1), *below = pr_zone_line(quilt->zone, line + 1);
	float from = pr_rect_center_y(above->box), to = pr_rect_center_y(below->box), at = pr_rect_center_y(pr_zone_line(quilt->zone, line)->box);

	return to - from < NO_ROOM * MIN(above->size, below->size) && fabsf((from + to) / 2 - at) <= OFF_MIDDLE * above->size;
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
	if (is_between(quilt, i))
		return TRUE;
	if (i - top >= 2 && is_label_line(quilt, i - 1) && are_both_rows(quilt, top, i))
		return FALSE;
	if (above->box.y1 - below->box.y0 > OVERLAP * pr_rect_height(below->box) && pitch < 0.8f * below->size)
		return TRUE;
	return rows->threshold > 0 ? rows->whites[i] < rows->threshold : pr_quilt_goes_on(quilt, top, i);
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
	pr_quilt_measure(quilt);
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
