/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The part of libpq that is used, loaded late: see late.h. */
#include <libpq-fe.h>
#include <stddef.h>

#include "tools/late.h"

#define PQ(type, name, parameters, arguments) PR_LATE(PR_LATE_PQ, type, name, parameters, arguments)

PQ(void, PQclear, (PGresult * result), (result))
PQ(PGconn *, PQconnectdbParams, (const char *const *keywords, const char *const *values, int expands),
	(keywords, values, expands))
PQ(char *, PQerrorMessage, (const PGconn *connection), (connection))
PQ(PGresult *, PQexec, (PGconn * connection, const char *query), (connection, query))
PQ(PGresult *, PQexecParams,
	(PGconn * connection, const char *command, int count, const Oid *types, const char *const *values,
		const int *lengths, const int *formats, int result_format),
	(connection, command, count, types, values, lengths, formats, result_format))
PQ(void, PQfinish, (PGconn * connection), (connection))
PQ(PGresult *, PQgetResult, (PGconn * connection), (connection))
PQ(int, PQgetisnull, (const PGresult *result, int row, int column), (result, row, column))
PQ(char *, PQgetvalue, (const PGresult *result, int row, int column), (result, row, column))
PQ(int, PQntuples, (const PGresult *result), (result))
PQ(int, PQputCopyData, (PGconn * connection, const char *buffer, int size), (connection, buffer, size))
PQ(int, PQputCopyEnd, (PGconn * connection, const char *message), (connection, message))
PQ(void, PQreset, (PGconn * connection), (connection))
PQ(char *, PQresultErrorField, (const PGresult *result, int code), (result, code))
PQ(ExecStatusType, PQresultStatus, (const PGresult *result), (result))
PQ(PQnoticeProcessor, PQsetNoticeProcessor, (PGconn * connection, PQnoticeProcessor processor, void *data),
	(connection, processor, data))
PQ(ConnStatusType, PQstatus, (const PGconn *connection), (connection))
