/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Marked texts → PrText. */
#include "tests/support/marked.h"

static PrBreak
break_of(gunichar ch)
{
	switch (ch) {
	case ' ':
		return PR_BREAK_SPACE;
	case 0x23ce: /* ⏎ */
		return PR_BREAK_LINE;
	case 0x00b6: /* ¶ */
		return PR_BREAK_PARAGRAPH;
	case 0x2016: /* ‖ */
		return PR_BREAK_PART;
	default:
		return PR_BREAK_NONE;
	}
}

PrText
marked_text(const char *marked)
{
	PrText text = {0};
	PrBreak before = PR_BREAK_NONE;

	for (const char *p = marked; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar ch = g_utf8_get_char(p);

		if (break_of(ch) != PR_BREAK_NONE) {
			before = break_of(ch);
			continue;
		}
		pr_text_append(&text, (PrPlaced){.ch = ch, .page = 1, .before = before});
		before = PR_BREAK_NONE;
	}
	return text;
}

PrClean *
marked_clean(const char *marked)
{
	PrText text = marked_text(marked);
	PrClean *clean = pr_clean_new(&text);

	pr_text_clear(&text);
	return clean;
}
