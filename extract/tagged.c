/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A table of the structure tree, found again on the page.
 *
 *   the tree: rows, columns, texts        the page: lines of glyphs             the grid
 *
 *    Harbour │ Ships │ Crew              1 Harbour     Ships Crew                ─┬─
 *    Low haven on the sound │ 14 │ 9     2 Low haven on    14 9      ──►         ─┼─    cuts between the boxes of
 *    Marsh │ 2 │ 30                      3 the sound                             ─┼─    what belongs to each cell
 *                                        4 Marsh            2 30
 *
 *   1. LINES   Successive lines whose characters are those of the table, no more and no less.
 *   2. BANDS   A row takes lines until its characters are used up; where that is not at the end of a line, a cell hangs down into
 *              the next row, and both are one band.
 *   3. READ    Each line is read from left to right: every cell gives the next part of its text, those of a row in their order, and
 *              ends where its text ends or before white space. All lines read, all texts must be used up.
 *   4. PLACE   Rows with the most cells have one for each column. The cells of other rows go to the columns that they lie over,
 *              and span downwards where their text does.
 *   5. CUT     Between the boxes of what was read; where they overlap, half way. Whether the glyphs then fall into the cells of
 *              the tree is seen when the grid is filled (pr_tagged_agrees()). Both steps are in tagged-place.c.
 *
 * Only what fits in every character is used: a tree says what its author's program meant, the page shows what there is.
 */
#include "extract/tagged.h"

#include <string.h>

#define STEPS_MAX 10000u
/* Of the texts of a table that must stand on lines of the page for it to be there at all. */
#define SEEN_SHARE 0.5f
#define BAND_ROWS_MAX 8

typedef struct {
	gunichar ch;
	guint glyph;
	gboolean ends_token;
} Mark;

typedef struct {
	const PrChunks *sheet;
	const PrTagTable *tags;
	GArray *marks;    /* of Mark: the page's characters, line by line */
	GArray *starts;   /* of guint: where each line begins, and the end */
	PrTagPart *parts; /* one a cell */
	guint steps;
} Match;

/* One form for letters that are drawn alike: as a tree and a page may differ in them. */
static gunichar
plain(gunichar ch)
{
	gunichar folded[4];

	return g_unichar_fully_decompose(ch, TRUE, folded, 4) == 1 ? folded[0] : ch;
}

static void
collect_marks(Match *match)
{
	const PrChunks *sheet = match->sheet;

	for (guint i = 0; i < sheet->rows->len; i++) {
		const PrChunkLine *row = pr_chunks_row(sheet, i);
		g_array_append_val(match->starts, match->marks->len);
		for (guint k = row->first; k < row->first + row->count; k++) {
			const PrChunk *chunk = pr_chunks_chunk(sheet, k);
			for (guint t = chunk->first; t < chunk->first + chunk->count; t++) {
				const PrToken *token = pr_chunks_token(sheet, t);
				for (guint g = token->first; g < token->first + token->count; g++) {
					guint glyph = g_array_index(sheet->lines->order, guint, g);
					Mark mark = {plain(g_array_index(sheet->page->glyphs, PrGlyph, glyph).ch),
						glyph, g + 1 == token->first + token->count};
					g_array_append_val(match->marks, mark);
				}
			}
		}
	}
	g_array_append_val(match->starts, match->marks->len);
}

static guint
start_of(const Match *match, guint line)
{
	return g_array_index(match->starts, guint, line);
}

static guint
collect_parts(Match *match)
{
	guint length = 0;

	for (guint i = 0; i < match->tags->cells->len; i++) {
		PrTagPart *part = &match->parts[i];
		glong count = 0;

		part->cell = g_ptr_array_index(match->tags->cells, i);
		part->text = g_utf8_to_ucs4_fast(part->cell->text, -1, &count);
		part->length = (guint)count;
		for (glong k = 0; k < count; k++)
			part->text[k] = plain(part->text[k]);
		length += part->length;
	}
	return length;
}

static int
compare_chars(gconstpointer a, gconstpointer b)
{
	gunichar left = *(const gunichar *)a, right = *(const gunichar *)b;

	return left < right ? -1 : left > right;
}

