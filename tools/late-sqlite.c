/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The part of SQLite that is used, loaded late: see late.h. */
#include <sqlite3.h>
#include <stddef.h>

#include "tools/late.h"

#define SQLITE(type, name, parameters, arguments) PR_LATE(PR_LATE_SQLITE, type, name, parameters, arguments)

typedef int (*RowCallback)(void *, int, char **, char **);
typedef void (*Destructor)(void *);

SQLITE(int, sqlite3_bind_int, (sqlite3_stmt * statement, int index, int value), (statement, index, value))
SQLITE(int, sqlite3_bind_int64, (sqlite3_stmt * statement, int index, sqlite3_int64 value), (statement, index, value))
SQLITE(int, sqlite3_bind_text, (sqlite3_stmt * statement, int index, const char *text, int size, Destructor destructor),
	(statement, index, text, size, destructor))
SQLITE(int, sqlite3_busy_timeout, (sqlite3 * database, int milliseconds), (database, milliseconds))
SQLITE(int, sqlite3_clear_bindings, (sqlite3_stmt * statement), (statement))
SQLITE(int, sqlite3_close, (sqlite3 * database), (database))
SQLITE(sqlite3_int64, sqlite3_column_int64, (sqlite3_stmt * statement, int column), (statement, column))
SQLITE(const unsigned char *, sqlite3_column_text, (sqlite3_stmt * statement, int column), (statement, column))
SQLITE(int, sqlite3_errcode, (sqlite3 * database), (database))
SQLITE(const char *, sqlite3_errmsg, (sqlite3 * database), (database))
SQLITE(int, sqlite3_exec, (sqlite3 * database, const char *sql, RowCallback callback, void *data, char **message),
	(database, sql, callback, data, message))
SQLITE(int, sqlite3_finalize, (sqlite3_stmt * statement), (statement))
SQLITE(int, sqlite3_open_v2, (const char *name, sqlite3 **database, int flags, const char *vfs),
	(name, database, flags, vfs))
SQLITE(int, sqlite3_prepare_v2,
	(sqlite3 * database, const char *sql, int size, sqlite3_stmt **statement, const char **tail),
	(database, sql, size, statement, tail))
SQLITE(int, sqlite3_prepare_v3,
	(sqlite3 * database, const char *sql, int size, unsigned int flags, sqlite3_stmt **statement,
		const char **tail),
	(database, sql, size, flags, statement, tail))
SQLITE(int, sqlite3_reset, (sqlite3_stmt * statement), (statement))
SQLITE(int, sqlite3_step, (sqlite3_stmt * statement), (statement))
