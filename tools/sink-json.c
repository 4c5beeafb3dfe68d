/* SPDX-License-Identifier: GPL-2.0-or-later */
/* JSON of a document, one object: `tables` puts the tables out as they come; `extract` puts out the forms, and keeps
 * tables and text that are in no form in two files without names until their turn comes, for JSON wants each list in
 * one piece. */
#include "tools/sink.h"

#include <errno.h>
#include <unistd.h>

#include "tools/error.h"
#include "tools/json-parts.h"
#include "tools/output.h"
#include "tools/report.h"

/* A list that waits. */
typedef struct {
	int fd;
	PrWriter *out;
	PrJson *json;
} Shelf;

typedef struct {
	PrSink sink;
	gboolean is_raw;
	PrWriter *out;
	PrJson *json;
	GArray *reports;            /* of PrPageReport */
	Shelf facts, tables, text;  /* of the record sink only */
	PrSubject *subject;         /* NULL: unknown */
	const PrFindings *findings; /* borrowed; NULL: not checked */
} JsonSink;

/* ---- lists that wait ---- */

static gboolean
shelf_open(Shelf *shelf, const char *key, GError **error)
{
	shelf->fd = pr_unnamed_file(error);
	if (shelf->fd < 0)
		return FALSE;
	shelf->out = pr_writer_new(shelf->fd);
	shelf->json = pr_json_new_inside(shelf->out);
	pr_json_begin_array(shelf->json, key);
	return TRUE;
}

static gboolean
shelf_empty(Shelf *shelf, PrJson *json, GError **error)
{
	pr_json_end_array(shelf->json);
	if (!pr_writer_flush(shelf->out, error))
		return FALSE;
	if (pr_json_insert(json, shelf->fd))
		return TRUE;
	pr_tools_set_output_error(error, "temporary file", errno);
	return FALSE;
}

static void
shelf_close(Shelf *shelf)
{
	g_clear_pointer(&shelf->json, pr_json_free);
	g_clear_pointer(&shelf->out, pr_writer_free);
	if (shelf->fd >= 0)
		close(shelf->fd);
}

/* ---- both sinks ---- */

static void
note_page(PrSink *sink, const PrPageReport *page)
{
	g_array_append_vals(((JsonSink *)sink)->reports, page, 1);
}

static void
free_sink(PrSink *sink)
{
	JsonSink *self = (JsonSink *)sink;

	shelf_close(&self->facts);
	shelf_close(&self->tables);
	shelf_close(&self->text);
	pr_subject_free(self->subject);
	pr_json_free(self->json);
	pr_writer_free(self->out);
	g_array_unref(self->reports);
	g_free(self);
}

static JsonSink *
new_sink(const PrDocument *document, const char *first_key)
{
	JsonSink *self = g_new0(JsonSink, 1);

	self->sink.page = note_page;
	self->sink.free = free_sink;
	self->is_raw = document->is_raw;
	self->out = pr_writer_new(document->output);
	self->json = pr_json_new(self->out);
	self->reports = g_array_new(FALSE, FALSE, sizeof(PrPageReport));
	self->facts.fd = self->tables.fd = self->text.fd = -1;
	pr_json_begin_object(self->json, NULL);
	pr_json_string(self->json, "file", document->info.file_name);
	pr_json_string(self->json, "sha256", document->info.pdf->sha256);
	pr_json_begin_array(self->json, first_key);
	return self;
}

static gboolean
end_document(JsonSink *self, const PrIssues *issues, GError **error)
{
	pr_json_pages(self->json, self->reports);
	pr_json_issues(self->json, issues);
	pr_json_end_object(self->json);
	return pr_writer_flush(self->out, error);
}

/* ---- tables ---- */

static gboolean
write_tables(PrSink *sink, const PrPiece *piece, GError **error)
{
	JsonSink *self = (JsonSink *)sink;

	for (guint i = 0; i < piece->tables->len; i++)
		pr_json_table(self->json, g_ptr_array_index(piece->tables, i), 0);
	return TRUE;
}

