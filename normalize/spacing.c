/* SPDX-License-Identifier: GPL-2.0-or-later */
/* White space and line ends of a text, told apart by script: what is a wrap, what a stray space, what was meant. */
#include "normalize/spacing.h"

#include "normalize/chars.h"

#include <math.h>
#include <string.h>

/*
 * Chinese is written without spaces and wrapped anywhere, Latin is wrapped at spaces, and a narrow cell wraps even numbers. What is
 * printed between two characters is decided on in this order:
 *
 *   1. inside of a number        364.⏎64   109991 .24   1 234 567     nothing (see below)
 *   2. after the end of a paragraph   …水平。⏎2、推进…                 a newline, kept
 *   3. next to Chinese or to a comparator   2024 年   ≤ 43   产出指⏎标  nothing
 *   4. between Latin words       net⏎income                           one space
 *
 * The hint of the extract stage that a line ended early (PR_BREAK_PARAGRAPH) is weak: each line of a centred cell ends early. So a
 * paragraph's end needs a witness in the text: a full stop, semicolon or colon before it, or an enumerator or a label behind it.
 *
 * Two numbers are never made one without a witness. Digits of the same height meet digits across
 *   a space or an early end   in groups of thousands (1 234 567, a space only), where the first group has up to three digits and does not
 *                             begin with 0; or where the text holds no other number, the rest is shorter, and either what stands before
 *                             has a decimal point (100.28⏎754) or the rest, and there is no other, begins with 0 (10 0)
 *   a full line               in Chinese text (完成2026年1⏎2月), unless both may be years; else where the text holds no other number, and
 *                             there is a point before, or the rest is shorter, as the last line of a wrapped number is (12345⏎67)
 * "10 20", "10⏎20" and "2012⏎2013" stay two numbers. A point or comma next to a gap (364.⏎64) is a witness, if the whole is one number.
 */

/* Longest text behind "12." at the start that still reads as a unit, and not as the text of item 12 of a list. */
#define UNIT_MAX 4
/* Two numbers of that many digits on two lines may be two years. */
#define YEAR_DIGITS 4
/* Relative difference of character heights within which digits are of one size. */
#define HEIGHT_TOLERANCE 0.15f
/* Most groups of thousands: 38 digits is the longest number there is here. */
#define GROUPS_MAX 12
/* Longest label before a colon at the start of a line. */
#define LABEL_MAX 8

typedef struct {
	PrInk *glyphs;
	guint count;
	gboolean has_chinese, has_letters; /* letters: of scripts that use spaces */
	gboolean is_one_number;            /* all digits of the text are one well-formed number once gaps are closed */
	guint gaps;                        /* how many of them, between its first digit and its last */
} Line;

static gunichar
glyph_at(const Line *line, guint i)
{
	return i < line->count ? line->glyphs[i].ch : 0;
}

