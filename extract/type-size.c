/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The type size of fonts without a name.
 *
 * The letters of a Type 3 font are drawings, in units that only its author knows. poppler guesses the size from the
 * width of one of them, and takes an ideograph for a letter half as wide: type of 8.5 points is told as one of 17, and
 * its boxes reach over the lines above and below:
 *
 *      ┌──────┐                           What the characters say themselves: an ideograph is as wide as its type is high, a digit
 *      │┌────┐│  told, and               a little more than half of that, a small letter about half. Where that is far from what
 *      ││ 水 ││  as it is              poppler says, the boxes are drawn in towards the line that the letters stand on.
 *      │└────┘│
 *      └──────┘
 */
#include "extract/type-size.h"

#include <string.h>

/* Widths in type sizes. */
#define DIGIT_WIDTH 0.56f
#define LETTER_WIDTH 0.5f
#define LETTERS_LEAST 8u
/* Told sizes that are no farther off are left alone: faces differ by as much. */
#define FAR_OFF 1.35f
/* Where the line stands in a box, from the top: poppler's ascent and descent of a font that does not say its own. */
#define ASCENT_SHARE (0.95f / 1.3f)

typedef enum {
	WIDTH_IDEOGRAPH,
	WIDTH_DIGIT,
	WIDTH_LETTER,
	WIDTH_KINDS,
} WidthKind;

typedef struct {
	float sums[WIDTH_KINDS];
	guint counts[WIDTH_KINDS];
} Widths;

static gboolean
is_level(const PrGlyph *glyph)
{
	return glyph->direction == PR_DIRECTION_RIGHT || glyph->direction == PR_DIRECTION_LEFT;
}

static gboolean
is_nameless(const PrStyle *style)
{
	return !style->is_vertical && (*style->font == '\0' || strcmp(style->font, "Default") == 0);
}

static void
note_width(Widths *widths, const PrGlyph *glyph)
{
	WidthKind kind = WIDTH_KINDS;

	if ((glyph->ch >= 0x2e80 && glyph->ch <= 0x2fdf) || (glyph->ch >= 0x3400 && glyph->ch <= 0x9fff))
		kind = WIDTH_IDEOGRAPH;
	else if (g_ascii_isdigit((char)MIN(glyph->ch, 0x7fu)))
		kind = WIDTH_DIGIT;
	else if (glyph->ch < 0x80 && g_ascii_islower((char)glyph->ch))
		kind = WIDTH_LETTER;
	else
		return;
	widths->sums[kind] += is_level(glyph) ? pr_rect_width(glyph->box) : pr_rect_height(glyph->box);
	widths->counts[kind]++;
}

/* What the characters say the type size is; 0: nothing. */
static float
size_by(const Widths *widths)
{
	static const float shares[WIDTH_KINDS] = {1, DIGIT_WIDTH, LETTER_WIDTH};
	static const guint least[WIDTH_KINDS] = {1, 1, LETTERS_LEAST};

	for (guint kind = 0; kind < WIDTH_KINDS; kind++)
		if (widths->counts[kind] >= least[kind])
			return widths->sums[kind] / (float)widths->counts[kind] / shares[kind];
	return 0;
}

/* `share` of the box, towards the line that the glyph stands on. */
static void
draw_in(PrGlyph *glyph, float share)
{
	PrRect *box = &glyph->box;
	gboolean is_upright = glyph->direction == PR_DIRECTION_RIGHT || glyph->direction == PR_DIRECTION_UP;
	float before = is_upright ? ASCENT_SHARE : 1 - ASCENT_SHARE;
	float *from = is_level(glyph) ? &box->y0 : &box->x0, *to = is_level(glyph) ? &box->y1 : &box->x1;
	float line = *from + before * (*to - *from);

	*from = line - share * (line - *from);
	*to = line + share * (*to - line);
}

static void
join_boxes(PrPage *page)
{
	for (guint i = 0; i < page->runs->len; i++) {
		PrRun *run = &g_array_index(page->runs, PrRun, i);

		run->box = g_array_index(page->glyphs, PrGlyph, run->first).box;
		for (guint k = run->first + 1; k < run->first + run->count; k++)
			run->box = pr_rect_union(run->box, g_array_index(page->glyphs, PrGlyph, k).box);
	}
}

void
pr_type_sizes_mend(PrPage *page)
{
	g_autofree Widths *widths = g_new0(Widths, page->styles->len + 1);
	g_autofree float *shares = g_new0(float, page->styles->len + 1);
	gboolean is_any = FALSE, is_mended = FALSE;

	for (guint i = 0; i < page->styles->len && !is_any; i++)
		is_any = is_nameless(g_ptr_array_index(page->styles, i));
	if (!is_any)
		return;
	for (guint i = 0; i < page->glyphs->len; i++) {
		const PrGlyph *glyph = &g_array_index(page->glyphs, PrGlyph, i);
		note_width(&widths[glyph->style], glyph);
	}
	for (guint i = 0; i < page->styles->len; i++) {
		PrStyle *style = g_ptr_array_index(page->styles, i);
		float size = is_nameless(style) ? size_by(&widths[i]) : 0;

		if (size <= 0 || (style->size <= FAR_OFF * size && size <= FAR_OFF * style->size))
			continue;
		shares[i] = size / style->size;
		style->size = size;
		is_mended = TRUE;
	}
	if (!is_mended)
		return;
	for (guint i = 0; i < page->glyphs->len; i++) {
		PrGlyph *glyph = &g_array_index(page->glyphs, PrGlyph, i);
		if (shares[glyph->style] > 0)
			draw_in(glyph, shares[glyph->style]);
	}
	join_boxes(page);
}
