/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where tables may be (step 3 of the essay in aligned.c). */
#include "extract/aligned.h"

/* Shares of the type size. */
#define LINE_APART 3.0f   /* from middle to middle: lines of one table stand no farther apart */
#define COLUMN_APART 5.0f /* nor those that show the same columns */
#define SECTION_APART 4.0f
#define SECTION_LEFT 6.0f  /* by which a label may begin before the first text of the line, which may be centred */
#define HEADING_NEAR 1.9f  /* a heading without a rule stands this near to what it heads ... */
#define HEADING_APART 2.8f /* or this, where it is no title, which stands in the middle of all */
#define OTHER_TYPE 0.08f   /* of the larger: type of two sizes */
#define OTHER_APART 2.2f   /* from middle to middle */
#define BODY_HEIGHT 4.5f   /* more than a header has */
#define TIGHT 1.55f        /* lines of one text */
#define NAME_TIGHT 1.65f   /* lines of the name of a column */
#define WRAPS_MAX 8u       /* lines of one text below or above another */
#define RULE_APART 2.0f    /* a rule this near to the text belongs to it */
#define LONE_LINES_MAX 2u  /* lines of one text in a row that stay inside a table */
#define RULE_COVER 0.7f    /* of the zone's width */

static guint
count_free(const PrChunks *sheet, const PrChunkLine *row, PrRect *box)
{
	guint count = 0;

	for (guint i = row->first; i < row->first + row->count; i++) {
		const PrChunk *chunk = pr_chunks_chunk(sheet, i);
		if (chunk->is_prose)
			continue;
		*box = pr_rect_union(*box, chunk->box);
		count++;
	}
	return count;
}

typedef struct {
	const PrChunks *sheet;
	const GArray *claimed; /* of PrRect */
} Search;

static gboolean
is_claimed(const Search *search, const PrRuling *ruling)
{
	for (guint i = 0; i < search->claimed->len; i++) {
		PrRect box = g_array_index(search->claimed, PrRect, i);
		if (ruling->at >= box.y0 - 1 && ruling->at <= box.y1 + 1 && ruling->from < box.x1 &&
			ruling->to > box.x0)
			return TRUE;
	}
	return FALSE;
}

/* Whether a claimed table lies, wholly or in part, between two lines of a zone. */
static gboolean
is_interrupted(const Search *search, PrRect open, PrRect line)
{
	PrRect both = pr_rect_union(open, line);

	for (guint i = 0; i < search->claimed->len; i++) {
		PrRect common = pr_rect_intersection(both, g_array_index(search->claimed, PrRect, i));
		if (pr_rect_width(common) > 0 && pr_rect_height(common) > 0)
			return TRUE;
	}
	return FALSE;
}

/* Whether a wide horizontal ruling lies in [from, to] over `box`; its place in *at. */
static gboolean
has_rule(const Search *search, PrRect box, float from, float to, float *at)
{
	const GArray *rulings = search->sheet->page->rulings;

	for (guint i = 0; i < rulings->len; i++) {
		const PrRuling *ruling = &g_array_index(rulings, PrRuling, i);
		if (!ruling->is_horizontal)
			break;
		if (ruling->at >= from && ruling->at <= to &&
			MIN(ruling->to, box.x1) - MAX(ruling->from, box.x0) >= RULE_COVER * pr_rect_width(box) &&
			!is_claimed(search, ruling)) {
			*at = ruling->at;
			return TRUE;
		}
	}
	return FALSE;
}

/* Lines over the first one of several chunks belong to the header where a rule closes it above. */
static void
extend_to_rules(const Search *search, PrRect *box, guint first, guint last)
{
	const PrChunks *sheet = search->sheet;
	float at, em = sheet->em;
	guint above = first;

	for (guint i = 0; i <= 4 && above > 0; i++) {
		PrRect line = {0};
		if (has_rule(search, *box, pr_chunks_row(sheet, above - 1)->box.y1 - em / 2,
			    pr_chunks_row(sheet, above)->box.y0 + em / 2, &at)) {
			gboolean closes = !has_rule(search, *box, at - 5 * LINE_APART * em, at - em / 2, &(float){0});
			box->y0 = MIN(box->y0, at);
			if (closes)
				break;
		}
		if (count_free(sheet, pr_chunks_row(sheet, above - 1), &line) == 0 ||
			pr_chunks_is_caption(sheet, above - 1) || box->y0 - pr_rect_center_y(line) > LINE_APART * em)
			break;
		float next;
		if (!has_rule(search, *box, line.y0 - LINE_APART * em, line.y0 + em / 4, &next))
			break;
		box->y0 = MIN(box->y0, line.y0);
		above--;
	}
	if (has_rule(search, *box, pr_chunks_row(sheet, last)->box.y1 - em / 2,
		    pr_chunks_row(sheet, last)->box.y1 + RULE_APART * em, &at))
		box->y1 = MAX(box->y1, at);
}

