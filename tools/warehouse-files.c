/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Warehouses of plain files. Files cannot replace a document in their middle, and cannot take back half of one. So the
 * rows are kept in SQLite, in a hidden place beside the files, and the files are written from there when a load ends:
 *
 *   csv:DIR      DIR/.piperoll/rows.db      ──► DIR/fact.csv, DIR/cell.csv, …, DIR/csv-metadata.json
 *   parquet:DIR  DIR/.piperoll/rows.db      ──► DIR/fact.parquet, DIR/cell.parquet, …
 *   jsonl:FILE   FILE.piperoll/rows.db      ──► FILE
 *
 * A mark beside the rows says that the files hold them all. It is taken away before the first change, and set when the
 * files are written: a load that was killed leaves it to the next one. Rows are in the order of their keys, whatever
 * order they came in. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/error.h"
#include "tools/message.h"
#include "tools/output.h"
#include "tools/row-parquet.h"
#include "tools/row-print.h"
#include "tools/warehouse-sql.h"
#include "tools/warehouse.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define BUSY_MS 120000

typedef enum { FILES_CSV, FILES_PARQUET, FILES_JSONL } FilesKind;

typedef struct {
	PrWarehouse warehouse;
	PrWarehouse *rows;
	PrRelations *relations; /* as the files have them */
	char *database, *mark;
	FilesKind kind;
	char *path; /* of the folder; JSONL: of the file */
	gboolean with_bom;
} Files;

/* ---- changes ---- */

static gboolean
take_mark_away(const Files *self, GError **error)
{
	if (unlink(self->mark) == 0 || errno == ENOENT)
		return TRUE;
	return pr_message_set_output_error(error, self->mark);
}

static gboolean
look(PrWarehouse *warehouse, const char *sha256, PrKnown *known, char **reason, GError **error)
{
	PrWarehouse *rows = ((Files *)warehouse)->rows;

	return rows->look(rows, sha256, known, reason, error);
}

static gboolean
name(PrWarehouse *warehouse, const PrSource *source, GError **error)
{
	PrWarehouse *rows = ((Files *)warehouse)->rows;

	return rows->name(rows, source, error);
}

static gboolean
load(PrWarehouse *warehouse, const PrSource *source, int output, GError **error)
{
	const Files *self = (Files *)warehouse;

	return take_mark_away(self, error) && self->rows->load(self->rows, source, output, error);
}

static gboolean
keep_failure(PrWarehouse *warehouse, const PrSource *source, const char *reason, gboolean is_final, GError **error)
{
	PrWarehouse *rows = ((Files *)warehouse)->rows;

	return rows->fail(rows, source, reason, is_final, error);
}

/* ---- writing the files ---- */

static gboolean
fail(sqlite3 *db, GError **error)
{
	g_set_error(
		error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_OUTPUT, "the rows cannot be read again: %s", sqlite3_errmsg(db));
	return FALSE;
}

/* Calls `see` with all rows of a relation, by its key. */
static gboolean
see_rows(sqlite3 *db, const PrRelation *relation, PrRowFunc see, gpointer data, GError **error)
{
	g_autoptr(GString) sql = g_string_new("SELECT ");
	g_autofree const char **values = g_new0(const char *, relation->columns->len);
	sqlite3_stmt *statement = NULL;
	int result = 0;

	pr_sql_columns(relation, sql);
	g_string_append(sql, " FROM ");
	pr_ddl_quote(relation->name, sql);
	g_string_append(sql, " ORDER BY 1");
	for (guint i = 1; i < relation->key_count; i++)
		g_string_append_printf(sql, ", %u", i + 1);
	if (sqlite3_prepare_v2(db, sql->str, -1, &statement, NULL) != SQLITE_OK)
		return fail(db, error);
	while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
		for (guint i = 0; i < relation->columns->len; i++)
			values[i] = (const char *)sqlite3_column_text(statement, (int)i);
		see(relation, values, data);
	}
	sqlite3_finalize(statement);
	return result == SQLITE_DONE || fail(db, error);
}

/* What is written into one file. */
typedef struct {
	const Files *self;
	sqlite3 *db;
	const PrRelation *relation; /* NULL: all of them, or for CSV the metadata */
} Content;

static gboolean
print_csv(const Content *content, PrWriter *out, GError **error)
{
	if (content->relation == NULL) {
		pr_row_print_csv_metadata(out, content->self->relations);
		return TRUE;
	}
	if (content->self->with_bom)
		pr_writer_put(out, BYTE_ORDER_MARK);
	pr_row_print_csv_head(out, content->relation);
	return see_rows(content->db, content->relation, pr_row_print_csv, out, error);
}

static void
put_parquet_row(const PrRelation *relation, const char *const *values, gpointer file)
{
	/* Its shape was made to hold it. */
	gboolean is_put = pr_parquet_put_row(file, values);

	g_assert(is_put);
}

static gboolean
print_parquet(const Content *content, PrWriter *out, GError **error)
{
	g_autoptr(PrRowShape) shape = pr_row_shape_new(content->relation);

	if (!see_rows(content->db, content->relation, pr_row_shape_see, shape, error))
		return FALSE;
	g_autoptr(PrParquet) file = pr_row_parquet_new(shape, out, "piperoll version " PIPEROLL_VERSION);

	if (!see_rows(content->db, content->relation, put_parquet_row, file, error))
		return FALSE;
	pr_parquet_finish(file);
	return TRUE;
}

