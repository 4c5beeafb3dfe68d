/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables as CSV (RFC 4180, UTF-8, lines end in LF), a block a table, blocks parted by an empty line. A block begins
 * with the line
 *
 *   #table,NUMBER,TITLE,UNIT,FIRST PAGE,LAST PAGE
 *
 * and has a line a row of the table. The text of a merged cell stands in its first slot, its other slots are empty. A
 * text that a spreadsheet would run as a formula (= + - @ TAB CR in front, and no number) gets an apostrophe in front.
 */
#include "tools/csv.h"
#include "tools/sink.h"

#include <string.h>

typedef struct {
	PrSink sink;
	PrWriter *out;
	guint tables;
} CsvSink;

static const char *
text_of(const PrClean *clean)
{
	return clean != NULL ? clean->text : "";
}

static void
put_head(CsvSink *self, const PrCleanTable *table)
{
	const GArray *parts = table->table->parts;
	const PrPart *first = &g_array_index(parts, PrPart, 0), *last = &g_array_index(parts, PrPart, parts->len - 1);

	if (self->tables > 1)
		pr_writer_put_char(self->out, '\n');
	pr_writer_put(self->out, "#table,");
	pr_writer_put_int(self->out, self->tables);
	pr_writer_put_char(self->out, ',');
	pr_csv_put_field(self->out, text_of(table->title));
	pr_writer_put_char(self->out, ',');
	pr_csv_put_field(self->out, text_of(table->unit));
	pr_writer_put_char(self->out, ',');
	pr_writer_put_int(self->out, first->page);
	pr_writer_put_char(self->out, ',');
	pr_writer_put_int(self->out, last->page);
	pr_writer_put_char(self->out, '\n');
}

/* The cells are in the order of their first slots, so one finger moves along them. */
static void
put_rows(CsvSink *self, const PrCleanTable *clean)
{
	const PrTable *table = clean->table;
	guint next = 0;

	for (int row = 0; row < table->rows; row++) {
		for (int col = 0; col < table->cols; col++) {
			const PrCell *cell = next < table->cells->len ? g_ptr_array_index(table->cells, next) : NULL;

			if (col > 0)
				pr_writer_put_char(self->out, ',');
			if (cell != NULL && cell->row == row && cell->col == col)
				pr_csv_put_field(self->out, text_of(g_ptr_array_index(clean->cells, next++)));
		}
		pr_writer_put_char(self->out, '\n');
	}
}

static gboolean
write_piece(PrSink *sink, const PrPiece *piece, GError **error)
{
	CsvSink *self = (CsvSink *)sink;

	for (guint i = 0; i < piece->tables->len; i++) {
		self->tables++;
		put_head(self, g_ptr_array_index(piece->tables, i));
		put_rows(self, g_ptr_array_index(piece->tables, i));
	}
	return TRUE;
}

static gboolean
end_document(PrSink *sink, const PrIssues *issues, GError **error)
{
	return pr_writer_flush(((CsvSink *)sink)->out, error);
}

static void
free_sink(PrSink *sink)
{
	pr_writer_free(((CsvSink *)sink)->out);
	g_free(sink);
}

PrSink *
pr_sink_table_csv_new(const PrDocument *document, GError **error)
{
	CsvSink *self = g_new0(CsvSink, 1);

	self->sink = (PrSink){write_piece, NULL, end_document, free_sink};
	self->out = pr_writer_new(document->output);
	return &self->sink;
}
