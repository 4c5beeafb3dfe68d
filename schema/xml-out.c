/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrXml over libxml2's text writer: what it does not know is which characters XML can carry, and what became of a
 * write. */
#include "schema/xml-out.h"

#include <errno.h>
#include <libxml/xmlwriter.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

/* Bytes held back before they go out: few system calls, little memory. */
#define HELD_BYTES (64u << 10)
#define DECIMALS_MAX 6
#define PLACE_DECIMALS 2
/* Of a number written as a fraction, past which it is none: the whole numbers that a double tells apart. */
#define STEPS_MAX 1e15
#define NUMBER_BUFFER 32
#define PLACE_NAME_MAX 16
#define PLACE_BUFFER (PLACE_NAME_MAX + 5 * (NUMBER_BUFFER + 8))

struct PrXml {
	int fd;
	PrXmlCheck *check;
	xmlTextWriterPtr writer;
	GByteArray *held;
	gboolean is_lean;
	GByteArray *kept; /* where the bytes go; NULL: to `fd` */
	int fault;        /* errno of the first write that failed; 0: none */
	guint depth;
};

/* ---- bytes ---- */

static void
let_go(PrXml *xml)
{
	const guint8 *at = xml->held->data;
	gsize left = xml->held->len;

	if (xml->check != NULL)
		pr_xml_check_feed(xml->check, (const char *)at, left);
	if (xml->kept != NULL && xml->fault == 0)
		g_byte_array_append(xml->kept, at, (guint)left);
	while (xml->kept == NULL && left > 0 && xml->fault == 0) {
		gssize count = write(xml->fd, at, left);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0) {
			xml->fault = errno;
			break;
		}
		at += count;
		left -= (gsize)count;
	}
	g_byte_array_set_size(xml->held, 0);
}

static int
take_bytes(void *data, const char *bytes, int count)
{
	PrXml *xml = data;

	if (xml->fault == 0)
		g_byte_array_append(xml->held, (const guint8 *)bytes, (guint)count);
	if (xml->held->len >= HELD_BYTES)
		let_go(xml);
	return count;
}

/* ---- life ---- */

PrXml *
pr_xml_new(int fd, PrXmlCheck *check)
{
	PrXml *xml = g_new0(PrXml, 1);

	xml->fd = fd;
	xml->check = check;
	xml->held = g_byte_array_sized_new(HELD_BYTES + HELD_BYTES / 4);
	xmlOutputBufferPtr buffer = xmlOutputBufferCreateIO(take_bytes, NULL, xml, NULL);

	g_assert(buffer != NULL);
	xml->writer = xmlNewTextWriter(buffer);
	g_assert(xml->writer != NULL);
	xmlTextWriterStartDocument(xml->writer, NULL, "UTF-8", NULL);
	return xml;
}

PrXml *
pr_xml_new_kept(GByteArray *kept)
{
	PrXml *xml = pr_xml_new(-1, NULL);

	xml->kept = kept;
	return xml;
}

gboolean
pr_xml_is_lean(const PrXml *xml)
{
	return xml->is_lean;
}

void
pr_xml_set_lean(PrXml *xml, gboolean is_lean)
{
	xml->is_lean = is_lean;
}

void
pr_xml_free(PrXml *xml)
{
	if (xml == NULL)
		return;
	/* What was not finished shall not go out late. */
	if (xml->writer != NULL) {
		xml->fault = ECANCELED;
		xmlFreeTextWriter(xml->writer);
	}
	g_byte_array_unref(xml->held);
	g_free(xml);
}

gboolean
pr_xml_is_well(const PrXml *xml, GError **error)
{
	if (xml->fault == 0)
		return TRUE;
	g_set_error(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_WRITE, "%s", g_strerror(xml->fault));
	return FALSE;
}

gboolean
pr_xml_finish(PrXml *xml, GError **error)
{
	g_assert(xml->depth == 0);
	xmlTextWriterEndDocument(xml->writer);
	xmlTextWriterFlush(xml->writer);
	g_clear_pointer(&xml->writer, xmlFreeTextWriter);
	let_go(xml);
	return pr_xml_is_well(xml, error);
}

/* ---- elements ---- */

void
pr_xml_begin_inline(PrXml *xml, const char *name)
{
	xmlTextWriterStartElement(xml->writer, BAD_CAST name);
	xml->depth++;
}

void
pr_xml_begin(PrXml *xml, const char *name)
{
	if (xml->depth > 0)
		xmlTextWriterWriteRawLen(xml->writer, BAD_CAST "\n", 1);
	pr_xml_begin_inline(xml, name);
}

void
pr_xml_end(PrXml *xml)
{
	g_assert(xml->depth > 0);
	xmlTextWriterEndElement(xml->writer);
	xml->depth--;
}

void
pr_xml_end_block(PrXml *xml)
{
	xmlTextWriterWriteRawLen(xml->writer, BAD_CAST "\n", 1);
	pr_xml_end(xml);
}

/* ---- attributes ---- */

void
pr_xml_word(PrXml *xml, const char *name, const char *word)
{
	xmlTextWriterWriteAttribute(xml->writer, BAD_CAST name, BAD_CAST word);
}

/* The digits of `value`, at least `least` of them, behind `at`; gives the end. */
static char *
put_digits(char *at, guint64 value, guint least)
{
	char digits[24];
	guint count = 0;

	for (; value > 0 || count < least; value /= 10)
		digits[count++] = (char)('0' + value % 10);
	while (count > 0)
		*at++ = digits[--count];
	return at;
}

static char *
put_int(char *at, gint64 value)
{
	if (value < 0)
		*at++ = '-';
	return put_digits(at, value < 0 ? -(guint64)value : (guint64)value, 1);
}

