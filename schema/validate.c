/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Validation on the way: the bytes that are written also go through a push parser, whose events the schema's automata
 * follow. No tree is built and no file read again, so memory does not grow with the document and a pipe can be checked
 * as well.
 *
 *   writer ──bytes──┬──▶ descriptor
 *                   └──▶ push parser ──events──▶ schema  ──▶ the first fault, with its line
 *
 * What is checked are the bytes, not the intentions of the writer: text that is not well-formed is a fault like any
 * other. */
#include "schema/validate.h"
#include "schema/document-xml.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <string.h>

struct PrXmlSchema {
	gatomicrefcount references;
	char *definitions; /* that it was made from; NULL: of a text */
	xmlSchemaPtr compiled;
};

/* The one place of the stage that outlives a document: compiling takes as long as writing a small one. */
static GMutex kept_lock;
static PrXmlSchema *kept;

struct PrXmlCheck {
	PrXmlSchema *schema;
	xmlSchemaValidCtxtPtr validation;
	xmlParserCtxtPtr parser;
	xmlSchemaSAXPlugPtr plug;
	xmlSAXHandlerPtr own_sax; /* the parser's, put aside: it would build a tree */
	char *fault;              /* "line: reason"; NULL: none so far */
};

/* ---- schemas ---- */

static void
note_compile_error(void *data, xmlErrorPtr failure)
{
	GString *messages = data;

	if (messages->len == 0 && failure->message != NULL)
		g_string_append_printf(messages, "%d: %s", failure->line, failure->message);
}

static xmlSchemaPtr
compile(const char *xsd, GError **error)
{
	g_autoptr(GString) messages = g_string_new(NULL);
	xmlSchemaParserCtxtPtr reading = xmlSchemaNewMemParserCtxt(xsd, (int)strlen(xsd));

	g_assert(reading != NULL);
	xmlSchemaSetParserStructuredErrors(reading, note_compile_error, messages);
	xmlSchemaPtr schema = xmlSchemaParse(reading);

	xmlSchemaFreeParserCtxt(reading);
	if (schema == NULL)
		g_set_error(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_INVALID, "the schema itself: %s",
			messages->len > 0 ? g_strchomp(messages->str) : "cannot be compiled");
	return schema;
}

static PrXmlSchema *
schema_ref(PrXmlSchema *schema)
{
	g_atomic_ref_count_inc(&schema->references);
	return schema;
}

void
pr_xml_schema_unref(PrXmlSchema *schema)
{
	if (schema == NULL || !g_atomic_ref_count_dec(&schema->references))
		return;
	xmlSchemaFree(schema->compiled);
	g_free(schema->definitions);
	g_free(schema);
}

PrXmlSchema *
pr_xml_schema_new(const char *xsd, GError **error)
{
	xmlSchemaPtr compiled = compile(xsd, error);

	if (compiled == NULL)
		return NULL;
	PrXmlSchema *schema = g_new0(PrXmlSchema, 1);

	g_atomic_ref_count_init(&schema->references);
	schema->compiled = compiled;
	return schema;
}

/* Making the schema's text takes as long as reading a small page: these words stand for it. */
static char *
name_definitions(const PrForms *forms)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < pr_forms_count(forms); i++) {
		const PrForm *form = pr_forms_at(forms, i);

		g_string_append(out, form->id);
		g_string_append_c(out, ' ');
		g_string_append(out, form->sha256);
		g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}

PrXmlSchema *
pr_xml_schema_of(const PrForms *forms, GError **error)
{
	g_autoptr(GMutexLocker) G_GNUC_UNUSED locker = g_mutex_locker_new(&kept_lock);
	g_autofree char *definitions = name_definitions(forms);

	if (kept != NULL && strcmp(kept->definitions, definitions) == 0)
		return schema_ref(kept);
	g_autofree char *xsd = pr_document_xsd(forms, NULL);
	PrXmlSchema *schema = pr_xml_schema_new(xsd, error);

	if (schema == NULL)
		return NULL;
	schema->definitions = g_steal_pointer(&definitions);
	pr_xml_schema_unref(kept);
	kept = schema;
	return schema_ref(schema);
}

/* ---- checks ---- */

static void
note_fault(PrXmlCheck *check, int line, const char *message)
{
	if (check->fault != NULL)
		return;
	check->fault = g_strdup_printf("%d: %s", line, message != NULL ? message : "not accepted");
	g_strchomp(check->fault);
}

static int
find_line(void *data, const char **file, unsigned long *line)
{
	const PrXmlCheck *check = data;

	if (file != NULL)
		*file = NULL;
	if (line != NULL)
		*line = (unsigned long)xmlSAX2GetLineNumber(check->parser);
	return 0;
}

static void
note_invalid(void *data, xmlErrorPtr failure)
{
	PrXmlCheck *check = data;

	note_fault(check, xmlSAX2GetLineNumber(check->parser), failure->message);
}

/* The parser hands over its context, not the data it was made with: that belongs to the plug. */
static void
note_malformed(void *data, xmlErrorPtr failure)
{
	xmlParserCtxtPtr parser = failure->ctxt;

	if (parser != NULL && failure->level >= XML_ERR_ERROR)
		note_fault(parser->_private, failure->line, failure->message);
}

PrXmlCheck *
pr_xml_check_new(PrXmlSchema *schema)
{
	PrXmlCheck *check = g_new0(PrXmlCheck, 1);

	check->schema = schema_ref(schema);
	check->validation = xmlSchemaNewValidCtxt(schema->compiled);
	check->parser = xmlCreatePushParserCtxt(NULL, NULL, NULL, 0, NULL);
	g_assert(check->validation != NULL && check->parser != NULL);
	/* HUGE lifts the limit on the size of the whole, not of what is held: that is one element. */
	xmlCtxtUseOptions(check->parser, XML_PARSE_NONET | XML_PARSE_HUGE);
	check->parser->_private = check;
	xmlSchemaSetValidStructuredErrors(check->validation, note_invalid, check);
	xmlSchemaValidateSetLocator(check->validation, find_line, check);
	check->own_sax = g_steal_pointer(&check->parser->sax);
	check->plug = xmlSchemaSAXPlug(check->validation, &check->parser->sax, &check->parser->userData);
	g_assert(check->plug != NULL);
	check->parser->sax->serror = note_malformed;
	return check;
}

void
pr_xml_check_free(PrXmlCheck *check)
{
	if (check == NULL)
		return;
	xmlSchemaSAXUnplug(check->plug);
	check->parser->sax = check->own_sax;
	xmlFreeParserCtxt(check->parser);
	xmlSchemaFreeValidCtxt(check->validation);
	pr_xml_schema_unref(check->schema);
	g_free(check->fault);
	g_free(check);
}

void
pr_xml_check_feed(PrXmlCheck *check, const char *bytes, gsize length)
{
	while (length > 0 && check->fault == NULL) {
		int count = (int)MIN(length, G_MAXINT);

		xmlParseChunk(check->parser, bytes, count, 0);
		bytes += count;
		length -= (gsize)count;
	}
}

gboolean
pr_xml_check_finish(PrXmlCheck *check, GError **error)
{
	if (check->fault == NULL)
		xmlParseChunk(check->parser, NULL, 0, 1);
	if (check->fault == NULL && (!check->parser->wellFormed || xmlSchemaIsValid(check->validation) != 1))
		note_fault(check, 0, "not accepted");
	if (check->fault == NULL)
		return TRUE;
	g_set_error_literal(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_INVALID, check->fault);
	return FALSE;
}
