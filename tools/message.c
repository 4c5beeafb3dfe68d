/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One line a message, in one write(), so that lines of several processes never mix and a file name never moves the
 * cursor. */
#include "tools/message.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "tools/error.h"

G_DEFINE_QUARK(pr - tools - error - quark, pr_tools_error)

void
pr_tools_set_output_error(GError **error, const char *name, int number)
{
	if (name != NULL)
		g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_OUTPUT, "%s: %s", name, g_strerror(number));
	else
		g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_OUTPUT, g_strerror(number));
}

/* Marks and overrides of bidirectional text: shown raw they let a name pretend to be another. */
static gboolean
is_bidi_control(gunichar ch)
{
	return ch == 0x200e || ch == 0x200f || (ch >= 0x202a && ch <= 0x202e) || (ch >= 0x2066 && ch <= 0x2069);
}

static void
append_escaped(GString *out, gunichar ch)
{
	if (ch == '\n')
		g_string_append(out, "\\n");
	else if (ch == '\t')
		g_string_append(out, "\\t");
	else if (ch == '\r')
		g_string_append(out, "\\r");
	else if (ch == '\\')
		g_string_append(out, "\\\\");
	else if (ch < 0x20 || (ch >= 0x7f && ch < 0xa0))
		g_string_append_printf(out, "\\x%02x", ch);
	else if (is_bidi_control(ch) || ch == 0x2028 || ch == 0x2029 || (ch & 0xfffe) == 0xfffe)
		g_string_append_printf(out, "\\u%04x", ch);
	else
		g_string_append_unichar(out, ch);
}

/* `keep_backslash` is for reasons, which are escaped already where they quote. */
static char *
escape(const char *bytes, gboolean keep_backslash)
{
	GString *out = g_string_new(NULL);

	for (const char *at = bytes; *at != '\0';) {
		gunichar ch = g_utf8_get_char_validated(at, -1);

		if (ch == (gunichar)-1 || ch == (gunichar)-2) {
			g_string_append_printf(out, "\\x%02x", (guchar)*at++);
			continue;
		}
		if (ch == '\\' && keep_backslash)
			g_string_append_c(out, '\\');
		else
			append_escaped(out, ch);
		at = g_utf8_next_char(at);
	}
	return g_string_free(out, FALSE);
}

char *
pr_message_escape(const char *bytes)
{
	return escape(bytes, FALSE);
}

void
pr_message_print(const char *name, const char *text)
{
	g_autofree char *shown_name = name != NULL ? pr_message_escape(name) : NULL;
	g_autofree char *shown_text = escape(text, TRUE);
	g_autofree char *line = shown_name != NULL ? g_strdup_printf("piperoll: %s: %s\n", shown_name, shown_text)
						   : g_strdup_printf("piperoll: %s\n", shown_text);
	const char *at = line;
	size_t left = strlen(line);

	/* A message that cannot be written has no one to read of it: give up in silence. */
	while (left > 0) {
		ssize_t done = write(STDERR_FILENO, at, left);

		if (done < 0 && errno != EINTR)
			return;
		if (done > 0) {
			at += done;
			left -= (size_t)done;
		}
	}
}

void
pr_message(const char *name, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_autofree char *text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	pr_message_print(name, text);
}

gboolean
pr_message_set_output_error(GError **error, const char *path)
{
	int number = errno;
	g_autofree char *shown = pr_message_escape(path);

	pr_tools_set_output_error(error, shown, number);
	return FALSE;
}
