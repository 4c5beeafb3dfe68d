/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrParquet: a file of Apache Parquet, for warehouses that read whole columns.
 *
 * Written by ourselves, as no C library that writes it is in Debian. So it is the least that every reader knows: flat
 * columns, values as they are (PLAIN), pages packed by gzip. Numbers are exact: whole ones and decimals, never binary
 * fractions. Source: parquet.thrift, Encodings.md and LogicalTypes.md of github.com/apache/parquet-format, 2.10. */
#pragma once

#include "tools/writer.h"

/* More digits than this no reader takes for a decimal. */
#define PR_PARQUET_DIGITS 38

typedef enum {
	PR_PARQUET_TEXT,    /* UTF-8 */
	PR_PARQUET_INTEGER, /* 64 bits */
	PR_PARQUET_DECIMAL,
} PrParquetType;

typedef struct {
	const char *name; /* borrowed for the life of the file */
	PrParquetType type;
	gboolean is_required; /* never NULL */
	guint precision,
		scale; /* DECIMAL: digits in all, at most PR_PARQUET_DIGITS, and those of them behind the point */
} PrParquetColumn;

typedef struct PrParquet PrParquet;

/* `columns` are copied. `created_by` is borrowed, `out` is not owned; what fails is told by its pr_writer_flush(). */
PrParquet *pr_parquet_new(PrWriter *out, const PrParquetColumn *columns, guint count, const char *created_by);
/* Without pr_parquet_finish() before it, what was written is no file of Parquet. */
void pr_parquet_free(PrParquet *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrParquet, pr_parquet_free)

/* A text for each column, NULL for null. Numbers are "-12" and "-12.50", with no more digits than their column has room
 * for: else FALSE, and the file is no good. */
gboolean pr_parquet_put_row(PrParquet *file, const char *const *values);
/* The rest of the rows and the footer. */
void pr_parquet_finish(PrParquet *file);
