/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Labels that the document has shown whole. A page break may cut 年度总 | 体目标, and nothing in the drawing tells this from
 * two labels; that 年度总体目标 stands in one cell of the form before does. */
#include "extract/fragment.h"

/* Characters of a label; labels that are remembered. */
#define LENGTH_MIN 2u
#define LENGTH_MAX 24u
#define WORDS_MAX 4096u

struct PrWords {
	GHashTable *set; /* of char *, without white space; owned */
};

PrWords *
pr_words_new(void)
{
	PrWords *words = g_new0(PrWords, 1);

	words->set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return words;
}

void
pr_words_free(PrWords *words)
{
	if (words == NULL)
		return;
	g_hash_table_unref(words->set);
	g_free(words);
}

void
pr_words_learn(PrWords *words, const PrTable *table)
{
	for (guint i = 0; i < table->cells->len && g_hash_table_size(words->set) < WORDS_MAX; i++) {
		const PrCell *cell = g_ptr_array_index(table->cells, i);
		guint length = pr_text_length(&cell->text);

		if (cell->row > 0 && cell->row + cell->rowspan < table->rows && length >= LENGTH_MIN &&
			length <= LENGTH_MAX && g_unichar_isalpha(pr_text_at(&cell->text, 0)->ch))
			g_hash_table_add(words->set, pr_text_squeezed(&cell->text));
	}
}

gboolean
pr_words_join(const PrWords *words, const PrText *above, const PrText *below)
{
	if (words == NULL || pr_text_length(above) + pr_text_length(below) > LENGTH_MAX)
		return FALSE;
	g_autofree char *first = pr_text_squeezed(above), *second = pr_text_squeezed(below);
	g_autofree char *whole = g_strconcat(first, second, NULL);
	return g_hash_table_contains(words->set, whole) && !g_hash_table_contains(words->set, first) &&
	       !g_hash_table_contains(words->set, second);
}
