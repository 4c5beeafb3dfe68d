/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which lines of a zone name columns, and on how many levels (steps 1 and 2 of the drawing in aligned-rows.c).
 *
 *              Sten wirk │   Gol        The lines over the first edge, or over the first line of amounts; years, units and
 *              ───────── │  2024        column numbers over amounts are of the header, not of the data.
 *              2024 2023 │    £m        Under a heading over several columns a level ends; how far it reaches is found in
 *   ─────────────────────┴───────       aligned-headings.c.
 *   Plarn      12.5    – │   3.1
 */
#include "extract/aligned.h"
#include "extract/period.h"

#include <string.h>

#define JUMP 0.25f         /* type sizes: white over the data is this much larger than white inside of the header */
#define UNDERLINED 0.6f    /* of a name's width */
#define PITCH_SLACK 0.1f   /* type sizes */
#define NAMED_LINES_MAX 3u /* of years and of units */
#define BOXED_MOST 4u      /* lines between two rules */
#define BODY_LEAST 3u      /* lines below them without one */
#define BOX_COVER 0.9f     /* of the width */
#define COUNTED_LEAST 3u   /* columns */

static guint
line_count(const PrQuilt *quilt)
{
	return quilt->zone->lines->len;
}

gboolean
pr_quilt_has_numbers(const PrQuilt *quilt, guint line)
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
	NUMBERS_PERIODS, /* or units, some of them; or the numbers of the columns */
	NUMBERS_AMOUNTS,
} Numbers;

/* Whether a line only counts the columns: (1) (2) (3). */
static gboolean
counts_columns(const PrQuilt *quilt, guint line)
{
	guint counted = 0;

	for (guint k = quilt->first_of_line[line]; k < quilt->first_of_line[line + 1]; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k);
		if (patch->from_col == 0 && !patch->is_number)
			continue;
		g_autofree char *text = pr_chunks_text(quilt->zone->sheet, patch->first, patch->count),
				*bracketed = g_strdup_printf("(%u)", counted + 1),
				*plain = g_strdup_printf("%u", counted + 1);
		if (strcmp(text, bracketed) != 0 && strcmp(text, plain) != 0)
			return FALSE;
		counted++;
	}
	return counted >= COUNTED_LEAST;
}

static Numbers
numbers_of(const PrQuilt *quilt, guint line)
{
	Numbers numbers = NUMBERS_NONE;
	guint named = 0;

	if (counts_columns(quilt, line))
		return NUMBERS_PERIODS;
	for (guint k = quilt->first_of_line[line]; k < quilt->first_of_line[line + 1]; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k);
		if (!patch->is_number || patch->from_col == 0)
			continue;
		g_autofree char *text = pr_chunks_text(quilt->zone->sheet, patch->first, patch->count);
		numbers = MAX(numbers, pr_is_measure(text)                     ? NUMBERS_UNITS
				       : pr_is_period(text) || pr_is_day(text) ? NUMBERS_PERIODS
									       : NUMBERS_AMOUNTS);
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
	for (first = 0; first < line_count(quilt) && !pr_quilt_has_numbers(quilt, first); first++)
		;
	return first;
}

gboolean
pr_quilt_is_label_line(const PrQuilt *quilt, guint line)
{
	return quilt->first_of_line[line + 1] == quilt->first_of_line[line] + 1 &&
	       pr_quilt_patch(quilt, quilt->first_of_line[line])->to_col == 0;
}

/* Whether each name of a line behind the first column has a rule below it: there the header ends. */
static gboolean
are_underlined(const PrQuilt *quilt, guint line)
{
	for (guint k = quilt->first_of_line[line]; k < quilt->first_of_line[line + 1]; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k);

		if (patch->from_col > 0 && !pr_zone_has_edge(quilt->zone, line + 1, patch->box, UNDERLINED))
			return FALSE;
	}
	return TRUE;
}

/* Whether the rule over a line lies over no label, and the line names columns: it is the rule of a heading over them. */
static gboolean
is_under_heading(const PrQuilt *quilt, guint line)
{
	const PrZone *zone = quilt->zone;
	PrRect stub = zone->box;

	stub.x1 = g_array_index(quilt->xs, float, 1);
	return zone->sheet->edges != NULL && !pr_quilt_is_label_line(quilt, line) &&
	       !pr_zone_has_edge(zone, line, stub, UNDERLINED);
}

/* Whether texts of the first lines stand over most of the columns behind the first. */
static gboolean
are_named(const PrQuilt *quilt, guint lines)
{
	guint cols = quilt->xs->len - 1, named = 0;

	for (guint col = 1; col < cols; col++) {
		gboolean is_named = FALSE;
		for (guint i = 0; i < lines && !is_named; i++) {
			const PrPatch *patch = pr_quilt_patch_in(quilt, i, (int)col);
			is_named = patch != NULL && patch->from_col > 0;
		}
		named += is_named;
	}
	return 2 * named > cols - 1;
}

