/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrText: characters that know their places, put together and taken apart. */
#include "extract/text.h"

void
pr_text_clear(PrText *text)
{
	g_clear_pointer(&text->chars, g_array_unref);
}

void
pr_text_copy(PrText *to, const PrText *from)
{
	to->chars = NULL;
	pr_text_append_text(to, from, PR_BREAK_NONE);
}

void
pr_text_append(PrText *text, PrPlaced placed)
{
	if (text->chars == NULL)
		text->chars = g_array_new(FALSE, FALSE, sizeof(PrPlaced));
	if (text->chars->len == 0)
		placed.before = PR_BREAK_NONE;
	g_array_append_val(text->chars, placed);
}

PrPlaced *
pr_text_grow(PrText *text, guint count, PrBreak before)
{
	guint at = pr_text_length(text);

	if (count == 0)
		return NULL;
	if (text->chars == NULL)
		text->chars = g_array_sized_new(FALSE, FALSE, sizeof(PrPlaced), count);
	g_array_set_size(text->chars, at + count);
	PrPlaced *added = &g_array_index(text->chars, PrPlaced, at);
	added->before = at == 0 ? PR_BREAK_NONE : before;
	return added;
}

void
pr_text_append_text(PrText *text, const PrText *other, PrBreak before)
{
	guint length = pr_text_length(other);
	/* Grown first, then read: `other` may be `text` itself. */
	PrPlaced *added = pr_text_grow(text, length, before);

	if (added == NULL)
		return;
	guint first_before = added->before;
	memcpy(added, other->chars->data, length * sizeof(PrPlaced));
	added->before = first_before;
}

static char *
print_chars(const PrText *text, gboolean with_breaks)
{
	GString *out = g_string_sized_new(pr_text_length(text) * 3);

	for (guint i = 0; i < pr_text_length(text); i++) {
		const PrPlaced *placed = pr_text_at(text, i);
		if (with_breaks && placed->before == PR_BREAK_SPACE)
			g_string_append_c(out, ' ');
		else if (with_breaks && placed->before > PR_BREAK_SPACE)
			g_string_append_c(out, '\n');
		g_string_append_unichar(out, placed->ch);
	}
	return g_string_free(out, FALSE);
}

char *
pr_text_printed(const PrText *text)
{
	return print_chars(text, TRUE);
}

char *
pr_text_squeezed(const PrText *text)
{
	return print_chars(text, FALSE);
}

GArray *
pr_text_places(const PrText *text)
{
	return pr_text_places_of(text, 0, pr_text_length(text));
}

GArray *
pr_text_places_of(const PrText *text, guint first, guint count)
{
	GArray *places = g_array_new(FALSE, FALSE, sizeof(PrPlace));
	guint length = pr_text_length(text);
	guint end = first < length ? first + MIN(count, length - first) : first;

	for (guint i = first; i < end; i++) {
		const PrPlaced *placed = pr_text_at(text, i);
		PrPlace *last = places->len > 0 ? &g_array_index(places, PrPlace, places->len - 1) : NULL;
		if (last != NULL && placed->before < PR_BREAK_LINE && last->page == placed->page) {
			last->box = pr_rect_union(last->box, placed->box);
		} else {
			PrPlace place = {.page = placed->page, .box = placed->box};
			g_array_append_val(places, place);
		}
	}
	return places;
}

gboolean
pr_text_is_same(const PrText *a, const PrText *b)
{
	if (pr_text_length(a) != pr_text_length(b))
		return FALSE;
	for (guint i = 0; i < pr_text_length(a); i++)
		if (pr_text_at(a, i)->ch != pr_text_at(b, i)->ch)
			return FALSE;
	return TRUE;
}
