/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A warehouse in PostgreSQL. The rows of a document are copied into staging tables of the session, and from there into
 * their place, all in one transaction:
 *
 *   rows ──COPY──► stage_3 ──INSERT … SELECT──► fact        relation by relation, parents first
 *
 * The rows are a file, so it can be read once for each relation, and nothing is held in memory. Where the connection is
 * lost, it is made anew and the document begun again; what was half done is gone with its transaction. */
#include "tools/error.h"
#include "tools/pq.h"
#include "tools/warehouse-sql.h"
#include "tools/warehouse.h"

#define CONNECTION_TRIES 4
#define FIRST_PAUSE_US (G_USEC_PER_SEC / 2)
/* Any number will do that other programs are not likely to lock. */
#define SET_UP_LOCK "8101247611290"

typedef struct {
	PrWarehouse warehouse;
	PGconn *connection;
	const PrLoadRun *run;
	char *run_id;
} Postgresql;

/* What is done in one go, and again where the connection was lost meanwhile. */
typedef struct {
	gboolean (*act)(Postgresql *self, gpointer task, GError **error);
	gpointer task;
} Deed;

/* ---- opening ---- */

static gboolean
check_kind(const Postgresql *self, gboolean *is_new, GError **error)
{
	g_autofree char *kind = NULL, *other = NULL;
	g_autofree char *wanted = g_strdup_printf("piperoll %d", PR_SQL_VERSION);

	if (!pr_pq_ask_text(
		    self->connection, "SELECT obj_description(to_regclass('load_run'))", NULL, 0, &kind, error) ||
		!pr_pq_ask_text(self->connection, "SELECT to_regclass('document')", NULL, 0, &other, error))
		return FALSE;
	*is_new = kind == NULL && other == NULL;
	if (*is_new || g_strcmp0(kind, wanted) == 0)
		return TRUE;
	g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE,
		kind != NULL ? "PostgreSQL: the tables were made by another version of piperoll"
			     : "PostgreSQL: this schema has a table 'document' of something else");
	return FALSE;
}

/* Tables made from older definitions may lack columns. */
static gboolean
add_columns(const Postgresql *self, const PrRelation *relation, GError **error)
{
	g_autoptr(GString) sql = g_string_new(NULL);

	for (guint i = 0; i < relation->columns->len; i++) {
		const PrRelationColumn *column = g_ptr_array_index(relation->columns, i);
		const char *names[] = {relation->name, column->name};
		g_autofree char *found = NULL;

		if (!pr_pq_ask_text(self->connection,
			    "SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass(quote_ident($1)) AND attname = $2"
			    " AND NOT attisdropped",
			    names, G_N_ELEMENTS(names), &found, error))
			return FALSE;
		if (found == NULL)
			pr_ddl_add_column(relation, column, PR_DIALECT_POSTGRESQL, sql);
	}
	return pr_pq_run(self->connection, sql->str, error);
}

static gboolean
make_tables(const Postgresql *self, GError **error)
{
	const PrRelations *relations = self->warehouse.relations;
	g_autoptr(GString) views = g_string_new(NULL);
	g_autoptr(GString) sql = g_string_new(NULL);

	/* The tables come first and their views last: a view has the columns that its table has when it is made. */
	pr_sql_drop_views(relations, views);
	for (guint i = 0; i < relations->relations->len; i++)
		pr_ddl_print_relation(g_ptr_array_index(relations->relations, i), PR_DIALECT_POSTGRESQL, sql);
	if (!pr_pq_run(self->connection, views->str, error) || !pr_pq_run(self->connection, sql->str, error))
		return FALSE;
	for (guint i = 0; i < relations->relations->len; i++)
		if (!add_columns(self, g_ptr_array_index(relations->relations, i), error))
			return FALSE;
	g_string_truncate(sql, 0);
	pr_ddl_print(relations, sql);
	pr_sql_ledger(PR_DIALECT_POSTGRESQL, sql);
	pr_sql_extras(PR_DIALECT_POSTGRESQL, sql);
	g_string_append_printf(sql, "COMMENT ON TABLE load_run IS 'piperoll %d';\n", PR_SQL_VERSION);
	return pr_pq_run(self->connection, sql->str, error);
}