static void
close_zone(const Search *search, GPtrArray *zones, PrRect box, guint first, guint last)
{
	const PrChunks *sheet = search->sheet;

	if (last <= first)
		return;
	extend_to_rules(search, &box, first, last);
	PrZone *zone = pr_zone_new(sheet, (PrRect){box.x0 - 0.1f, box.y0, box.x1 + 0.1f, box.y1}, NULL);
	float at = box.y0 - sheet->em, next;
	while (has_rule(search, box, at + 0.1f, box.y1 + sheet->em, &next)) {
		zone->rules += next - at > sheet->em || zone->rules == 0;
		at = next;
	}
	g_ptr_array_add(zones, zone);
}

/* Whether there is white in a text over the white between two others, wide enough to be one between columns. */
static gboolean
is_parted_like(const PrChunks *sheet, const PrChunk *chunk, const PrChunk *left, const PrChunk *right)
{
	for (guint i = chunk->first + 1; i < chunk->first + chunk->count; i++) {
		const PrToken *before = pr_chunks_token(sheet, i - 1), *token = pr_chunks_token(sheet, i);

		if (token->box.x0 - before->box.x1 > pr_token_join_gap(sheet, before, token, TRUE) &&
			MIN(token->box.x0, right->box.x0) > MAX(before->box.x1, left->box.x1))
			return TRUE;
	}
	return FALSE;
}

/* How many texts of one line stand over or under exactly one text of the other, and are the only one there; *astray
 * counts those that stand over several. A text with white where the others have theirs is several texts. */
static guint
count_in_line(const PrChunks *sheet, const PrChunkLine *line, const PrChunkLine *other, guint *astray)
{
	guint matches = 0;

	*astray = 0;
	for (guint i = line->first; i < line->first + line->count; i++) {
		const PrChunk *chunk = pr_chunks_chunk(sheet, i), *before = NULL;
		guint overlaps = 0, parted = 0;

		for (guint k = other->first; k < other->first + other->count; k++) {
			const PrChunk *twin = pr_chunks_chunk(sheet, k);

			if (twin->is_prose || MIN(chunk->box.x1, twin->box.x1) <= MAX(chunk->box.x0, twin->box.x0))
				continue;
			parted += before != NULL && is_parted_like(sheet, chunk, before, twin);
			before = twin;
			overlaps++;
		}
		gboolean is_in_line = overlaps > 0 && overlaps == parted + 1;
		matches += !chunk->is_prose && is_in_line;
		*astray += overlaps > 1 && !is_in_line;
	}
	return matches;
}

gboolean
pr_chunks_are_in_columns(const PrChunks *sheet, const PrChunkLine *above, const PrChunkLine *below)
{
	guint astray_above, astray_below, matches = count_in_line(sheet, below, above, &astray_below);

	return matches >= 2 && count_in_line(sheet, above, below, &astray_above) >= 2 && astray_above == 0 &&
	       astray_below == 0;
}

static float
row_pitch(const PrChunks *sheet, guint row)
{
	return pr_rect_center_y(pr_chunks_row(sheet, row)->box) - pr_rect_center_y(pr_chunks_row(sheet, row - 1)->box);
}

/* Whether a row stands no more type sizes below the one before, of the page's or of its own if that is larger. */
static gboolean
is_within(const PrChunks *sheet, guint row, float apart)
{
	return row_pitch(sheet, row) <= apart * MAX(sheet->em, pr_chunks_row(sheet, row)->size);
}

/* The same as pr_chunks_wraps(), where lines of one text stand no more than `tight` type sizes apart. */
static gboolean
wraps_within(const PrChunks *sheet, guint row, guint beside, float tight)
{
	const PrChunkLine *line = pr_chunks_row(sheet, row), *other = pr_chunks_row(sheet, beside);
	guint astray, matches = count_in_line(sheet, line, other, &astray);

	float from = pr_rect_center_y(MIN(row, beside) == row ? line->box : other->box),
	      to = pr_rect_center_y(row > beside ? line->box : other->box);

	return matches == line->count && !pr_edges_part(sheet->edges, from, to, line->box, 1) &&
	       to - from <= tight * MIN(line->size, other->size) && fabsf(line->size - other->size) < 0.1f * line->size;
}

gboolean
pr_chunks_wraps(const PrChunks *sheet, guint row, guint beside)
{
	return wraps_within(sheet, row, beside, TIGHT);
}

/* The texts of `below` that lie over [from, to]: how many, whether the first of the line is one, and the space they
 * take. */
