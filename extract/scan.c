/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words, numbers and quoted strings of the boundary texts. */
#include "extract/scan.h"
#include "extract/pdf.h"

#include <string.h>

/* Numbers are compared as they are printed, in thousandths, so that equal text means equal numbers. */
#define THOUSANDTHS 1000
#define THOUSANDTHS_MAX 1e15

gint64
pr_thousandths(double value)
{
	return isfinite(value) ? llround(CLAMP(value * THOUSANDTHS, -THOUSANDTHS_MAX, THOUSANDTHS_MAX)) : 0;
}

void
pr_print_number(GString *out, double value)
{
	gint64 n = pr_thousandths(value);
	guint64 size = (guint64)ABS(n);
	guint part = (guint)(size % THOUSANDTHS);

	if (n < 0)
		g_string_append_c(out, '-');
	g_string_append_printf(out, "%" G_GUINT64_FORMAT, size / THOUSANDTHS);
	if (part % 10 != 0)
		g_string_append_printf(out, ".%03u", part);
	else if (part % 100 != 0)
		g_string_append_printf(out, ".%02u", part / 10);
	else if (part != 0)
		g_string_append_printf(out, ".%u", part / 100);
}

void
pr_print_numbers(GString *out, char between, guint count, const float *values)
{
	for (guint i = 0; i < count; i++) {
		if (i > 0)
			g_string_append_c(out, between);
		pr_print_number(out, values[i]);
	}
}

void
pr_print_quoted_char(GString *out, gunichar ch)
{
	if (ch == '"' || ch == '\\') {
		g_string_append_c(out, '\\');
		g_string_append_c(out, (char)ch);
	} else if (!g_unichar_validate(ch) || !g_unichar_isgraph(ch) || g_unichar_ismark(ch)) {
		g_string_append_printf(out, "\\u{%X}", ch);
	} else {
		g_string_append_unichar(out, ch);
	}
}

char *
pr_scan_line(PrScanner *scanner, const char **cursor)
{
	gsize length = strcspn(*cursor, "\n");

	if (**cursor == '\0')
		return NULL;
	char *line = g_strndup(*cursor, length);
	scanner->at = line;
	scanner->line++;
	*cursor += length + ((*cursor)[length] == '\n');
	if (!g_utf8_validate(line, (gssize)length, NULL)) {
		pr_scan_fail(scanner, "not UTF-8");
		g_free(line);
		return NULL;
	}
	return line;
}

gboolean
pr_scan_block(PrScanner *scanner, const char **cursor, PrScanLine scan_line, gpointer data)
{
	gboolean done = FALSE;

	while (!done && *scanner->error == NULL) {
		g_autofree char *line = pr_scan_line(scanner, cursor);
		if (line == NULL)
			break;
		scan_line(data, &done);
	}
	return done;
}

gboolean
pr_scan_fail(PrScanner *scanner, const char *what)
{
	if (scanner->error != NULL && *scanner->error == NULL)
		g_set_error(scanner->error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_SYNTAX, "%s, line %u: %s", scanner->what,
			scanner->line, what);
	return FALSE;
}

char *
pr_scan_word(PrScanner *scanner)
{
	char *word = scanner->at + strspn(scanner->at, " ");

	scanner->at = word + strcspn(word, " ");
	if (*scanner->at != '\0')
		*scanner->at++ = '\0';
	return word;
}

guint
pr_scan_split(const char *word, guint max, float *values)
{
	for (guint count = 0; count < max; word++) {
		char *end = NULL;
		double value = g_ascii_strtod(word, &end);
		if (end == word || !isfinite(value) || fabs(value) > G_MAXFLOAT)
			return 0;
		values[count++] = (float)value;
		word = end;
		if (*word == '\0')
			return count;
		if (*word != ',')
			return 0;
	}
	return 0;
}

gboolean
pr_scan_numbers(PrScanner *scanner, guint count, float *values)
{
	for (guint i = 0; i < count; i++)
		if (pr_scan_split(pr_scan_word(scanner), 1, &values[i]) != 1)
			return pr_scan_fail(scanner, "a number is missing");
	return TRUE;
}

gboolean
pr_scan_count(PrScanner *scanner, guint max, guint *value)
{
	const char *word = pr_scan_word(scanner);
	guint64 read = 0;

	if (!g_ascii_string_to_unsigned(word, 10, 0, max, &read, NULL))
		return pr_scan_fail(scanner, "a whole number is missing or too large");
	*value = (guint)read;
	return TRUE;
}

/* One character of quoted text, from behind the opening quote on; *end is set at the closing one. */
static gboolean
scan_quoted_char(PrScanner *scanner, gunichar *ch, gboolean *end)
{
	char *at = scanner->at;

	*end = *at == '"';
	if (*at == '\0')
		return pr_scan_fail(scanner, "text without a closing quote");
	if (g_str_has_prefix(at, "\\u{")) {
		char *close = NULL;
		guint64 value = g_ascii_strtoull(at + 3, &close, 16);
		if (close == at + 3 || *close != '}' || value > G_MAXUINT32)
			return pr_scan_fail(scanner, "a character that is not \\u{HEX}");
		*ch = (gunichar)value;
		scanner->at = close + 1;
		return TRUE;
	}
	if (*at == '\\' && at[1] != '"' && at[1] != '\\')
		return pr_scan_fail(scanner, "a backslash that escapes nothing");
	if (*at == '\\')
		at++;
	*ch = g_utf8_get_char(at);
	scanner->at = g_utf8_next_char(at);
	return TRUE;
}

GArray *
pr_scan_quoted(PrScanner *scanner)
{
	g_autoptr(GArray) chars = g_array_new(FALSE, FALSE, sizeof(gunichar));
	gboolean end = FALSE;

	scanner->at += strspn(scanner->at, " ");
	if (*scanner->at != '"') {
		pr_scan_fail(scanner, "quoted text is missing");
		return NULL;
	}
	scanner->at++;
	while (!end) {
		gunichar ch = 0;
		if (!scan_quoted_char(scanner, &ch, &end))
			return NULL;
		if (!end)
			g_array_append_val(chars, ch);
	}
	return g_steal_pointer(&chars);
}
