/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Folding a text: each character in its plain form, comparators of two characters as one. Labels are compared by such
 * keys. */
#include "normalize/clean.h"

#include "normalize/chars.h"

#include <string.h>

static gboolean
is_plain(const char *text)
{
	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar ch = g_utf8_get_char(p);

		if (!pr_char_is_plain(ch) || ((ch == '<' || ch == '>') && p[1] == '='))
			return FALSE;
	}
	return TRUE;
}

/* <= ≤= ＜＝ are one comparator in several characters: how many of the characters of `text` to take, and as what. */
static guint
fold_comparator(const char *text, gunichar *to)
{
	gunichar first[PR_CHAR_FOLD_MAX], out[PR_CHAR_FOLD_MAX];
	PrRepairKind kind;
	guint taken = 0, position = 1;

	if (pr_char_fold(g_utf8_get_char(text), first, &kind) != 1 ||
		(first[0] != '<' && first[0] != '>' && first[0] != 0x2264 && first[0] != 0x2265))
		return 0;
	for (const char *p = g_utf8_next_char(text); *p != '\0'; p = g_utf8_next_char(p)) {
		guint count = pr_char_fold(g_utf8_get_char(p), out, &kind);

		position++;
		if (count == 1 && out[0] == '=')
			taken = position;
		else if (count != 0)
			break;
	}
	*to = first[0] == '<' || first[0] == 0x2264 ? 0x2264 : 0x2265;
	return taken;
}

char *
pr_fold_recorded(const char *text, PrClean *clean)
{
	GString *folded;
	guint position = 0;

	if (is_plain(text))
		return g_strdup(text);
	folded = g_string_sized_new(strlen(text) + 1);
	for (const char *p = text, *next; *p != '\0'; p = next) {
		gunichar out[PR_CHAR_FOLD_MAX];
		PrRepairKind kind = PR_REPAIR_COMPARATOR;
		guint taken = fold_comparator(p, out), count = 1;
		gsize length = folded->len;

		if (taken == 0) {
			count = pr_char_fold(g_utf8_get_char(p), out, &kind);
			taken = 1;
		}
		next = g_utf8_offset_to_pointer(p, taken);
		for (guint i = 0; i < count; i++)
			g_string_append_unichar(folded, out[i]);
		if (clean != NULL &&
			((gsize)(next - p) != folded->len - length || strncmp(p, folded->str + length, next - p) != 0))
			pr_clean_add_repair(clean, kind, g_array_index(clean->origin, guint32, position),
				g_strndup(p, next - p), g_strdup(folded->str + length));
		position += taken;
	}
	return g_string_free(folded, FALSE);
}

char *
pr_fold(const char *text)
{
	return pr_fold_recorded(text, NULL);
}

/* Marks that are set one way or the other from print to print, and mean the same in a label. */
static gunichar
label_char(gunichar ch)
{
	switch (ch) {
	case 0x3001: /* 、 */
		return ',';
	case 0x3002: /* 。 */
		return '.';
	case 0x3014: /* 〔 */
	case 0x3010: /* 【 */
	case '[':
		return '(';
	case 0x3015:
	case 0x3011:
	case ']':
		return ')';
	case 0x2014: /* — */
	case '~':
		return '-';
	case 0x201c: /* “ ” ‘ ’ */
	case 0x201d:
		return '"';
	case 0x2018:
	case 0x2019:
		return '\'';
	default:
		return ch;
	}
}

char *
pr_label_key(const char *text)
{
	GString *squeezed = g_string_sized_new(strlen(text) + 1), *key = g_string_sized_new(strlen(text) + 1);
	g_autofree char *folded = NULL;

	/* before folding, so that < = is the same as <= */
	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
		if (!g_unichar_isspace(g_utf8_get_char(p)))
			g_string_append_unichar(squeezed, g_utf8_get_char(p));
	folded = pr_fold(squeezed->str);
	g_string_free(squeezed, TRUE);
	for (const char *p = folded; *p != '\0'; p = g_utf8_next_char(p))
		g_string_append_unichar(key, label_char(g_utf8_get_char(p)));
	return g_string_free(key, FALSE);
}
