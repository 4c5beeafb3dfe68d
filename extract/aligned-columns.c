/* SPDX-License-Identifier: GPL-2.0-or-later */
/* White rivers between columns (step 4 of the essay in aligned.c).
 *
 *   The zone is cut into narrow vertical strips. In each strip a line is text (#), a gap between two texts (.) or
 *   outside.
 *
 *       ######  2007 ####       a spanning header lies over the river before any line supports it: forgiven
 *       Austria ..  12 .. 3.1   supports the river
 *       Total ....  88 .. 9.0   supports it
 *       Source line alone ##    a line of one text only: neither
 *               ^^     ^^       rivers: runs of strips with support and hardly any text across
 */
#include "extract/aligned.h"

#include <string.h>

#define STRIPS_PER_EM 8.0f
#define WIDE_RIVER 0.7f    /* type sizes: two lines are enough to believe in a river this wide */
#define NARROW_RIVER 0.22f /* one less wide needs more lines, and an edge that they share */
#define NARROW_SUPPORT 4u
#define BLOCKED_SHARE 0.12f /* of the supporting lines that may have text across */
#define HEADER_LINES_MAX 6u /* lines above the first supporting one that may span ... */
#define HEADER_LINES_FEW 2u /* but no more than half of those that support, or this many: else they are long labels */
#define BESIDE 1.2f         /* from middle to middle: a label this near to a line stands beside it */
#define RULED_HEIGHT 0.5f   /* of the zone: a vertical ruling this long is a cut */

/* STRIP_SIGN: a sign set apart, and the white between it and its number. It does not close a river, but no cut goes
 * through it. */
typedef enum { STRIP_OUTSIDE, STRIP_TEXT, STRIP_GAP, STRIP_LEADER, STRIP_SIGN } Strip;

/* Where the text begins that a label has beside it without being level with it: that of the line above or below, which
 * leaves no room for a line between. Nowhere, where there is none: where its own text ends. */
static float
text_beside(const PrZone *zone, guint index)
{
	const PrZoneLine *line = pr_zone_line(zone, index);
	float from = line->box.x1;

	for (guint i = MAX(index, 1) - 1; i < MIN(index + 2, zone->lines->len); i++) {
		const PrZoneLine *other = pr_zone_line(zone, i);
		float apart = fabsf(pr_rect_center_y(other->box) - pr_rect_center_y(line->box));

		if (line->pieces == 1 && other->pieces > 1 && other->box.x0 > line->box.x1 &&
			apart < BESIDE * MIN(line->size, other->size))
			from = other->box.x0;
	}
	return from;
}

/* One byte a strip: what a line has there. Gaps within a text are text. */
static void
draw_line(const PrZone *zone, guint index, guint8 *strips, guint count)
{
	const PrZoneLine *line = pr_zone_line(zone, index);
	float scale = STRIPS_PER_EM / zone->em, end = 0;

	memset(strips, STRIP_OUTSIDE, count);
	for (guint i = line->first; i < line->first + line->count; i++) {
		const PrToken *token = pr_chunks_token(zone->sheet, i);
		int from = (int)floorf((token->box.x0 - zone->box.x0) * scale),
		    to = (int)ceilf((token->box.x1 - zone->box.x0) * scale);
		const PrToken *before = i > line->first ? pr_chunks_token(zone->sheet, i - 1) : NULL;

		if (before != NULL) {
			gboolean joins = token->box.x0 - end <= pr_token_join_gap(zone->sheet, before, token, TRUE);
			guint8 what = before->joins_next || token->joins_before ? STRIP_SIGN
				      : joins                                   ? STRIP_TEXT
				      : token->kind == PR_TOKEN_LEADER          ? STRIP_LEADER
										: STRIP_GAP;
			for (int s = MAX((int)ceilf((end - zone->box.x0) * scale), 0); s < MIN(from, (int)count); s++)
				strips[s] = what;
		}
		guint8 what = token->joins_next || token->joins_before ? STRIP_SIGN
			      : token->kind == PR_TOKEN_LEADER         ? STRIP_LEADER
								       : STRIP_TEXT;
		for (int s = MAX(from, 0); s < MIN(to, (int)count); s++)
			strips[s] = what;
		end = MAX(end, token->box.x1);
	}
	int beside = (int)floorf((text_beside(zone, index) - zone->box.x0) * scale);
	for (int s = MAX((int)ceilf((end - zone->box.x0) * scale), 0); s < MIN(beside, (int)count); s++)
		strips[s] = STRIP_GAP;
}

typedef struct {
	guint support, blocked, forgiven, first;
} Tally;

/* How many lines may be headings that lie over several columns: none below an edge behind which numbers stand beside
 * labels. */
static guint
count_heading_lines(const PrZone *zone)
{
	const PrChunks *sheet = zone->sheet;
	gboolean is_below = FALSE;

	for (guint i = 1; sheet->edges != NULL && i < MIN(zone->lines->len, HEADER_LINES_MAX); i++) {
		const PrZoneLine *line = pr_zone_line(zone, i);

		is_below |= pr_zone_is_parted(zone, i);
		for (guint k = line->first + 1; is_below && k < line->first + line->count; k++)
			if (pr_chunks_token(sheet, k)->kind == PR_TOKEN_NUMBER &&
				pr_chunks_token(sheet, line->first)->kind == PR_TOKEN_LETTERS)
				return i;
	}
	return zone->lines->len;
}

