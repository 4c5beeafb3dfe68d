/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrRules: rule sets in ISO Schematron, and a document judged by them.
 *
 * A rule set is data. What of Schematron is read: schema (let, ns, phase, pattern, diagnostics), pattern (let, rule,
 * abstract ones with parameters), rule (let, assert, report), value-of and name in messages, role, flag, subject and
 * diagnostics; of XSLT the declaration key, and in expressions key() and current(). The query language is XPath 1.0. So
 * an XSLT-based processor reads the same file. What only this program understands are attributes in a namespace of its
 * own, which others ignore:
 *
 *   rule       name of the rule, where several assertions share one; else the assertion's id
 *   category   arithmetic (the default), rounding, filing, text, structure
 *   years      2020-, -2019, 2019-2022 or 2021: the years of documents and forms that it is for; also of a rule, pattern or schema
 *   exact      the test once more in exact decimals, for amounts past what XPath's numbers can tell apart
 *   operands   the values that the arithmetic used
 *   printed    what stands there; the default is the print of the subject
 *   expected   what should stand there
 *   arithmetic the calculation, spelled out
 *   confirms   the values that are vouched for where the assertion holds
 *   of         (of the schema) "documents": judges documents that are given together; else each alone
 *   amounts    (of the schema) all values that could be vouched for */
#pragma once

#include "schema/findings.h"
#include "schema/schema.h"

typedef struct PrRules PrRules;

/* With the built-in rule sets. Never fails: a test holds each of them. */
PrRules *pr_rules_new(void);
/* With none. */
PrRules *pr_rules_new_empty(void);
void pr_rules_free(PrRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrRules, pr_rules_free)

/* Adds a rule set; one with the id of an older one replaces it. `origin` is for messages: "origin:line: reason" with
 * PR_SCHEMA_ERROR_FORM, or PR_SCHEMA_ERROR_LIMIT. */
gboolean pr_rules_add(PrRules *rules, const char *text, gsize length, const char *origin, GError **error);
gboolean pr_rules_add_file(PrRules *rules, const char *path, GError **error);
guint pr_rules_count(const PrRules *rules);
/* Whether one of the rule sets has a phase of this name. */
gboolean pr_rules_has_phase(const PrRules *rules, const char *phase);
/* Whether a rule may ask for the cells of tables, or for repairs: for any node. Else a lean document will do. Rules of
 * documents that are given together count where `is_together`. */
gboolean pr_rules_want_all(const PrRules *rules, gboolean is_together);
/* Id of a rule set, borrowed. */
const char *pr_rules_id_at(const PrRules *rules, guint index);
/* The text of a built-in rule set, borrowed; NULL where none has that id. */
const char *pr_rules_builtin_text(const char *id);

typedef struct {
	const char *phase;    /* NULL: all patterns */
	gboolean is_portable; /* XPath's numbers alone, as any other processor would: for comparing */
	GByteArray *
		essence; /* NULL, or what other documents are compared with is appended: <piperoll> without how it is printed */
} PrCheckOptions;

/* Judges the document in `xml`: one of piperoll's own, by the sets of one document; or the essences of several in
 * <documents>, of the same namespace, by the sets whose attribute `of` is "documents". PR_SCHEMA_ERROR_SYNTAX where it
 * is none, PR_SCHEMA_ERROR_LIMIT where a rule takes more steps than a rule may. */
PrFindings *pr_check(
	const PrRules *rules, const char *xml, gsize length, const PrCheckOptions *options, GError **error);
