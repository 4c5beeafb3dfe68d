/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Horizontal edges: the lines a reader's eye follows across a page. Rulings are edges; so are the upper and the lower
 * side of shading.
 *
 *   ▒▒▒▒▒▒▒▒▒▒▒▒▒▒   edge           Pieces on one level with small gaps between them are one edge: a border drawn cell by cell.
 *   Plarn    12.5                   Where shading of one colour meets, nothing is seen, and there is no edge.
 *   ▒▒▒▒▒▒▒▒▒▒▒▒▒▒   edge, edge
 */
#include "extract/aligned.h"

/* Shares of the type size. */
#define SAME_LEVEL 0.25f
#define PIECE_GAP 1.5f /* pieces of one edge stand no farther apart */
#define TOUCH 0.1f     /* or even touch */
#define SHADE_HEIGHT 0.8f
#define SHADE_WIDTH 2.0f
/* More shaded boxes than this are a picture. */
#define SHADES_MAX 20000u

typedef enum { SIDE_RULE, SIDE_TOP, SIDE_BOTTOM } Side;

typedef struct {
	PrEdge edge;
	Side side;
	guint32 rgb;
} Piece;

static int
compare_levels(gconstpointer a, gconstpointer b)
{
	const PrEdge *left = &((const Piece *)a)->edge, *right = &((const Piece *)b)->edge;

	if (left->at != right->at)
		return left->at < right->at ? -1 : 1;
	return left->from < right->from ? -1 : left->from > right->from;
}

static int
compare_beginnings(gconstpointer a, gconstpointer b)
{
	const PrEdge *left = &((const Piece *)a)->edge, *right = &((const Piece *)b)->edge;

	if (left->from != right->from)
		return left->from < right->from ? -1 : 1;
	return left->to < right->to ? -1 : left->to > right->to;
}

static GArray *
collect_pieces(const PrPage *page, float em)
{
	GArray *pieces = g_array_new(FALSE, FALSE, sizeof(Piece));

	for (guint i = 0; i < page->rulings->len; i++) {
		const PrRuling *ruling = &g_array_index(page->rulings, PrRuling, i);

		if (!ruling->is_horizontal)
			break;
		Piece piece = {{ruling->at, ruling->from, ruling->to}, SIDE_RULE, ruling->rgb};
		g_array_append_val(pieces, piece);
	}
	for (guint i = 0; i < page->fills->len && page->fills->len <= SHADES_MAX; i++) {
		const PrFill *fill = &g_array_index(page->fills, PrFill, i);

		if (fill->rgb == 0xFFFFFF || pr_rect_height(fill->box) < SHADE_HEIGHT * em)
			continue;
		Piece top = {{fill->box.y0, fill->box.x0, fill->box.x1}, SIDE_TOP, fill->rgb};
		Piece bottom = {{fill->box.y1, fill->box.x0, fill->box.x1}, SIDE_BOTTOM, fill->rgb};
		g_array_append_val(pieces, top);
		g_array_append_val(pieces, bottom);
	}
	g_array_sort(pieces, compare_levels);
	return pieces;
}

static int
compare_sides(gconstpointer a, gconstpointer b)
{
	const Piece *left = a, *right = b;

	if (left->rgb != right->rgb)
		return left->rgb < right->rgb ? -1 : 1;
	return left->side != right->side ? (int)left->side - (int)right->side : compare_beginnings(a, b);
}

/* Pieces of one colour and side that touch become one. Of shading, those stay that are wide then: cells may be narrow,
 * bands are not. Returns how many are left of them. */
static guint
join_touching(Piece *pieces, guint count, float slack)
{
	guint last = 0, left = 0;

	for (guint i = 1; i < count; i++) {
		if (pieces[i].rgb == pieces[last].rgb && pieces[i].side == pieces[last].side &&
			pieces[i].edge.from - pieces[last].edge.to <= slack)
			pieces[last].edge.to = MAX(pieces[last].edge.to, pieces[i].edge.to);
		else
			pieces[++last] = pieces[i];
	}
	for (guint i = 0; i <= last; i++)
		if (pieces[i].side == SIDE_RULE ||
			pieces[i].edge.to - pieces[i].edge.from >= SHADE_WIDTH / SAME_LEVEL * slack)
			pieces[left++] = pieces[i];
	return left;
}

