/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Gaps inside of numbers: which digits belong together. */
#include "normalize/spacing.h"

#include "normalize/chars.h"

#include <math.h>

/* Two numbers are never made one without a witness. Digits of the same height are one number across a gap
 *
 *   thousands    groups parted by spaces, the first of up to three digits and without leading 0: 1 234 567; not in
 *                a row of numbers, 4 155 0 12 may be anything
 *   prose        in Chinese text, at the end of a full line, unless both may be years: 完成2026年1⏎2月
 *   frame        no other number in the text, but a sign or unit at its ends, where two numbers would have two: ≥9⏎6%
 *   full line    digits alone, with a point before, or the rest shorter, as a last line is: 100.2⏎8754, 12345⏎67
 *   early end    digits alone, also at a space, the rest shorter, with a point before: 100.28⏎754
 *   zero         digits alone, the rest shorter, the only one, and beginning with 0: 10 0
 *
 * A point or comma next to the gap (364.⏎64) is a witness, if the whole is one number. "10 20", "10⏎20" and "2012⏎2013"
 * stay two numbers. */

/* Longest text behind "12." at the start that still reads as a unit, and not as the text of item 12 of a list. */
#define UNIT_MAX 4
/* Two numbers of that many digits on two lines may be two years. */
#define YEAR_DIGITS 4
/* Relative difference of character heights within which digits are of one size. */
#define HEIGHT_TOLERANCE 0.15f
/* Most groups of thousands: 38 digits is the longest number there is here. */
#define GROUPS_MAX 12

static gboolean
is_digit_at(const PrInkLine *line, guint i)
{
	return pr_char_is_digit(pr_ink_at(line, i));
}

static gboolean
is_point(gunichar ch)
{
	return ch == '.' || ch == 0xff0e;
}

static gboolean
is_comma(gunichar ch)
{
	return ch == ',' || ch == 0xff0c;
}

/* Groups of three behind commas, at most one point: the digits [first, end) as one number. */
static gboolean
is_well_formed(const PrInkLine *line, guint first, guint end)
{
	guint group = 0, commas = 0, points = 0;

	for (guint i = first; i < end; i++) {
		gunichar ch = pr_ink_at(line, i);

		if (pr_char_is_digit(ch)) {
			group++;
			continue;
		}
		if (points > 0 || group == 0 || (commas > 0 && group != 3) || (is_comma(ch) && group > 3))
			return FALSE;
		commas += is_comma(ch);
		points += is_point(ch);
		group = 0;
	}
	return group > 0 && (points > 0 || commas == 0 || group == 3);
}

/* "1. 30 firms were …" is item 1 of a list, "36. 4万元" a broken number. */
static gboolean
looks_like_item(const PrInkLine *line, guint first, guint end)
{
	guint digits = 0;

	while (first + digits < end && is_digit_at(line, first + digits))
		digits++;
	return first == 0 && digits <= 2 && is_point(pr_ink_at(line, digits)) && line->count - end > UNIT_MAX;
}

static gboolean
holds_one_number(PrInkLine *line)
{
	guint first = 0, end = line->count;

	while (first < end && !is_digit_at(line, first))
		first++;
	while (end > first && !is_digit_at(line, end - 1))
		end--;
	for (guint i = first; i < end; i++) {
		if (!is_digit_at(line, i) && !is_point(pr_ink_at(line, i)) && !is_comma(pr_ink_at(line, i)))
			return FALSE;
		line->gaps += i > first && line->glyphs[i].before != PR_BREAK_NONE;
	}
	line->has_frame = first > 0 || end < line->count;
	return first < end && is_well_formed(line, first, end) && !looks_like_item(line, first, end);
}

void
pr_spacing_scan_number(PrInkLine *line)
{
	line->is_one_number = holds_one_number(line);
}

/* How many digits stand together from i on (or up to i, going back) without a gap. */
static guint
digits_from(const PrInkLine *line, guint i)
{
	guint count = 0;

	while (is_digit_at(line, i + count) && (count == 0 || line->glyphs[i + count].before == PR_BREAK_NONE))
		count++;
	return count;
}