static guint
texts_over(const PrChunks *sheet, const PrChunkLine *below, float from, float to, gboolean *has_first, PrRect *around)
{
	guint count = 0;

	*around = (PrRect){0};
	*has_first = FALSE;
	for (guint i = below->first; i < below->first + below->count; i++) {
		const PrChunk *chunk = pr_chunks_chunk(sheet, i);

		if (MIN(chunk->box.x1, to) <= MAX(chunk->box.x0, from))
			continue;
		*has_first |= i == below->first;
		*around = pr_rect_union(*around, chunk->box);
		count++;
	}
	return count;
}

/* Whether a text is a heading over several texts of the line below: by a rule under it, or in their middle. */
static gboolean
heads(const PrChunks *sheet, const PrChunk *chunk, const PrChunkLine *below, PrRect zone)
{
	const GArray *rulings = sheet->page->rulings;
	float middle = pr_rect_center_x(chunk->box), y = pr_rect_center_y(chunk->box);
	gboolean has_first;
	PrRect around;

	for (guint i = pr_rulings_lower(rulings, TRUE, y); i < rulings->len; i++) {
		const PrRuling *rule = &g_array_index(rulings, PrRuling, i);

		if (!rule->is_horizontal || rule->at >= pr_rect_center_y(below->box))
			break;
		if (rule->from <= middle && rule->to >= middle &&
			texts_over(sheet, below, rule->from, rule->to, &has_first, &around) >= 2)
			return !has_first;
	}
	float apart = pr_rect_center_y(below->box) - y, em = MIN(sheet->em, chunk->size);
	return texts_over(sheet, below, chunk->box.x0, chunk->box.x1, &has_first, &around) >= 2 && !has_first &&
	       fabsf(pr_rect_center_x(around) - middle) <= em &&
	       (apart <= HEADING_NEAR * em ||
		       (apart <= HEADING_APART * em && fabsf(pr_rect_center_x(zone) - middle) > em));
}

/* Whether a line far below shows the columns of `last`, or of a line above it that is of the same texts: centred
 * headings of several lines end in short ones. */
static gboolean
shows_columns(const PrChunks *sheet, guint last, guint i)
{
	const PrChunkLine *below = pr_chunks_row(sheet, i);

	while (!pr_chunks_are_in_columns(sheet, pr_chunks_row(sheet, last), below)) {
		if (last == 0 || !pr_chunks_wraps(sheet, last, last - 1))
			return FALSE;
		last--;
	}
	return TRUE;
}

gboolean
pr_chunks_is_heading(const PrChunks *sheet, guint row, PrRect zone)
{
	const PrChunkLine *line = pr_chunks_row(sheet, row);

	if (row_pitch(sheet, row + 1) > LINE_APART * sheet->em)
		return FALSE;
	for (guint i = line->first; i < line->first + line->count; i++)
		if (!heads(sheet, pr_chunks_chunk(sheet, i), pr_chunks_row(sheet, row + 1), zone))
			return FALSE;
	return TRUE;
}

/* Whether the texts of a row wrap those of the next one in a direction, or of the one behind that, where numbers stand
 * between their lines. */
static gboolean
wraps_inward(const PrChunks *sheet, guint row, int step, float tight)
{
	guint beside = row + (guint)step, behind = beside + (guint)step;

	return wraps_within(sheet, row, beside, tight) ||
	       (behind < sheet->rows->len && wraps_within(sheet, row, behind, TIGHT));
}

/* The zone with the lines that wrap its first and its last one, and headings over several of its columns. */
static void
close_wrapped(const Search *search, GPtrArray *zones, PrRect open, guint first, guint last)
{
	const PrChunks *sheet = search->sheet;

	for (guint i = 0;
		i < WRAPS_MAX && first > 0 && !pr_chunks_is_caption(sheet, first - 1) &&
		(wraps_inward(sheet, first - 1, 1, NAME_TIGHT) || pr_chunks_is_heading(sheet, first - 1, open));
		i++)
		count_free(sheet, pr_chunks_row(sheet, --first), &open);
	for (guint i = 0; i < WRAPS_MAX && last + 1 < sheet->rows->len && !pr_chunks_is_caption(sheet, last + 1) &&
			  wraps_inward(sheet, last + 1, -1, TIGHT);
		i++)
		count_free(sheet, pr_chunks_row(sheet, ++last), &open);
	close_zone(search, zones, open, first, last);
}

/* Whether a text alone stands where labels do: over no text of `line` but the first. */
static gboolean
is_section(const PrChunks *sheet, const PrChunkLine *section, const PrChunkLine *line)
{
	gboolean has_first;
	PrRect around;
	guint count = texts_over(sheet, line, section->box.x0, section->box.x1, &has_first, &around);

	return section->box.x0 >= line->box.x0 - SECTION_LEFT * sheet->em &&
	       (count == 0 || (count == 1 && has_first)) && section->box.x1 < line->box.x1;
}

