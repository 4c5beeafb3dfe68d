/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Quoting: one line stays one line, and every text comes back as it was. */
#include "normalize/quote.h"

void
pr_quote_append(GString *out, const char *text)
{
	g_string_append(out, " \"");
	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
		if (*p == ' ')
			g_string_append_c(out, ' ');
		else
			pr_print_quoted_char(out, g_utf8_get_char(p));
	}
	g_string_append_c(out, '"');
}

char *
pr_quote_scan(PrScanner *scanner)
{
	g_autoptr(GArray) chars = pr_scan_quoted(scanner);
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; chars != NULL && i < chars->len; i++) {
		gunichar ch = g_array_index(chars, gunichar, i);

		if (ch == 0 || !g_unichar_validate(ch)) {
			pr_scan_fail(scanner, "a character that is none");
			return NULL;
		}
		g_string_append_unichar(text, ch);
	}
	return chars != NULL ? g_string_free(g_steal_pointer(&text), FALSE) : NULL;
}
