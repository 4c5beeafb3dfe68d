/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrRelations → the language of a database: tables with keys and comments, a view for each form. */
#pragma once

#include "schema/relation.h"

/* CREATE TABLE … for all of them, parents first; then the views. Each statement ends with ";\n" and leaves alone what
 * is there. */
void pr_ddl_print(const PrRelations *relations, GString *out);
/* One table alone. */
void pr_ddl_print_relation(const PrRelation *relation, PrDialect dialect, GString *out);
/* ALTER TABLE … ADD COLUMN: a table made from older definitions may lack one. What is there already has null in it. */
void pr_ddl_add_column(const PrRelation *relation, const PrRelationColumn *column, PrDialect dialect, GString *out);
/* `name` as an identifier in double quotes. */
void pr_ddl_quote(const char *name, GString *out);
