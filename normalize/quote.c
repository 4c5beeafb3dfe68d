/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Quoting: one line stays one line, and every text comes back as it was. */
#include "normalize/quote.h"

static const struct {
	char raw, escaped;
} escapes[] = {{'"', '"'}, {'\\', '\\'}, {'\n', 'n'}, {'\t', 't'}};

static char
escape_of(char raw)
{
	for (guint i = 0; i < G_N_ELEMENTS(escapes); i++)
		if (escapes[i].raw == raw)
			return escapes[i].escaped;
	return '\0';
}

void
pr_quote_append(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	for (const char *p = text; *p != '\0'; p++) {
		char escaped = escape_of(*p);

		if (escaped != '\0') {
			g_string_append_c(out, '\\');
			g_string_append_c(out, escaped);
		} else if ((guchar)*p < 0x20 || *p == 0x7f) {
			g_string_append_printf(out, "\\x%02x", (guint)(guchar)*p);
		} else {
			g_string_append_c(out, *p);
		}
	}
	g_string_append_c(out, '"');
}

/* Behind the backslash; '\0' where nothing known stands there. */
static char
read_escape(const char **cursor)
{
	const char *p = *cursor;

	for (guint i = 0; i < G_N_ELEMENTS(escapes); i++)
		if (escapes[i].escaped == *p) {
			*cursor = p + 1;
			return escapes[i].raw;
		}
	if (*p != 'x' || !g_ascii_isxdigit(p[1]) || !g_ascii_isxdigit(p[2]))
		return '\0';
	*cursor = p + 3;
	return (char)(g_ascii_xdigit_value(p[1]) << 4 | g_ascii_xdigit_value(p[2]));
}

char *
pr_quote_read(const char **cursor)
{
	g_autoptr(GString) out = g_string_new(NULL);
	const char *p = *cursor;

	if (*p++ != '"')
		return NULL;
	while (*p != '"') {
		char ch = *p++;

		if (ch == '\0' || ch == '\n')
			return NULL;
		if (ch == '\\')
			ch = read_escape(&p);
		if (ch == '\0')
			return NULL;
		g_string_append_c(out, ch);
	}
	if (!g_utf8_validate(out->str, (gssize)out->len, NULL))
		return NULL;
	*cursor = p + 1;
	return g_string_free(g_steal_pointer(&out), FALSE);
}
