/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Running heads, feet and page numbers, known by comparing a page with its neighbour. */
#include "extract/memo.h"
#include "extract/turn.h"

/* How far from the edge a running line stands, as a share of the page's height or width. */
#define MARGIN 0.14f
/* Points by which a running line may move between pages. */
#define DRIFT 3.0f
/* A running line is set no larger than this many times the ordinary type. */
#define LARGEST 1.15f

static void
line_clear(gpointer data)
{
	g_free(((PrMemoLine *)data)->key);
}

PrMemo *
pr_memo_new(const PrPage *page, float em)
{
	PrMemo *memo = g_new0(PrMemo, 1);

	memo->width = page->width;
	memo->height = page->height;
	memo->em = em;
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
		PrMemoLine line = {.size = segment->size,
			.is_running = segment->is_overlay,
			.box = pr_turn_rect_back(segment->box, direction, page->width, page->height),
			.is_page_number = is_page_number(segment->text)};
		GString *key = g_string_new(NULL);

		for (const char *p = segment->text; *p != '\0'; p = g_utf8_next_char(p))
			if (!g_unichar_isdigit(g_utf8_get_char(p)) && !g_unichar_isspace(g_utf8_get_char(p)))
				g_string_append_unichar(key, g_utf8_get_char(p));
		line.key = g_string_free(key, FALSE);
		g_array_append_val(memo->lines, line);
	}
}

static gboolean
has_twin(const PrMemoLine *line, const PrMemo *other)
{
	for (guint i = 0; other != NULL && i < other->lines->len; i++) {
		const PrMemoLine *twin = &g_array_index(other->lines, PrMemoLine, i);

		if (fabsf(twin->box.y0 - line->box.y0) <= DRIFT && strcmp(twin->key, line->key) == 0)
			return TRUE;
	}
	return FALSE;
}

/* How far a line is from the edge of the page that is nearest to it, and which edge that is. */
static float
edge_distance(const PrMemo *memo, PrRect box, int *edge)
{
	const float distances[] = {box.y0, memo->height - box.y1, box.x0, memo->width - box.x1};

	*edge = 0;
	/* The sides count only for text that is set along them. */
	for (int i = 1; i < (pr_rect_height(box) > pr_rect_width(box) ? 4 : 2); i++)
		if (distances[i] < distances[*edge])
			*edge = i;
	return distances[*edge];
}

static int
compare_by_distance(gconstpointer a, gconstpointer b, gpointer data)
{
	const PrMemo *memo = data;
	int edge;
	float left = edge_distance(memo, g_array_index(memo->lines, PrMemoLine, *(const guint *)a).box, &edge);
	float right = edge_distance(memo, g_array_index(memo->lines, PrMemoLine, *(const guint *)b).box, &edge);

	return left < right ? -1 : left > right;
}

void
pr_memo_mark_running(PrMemo *memo, const PrMemo *other)
{
	g_autofree guint *order = g_new(guint, memo->lines->len + 1);
	float barrier[4] = {G_MAXFLOAT, G_MAXFLOAT, G_MAXFLOAT, G_MAXFLOAT}; /* where the body begins, from each edge */

	for (guint i = 0; i < memo->lines->len; i++)
		order[i] = i;
	g_qsort_with_data(order, (int)memo->lines->len, sizeof(guint), compare_by_distance, memo);
	for (guint i = 0; i < memo->lines->len; i++) {
		PrMemoLine *line = &g_array_index(memo->lines, PrMemoLine, order[i]);
		int edge;
		float distance = edge_distance(memo, line->box, &edge);
		float margin = MARGIN * (edge < 2 ? memo->height : memo->width);

		if (distance > barrier[edge] + line->size / 2)
			continue;
		line->is_running |= distance < margin && line->size <= LARGEST * memo->em &&
				    (line->is_page_number || has_twin(line, other));
		if (!line->is_running)
			barrier[edge] = MIN(barrier[edge], distance);
	}
}

PrMemoLine *
pr_memo_line_at(const PrMemo *memo, PrRect box)
{
	for (guint i = 0; i < memo->lines->len; i++) {
		PrMemoLine *line = &g_array_index(memo->lines, PrMemoLine, i);
		PrRect common = pr_rect_intersection(line->box, box);

		if (pr_rect_width(common) > 0 && pr_rect_height(common) > 0.5f * pr_rect_height(box))
			return line;
	}
	return NULL;
}

gboolean
pr_memo_has_body_beyond(const PrMemo *memo, PrRect box, PrDirection direction, int sign)
{
	PrRect turned = pr_turn_rect(box, direction, memo->width, memo->height);

	for (guint i = 0; i < memo->lines->len; i++) {
		const PrMemoLine *line = &g_array_index(memo->lines, PrMemoLine, i);
		float y = pr_rect_center_y(pr_turn_rect(line->box, direction, memo->width, memo->height));

		if ((sign < 0 ? y < turned.y0 : y > turned.y1) && !line->is_running && !line->is_caption)
			return TRUE;
	}
	return FALSE;
}

gboolean
pr_memo_has_line_over(const PrMemo *memo, PrRect box, PrDirection direction, float reach)
{
	PrRect turned = pr_turn_rect(box, direction, memo->width, memo->height);

	for (guint i = 0; i < memo->lines->len; i++) {
		const PrMemoLine *line = &g_array_index(memo->lines, PrMemoLine, i);
		PrRect over = pr_turn_rect(line->box, direction, memo->width, memo->height);

		if (!line->is_caption && pr_rect_center_y(over) < turned.y0 && turned.y0 - over.y1 < reach)
			return TRUE;
	}
	return FALSE;
}
