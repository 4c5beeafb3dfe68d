/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Free glyphs → lines of tokens and chunks (step 1 of the essay in aligned.c). */
#include "extract/aligned.h"
#include "extract/layout.h"
#include "extract/period.h"

/* Gaps in shares of the type size. */
#define TOKEN_GAP 0.16f      /* white space: a token ends */
#define WORD_GAP 0.9f        /* words of running text stand no farther apart, even where it is justified */
#define NARROW_GAP 0.45f     /* where other lines show a column's border, a gap this wide may be one */
#define NUMBER_GAP 0.34f     /* two numbers farther apart than a thousands space are two columns */
#define BULLET_GAP 2.5f      /* between the mark of a list's item and its text */
#define FIXED_PITCH_GAP 1.0f /* typewriter: one space is 0.6 */
#define FIXED_SLACK 0.02f    /* by which its letters may differ in width */
#define FIXED_LETTERS 8u     /* letters that show it */
#define LEADER_GAP 2.0f      /* between the dots of a leader */
#define LEADER_DOTS 3u
#define FIXED_OVERWORK 64u /* glyphs of the page looked at for one that is asked about */
#define TITLE_APART 1.6f   /* type sizes, from middle to middle */
#define HEADINGS_MAX 2u    /* lines of them */
#define HEADING_INDENT 4.0f
#define NAMES_LEAST 2u
#define NAME_WORDS_MAX 3u /* of a unit */

static gboolean
is_leader_char(gunichar ch)
{
	return ch == '.' || ch == 0x2026 || ch == 0xB7 || ch == '_' || ch == 0x2024 || ch == 0x2025;
}

static gboolean
is_bullet_char(gunichar ch)
{
	return ch != 0 && g_utf8_strchr("•▪■●◦‣○□◆►▶➢✓·", -1, ch) != NULL;
}

/* Marks of lists only: discs, squares and ticks are values of tables as well. */
static gboolean
opens_item(gunichar ch)
{
	return ch != 0 && g_utf8_strchr("•▪◦‣►▶➢", -1, ch) != NULL;
}

/* n/a, n.a., N.A: stands for a number. */
static gboolean
is_not_available(const PrChunks *sheet, const PrToken *token)
{
	char text[5] = "";

	for (guint i = 0; i < token->count && token->count < G_N_ELEMENTS(text); i++)
		text[i] = (char)MIN(pr_lines_glyph(sheet->lines, token->first + i)->ch, 127);
	return g_ascii_strcasecmp(text, "n/a") == 0 || g_ascii_strcasecmp(text, "n.a.") == 0 ||
	       g_ascii_strcasecmp(text, "n.a") == 0;
}

static void
classify(const PrChunks *sheet, PrToken *token)
{
	guint letters = 0, digits = 0, leaders = 0;

	for (guint i = token->first; i < token->first + token->count; i++) {
		gunichar ch = pr_lines_glyph(sheet->lines, i)->ch;

		if (i == token->first)
			token->head = ch;
		token->tail = ch;
		letters += g_unichar_isalpha(ch) != 0;
		digits += g_unichar_isdigit(ch) != 0;
		leaders += is_leader_char(ch);
	}
	token->letters = (guint8)MIN(letters, 255);
	token->digits = (guint8)MIN(digits, 255);
	token->is_dots = leaders == token->count;
	if (token->is_dots &&
		(leaders >= LEADER_DOTS || (leaders > 1 && token->head == 0x2026))) /* one … stands for a number */
		token->kind = PR_TOKEN_LEADER;
	else if (token->count == 1 && is_bullet_char(token->head))
		token->kind = PR_TOKEN_BULLET;
	else if ((digits > 0 && letters <= MIN(digits, 2)) || (letters == 0 && token->count <= 4) ||
		 is_not_available(sheet, token))
		token->kind = PR_TOKEN_NUMBER; /* dashes, colons, dots in place of a number as well */
	else
		token->kind = PR_TOKEN_LETTERS;
}

static void
add_tokens(PrChunks *sheet, const PrLine *line)
{
	PrToken token = {0};
	guint end = line->first + line->count;

	for (guint i = line->first; i < end; i++) {
		const PrGlyph *glyph = pr_lines_glyph(sheet->lines, i);
		const PrStyle *style = pr_page_style(sheet->page, glyph);

		if (token.count > 0 && glyph->box.x0 - token.box.x1 > TOKEN_GAP * MIN(style->size, token.size)) {
			classify(sheet, &token);
			g_array_append_val(sheet->tokens, token);
			token = (PrToken){0};
		}
		if (token.count == 0)
			token = (PrToken){.first = i,
				.box = glyph->box,
				.is_bold = style->is_bold,
				.is_italic = style->is_italic};
		token.count++;
		token.box = pr_rect_union(token.box, glyph->box);
		token.size = MAX(token.size, style->size);
	}
	if (token.count > 0) {
		classify(sheet, &token);
		g_array_append_val(sheet->tokens, token);
	}
}

