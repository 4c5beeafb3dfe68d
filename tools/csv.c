/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A field of CSV (RFC 4180, UTF-8), safe in a spreadsheet: what it would run as a formula (= + - @ TAB CR in front, and
 * no number) gets an apostrophe in front. */
#include "tools/csv.h"

#include <string.h>

static gboolean
is_number(const char *text)
{
	return strspn(text, "+-0123456789.,%") == strlen(text);
}

void
pr_csv_put_field(PrWriter *out, const char *text)
{
	gboolean is_formula = *text != '\0' && strchr("=+-@\t\r", *text) != NULL && !is_number(text);
	gboolean is_quoted = strpbrk(text, "\",\r\n") != NULL;

	if (is_quoted)
		pr_writer_put_char(out, '"');
	if (is_formula)
		pr_writer_put_char(out, '\'');
	for (const char *at = text; *at != '\0'; at++) {
		if (*at == '"')
			pr_writer_put_char(out, '"');
		pr_writer_put_char(out, *at);
	}
	if (is_quoted)
		pr_writer_put_char(out, '"');
}
