/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which columns a heading names (step 2 of the drawing in aligned-rows.c).
 *
 *            Ships             Crew          A heading lies over its columns; it may be shorter than they are together. What says how
 *     ──────────────────   ────────────      far it reaches:
 *     Sail  Steam  Total   Deck    Hold        1. RULE    a short rule right below it, if it is the only heading over that rule
 *      12     40      52     90     131        2. POSTS   rules upright on both sides of it, with others between them that begin below it
 *                                              3. MIDDLE  else it stands in the middle of its columns. The headings of a line that
 *                                                         share all columns out among them, each in the middle of its own, are
 *                                                         believed together; one alone if it is plainly not in the middle of the
 *                                                         columns that it lies over.
 */
#include "extract/aligned.h"

/* Shares of the type size. */
#define MIDDLE_SLACK 0.5f /* a heading stands in the middle of columns */
#define OFF_MIDDLE 1.0f   /* it does not */
#define TIGHT 1.6f        /* lines of one text stand no farther apart */
#define PITCH_SLACK 0.1f
#define FLUSH_SLACK 0.2f /* two texts begin, or end, below each other */

typedef struct {
	PrQuilt *quilt;
	PrRect *columns; /* how far the texts of each column reach, but for those over several */
	PrRect *names;   /* the same for its texts in the header, below the line in question */
} Headings;

/* ---- 1: rules ---- */

/* How many texts of a line stand over a rule. */
static guint
count_over(const PrQuilt *quilt, guint line, const PrRuling *rule)
{
	guint count = 0;

	for (guint k = quilt->first_of_line[line]; k < quilt->first_of_line[line + 1]; k++) {
		float middle = pr_rect_center_x(pr_quilt_patch(quilt, k)->box);
		count += middle > rule->from && middle < rule->to;
	}
	return count;
}

/* Words that stand in the header over a short rule name all columns over which it runs. A rule with several texts over
 * it ends the names of their columns. */
