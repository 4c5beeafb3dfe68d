/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A definition's XML → PrForm. Users write definitions: no network, no entities, no file larger than it could be. */
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include "schema/definitions.h"
#include "schema/form-parts.h"
#include "schema/schema.h"

#define BLOCKS_MAX 200

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlParserCtxt, xmlFreeParserCtxt)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlSchema, xmlSchemaFree)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlSchemaParserCtxt, xmlSchemaFreeParserCtxt)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlSchemaValidCtxt, xmlSchemaFreeValidCtxt)

gboolean
pr_form_fail(const PrFormReader *reader, long line, const char *reason)
{
	g_autofree char *one_line = g_strdelimit(g_strchomp(g_strdup(reason)), "\n\r", ' ');

	if (reader->error != NULL && *reader->error == NULL)
		g_set_error(reader->error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_FORM, "%s:%ld: %s", reader->origin, line,
			one_line);
	return FALSE;
}

static void
note_error(void *data, xmlErrorPtr error)
{
	const PrFormReader *reader = data;

	pr_form_fail(reader, error->line, error->message != NULL ? error->message : "not well-formed");
}

char *
pr_xml_attribute(xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	char *copy = value != NULL ? g_strstrip(g_strdup((const char *)value)) : NULL;

	xmlFree(value);
	return copy;
}

gboolean
pr_xml_attribute_is_true(xmlNode *node, const char *name)
{
	g_autofree char *value = pr_xml_attribute(node, name);

	return g_strcmp0(value, "true") == 0 || g_strcmp0(value, "1") == 0;
}

gboolean
pr_xml_is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && xmlStrEqual(node->name, (const xmlChar *)name);
}

static char *
content(xmlNode *node)
{
	xmlChar *text = xmlNodeGetContent(node);
	char *copy = g_strstrip(g_strdup((const char *)text));

	xmlFree(text);
	return copy;
}

GPtrArray *
pr_xml_keys(xmlNode *parent, const char *name, char **first)
{
	GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);

	for (xmlNode *node = parent->children; node != NULL; node = node->next) {
		if (!pr_xml_is_named(node, name))
			continue;
		char *text = content(node);
		g_ptr_array_add(keys, pr_label_key(text));
		if (first != NULL && *first == NULL)
			*first = text;
		else
			g_free(text);
	}
	return keys;
}

static void
pattern_free(gpointer pattern)
{
	pr_pattern_free(pattern);
}

/* The fields of the head, or the patterns that tell who the document is of. */
static gboolean
read_head(const PrFormReader *reader, xmlNode *head, PrForm *form)
{
	for (xmlNode *node = head->children; node != NULL; node = node->next) {
		if (!pr_xml_is_named(node, "field"))
			continue;
		PrField *field = pr_form_read_head_field(reader, node);
		g_ptr_array_add(form->head, field);
		if (field->pattern == NULL)
			return FALSE;
	}
	return TRUE;
}

/* A pattern of the form itself, from an attribute; NULL with the error set. */
static PrPattern *
read_pattern(const PrFormReader *reader, xmlNode *node)
{
	g_autofree char *text = pr_xml_attribute(node, "pattern");

	return pr_form_pattern(reader, node, text);
}

/* Adds what was read, unless it could not be; it is the reader's error then. */
static gboolean
add_part(GPtrArray *parts, gpointer part)
{
	if (part != NULL)
		g_ptr_array_add(parts, part);
	return part != NULL;
}

static gboolean
read_part(const PrFormReader *reader, xmlNode *node, PrForm *form)
{
	if (pr_xml_is_named(node, "head"))
		return read_head(reader, node, form);
	if (pr_xml_is_named(node, "empty"))
		return (form->empty = read_pattern(reader, node)) != NULL;
	if (pr_xml_is_named(node, "subject"))
		return add_part(form->subjects, read_pattern(reader, node));
	if (pr_xml_is_named(node, "sentence"))
		return add_part(form->sentences, pr_form_read_sentence(reader, node));
	return add_part(form->blocks, pr_form_read_block(reader, node));
}

