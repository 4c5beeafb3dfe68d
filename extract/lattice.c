/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rulings → grids: the tables whose every cut is drawn.
 *
 * Running example: a form with a merged label and a row that is one cell.
 *
 *      x0     x1        x2      x3          1. CONNECT   Rulings that touch are one component: one table, or a frame.
 *   y0 ┌──────┬─────────┬───────┐                        A sweep from top to bottom with the set of open verticals.
 *      │      │ 预期    │ 实际  │         2. CUT       The x of its verticals, the y of its horizontals, those closer than
 *   y1 │ 目标 ├─────────┼───────┤                        a quarter of the type size made one: double rules, corners that
 *      │      │ …       │ …     │                        miss by a hair (lattice-cuts.c).
 *   y2 ├──────┴─────────┴───────┤         3. EDGE      Each cut crosses each row or column either as ink or not:
 *      │ 合计                   │                        half of the interval must be inked.
 *   y3 └────────────────────────┘         4. MERGE     Slots with no ink between them are one region (union-find).
 *                                         5. TILE      A region that is no rectangle (a rule that stops half-way) is cut
 *   slots   a b c     regions  A B C                     into rectangles, row runs first: the spans tile the grid always.
 *           d e f              A D E      6. OPEN      Where verticals run on past the last horizontal the page cut the
 *           g h i              F F F                     table there: a cut at their common end, marked as open.
 *                                                        Horizontals likewise, where an outer border is left out.
 *
 * Of the text only this counts: whether there is any between two rules that stand close. Whether a grid is a table, a page frame or a box around prose is decided later, with
 * the text in it (detect.c). Cost: n log n in the rulings plus the number of crossings, which is bounded.
 */
#include "extract/lattice.h"

/* Tolerances in shares of the type size. */
#define JOIN 0.25f /* rulings this near touch; cuts this near are one */
/* Share of an interval that must be inked. */
#define INKED 0.5f
#define CROSSINGS_MAX 4000000u
/* Pages with more grids than this are patterns; borders that stand alone are not looked for. */
#define COMPONENTS_MAX 200u

typedef struct {
	float y;
	enum { EVENT_OPEN, EVENT_CROSS, EVENT_CLOSE } what;
	guint ruling;
} Event;

typedef struct {
	const PrRuling *rulings;
	guint count;
	guint *parents;   /* union-find over rulings */
	guint *verticals; /* indices of vertical rulings by x */
	guint vertical_count;
	float join;
} Lattice;

static guint
find_root(guint *parents, guint index)
{
	while (parents[index] != index) {
		parents[index] = parents[parents[index]];
		index = parents[index];
	}
	return index;
}

static void
unite(guint *parents, guint a, guint b)
{
	a = find_root(parents, a);
	b = find_root(parents, b);
	if (a != b)
		parents[MAX(a, b)] = MIN(a, b);
}

static int
compare_events(gconstpointer a, gconstpointer b)
{
	const Event *left = a, *right = b;

	if (left->y != right->y)
		return left->y < right->y ? -1 : 1;
	if (left->what != right->what)
		return (int)left->what - (int)right->what;
	return left->ruling < right->ruling ? -1 : left->ruling > right->ruling;
}

