/* SPDX-License-Identifier: GPL-2.0-or-later */
/* libpq with our errors. */
#include "tools/pq.h"

#include <string.h>

#include "tools/error.h"

#define COPY_BYTES 65536

/* ---- statements ---- */

/* Whether the server refused a value: data exception, integrity constraint, a limit of the server, by the classes of
 * SQLSTATE. */
static gboolean
is_of_value(const PrPqResult *result)
{
	const char *state = result != NULL ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;

	return state != NULL &&
	       (g_str_has_prefix(state, "22") || g_str_has_prefix(state, "23") || g_str_has_prefix(state, "54"));
}

/* The server's message without its line ends. */
static gboolean
fail(PGconn *connection, const PrPqResult *result, GError **error)
{
	g_autofree char *message = g_strdup(PQerrorMessage(connection));

	g_strchomp(g_strdelimit(message, "\r\n", ' '));
	g_set_error(error, PR_TOOLS_ERROR, is_of_value(result) ? PR_TOOLS_ERROR_INPUT : PR_TOOLS_ERROR_OUTPUT,
		"PostgreSQL: %s", message);
	return FALSE;
}

gboolean
pr_pq_fail(PGconn *connection, GError **error)
{
	return fail(connection, NULL, error);
}

PrPqResult *
pr_pq_ask(PGconn *connection, const char *sql, const char *const *parameters, guint count, GError **error)
{
	PrPqResult *result = PQexecParams(connection, sql, (int)count, NULL, parameters, NULL, NULL, 0);
	ExecStatusType status = PQresultStatus(result);

	if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)
		return result;
	fail(connection, result, error);
	PQclear(result);
	return NULL;
}

gboolean
pr_pq_tell(PGconn *connection, const char *sql, const char *const *parameters, guint count, GError **error)
{
	g_autoptr(PrPqResult) result = pr_pq_ask(connection, sql, parameters, count, error);

	return result != NULL;
}

gboolean
pr_pq_run(PGconn *connection, const char *sql, GError **error)
{
	g_autoptr(PrPqResult) result = PQexec(connection, sql);
	ExecStatusType status = PQresultStatus(result);

	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY ||
	       fail(connection, result, error);
}

gboolean
pr_pq_ask_text(
	PGconn *connection, const char *sql, const char *const *parameters, guint count, char **text, GError **error)
{
	g_autoptr(PrPqResult) result = pr_pq_ask(connection, sql, parameters, count, error);

	*text = NULL;
	if (result == NULL)
		return FALSE;
	if (PQntuples(result) > 0 && !PQgetisnull(result, 0, 0))
		*text = g_strdup(PQgetvalue(result, 0, 0));
	return TRUE;
}

/* ---- copying ---- */

/* In the text format of COPY. */
static void
append_value(GString *out, const char *value)
{
	if (value == NULL) {
		g_string_append(out, "\\N");
		return;
	}
	for (const char *at = value; *at != '\0'; at++) {
		static const char special[] = "\\\b\f\n\r\t\v", written[] = "\\bfnrtv";
		const char *found = strchr(special, *at);

		if (found != NULL)
			g_string_append_c(out, '\\');
		g_string_append_c(out, found != NULL ? written[found - special] : *at);
	}
}

gboolean
pr_pq_copy_flush(PGconn *connection, GString *lines, GError **error)
{
	if (lines->len == 0)
		return TRUE;
	gboolean is_sent = PQputCopyData(connection, lines->str, (int)lines->len) == 1;

	g_string_truncate(lines, 0);
	return is_sent || pr_pq_fail(connection, error);
}

gboolean
pr_pq_copy_begin(PGconn *connection, const char *sql, GError **error)
{
	g_autoptr(PrPqResult) result = PQexec(connection, sql);

	return PQresultStatus(result) == PGRES_COPY_IN || fail(connection, result, error);
}

gboolean
pr_pq_copy_line(PGconn *connection, GString *lines, const char *const *values, guint count, GError **error)
{
	for (guint i = 0; i < count; i++) {
		g_string_append(lines, i > 0 ? "\t" : "");
		append_value(lines, values[i]);
	}
	g_string_append_c(lines, '\n');
	return lines->len < COPY_BYTES || pr_pq_copy_flush(connection, lines, error);
}

gboolean
pr_pq_copy_end(PGconn *connection, GError **error)
{
	gboolean is_good = PQputCopyEnd(connection, NULL) == 1 || pr_pq_fail(connection, error);

	for (;;) {
		g_autoptr(PrPqResult) result = PQgetResult(connection);

		if (result == NULL)
			break;
		is_good = is_good && (PQresultStatus(result) == PGRES_COMMAND_OK || fail(connection, result, error));
		if (!is_good && PQstatus(connection) != CONNECTION_OK)
			break;
	}
	return is_good;
}
