/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What lies over and under what, in painting order.
 *
 * "What is under this line?" walks down the list of its cell (see bins.c) from the line; "is it hidden later?" walks
 * up. The lists hold a few entries on every real page; a walk that gets long is cut, and answers "cannot be told" and
 * "not hidden". */
#include "extract/cover.h"
#include "extract/bins.h"

#define STEPS_MAX 256
/* How much of a box has to be under a mark to be hidden by it. */
#define HIDDEN_SHARE 0.8f
/* Colours closer than this in every channel look the same. */
#define COLOUR_STEP 10
#define PAPER 0xffffffu

struct PrCover {
	const GArray *marks; /* of PrMark, borrowed */
	PrBins *bins;
};

static PrRect
mark_box(gconstpointer data, guint index)
{
	return g_array_index((const GArray *)data, PrMark, index).box;
}

PrCover *
pr_cover_new(const PrMarks *marks, float width, float height)
{
	PrCover *cover = g_new0(PrCover, 1);

	cover->marks = marks->marks;
	cover->bins = pr_bins_new(width, height, marks->marks->len, mark_box, marks->marks);
	return cover;
}

void
pr_cover_free(PrCover *cover)
{
	if (cover == NULL)
		return;
	pr_bins_free(cover->bins);
	g_free(cover);
}

/* The list of the cell about a point, and the place in it of the first mark that is `order` or later. */
static const guint32 *
list_at(const PrCover *cover, float x, float y, guint32 order, guint *length, guint *split)
{
	PrBinsRange at = pr_bins_range(cover->bins, (PrRect){x, y, x, y});
	const guint32 *list = pr_bins_list(cover->bins, at.x0, at.y0, length);
	guint low = 0, high = *length;

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

gboolean
pr_cover_swallows(const PrCover *cover, PrRect box, guint32 rgb, guint8 alpha, guint32 order)
{
	static const float places[] = {0.13f, 0.41f, 0.67f, 0.89f};

	for (guint i = 0; i < G_N_ELEMENTS(places); i++) {
		float x = box.x0 + places[i] * pr_rect_width(box), y = box.y0 + places[i] * pr_rect_height(box);
		guint32 below = 0;

		if (!pr_cover_below(cover, x, y, order, &below) ||
			!pr_cover_same_colour(pr_cover_mix(rgb, below, alpha), below))
			return FALSE;
	}
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
