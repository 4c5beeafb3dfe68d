/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A rule set's XML → PrRuleSet. Users write rule sets: no network, no entities, no file larger than one could be. */
#include <libxml/parser.h>
#include <string.h>

#include "schema/rules-reader.h"

#define XSLT_NAMESPACE "http://www.w3.org/1999/XSL/Transform"
#define RULE_BYTES_MAX (1u << 20)

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlParserCtxt, xmlFreeParserCtxt)

static void
note_error(void *data, xmlErrorPtr error)
{
	PrRuleReader *reader = data;

	pr_rule_reader_fail(reader, error->line, "%s", error->message != NULL ? error->message : "not well-formed");
}

/* ---- rules and patterns ---- */

static void
let_free(gpointer data)
{
	PrLet *let = data;

	g_free(let->name);
	pr_rule_expression_free(let->value);
	g_free(let);
}

static void
read_let(PrRuleReader *reader, xmlNodePtr node, GPtrArray *lets)
{
	PrLet *let = g_new0(PrLet, 1);

	let->name = pr_rule_attribute(node, "name");
	let->value = pr_rule_compile_needed(reader, node, "value");
	if (let->name == NULL)
		pr_rule_reader_fail(reader, xmlGetLineNo(node), "<let> lacks name");
	g_ptr_array_add(lets, let);
}

/* A context is a pattern of XSLT: "a[x] | /b" is every a, and the b at the top. */
static char *
context_to_expression(const char *context)
{
	GString *expression = g_string_new(NULL);
	gboolean is_start = TRUE;
	int depth = 0;
	char quote = '\0';

	for (const char *p = context; *p != '\0'; p++) {
		if (is_start && !g_ascii_isspace(*p)) {
			g_string_append(expression, *p == '/' ? "" : "//");
			is_start = FALSE;
		}
		if (quote != '\0')
			quote = *p == quote ? '\0' : quote;
		else if (*p == '"' || *p == '\'')
			quote = *p;
		else if (*p == '[' || *p == '(')
			depth++;
		else if (*p == ']' || *p == ')')
			depth--;
		is_start |= *p == '|' && depth == 0 && quote == '\0';
		g_string_append_c(expression, *p);
	}
	return g_string_free(expression, FALSE);
}

static void
rule_free(gpointer data)
{
	PrRule *rule = data;

	pr_rule_expression_free(rule->context);
	g_ptr_array_unref(rule->lets);
	g_ptr_array_unref(rule->assertions);
	g_free(rule);
}

static PrRule *
read_rule(PrRuleReader *reader, xmlNodePtr node)
{
	PrRule *rule = g_new0(PrRule, 1);
	g_autofree char *context = pr_rule_attribute(node, "context");

	rule->lets = g_ptr_array_new_with_free_func(let_free);
	rule->assertions = g_ptr_array_new_with_free_func(pr_rule_assertion_free);
	if (context != NULL) {
		g_autofree char *expression = context_to_expression(context);

		rule->context = pr_rule_compile(reader, node, expression);
	} else {
		pr_rule_reader_fail(reader, xmlGetLineNo(node), "<rule> lacks context");
	}
	for (xmlNodePtr child = node->children; child != NULL && *reader->error == NULL; child = child->next) {
		if (pr_rule_is_named(child, "let"))
			read_let(reader, child, rule->lets);
		else if (pr_rule_is_named(child, "assert") || pr_rule_is_named(child, "report"))
			g_ptr_array_add(rule->assertions, pr_rule_read_assertion(reader, child));
		else if (pr_rule_is_named(child, "extends"))
			pr_rule_reader_fail(
				reader, xmlGetLineNo(child), "<extends> is not read; an abstract pattern can do it");
	}
	return rule;
}

static void
pattern_free(gpointer data)
{
	PrRulePattern *pattern = data;

	g_free(pattern->id);
	g_ptr_array_unref(pattern->lets);
	g_ptr_array_unref(pattern->rules);
	g_free(pattern);
}