static gboolean
read_form(const PrFormReader *reader, xmlNode *root, PrForm *form)
{
	form->id = pr_xml_attribute(root, "id");
	form->version = pr_xml_attribute(root, "version");
	form->code = pr_xml_attribute(root, "code");
	form->dims = pr_xml_attribute(root, "dims");
	form->is_titled = pr_xml_attribute_is_true(root, "titled");
	form->titles = pr_xml_keys(root, "title", &form->title);
	for (xmlNode *node = root->children; node != NULL; node = node->next)
		if (node->type == XML_ELEMENT_NODE && !pr_xml_is_named(node, "title") && !read_part(reader, node, form))
			return FALSE;
	return form->blocks->len <= BLOCKS_MAX || pr_form_fail(reader, xmlGetLineNo(root), "too many blocks");
}

/* Compiled at first use and kept: there are many definitions and one language. */
static xmlSchema *
schema_of_forms(void)
{
	static xmlSchema *kept;

	if (g_once_init_enter(&kept)) {
		g_autoptr(xmlSchemaParserCtxt) parser =
			xmlSchemaNewMemParserCtxt(pr_form_xsd_text, (int)strlen(pr_form_xsd_text));
		g_once_init_leave(&kept, xmlSchemaParse(parser));
	}
	return kept;
}

static gboolean
validate(const PrFormReader *reader, xmlDoc *document)
{
	g_autoptr(xmlSchemaValidCtxt) context = xmlSchemaNewValidCtxt(schema_of_forms());

	xmlSchemaSetValidStructuredErrors(context, note_error, (void *)reader);
	return xmlSchemaValidateDoc(context, document) == 0 ||
	       pr_form_fail(reader, 0, "the definition does not hold to its own schema");
}

PrForm *
pr_form_read(GBytes *definition, const char *origin, GError **error)
{
	g_autoptr(GError) local_error = NULL;
	PrFormReader reader = {origin, &local_error};
	gsize size = 0;
	const char *data = g_bytes_get_data(definition, &size);
	g_autoptr(PrForm) form = g_new0(PrForm, 1);

	form->origin = g_strdup(origin);
	form->sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, definition);
	form->head = g_ptr_array_new_with_free_func(pr_field_free);
	form->blocks = g_ptr_array_new_with_free_func(pr_block_free);
	form->subjects = g_ptr_array_new_with_free_func(pattern_free);
	form->sentences = g_ptr_array_new_with_free_func(pr_sentence_free);
	if (size == 0 || size > PR_FORM_BYTES_MAX) {
		g_set_error(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_LIMIT, "%s: %s", origin,
			size == 0 ? "the file is empty" : "larger than a definition can be");
		return NULL;
	}
	g_autoptr(xmlParserCtxt) parser = xmlNewParserCtxt();
	xmlSetStructuredErrorFunc(&reader, note_error);
	g_autoptr(xmlDoc) document =
		xmlCtxtReadMemory(parser, data, (int)size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);
	gboolean ok = document != NULL || pr_form_fail(&reader, 1, "not well-formed XML");
	if (ok && (document->intSubset != NULL || document->extSubset != NULL))
		ok = pr_form_fail(&reader, 1, "a definition must not declare a document type");
	ok = ok && validate(&reader, document) && read_form(&reader, xmlDocGetRootElement(document), form) &&
	     local_error == NULL;
	xmlSetStructuredErrorFunc(NULL, NULL);
	if (!ok) {
		g_propagate_error(error, g_steal_pointer(&local_error));
		return NULL;
	}
	form->shape = pr_shape_of_form(form);
	return g_steal_pointer(&form);
}

void
pr_form_free(PrForm *form)
{
	if (form == NULL)
		return;
	g_free(form->id);
	g_free(form->version);
	g_free(form->code);
	g_free(form->title);
	g_free(form->origin);
	g_free(form->sha256);
	if (form->titles != NULL)
		g_ptr_array_unref(form->titles);
	g_ptr_array_unref(form->head);
	g_ptr_array_unref(form->blocks);
	g_ptr_array_unref(form->subjects);
	g_ptr_array_unref(form->sentences);
	g_free(form->dims);
	pr_pattern_free(form->empty);
	pr_shape_free(form->shape);
	g_free(form);
}