/* Whether a text alone under a line of several names the rows below it: the next line shows the same columns, be it as
 * one above a sum that has no label. */
static gboolean
opens_section(const Search *search, PrRect open, guint last, guint i)
{
	const PrChunks *sheet = search->sheet;

	if (i != last + 1 || i + 1 == sheet->rows->len || !is_within(sheet, i, SECTION_APART) ||
		!is_within(sheet, i + 1, LINE_APART))
		return FALSE;
	const PrChunkLine *sum = pr_chunks_row(sheet, last), *below = pr_chunks_row(sheet, i + 1);
	if (pr_chunks_are_in_columns(sheet, sum, below))
		return TRUE;
	return last > 0 && pr_chunks_row(sheet, last - 1)->box.y0 >= open.y0 &&
	       sum->box.x0 > below->box.x0 + sheet->em &&
	       pr_chunks_are_in_columns(sheet, pr_chunks_row(sheet, last - 1), below);
}

/* Whether a line of several texts, set apart below a body of another type size, begins another table. */
static gboolean
is_of_other_type(const PrChunks *sheet, PrRect open, guint last, guint i)
{
	const PrChunkLine *row = pr_chunks_row(sheet, i), *above = pr_chunks_row(sheet, last);
	float size = MAX(row->size, above->size);

	return i == last + 1 && row->count > 1 && pr_rect_height(open) > BODY_HEIGHT * size &&
	       fabsf(row->size - above->size) > OTHER_TYPE * size && row_pitch(sheet, i) > OTHER_APART * size;
}

/* Whether line `i` can be of a zone whose last line of several texts is `last`. */
static gboolean
is_near(const Search *search, PrRect open, guint last, guint i)
{
	const PrChunks *sheet = search->sheet;
	const PrChunkLine *row = pr_chunks_row(sheet, i);
	PrRect line = {0};

	if (count_free(sheet, row, &line) == 0 || is_interrupted(search, open, line) ||
		is_of_other_type(sheet, open, last, i))
		return FALSE;
	if (row->count == 1 && opens_section(search, open, last, i))
		return TRUE;
	/* The first label under headings that stand over the other columns only: years, or a rule over both, say that
	 * they belong together. */
	if ((line.x0 >= open.x1 || line.x1 <= open.x0) &&
		!(line.x1 <= open.x0 && pr_chunks_names_columns(sheet, last)) &&
		!pr_edges_part(sheet->edges, pr_rect_center_y(pr_chunks_row(sheet, last)->box), pr_rect_center_y(line),
			pr_rect_union(open, line), RULE_COVER))
		return FALSE;
	if (is_within(sheet, i, LINE_APART))
		return TRUE;
	if (row->count == 1 && is_within(sheet, i, SECTION_APART) && is_section(sheet, row, pr_chunks_row(sheet, last)))
		return TRUE;
	return is_within(sheet, i, COLUMN_APART) && shows_columns(sheet, last, i);
}

GPtrArray *
pr_zones_find(const PrChunks *sheet, const GArray *claimed)
{
	Search search = {sheet, claimed};
	GPtrArray *zones = g_ptr_array_new_with_free_func((GDestroyNotify)pr_zone_free);
	PrRect open = {0};
	guint first = G_MAXUINT, last = 0, lone = 0;

	for (guint i = 0; i < sheet->rows->len; i++) {
		guint count = count_free(sheet, pr_chunks_row(sheet, i), &(PrRect){0});
		gboolean goes_on = first != G_MAXUINT && is_near(&search, open, last, i) &&
				   !(count == 1 && pr_chunks_is_caption(sheet, i));

		lone = count > 1 ? 0 : lone + !(goes_on && i - last <= WRAPS_MAX && pr_chunks_wraps(sheet, i, i - 1));
		if (first != G_MAXUINT && (!goes_on || lone > LONE_LINES_MAX)) {
			close_wrapped(&search, zones, open, first, last);
			first = G_MAXUINT;
		}
		if (count < 2)
			continue;
		if (first == G_MAXUINT) {
			first = i;
			open = (PrRect){0};
		}
		for (guint k = first == i ? i : last + 1; k <= i; k++)
			count_free(sheet, pr_chunks_row(sheet, k), &open);
		last = i;
	}
	if (first != G_MAXUINT)
		close_wrapped(&search, zones, open, first, last);
	return zones;
}

float
pr_zone_density(const PrZone *zone)
{
	float height = 0;

	for (guint i = 0; i < zone->lines->len; i++)
		height += pr_zone_line(zone, i)->size;
	return height / MAX(pr_rect_height(zone->box), 1);
}
