/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Titles that are printed again, or say that a table goes on: "Table 3 (continued)", "续表3". Case, spaces and marks are
 * not asked. */
#include "extract/fragment.h"

#include <string.h>

/* As letters_of() gives them. */
static const char *const words[] = {"continued", "contd", "cont", "ctd", "suite", "fin", "fortsetzung", "forts",
	"vervolg", "continuación", "continuação", "segue", "续表", "续上表", "接上表", "续"};

/* The letters and digits of a title, in lower case; free with g_free(). */
static char *
letters_of(const PrText *text)
{
	GString *letters = g_string_new(NULL);

	for (guint i = 0; i < pr_text_length(text); i++) {
		gunichar ch = pr_text_at(text, i)->ch;
		if (g_unichar_isalnum(ch))
			g_string_append_unichar(letters, g_unichar_tolower(ch));
	}
	return g_string_free(letters, FALSE);
}

/* Whether `title` begins with `rest`, and no number of it is cut. */
static gboolean
is_beginning(const char *rest, gsize length, const char *title)
{
	if (strncmp(rest, title, length) != 0)
		return FALSE;
	return length == 0 || !g_ascii_isdigit(rest[length - 1]) || !g_ascii_isdigit(title[length]);
}

/* Both as letters_of() gives them. */
static gboolean
says_continued(const char *all, const char *said)
{
	gsize length = strlen(said);

	for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
		gsize word = strlen(words[i]);

		if (g_str_has_suffix(said, words[i]) && is_beginning(said, length - word, all))
			return TRUE;
		if (g_str_has_prefix(said, words[i]) && is_beginning(said + word, length - word, all))
			return TRUE;
	}
	return FALSE;
}

gboolean
pr_title_says_continued(const PrText *title, const PrText *next)
{
	g_autofree char *all = letters_of(title);
	g_autofree char *said = letters_of(next);

	return says_continued(all, said);
}

gboolean
pr_title_goes_on(const PrText *title, const PrText *next)
{
	g_autofree char *all = letters_of(title);
	g_autofree char *said = letters_of(next);

	return pr_text_length(next) == 0 || (*said != '\0' && strcmp(all, said) == 0) || says_continued(all, said);
}