/* All strips of a zone. */
typedef struct {
	const PrZone *zone;
	const guint8 *strips; /* those of the first line, then those of the next */
	guint count;          /* of a line */
	guint headings;       /* lines that may be */
} Map;

static Tally
tally_strip(const Map *map, guint strip)
{
	const PrZone *zone = map->zone;
	Tally tally = {.first = zone->lines->len};

	for (guint i = 0; i < zone->lines->len; i++) {
		guint8 what = map->strips[(gsize)i * map->count + strip];

		if (what == STRIP_GAP || what == STRIP_LEADER) {
			tally.first = MIN(tally.first, i);
			tally.support++;
		} else if (what == STRIP_TEXT && pr_zone_line(zone, i)->pieces > 1) {
			if (tally.support == 0 && tally.forgiven < HEADER_LINES_MAX && i < map->headings)
				tally.forgiven++;
			else
				tally.blocked++;
		}
	}
	return tally;
}

static gboolean
is_open(Tally tally)
{
	return tally.support > 0 && tally.forgiven <= MAX(HEADER_LINES_FEW, tally.support / 2) &&
	       (float)tally.blocked <= BLOCKED_SHARE * (float)tally.support;
}

/* Where text ends before and begins behind the river on each line: do most lines share one of the edges? */
static gboolean
shares_edge(const PrZone *zone, const PrRiver *river)
{
	g_autoptr(GArray) lefts = g_array_new(FALSE, FALSE, sizeof(float)),
			  rights = g_array_new(FALSE, FALSE, sizeof(float));
	float middle = (river->from + river->to) / 2, reach = 0.2f * zone->em;

	for (guint i = 0; i < zone->lines->len; i++) {
		const PrZoneLine *line = pr_zone_line(zone, i);
		for (guint k = line->first + 1; k < line->first + line->count; k++) {
			float left = pr_chunks_token(zone->sheet, k - 1)->box.x1,
			      right = pr_chunks_token(zone->sheet, k)->box.x0;
			if (left <= middle && right >= middle) {
				g_array_append_val(lefts, left);
				g_array_append_val(rights, right);
			}
		}
	}
	guint near_left = 0, near_right = 0;
	for (guint i = 0; i < lefts->len; i++) {
		near_left += g_array_index(lefts, float, i) >= river->from - reach;
		near_right += g_array_index(rights, float, i) <= river->to + reach;
	}
	return 10 * MAX(near_left, near_right) >= 7 * lefts->len;
}

static void
add_ruled(const PrZone *zone, GArray *rivers)
{
	const PrPage *page = zone->sheet->page;

	for (guint i = 0; i < page->rulings->len; i++) {
		const PrRuling *ruling = &g_array_index(page->rulings, PrRuling, i);
		float inside = MIN(ruling->to, zone->box.y1) - MAX(ruling->from, zone->box.y0), em = zone->em;

		if (ruling->is_horizontal || inside < RULED_HEIGHT * pr_rect_height(zone->box) ||
			ruling->at < zone->box.x0 + em / 2 || ruling->at > zone->box.x1 - em / 2)
			continue;
		PrRiver ruled = {ruling->at, ruling->at, ruling->at, zone->lines->len, 0, 0, TRUE};
		gboolean is_new = TRUE;
		for (guint k = 0; k < rivers->len && is_new; k++) {
			PrRiver *river = &g_array_index(rivers, PrRiver, k);
			if (ruling->at >= river->from - em / 2 && ruling->at <= river->to + em / 2) {
				river->at = ruling->at;
				river->is_ruled = TRUE;
				is_new = FALSE;
			}
		}
		if (is_new)
			g_array_append_val(rivers, ruled);
	}
}

static int
compare_rivers(gconstpointer a, gconstpointer b)
{
	float left = ((const PrRiver *)a)->at, right = ((const PrRiver *)b)->at;

	return left < right ? -1 : left > right;
}

/* What a cut at a strip costs: lines of several texts that have text across; then how far down the last of them stands,
 * as headings over several columns stand on top; then leaders, which are of the text before them; then lines of one
 * text only; then lines that have no gap there. Each weighs more than any number of the next. */
static guint64
cost_of_strip(const Map *map, guint strip)
{
	const PrZone *zone = map->zone;
	guint64 cost = 0, lowest = 0, base = zone->lines->len + 1;

	for (guint i = 0; i < zone->lines->len; i++) {
		guint8 what = map->strips[(gsize)i * map->count + strip];

		if (what == STRIP_SIGN || (what == STRIP_TEXT && pr_zone_line(zone, i)->pieces > 1)) {
			cost += base * base * base * base;
			lowest = i;
		} else if (what == STRIP_TEXT)
			cost += base;
		else if (what == STRIP_LEADER)
			cost += base * base;
		cost += what != STRIP_GAP;
	}
	return cost + lowest * base * base * base;
}

