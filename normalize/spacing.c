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
 *   4. inside of a Latin word, in Chinese text   A⏎I技术   7X⏎24小时    nothing
 *   5. between Latin words       net⏎income                           one space
 *
 * The hint of the extract stage that a line ended early (PR_BREAK_PARAGRAPH) is weak: each line of a centred cell ends
 * early. So a paragraph's end needs a witness in the text: a full stop, semicolon or colon before it, or an enumerator
 * or a label behind it.
 */

/* Longest label before a colon at the start of a line. */
#define LABEL_MAX 8
/* Longest piece of a cut word that gives the cut away. */
#define PIECE_MAX 2

static gboolean
is_in(gunichar ch, const char *set)
{
	return ch != 0 && g_utf8_strchr(set, -1, ch) != NULL;
}

/* Value of a numeral of an enumerator; 0 for none. Tens are enough: 十一 counts as 11. */
static guint
add_numeral(guint number, gunichar ch)
{
	static const char chinese[] = "一二三四五六七八九";
	const char *found = ch != 0 ? g_utf8_strchr(chinese, -1, ch) : NULL;

	if (ch == 0x5341) /* 十 */
		return MAX(number, 1) * 10;
	if (found != NULL)
		return number + (guint)g_utf8_pointer_to_offset(chinese, found) + 1;
	return number * 10 + (guint)g_unichar_digit_value(ch);
}

/* 采购原因： */
static gboolean
starts_label(const PrInkLine *line, guint i)
{
	guint end = i;

	while (end - i <= LABEL_MAX && pr_char_is_chinese(pr_ink_at(line, end)) &&
		!is_in(pr_ink_at(line, end), "：，。；、（）"))
		end++;
	return is_in(pr_ink_at(line, end), "：:") && end - i >= 2 && end - i <= LABEL_MAX;
}

/* The number of the list item that begins at i: 1、 12. 3) （一） 二、 ①; 0 for one without a number: ● or a short
 * label with a colon; -1 where none begins. */
static int
item_number(const PrInkLine *line, guint i)
{
	static const char numerals[] = "0123456789０１２３４５６７８９一二三四五六七八九十";
	gunichar ch = pr_ink_at(line, i), mark;
	guint start = i + is_in(ch, "(（"), end = start, number = 0;

	if (ch >= 0x2460 && ch <= 0x2473)
		return (int)(ch - 0x2460) + 1;
	if ((ch > 0x2473 && ch <= 0x249b) || (ch >= 0x2776 && ch <= 0x2793) || is_in(ch, "•●■◆▪★☆※○□◇➢✓"))
		return 0;
	while (end - start < 3 && is_in(pr_ink_at(line, end), numerals))
		number = add_numeral(number, pr_ink_at(line, end++));
	mark = pr_ink_at(line, end);
	if (end > start && start > i && is_in(mark, ")）"))
		return (int)number;
	if (end > start && start == i && is_in(mark, "、.．)）") && !pr_char_is_digit(pr_ink_at(line, end + 1)))
		return (int)number;
	return starts_label(line, i) ? 0 : -1;
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
is_paragraph_end(const PrInkLine *line, guint i, int item)
{
	switch (line->glyphs[i].before) {
	case PR_BREAK_PARAGRAPH:
		return ends_sentence(line, i - 1) || item >= 0;
	case PR_BREAK_LINE:
	case PR_BREAK_PART:
		return (ends_sentence(line, i - 1) && item >= 0) || (item > 1 && item == line->last_item + 1);
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

/* A wrap leaves nothing behind next to these, whatever the script; "a / b" keeps its second space too. */
static gboolean
is_wrapped_tightly(const PrInkLine *line, guint i)
{
	gunichar left = pr_ink_at(line, i - 1), right = pr_ink_at(line, i);
	gboolean is_set_apart = line->glyphs[i - 1].before == PR_BREAK_SPACE;

	return is_in(left, "(（[【《〈“‘") || (!is_set_apart && is_in(left, "/-–—")) ||
	       is_in(right, ")）]】》〉”’/%％‰,.;:!?") || pr_char_is_comparator(left) || pr_char_is_comparator(right);
}

static gboolean
is_word_char(gunichar ch)
{
	return ch != 0 && g_unichar_isalnum(ch) && !pr_char_is_chinese(ch);
}

/* Letters and digits that stand together before i, or from i on. */
static guint
word_length(const PrInkLine *line, guint i, gboolean before)
{
	guint length = 0;

	if (before)
		while (length < i && is_word_char(pr_ink_at(line, i - length - 1)) &&
			(length == 0 || line->glyphs[i - length].before == PR_BREAK_NONE))
			length++;
	else
		while (is_word_char(pr_ink_at(line, i + length)) &&
			(length == 0 || line->glyphs[i + length].before == PR_BREAK_NONE))
			length++;
	return length;
}

/* Chinese text may be set so that any line may end anywhere. A piece of a word or two, or a digit next to the wrap,
 * tells. */
static gboolean
is_cut_word(const PrInkLine *line, guint i)
{
	guint left = word_length(line, i, TRUE), right = word_length(line, i, FALSE);

	if (!line->has_chinese || left == 0 || right == 0)
		return FALSE;
	return MIN(left, right) <= PIECE_MAX ||
	       pr_char_is_digit(pr_ink_at(line, i - 1)) != pr_char_is_digit(pr_ink_at(line, i));
}

static char
decide(const PrInkLine *line, guint i, int item)
{
	gunichar left = pr_ink_at(line, i - 1), right = pr_ink_at(line, i);
	PrBreak before = line->glyphs[i].before;

	if (is_paragraph_end(line, i, item))
		return '\n';
	if (repels_space(line, left) || repels_space(line, right))
		return '\0';
	if (before == PR_BREAK_PARAGRAPH && pr_char_is_digit(left) && pr_char_is_digit(right))
		return '\n';
	if (before != PR_BREAK_SPACE && (is_wrapped_tightly(line, i) || is_cut_word(line, i)))
		return '\0';
	if (is_in(right, "%％‰") && !line->has_letters)
		return '\0';
	return ' ';
}

/* The same, keeping account of the items of a list. */
static char
decide_item(PrInkLine *line, guint i)
{
	int item = line->glyphs[i].before >= PR_BREAK_LINE ? item_number(line, i) : -1;
	char gap = decide(line, i, item);

	if (gap == '\n' && item > 0)
		line->last_item = item;
	return gap;
}

void
pr_spacing_decide(PrInk *glyphs, guint count)
{
	PrInkLine line = {.glyphs = glyphs, .count = count};

	for (guint i = 0; i < count; i++) {
		if (pr_char_is_chinese(glyphs[i].ch))
			line.has_chinese = line.has_chinese || g_unichar_isalpha(glyphs[i].ch);
		else if (g_unichar_isalpha(glyphs[i].ch))
			line.has_letters = TRUE;
	}
	pr_spacing_scan_number(&line);
	line.last_item = count > 0 ? item_number(&line, 0) : -1;
	for (guint i = 1; i < count; i++) {
		if (glyphs[i].before == PR_BREAK_NONE)
			continue;
		glyphs[i].is_number_joined = pr_spacing_is_inside_number(&line, i);
		glyphs[i].gap = glyphs[i].is_number_joined ? '\0' : decide_item(&line, i);
	}
}
