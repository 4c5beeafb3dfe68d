/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Abstract patterns. Such a pattern is a macro: each pattern that is-a it becomes a copy, in which $name stands
 * replaced in every attribute.
 *
 *   pattern abstract id="sum"               pattern is-a="sum" id="travel"
 *     rule context="$lines"          +        param name="lines" value="d:trip"     →    rule context="d:trip"
 *       assert test="$whole = …"              param name="whole" value="d:cost"            assert test="d:cost = …" */
#include "schema/rules-reader.h"

static gboolean
is_name_byte(char byte)
{
	return g_ascii_isalnum(byte) || byte == '_' || byte == '-' || byte == '.' || (byte & 0x80) != 0;
}

static char *
replace_names(const char *text, GHashTable *parameters)
{
	GString *out = g_string_new(NULL);

	for (const char *p = text; *p != '\0';) {
		const char *end = p + 1;

		while (*p == '$' && is_name_byte(*end))
			end++;
		g_autofree char *name = g_strndup(p + 1, (gsize)(end - p - 1));
		const char *value = *p == '$' ? g_hash_table_lookup(parameters, name) : NULL;

		if (value != NULL)
			g_string_append(out, value);
		else
			g_string_append_len(out, p, end - p);
		p = end;
	}
	return g_string_free(out, FALSE);
}

static void
replace_in_tree(xmlNodePtr node, GHashTable *parameters, int depth)
{
	for (xmlAttrPtr at = node->properties; at != NULL; at = at->next) {
		g_autofree char *old = pr_rule_take(xmlNodeListGetString(node->doc, at->children, 1));
		g_autofree char *new = replace_names(old != NULL ? old : "", parameters);

		if (g_strcmp0(old, new) != 0)
			xmlSetNsProp(node, at->ns, at->name, (const xmlChar *)new);
	}
	for (xmlNodePtr child = node->children; child != NULL && depth < PR_RULES_DEPTH_MAX; child = child->next)
		if (child->type == XML_ELEMENT_NODE)
			replace_in_tree(child, parameters, depth + 1);
}

xmlNodePtr
pr_rule_instantiate(PrRuleReader *reader, xmlNodePtr node, const char *abstract)
{
	g_autoptr(GHashTable) parameters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	xmlNodePtr original = pr_rule_find(reader->root, "pattern", abstract);

	if (original == NULL) {
		pr_rule_reader_fail(reader, xmlGetLineNo(node), "there is no abstract pattern '%s'", abstract);
		return NULL;
	}
	for (xmlNodePtr child = node->children; child != NULL; child = child->next) {
		char *name = pr_rule_is_named(child, "param") ? pr_rule_attribute(child, "name") : NULL;

		if (name != NULL)
			g_hash_table_replace(parameters, name, pr_rule_attribute(child, "value"));
	}
	xmlNodePtr copy = xmlDocCopyNode(original, node->doc, 1);

	replace_in_tree(copy, parameters, 0);
	return copy;
}