static gboolean
end_tables(PrSink *sink, const PrIssues *issues, GError **error)
{
	JsonSink *self = (JsonSink *)sink;

	pr_json_end_array(self->json);
	return end_document(self, issues, error);
}

PrSink *
pr_sink_table_json_new(const PrDocument *document, GError **error)
{
	JsonSink *self = new_sink(document, "tables");

	self->sink.piece = write_tables;
	self->sink.end = end_tables;
	return &self->sink;
}

/* ---- records ---- */

static void
write_record(JsonSink *self, const PrPiece *piece)
{
	const PrNode *root = piece->record->root;

	pr_json_begin_object(self->json, NULL);
	pr_json_int(self->json, "form", piece->record->number);
	pr_json_string(self->json, "definition", piece->record->form_id);
	if (piece->form->code != NULL)
		pr_json_string(self->json, "kind", piece->form->code);
	pr_json_places(self->json, "places", piece->record->places);
	pr_json_members(self->json, root, self->is_raw);
	pr_json_end_object(self->json);
}

/* The record quotes; what the form prints stands among the tables and texts, so that each character is there once. */
static void
write_printed(JsonSink *self, const PrPiece *piece)
{
	for (guint i = 0; i < piece->paragraphs->len; i++)
		pr_json_paragraph(self->text.json, g_ptr_array_index(piece->paragraphs, i), piece->record->number);
	for (guint i = 0; i < piece->tables->len; i++)
		pr_json_table(self->tables.json, g_ptr_array_index(piece->tables, i), piece->record->number);
}

static gboolean
write_piece(PrSink *sink, const PrPiece *piece, GError **error)
{
	JsonSink *self = (JsonSink *)sink;

	if (piece->subject != NULL && self->subject == NULL)
		self->subject = pr_subject_copy(piece->subject);
	for (guint i = 0; i < piece->facts->len; i++)
		pr_json_facts(self->facts.json, g_ptr_array_index(piece->facts, i));
	switch (piece->kind) {
	case PR_PIECE_FORM:
		write_record(self, piece);
		write_printed(self, piece);
		return TRUE;
	case PR_PIECE_TABLE:
		pr_json_table(self->tables.json, pr_piece_table(piece), 0);
		return TRUE;
	case PR_PIECE_PARAGRAPH:
		pr_json_paragraph(self->text.json, pr_piece_paragraph(piece), 0);
		return TRUE;
	default:
		g_assert_not_reached();
	}
}

static gboolean
end_checked(JsonSink *self, const PrIssues *issues, GError **error)
{
	const PrFindings *findings = self->findings;

	if (findings == NULL)
		return end_document(self, issues, error);
	pr_json_begin_array(self->json, "findings");
	for (guint i = 0; i < findings->list->len; i++)
		pr_json_finding(self->json, g_ptr_array_index(findings->list, i), NULL);
	pr_json_end_array(self->json);
	pr_json_int(self->json, "amounts", findings->amounts);
	pr_json_int(self->json, "confirmed", findings->confirmations->len);
	return end_document(self, issues, error);
}

static gboolean
end_record(PrSink *sink, const PrIssues *issues, GError **error)
{
	JsonSink *self = (JsonSink *)sink;

	pr_json_end_array(self->json);
	if (self->subject != NULL)
		pr_json_subject(self->json, self->subject);
	return shelf_empty(&self->facts, self->json, error) && shelf_empty(&self->tables, self->json, error) &&
	       shelf_empty(&self->text, self->json, error) && end_checked(self, issues, error);
}

static void
note_findings(PrSink *sink, const PrFindings *findings)
{
	((JsonSink *)sink)->findings = findings;
}

PrSink *
pr_sink_record_json_new(const PrDocument *document, GError **error)
{
	JsonSink *self = new_sink(document, "forms");

	self->sink.piece = write_piece;
	self->sink.end = end_record;
	self->sink.findings = note_findings;
	if (shelf_open(&self->facts, "facts", error) && shelf_open(&self->tables, "tables", error) &&
		shelf_open(&self->text, "text", error))
		return &self->sink;
	free_sink(&self->sink);
	return NULL;
}
