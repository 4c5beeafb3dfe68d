/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines in reading order.
 *
 * Two glyphs stand on one line when the middles of their boxes are less than half a type size apart. Neither baselines
 * nor boxes are asked: some producers set digits a point lower than the Chinese characters beside them, superscripts
 * are set higher, and the boxes, which reach from ascent to descent, overlap from line to line where the leading is
 * tight.
 *
 *      ┌──┐      ┌──┐
 *      │项│┌─┐   │目│        one line: "项1目". The middle of a line is the mean of its glyphs, so that
 *      └──┘│1│   └──┘        a staircase of glyphs does not run two lines together.
 *          └─┘
 */
#include "extract/lines.h"
#include "extract/sort.h"
#include "extract/turn.h"

/* Gaps in shares of the font size. A word space is about 0.25; letters of one word stand closer than 0.1. */
#define SPACE_GAP 0.18f
#define SPACE_GAP_BETWEEN_RUNS 0.12f
/* Two glyphs share a line when their middles are closer than this share of the larger type size. */
#define LINE_REACH 0.45f
/* What cell padding may take of a line, in shares of the font size. */
#define PADDING 0.75f

typedef struct {
	guint glyph;
	float size;
	PrRect box;
} Entry;

static int
compare_by_middle(gconstpointer a, gconstpointer b)
{
	const Entry *left = a, *right = b;
	float delta = pr_rect_center_y(left->box) - pr_rect_center_y(right->box);

	if (delta != 0)
		return delta < 0 ? -1 : 1;
	return left->glyph < right->glyph ? -1 : left->glyph > right->glyph;
}

static int
compare_by_left(gconstpointer a, gconstpointer b)
{
	const Entry *left = a, *right = b;

	if (left->box.x0 != right->box.x0)
		return left->box.x0 < right->box.x0 ? -1 : 1;
	return left->glyph < right->glyph ? -1 : left->glyph > right->glyph;
}

static void
close_line(PrLines *lines, GArray *entries, guint from, guint to)
{
	Entry *first = &g_array_index(entries, Entry, from);
	PrLine line = {.first = from, .count = to - from, .box = first->box};

	pr_sort(first, to - from, sizeof(Entry), compare_by_left);
	for (guint i = from; i < to; i++) {
		const Entry *entry = &g_array_index(entries, Entry, i);

		g_array_index(lines->order, guint, i) = entry->glyph;
		line.box = pr_rect_union(line.box, entry->box);
		line.size = MAX(line.size, entry->size);
	}
	g_array_append_val(lines->lines, line);
}

PrLines *
pr_lines_new(const PrPage *page, PrDirection direction, const guint *glyphs, guint count)
{
	PrLines *lines = g_new0(PrLines, 1);
	g_autoptr(GArray) entries = g_array_sized_new(FALSE, FALSE, sizeof(Entry), count);

	lines->page = page;
	lines->direction = direction;
	lines->order = g_array_sized_new(FALSE, FALSE, sizeof(guint), count);
	g_array_set_size(lines->order, count);
	g_array_set_size(entries, count);
	lines->lines = g_array_new(FALSE, FALSE, sizeof(PrLine));
	for (guint i = 0; i < count; i++) {
		const PrGlyph *glyph = &g_array_index(page->glyphs, PrGlyph, glyphs[i]);

		g_array_index(entries, Entry, i) = (Entry){.glyph = glyphs[i],
			.size = pr_page_style(page, glyph)->size,
			.box = pr_turn_rect(glyph->box, direction, page->width, page->height)};
	}
	pr_sort(entries->data, count, sizeof(Entry), compare_by_middle);

	guint from = 0;
	float sum = 0, size = 0;
	for (guint i = 0; i < count; i++) {
		const Entry *entry = &g_array_index(entries, Entry, i);
		float middle = pr_rect_center_y(entry->box);

		if (i > from && middle - sum / (float)(i - from) > LINE_REACH * MAX(size, entry->size)) {
			close_line(lines, entries, from, i);
			from = i;
			sum = size = 0;
		}
		sum += middle;
		size = MAX(size, entry->size);
	}
	if (count > from)
		close_line(lines, entries, from, count);
	return lines;
}

