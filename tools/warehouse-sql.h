/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The SQL that makes a warehouse beside the tables of its relations, for both databases. */
#pragma once

#include "schema/ddl.h"

/* Version of the tables below; a warehouse with another one is not written to. */
#define PR_SQL_VERSION 2

/* What a load keeps account by: runs, which of them read a document, its names, what failed. Refers to `document`. */
void pr_sql_ledger(PrDialect dialect, GString *out);
/* Full-text search and the vintages. */
void pr_sql_extras(PrDialect dialect, GString *out);
/* DROP VIEW for each view that pr_ddl_print() makes. */
void pr_sql_drop_views(const PrRelations *relations, GString *out);
/* The names of the columns, with commas. */
void pr_sql_columns(const PrRelation *relation, GString *out);
