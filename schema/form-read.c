/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A definition's XML → PrForm. Users write definitions: no network, no entities, no file larger than it could be. */
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include "schema/definitions.h"
#include "schema/schema.h"

#define BLOCKS_MAX 200
#define RESERVED_NAMES "other", "other-group", "other-list", "label", "row", "title"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlParserCtxt, xmlFreeParserCtxt)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlSchema, xmlSchemaFree)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlSchemaParserCtxt, xmlSchemaFreeParserCtxt)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlSchemaValidCtxt, xmlSchemaFreeValidCtxt)

/* Where a definition is being read, for messages. */
typedef struct {
	const char *origin;
	GError **error;
} Reader;

static gboolean
fail(const Reader *reader, long line, const char *reason)
{
	g_autofree char *one_line = g_strdelimit(g_strchomp(g_strdup(reason)), "\n\r", ' ');

	if (reader->error != NULL && *reader->error == NULL)
		g_set_error(reader->error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_FORM, "%s:%ld: %s", reader->origin, line, one_line);
	return FALSE;
}

static void
note_error(void *data, xmlErrorPtr error)
{
	const Reader *reader = data;

	fail(reader, error->line, error->message != NULL ? error->message : "not well-formed");
}

static char *
attribute(xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	char *copy = value != NULL ? g_strstrip(g_strdup((const char *)value)) : NULL;

	xmlFree(value);
	return copy;
}

static gboolean
is_named(const xmlNode *node, const char *name)
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