/* Rounded to whole steps first: then no locale and no binary fraction has a say in the digits. */
static char *
put_fraction(char *at, double value, guint decimals)
{
	static const guint64 powers[DECIMALS_MAX + 1] = {1, 10, 100, 1000, 10000, 100000, 1000000};
	guint64 power = powers[decimals];
	double scaled = value * (double)power;
	gint64 steps = isfinite(scaled) && fabs(scaled) < STEPS_MAX ? llround(scaled) : 0;
	guint64 size = (guint64)ABS(steps), part = size % power;

	if (steps < 0)
		*at++ = '-';
	at = put_digits(at, size / power, 1);
	if (part == 0)
		return at;
	for (; part % 10 == 0; part /= 10)
		decimals--;
	*at++ = '.';
	return put_digits(at, part, decimals);
}

void
pr_xml_int(PrXml *xml, const char *name, gint64 value)
{
	char word[NUMBER_BUFFER];

	*put_int(word, value) = '\0';
	pr_xml_word(xml, name, word);
}

void
pr_xml_fraction(PrXml *xml, const char *name, double value, guint decimals)
{
	char word[NUMBER_BUFFER];

	*put_fraction(word, value, MIN(decimals, DECIMALS_MAX)) = '\0';
	pr_xml_word(xml, name, word);
}

void
pr_xml_flag(PrXml *xml, const char *name, gboolean value)
{
	if (value)
		pr_xml_word(xml, name, "true");
}

void
pr_xml_place_words(PrXml *xml, int page, PrRect box)
{
	pr_xml_int(xml, "page", page);
	pr_xml_fraction(xml, "x0", box.x0, PLACE_DECIMALS);
	pr_xml_fraction(xml, "y0", box.y0, PLACE_DECIMALS);
	pr_xml_fraction(xml, "x1", box.x1, PLACE_DECIMALS);
	pr_xml_fraction(xml, "y1", box.y1, PLACE_DECIMALS);
}

/* There is one for each line of text and each cell: it is set in one piece, as there is nothing in it to be escaped. */
void
pr_xml_place(PrXml *xml, const char *name, int page, PrRect box)
{
	const float sides[] = {box.x0, box.y0, box.x1, box.y1};
	static const char *const words[] = {"\" x0=\"", "\" y0=\"", "\" x1=\"", "\" y1=\""};
	char markup[PLACE_BUFFER], *at = markup;

	g_assert(strlen(name) <= PLACE_NAME_MAX);
	*at++ = '<';
	at = put_int(g_stpcpy(g_stpcpy(at, name), " page=\""), page);
	for (guint i = 0; i < G_N_ELEMENTS(sides); i++)
		at = put_fraction(g_stpcpy(at, words[i]), sides[i], PLACE_DECIMALS);
	at = g_stpcpy(at, "\"/>");
	xmlTextWriterWriteRawLen(xml->writer, BAD_CAST markup, (int)(at - markup));
}

void
pr_xml_places(PrXml *xml, const char *name, const GArray *places)
{
	for (guint i = 0; places != NULL && i < places->len; i++) {
		const PrPlace *place = &g_array_index(places, PrPlace, i);

		pr_xml_place(xml, name, place->page, place->box);
	}
}

/* ---- text ---- */

static gboolean
is_carried(gunichar ch)
{
	if (ch < 0x20)
		return ch == '\t' || ch == '\n' || ch == '\r';
	return ch < 0xd800 || (ch > 0xdfff && ch < 0xfffe) || (ch > 0xffff && ch <= 0x10ffff);
}

/* How many bytes from `text` on can stand as they are. Only few first bytes can begin a character that XML cannot
 * carry. */
static gsize
carried_length(const char *text)
{
	const char *at = text;

	while (*at != '\0') {
		guint8 byte = (guint8)*at;

		if (byte >= 0x20 && byte < 0xed) {
			at++;
			continue;
		}
		if (!is_carried(g_utf8_get_char(at)))
			break;
		at = g_utf8_next_char(at);
	}
	return (gsize)(at - text);
}

/* Whether a tool that indents or trims would change what is meant. */
static gboolean
is_space_telling(const char *text, gsize length, gsize carried)
{
	return carried < length || (length > 0 && (g_ascii_isspace(text[0]) || g_ascii_isspace(text[length - 1]) ||
							  memchr(text, '\n', length) != NULL));
}

static void
write_carried(PrXml *xml, const char *text, gsize length, gboolean is_all)
{
	if (length == 0)
		return;
	if (is_all) {
		xmlTextWriterWriteString(xml->writer, BAD_CAST text);
		return;
	}
	g_autofree char *piece = g_strndup(text, length);

	xmlTextWriterWriteString(xml->writer, BAD_CAST piece);
}

void
pr_xml_text(PrXml *xml, const char *text)
{
	gsize length = strlen(text), carried = carried_length(text);

	if (is_space_telling(text, length, carried))
		pr_xml_word(xml, "xml:space", "preserve");
	while (length > 0) {
		char code[16];

		write_carried(xml, text, carried, carried == length);
		if (carried == length)
			return;
		text += carried;
		g_snprintf(code, sizeof code, "%X", g_utf8_get_char(text));
		pr_xml_begin_inline(xml, "char");
		pr_xml_word(xml, "code", code);
		pr_xml_end(xml);
		length -= carried + (gsize)(g_utf8_next_char(text) - text);
		text = g_utf8_next_char(text);
		carried = carried_length(text);
	}
}

void
pr_xml_element(PrXml *xml, const char *name, const char *text)
{
	if (text == NULL)
		return;
	pr_xml_begin_inline(xml, name);
	pr_xml_text(xml, text);
	pr_xml_end(xml);
}