static gboolean
are_same(const Match *match, guint from, guint to, const GArray *wanted)
{
	g_autoptr(GArray) found = g_array_sized_new(FALSE, FALSE, sizeof(gunichar), to - from);

	for (guint i = from; i < to; i++)
		g_array_append_val(found, g_array_index(match->marks, Mark, i).ch);
	g_array_sort(found, compare_chars);
	return memcmp(found->data, wanted->data, (gsize)(to - from) * sizeof(gunichar)) == 0;
}

/* Step 1: the first line of those that hold the table's characters; FALSE where there are none such. */
static gboolean
find_lines(const Match *match, guint length, guint *first, guint *end)
{
	g_autoptr(GArray) wanted = g_array_new(FALSE, FALSE, sizeof(gunichar));
	guint lines = match->starts->len - 1, to = 0;

	for (guint i = 0; i < match->tags->cells->len; i++)
		g_array_append_vals(wanted, match->parts[i].text, match->parts[i].length);
	g_array_sort(wanted, compare_chars);
	for (guint from = 0; from < lines; from++) {
		for (to = MAX(to, from); to < lines && start_of(match, to) - start_of(match, from) < length;)
			to++;
		if (start_of(match, to) - start_of(match, from) != length ||
			!are_same(match, start_of(match, from), start_of(match, to), wanted))
			continue;
		*first = from;
		*end = to;
		return TRUE;
	}
	return FALSE;
}

/* Whether the texts of the table are to be seen on free lines at all. */
static gboolean
is_seen(const Match *match)
{
	guint texts = 0, seen = 0;

	for (guint i = 0; i < match->tags->cells->len; i++) {
		const PrTagPart *part = &match->parts[i];
		gboolean is_found = FALSE;

		if (part->length < 2)
			continue;
		texts++;
		for (guint at = 0; at + part->length <= match->marks->len && !is_found; at++) {
			guint k = 0;
			while (k < part->length && g_array_index(match->marks, Mark, at + k).ch == part->text[k])
				k++;
			is_found = k == part->length;
		}
		seen += is_found;
	}
	return texts > 0 && (float)seen >= SEEN_SHARE * (float)texts;
}

/* Rows that are read together: their cells, and the lines [line, end) that are theirs. */
typedef struct {
	Match *match;
	GPtrArray *parts; /* of PrTagPart, borrowed */
	guint line, end;
} Band;

static int
compare_parts(gconstpointer a, gconstpointer b)
{
	const PrTagCell *left = (*(PrTagPart *const *)a)->cell, *right = (*(PrTagPart *const *)b)->cell;

	return left->col != right->col ? left->col - right->col : left->row - right->row;
}

static gboolean
is_used_up(const Band *band)
{
	for (guint i = 0; i < band->parts->len; i++) {
		const PrTagPart *part = g_ptr_array_index(band->parts, i);
		if (part->used < part->length)
			return FALSE;
	}
	return TRUE;
}

/* Whether the order of the row lets `part` go on on `line`. */
static gboolean
is_next(const Band *band, const PrTagPart *part, guint line)
{
	for (guint i = 0; i < band->parts->len; i++) {
		const PrTagPart *other = g_ptr_array_index(band->parts, i);
		if (other->cell->row == part->cell->row && other->cell->col >= part->cell->col &&
			other->line == line + 1)
			return FALSE;
	}
	return TRUE;
}

static gboolean read_on(const Band *band, guint line, guint at);

/* The next part of one text, the longest first, and then the rest. */
static gboolean
read_part(const Band *band, PrTagPart *part, guint line, guint at)
{
	const Match *match = band->match;
	const PrTagPart before = *part;
	guint most = 0, end = start_of(match, line + 1);

	while (at + most < end && part->used + most < part->length &&
		g_array_index(match->marks, Mark, at + most).ch == part->text[part->used + most])
		most++;
	for (guint count = most; count > 0; count--) {
		if (!g_array_index(match->marks, Mark, at + count - 1).ends_token && before.used + count < part->length)
			continue;
		part->used = before.used + count;
		part->line = line + 1;
		for (guint k = 0; k < count; k++)
			part->box = pr_rect_union(part->box, g_array_index(match->sheet->page->glyphs, PrGlyph,
								     g_array_index(match->marks, Mark, at + k).glyph)
								     .box);
		if (read_on(band, line, at + count))
			return TRUE;
		*part = before;
	}
	return FALSE;
}

