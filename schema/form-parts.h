/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading the parts of a definition. Private to schema/. */
#pragma once

#include <libxml/tree.h>

#include "schema/form.h"

/* Where a definition is being read, for messages. */
typedef struct {
	const char *origin;
	GError **error;
} PrFormReader;

/* Sets the error "origin:line: reason", unless there is one, and returns FALSE. */
gboolean pr_form_fail(const PrFormReader *reader, long line, const char *reason);
gboolean pr_xml_is_named(const xmlNode *node, const char *name);
/* NULL where the node has no such attribute. Free with g_free(). */
char *pr_xml_attribute(xmlNode *node, const char *name);
gboolean pr_xml_attribute_is_true(xmlNode *node, const char *name);
/* The keys of the direct children of that name; the text of the first goes to *first, if that is wanted. */
GPtrArray *pr_xml_keys(xmlNode *parent, const char *name, char **first);
/* The pattern in `text`, with its short forms written out; NULL with the error set. */
PrPattern *pr_form_pattern(const PrFormReader *reader, xmlNode *node, const char *text);

PrField *pr_form_read_head_field(const PrFormReader *reader, xmlNode *node);
/* NULL with the error set. */
PrBlock *pr_form_read_block(const PrFormReader *reader, xmlNode *node);
PrSentence *pr_form_read_sentence(const PrFormReader *reader, xmlNode *node);
/* The direct children `item`. */
GPtrArray *pr_form_read_row_names(xmlNode *parent);

/* For containers. */
void pr_field_free(gpointer field);
void pr_block_free(gpointer block);
void pr_sentence_free(gpointer sentence);