static gboolean
find_run(Postgresql *self, gboolean is_new, GError **error)
{
	const char *key[] = {self->run->version, self->run->options, self->run->definitions};

	if (!is_new && !pr_pq_ask_text(self->connection,
			       "SELECT run FROM load_run WHERE piperoll = $1 AND options = $2 AND definitions = $3",
			       key, G_N_ELEMENTS(key), &self->run_id, error))
		return FALSE;
	/* A run not seen before may bring new definitions. */
	return self->run_id != NULL ||
	       (make_tables(self, error) &&
		       pr_pq_ask_text(self->connection,
			       "INSERT INTO load_run (piperoll, options, definitions) VALUES ($1, $2, $3) RETURNING run",
			       key, G_N_ELEMENTS(key), &self->run_id, error));
}

static gboolean
end_transaction(const Postgresql *self, gboolean is_good, GError **error)
{
	if (is_good && pr_pq_run(self->connection, "COMMIT", error))
		return TRUE;
	PQclear(PQexec(self->connection, "ROLLBACK"));
	return FALSE;
}

static gboolean
set_up(Postgresql *self, GError **error)
{
	gboolean is_new = FALSE;

	/* Two loads that begin at once would both make the tables. */
	return pr_pq_run(self->connection, "BEGIN; SELECT pg_advisory_xact_lock(" SET_UP_LOCK ")", error) &&
	       end_transaction(self, check_kind(self, &is_new, error) && find_run(self, is_new, error), error);
}

/* What a session has of its own. */
static gboolean
open_session(const Postgresql *self, GError **error)
{
	const GPtrArray *relations = self->warehouse.relations->relations;
	g_autoptr(GString) sql = g_string_new("SET client_min_messages = error; SET synchronous_commit = on;\n");

	for (guint i = 0; i < relations->len; i++) {
		g_string_append_printf(sql, "CREATE TEMPORARY TABLE stage_%u (LIKE ", i);
		pr_ddl_quote(((const PrRelation *)g_ptr_array_index(relations, i))->name, sql);
		g_string_append(sql, ") ON COMMIT DELETE ROWS;\n");
	}
	return pr_pq_run(self->connection, sql->str, error);
}

/* Does it; where the connection is lost, makes a new one and does it again. */
static gboolean
do_deed(Postgresql *self, const Deed *deed, GError **error)
{
	gulong pause = FIRST_PAUSE_US;

	for (guint tries = 1;; tries++, pause *= 2) {
		g_autoptr(GError) cause = NULL;

		if (PQstatus(self->connection) == CONNECTION_OK && deed->act(self, deed->task, &cause))
			return TRUE;
		if (PQstatus(self->connection) == CONNECTION_OK || tries == CONNECTION_TRIES) {
			if (cause == NULL)
				return pr_pq_fail(self->connection, error);
			g_propagate_error(error, g_steal_pointer(&cause));
			return FALSE;
		}
		g_usleep(pause);
		PQreset(self->connection);
		/* Should that fail, the connection is bad, and the next round sees it. */
		(void)(PQstatus(self->connection) == CONNECTION_OK && open_session(self, NULL));
	}
}

static void
be_quiet(void *data, const char *message)
{
}

static gboolean
open_database(Postgresql *self, const char *uri, GError **error)
{
	const char *names[] = {"dbname", "client_encoding", "fallback_application_name", NULL};
	const char *values[] = {uri, "UTF8", "piperoll", NULL};

	self->connection = PQconnectdbParams(names, values, 1);
	PQsetNoticeProcessor(self->connection, be_quiet, NULL);
	if (PQstatus(self->connection) != CONNECTION_OK)
		return pr_pq_fail(self->connection, error);
	return pr_pq_run(self->connection, "SET client_min_messages = error", error) && set_up(self, error) &&
	       open_session(self, error);
}

/* ---- looking ---- */

typedef struct {
	const char *sha256;
	PrKnown *known;
	char **reason;
} Look;

/* The run that has read that content, all of it; NULL for none. */
static gboolean
find_document(const Postgresql *self, const char *sha256, char **run, GError **error)
{
	return pr_pq_ask_text(self->connection, "SELECT run FROM load_document WHERE document = $1 AND is_partial = 0",
		&sha256, 1, run, error);
}

