/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The blocks of a definition and their fields. */
#include <string.h>

#include "normalize/clean.h"
#include "schema/form-parts.h"

void
pr_field_free(gpointer data)
{
	PrField *field = data;

	if (field == NULL)
		return;
	g_free(field->name);
	g_free(field->unit);
	g_free(field->under);
	g_free(field->concept);
	g_free(field->dims);
	g_ptr_array_unref(field->labels);
	g_ptr_array_unref(field->over);
	g_ptr_array_unref(field->parts);
	pr_pattern_free(field->pattern);
	g_free(field);
}

void
pr_block_free(gpointer data)
{
	PrBlock *block = data;

	if (block == NULL)
		return;
	g_free(block->name);
	g_free(block->unit);
	g_free(block->concept);
	g_free(block->dims);
	g_ptr_array_unref(block->labels);
	g_ptr_array_unref(block->fields);
	g_ptr_array_unref(block->over);
	g_ptr_array_unref(block->skips);
	g_ptr_array_unref(block->items);
	g_free(block);
}

static void
row_name_free(gpointer data)
{
	PrRowName *name = data;

	g_free(name->name);
	g_free(name->code);
	g_free(name->concept);
	g_free(name->dims);
	g_ptr_array_unref(name->labels);
	g_free(name);
}

GPtrArray *
pr_form_read_row_names(xmlNode *parent)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(row_name_free);

	for (xmlNode *node = parent->children; node != NULL; node = node->next) {
		if (!pr_xml_is_named(node, "item"))
			continue;
		PrRowName *name = g_new0(PrRowName, 1);
		name->name = pr_xml_attribute(node, "name");
		name->code = pr_xml_attribute(node, "code");
		name->concept = pr_xml_attribute(node, "concept");
		name->dims = pr_xml_attribute(node, "dims");
		name->labels = pr_xml_keys(node, "label", NULL);
		g_ptr_array_add(names, name);
	}
	return names;
}

const PrRowName *
pr_row_names_find(const GPtrArray *names, const char *label)
{
	if (label == NULL)
		return NULL;
	g_autofree char *key = pr_label_key(label);
	for (guint i = 0; i < names->len; i++) {
		const PrRowName *name = g_ptr_array_index(names, i);
		for (guint k = 0; k < name->labels->len; k++)
			if (strcmp(g_ptr_array_index(name->labels, k), key) == 0)
				return name;
	}
	return NULL;
}

/* A field from the attributes that pairs, columns, stubs and head fields have in common. `name` is taken. */
static PrField *
read_field(const PrFormReader *reader, xmlNode *node, char *name)
{
	static const char *const reserved[] = {PR_FORM_RESERVED_NAMES};
	PrField *field = g_new0(PrField, 1);
	g_autofree char *expect = pr_xml_attribute(node, "expect");

	field->name = name;
	field->unit = pr_xml_attribute(node, "unit");
	field->under = pr_xml_attribute(node, "under");
	field->concept = pr_xml_attribute(node, "concept");
	field->dims = pr_xml_attribute(node, "dims");
	field->is_level = pr_xml_attribute_is_true(node, "merged");
	field->is_optional = pr_xml_attribute_is_true(node, "optional");
	field->labels = pr_xml_keys(node, "label", NULL);
	field->over = pr_xml_keys(node, "over", NULL);
	field->parts = pr_xml_keys(node, "part", NULL);
	field->expect = PR_EXPECT_TEXT;
	if (expect != NULL && !pr_expect_parse(expect, &field->expect))
		pr_form_fail(reader, xmlGetLineNo(node), "an unknown expectation");
	for (guint i = 0; i < G_N_ELEMENTS(reserved); i++)
		if (g_strcmp0(name, reserved[i]) == 0)
			pr_form_fail(reader, xmlGetLineNo(node), "this name is taken by the output itself");
	return field;
}

