/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Horizontal edges: the lines a reader's eye follows across a page. Rulings are edges; so are the upper and the lower side of shading.
 *
 *   ▒▒▒▒▒▒▒▒▒▒▒▒▒▒   edge           Pieces on one level with small gaps between them are one edge: a border drawn cell by cell.
 *   Plarn    12.5                   Where two shaded boxes of one colour meet nothing is seen, and there is no edge.
 *   ▒▒▒▒▒▒▒▒▒▒▒▒▒▒   edge, edge
 */
#include "extract/aligned.h"

/* Shares of the type size. */
#define SAME_LEVEL 0.25f
#define PIECE_GAP 1.5f   /* pieces of one edge stand no farther apart */
#define SHADE_HEIGHT 0.8f
#define SHADE_WIDTH 2.0f
/* More shaded boxes than this are a picture. */
#define SHADES_MAX 20000u

typedef enum { SIDE_RULE, SIDE_TOP, SIDE_BOTTOM } Side;

typedef struct {
	PrEdge edge;
	Side side;
	guint32 rgb;
	gboolean is_unseen;
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
		Piece piece = {{ruling->at, ruling->from, ruling->to}, SIDE_RULE, ruling->rgb, FALSE};
		g_array_append_val(pieces, piece);
	}
	for (guint i = 0; i < page->fills->len && page->fills->len <= SHADES_MAX; i++) {
		const PrFill *fill = &g_array_index(page->fills, PrFill, i);

		if (fill->rgb == 0xFFFFFF || pr_rect_height(fill->box) < SHADE_HEIGHT * em || pr_rect_width(fill->box) < SHADE_WIDTH * em)
			continue;
		Piece top = {{fill->box.y0, fill->box.x0, fill->box.x1}, SIDE_TOP, fill->rgb, FALSE};
		Piece bottom = {{fill->box.y1, fill->box.x0, fill->box.x1}, SIDE_BOTTOM, fill->rgb, FALSE};
		g_array_append_val(pieces, top);
		g_array_append_val(pieces, bottom);
	}
	g_array_sort(pieces, compare_levels);
	return pieces;
}

/* Of the pieces [first, end) of one level, left to right: one side of shading right behind the other side of the same colour. */
static void
drop_seams(Piece *pieces, guint count, float em)
{
	for (guint i = 1; i < count; i++) {
		Piece *left = &pieces[i - 1], *right = &pieces[i];

		if (left->side != SIDE_RULE && right->side != SIDE_RULE && left->side != right->side && left->rgb == right->rgb &&
			fabsf(left->edge.from - right->edge.from) <= SAME_LEVEL * em && fabsf(left->edge.to - right->edge.to) <= SAME_LEVEL * em)
			left->is_unseen = right->is_unseen = TRUE;
	}
}

static void
add_level(GArray *edges, Piece *pieces, guint count, float em)
{
	PrEdge open = {0};
	float level = pieces[0].edge.at; /* the uppermost: so edges stay in order */
	gboolean is_open = FALSE;

	qsort(pieces, count, sizeof(Piece), compare_beginnings);
	drop_seams(pieces, count, em);
	for (guint i = 0; i < count; i++) {
		if (pieces[i].is_unseen)
			continue;
		PrEdge edge = {level, pieces[i].edge.from, pieces[i].edge.to};
		if (is_open && edge.from - open.to <= PIECE_GAP * em) {
			open.to = MAX(open.to, edge.to);
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

		for (end = i + 1; end < pieces->len && g_array_index(pieces, Piece, end).edge.at - level <= SAME_LEVEL * em; end++)
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
