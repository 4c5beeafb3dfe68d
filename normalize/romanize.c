/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Chinese → pinyin without tones. ICU knows the readings and, by its dictionary, where words end. */
#include "normalize/romanize.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utrans.h>

#define RULES "Han-Latin; Latin-ASCII; Lower"
/* A character's reading is no longer. */
#define READING_MAX 12

G_DEFINE_AUTOPTR_CLEANUP_FUNC(UBreakIterator, ubrk_close)

/* The transliterator knows no pointers of ours: a typedef gives it a name to be freed by. */
typedef void Transliterator;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Transliterator, utrans_close)

/* A word's letters and digits, ASCII, in `out`; their number. */
static gsize
spell(Transliterator *transliterator, const UChar *word, int32_t length, GString *out)
{
	int32_t capacity = (length + 1) * READING_MAX, limit = length, spelt = length;
	g_autofree UChar *text = g_new(UChar, (gsize)capacity);
	UErrorCode status = U_ZERO_ERROR;

	memcpy(text, word, (gsize)length * sizeof *text);
	utrans_transUChars(transliterator, text, &spelt, capacity, 0, &limit, &status);
	g_string_truncate(out, 0);
	for (int32_t i = 0; U_SUCCESS(status) && i < spelt; i++)
		if (text[i] < 0x80 && g_ascii_isalnum((char)text[i]))
			g_string_append_c(out, g_ascii_tolower((char)text[i]));
	return out->len;
}

char *
pr_romanize(const char *text, char separator, gsize max)
{
	glong length = 0;
	g_autofree UChar *wide = (UChar *)g_utf8_to_utf16(text, -1, NULL, &length, NULL);
	UErrorCode status = U_ZERO_ERROR;
	static const UChar rules[] = u"" RULES;
	g_autoptr(GString) name = g_string_new(NULL);
	g_autoptr(GString) word = g_string_new(NULL);

	if (wide == NULL)
		return g_strdup("");
	g_autoptr(Transliterator) transliterator = utrans_openU(rules, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
	g_autoptr(UBreakIterator) words = ubrk_open(UBRK_WORD, "zh", wide, (int32_t)length, &status);
	if (U_FAILURE(status))
		return g_strdup("");
	for (int32_t start = ubrk_first(words), end = ubrk_next(words); end != UBRK_DONE; start = end, end = ubrk_next(words)) {
		if (spell(transliterator, wide + start, end - start, word) == 0)
			continue;
		if (name->len + (name->len > 0) + word->len > max)
			break;
		if (name->len > 0)
			g_string_append_c(name, separator);
		g_string_append(name, word->str);
	}
	return g_string_free(g_steal_pointer(&name), FALSE);
}
