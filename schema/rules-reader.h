/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files that read rule sets share. Private to schema/. */
#pragma once

#include <libxml/tree.h>

#include "schema/rules-set.h"

#define PR_SCHEMATRON_NAMESPACE "http://purl.oclc.org/dsdl/schematron"
#define PR_RULES_DEPTH_MAX 32

typedef struct {
	const char *origin;
	PrRuleSet *set;
	xmlNodePtr root;
	GError **error;             /* set by the first thing that is wrong */
	xmlXPathContextPtr context; /* that expressions are compiled in: making one costs as much as three of them */
} PrRuleReader;

/* Notes "origin:line: reason", unless something was wrong before. */
void pr_rule_reader_fail(PrRuleReader *reader, long line, const char *format, ...) G_GNUC_PRINTF(3, 4);

gboolean pr_rule_is_of(const xmlNode *node, const char *uri, const char *name);
/* An element of Schematron. */
gboolean pr_rule_is_named(const xmlNode *node, const char *name);
/* A copy of `value` for g_free(); frees it. */
char *pr_rule_take(xmlChar *value);
/* NULL where there is none. The second: of our own namespace. */
char *pr_rule_attribute(xmlNodePtr node, const char *name);
char *pr_rule_own_attribute(xmlNodePtr node, const char *name);
/* The child of `parent` with that name and id; NULL where there is none. */
xmlNodePtr pr_rule_find(xmlNodePtr parent, const char *element, const char *id);

xmlXPathCompExprPtr pr_rule_compile(PrRuleReader *reader, xmlNodePtr node, const char *text);
/* The attribute's expression; NULL where there is none. The second: that is a fault. */
xmlXPathCompExprPtr pr_rule_compile_own(PrRuleReader *reader, xmlNodePtr node, const char *name);
xmlXPathCompExprPtr pr_rule_compile_needed(PrRuleReader *reader, xmlNodePtr node, const char *name);
/* Accepts NULL. */
void pr_rule_expression_free(xmlXPathCompExprPtr expression);

/* Its own years, or those of what it stands in: rule, pattern, schema. */
PrRuleYears pr_rule_read_years(PrRuleReader *reader, xmlNodePtr node);
/* Of a node of a document: the year of its form, else of the document; 0 where none is known. */
int pr_rule_year_of(xmlNodePtr node);

PrAssertion *pr_rule_read_assertion(PrRuleReader *reader, xmlNodePtr node);
void pr_rule_assertion_free(gpointer assertion);
/* The abstract pattern of that id, copied, with the parameters of `node` put in; NULL where there is none. Free with
 * xmlFreeNode(). */
xmlNodePtr pr_rule_instantiate(PrRuleReader *reader, xmlNodePtr node, const char *abstract);
