/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Form fields and typed notes are read as what they look like: print on the page.
 *
 * poppler paints annotations with the page, and their text joins the text layer at its exact place. Frames about links,
 * highlights, stamps and sticky notes are no print: they are hidden before the page is painted. The frame and ground
 * that a field draws about itself are no rulings of the page; marks.c knows them by their clip, which is the field's
 * rectangle.
 *
 * poppler makes up the looks of a field that has a value and no appearance. Where nothing came of it, the value is set
 * into the field here, evenly on one line:
 *
 *	┌──────────────────────────┐
 *	│1250.00                   │      height of the field, or of a line of print if that is less
 *	└──────────────────────────┘ */
#include "extract/annotations.h"
#include "extract/issue-tags.h"

/* A field is set in letters no higher than this; wide characters are as wide as high, others half. Points. */
#define FIELD_SIZE_MAX 12.0f

static gboolean
is_print(PopplerAnnot *annot)
{
	PopplerAnnotType type = poppler_annot_get_annot_type(annot);

	return type == POPPLER_ANNOT_WIDGET || type == POPPLER_ANNOT_FREE_TEXT;
}

static gboolean
is_hidden(PopplerAnnot *annot)
{
	return (poppler_annot_get_flags(annot) & (POPPLER_ANNOT_FLAG_HIDDEN | POPPLER_ANNOT_FLAG_NO_VIEW)) != 0;
}

/* poppler gives places with y up. */
static PrRect
area_box(const PopplerRectangle *area, double height)
{
	return pr_rect(area->x1, height - area->y1, area->x2, height - area->y2);
}

GArray *
pr_annotations_prepare(PopplerPage *source, double height)
{
	GArray *places = g_array_new(FALSE, FALSE, sizeof(PrRect));
	GList *mappings = poppler_page_get_annot_mapping(source);

	for (GList *item = mappings; item != NULL; item = item->next) {
		PopplerAnnotMapping *mapping = item->data;
		PrRect box = area_box(&mapping->area, height);
		if (is_print(mapping->annot))
			g_array_append_val(places, box);
		else if (!is_hidden(mapping->annot))
			poppler_annot_set_flags(
				mapping->annot, poppler_annot_get_flags(mapping->annot) | POPPLER_ANNOT_FLAG_HIDDEN);
	}
	poppler_page_free_annot_mapping(mappings);
	return places;
}

/* What a text or choice field holds; NULL for other fields and where there is nothing to be read. */
static char *
field_value(PopplerFormField *field)
{
	switch (poppler_form_field_get_field_type(field)) {
	case POPPLER_FORM_FIELD_TEXT:
		return poppler_form_field_text_is_password(field) ? NULL : poppler_form_field_text_get_text(field);
	case POPPLER_FORM_FIELD_CHOICE:
		for (int i = 0; i < poppler_form_field_choice_get_n_items(field); i++)
			if (poppler_form_field_choice_is_item_selected(field, i))
				return poppler_form_field_choice_get_item(field, i);
		return poppler_form_field_choice_get_text(field);
	case POPPLER_FORM_FIELD_BUTTON:
	case POPPLER_FORM_FIELD_SIGNATURE:
	case POPPLER_FORM_FIELD_UNKNOWN:
	default:
		return NULL;
	}
}

static gboolean
has_glyph_in(const PrPage *page, PrRect box)
{
	for (guint i = 0; i < page->glyphs->len; i++) {
		PrRect glyph = g_array_index(page->glyphs, PrGlyph, i).box;
		if (pr_rect_contains(box, pr_rect_center_x(glyph), pr_rect_center_y(glyph)))
			return TRUE;
	}
	return FALSE;
}

static void
set_value(PrPage *page, PrRect box, const char *value)
{
	float size = MIN(pr_rect_height(box), FIELD_SIZE_MAX), x = box.x0, wide = 0;
	float middle = pr_rect_center_y(box);
	PrStyle style = {.font = (char *)"", .size = size};
	guint index = pr_page_add_style(page, &style);
	gboolean is_open = FALSE;

	for (const char *at = value; *at != '\0'; at = g_utf8_next_char(at))
		wide += g_unichar_iswide(g_utf8_get_char(at)) ? size : size / 2;
	float squeeze = wide > pr_rect_width(box) && wide > 0 ? pr_rect_width(box) / wide : 1;
	for (const char *at = value; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar ch = g_utf8_get_char(at);
		float width = squeeze * (g_unichar_iswide(ch) ? size : size / 2);
		PrGlyph glyph = {
			.ch = ch, .box = {x, middle - size / 2, x + width, middle + size / 2}, .style = (guint16)index};
		x += width;
		if (!g_unichar_isgraph(ch)) {
			is_open = FALSE;
			continue;
		}
		if (!is_open) {
			PrRun run = {.first = page->glyphs->len, .box = glyph.box};
			g_array_append_val(page->runs, run);
		}
		PrRun *run = &g_array_index(page->runs, PrRun, page->runs->len - 1);
		run->count++;
		run->box = pr_rect_union(run->box, glyph.box);
		g_array_append_val(page->glyphs, glyph);
		is_open = TRUE;
	}
}

/* The places of the form fields among the annotations, in the order of the page; with the hidden ones left out as
 * empty. */
static GArray *
widget_boxes(PopplerPage *source, double height)
{
	GArray *boxes = g_array_new(FALSE, FALSE, sizeof(PrRect));
	GList *mappings = poppler_page_get_annot_mapping(source);

	for (GList *item = mappings; item != NULL; item = item->next) {
		const PopplerAnnotMapping *mapping = item->data;
		PrRect box = is_hidden(mapping->annot) ? (PrRect){0, 0, 0, 0} : area_box(&mapping->area, height);
		if (poppler_annot_get_annot_type(mapping->annot) == POPPLER_ANNOT_WIDGET)
			g_array_append_val(boxes, box);
	}
	poppler_page_free_annot_mapping(mappings);
	return boxes;
}

/* Fields come with their place on the unturned page, annotations with that on the page as displayed, in the same order
 * but from the end: the two are met by counting. */
void
pr_annotations_set_values(PopplerPage *source, PrPage *page, PrIssues *issues)
{
	g_autoptr(GArray) boxes = widget_boxes(source, page->height);
	GList *fields = poppler_page_get_form_field_mapping(source);
	guint at = boxes->len;

	for (GList *item = fields; item != NULL && g_list_length(fields) == boxes->len; item = item->next) {
		const PopplerFormFieldMapping *mapping = item->data;
		PrRect box = g_array_index(boxes, PrRect, --at);
		g_autofree char *value = field_value(mapping->field);
		if (value == NULL || *value == '\0' || !g_utf8_validate(value, -1, NULL) || pr_rect_is_empty(box) ||
			has_glyph_in(page, box))
			continue;
		set_value(page, box, value);
		pr_issues_add(
			issues, pr_extract_issue(PR_ISSUE_FIELD_WITHOUT_APPEARANCE), page->number, box, "%s", value);
	}
	poppler_page_free_form_field_mapping(fields);
}
