/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrSink: what becomes of one document's data. One file a kind of sink; each writes as the data come and holds no
 * document. */
#pragma once

#include "schema/document-xml.h"
#include "schema/findings.h"
#include "schema/relation.h"
#include "tools/options.h"
#include "tools/worker.h"
#include "tools/writer.h"

/* What a sink is told of the document before its content. */
typedef struct {
	PrDocumentInfo info;
	const PrForms *forms;
	const PrRelations *relations; /* for rows; else NULL */
	gboolean is_raw;
	int output;     /* descriptor, written in order */
	PrChild *child; /* for a sink that counts, or reads the document again */
	const PrOptions *options;
	gconstpointer data; /* what the verb has for its sink; may be NULL */
} PrDocument;

typedef struct PrSink PrSink;

/* A sink starts with this struct. Each call may be NULL where a sink has no use for it; FALSE with the error. */
struct PrSink {
	gboolean (*piece)(PrSink *sink, const PrPiece *piece, GError **error);
	void (*page)(PrSink *sink, const PrPageReport *page);
	gboolean (*end)(PrSink *sink, const PrIssues *issues, GError **error);
	void (*free)(PrSink *sink);
	PrSightingFunc sighting; /* of each table, if forms are looked for; its data is the sink */
	/* Where the document was checked: just before its end, once; valid until the end is done. */
	void (*findings)(PrSink *sink, const PrFindings *findings);
	/* Where a sink has this, it is told of each place that was looked at and is no table. */
	void (*declined)(PrSink *sink, const PrDeclined *declined);
};

static inline void
pr_sink_free(PrSink *sink)
{
	if (sink != NULL)
		sink->free(sink);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrSink, pr_sink_free)

/* Makes a sink; `document` outlives it. */
typedef PrSink *(*PrSinkNew)(const PrDocument *document, GError **error);

PrSink *pr_sink_xml_new(const PrDocument *document, GError **error);
/* The forms of a document, then tables and text that are in none. */
PrSink *pr_sink_record_json_new(const PrDocument *document, GError **error);
/* How the definitions fared with each table. */
PrSink *pr_sink_explain_text_new(const PrDocument *document, GError **error);
PrSink *pr_sink_explain_json_new(const PrDocument *document, GError **error);
/* All tables of a document. */
PrSink *pr_sink_table_json_new(const PrDocument *document, GError **error);
PrSink *pr_sink_table_csv_new(const PrDocument *document, GError **error);
PrSink *pr_sink_table_html_new(const PrDocument *document, GError **error);
/* The review page. */
PrSink *pr_sink_view_new(const PrDocument *document, GError **error);
/* The findings of a document; `data` is a PrCheckPlan. */
PrSink *pr_sink_findings_new(const PrDocument *document, GError **error);
/* Another sink (PrCheckPlan.inner), which is told the findings. */
PrSink *pr_sink_checked_new(const PrDocument *document, GError **error);
/* The boundary texts of the stages: tables and paragraphs, clean tables, records. */
PrSink *pr_sink_table_text_new(const PrDocument *document, GError **error);
PrSink *pr_sink_clean_text_new(const PrDocument *document, GError **error);
PrSink *pr_sink_record_text_new(const PrDocument *document, GError **error);
/* Rows for a warehouse, see row.h. */
PrSink *pr_sink_rows_new(const PrDocument *document, GError **error);
