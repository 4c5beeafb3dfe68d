/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text outside of tables: lines cut at wide gaps, put into reading order by cutting the page in two again and again.
 *
 *   ┌───────────────────────┐      A white column through everything that is there comes first (two columns of prose are read
 *   │  heading              │      one after the other); else the widest white band separates what is above from what is
 *   │ ─── band ──────────── │      below; where neither is left, by line and from left to right.
 *   │ left col  │ right col │
 *   └───────────────────────┘
 */
#include "extract/layout.h"

/* Shares of the type size. */
#define SEGMENT_GAP 1.0f /* a wider gap ends a segment */
#define COLUMN_GAP 1.2f  /* a white column this wide separates columns of text */
/* Pages with more segments than this are read line by line: the cutting is quadratic at worst. */
#define CUT_MAX 3000u

static void
segment_clear(gpointer data)
{
	g_free(((PrSegment *)data)->text);
}

static void
set_segment_text(const PrLayout *layout, PrSegment *segment)
{
	PrText text = {0};

	pr_layout_append(layout, segment, PR_BREAK_NONE, &text);
	segment->text = pr_text_printed(&text);
	pr_text_clear(&text);
}

static gboolean
is_overlay(const PrLayout *layout, guint at)
{
	return layout->ledger->taken[g_array_index(layout->lines->order, guint, at)] == PR_GLYPH_OVERLAY;
}

static void
add_segment(PrLayout *layout, guint first, guint count)
{
	PrSegment segment = {.first = first, .count = count};
	guint bold = 0, overlay = 0;

	for (guint i = first; i < first + count; i++) {
		const PrGlyph *glyph = pr_lines_glyph(layout->lines, i);
		const PrStyle *style = pr_page_style(layout->page, glyph);

		segment.box = pr_rect_union(segment.box, glyph->box);
		segment.size = MAX(segment.size, style->size);
		bold += style->is_bold;
		overlay += is_overlay(layout, i);
	}
	segment.is_bold = 2 * bold > count;
	segment.is_overlay = overlay > 0;
	set_segment_text(layout, &segment);
	g_array_append_val(layout->segments, segment);
}

static void
cut_line(PrLayout *layout, const PrLine *line)
{
	guint from = line->first;
	float right = 0;

	for (guint i = line->first; i < line->first + line->count; i++) {
		const PrGlyph *glyph = pr_lines_glyph(layout->lines, i);

		if (i > from && (glyph->box.x0 - right > SEGMENT_GAP * line->size ||
					is_overlay(layout, i) != is_overlay(layout, i - 1))) {
			add_segment(layout, from, i - from);
			from = i;
			right = 0;
		}
		right = MAX(right, glyph->box.x1);
	}
	add_segment(layout, from, line->first + line->count - from);
}

static int
compare_by_top(gconstpointer a, gconstpointer b)
{
	const PrSegment *left = a, *right = b;

	if (left->box.y0 != right->box.y0)
		return left->box.y0 < right->box.y0 ? -1 : 1;
	return left->first < right->first ? -1 : left->first > right->first;
}

static int
compare_by_side(gconstpointer a, gconstpointer b)
{
	const PrSegment *left = a, *right = b;

	if (left->box.x0 != right->box.x0)
		return left->box.x0 < right->box.x0 ? -1 : 1;
	return left->first < right->first ? -1 : left->first > right->first;
}

/* With `segments` sorted along one axis: the index at which the widest gap that is wider than `least` begins the second
 * half; 0 where there is none. */
static guint
widest_gap(const PrSegment *segments, guint count, gboolean is_vertical, float least)
{
	float end = -G_MAXFLOAT, widest = least;
	guint at = 0;

	for (guint i = 0; i < count; i++) {
		float from = is_vertical ? segments[i].box.x0 : segments[i].box.y0;
		float to = is_vertical ? segments[i].box.x1 : segments[i].box.y1;

		if (i > 0 && from - end > widest) {
			widest = from - end;
			at = i;
		}
		end = MAX(end, to);
	}
	return at;
}

static gboolean
has_two_lines(const PrSegment *segments, guint count)
{
	for (guint i = 1; i < count; i++)
		if (segments[i].box.y0 > segments[0].box.y1 || segments[i].box.y1 < segments[0].box.y0)
			return TRUE;
	return FALSE;
}

/* Segments sorted by their tops: those that share a line, from left to right. */
static void
order_by_line(PrSegment *segments, guint count)
{
	guint from = 0;

	for (guint i = 1; i <= count; i++) {
		PrRect line = segments[from].box;

		if (i < count && segments[i].box.y0 < pr_rect_center_y(line))
			continue;
		qsort(segments + from, i - from, sizeof(PrSegment), compare_by_side);
		from = i;
	}
}

static void
order_segments(PrSegment *segments, guint count)
{
	if (count < 2)
		return;
	float size = segments[0].size;
	qsort(segments, count, sizeof(PrSegment), compare_by_side);
	guint at = widest_gap(segments, count, TRUE, COLUMN_GAP * size);
	if (at == 0 || !has_two_lines(segments, at) || !has_two_lines(segments + at, count - at)) {
		qsort(segments, count, sizeof(PrSegment), compare_by_top);
		at = widest_gap(segments, count, FALSE, 0);
	}
	if (at == 0) {
		order_by_line(segments, count);
		return;
	}
	order_segments(segments, at);
	order_segments(segments + at, count - at);
}

PrLayout *
pr_layout_new(const PrPage *page, const PrLedger *ledger)
{
	PrLayout *layout = g_new0(PrLayout, 1);
	g_autoptr(GArray) glyphs = g_array_new(FALSE, FALSE, sizeof(guint));

	layout->page = page;
	layout->ledger = ledger;
	layout->segments = g_array_new(FALSE, TRUE, sizeof(PrSegment));
	g_array_set_clear_func(layout->segments, segment_clear);
	for (guint i = 0; i < page->glyphs->len; i++) {
		const PrGlyph *glyph = &g_array_index(page->glyphs, PrGlyph, i);

		if (ledger->taken[i] != PR_GLYPH_TAKEN && glyph->direction == PR_DIRECTION_RIGHT &&
			pr_glyph_is_kept(glyph))
			g_array_append_val(glyphs, i);
	}
	layout->lines = pr_lines_new(page, PR_DIRECTION_RIGHT, (const guint *)glyphs->data, glyphs->len);
	for (guint i = 0; i < layout->lines->lines->len; i++)
		cut_line(layout, pr_lines_at(layout->lines, i));
	if (layout->segments->len <= CUT_MAX)
		order_segments((PrSegment *)layout->segments->data, layout->segments->len);
	return layout;
}

void
pr_layout_free(PrLayout *layout)
{
	if (layout == NULL)
		return;
	pr_lines_free(layout->lines);
	g_array_unref(layout->segments);
	g_free(layout);
}

void
pr_layout_append(const PrLayout *layout, const PrSegment *segment, PrBreak before, PrText *text)
{
	pr_lines_append(layout->lines, segment->first, segment->count, before, text);
}