/* The lines between the rule on top and the next one as wide, where many lines without one follow: whatever stands
 * there, ages or sizes, names columns. 0 where there are none. */
static guint
count_boxed(const PrQuilt *quilt, const guint *band_of)
{
	const PrZone *zone = quilt->zone;
	guint lines = line_count(quilt), boxed = 1, body;
	float top = lines > 0 ? pr_rect_center_y(pr_zone_line(zone, 0)->box) : 0;

	while (boxed < lines && (band_of[boxed] == band_of[boxed - 1] || is_under_heading(quilt, boxed)))
		boxed++;
	for (body = boxed + 1; body < lines && band_of[body] == band_of[boxed]; body++)
		;
	return boxed <= BOXED_MOST && are_named(quilt, boxed) && body - boxed >= MAX(BODY_LEAST, 2 * boxed) &&
			       zone->sheet->edges != NULL &&
			       pr_edges_part(zone->sheet->edges, zone->box.y0 - zone->em, top, zone->box, BOX_COVER)
		       ? boxed
		       : 0;
}

guint
pr_quilt_count_header(PrQuilt *quilt, const guint *band_of, const float *whites)
{
	guint bold = 0, named, first = find_amounts(quilt, &named), boxed = count_boxed(quilt, band_of);

	quilt->has_named_header = named > 0 || boxed > 0;
	if (boxed > 0)
		return boxed;
	if (named > 0 && named < line_count(quilt) && pr_quilt_is_label_line(quilt, named) &&
		are_underlined(quilt, named - 1))
		return named;
	for (guint i = MAX(named, 1); i < MIN(first + (named > 0), line_count(quilt)); i++)
		if (band_of[i] != band_of[i - 1] && !is_under_heading(quilt, i))
			return i;
	if (first == line_count(quilt))
		return 0;
	/* Below the years a label alone is one of the rows. */
	if (named > 0) {
		while (named < first && !pr_quilt_is_label_line(quilt, named))
			named++;
		return named;
	}
	while (bold < first && is_bold(quilt, bold))
		bold++;
	if (bold == 0 || is_bold(quilt, first))
		bold = first;
	/* More white over a line than over the first of the data parts the header from labels and sections that stand
	 * over the numbers. */
	guint widest = bold;
	for (guint i = 1; i < bold; i++)
		if (whites[i] > whites[widest] + (widest == bold ? JUMP : 0))
			widest = i;
	return widest;
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

/* A level of the header ends where a text over several columns has texts of its columns below it, and between years and
 * units. */
void
pr_quilt_mark_levels(PrQuilt *quilt)
{
	pr_quilt_widen_headings(quilt);
	for (guint i = 0; i < quilt->header_lines && i + 1 < line_count(quilt); i++) {
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

float
pr_quilt_row_pitch(const PrQuilt *quilt)
{
	float least = G_MAXFLOAT;

	for (guint i = quilt->header_lines + 1; i < quilt->zone->lines->len; i++)
		if (pr_quilt_has_numbers(quilt, i) && pr_quilt_has_numbers(quilt, i - 1))
			least = MIN(least, pr_rect_center_y(pr_zone_line(quilt->zone, i)->box) -
						   pr_rect_center_y(pr_zone_line(quilt->zone, i - 1)->box));
	return least;
}

/* Whether the last line of the header, a text alone, is no line of the name over it: a capital opens it, and it stands no
 * nearer than rows do. */
static gboolean
is_section(const PrQuilt *quilt, float row_pitch)
{
	guint last = quilt->header_lines - 1;
	const PrPatch *label = pr_quilt_patch(quilt, quilt->first_of_line[last]), *over;

	if (quilt->first_of_line[last + 1] != quilt->first_of_line[last] + 1 || label->from_col > 0 ||
		quilt->first_of_line[last] - quilt->first_of_line[last - 1] < 2 ||
		(last + 1 < line_count(quilt) && pr_zone_is_parted(quilt->zone, last + 1)))
		return FALSE;
	over = pr_quilt_patch_in(quilt, last - 1, 0);
	return over != NULL && g_unichar_isupper(pr_chunks_token(quilt->zone->sheet, label->first)->head) &&
	       pr_rect_center_y(label->box) - pr_rect_center_y(over->box) > row_pitch - PITCH_SLACK * quilt->zone->em;
}

void
pr_quilt_free_sections(PrQuilt *quilt)
{
	if (quilt->header_lines > 1 && is_section(quilt, pr_quilt_row_pitch(quilt)))
		quilt->header_lines--;
}
