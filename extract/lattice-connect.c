/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rulings → components, each a table or a frame (step 1 of the essay in lattice.c).
 *
 *   ──────┬──────┬─────     Rulings that touch are one component. A vertical that meets no horizontal belongs to the grid beside it
 *    Gol  │  12  │  3       which begins and ends where it does. Grids without outer borders that a row of one cell parts, as here,
 *   ──────┴──────┴─────     are one.
 *    A. Plarn
 *   ──────┬──────┬─────
 */
#include "extract/lattice.h"
#include "extract/regions.h"

/* Shares of the type size. */
#define SECTION_HEIGHT                                                                                                 \
	3.0f /* a row of one cell that parts a table with open sides is no higher, or no higher than the row above it */
#define CROSSINGS_MAX 4000000u
/* Pages with more grids than this are patterns; borders that stand alone are not looked for. */
#define COMPONENTS_MAX 200u
#define STRANDS_MAX 32u /* left and right ends followed at a time */

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
		pr_region_unite(lattice->parents, index, lattice->verticals[rank]);
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
			Event begin = {ruling->from - lattice->join, EVENT_OPEN, i},
			      end = {ruling->to + lattice->join, EVENT_CLOSE, i};
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
		Extent *extent = &extents[pr_region_root(lattice->parents, i)];

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

/* Step 1, again: a vertical that meets no horizontal belongs to the component beside it whose verticals begin and end
 * where it does: the outer border of a merged cell that fills the page from cut to cut. */
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

		if (extents[pr_region_root(lattice->parents, orphan)].horizontals > 0)
			continue;
		for (guint k = 0; k < grids->len; k++) {
			const Extent *extent = &extents[g_array_index(grids, guint, k)];
			float distance = MAX(extent->left - ruling->at, ruling->at - extent->right);

			if (fabsf(extent->top - ruling->from) <= lattice->join &&
				fabsf(extent->bottom - ruling->to) <= lattice->join && distance < nearest) {
				nearest = distance;
				best = g_array_index(grids, guint, k);
			}
		}
		if (best != G_MAXUINT)
			pr_region_unite(lattice->parents, orphan, best);
	}
}

/* The last horizontal seen of one left and right end. */
typedef struct {
	guint ruling;
	float from, to;
	float height; /* of the row that ends with it; 0 for the first */
} Strand;

/* Whether two components with open sides are one table that a row of one cell parts: some column border is in both. */
static gboolean
is_one_table(const Lattice *lattice, const Extent *above, const Extent *below, const PrRuling *ruling)
{
	float join = lattice->join;

	return above->verticals > 0 && below->verticals > 0 && above->left > ruling->from + join &&
	       above->right < ruling->to - join && below->left > ruling->from + join &&
	       below->right < ruling->to - join &&
	       (fabsf(above->left - below->left) <= join || fabsf(above->right - below->right) <= join);
}

/* Step 1, again: where no outer border is drawn, a row that is one cell over the whole width touches no vertical. */
static void
join_strands(Lattice *lattice, float em)
{
	g_autofree Extent *extents = measure_components(lattice);
	g_autofree guint *roots = g_new(guint, lattice->count + 1);
	Strand strands[STRANDS_MAX];
	guint count = 0;

	for (guint i = 0; i < lattice->count; i++)
		roots[i] = pr_region_root(lattice->parents, i);
	for (guint i = 0; i < lattice->count && lattice->rulings[i].is_horizontal; i++) {
		const PrRuling *ruling = &lattice->rulings[i];
		guint k = 0;

		while (k < count && (fabsf(strands[k].from - ruling->from) > lattice->join ||
					    fabsf(strands[k].to - ruling->to) > lattice->join))
			k++;
		float height = k < count ? ruling->at - lattice->rulings[strands[k].ruling].at : 0;
		if (k < count && height <= MAX(SECTION_HEIGHT * em, strands[k].height) &&
			is_one_table(lattice, &extents[roots[strands[k].ruling]], &extents[roots[i]], ruling))
			pr_region_unite(lattice->parents, strands[k].ruling, i);
		if (k == STRANDS_MAX)
			k = i % STRANDS_MAX;
		strands[k] = (Strand){i, ruling->from, ruling->to, height};
		count = MAX(count, k + 1);
	}
}

gboolean
pr_rulings_connect(const PrRuling *rulings, guint count, float join, float em, guint *parents)
{
	Lattice lattice = {.rulings = rulings, .count = count, .parents = parents, .join = join};
	g_autofree guint *verticals = lattice.verticals = g_new(guint, count + 1);

	for (guint i = 0; i < count; i++) {
		parents[i] = i;
		if (!rulings[i].is_horizontal) /* sorted by `at` already, see PrPage */
			verticals[lattice.vertical_count++] = i;
	}
	if (!connect(&lattice))
		return FALSE;
	adopt_orphans(&lattice);
	join_strands(&lattice, em);
	return TRUE;
}
