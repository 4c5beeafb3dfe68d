/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The JSON of what the verbs share: tables, paragraphs, issues, pages. The shapes are documented in piperoll-json(5).
 */
#pragma once

#include "extract/extract.h"
#include "schema/schema.h"
#include "tools/json.h"

void pr_json_places(PrJson *json, const char *key, const GArray *places);
/* `form` is the number of the form that the table or line is of; 0 for none. */
void pr_json_table(PrJson *json, const PrCleanTable *clean, int form);
/* The members of a table but for its cells. */
void pr_json_table_head(PrJson *json, const PrCleanTable *clean, int form);
void pr_json_paragraph(PrJson *json, const PrParagraph *paragraph, int form);
/* `reports` of PrPageReport. */
void pr_json_pages(PrJson *json, const GArray *reports);
void pr_json_issues(PrJson *json, const PrIssues *issues);
/* A record's node: a leaf is its printed string, or an object with the reading where not `is_raw`. */
void pr_json_node(PrJson *json, const char *key, const PrNode *node, gboolean is_raw);
/* The key under which a field stands in its object, or among the fields of a form. Free with g_free(). */
char *pr_json_member_key(const char *name, gboolean is_of_form);
/* The children of a group, into the object that is open. `form`, `definition`, `kind` and `places` are taken. */
void pr_json_members(PrJson *json, const PrNode *group, gboolean is_raw);
/* One object a fact, into the array that is open. */
void pr_json_facts(PrJson *json, const PrFacts *facts);
void pr_json_subject(PrJson *json, const PrSubject *subject);
