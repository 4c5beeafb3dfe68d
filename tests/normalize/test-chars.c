/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Laws of folding, over every character there is. */
#include "normalize/chars.h"

#include <criterion/criterion.h>
#include <string.h>

/* Behind this there are tags and private use only. */
#define LAST_CHAR 0x323af

static char *
fold_one(gunichar ch)
{
	char text[8] = {0};

	g_unichar_to_utf8(ch, text);
	return pr_fold(text);
}

Test(chars, folding_twice_is_folding_once)
{
	for (gunichar ch = 1; ch <= LAST_CHAR; ch++) {
		g_autofree char *once = NULL, *twice = NULL;

		if (!g_unichar_validate(ch))
			continue;
		once = fold_one(ch);
		twice = pr_fold(once);
		cr_assert_str_eq(once, twice, "U+%04X", ch);
	}
}

Test(chars, plain_characters_stay)
{
	for (gunichar ch = 1; ch <= 0xffff; ch++) {
		g_autofree char *folded = NULL;
		char text[8] = {0};

		if (!g_unichar_validate(ch) || !pr_char_is_plain(ch))
			continue;
		g_unichar_to_utf8(ch, text);
		folded = pr_fold(text);
		cr_assert_str_eq(folded, text, "U+%04X", ch);
	}
}

Test(chars, every_change_gives_a_kind)
{
	for (gunichar ch = 0x80; ch <= 0x2ffff; ch++) {
		gunichar out[PR_CHAR_FOLD_MAX];
		PrRepairKind kind = (PrRepairKind)-1;
		guint count;

		if (!g_unichar_validate(ch))
			continue;
		count = pr_char_fold(ch, out, &kind);
		cr_assert_leq(count, PR_CHAR_FOLD_MAX);
		if (count != 1 || out[0] != ch)
			cr_assert_neq(pr_repair_name(kind), NULL, "U+%04X", ch);
	}
}

Test(chars, digits_keep_their_value)
{
	for (gunichar ch = 1; ch <= LAST_CHAR; ch++) {
		gunichar out[PR_CHAR_FOLD_MAX];
		PrRepairKind kind;

		if (g_unichar_validate(ch) && g_unichar_isdigit(ch) && pr_char_fold(ch, out, &kind) == 1)
			cr_assert_eq(g_unichar_digit_value(out[0]), g_unichar_digit_value(ch), "U+%04X", ch);
	}
}

Test(chars, ideographs_and_wide_marks_are_chinese_hangul_and_latin_are_not)
{
	static const char chinese[] = "甲龙〇、。，（Ａ：カ⽉", other[] = "aé5 한(,%≤";

	for (const char *p = chinese; *p != '\0'; p = g_utf8_next_char(p))
		cr_assert(pr_char_is_chinese(g_utf8_get_char(p)), "%s", p);
	for (const char *p = other; *p != '\0'; p = g_utf8_next_char(p))
		cr_assert_not(pr_char_is_chinese(g_utf8_get_char(p)), "%s", p);
}