/* Step 3, from character `at` of `line` on. Leaves the boxes of the parts set where it succeeds. */
static gboolean
read_on(const Band *band, guint line, guint at)
{
	if (++band->match->steps > STEPS_MAX)
		return FALSE;
	if (at == start_of(band->match, line + 1) && ++line == band->end)
		return is_used_up(band);
	for (guint i = 0; i < band->parts->len; i++) {
		PrTagPart *part = g_ptr_array_index(band->parts, i);
		if (part->used < part->length && is_next(band, part, line) && read_part(band, part, line, at))
			return TRUE;
	}
	return FALSE;
}

/* Rows [row, next) by lines from `*line` on; moves it behind them. */
static gboolean
read_band(Match *match, int row, int next, guint *line, guint end)
{
	g_autoptr(GPtrArray) parts = g_ptr_array_new();
	Band band = {match, parts, *line, *line};
	guint length = 0;

	for (guint i = 0; i < match->tags->cells->len; i++) {
		PrTagPart *part = &match->parts[i];
		if (part->cell->row < row || part->cell->row >= next || part->length == 0)
			continue;
		g_ptr_array_add(parts, part);
		length += part->length;
	}
	g_ptr_array_sort(parts, compare_parts);
	while (band.end < end && start_of(match, band.end) - start_of(match, *line) < length)
		band.end++;
	if (start_of(match, band.end) - start_of(match, *line) != length ||
		(length > 0 && !read_on(&band, *line, start_of(match, *line))))
		return FALSE;
	*line = band.end;
	return TRUE;
}

/* Steps 2 and 3. */
static gboolean
read_bands(Match *match, guint first, guint end)
{
	guint line = first;

	for (int row = 0; row < match->tags->rows;) {
		int next = row + 1, last = MIN(row + BAND_ROWS_MAX, match->tags->rows);

		while (!read_band(match, row, next, &line, end))
			if (++next > last)
				return FALSE;
		row = next;
	}
	return line == end;
}

PrGrid *
pr_tagged_match(const PrChunks *sheet, const PrTagTable *tags, PrTaggedFit *fit, PrTagTable **placed)
{
	g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(Mark)),
			  starts = g_array_new(FALSE, FALSE, sizeof(guint));
	g_autofree PrTagPart *parts = g_new0(PrTagPart, tags->cells->len + 1);
	Match match = {sheet, tags, marks, starts, parts, 0};
	PrGrid *grid = NULL;
	guint first, end;

	collect_marks(&match);
	guint length = collect_parts(&match);
	*fit = PR_TAGGED_ELSEWHERE;
	if (length > 0 && length <= marks->len) {
		if (find_lines(&match, length, &first, &end) && read_bands(&match, first, end))
			grid = pr_tagged_place(parts, tags, sheet->em, placed);
		*fit = grid != NULL ? PR_TAGGED_FITS : is_seen(&match) ? PR_TAGGED_CONTRADICTS : PR_TAGGED_ELSEWHERE;
	}
	for (guint i = 0; i < tags->cells->len; i++)
		g_free(parts[i].text);
	return grid;
}

/* The characters of a text, sorted: one cell's lines may stand in another order than its text. */
static GArray *
sorted_chars(const char *text)
{
	GArray *chars = g_array_new(FALSE, FALSE, sizeof(gunichar));

	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar ch = plain(g_utf8_get_char(at));
		g_array_append_val(chars, ch);
	}
	g_array_sort(chars, compare_chars);
	return chars;
}

gboolean
pr_tagged_agrees(const PrTable *table, const PrTagTable *tags)
{
	g_autofree const PrCell **slots = pr_table_slots(table);

	for (guint i = 0; i < tags->cells->len; i++) {
		const PrTagCell *cell = g_ptr_array_index(tags->cells, i);
		const PrCell *found = slots[(gsize)cell->row * table->cols + cell->col];
		g_autofree char *text = pr_text_squeezed(&found->text);
		g_autoptr(GArray) printed = sorted_chars(text), told = sorted_chars(cell->text);

		if (printed->len != told->len ||
			memcmp(printed->data, told->data, printed->len * sizeof(gunichar)) != 0)
			return FALSE;
	}
	return TRUE;
}

int
pr_tagged_header_rows(const PrTagTable *tags)
{
	int rows = tags->rows;

	for (guint i = 0; i < tags->cells->len; i++) {
		const PrTagCell *cell = g_ptr_array_index(tags->cells, i);
		if (!cell->is_header && *cell->text != '\0')
			rows = MIN(rows, cell->row);
	}
	return rows < tags->rows ? rows : 0;
}
