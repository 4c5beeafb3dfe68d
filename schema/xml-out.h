/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrXml: a stream of XML into a descriptor, with exact text and kept errors. Private to schema/.
 *
 * Two rules hold for whatever is written through it:
 * - attributes hold names, numbers and words of the program alone; each text that came from outside is the content of
 *   an element;
 * - a character that XML 1.0 cannot carry stands as <char code="7"/> (hexadecimal) at its place in that content. */
#pragma once

#include "extract/text.h"
#include "schema/validate.h"

/* Never fails while it is written to; pr_xml_finish() tells. */
typedef struct PrXml PrXml;

/* `fd` stays the caller's. `check` (may be NULL, borrowed) is given every byte as well. */
PrXml *pr_xml_new(int fd, PrXmlCheck *check);
/* Into memory: what is written is appended to `kept` (borrowed). */
PrXml *pr_xml_new_kept(GByteArray *kept);
/* Whether what is said of single cells is left out: their text, their boxes, the repairs of a text. FALSE until it is
 * set. */
gboolean pr_xml_is_lean(const PrXml *xml);
void pr_xml_set_lean(PrXml *xml, gboolean is_lean);
void pr_xml_free(PrXml *xml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrXml, pr_xml_free)

/* Begins an element on a new line. `name` is a name of XML. */
void pr_xml_begin(PrXml *xml, const char *name);
/* Begins an element right behind what was written last. */
void pr_xml_begin_inline(PrXml *xml, const char *name);
void pr_xml_end(PrXml *xml);
/* Ends an element that holds others, on a line of its own. */
void pr_xml_end_block(PrXml *xml);

void pr_xml_word(PrXml *xml, const char *name, const char *word);
void pr_xml_int(PrXml *xml, const char *name, gint64 value);
/* Written only where it is TRUE. */
void pr_xml_flag(PrXml *xml, const char *name, gboolean value);
/* With up to `decimals` (at most 6) decimals. */
void pr_xml_fraction(PrXml *xml, const char *name, double value, guint decimals);

/* Character content, exact. Directly behind the attributes of its element: marks the element where white space
 * counts. */
void pr_xml_text(PrXml *xml, const char *text);
/* A whole element with text in it, inline. Nothing where `text` is NULL. */
void pr_xml_element(PrXml *xml, const char *name, const char *text);
/* <name page="" x0="" y0="" x1="" y1=""/>, inline. */
void pr_xml_place(PrXml *xml, const char *name, int page, PrRect box);
/* One of them for each of `places` (of PrPlace, may be NULL). */
void pr_xml_places(PrXml *xml, const char *name, const GArray *places);
/* The attributes of a place alone. */
void pr_xml_place_words(PrXml *xml, int page, PrRect box);

/* Ends what is open and writes what is held back. PR_SCHEMA_ERROR_WRITE for the first write that failed. */
gboolean pr_xml_finish(PrXml *xml, GError **error);
/* The same error as soon as it is known; nothing is flushed. */
gboolean pr_xml_is_well(const PrXml *xml, GError **error);
