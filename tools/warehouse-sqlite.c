/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A warehouse in SQLite: STRICT tables, a write-ahead log, one transaction a document. Whatever ends a load, a document
 * is in the file whole or not at all; and readers, or a second load, may be at work at the same time. */
#include <sqlite3.h>
#include <string.h>

#include "tools/error.h"
#include "tools/message.h"
#include "tools/sqlite-cache.h"
#include "tools/warehouse-sql.h"
#include "tools/warehouse.h"

/* Milliseconds to wait for another program that writes. */
#define BUSY_MS 120000
#define BUSY_STEP_MS 5
#define SCHEMA_TRIES 50
#define APPLICATION_ID 0x70697065
#define CACHE_KIB 16384
/* Pages of the log before they go to their places: pages that many documents touch go there once. */
#define LOG_PAGES 8000

/* What is asked and noted of each document. */
typedef enum {
	FIND_DOCUMENT,
	FIND_FAILURE,
	FIND_SOURCE,
	DELETE_DOCUMENT,
	INDEX_PASSAGES,
	NOTE_DOCUMENT,
	DEMOTE_SOURCE,
	ADD_SOURCE,
	ADD_FAILURE,
	DROP_FAILURE,
	STATEMENTS,
} Statement;

static const char *const statement_texts[STATEMENTS] = {
	[FIND_DOCUMENT] = "SELECT run FROM load_document WHERE document = ?1 AND is_partial = 0",
	[FIND_FAILURE] = "SELECT reason FROM load_failure WHERE sha256 = ? AND run = ? AND means = ? AND is_final = 1",
	[FIND_SOURCE] = "SELECT 1 FROM load_source WHERE name = ? AND document = ? AND is_current = 1",
	[DELETE_DOCUMENT] = "DELETE FROM document WHERE document = ?",
	[INDEX_PASSAGES] = "INSERT INTO search (rowid, grams) SELECT number, grams FROM passage WHERE document = ?",
	[NOTE_DOCUMENT] = "INSERT INTO load_document (document, run, is_partial) VALUES (?, ?, ?)"
			  " ON CONFLICT (document) DO UPDATE SET run = excluded.run, is_partial = excluded.is_partial",
	[DEMOTE_SOURCE] = "UPDATE load_source SET is_current = 0 WHERE name = ? AND document <> ?",
	[ADD_SOURCE] = "INSERT INTO load_source (name, document, is_current) VALUES (?, ?, 1)"
		       " ON CONFLICT DO UPDATE SET is_current = 1",
	[ADD_FAILURE] = "INSERT OR REPLACE INTO load_failure (name, sha256, run, means, reason, is_final)"
			" VALUES (?, ?, ?, ?, ?, ?)",
	[DROP_FAILURE] = "DELETE FROM load_failure WHERE name = ?",
};

typedef struct {
	PrWarehouse warehouse;
	sqlite3 *db;
	char *shown; /* the path, escaped */
	const PrLoadRun *run;
	gint64 run_id;
	GPtrArray *inserts; /* of sqlite3_stmt, one for each relation */
	sqlite3_stmt *statements[STATEMENTS];
} Sqlite;

/* ---- statements ---- */

/* A value that has no place in its column is the document's failure, everything else is that of the database. */
static gboolean
fail(const Sqlite *self, GError **error)
{
	int code = sqlite3_errcode(self->db) & 0xff;
	gboolean is_value = code == SQLITE_CONSTRAINT || code == SQLITE_MISMATCH || code == SQLITE_TOOBIG;
	PrToolsError kind = is_value ? PR_TOOLS_ERROR_INPUT : PR_TOOLS_ERROR_OUTPUT;

	g_set_error(error, PR_TOOLS_ERROR, kind, "%s: %s", self->shown, sqlite3_errmsg(self->db));
	return FALSE;
}

