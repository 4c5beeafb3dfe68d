/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a text goes on in the next line (step 5 of the drawing in aligned-rows.c).
 *
 *    Plarn nio          12.5      "wen" had no room on the line above, or opens small, or hangs below its label: it goes on.
 *    wen                          A number of its own, a capital where capitals only open texts, other type: it does not.
 *    Veast               3.0
 */
#include "extract/aligned.h"

/* Shares of the type size, unless said otherwise. */
#define NUMBERED_MOST 5u /* characters of the number of an item, with what stands around it */
#define SMALL_WORDS 6u   /* inside of texts, that show how capitals are used */
#define HANG 0.4f        /* a wrapped line stands this much to the right */

/* The width that the first word of a text asks for; Chinese is broken anywhere. */
static float
first_word_width(const PrToken *token)
{
	return token->head >= 0x2E80 ? token->size : pr_rect_width(token->box);
}

/* Whether a text opens with the number of an item, as 八、 or （一） or 3. do: the rest of a text does not. */
static gboolean
opens_numbered(const PrChunks *sheet, const PrToken *token)
{
	guint numerals = 0;

	for (guint i = token->first; i < token->first + token->count && i < token->first + NUMBERED_MOST; i++) {
		gunichar ch = pr_lines_glyph(sheet->lines, i)->ch;

		if (i == token->first && (ch == '(' || ch == 0xFF08))
			continue;
		if (g_unichar_isdigit(ch) || g_utf8_strchr("一二三四五六七八九十", -1, ch) != NULL)
			numerals++;
		else if (ch == '.') /* not that of 3.5 */
			return numerals > 0 && i + 1 == token->first + token->count;
		else
			return numerals > 0 && ch != 0 && g_utf8_strchr("、．)）", -1, ch) != NULL;
	}
	return FALSE;
}

/* Where a text would end with the first word of the next one behind it. */
static float
end_with(const PrChunks *sheet, const PrPatch *above, const PrToken *first)
{
	return above->box.x1 + first_word_width(first) + 0.25f * sheet->em;
}

gboolean
pr_quilt_is_wrapped(const PrQuilt *quilt, const PrPatch *above, const PrPatch *below)
{
	const PrChunks *sheet = quilt->zone->sheet;
	const PrToken *last = pr_chunks_token(sheet, above->first + above->count - 1),
		      *first = pr_chunks_token(sheet, below->first);

	if (above->is_bold != below->is_bold || above->is_italic != below->is_italic || last->tail == ':' ||
		opens_numbered(sheet, first) || (quilt->is_capital_first && g_unichar_isupper(first->head)))
		return FALSE;
	if (last->tail == '-' || last->tail == ',' || last->tail == '(' || g_unichar_islower(first->head) ||
		first->head == '(')
		return TRUE;
	return last->tail != '.' && end_with(sheet, above, first) > quilt->right_of_col[above->to_col];
}

gboolean
pr_quilt_is_short(const PrQuilt *quilt, const PrPatch *above, const PrPatch *below)
{
	const PrChunks *sheet = quilt->zone->sheet;

	return !pr_quilt_is_wrapped(quilt, above, below) &&
	       end_with(sheet, above, pr_chunks_token(sheet, below->first)) <= quilt->longest_of_col[above->to_col];
}

/* Whether the first text of a line opens with a small letter. */
static gboolean
opens_small(const PrQuilt *quilt, guint line)
{
	const PrPatch *patch = pr_quilt_patch(quilt, quilt->first_of_line[line]);

	return g_unichar_islower(pr_chunks_token(quilt->zone->sheet, patch->first)->head);
}

/* Whether line `i` is the hanging end of the label above it: alone, farther to the right than that label and than the
 * next one. A heading that is set in has rows below it that are, too. */
static gboolean
hangs_alone(const PrQuilt *quilt, guint top, guint i)
{
	const PrPatch *label = pr_quilt_patch(quilt, quilt->first_of_line[i]),
		      *over = pr_quilt_patch_in(quilt, i - 1, 0);
	const PrPatch *next = i + 1 < quilt->zone->lines->len ? pr_quilt_patch_in(quilt, i + 1, 0) : NULL;
	const PrChunks *sheet = quilt->zone->sheet;
	float hang = HANG * sheet->em;

	if (i != top + 1 || quilt->first_of_line[i + 1] - quilt->first_of_line[i] != 1 || label->to_col != 0 ||
		label->is_number || over == NULL || over->to_col != 0 ||
		quilt->first_of_line[i] - quilt->first_of_line[top] < 2)
		return FALSE;
	return label->box.x0 > over->box.x0 + hang && (next == NULL || next->box.x0 < label->box.x0 - hang) &&
	       label->is_bold == over->is_bold && !opens_numbered(sheet, pr_chunks_token(sheet, label->first)) &&
	       pr_chunks_token(sheet, over->first + over->count - 1)->tail != ':';
}

