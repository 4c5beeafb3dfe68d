/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checking one document, inside its worker process: from its XML, which is read from the input or made in memory from a PDF. */
#include "tools/check.h"

#include <string.h>
#include <unistd.h>

#include "tools/error.h"

/* Space, the byte order mark, and what XML begins with. */
#define HEAD_MAX 512

/* ---- the end of both ways ---- */

static gboolean
check_xml(const PrCheckPlan *plan, const GByteArray *xml, const PrDocument *document, GError **error)
{
	g_autoptr(PrFindings) findings =
		pr_check(plan->rules, (const char *)xml->data, xml->len, &plan->options, error);

	if (findings == NULL)
		return FALSE;
	pr_waivers_apply(plan->waivers, findings);
	PrFindingsOf of = {document->info.file_name, findings};

	if (document->child != NULL)
		document->child->tally.grave += plan->fail_on <= (int)PR_SEVERITY_ERROR
						  ? pr_findings_count(findings, (PrSeverity)plan->fail_on)
						  : 0;
	return plan->write(&of, document->output, error);
}

/* ---- from a PDF ---- */

typedef struct {
	PrSink sink;
	const PrDocument *document;
	GByteArray *xml;
	PrDocumentWriter *writer;
} FindingsSink;

static gboolean
write_piece(PrSink *sink, const PrPiece *piece, GError **error)
{
	return pr_document_writer_piece(((FindingsSink *)sink)->writer, piece, error);
}

static gboolean
end_document(PrSink *sink, const PrIssues *issues, GError **error)
{
	FindingsSink *self = (FindingsSink *)sink;

	return pr_document_writer_finish(self->writer, issues, error) &&
	       check_xml(self->document->data, self->xml, self->document, error);
}

static void
free_sink(PrSink *sink)
{
	FindingsSink *self = (FindingsSink *)sink;

	pr_document_writer_free(self->writer);
	g_byte_array_unref(self->xml);
	g_free(self);
}

PrSink *
pr_sink_findings_new(const PrDocument *document, GError **error)
{
	FindingsSink *self = g_new0(FindingsSink, 1);
	PrDocumentInfo info = document->info;

	self->sink = (PrSink){write_piece, NULL, end_document, free_sink};
	self->document = document;
	self->xml = info.kept = g_byte_array_new();
	info.is_lean = !pr_rules_want_all(((const PrCheckPlan *)document->data)->rules);
	self->writer = pr_document_writer_new(-1, document->forms, &info, error);
	if (self->writer != NULL)
		return &self->sink;
	free_sink(&self->sink);
	return NULL;
}

/* ---- from XML ---- */

static gboolean
begins_with_xml(int fd)
{
	char head[HEAD_MAX + 1];
	ssize_t length = pread(fd, head, HEAD_MAX, 0);
	const char *at = head;

	if (length <= 0)
		return FALSE;
	head[length] = '\0';
	if (g_str_has_prefix(at, "\xef\xbb\xbf"))
		at += 3;
	while (g_ascii_isspace(*at))
		at++;
	return *at == '<';
}

static gboolean
read_all(int fd, GByteArray *bytes, GError **error)
{
	guint8 part[65536];
	ssize_t done;

	while ((done = pread(fd, part, sizeof part, (off_t)bytes->len)) > 0)
		g_byte_array_append(bytes, part, (guint)done);
	if (done == 0)
		return TRUE;
	g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, "cannot be read");
	return FALSE;
}

gboolean
pr_check_task(PrChild *child, gconstpointer data, GError **error)
{
	const PrCheckPlan *plan = data;
	g_autoptr(GByteArray) xml = g_byte_array_new();

	if (!begins_with_xml(child->input))
		return pr_document_task(child, &plan->document, error);
	PrDocument document = {.info = {.file_name = child->name}, .output = child->output, .child = child};

	return read_all(child->input, xml, error) && check_xml(plan, xml, &document, error);
}