/* Adds what `others` leave free of `sides`. Both go from left to right and overlap nothing of their own. */
static void
add_free(GArray *seen, const Piece *sides, guint count, const Piece *others, guint other_count, float slack)
{
	for (guint i = 0, k = 0; i < count; i++) {
		Piece rest = sides[i];

		while (k < other_count && others[k].edge.to <= rest.edge.from)
			k++;
		for (guint j = k; j < other_count && others[j].edge.from < sides[i].edge.to; j++) {
			Piece part = rest;
			part.edge.to = others[j].edge.from;
			if (part.edge.to - part.edge.from > slack)
				g_array_append_val(seen, part);
			rest.edge.from = MAX(rest.edge.from, others[j].edge.to);
		}
		if (rest.edge.to - rest.edge.from > slack)
			g_array_append_val(seen, rest);
	}
}

/* What is seen of the pieces of one level, left to right: of shading, what does not meet the other side of shading of
 * its colour. */
static GArray *
find_seen(Piece *pieces, guint count, float slack)
{
	GArray *seen = g_array_new(FALSE, FALSE, sizeof(Piece));

	qsort(pieces, count, sizeof(Piece), compare_sides);
	count = join_touching(pieces, count, slack);
	for (guint first = 0, end; first < count; first = end) {
		guint sides[SIDE_BOTTOM + 1] = {0}; /* how many of each */

		for (end = first; end < count && pieces[end].rgb == pieces[first].rgb; end++)
			sides[pieces[end].side]++;
		const Piece *tops = pieces + first + sides[SIDE_RULE], *bottoms = tops + sides[SIDE_TOP];
		g_array_append_vals(seen, pieces + first, sides[SIDE_RULE]);
		add_free(seen, tops, sides[SIDE_TOP], bottoms, sides[SIDE_BOTTOM], slack);
		add_free(seen, bottoms, sides[SIDE_BOTTOM], tops, sides[SIDE_TOP], slack);
	}
	g_array_sort(seen, compare_beginnings);
	return seen;
}

static void
add_level(GArray *edges, Piece *pieces, guint count, float em)
{
	PrEdge open = {0};
	float level = pieces[0].edge.at; /* the uppermost: so edges stay in order */
	gboolean is_open = FALSE;

	g_autoptr(GArray) seen = find_seen(pieces, count, SAME_LEVEL * em);
	for (guint i = 0; i < seen->len; i++) {
		const Piece *piece = &g_array_index(seen, Piece, i);
		PrEdge edge = {level, piece->edge.from, piece->edge.to, piece->side == SIDE_TOP,
			piece->side == SIDE_BOTTOM, FALSE};
		if (is_open && edge.from - open.to <= PIECE_GAP * em) {
			open.has_gaps |= edge.from - open.to > TOUCH * em;
			open.to = MAX(open.to, edge.to);
			open.opens_shade |= edge.opens_shade;
			open.closes_shade |= edge.closes_shade;
			continue;
		}
		if (is_open)
			g_array_append_val(edges, open);
		open = edge;
		is_open = TRUE;
	}
	if (is_open)
		g_array_append_val(edges, open);
}

GArray *
pr_edges_new(const PrPage *page, float em)
{
	g_autoptr(GArray) pieces = collect_pieces(page, em);
	GArray *edges = g_array_new(FALSE, FALSE, sizeof(PrEdge));

	for (guint i = 0, end; i < pieces->len; i = end) {
		float level = g_array_index(pieces, Piece, i).edge.at;

		for (end = i + 1;
			end < pieces->len && g_array_index(pieces, Piece, end).edge.at - level <= SAME_LEVEL * em;
			end++)
			;
		add_level(edges, &g_array_index(pieces, Piece, i), end - i, em);
	}
	return edges;
}

guint
pr_edges_lower(const GArray *edges, float at)
{
	guint low = 0, high = edges->len;

	while (low < high) {
		guint middle = (low + high) / 2;

		if (g_array_index(edges, PrEdge, middle).at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

gboolean
pr_edges_part(const GArray *edges, float above, float below, PrRect box, float cover)
{
	for (guint i = pr_edges_lower(edges, above); i < edges->len; i++) {
		const PrEdge *edge = &g_array_index(edges, PrEdge, i);

		if (edge->at >= below)
			return FALSE;
		if (MIN(edge->to, box.x1) - MAX(edge->from, box.x0) >= cover * pr_rect_width(box))
			return TRUE;
	}
	return FALSE;
}
