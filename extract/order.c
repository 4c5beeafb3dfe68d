/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pieces of a page in reading order.
 *
 *   ┌───────┐            From top to bottom; but those that stand side by side come from left to right, though one of them has a
 *   │   1   │ ┌───────┐  title above it, or a header that is higher.
 *   └───────┘ │   2   │
 *       ┌─────┴─┐     │  Pieces inside of others share their columns: these are never side by side.
 *       │   3   ├─────┘
 */
#include "extract/fragment.h"
#include "extract/turn.h"

#define BESIDE 0.33f /* of the height of the less high one */

PrDirection
pr_page_direction(const PrPage *page, const PrLedger *ledger)
{
	guint free[4] = {0}, all[4] = {0}, best = PR_DIRECTION_RIGHT;

	for (guint i = 0; i < page->glyphs->len; i++) {
		guint direction = g_array_index(page->glyphs, PrGlyph, i).direction % 4;

		all[direction]++;
		free[direction] += ledger->taken[i] == PR_GLYPH_FREE;
	}
	const guint *counts = free[0] + free[1] + free[2] + free[3] > 0 ? free : all;
	for (guint i = 1; i < 4; i++)
		if (counts[i] > counts[best])
			best = i;
	return (PrDirection)best;
}

static PrRect
box_to_reader(const PrFragment *piece, PrDirection direction)
{
	return pr_turn_rect(pr_fragment_box(piece), direction, piece->width, piece->height);
}

/* Whether `left` stands beside `right`, on its left. */
static gboolean
is_left_beside(PrRect left, PrRect right)
{
	float common = MIN(left.y1, right.y1) - MAX(left.y0, right.y0);

	return left.x1 <= right.x0 && common >= BESIDE * MIN(pr_rect_height(left), pr_rect_height(right));
}

static int
compare_places(gconstpointer a, gconstpointer b, gpointer direction)
{
	PrRect left = box_to_reader(*(PrFragment *const *)a, *(PrDirection *)direction);
	PrRect right = box_to_reader(*(PrFragment *const *)b, *(PrDirection *)direction);

	if (left.y0 != right.y0)
		return left.y0 < right.y0 ? -1 : 1;
	return left.x0 < right.x0 ? -1 : left.x0 > right.x0;
}

void
pr_pieces_order(GPtrArray *pieces, PrDirection direction)
{
	g_ptr_array_sort_with_data(pieces, compare_places, &direction);
	for (guint i = 1; i < pieces->len; i++) {
		PrRect box = box_to_reader(g_ptr_array_index(pieces, i), direction);
		guint at = i;

		while (at > 0 && is_left_beside(box, box_to_reader(g_ptr_array_index(pieces, at - 1), direction)))
			at--;
		if (at < i)
			g_ptr_array_insert(pieces, (int)at, g_ptr_array_steal_index(pieces, i));
	}
}
