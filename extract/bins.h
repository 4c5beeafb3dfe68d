/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrBins: boxes of a page, to be found by place. Private to extract/. */
#pragma once

#include "extract/rect.h"

/* Square of cells over the page; each lists the boxes that touch it, by index, ascending. What lies off the page is in
 * the cells at its edge. Immutable once made. */
typedef struct {
	guint cells; /* a side */
	float cell_width, cell_height;
	guint32 *starts; /* cells × cells + 1 */
	guint32 *entries;
} PrBins;

typedef PrRect (*PrBinsBox)(gconstpointer data, guint index);

/* Bins for the boxes 0 to count - 1 of `data`, which is not needed afterwards. */
PrBins *pr_bins_new(float width, float height, guint count, PrBinsBox box, gconstpointer data);
void pr_bins_free(PrBins *bins);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrBins, pr_bins_free)

typedef struct {
	guint x0, y0, x1, y1; /* cells, the last included */
} PrBinsRange;

static inline guint
pr_bins_cell(float at, float size, guint cells)
{
	float cell = at / size;

	return cell >= 1 ? (guint)MIN(cell, (float)(cells - 1)) : 0;
}

static inline PrBinsRange
pr_bins_range(const PrBins *bins, PrRect box)
{
	return (PrBinsRange){
		pr_bins_cell(box.x0, bins->cell_width, bins->cells),
		pr_bins_cell(box.y0, bins->cell_height, bins->cells),
		pr_bins_cell(box.x1, bins->cell_width, bins->cells),
		pr_bins_cell(box.y1, bins->cell_height, bins->cells),
	};
}

static inline const guint32 *
pr_bins_list(const PrBins *bins, guint x, guint y, guint *length)
{
	guint cell = y * bins->cells + x;

	*length = bins->starts[cell + 1] - bins->starts[cell];
	return bins->entries + bins->starts[cell];
}
