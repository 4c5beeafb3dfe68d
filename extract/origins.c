/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which painted glyph is this character?
 *
 * The text layer says what is written and in which box; painting says where a glyph was really set, how turned and in
 * which colour, but not what it means. They meet by place. A glyph is set at its origin, which lies where its box
 * begins, on the baseline. The window in which it is looked for begins a little before the box and ends as much before
 * its end, so that the origin of the next glyph, which stands exactly at the end, is outside:
 *
 *	    ┌──────┬──────┐
 *	  ╎ │  合 ╎│  计  │         ╎   ╎  window of 合
 *	  ╎ o─────╎o──────┘         o      origins
 *
 * Characters come mostly in the order they were painted, so that for their direction the next one painted is tried
 * first. */
#include "extract/origins.h"
#include "extract/bins.h"

/* How far the window stands before the box, as a share of its length, and how far it reaches beyond it across. */
#define WINDOW_SHIFT 0.25f
#define WINDOW_ACROSS 0.2f
/* A window is no shorter than this share of its height: parts of a ligature share one origin. */
#define WINDOW_SHORTEST 0.3f
/* How many glyphs of a cell are looked at. More than that stand in one cell only if they are piled up. */
#define STEPS_MAX 512

struct PrOrigins {
	const GArray *glyphs; /* of PrMarkGlyph, borrowed */
	gboolean are_known;
	guint common; /* the direction that all share, or PR_DIRECTION_UNKNOWN */
	guint next;   /* the one to be tried first */
	PrBins *bins;
};

static PrRect
glyph_box(gconstpointer data, guint index)
{
	const PrMarkGlyph *glyph = &g_array_index((const GArray *)data, PrMarkGlyph, index);

	return (PrRect){glyph->x, glyph->y, glyph->x, glyph->y};
}

PrOrigins *
pr_origins_new(const PrMarks *marks, float width, float height)
{
	PrOrigins *origins = g_new0(PrOrigins, 1);

	origins->glyphs = marks->glyphs;
	origins->are_known = marks->has_glyphs && !marks->has_lost_glyphs;
	origins->bins = pr_bins_new(width, height, marks->glyphs->len, glyph_box, marks->glyphs);
	origins->common = PR_DIRECTION_UNKNOWN;
	for (guint i = 0; i < marks->glyphs->len; i++) {
		guint direction = pr_origins_at(origins, i)->direction;
		if (i > 0 && direction != origins->common) {
			origins->common = PR_DIRECTION_UNKNOWN;
			break;
		}
		origins->common = direction;
	}
	return origins;
}

void
pr_origins_free(PrOrigins *origins)
{
	if (origins == NULL)
		return;
	pr_bins_free(origins->bins);
	g_free(origins);
}

const PrMarkGlyph *
pr_origins_at(const PrOrigins *origins, guint index)
{
	return &g_array_index(origins->glyphs, PrMarkGlyph, index);
}

gboolean
pr_origins_are_known(const PrOrigins *origins)
{
	return origins->are_known;
}

static PrRect
window_of(PrRect box, guint direction)
{
	gboolean level = direction == PR_DIRECTION_RIGHT || direction == PR_DIRECTION_LEFT;
	float across = WINDOW_ACROSS * (level ? pr_rect_height(box) : pr_rect_width(box));
	float length = level ? pr_rect_width(box) : pr_rect_height(box);
	float missing = MAX(0, WINDOW_SHORTEST * (level ? pr_rect_height(box) : pr_rect_width(box)) - length);
	float shift = WINDOW_SHIFT * length;

	if (direction == PR_DIRECTION_UNKNOWN)
		return (PrRect){box.x0 - across, box.y0 - shift, box.x1 + across, box.y1 + shift};
	if (direction == PR_DIRECTION_LEFT || direction == PR_DIRECTION_UP)
		shift = -shift;
	if (level)
		return (PrRect){box.x0 - shift - missing, box.y0 - across, box.x1 - shift + missing, box.y1 + across};
	return (PrRect){box.x0 - across, box.y0 - shift - missing, box.x1 + across, box.y1 - shift + missing};
}

static guint
find_in_cells(const PrOrigins *origins, PrRect window, guint *found, guint max)
{
	PrBinsRange range = pr_bins_range(origins->bins, window);
	guint count = 0;

	for (guint y = range.y0; y <= range.y1; y++)
		for (guint x = range.x0; x <= range.x1; x++) {
			guint length = 0;
			const guint32 *list = pr_bins_list(origins->bins, x, y, &length);
			for (guint i = 0; i < MIN(length, STEPS_MAX) && count < max; i++) {
				const PrMarkGlyph *glyph = &g_array_index(origins->glyphs, PrMarkGlyph, list[i]);
				if (pr_rect_contains(window, glyph->x, glyph->y))
					found[count++] = list[i];
			}
		}
	return count;
}

guint
pr_origins_find(PrOrigins *origins, PrRect box, guint direction, guint *found, guint max)
{
	if (origins->glyphs->len == 0)
		return 0;
	guint count = find_in_cells(origins, window_of(box, direction), found, max);
	if (count > 0)
		origins->next = found[count - 1] + 1;
	return count;
}

/* The nearest one painted is not looked for: glyphs that share a box and are turned differently are not seen in
 * practice. */
guint
pr_origins_direction(PrOrigins *origins, PrRect box)
{
	guint found = origins->next;

	if (origins->common != PR_DIRECTION_UNKNOWN || origins->glyphs->len == 0)
		return origins->common;
	PrRect window = window_of(box, PR_DIRECTION_UNKNOWN);
	if (found < origins->glyphs->len &&
		pr_rect_contains(window, pr_origins_at(origins, found)->x, pr_origins_at(origins, found)->y)) {
		origins->next = found + 1;
		return pr_origins_at(origins, found)->direction;
	}
	if (pr_origins_find(origins, box, PR_DIRECTION_UNKNOWN, &found, 1) == 0)
		return PR_DIRECTION_UNKNOWN;
	return pr_origins_at(origins, found)->direction;
}