static PrRulePattern *
read_pattern(PrRuleReader *reader, xmlNodePtr node, const char *id)
{
	PrRulePattern *pattern = g_new0(PrRulePattern, 1);

	pattern->id = g_strdup(id);
	pattern->lets = g_ptr_array_new_with_free_func(let_free);
	pattern->rules = g_ptr_array_new_with_free_func(rule_free);
	for (xmlNodePtr child = node->children; child != NULL && *reader->error == NULL; child = child->next) {
		if (pr_rule_is_named(child, "let"))
			read_let(reader, child, pattern->lets);
		else if (pr_rule_is_named(child, "rule"))
			g_ptr_array_add(pattern->rules, read_rule(reader, child));
	}
	return pattern;
}

/* ---- the set ---- */

static void
add_pattern(PrRuleReader *reader, xmlNodePtr node)
{
	GPtrArray *patterns = reader->set->patterns;
	g_autofree char *id = pr_rule_attribute(node, "id"), *abstract = pr_rule_attribute(node, "abstract"),
			*is_a = pr_rule_attribute(node, "is-a");
	g_autofree char *name = id != NULL ? g_strdup(id) : g_strdup_printf("pattern-%u", patterns->len + 1);

	if (g_strcmp0(abstract, "true") == 0)
		return;
	xmlNodePtr instance = is_a != NULL ? pr_rule_instantiate(reader, node, is_a) : NULL;

	g_ptr_array_add(patterns, read_pattern(reader, instance != NULL ? instance : node, name));
	xmlFreeNode(instance);
}

static void
add_phase(PrRuleReader *reader, xmlNodePtr node)
{
	GPtrArray *active = g_ptr_array_new_with_free_func(g_free);
	char *id = pr_rule_attribute(node, "id");

	for (xmlNodePtr child = node->children; child != NULL; child = child->next)
		if (pr_rule_is_named(child, "active"))
			g_ptr_array_add(active, pr_rule_attribute(child, "pattern"));
	if (id == NULL)
		pr_rule_reader_fail(reader, xmlGetLineNo(node), "<phase> lacks id");
	g_hash_table_replace(reader->set->phases, id != NULL ? id : g_strdup(""), active);
}

static void
key_free(gpointer data)
{
	PrKey *key = data;

	g_free(key->name);
	pr_rule_expression_free(key->match);
	pr_rule_expression_free(key->use);
	g_free(key);
}

static void
add_key(PrRuleReader *reader, xmlNodePtr node)
{
	PrKey *key = g_new0(PrKey, 1);
	g_autofree char *match = pr_rule_attribute(node, "match"),
			*expression = context_to_expression(match != NULL ? match : "");

	key->name = pr_rule_attribute(node, "name");
	key->match = pr_rule_compile(reader, node, expression);
	key->use = pr_rule_compile_needed(reader, node, "use");
	if (key->name == NULL)
		pr_rule_reader_fail(reader, xmlGetLineNo(node), "<key> lacks name");
	g_ptr_array_add(reader->set->keys, key);
}