static gboolean
run_sql(const Sqlite *self, const char *sql, GError **error)
{
	return sqlite3_exec(self->db, sql, NULL, NULL, NULL) == SQLITE_OK || fail(self, error);
}

static gboolean
prepare(const Sqlite *self, const char *sql, sqlite3_stmt **statement, GError **error)
{
	int result = SQLITE_SCHEMA;

	/* Where another load changes the tables meanwhile SQLite looks again, but once. */
	for (guint tries = 0; result == SQLITE_SCHEMA && tries < SCHEMA_TRIES; tries++)
		result = sqlite3_prepare_v3(self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, NULL);
	return result == SQLITE_OK || fail(self, error);
}

static void
bind_text(sqlite3_stmt *statement, int at, const char *text)
{
	sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
}

/* The first column of the first row, or 0 where there is none. Makes the statement ready for the next time. */
static gboolean
read_number(const Sqlite *self, sqlite3_stmt *statement, gint64 *number, GError **error)
{
	int result = sqlite3_step(statement);
	gboolean is_read = result == SQLITE_ROW || result == SQLITE_DONE || fail(self, error);

	*number = result == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return is_read;
}

/* Runs a statement that returns nothing that anyone wants. */
static gboolean
finish(const Sqlite *self, sqlite3_stmt *statement, GError **error)
{
	gint64 number = 0;

	return read_number(self, statement, &number, error);
}

static gboolean
ask_number(const Sqlite *self, const char *sql, gint64 *number, GError **error)
{
	sqlite3_stmt *statement = NULL;

	if (!prepare(self, sql, &statement, error))
		return FALSE;
	gboolean is_read = read_number(self, statement, number, error);

	sqlite3_finalize(statement);
	return is_read;
}

/* ---- opening ---- */

static gboolean
prepare_insert(Sqlite *self, const PrRelation *relation, GError **error)
{
	g_autoptr(GString) sql = g_string_new("INSERT INTO ");
	sqlite3_stmt *statement = NULL;

	pr_ddl_quote(relation->name, sql);
	g_string_append(sql, " (");
	pr_sql_columns(relation, sql);
	g_string_append(sql, ") VALUES (?");
	for (guint i = 1; i < relation->columns->len; i++)
		g_string_append(sql, ", ?");
	g_string_append_c(sql, ')');
	if (!prepare(self, sql->str, &statement, error))
		return FALSE;
	g_ptr_array_add(self->inserts, statement);
	return TRUE;
}

static gboolean
prepare_all(Sqlite *self, GError **error)
{
	const GPtrArray *relations = self->warehouse.relations->relations;

	for (guint i = 0; i < relations->len; i++)
		if (!prepare_insert(self, g_ptr_array_index(relations, i), error))
			return FALSE;
	for (guint i = 0; i < STATEMENTS; i++)
		if (!prepare(self, statement_texts[i], &self->statements[i], error))
			return FALSE;
	return TRUE;
}

/* Whether this is a warehouse, or an empty file that may become one. */
static gboolean
check_kind(const Sqlite *self, GError **error)
{
	gint64 version = 0, application = 0, objects = 0;

	if (!ask_number(self, "PRAGMA user_version", &version, error) ||
		!ask_number(self, "PRAGMA application_id", &application, error) ||
		!ask_number(self, "SELECT count(*) FROM sqlite_master", &objects, error))
		return FALSE;
	if (objects == 0 || (application == APPLICATION_ID && version == PR_SQL_VERSION))
		return TRUE;
	g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE,
		application == APPLICATION_ID ? "%s: made by another version of piperoll"
					      : "%s: a database of something else",
		self->shown);
	return FALSE;
}