static gboolean
act_look(Postgresql *self, gpointer task, GError **error)
{
	const Look *look = task;
	const char *key[] = {look->sha256, self->run_id, self->run->means};
	g_autofree char *run = NULL;

	*look->known = PR_KNOWN_NOT;
	if (!find_document(self, look->sha256, &run, error))
		return FALSE;
	if (g_strcmp0(run, self->run_id) == 0) {
		*look->known = PR_KNOWN_LOADED;
		return TRUE;
	}
	if (!pr_pq_ask_text(self->connection,
		    "SELECT reason FROM load_failure WHERE sha256 = $1 AND run = $2 AND means = $3 AND is_final = 1 LIMIT 1",
		    key, G_N_ELEMENTS(key), look->reason, error))
		return FALSE;
	if (*look->reason != NULL)
		*look->known = PR_KNOWN_FAILED;
	return TRUE;
}

static gboolean
look(PrWarehouse *warehouse, const char *sha256, PrKnown *known, char **reason, GError **error)
{
	Look task = {sha256, known, reason};
	Deed deed = {act_look, &task};

	return do_deed((Postgresql *)warehouse, &deed, error);
}

/* ---- copying ---- */

/* The rows of one relation on their way. */
typedef struct {
	PGconn *connection;
	guint index;
	GString *lines; /* not sent yet */
} Copy;

static gboolean
copy_row(gpointer data, const PrRow *row, GError **error)
{
	const Copy *copy = data;

	return row->index != copy->index ||
	       pr_pq_copy_line(copy->connection, copy->lines, row->values, row->relation->columns->len, error);
}

static gboolean
copy_rows(const Postgresql *self, guint index, PrRowReader *rows, GError **error)
{
	g_autoptr(GString) lines = g_string_new(NULL);
	Copy copy = {self->connection, index, lines};

	return pr_row_reader_each(rows, copy_row, &copy, error) && pr_pq_copy_flush(self->connection, lines, error);
}

/* The staging table of a relation whose table has more columns, from other definitions, has them in another order than
 * the rows: so the columns are named. */
static gboolean
put_relation(const Postgresql *self, guint index, PrRowReader *rows, GError **error)
{
	const PrRelation *relation = g_ptr_array_index(self->warehouse.relations->relations, index);
	g_autoptr(GString) columns = g_string_new(NULL);
	g_autoptr(GString) name = g_string_new(NULL);

	pr_sql_columns(relation, columns);
	g_autofree char *copy = g_strdup_printf("COPY stage_%u (%s) FROM STDIN", index, columns->str);

	if (!pr_pq_copy_begin(self->connection, copy, error))
		return FALSE;
	if (!copy_rows(self, index, rows, error)) {
		(void)pr_pq_copy_end(self->connection, NULL);
		return FALSE;
	}
	if (!pr_pq_copy_end(self->connection, error))
		return FALSE;
	pr_ddl_quote(relation->name, name);
	g_autofree char *merge = g_strdup_printf(
		"INSERT INTO %s (%s) SELECT %s FROM stage_%u", name->str, columns->str, columns->str, index);

	return pr_pq_tell(self->connection, merge, NULL, 0, error);
}

static gboolean
note_relation(gpointer has_rows, const PrRow *row, GError **error)
{
	((gboolean *)has_rows)[row->index] = TRUE;
	return TRUE;
}

static gboolean
put_rows(const Postgresql *self, PrRowReader *rows, GError **error)
{
	guint count = self->warehouse.relations->relations->len;
	g_autofree gboolean *has_rows = g_new0(gboolean, count);

	/* Which relations have rows; and whether all rows are good. */
	if (!pr_row_reader_each(rows, note_relation, has_rows, error))
		return FALSE;
	for (guint i = 0; i < count; i++)
		if (has_rows[i] && !put_relation(self, i, rows, error))
			return FALSE;
	return TRUE;
}

/* ---- documents ---- */

typedef struct {
	const PrSource *source;
	PrRowReader *rows; /* NULL: only the name is noted */
	const char *reason;
	gboolean is_final;
} Entry;

static gboolean
put_source(const Postgresql *self, const PrSource *source, GError **error)
{
	const char *key[] = {source->name, source->sha256};

	return pr_pq_tell(self->connection, "UPDATE load_source SET is_current = 0 WHERE name = $1 AND document <> $2",
		       key, 2, error) &&
	       pr_pq_tell(self->connection,
		       "INSERT INTO load_source (name, document, is_current) VALUES ($1, $2, 1)"
		       " ON CONFLICT (name, document) DO UPDATE SET is_current = 1",
		       key, 2, error) &&
	       pr_pq_tell(self->connection, "DELETE FROM load_failure WHERE name = $1", key, 1, error);
}

