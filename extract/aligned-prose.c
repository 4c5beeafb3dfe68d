/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which chunks are running text (step 2 of the essay in aligned.c).
 *
 *    Har glosvirk gliot bangel mund drolgo tin     Full lines one under the other; a long line with nothing beside it.
 *    wionddork glionddrel deal vudras triork.
 *
 *    (1) Gliotglan prarend prittrirkil fioltend    A note: its mark stands beside the text, but is no number of a table.
 *
 *    Gol trim wirk plarn nio wen asto              The same beside numbers that are level with the middle of its lines: the
 *    sten brio tas, wionddo         12.5    3      text of a cell. There is more white over and under it than in it.
 */
#include "extract/aligned.h"

#define PROSE_WIDTH 14.0f /* type sizes */
#define PROSE_WORDS 4u
#define LONE_WIDTH 0.6f /* of the text's width: a line that long with nothing beside it is prose by itself */
#define LONE_WORDS 9u
#define PROSE_LEADING 2.3f /* type sizes between the lines of a paragraph */
#define PROSE_INDENT 2.5f
#define PROSE_FLUSH 0.5f
#define NOTE_MARK_MAX 4u /* characters of (12) */
/* What makes it the text of a cell, in type sizes. */
#define CELL_LEADING 1.55f
#define SAME_LEADING 0.12f
#define CELL_FLUSH 0.3f
#define CELL_LINES_MAX 8u
#define LEVEL 0.1f

static guint
count_words(const PrChunks *sheet, const PrChunk *chunk)
{
	guint words = 0;

	for (guint i = chunk->first; i < chunk->first + chunk->count; i++) {
		const PrToken *token = pr_chunks_token(sheet, i);

		/* Chinese and the like have no spaces between words, which are of two letters mostly. */
		words += g_unichar_iswide(token->head) ? (token->letters + 1u) / 2 : token->letters > 0;
	}
	return words;
}

static gboolean
is_wordy(const PrChunks *sheet, const PrChunk *chunk)
{
	guint words = count_words(sheet, chunk);

	return words >= PROSE_WORDS && 10 * words >= 6 * chunk->count &&
	       pr_rect_width(chunk->box) >= PROSE_WIDTH * chunk->size;
}

/* (1) Words of a note: its mark stands before the text, and is no number of a table. */
static gboolean
opens_note(const PrChunks *sheet, const PrChunkLine *row)
{
	const PrChunk *mark = pr_chunks_chunk(sheet, row->first);
	const PrToken *token = pr_chunks_token(sheet, mark->first);

	return row->count == 2 && mark->count == 1 && token->count <= NOTE_MARK_MAX && token->head == '(' &&
	       token->tail == ')' && !mark[1].is_number;
}

static gboolean
is_bold(const PrChunks *sheet, const PrChunk *chunk)
{
	return pr_chunks_token(sheet, chunk->first)->is_bold;
}

/* Whether several texts of a row stand under a chunk, as columns do under their title. */
static gboolean
is_over_several(const PrChunks *sheet, const PrChunk *chunk, const PrChunkLine *row)
{
	guint under = 0;

	for (guint i = row->first; i < row->first + row->count; i++) {
		const PrChunk *below = pr_chunks_chunk(sheet, i);
		under += MIN(below->box.x1, chunk->box.x1) > MAX(below->box.x0, chunk->box.x0);
	}
	return under > 1;
}

/* The chunk of `row` that goes on with `chunk` as the next line of a paragraph does. */
static PrChunk *
next_of_paragraph(const PrChunks *sheet, const PrChunk *chunk, const PrChunkLine *row)
{
	for (guint i = row->first; i < row->first + row->count && !is_over_several(sheet, chunk, row); i++) {
		PrChunk *below = pr_chunks_chunk(sheet, i);

		float indent = chunk->box.x0 - below->box.x0; /* of a first line; a paragraph's other lines are flush */

		if (indent <= PROSE_INDENT * chunk->size && indent >= -PROSE_FLUSH * chunk->size &&
			is_bold(sheet, below) == is_bold(sheet, chunk) &&
			fabsf(below->size - chunk->size) < 0.2f * chunk->size &&
			pr_rect_center_y(below->box) - pr_rect_center_y(chunk->box) <= PROSE_LEADING * chunk->size)
			return below;
	}
	return NULL;
}

/* A text and the row it is in; none where `chunk` is NULL. */
typedef struct {
	guint row;
	const PrChunk *chunk;
} Place;

static float
apart(Place a, Place b)
{
	return fabsf(pr_rect_center_y(a.chunk->box) - pr_rect_center_y(b.chunk->box));
}

/* The text right over (-1) or under (1) another, flush with it and of the same type. */
static Place
next_of_cell(const PrChunks *sheet, Place at, int step)
{
	float size = at.chunk->size;

	for (guint n = at.row + (guint)step; n < sheet->rows->len; n += (guint)step) {
		const PrChunkLine *row = pr_chunks_row(sheet, n);

		if (fabsf(pr_rect_center_y(row->box) - pr_rect_center_y(at.chunk->box)) > 2 * CELL_LEADING * size)
			break;
		for (guint k = row->first; k < row->first + row->count; k++) {
			Place next = {n, pr_chunks_chunk(sheet, k)};

			if (fabsf(next.chunk->box.x0 - at.chunk->box.x0) > CELL_FLUSH * size)
				continue;
			gboolean is_like = apart(at, next) <= CELL_LEADING * size &&
					   fabsf(next.chunk->size - size) < 0.1f * size &&
					   is_bold(sheet, next.chunk) == is_bold(sheet, at.chunk);
			return is_like ? next : (Place){0, NULL};
		}
	}
	return (Place){0, NULL};
}

