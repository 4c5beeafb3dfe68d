/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was found as the boundary texts of the stages: for `show`, and to hand tables on to the parent process. */
#include "tools/sink.h"

#include "tools/message.h"

typedef struct {
	PrSink sink;
	PrWriter *out;
	GString *text;
} TextSink;

static void
print_paragraphs(const PrPiece *piece, GString *out)
{
	for (guint i = 0; i < piece->paragraphs->len; i++) {
		const PrParagraph *paragraph = g_ptr_array_index(piece->paragraphs, i);
		g_autofree char *printed = pr_text_printed(&paragraph->text);
		g_autofree char *escaped = pr_message_escape(printed);

		g_string_append_printf(
			out, "# page %d %s: %s\n", paragraph->page, pr_paragraph_kind_name(paragraph->kind), escaped);
	}
}

static void
flush_text(TextSink *self)
{
	pr_writer_put_bytes(self->out, self->text->str, self->text->len);
	g_string_truncate(self->text, 0);
}

static gboolean
print_tables(PrSink *sink, const PrPiece *piece, GError **error)
{
	TextSink *self = (TextSink *)sink;

	print_paragraphs(piece, self->text);
	for (guint i = 0; i < piece->tables->len; i++)
		pr_table_print(((const PrCleanTable *)g_ptr_array_index(piece->tables, i))->table, self->text);
	flush_text(self);
	return TRUE;
}

static void
print_declined(PrSink *sink, const PrDeclined *declined)
{
	TextSink *self = (TextSink *)sink;

	pr_declined_print(declined, self->text);
	flush_text(self);
}

static gboolean
print_clean(PrSink *sink, const PrPiece *piece, GError **error)
{
	TextSink *self = (TextSink *)sink;

	for (guint i = 0; i < piece->tables->len; i++)
		pr_clean_table_print(g_ptr_array_index(piece->tables, i), self->text);
	flush_text(self);
	return TRUE;
}

static gboolean
print_record(PrSink *sink, const PrPiece *piece, GError **error)
{
	TextSink *self = (TextSink *)sink;

	if (piece->kind == PR_PIECE_FORM)
		pr_record_print(piece->record, self->text);
	flush_text(self);
	return TRUE;
}

static gboolean
end_text(PrSink *sink, const PrIssues *issues, GError **error)
{
	return pr_writer_flush(((TextSink *)sink)->out, error);
}

static void
free_sink(PrSink *sink)
{
	TextSink *self = (TextSink *)sink;

	pr_writer_free(self->out);
	g_string_free(self->text, TRUE);
	g_free(self);
}

static PrSink *
new_sink(const PrDocument *document, gboolean (*piece)(PrSink *, const PrPiece *, GError **))
{
	TextSink *self = g_new0(TextSink, 1);

	self->sink = (PrSink){piece, NULL, end_text, free_sink};
	self->out = pr_writer_new(document->output);
	self->text = g_string_new(NULL);
	return &self->sink;
}

PrSink *
pr_sink_table_text_new(const PrDocument *document, GError **error)
{
	PrSink *sink = new_sink(document, print_tables);

	if (document->options->is_verbose)
		sink->declined = print_declined;
	return sink;
}

PrSink *
pr_sink_clean_text_new(const PrDocument *document, GError **error)
{
	return new_sink(document, print_clean);
}

PrSink *
pr_sink_record_text_new(const PrDocument *document, GError **error)
{
	return new_sink(document, print_record);
}