/* Where the dots end that begin with the token `from` of a line. */
static guint
end_of_dots(const GArray *tokens, guint from, guint end, guint *dots)
{
	guint to = from;

	for (*dots = 0; to < end; to++) {
		const PrToken *token = &g_array_index(tokens, PrToken, to), *before = to > from ? token - 1 : token;
		if (!token->is_dots || token->box.x0 - before->box.x1 > LEADER_GAP * token->size)
			break;
		*dots += token->count;
	}
	return to;
}

/* The dots of a leader may be set apart: they are one token. Where leaders stand on other lines, one or two dots are
 * one too, as beside a long label. `firsts` are the lines' first tokens, with one entry behind. */
static void
join_leaders(PrChunks *sheet, guint *firsts)
{
	GArray *tokens = sheet->tokens;
	float left = G_MAXFLOAT, right = -G_MAXFLOAT;
	guint dots, lines = sheet->lines->lines->len;

	for (guint i = 0; i < lines; i++)
		for (guint k = firsts[i], to; k < firsts[i + 1]; k = MAX(to, k + 1)) {
			to = end_of_dots(tokens, k, firsts[i + 1], &dots);
			if (dots < LEADER_DOTS)
				continue;
			left = MIN(left, g_array_index(tokens, PrToken, k).box.x0);
			right = MAX(right, g_array_index(tokens, PrToken, to - 1).box.x1);
		}
	if (left > right)
		return;
	sheet->tokens = g_array_sized_new(FALSE, FALSE, sizeof(PrToken), tokens->len);
	for (guint i = 0; i < lines; i++) {
		guint first = firsts[i];

		firsts[i] = sheet->tokens->len;
		for (guint k = first, to; k < firsts[i + 1]; k = MAX(to, k + 1)) {
			PrToken token = g_array_index(tokens, PrToken, k);

			to = end_of_dots(tokens, k, firsts[i + 1], &dots);
			if (dots >= LEADER_DOTS || (dots > 0 && token.box.x0 >= left && token.box.x1 <= right))
				token.kind = PR_TOKEN_LEADER;
			else
				to = k + 1;
			for (guint n = k + 1; n < to; n++) {
				token.count += g_array_index(tokens, PrToken, n).count;
				token.box = pr_rect_union(token.box, g_array_index(tokens, PrToken, n).box);
			}
			g_array_append_val(sheet->tokens, token);
		}
	}
	firsts[lines] = sheet->tokens->len;
	g_array_unref(tokens);
}

/* 12 345: a number whose thousands are set apart by a space. */
static gboolean
is_thousands(const PrChunks *sheet, const PrToken *left, const PrToken *right)
{
	guint digits = 0;

	for (guint i = right->first; i < right->first + right->count && digits < 4; i++) {
		gunichar ch = pr_lines_glyph(sheet->lines, i)->ch;
		if (!g_unichar_isdigit(ch))
			break;
		digits++;
	}
	return digits == 3 && g_unichar_isdigit(left->tail) && left->digits <= 3 && left->letters == 0;
}

static guint
style_of(const PrChunks *sheet, const PrToken *token)
{
	return pr_lines_glyph(sheet->lines, token->first)->style;
}

/* For each style, whether its letters are all as wide as each other: a typewriter's. All letters of the page say so; but
 * where `glyphs` are few, as in one of a thousand small grids, only these, to be quick. */
static gboolean *
find_fixed_pitches(const PrPage *page, const GArray *glyphs)
{
	gboolean all = (guint64)glyphs->len * FIXED_OVERWORK >= page->glyphs->len;
	guint count = page->styles->len;
	gboolean *is_fixed = g_new0(gboolean, count + 1);
	g_autofree float *least = g_new0(float, count + 1), *most = g_new0(float, count + 1);
	g_autofree guint *letters = g_new0(guint, count + 1);

	for (guint i = 0; i < (all ? page->glyphs->len : glyphs->len); i++) {
		const PrGlyph *glyph = &g_array_index(page->glyphs, PrGlyph, all ? i : g_array_index(glyphs, guint, i));
		float width = pr_rect_width(glyph->box);

		if (!g_ascii_isalpha((gchar)MIN(glyph->ch, 127)) || glyph->direction != PR_DIRECTION_RIGHT)
			continue;
		least[glyph->style] = letters[glyph->style] == 0 ? width : MIN(least[glyph->style], width);
		most[glyph->style] = MAX(most[glyph->style], width);
		letters[glyph->style]++;
	}
	for (guint i = 0; i < count; i++)
		is_fixed[i] =
			letters[i] >= FIXED_LETTERS &&
			most[i] - least[i] <= FIXED_SLACK * ((const PrStyle *)g_ptr_array_index(page->styles, i))->size;
	return is_fixed;
}