/* Tables made from older definitions may lack columns. */
static gboolean
add_columns(const Sqlite *self, const PrRelation *relation, GString *sql, GError **error)
{
	sqlite3_stmt *find = NULL;
	gboolean is_read = TRUE;

	if (!prepare(self, "SELECT count(*) FROM pragma_table_info(?) WHERE name = ?", &find, error))
		return FALSE;
	for (guint i = 0; i < relation->columns->len && is_read; i++) {
		const PrRelationColumn *column = g_ptr_array_index(relation->columns, i);
		gint64 count = 1;

		bind_text(find, 1, relation->name);
		bind_text(find, 2, column->name);
		is_read = read_number(self, find, &count, error);
		if (is_read && count == 0)
			pr_ddl_add_column(relation, column, PR_DIALECT_SQLITE, sql);
	}
	sqlite3_finalize(find);
	return is_read;
}

/* Makes the tables of a new file, and what newer definitions want of an old one. */
static gboolean
make_tables(const Sqlite *self, GError **error)
{
	const PrRelations *relations = self->warehouse.relations;
	g_autoptr(GString) sql = g_string_new(NULL);

	pr_sql_drop_views(relations, sql);
	pr_ddl_print(relations, sql);
	pr_sql_ledger(PR_DIALECT_SQLITE, sql);
	pr_sql_extras(PR_DIALECT_SQLITE, sql);
	g_string_append_printf(
		sql, "PRAGMA user_version = %d;\nPRAGMA application_id = %d;\n", PR_SQL_VERSION, APPLICATION_ID);
	if (!run_sql(self, sql->str, error))
		return FALSE;
	g_string_truncate(sql, 0);
	for (guint i = 0; i < relations->relations->len; i++)
		if (!add_columns(self, g_ptr_array_index(relations->relations, i), sql, error))
			return FALSE;
	return run_sql(self, sql->str, error);
}

static gboolean
find_run(Sqlite *self, GError **error)
{
	sqlite3_stmt *find = NULL;

	if (!prepare(self, "SELECT run FROM load_run WHERE (piperoll, options, definitions) = (?, ?, ?)", &find, error))
		return FALSE;
	bind_text(find, 1, self->run->version);
	bind_text(find, 2, self->run->options);
	bind_text(find, 3, self->run->definitions);
	gboolean is_read = read_number(self, find, &self->run_id, error);

	sqlite3_finalize(find);
	return is_read;
}

/* A run not seen before may bring new definitions. */
static gboolean
add_run(Sqlite *self, GError **error)
{
	sqlite3_stmt *add = NULL;

	if (!make_tables(self, error) ||
		!prepare(self, "INSERT INTO load_run (piperoll, options, definitions) VALUES (?,?,?) RETURNING run",
			&add, error))
		return FALSE;
	bind_text(add, 1, self->run->version);
	bind_text(add, 2, self->run->options);
	bind_text(add, 3, self->run->definitions);
	gboolean is_added = read_number(self, add, &self->run_id, error);

	sqlite3_finalize(add);
	return is_added;
}

static gboolean
set_up(Sqlite *self, GError **error)
{
	gint64 has_runs = 0;

	return check_kind(self, error) &&
	       ask_number(self, "SELECT count(*) FROM sqlite_master WHERE name = 'load_run'", &has_runs, error) &&
	       (has_runs == 0 || find_run(self, error)) && (self->run_id != 0 || add_run(self, error));
}

static gboolean
end_transaction(Sqlite *self, gboolean is_good, GError **error)
{
	if (is_good && run_sql(self, "COMMIT", error))
		return TRUE;
	sqlite3_exec(self->db, "ROLLBACK", NULL, NULL, NULL);
	return FALSE;
}

