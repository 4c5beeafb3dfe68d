/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What lies over and under what, in painting order.
 *
 * The page is cut into cells of equal size; each cell lists the marks that touch it, in painting order:
 *
 *	 ┌────┬────┬────┐      cell 1: 0 2      mark 0 is the page's background, 2 a white patch
 *	 │ 1  │ 2  │ 3  │      cell 2: 0 1 2    mark 1 a black line across cells 2 and 3
 *	 └────┴────┴────┘      cell 3: 0 1
 *
 * "What is under this line?" walks down its cell's list from the line; "is it hidden later?" walks up. The lists hold a few
 * entries on every real page. On a page made to break this the cells get larger and the walks are cut short, so that the work
 * stays in proportion to the number of marks; a cut walk answers "cannot be told" and "not hidden". */
#include "extract/cover.h"

#include <string.h>

/* Cells a side at first, and how many list entries a mark may cost on average before the cells are made larger. */
#define CELLS_MAX 48
#define ENTRIES_A_MARK 24
#define ENTRIES_FREE 16384
#define STEPS_MAX 256
/* How much of a box has to be under a mark to be hidden by it. */
#define HIDDEN_SHARE 0.8f
/* Colours closer than this in every channel look the same. */
#define COLOUR_STEP 10
#define PAPER 0xffffffu

struct PrCover {
	const GArray *marks; /* of PrMark, borrowed */
	guint cells;         /* a side */
	float cell_width, cell_height;
	guint32 *starts;     /* cells × cells + 1: where each cell's list begins */
	guint32 *entries;    /* mark indices, ascending in each list */
};

static guint
cell_of(float at, float size, guint cells)
{
	float cell = at / size;

	return cell >= 1 ? (guint)MIN(cell, (float)(cells - 1)) : 0;
}

typedef struct {
	guint x0, y0, x1, y1;
} CellRange;

static CellRange
range_of(const PrCover *cover, PrRect box)
{
	return (CellRange){
		cell_of(box.x0, cover->cell_width, cover->cells),
		cell_of(box.y0, cover->cell_height, cover->cells),
		cell_of(box.x1, cover->cell_width, cover->cells),
		cell_of(box.y1, cover->cell_height, cover->cells),
	};
}

static guint64
count_entries(const PrCover *cover)
{
	guint64 count = 0;

	for (guint i = 0; i < cover->marks->len; i++) {
		CellRange r = range_of(cover, g_array_index(cover->marks, PrMark, i).box);
		count += (guint64)(r.x1 - r.x0 + 1) * (r.y1 - r.y0 + 1);
	}
	return count;
}

static void
set_cells(PrCover *cover, guint cells, float width, float height)
{
	cover->cells = cells;
	cover->cell_width = MAX(width, 1) / (float)cells;
	cover->cell_height = MAX(height, 1) / (float)cells;
}

/* Fills the lists in two passes: count, then place. */
static void
build_lists(PrCover *cover, guint64 entry_count)
{
	guint total = cover->cells * cover->cells;
	g_autofree guint32 *next = g_new0(guint32, total);

	cover->starts = g_new0(guint32, total + 1);
	cover->entries = g_new(guint32, entry_count + 1);
	for (guint pass = 0; pass < 2; pass++) {
		for (guint i = 0; i < cover->marks->len; i++) {
			CellRange r = range_of(cover, g_array_index(cover->marks, PrMark, i).box);
			for (guint y = r.y0; y <= r.y1; y++)
				for (guint x = r.x0; x <= r.x1; x++) {
					guint cell = y * cover->cells + x;
					if (pass == 0)
						cover->starts[cell + 1]++;
					else
						cover->entries[next[cell]++] = i;
				}
		}
		for (guint cell = 0; pass == 0 && cell < total; cell++) {
			next[cell] = cover->starts[cell];
			cover->starts[cell + 1] += cover->starts[cell];
		}
	}
}

PrCover *
pr_cover_new(const PrMarks *marks, float width, float height)
{
	PrCover *cover = g_new0(PrCover, 1);
	guint64 allowed = ENTRIES_FREE + (guint64)marks->marks->len * ENTRIES_A_MARK;
	guint cells = CELLS_MAX;
	guint64 count = 0;

	cover->marks = marks->marks;
	for (;; cells /= 2) {
		set_cells(cover, cells, width, height);
		count = count_entries(cover);
		if (count <= allowed || cells == 1)
			break;
	}
	build_lists(cover, count);
	return cover;
}

