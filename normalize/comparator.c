/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tables of comparing words. To add one, add it to its table. */
#include "normalize/comparator.h"

#include <string.h>

typedef struct {
	const char *word;
	PrComparator comparator;
} Word;

/* Before the number. The longest that fits wins: 不大于 holds 大于. */
static const Word words_before[] = {
		{"≤", PR_COMPARATOR_LE}, {"≥", PR_COMPARATOR_GE}, {"<", PR_COMPARATOR_LT}, {">", PR_COMPARATOR_GT}, {"=", PR_COMPARATOR_EQ},
		{"不超过", PR_COMPARATOR_LE}, {"不超", PR_COMPARATOR_LE}, {"不高于", PR_COMPARATOR_LE}, {"不大于", PR_COMPARATOR_LE},
		{"不多于", PR_COMPARATOR_LE}, {"不长于", PR_COMPARATOR_LE}, {"不晚于", PR_COMPARATOR_LE}, {"不迟于", PR_COMPARATOR_LE},
		{"未超过", PR_COMPARATOR_LE}, {"不得超过", PR_COMPARATOR_LE}, {"不得高于", PR_COMPARATOR_LE}, {"不能超过", PR_COMPARATOR_LE},
		{"不突破", PR_COMPARATOR_LE}, {"小于等于", PR_COMPARATOR_LE}, {"小于或等于", PR_COMPARATOR_LE}, {"低于或等于", PR_COMPARATOR_LE},
		{"至多", PR_COMPARATOR_LE}, {"最多", PR_COMPARATOR_LE}, {"最高", PR_COMPARATOR_LE}, {"上限", PR_COMPARATOR_LE},
		{"小于", PR_COMPARATOR_LT}, {"低于", PR_COMPARATOR_LT}, {"少于", PR_COMPARATOR_LT}, {"不足", PR_COMPARATOR_LT},
		{"不到", PR_COMPARATOR_LT}, {"早于", PR_COMPARATOR_LT},
		{"不低于", PR_COMPARATOR_GE}, {"不少于", PR_COMPARATOR_GE}, {"不小于", PR_COMPARATOR_GE}, {"不短于", PR_COMPARATOR_GE},
		{"不得低于", PR_COMPARATOR_GE}, {"不得少于", PR_COMPARATOR_GE}, {"不早于", PR_COMPARATOR_GE}, {"大于等于", PR_COMPARATOR_GE},
		{"大于或等于", PR_COMPARATOR_GE}, {"高于或等于", PR_COMPARATOR_GE}, {"至少", PR_COMPARATOR_GE}, {"最少", PR_COMPARATOR_GE},
		{"最低", PR_COMPARATOR_GE}, {"下限", PR_COMPARATOR_GE}, {"不下于", PR_COMPARATOR_GE},
		{"大于", PR_COMPARATOR_GT}, {"高于", PR_COMPARATOR_GT}, {"多于", PR_COMPARATOR_GT}, {"超过", PR_COMPARATOR_GT},
		{"等于", PR_COMPARATOR_EQ},
		/* holds 等于, and says something else */
		{"约等于", PR_COMPARATOR_NONE}, {"不等于", PR_COMPARATOR_NONE},
};

/* Behind the number and its unit. 以上 and 以下 include the number. */
static const Word words_behind[] = {
		{"以上", PR_COMPARATOR_GE}, {"及以上", PR_COMPARATOR_GE}, {"含以上", PR_COMPARATOR_GE}, {"(含)以上", PR_COMPARATOR_GE},
		{"以下", PR_COMPARATOR_LE}, {"及以下", PR_COMPARATOR_LE}, {"含以下", PR_COMPARATOR_LE}, {"(含)以下", PR_COMPARATOR_LE},
		{"以内", PR_COMPARATOR_LE}, {"之内", PR_COMPARATOR_LE}, {"(含)以内", PR_COMPARATOR_LE}, {"内", PR_COMPARATOR_LE},
};

/* 3次内部检查: there 内 belongs to the next word. */
static gboolean
is_word_broken(const char *word, const char *rest)
{
	static const char after_inner[] = "部容外控审蒙涵";

	return strcmp(word, "内") == 0 && *rest != '\0' && g_utf8_strchr(after_inner, -1, g_utf8_get_char(rest)) != NULL;
}

PrComparator
pr_comparator_before(const char *text, gsize length, gsize *size)
{
	PrComparator comparator = PR_COMPARATOR_NONE;

	*size = 0;
	for (guint i = 0; i < G_N_ELEMENTS(words_before); i++) {
		gsize word = strlen(words_before[i].word);

		if (word <= length && word > *size && memcmp(text + length - word, words_before[i].word, word) == 0) {
			*size = word;
			comparator = words_before[i].comparator;
		}
	}
	if (comparator == PR_COMPARATOR_NONE)
		*size = 0;
	return comparator;
}

static PrComparator
word_at_start(const char *text, const Word *words, gsize count, gsize *size)
{
	PrComparator comparator = PR_COMPARATOR_NONE;

	*size = 0;
	for (guint i = 0; i < count; i++) {
		gsize word = strlen(words[i].word);

		if (word > *size && strncmp(text, words[i].word, word) == 0 && !is_word_broken(words[i].word, text + word)) {
			*size = word;
			comparator = words[i].comparator;
		}
	}
	if (comparator == PR_COMPARATOR_NONE)
		*size = 0;
	return comparator;
}

PrComparator
pr_comparator_at_start(const char *text, gsize *size)
{
	return word_at_start(text, words_before, G_N_ELEMENTS(words_before), size);
}

PrComparator
pr_comparator_behind(const char *text, gsize *size)
{
	return word_at_start(text, words_behind, G_N_ELEMENTS(words_behind), size);
}
