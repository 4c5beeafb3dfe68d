/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An assertion of a rule set: its expressions, and its message cut into text and values. */
#include "schema/rules-reader.h"

#include <string.h>

#define ASSERTIONS_MAX 2000

/* ---- messages ---- */

static void
add_part(GPtrArray *message, char *text, xmlXPathCompExprPtr expression)
{
	PrMessagePart *part = g_new0(PrMessagePart, 1);

	part->text = text;
	part->expression = expression;
	g_ptr_array_add(message, part);
}

static void
part_free(gpointer data)
{
	PrMessagePart *part = data;

	g_free(part->text);
	if (part->expression != NULL)
		xmlXPathFreeCompExpr(part->expression);
	g_free(part);
}

static void
read_parts(PrRuleReader *reader, xmlNodePtr parent, GPtrArray *message, int depth)
{
	if (depth > PR_RULES_DEPTH_MAX)
		pr_rule_reader_fail(reader, xmlGetLineNo(parent), "nested too deeply");
	for (xmlNodePtr node = parent->children; node != NULL && *reader->error == NULL; node = node->next) {
		if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
			add_part(message, g_strdup((const char *)node->content), NULL);
		else if (pr_rule_is_named(node, "value-of"))
			add_part(message, NULL, pr_rule_compile_needed(reader, node, "select"));
		else if (pr_rule_is_named(node, "name"))
			add_part(message, NULL, pr_rule_compile(reader, node, "name()"));
		else if (node->type == XML_ELEMENT_NODE)
			read_parts(reader, node, message, depth + 1);
	}
}

static GPtrArray *
read_message(PrRuleReader *reader, xmlNodePtr node)
{
	GPtrArray *message = g_ptr_array_new_with_free_func(part_free);

	read_parts(reader, node, message, 0);
	return message;
}

/* The diagnostic of that id; xml:lang tells which language it is in. */
static void
read_diagnostic(PrRuleReader *reader, xmlNodePtr node, const char *id, PrAssertion *assertion)
{
	for (xmlNodePtr group = reader->root->children; group != NULL; group = group->next) {
		xmlNodePtr found =
			pr_rule_is_named(group, "diagnostics") ? pr_rule_find(group, "diagnostic", id) : NULL;

		if (found == NULL)
			continue;
		xmlChar *language = xmlNodeGetLang(found);
		gboolean is_english = language != NULL && g_str_has_prefix((const char *)language, "en");

		xmlFree(language);
		if (is_english && assertion->message_en == NULL)
			assertion->message_en = read_message(reader, found);
		return;
	}
	pr_rule_reader_fail(reader, xmlGetLineNo(node), "there is no diagnostic '%s'", id);
}

/* ---- assertions ---- */

static PrSeverity
read_severity(PrRuleReader *reader, xmlNodePtr node)
{
	g_autofree char *role = pr_rule_attribute(node, "role");

	for (PrSeverity severity = PR_SEVERITY_NOTE; role != NULL && severity <= PR_SEVERITY_ERROR; severity++)
		if (strcmp(role, pr_severity_name(severity)) == 0)
			return severity;
	if (role != NULL)
		pr_rule_reader_fail(reader, xmlGetLineNo(node), "the role is error, warning or note, not '%s'", role);
	return PR_SEVERITY_ERROR;
}

void
pr_rule_assertion_free(gpointer data)
{
	PrAssertion *assertion = data;
	xmlXPathCompExprPtr expressions[] = {assertion->test, assertion->exact, assertion->subject, assertion->operands,
		assertion->printed, assertion->expected, assertion->arithmetic, assertion->confirms};

	for (guint i = 0; i < G_N_ELEMENTS(expressions); i++)
		pr_rule_expression_free(expressions[i]);
	g_free(assertion->id);
	g_free(assertion->rule);
	g_free(assertion->category);
	g_ptr_array_unref(assertion->message);
	if (assertion->message_en != NULL)
		g_ptr_array_unref(assertion->message_en);
	g_free(assertion);
}

PrAssertion *
pr_rule_read_assertion(PrRuleReader *reader, xmlNodePtr node)
{
	PrAssertion *assertion = g_new0(PrAssertion, 1);
	g_autofree char *subject = pr_rule_attribute(node, "subject"),
			*diagnostics = pr_rule_attribute(node, "diagnostics");
	g_auto(GStrv) ids = g_strsplit_set(diagnostics != NULL ? diagnostics : "", " \t\n", -1);

	assertion->index = reader->set->assertion_count++;
	assertion->id = pr_rule_attribute(node, "id");
	if (assertion->id == NULL)
		assertion->id = g_strdup_printf("assertion-%d", assertion->index + 1);
	assertion->rule = pr_rule_own_attribute(node, "rule");
	if (assertion->rule == NULL)
		assertion->rule = g_strdup(assertion->id);
	assertion->category = pr_rule_own_attribute(node, "category");
	if (assertion->category == NULL)
		assertion->category = g_strdup("arithmetic");
	assertion->severity = read_severity(reader, node);
	assertion->years = pr_rule_read_years(reader, node);
	assertion->is_report = pr_rule_is_named(node, "report");
	assertion->test = pr_rule_compile_needed(reader, node, "test");
	assertion->exact = pr_rule_compile_own(reader, node, "exact");
	assertion->subject = subject != NULL ? pr_rule_compile(reader, node, subject) : NULL;
	assertion->operands = pr_rule_compile_own(reader, node, "operands");
	assertion->printed = pr_rule_compile_own(reader, node, "printed");
	assertion->expected = pr_rule_compile_own(reader, node, "expected");
	assertion->arithmetic = pr_rule_compile_own(reader, node, "arithmetic");
	assertion->confirms = pr_rule_compile_own(reader, node, "confirms");
	assertion->message = read_message(reader, node);
	for (guint i = 0; ids[i] != NULL; i++)
		if (*ids[i] != '\0')
			read_diagnostic(reader, node, ids[i], assertion);
	if (reader->set->assertion_count > ASSERTIONS_MAX)
		pr_rule_reader_fail(reader, xmlGetLineNo(node), "more than %d assertions", ASSERTIONS_MAX);
	return assertion;
}