PrField *
pr_form_read_head_field(const PrFormReader *reader, xmlNode *node)
{
	PrField *field = read_field(reader, node, pr_xml_attribute(node, "name"));
	g_autofree char *pattern = pr_xml_attribute(node, "pattern");

	field->pattern = pr_form_pattern(reader, node, pattern);
	return field;
}

/* A column is one field, or one for each level under its header. */
static gboolean
read_column(const PrFormReader *reader, xmlNode *node, PrBlock *block)
{
	g_autofree char *name = pr_xml_attribute(node, "name");
	guint levels = 0;

	for (xmlNode *child = node->children; child != NULL; child = child->next) {
		if (!pr_xml_is_named(child, "level"))
			continue;
		PrField *field = read_field(reader, node, pr_xml_attribute(child, "name"));
		field->level_index = levels++;
		field->is_level = TRUE;
		g_ptr_array_add(block->fields, field);
	}
	if ((name == NULL) != (levels > 0))
		return pr_form_fail(reader, xmlGetLineNo(node), "a column has either a name or levels");
	if (name != NULL)
		g_ptr_array_add(block->fields, read_field(reader, node, g_steal_pointer(&name)));
	return TRUE;
}

static PrBlockKind
block_kind(const xmlNode *node)
{
	if (pr_xml_is_named(node, "pair"))
		return PR_BLOCK_PAIR;
	if (pr_xml_is_named(node, "rows"))
		return PR_BLOCK_ROWS;
	return pr_xml_is_named(node, "values") ? PR_BLOCK_VALUES : PR_BLOCK_ROW;
}

static gboolean
read_columns(const PrFormReader *reader, xmlNode *node, PrBlock *block)
{
	for (xmlNode *child = node->children; child != NULL; child = child->next) {
		if (pr_xml_is_named(child, "stub"))
			g_ptr_array_add(block->fields, read_field(reader, child, pr_xml_attribute(child, "name")));
		else if (pr_xml_is_named(child, "column") && !read_column(reader, child, block))
			return FALSE;
	}
	for (guint i = 0; i < block->fields->len; i++) {
		const PrField *field = g_ptr_array_index(block->fields, i);

		block->is_headed = block->is_headed || field->over->len > 0 || field->parts->len > 0;
		for (guint k = 0; k < i; k++)
			if (strcmp(field->name, ((const PrField *)g_ptr_array_index(block->fields, k))->name) == 0)
				return pr_form_fail(
					reader, xmlGetLineNo(node), "two columns of one block have the same name");
	}
	return TRUE;
}

PrBlock *
pr_form_read_block(const PrFormReader *reader, xmlNode *node)
{
	PrBlock *block = g_new0(PrBlock, 1);

	block->kind = block_kind(node);
	block->name = pr_xml_attribute(node, "name");
	block->unit = pr_xml_attribute(node, "unit");
	block->concept = pr_xml_attribute(node, "concept");
	block->dims = pr_xml_attribute(node, "dims");
	block->is_optional = pr_xml_attribute_is_true(node, "optional");
	block->labels = pr_xml_keys(node, "label", NULL);
	block->over = pr_xml_keys(node, "over", NULL);
	block->skips = pr_xml_keys(node, "skip", NULL);
	block->items = pr_form_read_row_names(node);
	block->is_headed = block->over->len > 0;
	block->fields = g_ptr_array_new_with_free_func(pr_field_free);
	gboolean ok = TRUE;
	if (block->kind == PR_BLOCK_PAIR)
		g_ptr_array_add(block->fields, read_field(reader, node, pr_xml_attribute(node, "name")));
	else
		ok = read_columns(reader, node, block);
	if (ok && block->kind == PR_BLOCK_ROW && block->labels->len == 0)
		ok = pr_form_fail(reader, xmlGetLineNo(node), "a row needs a label to be found by");
	if (ok)
		return block;
	pr_block_free(block);
	return NULL;
}