/* Whether line `i` goes on with the row of the lines from `top` on. */
static gboolean
goes_on(const PrQuilt *quilt, guint top, guint i)
{
	guint shared = 0, wrapped = 0, numbers = 0, alone = 0, upper = 0, hanging = 0;

	for (guint k = quilt->first_of_line[i]; k < quilt->first_of_line[i + 1]; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k),
			      *over = pr_quilt_patch_in(quilt, i - 1, patch->from_col);

		numbers += patch->is_number && patch->from_col > 0;
		if (over == NULL || over->from_col != patch->from_col || over->to_col != patch->to_col) {
			alone++;
			continue;
		}
		shared++;
		if (patch->is_number && over->is_number)
			return FALSE;
		wrapped += pr_quilt_is_wrapped(quilt, over, patch);
		hanging += patch->box.x0 > over->box.x0 + HANG * quilt->zone->em;
	}
	for (guint k = top; k < i; k++)
		upper = MAX(upper, quilt->first_of_line[k + 1] - quilt->first_of_line[k]);
	/* The rest of a label whose numbers stand on its first line, or its beginning where they stand on its last. */
	if (shared == 0 || wrapped < shared)
		return FALSE;
	if (numbers > 0)
		return upper == 1 && alone > 0 && i == top + 1 && (hanging == shared || opens_small(quilt, i));
	/* A third line goes on with a second only in the same way: hanging or flush. */
	return alone == 0 && upper > shared && (i == top + 1 || hanging == 0);
}

gboolean
pr_quilt_goes_on(const PrQuilt *quilt, guint top, guint line)
{
	return goes_on(quilt, top, line) || hangs_alone(quilt, top, line);
}

/* Whether capitals only open texts here, and no word inside of one. */
static gboolean
are_capitals_first(const PrQuilt *quilt)
{
	const PrChunks *sheet = quilt->zone->sheet;
	guint small = 0;

	for (guint i = 0; i < quilt->patches->len; i++) {
		const PrPatch *patch = pr_quilt_patch(quilt, i);

		for (guint k = patch->first + 1; k < patch->first + patch->count && patch->line >= quilt->header_lines;
			k++) {
			gunichar head = pr_chunks_token(sheet, k)->head;
			if (g_unichar_isupper(head))
				return FALSE;
			small += g_unichar_islower(head) != 0;
		}
	}
	return small >= SMALL_WORDS;
}

static gboolean
is_drawn(const PrGrid *base, float x)
{
	for (guint i = 0; i < base->xs->len; i++)
		if (g_array_index(base->xs, float, i) == x)
			return TRUE;
	return FALSE;
}

/* Where text has room to: between drawn borders as far as it keeps from them on the left, else to the end of the
 * longest text. */
void
pr_quilt_measure(PrQuilt *quilt)
{
	const PrGrid *base = quilt->zone->base;
	float inset = G_MAXFLOAT;

	for (guint i = 0; i < quilt->patches->len; i++) {
		const PrPatch *patch = pr_quilt_patch(quilt, i);

		if (patch->from_col == patch->to_col)
			quilt->right_of_col[patch->to_col] = MAX(quilt->right_of_col[patch->to_col], patch->box.x1);
		if (patch->from_col == patch->to_col && patch->line >= quilt->header_lines)
			quilt->longest_of_col[patch->to_col] = MAX(quilt->longest_of_col[patch->to_col], patch->box.x1);
		if (patch->line >= quilt->header_lines)
			inset = MIN(inset, MAX(patch->box.x0 - g_array_index(quilt->xs, float, patch->from_col), 0));
	}
	for (guint col = 0; base != NULL && col + 1 < quilt->xs->len; col++)
		if (is_drawn(base, g_array_index(quilt->xs, float, col)) &&
			is_drawn(base, g_array_index(quilt->xs, float, col + 1)))
			quilt->right_of_col[col] =
				MAX(quilt->right_of_col[col], g_array_index(quilt->xs, float, col + 1) - inset);
	quilt->is_capital_first = are_capitals_first(quilt);
}
