/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Chinese → pinyin without tones. ICU knows the readings and, by its dictionary, where words end. */
#include "normalize/romanize.h"

#include <dlfcn.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utrans.h>

#define RULES "Han-Latin; Latin-ASCII; Lower"
/* A character's reading is no longer. */
#define READING_MAX 12

G_DEFINE_AUTOPTR_CLEANUP_FUNC(UBreakIterator, ubrk_close)

/* The readings are in a part of ICU that takes the program a thirtieth of a short report's time to load, for names that
 * few runs make: it is loaded for the first of them, and stays. */
typedef struct {
	__typeof__(utrans_openU) *open;
	__typeof__(utrans_transUChars) *spell;
	__typeof__(utrans_close) *close;
} Readings;

/* G_STRINGIFY gives the true name: ICU's headers make each end with the version. */
static gpointer
load_readings(gpointer unused)
{
	static Readings readings;
	void *library = dlopen(PR_ICU_READINGS, RTLD_NOW | RTLD_LOCAL);

	if (library == NULL)
		return NULL;
	readings.open = (__typeof__(utrans_openU) *)dlsym(library, G_STRINGIFY(utrans_openU));
	readings.spell = (__typeof__(utrans_transUChars) *)dlsym(library, G_STRINGIFY(utrans_transUChars));
	readings.close = (__typeof__(utrans_close) *)dlsym(library, G_STRINGIFY(utrans_close));
	return readings.open != NULL && readings.spell != NULL && readings.close != NULL ? &readings : NULL;
}

/* NULL where that part is not installed. */
static const Readings *
find_readings(void)
{
	static GOnce once = G_ONCE_INIT;

	return g_once(&once, load_readings, NULL);
}

/* A word's letters and digits, ASCII, in `out`; their number. */
static gsize
spell(const Readings *readings, UTransliterator *transliterator, const UChar *word, int32_t length, GString *out)
{
	int32_t capacity = (length + 1) * READING_MAX, limit = length, spelt = length;
	g_autofree UChar *text = g_new(UChar, (gsize)capacity);
	UErrorCode status = U_ZERO_ERROR;

	memcpy(text, word, (gsize)length * sizeof *text);
	readings->spell(transliterator, text, &spelt, capacity, 0, &limit, &status);
	g_string_truncate(out, 0);
	for (int32_t i = 0; U_SUCCESS(status) && i < spelt; i++)
		if (text[i] < 0x80 && g_ascii_isalnum((char)text[i]))
			g_string_append_c(out, g_ascii_tolower((char)text[i]));
	return out->len;
}

static void
spell_words(const Readings *readings, UTransliterator *transliterator, const UChar *wide, UBreakIterator *words,
	GString *name, char separator, gsize max)
{
	g_autoptr(GString) word = g_string_new(NULL);

	for (int32_t start = ubrk_first(words), end = ubrk_next(words); end != UBRK_DONE;
		start = end, end = ubrk_next(words)) {
		if (spell(readings, transliterator, wide + start, end - start, word) == 0)
			continue;
		if (name->len + (name->len > 0) + word->len > max)
			break;
		if (name->len > 0)
			g_string_append_c(name, separator);
		g_string_append(name, word->str);
	}
}

char *
pr_romanize(const char *text, char separator, gsize max)
{
	const Readings *readings = find_readings();
	glong length = 0;
	g_autofree UChar *wide = (UChar *)g_utf8_to_utf16(text, -1, NULL, &length, NULL);
	UErrorCode status = U_ZERO_ERROR;
	static const UChar rules[] = u"" RULES;
	g_autoptr(GString) name = g_string_new(NULL);

	if (wide == NULL || readings == NULL)
		return g_strdup("");
	UTransliterator *transliterator = readings->open(rules, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
	g_autoptr(UBreakIterator) words = ubrk_open(UBRK_WORD, "zh", wide, (int32_t)length, &status);

	if (U_SUCCESS(status))
		spell_words(readings, transliterator, wide, words, name, separator, max);
	if (transliterator != NULL)
		readings->close(transliterator);
	return g_string_free(g_steal_pointer(&name), FALSE);
}