static gboolean
put_document(const Postgresql *self, const Entry *entry, GError **error)
{
	const PrSource *source = entry->source;
	const char *key[] = {source->sha256, self->run_id, source->is_partial ? "1" : "0"};
	g_autofree char *run = NULL;

	/* Another load may be at the same content; the lock ends with the transaction. */
	if (!pr_pq_tell(self->connection, "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", key, 1, error) ||
		!find_document(self, source->sha256, &run, error))
		return FALSE;
	if (entry->rows == NULL || g_strcmp0(run, self->run_id) == 0)
		return put_source(self, source, error);
	return pr_pq_tell(self->connection, "DELETE FROM document WHERE document = $1", key, 1, error) &&
	       put_rows(self, entry->rows, error) &&
	       pr_pq_tell(self->connection,
		       "INSERT INTO load_document (document, run, is_partial) VALUES ($1, $2, $3) ON CONFLICT (document)"
		       " DO UPDATE SET run = excluded.run, is_partial = excluded.is_partial",
		       key, G_N_ELEMENTS(key), error) &&
	       put_source(self, source, error);
}

static gboolean
act_load(Postgresql *self, gpointer task, GError **error)
{
	return pr_pq_run(self->connection, "BEGIN", error) &&
	       end_transaction(self, put_document(self, task, error), error);
}

static gboolean
load(PrWarehouse *warehouse, const PrSource *source, int output, GError **error)
{
	g_autoptr(PrRowReader) rows = pr_row_reader_new(output, warehouse->relations, source->sha256);
	Entry entry = {.source = source, .rows = rows};
	Deed deed = {act_load, &entry};

	return do_deed((Postgresql *)warehouse, &deed, error);
}

static gboolean
act_name(Postgresql *self, gpointer task, GError **error)
{
	const Entry *entry = task;
	const char *key[] = {entry->source->name, entry->source->sha256};
	g_autofree char *found = NULL;

	if (!pr_pq_ask_text(self->connection,
		    "SELECT 1 FROM load_source WHERE name = $1 AND document = $2 AND is_current = 1", key, 2, &found,
		    error))
		return FALSE;
	return found != NULL || act_load(self, task, error);
}

static gboolean
name(PrWarehouse *warehouse, const PrSource *source, GError **error)
{
	Entry entry = {.source = source};
	Deed deed = {act_name, &entry};

	return do_deed((Postgresql *)warehouse, &deed, error);
}

static gboolean
act_fail(Postgresql *self, gpointer task, GError **error)
{
	const Entry *entry = task;
	const char *values[] = {entry->source->name, entry->source->sha256, self->run_id, self->run->means,
		entry->reason, entry->is_final ? "1" : "0"};

	return pr_pq_tell(self->connection,
		"INSERT INTO load_failure (name, sha256, run, means, reason, is_final) VALUES ($1, $2, $3, $4, $5, $6)"
		" ON CONFLICT (name) DO UPDATE SET sha256 = excluded.sha256, run = excluded.run, means = excluded.means,"
		" reason = excluded.reason, is_final = excluded.is_final",
		values, G_N_ELEMENTS(values), error);
}

static gboolean
keep_failure(PrWarehouse *warehouse, const PrSource *source, const char *reason, gboolean is_final, GError **error)
{
	Entry entry = {.source = source, .reason = reason, .is_final = is_final};
	Deed deed = {act_fail, &entry};

	return do_deed((Postgresql *)warehouse, &deed, error);
}

static gboolean
finish_load(PrWarehouse *warehouse, GError **error)
{
	return TRUE;
}

static void
free_postgresql(PrWarehouse *warehouse)
{
	Postgresql *self = (Postgresql *)warehouse;

	PQfinish(self->connection);
	g_free(self->run_id);
	g_free(self);
}

PrWarehouse *
pr_warehouse_postgresql_new(const char *uri, const PrLoadRun *run, GError **error)
{
	Postgresql *self = g_new0(Postgresql, 1);
	g_autoptr(PrWarehouse) warehouse = &self->warehouse;

	self->warehouse = (PrWarehouse){pr_relations_new(run->forms, NULL, PR_DIALECT_POSTGRESQL), look, name, load,
		keep_failure, finish_load, free_postgresql};
	self->run = run;
	return open_database(self, uri, error) ? g_steal_pointer(&warehouse) : NULL;
}
