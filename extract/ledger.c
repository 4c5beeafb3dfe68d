/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which runs of a page lie in a box. On a page of many small grids nobody can look at all runs for each of them. */
#include "extract/fragment.h"
#include "extract/sort.h"

static PrRect
run_box(gconstpointer data, guint index)
{
	return g_array_index((const GArray *)data, PrRun, index).box;
}

PrBins *
pr_runs_index(const PrPage *page)
{
	return pr_bins_new(page->width, page->height, page->runs->len, run_box, page->runs);
}

static void
add_if_touched(const PrPage *page, PrRect box, guint index, GArray *found)
{
	PrRect run = run_box(page->runs, index);

	if (run.x1 > box.x0 && run.x0 < box.x1 && run.y1 > box.y0 && run.y0 < box.y1)
		g_array_append_val(found, index);
}

static int
compare_indices(gconstpointer a, gconstpointer b)
{
	guint left = *(const guint *)a, right = *(const guint *)b;

	return left < right ? -1 : left > right;
}

static void
drop_repeated(GArray *indices)
{
	guint kept = 0;

	for (guint i = 0; i < indices->len; i++)
		if (i == 0 || g_array_index(indices, guint, i) != g_array_index(indices, guint, kept - 1))
			g_array_index(indices, guint, kept++) = g_array_index(indices, guint, i);
	g_array_set_size(indices, kept);
}

GArray *
pr_ledger_runs(const PrLedger *ledger, const PrPage *page, PrRect box)
{
	GArray *found = g_array_new(FALSE, FALSE, sizeof(guint));

	if (ledger->runs == NULL) {
		for (guint i = 0; i < page->runs->len; i++)
			add_if_touched(page, box, i, found);
		return found;
	}
	PrBinsRange range = pr_bins_range(ledger->runs, box);
	for (guint y = range.y0; y <= range.y1; y++) {
		for (guint x = range.x0; x <= range.x1; x++) {
			guint length;
			const guint32 *list = pr_bins_list(ledger->runs, x, y, &length);

			for (guint i = 0; i < length; i++)
				add_if_touched(page, box, list[i], found);
		}
	}
	pr_sort(found->data, found->len, sizeof(guint), compare_indices);
	drop_repeated(found);
	return found;
}
