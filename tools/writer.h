/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrWriter: bytes to a descriptor through a buffer. The first failure is kept, and everything after it is dropped. */
#pragma once

#include <glib.h>

typedef struct PrWriter PrWriter;

/* Does not own `fd`. */
PrWriter *pr_writer_new(int fd);
void pr_writer_free(PrWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrWriter, pr_writer_free)

void pr_writer_put(PrWriter *writer, const char *text);
void pr_writer_put_bytes(PrWriter *writer, const char *bytes, size_t length);
void pr_writer_put_char(PrWriter *writer, char ch);
void pr_writer_put_int(PrWriter *writer, gint64 value);
/* With at most two decimals and no trailing zeros, never by the locale; FALSE, and nothing written, where it is no such
 * number. */
gboolean pr_writer_put_coordinate(PrWriter *writer, double value);
/* Empties the buffer. FALSE with an output error when this or any write before failed. */
gboolean pr_writer_flush(PrWriter *writer, GError **error);

/* Writes all of `length` bytes; FALSE with errno set. */
gboolean pr_write_all(int fd, const char *bytes, size_t length);
/* Writes all that the file `from` has, from its start; FALSE with errno set. */
gboolean pr_copy_all(int from, int to);
