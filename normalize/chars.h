/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Characters: which class one belongs to, and which plainer one it stands for. */
#pragma once

#include "normalize/clean.h"

/* The most characters that one may become (ligatures). */
#define PR_CHAR_FOLD_MAX 4

/* The plain form of `ch` in `out`; returns how many characters (0: it is dropped), and why in `kind` where something
 * changed. */
guint pr_char_fold(gunichar ch, gunichar out[PR_CHAR_FOLD_MAX], PrRepairKind *kind);

/* `text` in plain forms; `clean`, where given, is the one that `text` belongs to, and gets the repairs. Free with
 * g_free(). */
char *pr_fold_recorded(const char *text, PrClean *clean);

/* Part of a script written without spaces: ideographs, kana, and the marks as wide as they are. */
gboolean pr_char_is_chinese(gunichar ch);
/* ≤ ≥ < > = and their variants. */
gboolean pr_char_is_comparator(gunichar ch);
/* 0 to 9, also full width. */
gboolean pr_char_is_digit(gunichar ch);

/* Whether pr_char_fold() surely leaves `ch` as it is: true of most characters, and cheap. */
static inline gboolean
pr_char_is_plain(gunichar ch)
{
	return ch < 0x7f || (ch >= 0x4e00 && ch <= 0x9fff);
}
