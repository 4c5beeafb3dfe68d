/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text that lies over a page without being part of what it lies over: watermarks and stamps.
 *
 *              料        A style is aslant when most of its neighbours in the text layer are neither beside nor above each other.
 *          资            A style is a pale giant when it is set much larger than the page's text in a colour near to white.
 *      部                Either is kept, as text outside of tables, but no cell and no caption takes it.
 *  内
 */
#include "extract/fragment.h"

/* Neighbours are aslant when they move along both axes by this share of their distance, which is at most so many type
 * sizes. */
#define SLANT 0.15f
#define NEIGHBOUR_REACH 2.5f
/* A giant is set this many times as large as ordinary text; every channel of a pale colour is at least so bright. */
#define GIANT 2.0f
#define PALE 0xa0u

typedef struct {
	guint pairs, aslant;
} StyleCensus;

static gboolean
is_pale_giant(const PrStyle *style, float em)
{
	return style->size > GIANT * em && (style->rgb >> 16) >= PALE && ((style->rgb >> 8) & 0xff) >= PALE &&
	       (style->rgb & 0xff) >= PALE;
}

void
pr_overlay_mark(const PrPage *page, float em, PrLedger *ledger)
{
	g_autofree StyleCensus *styles = g_new0(StyleCensus, page->styles->len + 1);
	g_autofree gboolean *is_overlay = g_new0(gboolean, page->styles->len + 1);

	for (guint i = 1; i < page->glyphs->len; i++) {
		const PrGlyph *a = &g_array_index(page->glyphs, PrGlyph, i - 1),
			      *b = &g_array_index(page->glyphs, PrGlyph, i);
		float dx = fabsf(pr_rect_center_x(a->box) - pr_rect_center_x(b->box));
		float dy = fabsf(pr_rect_center_y(a->box) - pr_rect_center_y(b->box));
		float distance = hypotf(dx, dy);

		if (a->style != b->style || distance > NEIGHBOUR_REACH * pr_page_style(page, a)->size)
			continue;
		styles[a->style].pairs++;
		styles[a->style].aslant += dx > SLANT * distance && dy > SLANT * distance;
	}
	for (guint i = 0; i < page->styles->len; i++)
		is_overlay[i] = (styles[i].aslant > 1 && 2 * styles[i].aslant > styles[i].pairs) ||
				is_pale_giant(g_ptr_array_index(page->styles, i), em);
	for (guint i = 0; i < page->glyphs->len; i++)
		if (is_overlay[g_array_index(page->glyphs, PrGlyph, i).style])
			ledger->taken[i] = PR_GLYPH_OVERLAY;
}