/* The keys of the direct children of that name; the text of the first goes to *first, if that is wanted. */
static GPtrArray *
read_keys(xmlNode *parent, const char *name, char **first)
{
	GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);

	for (xmlNode *node = parent->children; node != NULL; node = node->next) {
		if (!is_named(node, name))
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
field_free(gpointer data)
{
	PrField *field = data;

	g_free(field->name);
	g_free(field->unit);
	g_free(field->under);
	g_ptr_array_unref(field->labels);
	pr_pattern_free(field->pattern);
	g_free(field);
}

static void
block_free(gpointer data)
{
	PrBlock *block = data;

	g_free(block->name);
	g_free(block->unit);
	g_ptr_array_unref(block->labels);
	g_ptr_array_unref(block->fields);
	g_free(block);
}

/* A field from the attributes that pairs, columns, stubs and head fields have in common. `name` is taken. */
static PrField *
read_field(const Reader *reader, xmlNode *node, char *name)
{
	static const char *const reserved[] = {RESERVED_NAMES};
	PrField *field = g_new0(PrField, 1);
	g_autofree char *expect = attribute(node, "expect"), *merged = attribute(node, "merged");

	field->name = name;
	field->unit = attribute(node, "unit");
	field->under = attribute(node, "under");
	field->is_level = g_strcmp0(merged, "true") == 0 || g_strcmp0(merged, "1") == 0;
	field->labels = read_keys(node, "label", NULL);
	field->expect = PR_EXPECT_TEXT;
	if (expect != NULL && !pr_expect_parse(expect, &field->expect))
		fail(reader, xmlGetLineNo(node), "an unknown expectation");
	for (guint i = 0; i < G_N_ELEMENTS(reserved); i++)
		if (g_strcmp0(name, reserved[i]) == 0)
			fail(reader, xmlGetLineNo(node), "this name is taken by the output itself");
	return field;
}

/* A column is one field, or one for each level under its header. */
static gboolean
read_column(const Reader *reader, xmlNode *node, PrBlock *block)
{
	g_autofree char *name = attribute(node, "name");
	guint levels = 0;

	for (xmlNode *child = node->children; child != NULL; child = child->next) {
		if (!is_named(child, "level"))
			continue;
		PrField *field = read_field(reader, node, attribute(child, "name"));
		field->level_index = levels++;
		field->is_level = TRUE;
		g_ptr_array_add(block->fields, field);
	}
	if ((name == NULL) != (levels > 0))
		return fail(reader, xmlGetLineNo(node), "a column has either a name or levels");
	if (name != NULL)
		g_ptr_array_add(block->fields, read_field(reader, node, g_steal_pointer(&name)));
	return TRUE;
}

static PrBlockKind
block_kind(const xmlNode *node)
{
	if (is_named(node, "pair"))
		return PR_BLOCK_PAIR;
	if (is_named(node, "rows"))
		return PR_BLOCK_ROWS;
	return is_named(node, "values") ? PR_BLOCK_VALUES : PR_BLOCK_ROW;
}

static gboolean
read_block(const Reader *reader, xmlNode *node, PrForm *form)
{
	PrBlock *block = g_new0(PrBlock, 1);

	g_ptr_array_add(form->blocks, block);
	block->kind = block_kind(node);
	block->name = attribute(node, "name");
	block->unit = attribute(node, "unit");
	block->labels = read_keys(node, "label", NULL);
	block->fields = g_ptr_array_new_with_free_func(field_free);
	if (block->kind == PR_BLOCK_PAIR) {
		g_ptr_array_add(block->fields, read_field(reader, node, attribute(node, "name")));
		return TRUE;
	}
	for (xmlNode *child = node->children; child != NULL; child = child->next) {
		if (is_named(child, "stub"))
			g_ptr_array_add(block->fields, read_field(reader, child, attribute(child, "name")));
		else if (is_named(child, "column") && !read_column(reader, child, block))
			return FALSE;
	}
	for (guint i = 0; i < block->fields->len; i++)
		for (guint k = 0; k < i; k++)
			if (strcmp(((PrField *)g_ptr_array_index(block->fields, i))->name,
					((PrField *)g_ptr_array_index(block->fields, k))->name) == 0)
				return fail(reader, xmlGetLineNo(node), "two columns of one block have the same name");
	if (block->kind == PR_BLOCK_ROW && block->labels->len == 0)
		return fail(reader, xmlGetLineNo(node), "a row needs a label to be found by");
	return TRUE;
}

static gboolean
read_head(const Reader *reader, xmlNode *head, PrForm *form)
{
	for (xmlNode *node = head->children; node != NULL; node = node->next) {
		g_autoptr(GError) error = NULL;
		if (!is_named(node, "field"))
			continue;
		PrField *field = read_field(reader, node, attribute(node, "name"));
		g_autofree char *pattern = attribute(node, "pattern");
		g_ptr_array_add(form->head, field);
		field->pattern = pr_pattern_new(pattern, &error);
		if (field->pattern == NULL)
			return fail(reader, xmlGetLineNo(node), error->message);
	}
	return TRUE;
}

static gboolean
read_form(const Reader *reader, xmlNode *root, PrForm *form)
{
	form->id = attribute(root, "id");
	form->version = attribute(root, "version");
	form->code = attribute(root, "code");
	form->titles = read_keys(root, "title", &form->title);
	for (xmlNode *node = root->children; node != NULL; node = node->next) {
		if (node->type != XML_ELEMENT_NODE || is_named(node, "title"))
			continue;
		if (is_named(node, "head") ? !read_head(reader, node, form) : !read_block(reader, node, form))
			return FALSE;
	}
	return form->blocks->len <= BLOCKS_MAX || fail(reader, xmlGetLineNo(root), "too many blocks");
}

static gboolean
validate(const Reader *reader, xmlDoc *document)
{
	g_autoptr(xmlSchemaParserCtxt) parser = xmlSchemaNewMemParserCtxt(pr_form_xsd_text, (int)strlen(pr_form_xsd_text));
	g_autoptr(xmlSchema) schema = xmlSchemaParse(parser);
	g_autoptr(xmlSchemaValidCtxt) context = xmlSchemaNewValidCtxt(schema);

	xmlSchemaSetValidStructuredErrors(context, note_error, (void *)reader);
	return xmlSchemaValidateDoc(context, document) == 0 || fail(reader, 0, "the definition does not hold to its own schema");
}

PrForm *
pr_form_read(GBytes *definition, const char *origin, GError **error)
{
	g_autoptr(GError) local_error = NULL;
	Reader reader = {origin, &local_error};
	gsize size = 0;
	const char *data = g_bytes_get_data(definition, &size);
	g_autoptr(PrForm) form = g_new0(PrForm, 1);

	form->origin = g_strdup(origin);
	form->sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, definition);
	form->head = g_ptr_array_new_with_free_func(field_free);
	form->blocks = g_ptr_array_new_with_free_func(block_free);
	if (size == 0 || size > PR_FORM_BYTES_MAX) {
		g_set_error(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_LIMIT, "%s: %s", origin,
			size == 0 ? "the file is empty" : "larger than a definition can be");
		return NULL;
	}
	g_autoptr(xmlParserCtxt) parser = xmlNewParserCtxt();
	xmlSetStructuredErrorFunc(&reader, note_error);
	g_autoptr(xmlDoc) document = xmlCtxtReadMemory(parser, data, (int)size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);
	gboolean ok = document != NULL || fail(&reader, 1, "not well-formed XML");
	if (ok && (document->intSubset != NULL || document->extSubset != NULL))
		ok = fail(&reader, 1, "a definition must not declare a document type");
	ok = ok && validate(&reader, document) && read_form(&reader, xmlDocGetRootElement(document), form) && local_error == NULL;
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
	pr_shape_free(form->shape);
	g_free(form);
}