float
pr_token_join_gap(const PrChunks *sheet, const PrToken *left, const PrToken *right, gboolean is_narrow)
{
	float size = MIN(left->size, right->size);
	gboolean is_typewriter =
		sheet->is_fixed_pitch[style_of(sheet, left)] && sheet->is_fixed_pitch[style_of(sheet, right)];

	if (left->joins_next || right->joins_before)
		return G_MAXFLOAT;
	if (left->kind == PR_TOKEN_LEADER) /* what it leads to is another text */
		return right->kind == PR_TOKEN_LEADER ? LEADER_GAP * size : 0;
	if (left->kind == PR_TOKEN_BULLET && right->kind != PR_TOKEN_BULLET && opens_item(left->head))
		return BULLET_GAP * size;
	if (left->kind == PR_TOKEN_NUMBER && right->kind == PR_TOKEN_NUMBER && left->digits > 0 && right->digits > 0)
		return (g_unichar_isalpha(left->head)             ? NARROW_GAP /* Q1 2024 */
			       : is_thousands(sheet, left, right) ? 2 * NUMBER_GAP
			       : is_typewriter                    ? FIXED_PITCH_GAP
								  : NUMBER_GAP) *
		       size;
	return (is_typewriter ? FIXED_PITCH_GAP : is_narrow ? NARROW_GAP : WORD_GAP) * size;
}

static void
close_chunk(PrChunks *sheet, PrChunkLine *row, guint first, guint end)
{
	PrChunk chunk = {.first = first, .count = end - first, .is_number = TRUE};

	for (guint i = first; i < end; i++) {
		const PrToken *token = pr_chunks_token(sheet, i);

		chunk.box = pr_rect_union(chunk.box, token->box);
		chunk.size = MAX(chunk.size, token->size);
		chunk.is_number &= token->kind == PR_TOKEN_NUMBER;
	}
	row->box = pr_rect_union(row->box, chunk.box);
	row->size = MAX(row->size, chunk.size);
	row->count++;
	g_array_append_val(sheet->chunks, chunk);
}

/* Of the tokens from one to another. */
static void
add_row(PrChunks *sheet, guint from, guint end)
{
	PrChunkLine row = {.first = sheet->chunks->len};

	for (guint i = from + 1; i < end; i++) {
		const PrToken *left = pr_chunks_token(sheet, i - 1), *right = pr_chunks_token(sheet, i);

		if (right->box.x0 - left->box.x1 > pr_token_join_gap(sheet, left, right, FALSE)) {
			close_chunk(sheet, &row, from, i);
			from = i;
		}
	}
	close_chunk(sheet, &row, from, end);
	sheet->left = MIN(sheet->left, row.box.x0);
	sheet->right = MAX(sheet->right, row.box.x1);
	g_array_append_val(sheet->rows, row);
}

static void
add_glyphs(const PrPage *page, const PrLedger *ledger, const PrRect *within, PrRun run, GArray *glyphs)
{
	for (guint i = run.first; i < run.first + run.count; i++) {
		const PrGlyph *glyph = &g_array_index(page->glyphs, PrGlyph, i);

		if (!ledger->taken[i] && glyph->direction == PR_DIRECTION_RIGHT && pr_glyph_is_kept(glyph) &&
			(within == NULL ||
				pr_rect_contains(*within, pr_rect_center_x(glyph->box), pr_rect_center_y(glyph->box))))
			g_array_append_val(glyphs, i);
	}
}

PrChunks *
pr_chunks_new(const PrPage *page, const PrLedger *ledger, float em, const PrRect *within)
{
	PrChunks *sheet = g_new0(PrChunks, 1);
	g_autoptr(GArray) glyphs = g_array_new(FALSE, FALSE, sizeof(guint));

	*sheet = (PrChunks){.page = page, .em = em, .left = page->width, .right = 0};
	sheet->tokens = g_array_new(FALSE, FALSE, sizeof(PrToken));
	sheet->chunks = g_array_new(FALSE, FALSE, sizeof(PrChunk));
	sheet->rows = g_array_new(FALSE, FALSE, sizeof(PrChunkLine));
	if (within == NULL)
		add_glyphs(page, ledger, within, (PrRun){0, page->glyphs->len, {0}}, glyphs);
	else {
		g_autoptr(GArray) runs = pr_ledger_runs(ledger, page, *within);
		for (guint i = 0; i < runs->len; i++)
			add_glyphs(page, ledger, within,
				g_array_index(page->runs, PrRun, g_array_index(runs, guint, i)), glyphs);
	}
	sheet->is_fixed_pitch = find_fixed_pitches(page, glyphs);
	sheet->lines = pr_lines_new(page, PR_DIRECTION_RIGHT, (const guint *)glyphs->data, glyphs->len);
	g_autofree guint *firsts = g_new0(guint, sheet->lines->lines->len + 1);
	for (guint i = 0; i < sheet->lines->lines->len; i++) {
		add_tokens(sheet, pr_lines_at(sheet->lines, i));
		firsts[i + 1] = sheet->tokens->len;
	}
	join_leaders(sheet, firsts);
	pr_chunks_join_signs(sheet, firsts);
	for (guint i = 0; i < sheet->lines->lines->len; i++)
		add_row(sheet, firsts[i], firsts[i + 1]);
	return sheet;
}

