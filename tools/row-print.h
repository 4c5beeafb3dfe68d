/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rows of relations as lines of JSON and of CSV. */
#pragma once

#include "schema/relation.h"
#include "tools/writer.h"

/* Each prints one row: a PrRowFunc, whose data is the PrWriter. */

/* {"table": NAME, COLUMN: VALUE, …}: numbers of the program as numbers, decimals as strings, for a reader of JSON would
 * make binary fractions of them. */
void pr_row_print_json(const PrRelation *relation, const char *const *values, gpointer out);
/* A null is nothing at all, an empty text is "". */
void pr_row_print_csv(const PrRelation *relation, const char *const *values, gpointer out);

/* The names of the columns. */
void pr_row_print_csv_head(PrWriter *out, const PrRelation *relation);
/* What the files hold, as CSV on the Web has it: columns with their types and meanings, keys. */
void pr_row_print_csv_metadata(PrWriter *out, const PrRelations *relations);
