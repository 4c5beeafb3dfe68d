/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rows on their way from a worker to a warehouse: a file of frames, written in the worker, read by the parent.
 *
 *   guint32 length of what follows │ guint16 number of the relation │ values, as many as it has columns
 *   a value:  guint32 length, bytes: UTF-8 without NUL;  or G_MAXUINT32: null
 *
 * The worker has read hostile input, so the reader believes no length, no number and no text. */
#pragma once

#include "schema/relation.h"
#include "tools/writer.h"

/* ---- in the worker ---- */

typedef struct PrRowWriter PrRowWriter;

/* Both are borrowed. */
PrRowWriter *pr_row_writer_new(PrWriter *out, const PrRelations *relations);
void pr_row_writer_free(PrRowWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrRowWriter, pr_row_writer_free)

/* A PrRowFunc over a PrRowWriter. */
void pr_row_write(const PrRelation *relation, const char *const *values, gpointer writer);

/* ---- in the parent ---- */

typedef struct {
	const PrRelation *relation; /* NULL at the end */
	guint index;                /* of the relation */
	const char *const *values;  /* one for each column, NULL for null; borrowed until the next row */
} PrRow;

typedef struct PrRowReader PrRowReader;

/* From the start of `fd`, which stays the caller's: rows of the document with this digest. */
PrRowReader *pr_row_reader_new(int fd, const PrRelations *relations, const char *sha256);
void pr_row_reader_free(PrRowReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrRowReader, pr_row_reader_free)

/* The next row; at the end row->relation is NULL. FALSE with an input error, also where there is no row at all, one is
 * of another document, or the first one and no other is not of the relation `document`. */
gboolean pr_row_reader_next(PrRowReader *reader, PrRow *row, GError **error);

typedef gboolean (*PrRowTake)(gpointer data, const PrRow *row, GError **error);

/* All rows, from the first on, whatever was read before. FALSE with the error of a row, or of `take`. */
gboolean pr_row_reader_each(PrRowReader *reader, PrRowTake take, gpointer data, GError **error);