void
pr_chunks_free(PrChunks *sheet)
{
	if (sheet == NULL)
		return;
	pr_lines_free(sheet->lines);
	g_array_unref(sheet->tokens);
	g_array_unref(sheet->chunks);
	g_array_unref(sheet->rows);
	g_clear_pointer(&sheet->edges, g_array_unref);
	g_free(sheet->is_fixed_pitch);
	g_free(sheet);
}

gboolean
pr_chunks_has_numbers(const PrChunks *sheet, const PrChunkLine *row)
{
	for (guint i = row->first; i < row->first + row->count; i++)
		if (pr_chunks_chunk(sheet, i)->is_number)
			return TRUE;
	return FALSE;
}

guint
pr_chunks_row_below(const PrChunks *sheet, float y)
{
	guint low = 0, high = sheet->rows->len;

	while (low < high) {
		guint middle = (low + high) / 2;

		if (pr_rect_center_y(pr_chunks_row(sheet, middle)->box) < y)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

char *
pr_chunks_text(const PrChunks *sheet, guint first_token, guint count)
{
	const PrToken *first = pr_chunks_token(sheet, first_token),
		      *last = pr_chunks_token(sheet, first_token + count - 1);
	PrText text = {0};

	pr_lines_append(sheet->lines, first->first, last->first + last->count - first->first, PR_BREAK_NONE, &text);
	char *printed = pr_text_printed(&text);
	pr_text_clear(&text);
	return printed;
}

gboolean
pr_chunks_names_columns(const PrChunks *sheet, guint row)
{
	const PrChunkLine *line = pr_chunks_row(sheet, row);
	guint names = 0;

	for (guint i = line->first; i < line->first + line->count; i++) {
		const PrChunk *chunk = pr_chunks_chunk(sheet, i);
		if (!chunk->is_number && chunk->count > NAME_WORDS_MAX)
			continue;
		g_autofree char *text = pr_chunks_text(sheet, chunk->first, chunk->count);
		gboolean is_name = pr_is_period(text) || pr_is_day(text) || pr_is_measure(text);
		if (chunk->is_number && !is_name)
			return FALSE;
		names += is_name;
	}
	return names >= NAMES_LEAST;
}

/* Whether the next row begins with the next line of a text alone: it opens small. */
static gboolean
goes_on_small(const PrChunks *sheet, guint row)
{
	const PrChunkLine *below = pr_chunks_row(sheet, row + 1);
	const PrChunk *first = pr_chunks_chunk(sheet, below->first);

	return g_unichar_islower(pr_chunks_token(sheet, first->first)->head) && pr_chunks_wraps(sheet, row, row + 1);
}

/* Whether a text alone, set apart from what is above it, stands over a row of years or units: it is the title of
 * another table. Between them may be headings under it, none of which begins where it does. The first line of a name
 * beside years is no title. */
static gboolean
is_over_names(const PrChunks *sheet, guint row)
{
	const PrChunkLine *line = pr_chunks_row(sheet, row);

	if (row == 0 || pr_rect_center_y(line->box) - pr_rect_center_y(pr_chunks_row(sheet, row - 1)->box) <=
				TITLE_APART * line->size)
		return FALSE;
	if (row + 1 < sheet->rows->len && goes_on_small(sheet, row))
		return FALSE;
	for (guint i = row + 1; i < MIN(row + 2 + HEADINGS_MAX, sheet->rows->len); i++) {
		const PrChunkLine *below = pr_chunks_row(sheet, i);

		if (below->count > 1 && pr_chunks_names_columns(sheet, i))
			return TRUE;
		if (below->box.x0 <= line->box.x0 + HEADING_INDENT * sheet->em || below->box.x0 >= line->box.x1)
			return FALSE;
	}
	return FALSE;
}

gboolean
pr_chunks_is_caption(const PrChunks *sheet, guint row)
{
	const PrChunkLine *line = pr_chunks_row(sheet, row);
	const PrChunk *chunk = pr_chunks_chunk(sheet, line->first);

	if (line->count > 1)
		return FALSE;
	g_autofree char *text = pr_chunks_text(sheet, chunk->first, chunk->count);
	return pr_caption_is_told(text) || is_over_names(sheet, row);
}
