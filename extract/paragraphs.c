/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Free segments in reading order → paragraphs. */
#include "extract/layout.h"

/* Shares of the type size, unless said otherwise. */
#define LEADING 1.1f /* of the line height: white between the lines of one paragraph */
#define SIZE_CHANGE 0.15f
#define INDENT 0.8f

/* Whether `below` goes on with the paragraph whose last line is `above`. `left` and `right` are the paragraph's edges
 * so far. */
static gboolean
goes_on(const PrSegment *above, const PrSegment *below, guint line_count, float left, float right)
{
	float size = MAX(above->size, below->size);
	float gap = below->box.y0 - above->box.y1;

	if (above->is_overlay != below->is_overlay)
		return FALSE;
	if (below->box.y0 < pr_rect_center_y(above->box)) /* the same line, behind a wide gap */
		return below->box.x0 >= above->box.x1 && below->box.y1 > pr_rect_center_y(above->box);
	if (fabsf(above->size - below->size) > SIZE_CHANGE * size || above->is_bold != below->is_bold)
		return FALSE;
	if (gap > LEADING * pr_rect_height(above->box) || below->box.x1 < left || below->box.x0 > right)
		return FALSE;
	if (below->box.x0 > left + INDENT * size && line_count > 1) /* the next paragraph's first line */
		return FALSE;
	/* The line above ended early: on purpose. */
	return above->box.x1 > MAX(right, below->box.x1) - 2 * size;
}

void
pr_layout_paragraphs(const PrLayout *layout, GPtrArray *paragraphs)
{
	const PrSegment *above = NULL;
	PrParagraph *open = NULL;
	float left = 0, right = 0;
	guint line_count = 0;

	for (guint i = 0; i < layout->segments->len; i++) {
		const PrSegment *segment = pr_layout_at(layout, i);

		if (segment->use != PR_USE_FREE)
			continue;
		if (above != NULL && goes_on(above, segment, line_count, left, right)) {
			gboolean same_line = segment->box.y0 < pr_rect_center_y(above->box);
			pr_layout_append(layout, segment, same_line ? PR_BREAK_SPACE : PR_BREAK_LINE, &open->text);
			/* From its second line on a paragraph stands at its own left edge, whatever the first line's
			 * indent. */
			left = line_count == 1 && !same_line ? segment->box.x0 : MIN(left, segment->box.x0);
			right = MAX(right, segment->box.x1);
			line_count += !same_line;
		} else {
			open = pr_paragraph_new(layout->page->number, PR_PARAGRAPH_BODY);
			g_ptr_array_add(paragraphs, open);
			pr_layout_append(layout, segment, PR_BREAK_NONE, &open->text);
			left = segment->box.x0;
			right = segment->box.x1;
			line_count = 1;
		}
		above = segment;
	}
}