static gboolean
opens_large(const PrChunks *sheet, const PrChunk *chunk)
{
	return g_unichar_isupper(pr_chunks_token(sheet, chunk->first)->head);
}

/* The lines of what may be one cell: no more than `leading` apart; by_capitals: a capital opens another. */
typedef struct {
	float leading;
	gboolean by_capitals;
	guint lines;
} Cell;

/* The last of its texts over or under one. */
static Place
end_of_cell(const PrChunks *sheet, Place at, int step, Cell *cell)
{
	for (Place next; cell->lines <= CELL_LINES_MAX; at = next, cell->lines++) {
		next = next_of_cell(sheet, at, step);
		if (next.chunk == NULL || apart(at, next) > cell->leading ||
			(cell->by_capitals && opens_large(sheet, step < 0 ? at.chunk : next.chunk)))
			break;
	}
	return at;
}

/* Whether numbers beside the lines of a text are level with its middle. */
static gboolean
has_middle_numbers(const PrChunks *sheet, Place top, Place bottom)
{
	float middle = (pr_rect_center_y(top.chunk->box) + pr_rect_center_y(bottom.chunk->box)) / 2;

	for (guint i = top.row; i <= bottom.row; i++) {
		const PrChunkLine *line = pr_chunks_row(sheet, i);

		for (guint k = line->first; k < line->first + line->count; k++) {
			const PrChunk *beside = pr_chunks_chunk(sheet, k);
			if (beside->is_number &&
				fabsf(pr_rect_center_y(beside->box) - middle) <= LEVEL * top.chunk->size &&
				(beside->box.x0 > top.chunk->box.x1 || beside->box.x1 < top.chunk->box.x0))
				return TRUE;
		}
	}
	return FALSE;
}

/* Whether a text is a line of a cell: white, or else capitals, say which lines are. */
static gboolean
is_of_cell(const PrChunks *sheet, guint row, const PrChunk *chunk)
{
	Place at = {row, chunk}, over = next_of_cell(sheet, at, -1), under = next_of_cell(sheet, at, 1);
	float leading = CELL_LEADING * chunk->size;

	leading = over.chunk != NULL ? MIN(leading, apart(at, over)) : leading;
	leading = under.chunk != NULL ? MIN(leading, apart(at, under)) : leading;
	for (int by_capitals = 0; by_capitals < 2; by_capitals++) {
		Cell cell = {leading + SAME_LEADING * chunk->size, by_capitals != 0, 1};
		Place top = end_of_cell(sheet, at, -1, &cell), bottom = end_of_cell(sheet, at, 1, &cell);
		if (cell.lines > 1 && cell.lines <= CELL_LINES_MAX && has_middle_numbers(sheet, top, bottom))
			return TRUE;
	}
	return FALSE;
}

/* Whether the text below one is no more of its paragraph: a capital opens it, and there are numbers beside it, as beside
 * the label of a row; or the text is a title with room for its first word. */
static gboolean
is_another(const PrChunks *sheet, guint row, const PrChunk *chunk, guint row_below, const PrChunk *below)
{
	if (!opens_large(sheet, below))
		return FALSE;
	if (pr_chunks_has_numbers(sheet, pr_chunks_row(sheet, row_below)))
		return TRUE;
	return pr_chunks_is_caption(sheet, row) &&
	       sheet->right - chunk->box.x1 > pr_rect_width(pr_chunks_token(sheet, below->first)->box) + chunk->size;
}

/* The text that goes on with one as running text; NULL where there is none. */
static PrChunk *
next_of_text(const PrChunks *sheet, guint i, const PrChunk *chunk)
{
	PrChunk *below = NULL;
	guint n = i;

	/* The next line of a column stands one or two lines of the page further on, where columns miss each other. */
	while (below == NULL && ++n < MIN(i + 3, sheet->rows->len))
		below = next_of_paragraph(sheet, chunk, pr_chunks_row(sheet, n));
	if (below == NULL)
		return NULL;
	/* Full lines: the first ends where the next one does, or the next one's first word had no room. */
	gboolean is_full =
		below->box.x1 - chunk->box.x1 <= pr_rect_width(pr_chunks_token(sheet, below->first)->box) + chunk->size;
	return is_full && !is_another(sheet, i, chunk, n, below) && !is_of_cell(sheet, i, chunk) ? below : NULL;
}

void
pr_chunks_mark_prose(PrChunks *sheet)
{
	for (guint i = 0; i < sheet->rows->len; i++) {
		const PrChunkLine *row = pr_chunks_row(sheet, i);

		gboolean is_note = opens_note(sheet, row);
		guint first = row->first + is_note;
		if (row->first + row->count - first == 1 &&
			pr_rect_width(row->box) >= LONE_WIDTH * (sheet->right - sheet->left) &&
			count_words(sheet, pr_chunks_chunk(sheet, first)) >= LONE_WORDS)
			pr_chunks_chunk(sheet, row->first)->is_prose = pr_chunks_chunk(sheet, first)->is_prose = TRUE;
		if (!is_note && pr_chunks_has_numbers(sheet, row))
			continue;
		for (guint k = first; k < row->first + row->count; k++) {
			PrChunk *chunk = pr_chunks_chunk(sheet, k),
				*below = is_wordy(sheet, chunk) ? next_of_text(sheet, i, chunk) : NULL;

			if (below != NULL)
				chunk->is_prose = below->is_prose = TRUE;
			pr_chunks_chunk(sheet, row->first)->is_prose |= is_note && chunk->is_prose;
		}
	}
}