/* The cut goes where it costs least: into the middle of the longest run of such strips. */
static float
best_cut(const Map *map, guint from, guint to)
{
	const PrZone *zone = map->zone;
	guint first = from, last = from, start = from;
	guint64 fewest = G_MAXUINT64, before = G_MAXUINT64, base = zone->lines->len + 1;

	for (guint s = from; s < to; s++) {
		guint64 cost = cost_of_strip(map, s);

		if (cost != before)
			start = s;
		if (cost < fewest || (cost == fewest && s - start > last - first)) {
			fewest = cost;
			first = start;
			last = s;
		}
		before = cost;
	}
	if (fewest % (base * base * base) >=
		base * base) /* through leaders, then: behind as many of their dots as can be */
		first = last;
	return zone->box.x0 + (float)(first + last + 1) / 2 * zone->em / STRIPS_PER_EM;
}

/* Behind the last token of the text that begins with token `k` of a line. */
static guint
end_of_text(const PrZone *zone, const PrZoneLine *line, guint k)
{
	const PrChunks *sheet = zone->sheet;

	for (k++; k < line->first + line->count; k++) {
		const PrToken *before = pr_chunks_token(sheet, k - 1), *token = pr_chunks_token(sheet, k);
		if (token->box.x0 - before->box.x1 > pr_token_join_gap(sheet, before, token, TRUE))
			break;
	}
	return k;
}

/* Whether a whole text stands between two cuts: a word of a longer text, which lies over one of them, does not. */
static gboolean
has_text_between(const PrZone *zone, float from, float to)
{
	float reach = 0.25f * zone->em;

	for (guint i = 0; i < zone->lines->len; i++) {
		const PrZoneLine *line = pr_zone_line(zone, i);
		for (guint k = line->first, end; k < line->first + line->count; k = end) {
			end = end_of_text(zone, line, k);
			if (pr_chunks_token(zone->sheet, k)->box.x0 >= from - reach &&
				pr_chunks_token(zone->sheet, end - 1)->box.x1 <= to + reach)
				return TRUE;
		}
	}
	return FALSE;
}

/* Two rivers with nothing between them but words of a heading over both are one: the weaker goes. */
static void
drop_idle(const PrZone *zone, GArray *rivers)
{
	for (guint i = 1; i < rivers->len;) {
		const PrRiver *left = &g_array_index(rivers, PrRiver, i - 1),
			      *right = &g_array_index(rivers, PrRiver, i);

		if (left->is_ruled || right->is_ruled || has_text_between(zone, left->at, right->at))
			i++;
		else
			g_array_remove_index(
				rivers, left->support - MIN(left->blocked, left->support) <
							right->support - MIN(right->blocked, right->support)
						? i - 1
						: i);
	}
}

GArray *
pr_zone_rivers(const PrZone *zone)
{
	GArray *rivers = g_array_new(FALSE, FALSE, sizeof(PrRiver));
	float step = zone->em / STRIPS_PER_EM;
	guint count = (guint)ceilf(pr_rect_width(zone->box) / step) + 1;
	g_autofree guint8 *strips = g_malloc0((gsize)count * zone->lines->len + 1);
	Map map = {zone, strips, count, count_heading_lines(zone)};

	for (guint i = 0; i < zone->lines->len; i++)
		draw_line(zone, i, strips + (gsize)i * count, count);
	for (guint s = 0; s < count;) {
		PrRiver river = {.first = G_MAXUINT};
		guint from = s;
		Tally tally;

		for (; s < count && is_open(tally = tally_strip(&map, s)); s++) {
			river.support = MAX(river.support, tally.support);
			river.blocked = MAX(river.blocked, tally.blocked);
			river.first = MIN(river.first, tally.first);
		}
		if (s == from) {
			s++;
			continue;
		}
		river.from = zone->box.x0 + (float)from * step;
		river.to = zone->box.x0 + (float)s * step;
		river.at = best_cut(&map, from, s);
		float width = river.to - river.from;
		guint wanted = zone->lines->len > 2 ? 2 : 1;
		gboolean is_wide = width >= WIDE_RIVER * zone->em && river.support >= wanted;
		gboolean is_narrow = width >= NARROW_RIVER * zone->em && river.support >= NARROW_SUPPORT &&
				     shares_edge(zone, &river);
		if (is_wide || is_narrow)
			g_array_append_val(rivers, river);
	}
	add_ruled(zone, rivers);
	g_array_sort(rivers, compare_rivers);
	drop_idle(zone, rivers);
	return rivers;
}

GArray *
pr_zone_rivers_at(PrZone *zone, const GArray *columns)
{
	if (columns == NULL)
		return pr_zone_rivers(zone);
	GArray *rivers = g_array_new(FALSE, FALSE, sizeof(PrRiver));

	zone->is_cut = TRUE;
	for (guint i = 0; i < columns->len; i++) {
		float at = g_array_index(columns, float, i);
		PrRiver river = {at, at, at, zone->lines->len, 0, 0, TRUE};
		if (at > zone->box.x0 && at < zone->box.x1)
			g_array_append_val(rivers, river);
	}
	return rivers;
}