static void
widen_heading(PrQuilt *quilt, guint line, const PrRuling *rule, int from_col, int to_col)
{
	for (guint i = line + 1; i > 0 && (i == line + 1 || !quilt->is_level_end[i - 1]); i--) {
		if (count_over(quilt, i - 1, rule) > 1)
			return;
		for (guint k = quilt->first_of_line[i - 1]; k < quilt->first_of_line[i]; k++) {
			PrPatch *patch = &g_array_index(quilt->patches, PrPatch, k);
			float middle = pr_rect_center_x(patch->box);

			if (middle > rule->from && middle < rule->to && patch->from_col >= from_col &&
				patch->to_col <= to_col) {
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
	return pr_rect_is_empty(*column) ||
	       (rule->from < pr_rect_center_x(*column) && rule->to > pr_rect_center_x(*column));
}

static void
follow_short_rules(PrQuilt *quilt, const PrRect *columns, guint line)
{
	const PrZone *zone = quilt->zone;
	const GArray *rulings = zone->sheet->page->rulings;
	float from = pr_rect_center_y(pr_zone_line(zone, line)->box),
	      to = pr_rect_center_y(pr_zone_line(zone, line + 1)->box);
	float inset = zone->em;

	for (guint i = pr_rulings_lower(rulings, TRUE, from); i < rulings->len; i++) {
		const PrRuling *rule = &g_array_index(rulings, PrRuling, i);

		if (!rule->is_horizontal || rule->at >= to)
			return;
		if (rule->to - rule->from < 3 * inset || rule->from < zone->box.x0 - inset ||
			rule->to > zone->box.x1 + inset || rule->to - rule->from > 0.95f * pr_rect_width(zone->box))
			continue;
		guint from_col = pr_cuts_column(quilt->xs, rule->from + inset),
		      to_col = pr_cuts_column(quilt->xs, rule->to - inset);
		while (from_col < to_col && !runs_over(rule, &columns[from_col]))
			from_col++;
		while (from_col < to_col && !runs_over(rule, &columns[to_col]))
			to_col--;
		if (to_col > from_col)
			widen_heading(quilt, line, rule, (int)from_col, (int)to_col);
	}
}

/* ---- 2: posts ---- */

/* An upright rule that crosses a level: its place; `otherwise` where none is nearer in the direction of `step`. */
static float
nearest_post(const PrZone *zone, float level, float from, int step, float otherwise)
{
	const GArray *rulings = zone->sheet->page->rulings;
	float nearest = otherwise;

	for (guint i = rulings->len; i > 0; i--) {
		const PrRuling *rule = &g_array_index(rulings, PrRuling, i - 1);
		if (rule->is_horizontal)
			break;
		if (rule->from <= level && rule->to >= level &&
			(step < 0 ? rule->at <= from && rule->at > nearest : rule->at >= from && rule->at < nearest))
			nearest = rule->at;
	}
	return nearest;
}

/* Whether an upright rule between two places begins between two levels. */
static gboolean
begins_between(const PrZone *zone, float left, float right, float above, float below)
{
	const GArray *rulings = zone->sheet->page->rulings;

	for (guint i = rulings->len; i > 0; i--) {
		const PrRuling *rule = &g_array_index(rulings, PrRuling, i - 1);
		if (rule->is_horizontal)
			break;
		if (rule->at > left && rule->at < right && rule->from > above && rule->from < below && rule->to > below)
			return TRUE;
	}
	return FALSE;
}

/* Words between two upright rules name all columns between them, if other such rules begin below. */
static void
follow_posts(PrQuilt *quilt, guint line)
{
	const PrZone *zone = quilt->zone;
	float level = pr_rect_center_y(pr_zone_line(zone, line)->box),
	      below = pr_rect_center_y(pr_zone_line(zone, line + 1)->box);

	for (guint k = quilt->first_of_line[line]; k < quilt->first_of_line[line + 1]; k++) {
		PrPatch *patch = &g_array_index(quilt->patches, PrPatch, k);
		float left = nearest_post(zone, level, patch->box.x0, -1, zone->box.x0),
		      right = nearest_post(zone, level, patch->box.x1, 1, zone->box.x1);

		if (!begins_between(zone, left, right, level, below))
			continue;
		int from_col = (int)pr_cuts_column(quilt->xs, left + zone->em / 2),
		    to_col = (int)pr_cuts_column(quilt->xs, right - zone->em / 2);
		if (pr_quilt_patch_in(quilt, line, from_col) != patch &&
			pr_quilt_patch_in(quilt, line, from_col) != NULL)
			continue;
		if (pr_quilt_patch_in(quilt, line, to_col) != patch && pr_quilt_patch_in(quilt, line, to_col) != NULL)
			continue;
		if (from_col > patch->from_col || to_col < patch->to_col || from_col == to_col)
			continue;
		patch->from_col = from_col;
		patch->to_col = to_col;
		quilt->is_level_end[line] = TRUE;
	}
}

/* ---- 3: middles ---- */

/* How far a heading stands off the middle of columns. Numbers are set to the right of columns whose names stand in the
 * middle, so that texts and cuts alone do not say where the columns end. */
static float
off_middle(const Headings *headings, const PrPatch *patch, int from_col, int to_col)
{
	const GArray *xs = headings->quilt->xs;
	const PrRect *from = &headings->columns[from_col], *to = &headings->columns[to_col];
	float middle = pr_rect_center_x(patch->box);
	float of_texts = (from->x0 + to->x1) / 2;
	float of_cuts = (g_array_index(xs, float, from_col) + g_array_index(xs, float, to_col + 1)) / 2;
	float of_names = pr_rect_center_x(headings->names[from_col]) + (to->x1 - from->x1) / 2;

	return MIN(MIN(fabsf(middle - of_texts), fabsf(middle - of_cuts)), fabsf(middle - of_names));
}

static gboolean
are_named(const Headings *headings, int from_col, int to_col)
{
	for (int col = from_col; col <= to_col; col++)
		if (pr_rect_is_empty(headings->names[col]))
			return FALSE;
	return TRUE;
}

/* Shares the columns from `col` on out among the headings from `k` to `end`, to each `least` columns at least; the last
 * column of each is put into `ends`, one for each heading of the line. */
static gboolean
share_out(const Headings *headings, guint k, guint end, int col, int least, int *ends)
{
	const PrQuilt *quilt = headings->quilt;
	int cols = (int)quilt->xs->len - 1;

	if (k == end)
		return col == cols;
	const PrPatch *patch = pr_quilt_patch(quilt, k);
	int last = k + 1 < end ? pr_quilt_patch(quilt, k + 1)->from_col - 1 : cols - 1;
	if (patch->from_col < col)
		return FALSE;
	for (int to = MAX(patch->to_col, col + least - 1); to <= last; to++) {
		ends[0] = to;
		if (off_middle(headings, patch, col, to) <= MIDDLE_SLACK * quilt->zone->em &&
			share_out(headings, k + 1, end, to + 1, least, ends + 1))
			return TRUE;
	}
	return FALSE;
}

/* Whether a text begins or ends where the texts of a column do: it is set flush with them. */
static gboolean
is_flush(const Headings *headings, PrRect box, const PrRect *column)
{
	float slack = FLUSH_SLACK * headings->quilt->zone->em;

	return fabsf(box.x0 - column->x0) <= slack || fabsf(box.x1 - column->x1) <= slack;
}

/* Whether a heading is plainly not in the middle of what it lies over, nor flush with one column's texts. */
static gboolean
is_off(const Headings *headings, const PrPatch *patch)
{
	if (patch->from_col == patch->to_col && is_flush(headings, patch->box, &headings->names[patch->from_col]))
		return FALSE;
	return off_middle(headings, patch, patch->from_col, patch->to_col) > OFF_MIDDLE * headings->quilt->zone->em;
}

/* The fewest columns that a heading stands in the middle of, up to those of its neighbours. */
static void
widen_alone(const Headings *headings, guint k, guint first, guint end)
{
	PrQuilt *quilt = headings->quilt;
	PrPatch *patch = &g_array_index(quilt->patches, PrPatch, k);
	int left = k > first ? pr_quilt_patch(quilt, k - 1)->to_col + 1 : 1;
	int right = k + 1 < end ? pr_quilt_patch(quilt, k + 1)->from_col - 1 : (int)quilt->xs->len - 2;

	if (patch->from_col < 1 || !is_off(headings, patch))
		return;
	for (int more = 1; more <= right - left; more++) {
		for (int from = MAX(left, patch->from_col - more); from <= patch->from_col; from++) {
			int to = patch->to_col + more - (patch->from_col - from);

			if (to > right || !are_named(headings, from, to) ||
				off_middle(headings, patch, from, to) > MIDDLE_SLACK * quilt->zone->em)
				continue;
			patch->from_col = from;
			patch->to_col = to;
			return;
		}
	}
}

/* Whether the headings of a line from `first` to `end` are not the first lines of the names below them: these are years,
 * or there is white between them, as between rows and more than between lines of one text. */
static gboolean
are_above_names(const PrQuilt *quilt, guint line, guint first, guint end)
{
	float em = quilt->zone->em, rows = pr_quilt_row_pitch(quilt),
	      apart = pr_rect_center_y(pr_zone_line(quilt->zone, line + 1)->box) -
		      pr_rect_center_y(pr_zone_line(quilt->zone, line)->box);

	if (rows < G_MAXFLOAT && apart > TIGHT * em && apart > rows - PITCH_SLACK * em)
		return TRUE;
	for (guint k = first; k < end; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k),
			      *below = pr_quilt_patch_in(quilt, line + 1, patch->from_col);
		if (below == NULL || !below->is_number)
			return FALSE;
	}
	return TRUE;
}

static void
widen_to_middles(const Headings *headings, guint line)
{
	PrQuilt *quilt = headings->quilt;
	guint first = quilt->first_of_line[line], end = quilt->first_of_line[line + 1];
	int cols = (int)quilt->xs->len - 1;
	gboolean any_off = FALSE;

	if (first < end && pr_quilt_patch(quilt, first)->to_col == 0)
		first++;
	g_autofree int *ends = g_new0(int, end - first + 1);
	for (guint k = first; k < end; k++)
		any_off |= is_off(headings, pr_quilt_patch(quilt, k));
	/* Right in the middle of three columns, one is the middle one: several for each heading, then, if no rule says
	 * how many. */
	if (!any_off && (first == end || quilt->is_level_end[line] || !are_above_names(quilt, line, first, end)))
		return;
	if (are_named(headings, 1, cols - 1) && share_out(headings, first, end, 1, any_off ? 1 : 2, ends)) {
		for (guint k = first; k < end; k++) {
			PrPatch *patch = &g_array_index(quilt->patches, PrPatch, k);
			patch->from_col = k == first ? 1 : ends[k - first - 1] + 1;
			patch->to_col = ends[k - first];
		}
		return;
	}
	for (guint k = first; k < end && any_off; k++)
		widen_alone(headings, k, first, end);
}

/* The names of columns below a line, from the last line of the header up. */
static void
add_names(const Headings *headings, guint line)
{
	const PrQuilt *quilt = headings->quilt;

	for (guint k = quilt->first_of_line[line]; k < quilt->first_of_line[line + 1]; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k);
		if (patch->from_col == patch->to_col)
			headings->names[patch->from_col] = pr_rect_union(headings->names[patch->from_col], patch->box);
	}
}

/* A name over no text of the first column, that of labels, is that of the second, where that has none on its line: names
 * stand in the middle, labels flush left, numbers flush right, and the cut was made on its right. */
static void
leave_labels(PrQuilt *quilt)
{
	float right = quilt->zone->box.x0;

	for (guint k = quilt->first_of_line[quilt->header_lines]; k < quilt->patches->len; k++)
		if (pr_quilt_patch(quilt, k)->to_col == 0)
			right = MAX(right, pr_quilt_patch(quilt, k)->box.x1);
	for (guint i = 0; i < quilt->header_lines && quilt->xs->len > 2; i++) {
		guint k = quilt->first_of_line[i];
		PrPatch *patch = &g_array_index(quilt->patches, PrPatch, k);
		float *cut = &g_array_index(quilt->xs, float, 1);

		if (patch->to_col > 0 || patch->box.x0 <= right || pr_quilt_patch_in(quilt, i, 1) != NULL)
			continue;
		patch->from_col = patch->to_col = 1;
		*cut = MIN(*cut, (right + patch->box.x0) / 2);
	}
}

void
pr_quilt_widen_headings(PrQuilt *quilt)
{
	if (quilt->zone->base == NULL && !quilt->zone->is_cut)
		leave_labels(quilt);
	g_autofree PrRect *columns = measure_columns(quilt), *names = g_new0(PrRect, quilt->xs->len);
	Headings headings = {quilt, columns, names};

	for (guint i = 0; i < quilt->header_lines && i + 1 < quilt->zone->lines->len; i++) {
		if (quilt->zone->base == NULL)
			follow_short_rules(quilt, columns, i);
		follow_posts(quilt, i);
	}
	for (guint i = quilt->header_lines; i > 0 && quilt->zone->base == NULL; i--) {
		if (i < quilt->header_lines)
			widen_to_middles(&headings, i - 1);
		add_names(&headings, i - 1);
	}
}
