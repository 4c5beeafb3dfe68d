/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The life of a PrPage. */
#include "extract/page.h"

static void
style_free(gpointer data)
{
	PrStyle *style = data;

	g_free(style->font);
	g_free(style);
}

PrPage *
pr_page_new(int number, float width, float height)
{
	PrPage *page = g_new0(PrPage, 1);

	page->number = number;
	page->width = width;
	page->height = height;
	page->styles = g_ptr_array_new_with_free_func(style_free);
	page->glyphs = g_array_new(FALSE, FALSE, sizeof(PrGlyph));
	page->runs = g_array_new(FALSE, FALSE, sizeof(PrRun));
	page->rulings = g_array_new(FALSE, FALSE, sizeof(PrRuling));
	page->fills = g_array_new(FALSE, FALSE, sizeof(PrFill));
	return page;
}

void
pr_page_free(PrPage *page)
{
	if (page == NULL)
		return;
	g_ptr_array_unref(page->styles);
	g_array_unref(page->glyphs);
	g_array_unref(page->runs);
	g_array_unref(page->rulings);
	g_array_unref(page->fills);
	g_clear_pointer(&page->tags, g_ptr_array_unref);
	g_free(page);
}

static gboolean
styles_equal(const PrStyle *a, const PrStyle *b)
{
	return a->size == b->size && a->rgb == b->rgb && a->is_bold == b->is_bold && a->is_italic == b->is_italic &&
	       a->is_vertical == b->is_vertical && g_strcmp0(a->font, b->font) == 0;
}

/* A glyph names its style by 16 bits, and each new style is compared with all before: a page with more styles than this
 * is no print but a trap. */
#define STYLES_MAX 4096

guint
pr_page_append_style(PrPage *page, const PrStyle *style)
{
	if (page->styles->len >= STYLES_MAX)
		return STYLES_MAX - 1;
	PrStyle *copy = g_new(PrStyle, 1);
	*copy = *style;
	copy->font = g_strdup(style->font);
	g_ptr_array_add(page->styles, copy);
	return page->styles->len - 1;
}

guint
pr_page_add_style(PrPage *page, const PrStyle *style)
{
	/* From the end: the style that came last is the likeliest to come again. */
	for (guint i = page->styles->len; i > 0; i--)
		if (styles_equal(g_ptr_array_index(page->styles, i - 1), style))
			return i - 1;
	return pr_page_append_style(page, style);
}

int
pr_ruling_compare(gconstpointer a, gconstpointer b)
{
	const PrRuling *left = a, *right = b;

	if (left->is_horizontal != right->is_horizontal)
		return left->is_horizontal ? -1 : 1;
	if (left->at != right->at)
		return left->at < right->at ? -1 : 1;
	return left->from < right->from ? -1 : left->from > right->from;
}

float
pr_page_type_size(const PrPage *page, const PrRect *within)
{
	g_autofree guint *counts = g_new0(guint, page->styles->len + 1);
	guint best = 0;

	for (guint i = 0; i < page->glyphs->len; i++) {
		const PrGlyph *glyph = &g_array_index(page->glyphs, PrGlyph, i);

		if (within == NULL ||
			pr_rect_contains(*within, pr_rect_center_x(glyph->box), pr_rect_center_y(glyph->box)))
			counts[glyph->style]++;
	}
	for (guint i = 1; i < page->styles->len; i++)
		if (counts[i] > counts[best])
			best = i;
	float size = counts[best] > 0 ? ((const PrStyle *)g_ptr_array_index(page->styles, best))->size : 0;
	return size > 1 ? size : 10;
}

guint
pr_rulings_lower(const GArray *rulings, gboolean is_horizontal, float at)
{
	guint low = 0, high = rulings->len;

	while (low < high) {
		guint middle = (low + high) / 2;
		const PrRuling *ruling = &g_array_index(rulings, PrRuling, middle);
		gboolean is_before = ruling->is_horizontal == is_horizontal ? ruling->at < at : ruling->is_horizontal;

		if (is_before)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
