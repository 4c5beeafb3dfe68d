/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Signs that stand apart from their number (step 1 of the essay in aligned.c).
 *
 *              2024        2023        $ is set flush left in its column, in the first row and in that of the sum only; % and ) hang out
 *   Sten   $  12,840   $   7.1 %       at the right of theirs. They are of the number beside them, however far that is: no column lies
 *   Tas       (9,340 )     6.6         between the two.
 *   Total  $   3,500   $  13.7 %
 *
 *   Currency   Price                   But signs under a heading of their own are values of a column.
 *   €           12.5
 */
#include "extract/aligned.h"

/* Shares of the type size. */
#define SIGN_APART 12.0f /* a number this far from its sign is another's */
#define OWN_GAP 0.45f    /* a sign no farther behind a text may be the end of it */
#define NUMBER_GAP 0.34f /* the same behind a number */
#define HANG_GAP 0.9f    /* how far % hangs out */
#define HEADING_GAP 0.9f /* between two headings */
#define SIGN_LETTERS 2   /* of US$ */
#define LOOK_UP 200u     /* lines above that are searched for a heading */

static gunichar
char_of(const PrChunks *sheet, const PrToken *token, guint index)
{
	return pr_lines_glyph(sheet->lines, token->first + index)->ch;
}

/* $, US$, (, $( */
static gboolean
is_opening_sign(const PrChunks *sheet, const PrToken *token)
{
	guint letters = 0, signs = 0, brackets = 0;

	if (token->digits > 0 || token->count > SIGN_LETTERS + 2)
		return FALSE;
	for (guint i = 0; i < token->count; i++) {
		gunichar ch = char_of(sheet, token, i);

		letters += signs + brackets == 0 && g_unichar_isupper(ch);
		signs += brackets == 0 && g_unichar_type(ch) == G_UNICODE_CURRENCY_SYMBOL;
		brackets += ch == '(';
	}
	return letters + signs + brackets == token->count && letters <= SIGN_LETTERS && signs <= 1 && brackets <= 1 &&
	       letters < token->count;
}

/* %, ), )%, %) */
static gboolean
is_closing_sign(const PrChunks *sheet, const PrToken *token)
{
	for (guint i = 0; i < token->count; i++)
		if (char_of(sheet, token, i) != '%' && char_of(sheet, token, i) != ')')
			return FALSE;
	return token->count <= 2;
}

static gboolean
is_amount(const PrToken *token)
{
	return token->kind == PR_TOKEN_NUMBER;
}

/* The first token of a line that ends behind `x`, or the line's end. */
static guint
token_behind(const PrChunks *sheet, const guint *firsts, guint line, float x)
{
	guint low = firsts[line], high = firsts[line + 1];

	while (low < high) {
		guint middle = (low + high) / 2;

		if (pr_chunks_token(sheet, middle)->box.x1 <= x)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether the text nearest above a sign is a heading over it alone, with another over the number. */
static gboolean
is_headed(const PrChunks *sheet, const guint *firsts, guint line, const PrToken *sign)
{
	const PrToken *number = sign + 1;

	for (guint up = 1; up <= MIN(line, LOOK_UP); up++) {
		guint i = token_behind(sheet, firsts, line - up, sign->box.x0), end = firsts[line - up + 1];
		const PrToken *above = pr_chunks_token(sheet, i);

		if (i == end || above->box.x0 >= sign->box.x1 || is_opening_sign(sheet, above))
			continue;
		if (above->kind != PR_TOKEN_LETTERS)
			return FALSE;
		for (; i + 1 < end && above[1].box.x0 - above->box.x1 <= HEADING_GAP * above->size; i++)
			above++;
		return i + 1 < end && above->box.x1 <= number->box.x0 && above[1].kind == PR_TOKEN_LETTERS &&
		       above[1].box.x0 < number->box.x1 && above[1].box.x1 > number->box.x0;
	}
	return FALSE;
}

/* Whether a sign belongs to the number behind it. */
static gboolean
joins_next(const PrChunks *sheet, const guint *firsts, guint line, guint i)
{
	const PrToken *sign = pr_chunks_token(sheet, i), *next = sign + 1;

	if (i + 1 == firsts[line + 1] || !is_opening_sign(sheet, sign) || !is_amount(next) ||
		is_opening_sign(sheet, next) || is_closing_sign(sheet, next) ||
		g_unichar_type(next->head) == G_UNICODE_CURRENCY_SYMBOL)
		return FALSE;
	float apart = next->box.x0 - sign->box.x1;
	if (apart > SIGN_APART * sign->size)
		return FALSE;
	if (i > firsts[line]) {
		const PrToken *before = sign - 1;
		float behind = sign->box.x0 - before->box.x1;

		if (behind <= (before->digits > 0 ? NUMBER_GAP : OWN_GAP) * sign->size && apart > behind)
			return FALSE;
	}
	return !is_headed(sheet, firsts, line, sign);
}

/* Whether a sign belongs to the number before it: to any that lacks its bracket. */
static gboolean
joins_before(const PrChunks *sheet, const guint *firsts, guint line, guint i)
{
	const PrToken *sign = pr_chunks_token(sheet, i), *before = sign - 1;

	if (i == firsts[line] || !is_closing_sign(sheet, sign) || !is_amount(before) || before->digits == 0)
		return FALSE;
	gboolean is_bracketed = FALSE;
	for (guint k = 0; k < before->count; k++)
		is_bracketed |= char_of(sheet, before, k) == '(';
	if (!is_bracketed && i > firsts[line] + 1)
		is_bracketed = before[-1].joins_next && before[-1].tail == '(';
	gboolean closes = is_bracketed && before->tail != ')' && (sign->head == ')' || sign->tail == ')');
	return sign->box.x0 - before->box.x1 <= (closes                     ? SIGN_APART
							: sign->head == '%' ? HANG_GAP
									    : OWN_GAP) *
							sign->size;
}

void
pr_chunks_join_signs(PrChunks *sheet, const guint *firsts)
{
	for (guint line = 0; line < sheet->lines->lines->len; line++)
		for (guint i = firsts[line]; i < firsts[line + 1]; i++) {
			PrToken *token = &g_array_index(sheet->tokens, PrToken, i);

			token->joins_next = joins_next(sheet, firsts, line, i);
			token->joins_before = joins_before(sheet, firsts, line, i);
			if (token->joins_next)
				token->kind = PR_TOKEN_NUMBER;
		}
}