void
pr_lines_free(PrLines *lines)
{
	if (lines == NULL)
		return;
	g_array_unref(lines->order);
	g_array_unref(lines->lines);
	g_free(lines);
}

static PrRect
turned_box(const PrLines *lines, guint glyph)
{
	return pr_turn_rect(g_array_index(lines->page->glyphs, PrGlyph, glyph).box, lines->direction,
		lines->page->width, lines->page->height);
}

/* Whether two glyphs are of one run; runs are sorted by their first glyph. */
static gboolean
is_one_run(const PrPage *page, guint left, guint right)
{
	guint low = 0, high = page->runs->len;

	if (right != left + 1)
		return FALSE;
	while (high - low > 1) {
		guint middle = (low + high) / 2;
		if (g_array_index(page->runs, PrRun, middle).first <= left)
			low = middle;
		else
			high = middle;
	}
	const PrRun *run = &g_array_index(page->runs, PrRun, low);
	return right < run->first + run->count;
}

/* What stands between two neighbours of a line. */
static PrBreak
gap_between(const PrLines *lines, guint left, guint right)
{
	const PrGlyph *a = &g_array_index(lines->page->glyphs, PrGlyph, left);
	const PrGlyph *b = &g_array_index(lines->page->glyphs, PrGlyph, right);
	float size = MIN(pr_page_style(lines->page, a)->size, pr_page_style(lines->page, b)->size);
	float gap = turned_box(lines, right).x0 - turned_box(lines, left).x1;
	if (gap <= size * SPACE_GAP_BETWEEN_RUNS)
		return PR_BREAK_NONE;
	return gap > size * SPACE_GAP || !is_one_run(lines->page, left, right) ? PR_BREAK_SPACE : PR_BREAK_NONE;
}

/* The width that the next line's first word (one character where Chinese is set) would have needed on the line
 * before. */
static float
first_word_width(const PrLines *lines, const PrLine *line)
{
	const guint *order = &g_array_index(lines->order, guint, line->first);
	const PrGlyph *first = &g_array_index(lines->page->glyphs, PrGlyph, order[0]);
	PrRect box = turned_box(lines, order[0]);

	if (g_unichar_iswide(first->ch))
		return pr_rect_width(box);
	for (guint i = 1; i < line->count; i++) {
		const PrGlyph *glyph = &g_array_index(lines->page->glyphs, PrGlyph, order[i]);

		if (g_unichar_iswide(glyph->ch) || gap_between(lines, order[i - 1], order[i]) != PR_BREAK_NONE)
			break;
		box = pr_rect_union(box, turned_box(lines, order[i]));
	}
	return pr_rect_width(box);
}

static PrBreak
break_between(const PrLines *lines, const PrLine *above, const PrLine *below, float left, float right)
{
	float room = right - left - 2 * PADDING * above->size - pr_rect_width(above->box);

	return first_word_width(lines, below) > room ? PR_BREAK_LINE : PR_BREAK_PARAGRAPH;
}

void
pr_lines_append(const PrLines *lines, guint first, guint count, PrBreak before, PrText *text)
{
	const guint *order = &g_array_index(lines->order, guint, first);
	PrPlaced *placed = pr_text_grow(text, count, before);

	for (guint i = 0; i < count; i++) {
		const PrGlyph *glyph = &g_array_index(lines->page->glyphs, PrGlyph, order[i]);

		placed[i].ch = glyph->ch;
		placed[i].page = lines->page->number;
		if (i > 0)
			placed[i].before = gap_between(lines, order[i - 1], order[i]);
		placed[i].box = glyph->box;
	}
}

void
pr_lines_to_text(const PrLines *lines, guint first, guint count, float left, float right, PrText *text)
{
	for (guint i = first; i < first + count; i++) {
		const PrLine *line = pr_lines_at(lines, i);
		PrBreak before = pr_text_length(text) > 0 ? PR_BREAK_LINE : PR_BREAK_NONE;

		if (i > first)
			before = break_between(lines, pr_lines_at(lines, i - 1), line, left, right);
		pr_lines_append(lines, line->first, line->count, before, text);
	}
}
