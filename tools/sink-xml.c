/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The XML document: all the work is the schema stage's. */
#include "tools/sink.h"

#include "tools/error.h"

typedef struct {
	PrSink sink;
	PrDocumentWriter *writer;
} XmlSink;

static gboolean
write_piece(PrSink *sink, const PrPiece *piece, GError **error)
{
	return pr_document_writer_piece(((XmlSink *)sink)->writer, piece, error);
}

static void
write_page(PrSink *sink, const PrPageReport *page)
{
	pr_document_writer_page(((XmlSink *)sink)->writer, page);
}

static gboolean
end_document(PrSink *sink, const PrIssues *issues, GError **error)
{
	return pr_document_writer_finish(((XmlSink *)sink)->writer, issues, error);
}

static void
note_findings(PrSink *sink, const PrFindings *findings)
{
	pr_document_writer_findings(((XmlSink *)sink)->writer, findings);
}

static void
free_sink(PrSink *sink)
{
	pr_document_writer_free(((XmlSink *)sink)->writer);
	g_free(sink);
}

PrSink *
pr_sink_xml_new(const PrDocument *document, GError **error)
{
	PrDocumentWriter *writer = pr_document_writer_new(document->output, document->forms, &document->info, error);

	if (writer == NULL)
		return NULL;
	XmlSink *sink = g_new0(XmlSink, 1);

	sink->sink = (PrSink){write_piece, write_page, end_document, free_sink};
	sink->sink.findings = note_findings;
	sink->writer = writer;
	return &sink->sink;
}
