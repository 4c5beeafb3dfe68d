/* SPDX-License-Identifier: GPL-2.0-or-later */
/* White space and line ends of a text, told apart by script: what is a wrap, what a stray space, what was meant. */
#include "normalize/spacing.h"

#include "normalize/chars.h"

/*
 * Chinese is written without spaces and wrapped anywhere, Latin is wrapped at spaces, and a narrow cell wraps even
 * numbers. What is printed between two characters is decided on in this order:
 *
 *   1. inside of a number        364.⏎64   109991 .24   1 234 567     nothing (spacing-number.c)
 *   2. after the end of a paragraph   …水平。⏎2、推进…                 a newline, kept
 *   3. next to Chinese or to a comparator   2024 年   ≤ 43   产出指⏎标  nothing
 *   4. between Latin words       net⏎income                           one space
 *
 * The hint of the extract stage that a line ended early (PR_BREAK_PARAGRAPH) is weak: each line of a centred cell ends
 * early. So a paragraph's end needs a witness in the text: a full stop, semicolon or colon before it, or an enumerator
 * or a label behind it.
 */

/* Longest label before a colon at the start of a line. */
#define LABEL_MAX 8

static gboolean
is_in(gunichar ch, const char *set)
{
	return ch != 0 && g_utf8_strchr(set, -1, ch) != NULL;
}

/* 1、 12. 3) （一） 二、 ① ● or a short label with a colon. */
static gboolean
starts_item(const PrInkLine *line, guint i)
{
	static const char numerals[] = "0123456789０１２３４５６７８９一二三四五六七八九十";
	gunichar ch = pr_ink_at(line, i);
	gboolean is_bracketed = is_in(ch, "(（");
	guint end = i + is_bracketed;

	if ((ch >= 0x2460 && ch <= 0x249b) || (ch >= 0x2776 && ch <= 0x2793) || is_in(ch, "•●■◆▪★☆※○□◇➢✓"))
		return TRUE;
	while (end - i < 4 && is_in(pr_ink_at(line, end), numerals))
		end++;
	if (end > i + is_bracketed) {
		gunichar mark = pr_ink_at(line, end);

		if (is_bracketed)
			return is_in(mark, ")）");
		return is_in(mark, "、.．)）") && !pr_char_is_digit(pr_ink_at(line, end + 1));
	}
	for (end = i; end - i <= LABEL_MAX && pr_char_is_chinese(pr_ink_at(line, end)); end++)
		if (is_in(pr_ink_at(line, end), "：:"))
			return end - i >= 2;
		else if (is_in(pr_ink_at(line, end), "，。；、（）"))
			return FALSE;
	return is_in(pr_ink_at(line, end), ":") && end - i >= 2 && end - i <= LABEL_MAX;
}

static gboolean
ends_sentence(const PrInkLine *line, guint i)
{
	gunichar ch = pr_ink_at(line, i);

	if (is_in(ch, "。；：！？;:!?"))
		return TRUE;
	return ch == '.' && !line->has_chinese && line->has_letters && g_unichar_isupper(pr_ink_at(line, i + 1));
}

static gboolean
is_paragraph_end(const PrInkLine *line, guint i)
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
repels_space(const PrInkLine *line, gunichar ch)
{
	if (ch < 0x80 && line->has_letters && !line->has_chinese)
		return FALSE;
	return pr_char_is_chinese(ch) || pr_char_is_comparator(ch);
}

/* A wrap leaves nothing behind next to these, whatever the script. */
static gboolean
is_wrapped_tightly(gunichar left, gunichar right)
{
	return is_in(left, "(（[【《〈“‘/-–—") || is_in(right, ")）]】》〉”’/%％‰,.;:!?") ||
	       pr_char_is_comparator(left) || pr_char_is_comparator(right);
}

static char
decide(const PrInkLine *line, guint i)
{
	gunichar left = pr_ink_at(line, i - 1), right = pr_ink_at(line, i);
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
	PrInkLine line = {.glyphs = glyphs, .count = count};

	for (guint i = 0; i < count; i++) {
		if (pr_char_is_chinese(glyphs[i].ch))
			line.has_chinese = line.has_chinese || !pr_char_is_digit(glyphs[i].ch);
		else if (g_unichar_isalpha(glyphs[i].ch))
			line.has_letters = TRUE;
	}
	pr_spacing_scan_number(&line);
	for (guint i = 1; i < count; i++) {
		if (glyphs[i].before == PR_BREAK_NONE)
			continue;
		glyphs[i].is_number_joined = pr_spacing_is_inside_number(&line, i);
		glyphs[i].gap = glyphs[i].is_number_joined ? '\0' : decide(&line, i);
	}
}
