/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files that read rule sets share: nodes, attributes, expressions, and the first thing that is wrong. */
#include "schema/rules-reader.h"

#include <string.h>

void
pr_rule_reader_fail(PrRuleReader *reader, long line, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_autofree char *reason = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_strdelimit(g_strchomp(reason), "\n\r", ' ');
	if (*reader->error == NULL)
		g_set_error(reader->error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_FORM, "%s:%ld: %s", reader->origin, line,
			reason);
}

gboolean
pr_rule_is_of(const xmlNode *node, const char *uri, const char *name)
{
	return node->type == XML_ELEMENT_NODE && node->ns != NULL && strcmp((const char *)node->ns->href, uri) == 0 &&
	       strcmp((const char *)node->name, name) == 0;
}

gboolean
pr_rule_is_named(const xmlNode *node, const char *name)
{
	return pr_rule_is_of(node, PR_SCHEMATRON_NAMESPACE, name);
}

char *
pr_rule_take(xmlChar *value)
{
	char *copy = value != NULL ? g_strdup((const char *)value) : NULL;

	xmlFree(value);
	return copy;
}

char *
pr_rule_attribute(xmlNodePtr node, const char *name)
{
	return pr_rule_take(xmlGetNoNsProp(node, (const xmlChar *)name));
}

char *
pr_rule_own_attribute(xmlNodePtr node, const char *name)
{
	return pr_rule_take(xmlGetNsProp(node, (const xmlChar *)name, (const xmlChar *)PR_RULES_NAMESPACE));
}

xmlXPathCompExprPtr
pr_rule_compile(PrRuleReader *reader, xmlNodePtr node, const char *text)
{
	xmlXPathCompExprPtr expression = xmlXPathCtxtCompile(reader->context, (const xmlChar *)text);

	if (expression == NULL) {
		g_clear_error(reader->error); /* libxml2 has said less */
		pr_rule_reader_fail(reader, xmlGetLineNo(node), "'%s' is no expression of XPath 1.0", text);
	}
	return expression;
}

/* NULL where there is no such attribute. */
xmlXPathCompExprPtr
pr_rule_compile_own(PrRuleReader *reader, xmlNodePtr node, const char *name)
{
	g_autofree char *text = pr_rule_own_attribute(node, name);

	return text != NULL ? pr_rule_compile(reader, node, text) : NULL;
}

xmlXPathCompExprPtr
pr_rule_compile_needed(PrRuleReader *reader, xmlNodePtr node, const char *name)
{
	g_autofree char *text = pr_rule_attribute(node, name);

	if (text != NULL)
		return pr_rule_compile(reader, node, text);
	pr_rule_reader_fail(reader, xmlGetLineNo(node), "<%s> lacks %s", (const char *)node->name, name);
	return NULL;
}

xmlNodePtr
pr_rule_find(xmlNodePtr parent, const char *element, const char *id)
{
	for (xmlNodePtr node = parent->children; node != NULL; node = node->next) {
		g_autofree char *here = pr_rule_is_named(node, element) ? pr_rule_attribute(node, "id") : NULL;

		if (here != NULL && strcmp(here, id) == 0)
			return node;
	}
	return NULL;
}

void
pr_rule_expression_free(xmlXPathCompExprPtr expression)
{
	if (expression != NULL)
		xmlXPathFreeCompExpr(expression);
}