static gboolean
print_content(const Content *content, PrWriter *out, GError **error)
{
	const PrRelations *relations = content->self->relations;

	if (content->self->kind == FILES_CSV)
		return print_csv(content, out, error);
	if (content->self->kind == FILES_PARQUET)
		return print_parquet(content, out, error);
	for (guint i = 0; i < relations->relations->len; i++)
		if (!see_rows(content->db, g_ptr_array_index(relations->relations, i), pr_row_print_json, out, error))
			return FALSE;
	return TRUE;
}

/* A file takes its name when it is whole. */
static gboolean
write_file(const char *path, const Content *content, GError **error)
{
	PrInput input = {.name = (char *)path, .stem = (char *)path};
	PrOutputPlan plan = {path, "", TRUE};

	g_autoptr(PrOutput) output = pr_output_new(&plan, NULL, error);
	g_autoptr(PrTarget) target = output != NULL ? pr_target_open(output, &input, -1, error) : NULL;

	if (target == NULL)
		return FALSE;
	g_autoptr(PrWriter) out = pr_writer_new(pr_target_fd(target));

	return print_content(content, out, error) && pr_writer_flush(out, error) && pr_target_commit(target, error);
}

/* A file for each relation. */
static gboolean
write_folder(const Files *self, sqlite3 *db, GError **error)
{
	gboolean is_csv = self->kind == FILES_CSV;
	g_autofree char *metadata = g_build_filename(self->path, "csv-metadata.json", NULL);

	for (guint i = 0; i < self->relations->relations->len; i++) {
		const PrRelation *relation = g_ptr_array_index(self->relations->relations, i);
		g_autofree char *base = g_strconcat(relation->name, is_csv ? ".csv" : ".parquet", NULL);
		g_autofree char *path = g_build_filename(self->path, base, NULL);

		if (!write_file(path, &(Content){self, db, relation}, error))
			return FALSE;
	}
	return !is_csv || write_file(metadata, &(Content){self, db, NULL}, error);
}

static gboolean
set_mark(const Files *self, GError **error)
{
	int fd = open(self->mark, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);

	if (fd >= 0)
		return close(fd) == 0;
	return pr_message_set_output_error(error, self->mark);
}

static gboolean
write_files(const Files *self, sqlite3 *db, GError **error)
{
	/* The lock keeps other loads from changing rows between one file and the next. */
	if (sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
		return fail(db, error);
	return (self->kind != FILES_JSONL ? write_folder(self, db, error)
					  : write_file(self->path, &(Content){self, db, NULL}, error)) &&
	       set_mark(self, error);
}

static gboolean
finish(PrWarehouse *warehouse, GError **error)
{
	Files *self = (Files *)warehouse;
	sqlite3 *db = NULL;

	if (!self->rows->finish(self->rows, error))
		return FALSE;
	if (access(self->mark, F_OK) == 0)
		return TRUE;
	gboolean is_written = sqlite3_open_v2(self->database, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
					      sqlite3_busy_timeout(db, BUSY_MS) == SQLITE_OK
				      ? write_files(self, db, error)
				      : fail(db, error);

	sqlite3_close(db);
	return is_written;
}

/* ---- opening ---- */

static void
free_files(PrWarehouse *warehouse)
{
	Files *self = (Files *)warehouse;

	pr_warehouse_free(self->rows);
	pr_relations_free(self->relations);
	g_free(self->database);
	g_free(self->mark);
	g_free(self->path);
	g_free(self);
}

static PrWarehouse *
open_files(Files *self, const char *hidden, const PrLoadRun *run, GError **error)
{
	g_autoptr(PrWarehouse) warehouse = &self->warehouse;

	self->warehouse = (PrWarehouse){pr_relations_new(run->forms, NULL, PR_DIALECT_SQLITE), look, name, load,
		keep_failure, finish, free_files};
	self->relations = pr_relations_new(run->forms, NULL, PR_DIALECT_POSTGRESQL);
	self->database = g_build_filename(hidden, "rows.db", NULL);
	self->mark = g_build_filename(hidden, "written", NULL);
	if (g_mkdir_with_parents(hidden, 0777) != 0) {
		pr_message_set_output_error(error, hidden);
		return NULL;
	}
	self->rows = pr_warehouse_sqlite_new(self->database, run, error);
	return self->rows != NULL ? g_steal_pointer(&warehouse) : NULL;
}

static PrWarehouse *
open_folder(FilesKind kind, const char *folder, gboolean with_bom, const PrLoadRun *run, GError **error)
{
	g_autofree char *hidden = g_build_filename(folder, ".piperoll", NULL);
	Files *self = g_new0(Files, 1);

	*self = (Files){.kind = kind, .path = g_strdup(folder), .with_bom = with_bom};
	return open_files(self, hidden, run, error);
}

PrWarehouse *
pr_warehouse_csv_new(const char *folder, gboolean with_bom, const PrLoadRun *run, GError **error)
{
	return open_folder(FILES_CSV, folder, with_bom, run, error);
}

PrWarehouse *
pr_warehouse_parquet_new(const char *folder, const PrLoadRun *run, GError **error)
{
	return open_folder(FILES_PARQUET, folder, FALSE, run, error);
}

PrWarehouse *
pr_warehouse_jsonl_new(const char *file, const PrLoadRun *run, GError **error)
{
	g_autofree char *hidden = g_strconcat(file, ".piperoll", NULL);
	Files *self = g_new0(Files, 1);

	*self = (Files){.kind = FILES_JSONL, .path = g_strdup(file)};
	return open_files(self, hidden, run, error);
}
