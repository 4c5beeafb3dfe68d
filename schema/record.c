/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Records and their nodes: made, asked, freed. */
#include "schema/record.h"

PrNode *
pr_node_new(PrNodeKind kind, const char *name)
{
	PrNode *node = g_new0(PrNode, 1);

	node->kind = kind;
	node->name = g_strdup(name);
	if (kind == PR_NODE_LEAF)
		node->places = g_array_new(FALSE, FALSE, sizeof(PrPlace));
	else
		node->children = g_ptr_array_new_with_free_func((GDestroyNotify)pr_node_free);
	return node;
}

PrNode *
pr_node_add(PrNode *parent, PrNode *child)
{
	g_return_val_if_fail(parent->kind != PR_NODE_LEAF, NULL);
	g_ptr_array_add(parent->children, child);
	return child;
}

const PrNode *
pr_node_child(const PrNode *parent, const char *name)
{
	for (guint i = 0; parent->children != NULL && i < parent->children->len; i++) {
		const PrNode *child = g_ptr_array_index(parent->children, i);

		if (g_strcmp0(child->name, name) == 0)
			return child;
	}
	return NULL;
}

void
pr_node_free(PrNode *node)
{
	if (node == NULL)
		return;
	if (node->children != NULL)
		g_ptr_array_unref(node->children);
	if (node->places != NULL)
		g_array_unref(node->places);
	pr_value_clear(&node->value);
	g_free(node->name);
	g_free(node->label);
	g_free(node->raw);
	g_free(node->printed);
	g_free(node);
}

PrRecord *
pr_record_new(const char *form_id)
{
	PrRecord *record = g_new0(PrRecord, 1);

	record->form_id = g_strdup(form_id);
	record->root = pr_node_new(PR_NODE_GROUP, NULL);
	record->tables = g_array_new(FALSE, FALSE, sizeof(int));
	record->places = g_array_new(FALSE, FALSE, sizeof(PrPlace));
	return record;
}

void
pr_record_free(PrRecord *record)
{
	if (record == NULL)
		return;
	pr_node_free(record->root);
	g_array_unref(record->tables);
	g_array_unref(record->places);
	g_free(record->form_id);
	g_free(record);
}
