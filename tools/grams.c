/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Search words. Full-text search of databases takes a run of Chinese for one word, or wants three characters at least,
 * but most Chinese words have two. So a run is put as overlapping pairs, and its last character once more:
 *
 *   预算执行率 96.4%   →   预算 算执 执行 行率 率 96 4
 *
 * A word of two characters is then one search word (预算), a longer one a phrase of its pairs ("预算 算执 执行"), a single
 * character the beginning of a search word (率*). */
#include "tools/grams.h"

static gboolean
is_han(gunichar ch)
{
	return g_unichar_get_script(ch) == G_UNICODE_SCRIPT_HAN;
}

void
pr_grams_append(GString *out, const char *text)
{
	gunichar before = 0; /* the last character, where it is Chinese */
	gboolean is_in_word = FALSE;

	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar ch = g_utf8_get_char(at);
		gboolean is_chinese = ch >= 0x2e80 && is_han(ch);

		if (before != 0) {
			g_string_append_unichar(out, before);
			if (is_chinese)
				g_string_append_unichar(out, ch);
			g_string_append_c(out, ' ');
		}
		before = is_chinese ? ch : 0;
		gboolean is_letter = !is_chinese && g_unichar_isalnum(ch);

		if (is_letter)
			g_string_append_unichar(out, ch);
		else if (is_in_word)
			g_string_append_c(out, ' ');
		is_in_word = is_letter;
	}
	if (before != 0)
		g_string_append_unichar(out, before);
	if (before != 0 || is_in_word)
		g_string_append_c(out, ' ');
}
