/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Quarter turns of pages and boxes.
 *
 *   direction     reader turns the paper     (x, y) becomes
 *   RIGHT         not                        (x, y)
 *   DOWN          counter-clockwise          (y, width - x)
 *   LEFT          half way                   (width - x, height - y)
 *   UP            clockwise                  (height - y, x)
 */
#include "extract/turn.h"

PrRect
pr_turn_rect(PrRect box, PrDirection direction, float width, float height)
{
	switch (direction) {
	case PR_DIRECTION_DOWN:
		return pr_rect(box.y0, width - box.x1, box.y1, width - box.x0);
	case PR_DIRECTION_LEFT:
		return pr_rect(width - box.x1, height - box.y1, width - box.x0, height - box.y0);
	case PR_DIRECTION_UP:
		return pr_rect(height - box.y1, box.x0, height - box.y0, box.x1);
	case PR_DIRECTION_RIGHT:
		break;
	}
	return box;
}

PrRect
pr_turn_rect_back(PrRect box, PrDirection direction, float width, float height)
{
	switch (direction) {
	case PR_DIRECTION_DOWN: /* turned by UP, on paper of height × width */
		return pr_turn_rect(box, PR_DIRECTION_UP, height, width);
	case PR_DIRECTION_UP:
		return pr_turn_rect(box, PR_DIRECTION_DOWN, height, width);
	case PR_DIRECTION_LEFT:
	case PR_DIRECTION_RIGHT:
		break;
	}
	return pr_turn_rect(box, direction, width, height);
}

static PrRuling
turn_ruling(PrRuling ruling, PrDirection direction, float width, float height)
{
	PrRect line = ruling.is_horizontal ? pr_rect(ruling.from, ruling.at, ruling.to, ruling.at)
					   : pr_rect(ruling.at, ruling.from, ruling.at, ruling.to);

	line = pr_turn_rect(line, direction, width, height);
	ruling.is_horizontal ^= direction != PR_DIRECTION_LEFT;
	ruling.at = ruling.is_horizontal ? line.y0 : line.x0;
	ruling.from = ruling.is_horizontal ? line.x0 : line.y0;
	ruling.to = ruling.is_horizontal ? line.x1 : line.y1;
	return ruling;
}

PrPage *
pr_page_turned(const PrPage *page, PrDirection direction)
{
	gboolean is_sideways = direction != PR_DIRECTION_LEFT;
	PrPage *turned = pr_page_new(
		page->number, is_sideways ? page->height : page->width, is_sideways ? page->width : page->height);

	g_return_val_if_fail(direction != PR_DIRECTION_RIGHT, turned);
	for (guint i = 0; i < page->styles->len; i++)
		pr_page_add_style(turned, g_ptr_array_index(page->styles, i));
	g_array_append_vals(turned->glyphs, page->glyphs->data, page->glyphs->len);
	g_array_append_vals(turned->runs, page->runs->data, page->runs->len);
	g_array_append_vals(turned->fills, page->fills->data, page->fills->len);
	g_array_append_vals(turned->rulings, page->rulings->data, page->rulings->len);
	turned->image_count = page->image_count;
	for (guint i = 0; i < turned->glyphs->len; i++) {
		PrGlyph *glyph = &g_array_index(turned->glyphs, PrGlyph, i);

		glyph->box = pr_turn_rect(glyph->box, direction, page->width, page->height);
		glyph->direction = (guint8)((glyph->direction + 4 - direction) % 4);
	}
	for (guint i = 0; i < turned->runs->len; i++) {
		PrRun *run = &g_array_index(turned->runs, PrRun, i);
		run->box = pr_turn_rect(run->box, direction, page->width, page->height);
	}
	for (guint i = 0; i < turned->fills->len; i++) {
		PrFill *fill = &g_array_index(turned->fills, PrFill, i);
		fill->box = pr_turn_rect(fill->box, direction, page->width, page->height);
	}
	for (guint i = 0; i < turned->rulings->len; i++) {
		PrRuling *ruling = &g_array_index(turned->rulings, PrRuling, i);
		*ruling = turn_ruling(*ruling, direction, page->width, page->height);
	}
	g_array_sort(turned->rulings, pr_ruling_compare);
	return turned;
}

void
pr_text_turn_back(PrText *text, PrDirection direction, const PrPage *page)
{
	for (guint i = 0; i < pr_text_length(text); i++) {
		PrPlaced *placed = &g_array_index(text->chars, PrPlaced, i);
		placed->box = pr_turn_rect_back(placed->box, direction, page->width, page->height);
	}
}

static void
turn_texts_back(GArray *texts, PrDirection direction, const PrPage *page)
{
	for (guint i = 0; i < texts->len; i++)
		pr_text_turn_back(&g_array_index(texts, PrText, i), direction, page);
}

void
pr_table_turn_back(PrTable *table, PrDirection direction, const PrPage *page)
{
	pr_text_turn_back(&table->title, direction, page);
	pr_text_turn_back(&table->unit, direction, page);
	pr_text_turn_back(&table->unit_line, direction, page);
	turn_texts_back(table->notes, direction, page);
	turn_texts_back(table->repeated, direction, page);
	for (guint i = 0; i < table->cells->len; i++) {
		PrCell *cell = g_ptr_array_index(table->cells, i);

		pr_text_turn_back(&cell->text, direction, page);
		for (guint k = 0; k < cell->places->len; k++) {
			PrPlace *place = &g_array_index(cell->places, PrPlace, k);
			place->box = pr_turn_rect_back(place->box, direction, page->width, page->height);
		}
	}
	for (guint i = 0; i < table->parts->len; i++) {
		PrPart *part = &g_array_index(table->parts, PrPart, i);
		part->box = pr_turn_rect_back(part->box, direction, page->width, page->height);
	}
}
