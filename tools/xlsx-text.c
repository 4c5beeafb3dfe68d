/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts as a spreadsheet can carry them: in cells, and as names of sheets. */
#include "tools/xlsx.h"

#include <string.h>

#define NAME_UNITS_MAX 31 /* of UTF-16 */
#define TEXT_CHARS_MAX 32767

/* Whether "_x0041_" and the like begin here, which a spreadsheet would take for a character. */
static gboolean
is_escape(const char *at)
{
	return at[0] == '_' && at[1] == 'x' && g_ascii_isxdigit(at[2]) && g_ascii_isxdigit(at[3]) &&
	       g_ascii_isxdigit(at[4]) && g_ascii_isxdigit(at[5]) && at[6] == '_';
}

static gboolean
is_beyond_xml(gunichar ch)
{
	return (ch < 0x20 && ch != '\t' && ch != '\n') || (ch >= 0x7f && ch < 0xa0) || (ch & 0xfffe) == 0xfffe;
}

char *
pr_xlsx_text(const char *text)
{
	g_autoptr(GString) out = g_string_new(NULL);
	guint count = 0;

	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at), count++) {
		gunichar ch = g_utf8_get_char(at);

		if (is_escape(at))
			g_string_append(out, "_x005F_");
		else
			g_string_append_unichar(out, is_beyond_xml(ch) ? 0xfffd : ch);
	}
	return count <= TEXT_CHARS_MAX ? g_string_free(g_steal_pointer(&out), FALSE) : NULL;
}

/* The number comes first, so no two names are alike. Characters that sheets may not have in their names become
 * spaces. */
char *
pr_xlsx_sheet_name(int number, const char *title)
{
	GString *name = g_string_new(NULL);
	glong units;

	g_string_printf(name, "%d", number);
	units = (glong)name->len + 1;
	for (const char *at = title; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar ch = g_utf8_get_char(at);

		units += ch >= 0x10000 ? 2 : 1;
		if (units > NAME_UNITS_MAX)
			break;
		if (at == title)
			g_string_append_c(name, ' ');
		g_string_append_unichar(
			name, is_beyond_xml(ch) || (ch < 0x80 && strchr("[]:*?/\\\t\n", (int)ch) != NULL) ? ' ' : ch);
	}
	while (name->str[name->len - 1] == ' ' || name->str[name->len - 1] == '\'')
		g_string_truncate(name, name->len - 1);
	return g_string_free(name, FALSE);
}