static void
read_set(PrRuleReader *reader)
{
	PrRuleSet *set = reader->set;

	set->id = pr_rule_attribute(reader->root, "id");
	g_autofree char *of = pr_rule_own_attribute(reader->root, "of");

	set->is_of_many = g_strcmp0(of, "documents") == 0;
	if (of != NULL && !set->is_of_many)
		pr_rule_reader_fail(reader, xmlGetLineNo(reader->root), "a rule set is of documents, not of '%s'", of);
	set->amounts = pr_rule_compile_own(reader, reader->root, "amounts");
	if (set->id == NULL)
		pr_rule_reader_fail(reader, xmlGetLineNo(reader->root), "<schema> lacks id");
	for (xmlNodePtr node = reader->root->children; node != NULL && *reader->error == NULL; node = node->next) {
		if (pr_rule_is_named(node, "ns")) {
			g_ptr_array_add(set->prefixes, pr_rule_attribute(node, "prefix"));
			g_ptr_array_add(set->prefixes, pr_rule_attribute(node, "uri"));
		} else if (pr_rule_is_named(node, "title")) {
			set->title = pr_rule_take(xmlNodeGetContent(node));
		} else if (pr_rule_is_of(node, XSLT_NAMESPACE, "key")) {
			add_key(reader, node);
		} else if (pr_rule_is_named(node, "let")) {
			read_let(reader, node, set->lets);
		} else if (pr_rule_is_named(node, "phase")) {
			add_phase(reader, node);
		} else if (pr_rule_is_named(node, "pattern")) {
			add_pattern(reader, node);
		}
	}
}

/* By its words, so rather too often than too rarely. */
static gboolean
may_reach_cells(const char *text, gsize length)
{
	static const char *const words[] = {
		"cell", "repair", "//*", "node()", "descendant", "following", "preceding::"};

	for (guint i = 0; i < G_N_ELEMENTS(words); i++)
		if (g_strstr_len(text, (gssize)length, words[i]) != NULL)
			return TRUE;
	return FALSE;
}

static PrRuleSet *
rule_set_new(void)
{
	PrRuleSet *set = g_new0(PrRuleSet, 1);

	set->prefixes = g_ptr_array_new_with_free_func(g_free);
	set->keys = g_ptr_array_new_with_free_func(key_free);
	set->lets = g_ptr_array_new_with_free_func(let_free);
	set->patterns = g_ptr_array_new_with_free_func(pattern_free);
	set->phases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	return set;
}

void
pr_rule_set_free(PrRuleSet *set)
{
	if (set == NULL)
		return;
	g_free(set->id);
	g_free(set->title);
	g_ptr_array_unref(set->prefixes);
	g_ptr_array_unref(set->keys);
	g_ptr_array_unref(set->lets);
	g_ptr_array_unref(set->patterns);
	g_hash_table_unref(set->phases);
	pr_rule_expression_free(set->amounts);
	g_free(set);
}

PrRuleSet *
pr_rule_set_read(const char *text, gsize length, const char *origin, GError **error)
{
	g_autoptr(GError) local_error = NULL;
	g_autoptr(PrRuleSet) set = rule_set_new();
	PrRuleReader reader = {.origin = origin, .set = set, .error = &local_error};

	if (length == 0 || length > RULE_BYTES_MAX) {
		g_set_error(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_LIMIT, "%s: %s", origin,
			length == 0 ? "the file is empty" : "larger than a rule set can be");
		return NULL;
	}
	set->wants_all = may_reach_cells(text, length);
	g_autoptr(xmlParserCtxt) parser = xmlNewParserCtxt();

	xmlSetStructuredErrorFunc(&reader, note_error);
	g_autoptr(xmlDoc) document =
		xmlCtxtReadMemory(parser, text, (int)length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);

	reader.root = document != NULL ? xmlDocGetRootElement(document) : NULL;
	if (reader.root == NULL) {
		pr_rule_reader_fail(&reader, 1, "not well-formed XML");
	} else if (document->intSubset != NULL || document->extSubset != NULL) {
		pr_rule_reader_fail(&reader, 1, "a rule set must not declare a document type");
	} else if (!pr_rule_is_named(reader.root, "schema")) {
		pr_rule_reader_fail(&reader, xmlGetLineNo(reader.root), "no schema of ISO Schematron");
	} else {
		reader.context = xmlXPathNewContext(NULL);
		read_set(&reader);
		xmlXPathFreeContext(reader.context);
	}
	xmlSetStructuredErrorFunc(NULL, NULL);
	if (local_error != NULL) {
		g_propagate_error(error, g_steal_pointer(&local_error));
		return NULL;
	}
	return g_steal_pointer(&set);
}
