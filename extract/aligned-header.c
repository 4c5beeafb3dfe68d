/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which lines of a zone name columns, and on how many levels (steps 1 and 2 of the drawing in aligned-rows.c).
 *
 *              Sten wirk │   Gol        The lines over the first edge, or over the first line of amounts; years and units over
 *              ───────── │  2024        amounts are of the header, not of the data.
 *              2024 2023 │    £m        Under a heading over several columns a level ends; how far it reaches is found in
 *   ─────────────────────┴───────       aligned-headings.c.
 *   Plarn      12.5    – │   3.1
 */
#include "extract/aligned.h"
#include "extract/period.h"

#include <string.h>

#define JUMP 0.25f         /* type sizes: white over the data is this much larger than white inside of the header */
#define UNDERLINED 0.6f    /* of a name's width */
#define NAMED_LINES_MAX 3u /* of years and of units */

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
	const PrZone *zone = quilt->zone;
	float from = pr_rect_center_y(pr_zone_line(zone, line)->box),
	      to = pr_rect_center_y(pr_zone_line(zone, line + 1)->box);

	for (guint k = quilt->first_of_line[line]; k < quilt->first_of_line[line + 1]; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k);

		if (zone->sheet->edges == NULL ||
			(patch->from_col > 0 && !pr_edges_part(zone->sheet->edges, from, to, patch->box, UNDERLINED)))
			return FALSE;
	}
	return TRUE;
}

guint
pr_quilt_count_header(PrQuilt *quilt, const guint *band_of, const float *whites)
{
	guint bold = 0, named, first = find_amounts(quilt, &named);

	quilt->has_named_header = named > 0;
	if (named > 0 && named < line_count(quilt) && pr_quilt_is_label_line(quilt, named) &&
		are_underlined(quilt, named - 1))
		return named;
	for (guint i = MAX(named, 1); i < MIN(first + (named > 0), line_count(quilt)); i++)
		if (band_of[i] != band_of[i - 1])
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