/* SQLite does not wait where others open the same new file. */
static gboolean
begin_log(Sqlite *self, GError **error)
{
	int result = SQLITE_BUSY;

	for (int waited = 0; result == SQLITE_BUSY && waited < BUSY_MS; waited += BUSY_STEP_MS) {
		result = sqlite3_exec(self->db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
		if (result == SQLITE_BUSY)
			g_usleep(BUSY_STEP_MS * 1000);
	}
	return result == SQLITE_OK || fail(self, error);
}

static gboolean
open_database(Sqlite *self, const char *path, GError **error)
{
	g_autofree char *pragmas = g_strdup_printf("PRAGMA synchronous = NORMAL;"
						   "PRAGMA foreign_keys = ON; PRAGMA cache_size = -%d;"
						   "PRAGMA wal_autocheckpoint = %d; PRAGMA temp_store = MEMORY",
		CACHE_KIB, LOG_PAGES);

	pr_sqlite_place_cache(CACHE_KIB);
	/* One thread has it, so no locks among threads are wanted. */
	if (sqlite3_open_v2(path, &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) !=
		SQLITE_OK)
		return fail(self, error);
	sqlite3_busy_timeout(self->db, BUSY_MS);
	return begin_log(self, error) && run_sql(self, pragmas, error) && run_sql(self, "BEGIN IMMEDIATE", error) &&
	       end_transaction(self, set_up(self, error), error) && prepare_all(self, error);
}

/* ---- looking ---- */

static gboolean
look_for_failure(Sqlite *self, const char *sha256, PrKnown *known, char **reason, GError **error)
{
	sqlite3_stmt *find = self->statements[FIND_FAILURE];

	bind_text(find, 1, sha256);
	sqlite3_bind_int64(find, 2, self->run_id);
	bind_text(find, 3, self->run->means);
	int result = sqlite3_step(find);

	if (result == SQLITE_ROW) {
		*known = PR_KNOWN_FAILED;
		*reason = g_strdup((const char *)sqlite3_column_text(find, 0));
	}
	sqlite3_reset(find);
	sqlite3_clear_bindings(find);
	return result == SQLITE_ROW || result == SQLITE_DONE || fail(self, error);
}

/* The run that has read that content, all of it; 0 for none. */
static gboolean
find_document(Sqlite *self, const char *sha256, gint64 *run, GError **error)
{
	bind_text(self->statements[FIND_DOCUMENT], 1, sha256);
	return read_number(self, self->statements[FIND_DOCUMENT], run, error);
}

static gboolean
look(PrWarehouse *warehouse, const char *sha256, PrKnown *known, char **reason, GError **error)
{
	Sqlite *self = (Sqlite *)warehouse;
	gint64 run = 0;

	*known = PR_KNOWN_NOT;
	if (!find_document(self, sha256, &run, error))
		return FALSE;
	if (run != self->run_id)
		return look_for_failure(self, sha256, known, reason, error);
	*known = PR_KNOWN_LOADED;
	return TRUE;
}

/* ---- writing ---- */

/* Runs one of the statements about a name and a document; either may be NULL. */
static gboolean
note(Sqlite *self, Statement which, const char *first, const char *second, GError **error)
{
	sqlite3_stmt *statement = self->statements[which];

	bind_text(statement, 1, first);
	if (second != NULL)
		bind_text(statement, 2, second);
	return finish(self, statement, error);
}

static gboolean
put_source(Sqlite *self, const PrSource *source, GError **error)
{
	return note(self, DEMOTE_SOURCE, source->name, source->sha256, error) &&
	       note(self, ADD_SOURCE, source->name, source->sha256, error) &&
	       note(self, DROP_FAILURE, source->name, NULL, error);
}

/* The columns of strict tables make numbers of the texts, without loss. */
static gboolean
put_row(gpointer data, const PrRow *row, GError **error)
{
	Sqlite *self = data;
	sqlite3_stmt *insert = g_ptr_array_index(self->inserts, row->index);

	for (guint i = 0; i < row->relation->columns->len; i++)
		if (row->values[i] != NULL)
			bind_text(insert, (int)i + 1, row->values[i]);
	return finish(self, insert, error);
}

static gboolean
put_document(Sqlite *self, const PrSource *source, PrRowReader *rows, GError **error)
{
	gint64 run = 0;

	if (!find_document(self, source->sha256, &run, error))
		return FALSE;
	/* Another load was faster. */
	if (run == self->run_id)
		return put_source(self, source, error);
	if (!note(self, DELETE_DOCUMENT, source->sha256, NULL, error) ||
		!pr_row_reader_each(rows, put_row, self, error) ||
		!note(self, INDEX_PASSAGES, source->sha256, NULL, error))
		return FALSE;
	sqlite3_bind_int64(self->statements[NOTE_DOCUMENT], 2, self->run_id);
	sqlite3_bind_int(self->statements[NOTE_DOCUMENT], 3, source->is_partial);
	return note(self, NOTE_DOCUMENT, source->sha256, NULL, error) && put_source(self, source, error);
}

static gboolean
load(PrWarehouse *warehouse, const PrSource *source, int output, GError **error)
{
	g_autoptr(PrRowReader) rows = pr_row_reader_new(output, warehouse->relations, source->sha256);
	Sqlite *self = (Sqlite *)warehouse;

	return run_sql(self, "BEGIN IMMEDIATE", error) &&
	       end_transaction(self, put_document(self, source, rows, error), error);
}

static gboolean
name(PrWarehouse *warehouse, const PrSource *source, GError **error)
{
	Sqlite *self = (Sqlite *)warehouse;
	sqlite3_stmt *find = self->statements[FIND_SOURCE];
	gint64 is_there = 0;

	bind_text(find, 1, source->name);
	bind_text(find, 2, source->sha256);
	if (!read_number(self, find, &is_there, error))
		return FALSE;
	/* Nearly always the name is there already, and no lock is needed to see it. */
	if (is_there != 0)
		return TRUE;
	return run_sql(self, "BEGIN IMMEDIATE", error) && end_transaction(self, put_source(self, source, error), error);
}

static gboolean
keep_failure(PrWarehouse *warehouse, const PrSource *source, const char *reason, gboolean is_final, GError **error)
{
	Sqlite *self = (Sqlite *)warehouse;
	sqlite3_stmt *add = self->statements[ADD_FAILURE];

	bind_text(add, 1, source->name);
	bind_text(add, 2, source->sha256);
	sqlite3_bind_int64(add, 3, self->run_id);
	bind_text(add, 4, self->run->means);
	bind_text(add, 5, reason);
	sqlite3_bind_int(add, 6, is_final);
	return finish(self, add, error);
}

static gboolean
finish_load(PrWarehouse *warehouse, GError **error)
{
	/* Statistics for queries. Where another load has written since, SQLite does not wait: that one makes them. */
	Sqlite *self = (Sqlite *)warehouse;
	int result = sqlite3_exec(self->db, "PRAGMA analysis_limit = 400; PRAGMA optimize", NULL, NULL, NULL);

	return result == SQLITE_OK || result == SQLITE_BUSY || fail(self, error);
}

static void
free_sqlite(PrWarehouse *warehouse)
{
	Sqlite *self = (Sqlite *)warehouse;

	for (guint i = 0; i < self->inserts->len; i++)
		sqlite3_finalize(g_ptr_array_index(self->inserts, i));
	for (guint i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(self->statements[i]);
	g_ptr_array_unref(self->inserts);
	sqlite3_close(self->db);
	g_free(self->shown);
	g_free(self);
}

PrWarehouse *
pr_warehouse_sqlite_new(const char *path, const PrLoadRun *run, GError **error)
{
	Sqlite *self = g_new0(Sqlite, 1);
	g_autoptr(PrWarehouse) warehouse = &self->warehouse;

	self->warehouse = (PrWarehouse){pr_relations_new(run->forms, NULL, PR_DIALECT_SQLITE), look, name, load,
		keep_failure, finish_load, free_sqlite};
	self->inserts = g_ptr_array_new();
	self->shown = pr_message_escape(path);
	self->run = run;
	return open_database(self, path, error) ? g_steal_pointer(&warehouse) : NULL;
}