static guint
digits_up_to(const PrInkLine *line, guint i)
{
	guint count = 1;

	while (i >= count && is_digit_at(line, i - count) && line->glyphs[i - count + 1].before == PR_BREAK_NONE)
		count++;
	return count;
}

/* Whether the space before digit i separates thousands: 1 to 3 digits first, then groups of three only. */
static gboolean
is_thousands_space(const PrInkLine *line, guint i)
{
	guint start = i, size, groups = 0;

	/* back to the first group */
	for (;;) {
		size = digits_up_to(line, start - 1);
		start -= size;
		if (start == 0 || line->glyphs[start].before != PR_BREAK_SPACE || !is_digit_at(line, start - 1))
			break;
		if (size != 3 || ++groups > GROUPS_MAX)
			return FALSE;
	}
	if (size > 3 || pr_ink_at(line, start) == '0' || (start > 0 && is_point(pr_ink_at(line, start - 1))))
		return FALSE;
	/* forward over all groups */
	for (start += size; is_digit_at(line, start) && line->glyphs[start].before == PR_BREAK_SPACE; start += 3)
		if (digits_from(line, start) != 3 || ++groups > GROUPS_MAX)
			return FALSE;
	return TRUE;
}

/* The digits, points and commas that end before the gap at i, over gaps already closed. */
static guint
head_length(const PrInkLine *line, guint i, gboolean *has_point)
{
	guint start = i;

	*has_point = FALSE;
	while (start > 0) {
		gunichar ch = pr_ink_at(line, start - 1);

		if (!pr_char_is_digit(ch) && !is_point(ch) && !is_comma(ch))
			break;
		if (start < i && line->glyphs[start].before != PR_BREAK_NONE && !line->glyphs[start].is_number_joined)
			break;
		*has_point = *has_point || is_point(ch);
		start--;
	}
	return i - start;
}

/* A raised digit is a note mark: 12.5 ³ is not 12.53. */
static gboolean
is_same_height(const PrInk *a, const PrInk *b)
{
	return fabsf(a->height - b->height) <= HEIGHT_TOLERANCE * MAX(a->height, b->height);
}

/* Both sides of the gap are digits. */
static gboolean
is_one_number_across(const PrInkLine *line, guint i)
{
	gboolean has_point;
	guint head = head_length(line, i, &has_point), tail = digits_from(line, i);
	gboolean is_alone = line->is_one_number && (line->has_chinese || !line->has_letters);
	gboolean is_cut = is_alone && tail < head && (has_point || pr_ink_at(line, i) == '0');
	gboolean is_framed = is_alone && line->has_frame;

	if (!is_same_height(&line->glyphs[i - 1], &line->glyphs[i]))
		return FALSE;
	switch (line->glyphs[i].before) {
	case PR_BREAK_SPACE:
		return line->is_one_number && (is_thousands_space(line, i) || (is_cut && line->gaps == 1));
	case PR_BREAK_LINE:
	case PR_BREAK_PART:
		if (line->has_chinese)
			return has_point || head < YEAR_DIGITS || tail < YEAR_DIGITS;
		return is_framed || (is_alone && (has_point || tail < head));
	case PR_BREAK_PARAGRAPH:
		return is_framed || (is_cut && (has_point || line->gaps == 1));
	case PR_BREAK_NONE:
	default:
		return TRUE;
	}
}

gboolean
pr_spacing_is_inside_number(const PrInkLine *line, guint i)
{
	gunichar left = pr_ink_at(line, i - 1), right = pr_ink_at(line, i);
	gboolean is_mark_left = is_point(left) || is_comma(left), is_mark_right = is_point(right) || is_comma(right);

	if (pr_char_is_digit(left) && pr_char_is_digit(right))
		return is_one_number_across(line, i);
	if (pr_char_is_digit(left) && is_mark_right && is_digit_at(line, i + 1) &&
		line->glyphs[i + 1].before == PR_BREAK_NONE)
		return line->is_one_number || is_point(right);
	if (is_mark_left && pr_char_is_digit(right) && i > 1 && is_digit_at(line, i - 2))
		return line->is_one_number;
	return FALSE;
}
