/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running heads, feet and page numbers, known by comparing a page with its neighbour. */
#include "extract/memo.h"
#include "extract/turn.h"

/* Shares of the page's height. */
#define MARGIN 0.12f
/* Points by which a running line may move between pages. */
#define DRIFT 3.0f

static void
line_clear(gpointer data)
{
	g_free(((PrMemoLine *)data)->key);
}

PrMemo *
pr_memo_new(const PrPage *page)
{
	PrMemo *memo = g_new0(PrMemo, 1);

	memo->width = page->width;
	memo->height = page->height;
	memo->lines = g_array_new(FALSE, FALSE, sizeof(PrMemoLine));
	g_array_set_clear_func(memo->lines, line_clear);
	return memo;
}

void
pr_memo_free(PrMemo *memo)
{
	if (memo == NULL)
		return;
	g_array_unref(memo->lines);
	g_free(memo);
}

/* 12, - 12 -, 第12页, 12/30, 第 3 页 共 9 页, Page 12 of 30, xii. */
static gboolean
is_page_number(const char *text)
{
	gboolean has_digit = FALSE;
	g_autofree char *lower = g_utf8_strdown(text, -1);
	const char *p = g_str_has_prefix(lower, "page") ? lower + 4 : lower;

	if (*p != '\0' && strspn(p, "ivx") == strlen(p))
		return TRUE;
	for (; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar ch = g_utf8_get_char(p);

		if (g_unichar_isdigit(ch))
			has_digit = TRUE;
		else if (g_str_has_prefix(p, "of"))
			p++;
		else if (ch != ' ' && g_utf8_strchr("-–—―－·.．/|第页頁共~～", -1, ch) == NULL)
			return FALSE;
	}
	return has_digit;
}

void
pr_memo_add(PrMemo *memo, const PrLayout *layout, PrDirection direction, const PrPage *page)
{
	for (guint i = 0; i < layout->segments->len; i++) {
		const PrSegment *segment = pr_layout_at(layout, i);
		PrMemoLine line = {.box = pr_turn_rect_back(segment->box, direction, page->width, page->height),
			.is_page_number = is_page_number(segment->text)};
		GString *key = g_string_new(NULL);

		if (segment->use != PR_USE_FREE) {
			g_string_free(key, TRUE);
			continue;
		}
		for (const char *p = segment->text; *p != '\0'; p = g_utf8_next_char(p))
			if (!g_unichar_isdigit(g_utf8_get_char(p)) && !g_unichar_isspace(g_utf8_get_char(p)))
				g_string_append_unichar(key, g_utf8_get_char(p));
		line.key = g_string_free(key, FALSE);
		g_array_append_val(memo->lines, line);
	}
}

static gboolean
is_in_margin(const PrMemo *memo, PrRect box)
{
	return box.y1 < MARGIN * memo->height || box.y0 > (1 - MARGIN) * memo->height || box.x1 < MARGIN * memo->width / 2 ||
		box.x0 > (1 - MARGIN / 2) * memo->width;
}

gboolean
pr_memo_is_running(const PrMemo *memo, const PrMemoLine *line, const PrMemo *other)
{
	if (line->is_page_number && is_in_margin(memo, line->box))
		return TRUE;
	for (guint i = 0; other != NULL && i < other->lines->len; i++) {
		const PrMemoLine *twin = &g_array_index(other->lines, PrMemoLine, i);

		if (fabsf(twin->box.y0 - line->box.y0) <= DRIFT && strcmp(twin->key, line->key) == 0)
			return TRUE;
	}
	return FALSE;
}

gboolean
pr_memo_has_body_beyond(const PrMemo *memo, const PrMemo *other, PrRect box, PrDirection direction, int sign)
{
	PrRect turned = pr_turn_rect(box, direction, memo->width, memo->height);

	for (guint i = 0; i < memo->lines->len; i++) {
		const PrMemoLine *line = &g_array_index(memo->lines, PrMemoLine, i);
		float y = pr_rect_center_y(pr_turn_rect(line->box, direction, memo->width, memo->height));

		if ((sign < 0 ? y < turned.y0 : y > turned.y1) && !pr_memo_is_running(memo, line, other))
			return TRUE;
	}
	return FALSE;
}
