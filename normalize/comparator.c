/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tables of comparing words. To add one, add it to its list. */
#include "normalize/comparator.h"

#include <string.h>

/* Words parted by a space. The longest that fits wins, over all lists: 不大于 holds 大于. */
typedef struct {
	PrComparator comparator;
	const char *words;
} Words;

static const Words words_before[] = {
	{PR_COMPARATOR_LE,
		"≤ 不超过 不超 不高于 不大于 不多于 不长于 不晚于 不迟于 未超过 不得超过 不得高于 不能超过 不突破 "
		"小于等于 小于或等于 低于或等于 至多 最多 最高 上限"},
	{PR_COMPARATOR_LT, "< 小于 低于 少于 不足 不到 早于"},
	{PR_COMPARATOR_GE,
		"≥ 不低于 不少于 不小于 不短于 不得低于 不得少于 不早于 不下于 大于等于 大于或等于 高于或等于 "
		"至少 最少 最低 下限"},
	{PR_COMPARATOR_GT, "> 大于 高于 多于 超过"},
	{PR_COMPARATOR_EQ, "= 等于"},
	/* these hold 等于, and say something else */
	{PR_COMPARATOR_NONE, "约等于 不等于"},
};

/* Behind the number and its unit. 以上 and 以下 include the number. */
static const Words words_behind[] = {
	{PR_COMPARATOR_GE, "以上 及以上 含以上 (含)以上"},
	{PR_COMPARATOR_LE, "以下 及以下 含以下 (含)以下 以内 之内 (含)以内 内"},
};

/* 3次内部检查: there 内 belongs to the next word. */
static gboolean
is_word_broken(const char *word, gsize size, const char *rest)
{
	static const char inner[] = "内", after_inner[] = "部容外控审蒙涵";

	return size == strlen(inner) && strncmp(word, inner, size) == 0 && *rest != '\0' &&
	       g_utf8_strchr(after_inner, -1, g_utf8_get_char(rest)) != NULL;
}

static gboolean
fits(const char *text, gsize length, gboolean at_end, const char *word, gsize size)
{
	if (at_end)
		return size <= length && memcmp(text + length - size, word, size) == 0;
	return strncmp(text, word, size) == 0 && !is_word_broken(word, size, text + size);
}

/* The longest word that `text` begins with, or that its first `length` bytes end with. */
static PrComparator
find_word(const Words *lists, gsize count, const char *text, gsize length, gboolean at_end, gsize *size)
{
	PrComparator comparator = PR_COMPARATOR_NONE;

	*size = 0;
	for (gsize i = 0; i < count; i++) {
		for (const char *word = lists[i].words; *word != '\0';) {
			gsize bytes = strcspn(word, " ");

			if (bytes > *size && fits(text, length, at_end, word, bytes)) {
				*size = bytes;
				comparator = lists[i].comparator;
			}
			word += bytes + (word[bytes] == ' ');
		}
	}
	if (comparator == PR_COMPARATOR_NONE)
		*size = 0;
	return comparator;
}

PrComparator
pr_comparator_before(const char *text, gsize length, gsize *size)
{
	return find_word(words_before, G_N_ELEMENTS(words_before), text, length, TRUE, size);
}

PrComparator
pr_comparator_at_start(const char *text, gsize *size)
{
	return find_word(words_before, G_N_ELEMENTS(words_before), text, 0, FALSE, size);
}

PrComparator
pr_comparator_behind(const char *text, gsize *size)
{
	return find_word(words_behind, G_N_ELEMENTS(words_behind), text, 0, FALSE, size);
}
