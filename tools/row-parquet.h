/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rows of a relation as a file of Parquet.
 *
 * A file has one type for all rows of a column, and decimals have a type by their digits. So the rows are gone through
 * twice: first to see what digits there are, then to write them. Decimals are DECIMAL(38,6) and coordinates
 * DECIMAL(15,2), with more digits behind the point, or in all, where a number has more; where one has no room in 38
 * digits, its column is text. */
#pragma once

#include "schema/relation.h"
#include "tools/parquet.h"

typedef struct PrRowShape PrRowShape;

/* `relation` outlives it. */
PrRowShape *pr_row_shape_new(const PrRelation *relation);
void pr_row_shape_free(PrRowShape *shape);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrRowShape, pr_row_shape_free)
/* Sees the digits of a row. A PrRowFunc; `shape` is a PrRowShape. */
void pr_row_shape_see(const PrRelation *relation, const char *const *values, gpointer shape);
/* For the rows that were seen. `created_by` and `out` as pr_parquet_new() has them. */
PrParquet *pr_row_parquet_new(const PrRowShape *shape, PrWriter *out, const char *created_by);