/* The first rank whose vertical lies at or right of x. */
static guint
lower_rank(const Lattice *lattice, float x)
{
	guint low = 0, high = lattice->vertical_count;

	while (low < high) {
		guint middle = (low + high) / 2;

		if (lattice->rulings[lattice->verticals[middle]].at < x)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Step 1, at one horizontal: unites it with each open vertical in its reach. Returns the number of crossings. */
static guint
cross(const Lattice *lattice, const guint64 *open, guint index)
{
	const PrRuling *ruling = &lattice->rulings[index];
	guint rank = lower_rank(lattice, ruling->from - lattice->join);
	guint end = lower_rank(lattice, nextafterf(ruling->to + lattice->join, INFINITY)), crossings = 0;

	while (rank < end) {
		guint64 word = open[rank / 64] >> (rank % 64);

		if (word == 0) {
			rank = (rank / 64 + 1) * 64;
			continue;
		}
		rank += (guint)__builtin_ctzll(word);
		if (rank >= end)
			break;
		unite(lattice->parents, index, lattice->verticals[rank]);
		crossings++;
		rank++;
	}
	return crossings;
}

/* Step 1: FALSE where there are more crossings than any table has. */
static gboolean
connect(Lattice *lattice)
{
	g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(Event));
	g_autofree guint *rank_of = g_new0(guint, lattice->count);
	g_autofree guint64 *open = g_new0(guint64, lattice->vertical_count / 64 + 1);
	guint64 crossings = 0;

	for (guint i = 0; i < lattice->vertical_count; i++)
		rank_of[lattice->verticals[i]] = i;
	for (guint i = 0; i < lattice->count; i++) {
		const PrRuling *ruling = &lattice->rulings[i];

		if (ruling->is_horizontal) {
			Event event = {ruling->at, EVENT_CROSS, i};
			g_array_append_val(events, event);
		} else {
			Event begin = {ruling->from - lattice->join, EVENT_OPEN, i}, end = {ruling->to + lattice->join, EVENT_CLOSE, i};
			g_array_append_val(events, begin);
			g_array_append_val(events, end);
		}
	}
	g_array_sort(events, compare_events);
	for (guint i = 0; i < events->len; i++) {
		const Event *event = &g_array_index(events, Event, i);
		guint rank = rank_of[event->ruling];

		if (event->what == EVENT_OPEN)
			open[rank / 64] |= G_GUINT64_CONSTANT(1) << (rank % 64);
		else if (event->what == EVENT_CLOSE)
			open[rank / 64] &= ~(G_GUINT64_CONSTANT(1) << (rank % 64));
		else
			crossings += cross(lattice, open, event->ruling);
		if (crossings > CROSSINGS_MAX)
			return FALSE;
	}
	return TRUE;
}

/* What the rulings of one component span; kept at the root's index. */
typedef struct {
	guint horizontals, verticals;
	float left, right, top, bottom; /* of its verticals */
} Extent;

static Extent *
measure_components(const Lattice *lattice)
{
	Extent *extents = g_new0(Extent, lattice->count + 1);

	for (guint i = 0; i < lattice->count; i++) {
		const PrRuling *ruling = &lattice->rulings[i];
		Extent *extent = &extents[find_root(lattice->parents, i)];

		if (ruling->is_horizontal) {
			extent->horizontals++;
			continue;
		}
		extent->left = extent->verticals == 0 ? ruling->at : MIN(extent->left, ruling->at);
		extent->right = extent->verticals == 0 ? ruling->at : MAX(extent->right, ruling->at);
		extent->top = extent->verticals == 0 ? ruling->from : MIN(extent->top, ruling->from);
		extent->bottom = extent->verticals == 0 ? ruling->to : MAX(extent->bottom, ruling->to);
		extent->verticals++;
	}
	return extents;
}

/* Step 1, again: a vertical that meets no horizontal belongs to the component beside it whose verticals begin and end where it
 * does: the outer border of a merged cell that fills the page from cut to cut. */
static void
adopt_orphans(Lattice *lattice)
{
	g_autofree Extent *extents = measure_components(lattice);
	g_autoptr(GArray) grids = g_array_new(FALSE, FALSE, sizeof(guint));

	for (guint i = 0; i < lattice->count; i++)
		if (extents[i].horizontals > 0 && extents[i].verticals > 1)
			g_array_append_val(grids, i);
	if (grids->len > COMPONENTS_MAX)
		return;
	for (guint i = 0; i < lattice->vertical_count; i++) {
		guint orphan = lattice->verticals[i], best = G_MAXUINT;
		const PrRuling *ruling = &lattice->rulings[orphan];
		float nearest = G_MAXFLOAT;

		if (extents[find_root(lattice->parents, orphan)].horizontals > 0)
			continue;
		for (guint k = 0; k < grids->len; k++) {
			const Extent *extent = &extents[g_array_index(grids, guint, k)];
			float distance = MAX(extent->left - ruling->at, ruling->at - extent->right);

			if (fabsf(extent->top - ruling->from) <= lattice->join && fabsf(extent->bottom - ruling->to) <= lattice->join &&
				distance < nearest) {
				nearest = distance;
				best = g_array_index(grids, guint, k);
			}
		}
		if (best != G_MAXUINT)
			unite(lattice->parents, orphan, best);
	}
}

static int
nearest_cut(const GArray *cuts, float at)
{
	int i = pr_cuts_find(cuts, at);

	if (i < 0)
		return at < g_array_index(cuts, float, 0) ? 0 : (int)cuts->len - 1;
	return at - g_array_index(cuts, float, i) <= g_array_index(cuts, float, i + 1) - at ? i : i + 1;
}

/* Step 3: marks the intervals of `along` that `ruling` inks. `ink` has one byte an interval. */
static void
ink_intervals(const GArray *along, const PrRuling *ruling, guint8 *ink, gsize stride)
{
	int i = MAX(pr_cuts_find(along, ruling->from), 0);

	for (; i < (int)along->len - 1; i++) {
		float from = g_array_index(along, float, i), to = g_array_index(along, float, i + 1);

		if (from >= ruling->to)
			break;
		if (MIN(to, ruling->to) - MAX(from, ruling->from) >= INKED * (to - from))
			ink[(gsize)i * stride] = TRUE;
	}
}

/* Step 4: the region of each slot. Free with g_free(). */
static guint *
merge_slots(const PrGrid *grid, const PrRuling *rulings, const GArray *members)
{
	int rows = pr_grid_rows(grid), cols = pr_grid_cols(grid);
	g_autofree guint8 *left = g_new0(guint8, (gsize)rows * (cols + 1)); /* [row][cut]: ink on a vertical cut */
	g_autofree guint8 *top = g_new0(guint8, (gsize)(rows + 1) * cols);  /* [cut][col]: ink on a horizontal cut */
	guint *regions = g_new(guint, (gsize)rows * cols);

	for (guint i = 0; i < members->len; i++) {
		const PrRuling *ruling = &rulings[g_array_index(members, guint, i)];

		if (ruling->is_horizontal)
			ink_intervals(grid->xs, ruling, &top[(gsize)nearest_cut(grid->ys, ruling->at) * cols], 1);
		else
			ink_intervals(grid->ys, ruling, &left[nearest_cut(grid->xs, ruling->at)], (gsize)cols + 1);
	}
	for (guint i = 0; i < (guint)(rows * cols); i++)
		regions[i] = i;
	for (int row = 0; row < rows; row++) {
		for (int col = 0; col < cols; col++) {
			guint slot = (guint)(row * cols + col);

			if (col > 0 && !left[(gsize)row * (cols + 1) + col])
				unite(regions, slot, slot - 1);
			if (row > 0 && !top[(gsize)row * cols + col])
				unite(regions, slot, slot - (guint)cols);
		}
	}
	for (guint i = 0; i < (guint)(rows * cols); i++)
		regions[i] = find_root(regions, i);
	return regions;
}

/* Step 5. */
void
pr_grid_tile(PrGrid *grid, const guint *regions)
{
	int rows = pr_grid_rows(grid), cols = pr_grid_cols(grid);
	g_autofree guint8 *done = g_new0(guint8, (gsize)rows * cols);

	for (int row = 0; row < rows; row++) {
		for (int col = 0; col < cols; col++) {
			guint region = regions[row * cols + col];
			PrSpan span = {row, col, 1, 1};

			if (done[row * cols + col])
				continue;
			while (col + span.colspan < cols && regions[row * cols + col + span.colspan] == region &&
				!done[row * cols + col + span.colspan])
				span.colspan++;
			for (gboolean fits = TRUE; fits && row + span.rowspan < rows;) {
				for (int k = 0; k < span.colspan && fits; k++) {
					gsize slot = (gsize)(row + span.rowspan) * cols + col + k;
					fits = regions[slot] == region && !done[slot];
				}
				span.rowspan += fits;
			}
			for (int r = row; r < row + span.rowspan; r++)
				memset(&done[(gsize)r * cols + col], TRUE, (gsize)span.colspan);
			g_array_append_val(grid->spans, span);
		}
	}
	pr_grid_drop_idle_cuts(grid);
}

static int
compare_grids(gconstpointer a, gconstpointer b)
{
	PrRect left = pr_grid_box(*(PrGrid *const *)a), right = pr_grid_box(*(PrGrid *const *)b);

	if (left.y0 != right.y0)
		return left.y0 < right.y0 ? -1 : 1;
	return left.x0 < right.x0 ? -1 : left.x0 > right.x0;
}

static PrGrid *
component_to_grid(const PrPage *page, const GArray *members, float join, float em, guint max_slots, guint *declined)
{
	g_autoptr(PrGrid) grid = pr_grid_new();

	if (!pr_lattice_cuts(grid, page, members, join, em))
		return NULL;
	if ((guint64)pr_grid_rows(grid) * pr_grid_cols(grid) > max_slots) {
		(*declined)++;
		return NULL;
	}
	g_autofree guint *regions = merge_slots(grid, (const PrRuling *)page->rulings->data, members);
	pr_grid_tile(grid, regions);
	return g_steal_pointer(&grid);
}

GPtrArray *
pr_lattice_find(const PrPage *page, float em, guint max_slots, guint *declined)
{
	GPtrArray *grids = g_ptr_array_new_with_free_func((GDestroyNotify)pr_grid_free);
	guint count = page->rulings->len;
	Lattice lattice = {
		.rulings = (const PrRuling *)page->rulings->data, .count = count, .join = JOIN * em};
	g_autofree guint *parents = lattice.parents = g_new(guint, count + 1);
	g_autofree guint *verticals = lattice.verticals = g_new(guint, count + 1);

	*declined = 0;
	for (guint i = 0; i < count; i++) {
		parents[i] = i;
		if (!lattice.rulings[i].is_horizontal) /* sorted by `at` already, see PrPage */
			verticals[lattice.vertical_count++] = i;
	}
	if (!connect(&lattice)) {
		*declined = 1;
		return grids;
	}
	adopt_orphans(&lattice);

	g_autofree GArray **members = g_new0(GArray *, count + 1);
	for (guint i = 0; i < count; i++) {
		guint root = find_root(parents, i);

		if (members[root] == NULL)
			members[root] = g_array_new(FALSE, FALSE, sizeof(guint));
		g_array_append_val(members[root], i);
	}
	for (guint i = 0; i < count; i++) {
		if (members[i] == NULL)
			continue;
		if (members[i]->len >= 4) {
			PrGrid *grid = component_to_grid(page, members[i], lattice.join, em, max_slots, declined);
			if (grid != NULL)
				g_ptr_array_add(grids, grid);
		}
		g_array_unref(members[i]);
	}
	g_ptr_array_sort(grids, compare_grids);
	return grids;
}
