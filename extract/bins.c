/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Boxes in cells of the page: a two-dimensional counting sort.
 *
 *	 ┌────┬────┬────┐      cell 1: 0 2      box 0 is the page's background, 2 a small patch
 *	 │ 1  │ 2  │ 3  │      cell 2: 0 1 2    box 1 a line across cells 2 and 3
 *	 └────┴────┴────┘      cell 3: 0 1
 *
 * A box costs an entry in each cell it touches. On a page made to break this (a hundred thousand boxes, each as large
 * as the page) the cells are made larger until a box costs a few entries on average, so that building stays in
 * proportion to the number of boxes; who walks a list has to stop after so many steps. */
#include "extract/bins.h"

/* Cells a side at most, and how many cells there are for each box unless that is more. */
#define CELLS_MAX 512
#define CELLS_A_BOX 4
/* How many entries are spent on a page and on each box before the cells are made larger. */
#define ENTRIES_FREE 16384
#define ENTRIES_A_BOX 24

/* The cells of each box, in `ranges`; how many entries they need. */
static guint64
find_ranges(const PrBins *bins, guint count, PrBinsBox box, gconstpointer data, PrBinsRange *ranges)
{
	guint64 entries = 0;

	for (guint i = 0; i < count; i++) {
		PrBinsRange r = pr_bins_range(bins, box(data, i));

		entries += (guint64)(r.x1 - r.x0 + 1) * (r.y1 - r.y0 + 1);
		ranges[i] = r;
	}
	return entries;
}

/* Two passes: how long is each list, then what is in it. */
static void
build_lists(PrBins *bins, const PrBinsRange *ranges, guint count)
{
	guint total = bins->cells * bins->cells;
	g_autofree guint32 *next = g_new0(guint32, total);

	for (guint pass = 0; pass < 2; pass++) {
		for (guint i = 0; i < count; i++) {
			PrBinsRange r = ranges[i];
			for (guint y = r.y0; y <= r.y1; y++)
				for (guint x = r.x0; x <= r.x1; x++) {
					guint cell = y * bins->cells + x;
					if (pass == 0)
						bins->starts[cell + 1]++;
					else
						bins->entries[next[cell]++] = i;
				}
		}
		for (guint cell = 0; pass == 0 && cell < total; cell++) {
			next[cell] = bins->starts[cell];
			bins->starts[cell + 1] += bins->starts[cell];
		}
	}
}

PrBins *
pr_bins_new(float width, float height, guint count, PrBinsBox box, gconstpointer data)
{
	PrBins *bins = g_new0(PrBins, 1);
	guint64 allowed = ENTRIES_FREE + (guint64)count * ENTRIES_A_BOX, entries = 0;
	g_autofree PrBinsRange *ranges = g_new(PrBinsRange, MAX(count, 1));

	bins->cells = CELLS_MAX;
	while (bins->cells > 1 && bins->cells * bins->cells > CELLS_A_BOX * MAX(count, 1))
		bins->cells /= 2;
	for (;; bins->cells /= 2) {
		bins->cell_width = MAX(width, 1) / (float)bins->cells;
		bins->cell_height = MAX(height, 1) / (float)bins->cells;
		entries = find_ranges(bins, count, box, data, ranges);
		if (entries <= allowed || bins->cells == 1)
			break;
	}
	bins->starts = g_new0(guint32, bins->cells * bins->cells + 1);
	bins->entries = g_new(guint32, entries + 1);
	build_lists(bins, ranges, count);
	return bins;
}

void
pr_bins_free(PrBins *bins)
{
	if (bins == NULL)
		return;
	g_free(bins->starts);
	g_free(bins->entries);
	g_free(bins);
}