static gboolean
is_digit_at(const Line *line, guint i)
{
	return pr_char_is_digit(glyph_at(line, i));
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

static gboolean
is_in(gunichar ch, const char *set)
{
	return ch != 0 && g_utf8_strchr(set, -1, ch) != NULL;
}

/* Groups of three behind commas, at most one point: the digits [first, end) as one number. */
static gboolean
is_well_formed(const Line *line, guint first, guint end)
{
	guint group = 0, commas = 0, points = 0;

	for (guint i = first; i < end; i++) {
		gunichar ch = glyph_at(line, i);

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
looks_like_item(const Line *line, guint first, guint end)
{
	guint digits = 0;

	while (first + digits < end && is_digit_at(line, first + digits))
		digits++;
	return first == 0 && digits <= 2 && is_point(glyph_at(line, digits)) && line->count - end > UNIT_MAX;
}

static gboolean
holds_one_number(Line *line)
{
	guint first = 0, end = line->count;

	while (first < end && !is_digit_at(line, first))
		first++;
	while (end > first && !is_digit_at(line, end - 1))
		end--;
	for (guint i = first; i < end; i++) {
		if (!is_digit_at(line, i) && !is_point(glyph_at(line, i)) && !is_comma(glyph_at(line, i)))
			return FALSE;
		line->gaps += i > first && line->glyphs[i].before != PR_BREAK_NONE;
	}
	return first < end && is_well_formed(line, first, end) && !looks_like_item(line, first, end);
}

/* How many digits stand together from i on (or up to i, going back) without a gap. */
static guint
digits_from(const Line *line, guint i)
{
	guint count = 0;

	while (is_digit_at(line, i + count) && (count == 0 || line->glyphs[i + count].before == PR_BREAK_NONE))
		count++;
	return count;
}

static guint
digits_up_to(const Line *line, guint i)
{
	guint count = 1;

	while (i >= count && is_digit_at(line, i - count) && line->glyphs[i - count + 1].before == PR_BREAK_NONE)
		count++;
	return count;
}

/* Whether the space before digit i separates thousands: 1 to 3 digits first, then groups of three only. */
static gboolean
is_thousands_space(const Line *line, guint i)
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
	if (size > 3 || glyph_at(line, start) == '0' || (start > 0 && is_point(glyph_at(line, start - 1))))
		return FALSE;
	/* forward over all groups */
	for (start += size; is_digit_at(line, start) && line->glyphs[start].before == PR_BREAK_SPACE; start += 3)
		if (digits_from(line, start) != 3 || ++groups > GROUPS_MAX)
			return FALSE;
	return TRUE;
}

/* The digits, points and commas that end before the gap at i, over gaps already closed. */
static guint
head_length(const Line *line, guint i, gboolean *has_point)
{
	guint start = i;

	*has_point = FALSE;
	while (start > 0) {
		gunichar ch = glyph_at(line, start - 1);

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
is_one_number_across(const Line *line, guint i)
{
	gboolean has_point;
	guint head = head_length(line, i, &has_point), tail = digits_from(line, i);
	gboolean is_alone = line->is_one_number && (line->has_chinese || !line->has_letters);
	gboolean is_cut = is_alone && tail < head && (has_point || glyph_at(line, i) == '0');

	if (!is_same_height(&line->glyphs[i - 1], &line->glyphs[i]))
		return FALSE;
	switch (line->glyphs[i].before) {
	case PR_BREAK_SPACE:
		return is_thousands_space(line, i) || (is_cut && line->gaps == 1);
	case PR_BREAK_LINE:
	case PR_BREAK_PART:
		if (line->has_chinese)
			return has_point || head < YEAR_DIGITS || tail < YEAR_DIGITS;
		return is_alone && (has_point || tail < head);
	case PR_BREAK_PARAGRAPH:
		return is_cut && (has_point || line->gaps == 1);
	case PR_BREAK_NONE:
	default:
		return TRUE;
	}
}

static gboolean
is_inside_number(const Line *line, guint i)
{
	gunichar left = glyph_at(line, i - 1), right = glyph_at(line, i);
	gboolean is_mark_left = is_point(left) || is_comma(left), is_mark_right = is_point(right) || is_comma(right);

	if (pr_char_is_digit(left) && pr_char_is_digit(right))
		return is_one_number_across(line, i);
	if (pr_char_is_digit(left) && is_mark_right && is_digit_at(line, i + 1) && line->glyphs[i + 1].before == PR_BREAK_NONE)
		return line->is_one_number || is_point(right);
	if (is_mark_left && pr_char_is_digit(right) && i > 1 && is_digit_at(line, i - 2))
		return line->is_one_number;
	return FALSE;
}

/* 1、 12. 3) （一） 二、 ① ● or a short label with a colon. */
static gboolean
starts_item(const Line *line, guint i)
{
	static const char numerals[] = "0123456789０１２３４５６７８９一二三四五六七八九十";
	gunichar ch = glyph_at(line, i);
	gboolean is_bracketed = is_in(ch, "(（");
	guint end = i + is_bracketed;

	if ((ch >= 0x2460 && ch <= 0x249b) || (ch >= 0x2776 && ch <= 0x2793) || is_in(ch, "•●■◆▪★☆※○□◇➢✓"))
		return TRUE;
	while (end - i < 4 && is_in(glyph_at(line, end), numerals))
		end++;
	if (end > i + is_bracketed) {
		gunichar mark = glyph_at(line, end);

		if (is_bracketed)
			return is_in(mark, ")）");
		return is_in(mark, "、.．)）") && !is_digit_at(line, end + 1);
	}
	for (end = i; end - i <= LABEL_MAX && pr_char_is_chinese(glyph_at(line, end)); end++)
		if (is_in(glyph_at(line, end), "：:"))
			return end - i >= 2;
		else if (is_in(glyph_at(line, end), "，。；、（）"))
			return FALSE;
	return is_in(glyph_at(line, end), ":") && end - i >= 2 && end - i <= LABEL_MAX;
}

static gboolean
ends_sentence(const Line *line, guint i)
{
	gunichar ch = glyph_at(line, i);

	if (is_in(ch, "。；：！？;:!?"))
		return TRUE;
	return ch == '.' && !line->has_chinese && line->has_letters && g_unichar_isupper(glyph_at(line, i + 1));
}

static gboolean
is_paragraph_end(const Line *line, guint i)
{
	switch (line->glyphs[i].before) {
	case PR_BREAK_PARAGRAPH:
		return ends_sentence(line, i - 1) || starts_item(line, i);
	case PR_BREAK_LINE:
	case PR_BREAK_PART:
		return ends_sentence(line, i - 1) && starts_item(line, i);
	case PR_BREAK_NONE:
	case PR_BREAK_SPACE:
	default:
		return FALSE;
	}
}

/* Next to `ch` no space is meant. In Latin prose x < y keeps its spaces. */
static gboolean
repels_space(const Line *line, gunichar ch)
{
	if (ch < 0x80 && line->has_letters && !line->has_chinese)
		return FALSE;
	return pr_char_is_chinese(ch) || pr_char_is_comparator(ch);
}

/* A wrap leaves nothing behind next to these, whatever the script. */
static gboolean
is_wrapped_tightly(gunichar left, gunichar right)
{
	return is_in(left, "(（[【《〈“‘/-–—") || is_in(right, ")）]】》〉”’/%％‰,.;:!?") || pr_char_is_comparator(left) ||
			pr_char_is_comparator(right);
}

static char
decide(const Line *line, guint i)
{
	gunichar left = glyph_at(line, i - 1), right = glyph_at(line, i);
	PrBreak before = line->glyphs[i].before;

	if (is_paragraph_end(line, i))
		return '\n';
	if (repels_space(line, left) || repels_space(line, right))
		return '\0';
	if (before == PR_BREAK_PARAGRAPH && pr_char_is_digit(left) && pr_char_is_digit(right))
		return '\n';
	if (before != PR_BREAK_SPACE && is_wrapped_tightly(left, right))
		return '\0';
	if (is_in(right, "%％‰") && !line->has_letters)
		return '\0';
	return ' ';
}

void
pr_spacing_decide(PrInk *glyphs, guint count)
{
	Line line = {.glyphs = glyphs, .count = count};

	for (guint i = 0; i < count; i++) {
		if (pr_char_is_chinese(glyphs[i].ch))
			line.has_chinese = line.has_chinese || !pr_char_is_digit(glyphs[i].ch);
		else if (g_unichar_isalpha(glyphs[i].ch))
			line.has_letters = TRUE;
	}
	line.is_one_number = holds_one_number(&line);
	for (guint i = 1; i < count; i++) {
		if (glyphs[i].before == PR_BREAK_NONE)
			continue;
		glyphs[i].is_number_joined = is_inside_number(&line, i);
		glyphs[i].gap = glyphs[i].is_number_joined ? '\0' : decide(&line, i);
	}
}
