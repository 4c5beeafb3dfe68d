/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A rule set in memory: expressions compiled, messages cut into their parts. Private to schema/. */
#pragma once

#include <libxml/xpath.h>

#include "schema/rules.h"

#define PR_RULES_NAMESPACE "urn:piperoll:rules:1"

/* Either a stretch of text or an expression. */
typedef struct {
	char *text;
	xmlXPathCompExprPtr expression;
} PrMessagePart;

typedef struct {
	char *name;
	xmlXPathCompExprPtr value;
} PrLet;

/* xsl:key: looked up by key(), so that a rule over many lines takes time by their number, not by its square. */
typedef struct {
	char *name;
	xmlXPathCompExprPtr match, use;
} PrKey;

/* 0: on that side without an end. */
typedef struct {
	int first, last;
} PrRuleYears;

typedef struct {
	char *id, *rule, *category;
	PrSeverity severity;
	PrRuleYears years;  /* of documents that it is for */
	gboolean is_report; /* fires where its test is true */
	xmlXPathCompExprPtr test, exact, subject, operands, printed, expected, arithmetic,
		confirms;      /* all but the first may be NULL */
	GPtrArray *message;    /* of PrMessagePart, owned */
	GPtrArray *message_en; /* the same; NULL: none */
	gint index;            /* in the set, from 0 */
} PrAssertion;

typedef struct {
	xmlXPathCompExprPtr context;
	GPtrArray *lets;       /* of PrLet, owned */
	GPtrArray *assertions; /* of PrAssertion, owned */
} PrRule;

typedef struct {
	char *id;
	GPtrArray *lets, *rules; /* of PrLet, PrRule, owned */
} PrRulePattern;

typedef struct {
	char *id, *title;
	GPtrArray *prefixes; /* of char *: prefix, URI, prefix, URI, … */
	GPtrArray *keys;     /* of PrKey, owned */
	GPtrArray *lets;     /* of PrLet, owned */
	GPtrArray *patterns; /* of PrRulePattern, owned */
	GHashTable *phases;  /* of char * → GPtrArray of char * (ids of patterns), owned */
	xmlXPathCompExprPtr amounts;
	gint assertion_count;
	gboolean is_of_many; /* of documents that are given together, not of one */
	gboolean wants_all;  /* its expressions may reach the cells of tables, or repairs */
} PrRuleSet;

struct PrRules {
	GPtrArray *sets; /* of PrRuleSet, owned */
};

PrRuleSet *pr_rule_set_read(const char *text, gsize length, const char *origin, GError **error);
void pr_rule_set_free(PrRuleSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrRuleSet, pr_rule_set_free)

/* What the functions of an expression need to know. */
typedef struct {
	const PrRuleSet *set;
	xmlNodePtr current;   /* the node that the rule is about */
	GArray *variables;    /* of what rules-lets.c knows, owned */
	GHashTable *indexes;  /* of PrKey * → GHashTable of char * → xmlNodeSet, owned; made when first asked for */
	char *trouble;        /* what an expression died of; NULL: nothing so far */
	gboolean is_too_long; /* it was the limit of steps */
} PrRuleScope;

/* Makes key(), current() and the decimal functions known to `context`, whose userData becomes `scope`. */
void pr_rule_functions_register(xmlXPathContextPtr context, PrRuleScope *scope);
GHashTable *pr_rule_indexes_new(void);

/* The variables that expressions may name; `context` has a scope. What is opened last is found first, and is evaluated
 * at `node` when it is first asked for. */
GArray *pr_rule_variables_new(void);
void pr_rule_variables_register(xmlXPathContextPtr context);
/* Gives the mark that closes them. */
guint pr_rule_variables_open(GArray *variables, const GPtrArray *lets, xmlNodePtr node);
void pr_rule_variables_close(GArray *variables, guint mark);

/* builtin-rules.c: the texts in schema/rules/, ending with NULL. */
extern const char *const pr_builtin_rules[];