void
pr_cover_free(PrCover *cover)
{
	if (cover == NULL)
		return;
	g_free(cover->starts);
	g_free(cover->entries);
	g_free(cover);
}

/* The list of the cell about a point, and the place in it of the first mark that is `order` or later. */
static const guint32 *
list_at(const PrCover *cover, float x, float y, guint32 order, guint *length, guint *split)
{
	guint cell = cell_of(y, cover->cell_height, cover->cells) * cover->cells + cell_of(x, cover->cell_width, cover->cells);
	const guint32 *list = cover->entries + cover->starts[cell];
	guint low = 0, high = cover->starts[cell + 1] - cover->starts[cell];

	*length = high;
	while (low < high) {
		guint middle = low + (high - low) / 2;
		if (list[middle] < order)
			low = middle + 1;
		else
			high = middle;
	}
	*split = low;
	return list;
}

guint32
pr_cover_mix(guint32 rgb, guint32 below, guint8 alpha)
{
	guint32 mixed = 0;

	for (guint shift = 0; shift <= 16; shift += 8) {
		guint over = (rgb >> shift) & 0xff, under = (below >> shift) & 0xff;
		mixed |= ((over * alpha + under * (255u - alpha) + 127) / 255) << shift;
	}
	return mixed;
}

gboolean
pr_cover_same_colour(guint32 a, guint32 b)
{
	for (guint shift = 0; shift <= 16; shift += 8) {
		int step = (int)((a >> shift) & 0xff) - (int)((b >> shift) & 0xff);
		if (ABS(step) > COLOUR_STEP)
			return FALSE;
	}
	return TRUE;
}

static gboolean
is_inside(PrRect box, float x, float y)
{
	return x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1;
}

/* Layers of half-transparent paint are mixed from the lowest that matters up. */
#define LAYERS_MAX 8

gboolean
pr_cover_below(const PrCover *cover, float x, float y, guint32 order, guint32 *rgb)
{
	const PrMark *layers[LAYERS_MAX];
	guint length = 0, split = 0, count = 0;
	const guint32 *list = list_at(cover, x, y, order, &length, &split);
	gboolean is_ground = FALSE;

	for (guint i = split; i > 0 && !is_ground; i--) {
		const PrMark *mark = &g_array_index(cover->marks, PrMark, list[i - 1]);
		if (split - i > STEPS_MAX)
			return FALSE;
		if (!is_inside(mark->box, x, y))
			continue;
		if (mark->kind != PR_MARK_BOX || !mark->has_rgb || mark->is_dashed || count == LAYERS_MAX)
			return FALSE;
		layers[count++] = mark;
		is_ground = mark->alpha == 255;
	}
	*rgb = PAPER;
	for (guint i = count; i > 0; i--)
		*rgb = pr_cover_mix(layers[i - 1]->rgb, *rgb, layers[i - 1]->alpha);
	return TRUE;
}

static float
shared(float a0, float a1, float b0, float b1)
{
	return a1 > a0 ? MAX(0, MIN(a1, b1) - MAX(a0, b0)) / (a1 - a0) : 1;
}

gboolean
pr_cover_hides(const PrCover *cover, PrRect box, guint32 order, const guint32 *ink)
{
	float x = pr_rect_center_x(box), y = pr_rect_center_y(box);
	guint length = 0, split = 0;
	const guint32 *list = list_at(cover, x, y, order, &length, &split);

	for (guint i = split; i < length && i - split < STEPS_MAX; i++) {
		const PrMark *mark = &g_array_index(cover->marks, PrMark, list[i]);
		if (mark->kind == PR_MARK_AREA || mark->alpha < 255 || mark->is_dashed || !is_inside(mark->box, x, y))
			continue;
		if (ink != NULL && mark->has_rgb && pr_cover_same_colour(mark->rgb, *ink))
			continue;
		float share = shared(box.x0, box.x1, mark->box.x0, mark->box.x1) *
			shared(box.y0, box.y1, mark->box.y0, mark->box.y1);
		if (share >= HIDDEN_SHARE)
			return TRUE;
	}
	return FALSE;
}
