/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts of a structure tree as poppler-glib gives them → what the document says.
 *
 * poppler collects these texts as UTF-8. poppler-glib (22.12 and others) takes its bytes for letters of PDFDocEncoding,
 * and writes those as UTF-8 once more: € is E2 82 AC, and comes as â, ‡, ¬. We go back: where each letter stands for a
 * byte and the bytes are UTF-8, they are the text. Else the text was right as it came: most letters beyond Latin stand
 * for no byte, and Latin ones alone make no UTF-8.
 *
 * Two bytes stand for nothing in PDFDocEncoding and come as U+FFFD; which of the two it was, is lost. What follows a
 * span with a text of its own (/ActualText) is lost too. Browsers write such spans for ligatures and for Chinese that
 * is drawn like a radical: "five" comes as "ﬁ", 支出 as ⽀.
 */
#include "extract/tag-text.h"

/* PDFDocEncoding from 0x80 to 0xA0, where it is not Latin-1; 0: nothing. */
static const gunichar special[] = {0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203A,
	0x2212, 0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x0141, 0x0152, 0x0160,
	0x0178, 0x017D, 0x0131, 0x0142, 0x0153, 0x0161, 0x017E, 0, 0x20AC};

#define UNKNOWN 0xFFFD

/* The byte that `ch` stands for; -1: none. */
static int
byte_of(gunichar ch)
{
	if (ch < 0x80 || (ch > 0xA0 && ch <= 0xFF))
		return (int)ch;
	for (guint i = 0; i < G_N_ELEMENTS(special); i++)
		if (special[i] == ch)
			return 0x80 + (int)i;
	return -1;
}

/* Whether `text`, white space left out, ends in a letter that such spans are written for: nobody knows whether more
 * followed. */
static gboolean
ends_in_span(const char *text)
{
	gunichar last = 0;

	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
		last = g_unichar_isspace(g_utf8_get_char(at)) ? last : g_utf8_get_char(at);
	return (last >= 0x2E80 && last <= 0x2FDF) || (last >= 0xF900 && last <= 0xFB06);
}

static char *
decode(const char *text)
{
	g_autoptr(GString) bytes = g_string_new(NULL);

	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar ch = g_utf8_get_char(at);
		int byte = byte_of(ch);
		if (ch == UNKNOWN)
			return NULL;
		if (byte < 0)
			return g_strdup(text);
		g_string_append_c(bytes, (char)byte);
	}
	return g_strdup(g_utf8_validate(bytes->str, (gssize)bytes->len, NULL) ? bytes->str : text);
}

char *
pr_tag_text_decode(const char *text)
{
	g_autofree char *decoded = decode(text);

	return decoded != NULL && !ends_in_span(decoded) ? g_steal_pointer(&decoded) : NULL;
}
