/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libpq with our errors: statements that answer or fail, and COPY a line at a time. */
#pragma once

#include <glib.h>
#include <libpq-fe.h>

typedef PGresult PrPqResult;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrPqResult, PQclear)

/* All of them set an output error with what the server said last; an input error where it was of a value that it has no
 * place for. */

/* Returns FALSE. */
gboolean pr_pq_fail(PGconn *connection, GError **error);
/* One statement with parameters. NULL with the error. */
PrPqResult *pr_pq_ask(PGconn *connection, const char *sql, const char *const *parameters, guint count, GError **error);
/* The same where the answer is of no interest. */
gboolean pr_pq_tell(PGconn *connection, const char *sql, const char *const *parameters, guint count, GError **error);
/* Several statements at once, without parameters. */
gboolean pr_pq_run(PGconn *connection, const char *sql, GError **error);
/* The first value of the first row; *text is NULL where there is none. Free it with g_free(). */
gboolean pr_pq_ask_text(
	PGconn *connection, const char *sql, const char *const *parameters, guint count, char **text, GError **error);

gboolean pr_pq_copy_begin(PGconn *connection, const char *sql, GError **error);
/* Adds a line to `lines`, which are sent once there are many. */
gboolean pr_pq_copy_line(PGconn *connection, GString *lines, const char *const *values, guint count, GError **error);
gboolean pr_pq_copy_flush(PGconn *connection, GString *lines, GError **error);
/* In any case, also where a line was not sent. */
gboolean pr_pq_copy_end(PGconn *connection, GError **error);
