/* SPDX-License-Identifier: GPL-2.0-or-later */
/* jsonl:- – rows to standard output as they come, a line of JSON each. Nothing is remembered, so each load begins
 * anew. */
#include <unistd.h>

#include "tools/row-print.h"
#include "tools/warehouse.h"

typedef struct {
	PrWarehouse warehouse;
	PrWriter *out;
} Stream;

static gboolean
look(PrWarehouse *warehouse, const char *sha256, PrKnown *known, char **reason, GError **error)
{
	*known = PR_KNOWN_NOT;
	return TRUE;
}

static gboolean
name(PrWarehouse *warehouse, const PrSource *source, GError **error)
{
	return TRUE;
}

static gboolean
pass_over(gpointer data, const PrRow *row, GError **error)
{
	return TRUE;
}

static gboolean
print_row(gpointer data, const PrRow *row, GError **error)
{
	pr_row_print_json(row->relation, row->values, data);
	return TRUE;
}

/* Once to see that all rows are good, once to write them: no document is there by half. */
static gboolean
load(PrWarehouse *warehouse, const PrSource *source, int output, GError **error)
{
	g_autoptr(PrRowReader) rows = pr_row_reader_new(output, warehouse->relations, source->sha256);
	PrWriter *out = ((Stream *)warehouse)->out;

	return pr_row_reader_each(rows, pass_over, NULL, error) && pr_row_reader_each(rows, print_row, out, error) &&
	       pr_writer_flush(out, error);
}

static gboolean
keep_failure(PrWarehouse *warehouse, const PrSource *source, const char *reason, gboolean is_final, GError **error)
{
	return TRUE;
}

static gboolean
finish(PrWarehouse *warehouse, GError **error)
{
	return pr_writer_flush(((Stream *)warehouse)->out, error);
}

static void
free_stream(PrWarehouse *warehouse)
{
	pr_writer_free(((Stream *)warehouse)->out);
	g_free(warehouse);
}

PrWarehouse *
pr_warehouse_stream_new(const PrLoadRun *run)
{
	Stream *self = g_new0(Stream, 1);

	self->warehouse = (PrWarehouse){pr_relations_new(run->forms, NULL, PR_DIALECT_POSTGRESQL), look, name, load,
		keep_failure, finish, free_stream};
	self->out = pr_writer_new(STDOUT_FILENO);
	return &self->warehouse;
}
