/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Checking one document, inside its worker process: from its XML, which is read from the input or made in memory from a
 * PDF. */
#include "tools/check.h"

#include <string.h>
#include <unistd.h>

#include "tools/error.h"
#include "tools/together.h"

/* Space, the byte order mark, and what XML begins with. */
#define HEAD_MAX 512

/* ---- what the command line says ---- */

PrRules *
pr_check_read_rules(char *const *paths, gboolean has_builtin, GError **error)
{
	g_autoptr(PrRules) rules = has_builtin ? pr_rules_new() : pr_rules_new_empty();

	for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
		if (!pr_rules_add_file(rules, paths[i], error))
			return NULL;
	return g_steal_pointer(&rules);
}

gboolean
pr_check_parse_fail_on(const char *text, int *fail_on, GError **error)
{
	*fail_on = PR_SEVERITY_ERROR;
	if (text == NULL)
		return TRUE;
	for (int severity = PR_SEVERITY_NOTE; severity <= PR_SEVERITY_ERROR; severity++) {
		*fail_on = severity;
		if (strcmp(text, pr_severity_name((PrSeverity)severity)) == 0)
			return TRUE;
	}
	*fail_on = PR_FAIL_NEVER;
	return strcmp(text, "never") == 0 ||
	       pr_options_refuse(error, "--fail-on", text, "it is error, warning, note or never");
}

gboolean
pr_check_refuse_idle(const char *waivers, char *const *rules, GError **error)
{
	if (waivers != NULL)
		return pr_options_refuse_alone(error, "--waivers", "--check");
	return rules == NULL || pr_options_refuse_alone(error, "--rules", "--check");
}

/* ---- the end of all ways ---- */

static PrFindings *
check_xml(
	const PrCheckPlan *plan, const GByteArray *xml, const PrDocument *document, GByteArray *essence, GError **error)
{
	PrCheckOptions options = plan->options;

	options.essence = essence;
	PrFindings *findings = pr_check(plan->rules, (const char *)xml->data, xml->len, &options, error);

	if (findings == NULL)
		return NULL;
	pr_waivers_apply(plan->waivers, findings);
	if (plan->fail_on <= (int)PR_SEVERITY_ERROR)
		document->child->tally.grave += pr_findings_count(findings, (PrSeverity)plan->fail_on);
	return findings;
}

static gboolean
write_findings(const PrCheckPlan *plan, const GByteArray *xml, const PrDocument *document, GError **error)
{
	g_autoptr(GByteArray) essence = plan->is_together ? g_byte_array_new() : NULL;
	g_autoptr(PrFindings) findings = check_xml(plan, xml, document, essence, error);
	PrFindingsOf of = {document->info.file_name, findings};

	return findings != NULL && plan->write(&of, document->output, error) &&
	       (essence == NULL || pr_together_leave(document->output, essence, error));
}

/* ---- from a PDF ---- */

typedef struct {
	PrSink sink;
	const PrDocument *document;
	GByteArray *xml;
	PrDocumentWriter *writer;
	PrSink *inner; /* NULL: the findings are all that is wanted */
} FindingsSink;

static gboolean
write_piece(PrSink *sink, const PrPiece *piece, GError **error)
{
	FindingsSink *self = (FindingsSink *)sink;

	return pr_document_writer_piece(self->writer, piece, error) &&
	       (self->inner == NULL || self->inner->piece(self->inner, piece, error));
}

static void
write_page(PrSink *sink, const PrPageReport *page)
{
	FindingsSink *self = (FindingsSink *)sink;

	if (self->inner != NULL && self->inner->page != NULL)
		self->inner->page(self->inner, page);
}

static gboolean
end_document(PrSink *sink, const PrIssues *issues, GError **error)
{
	FindingsSink *self = (FindingsSink *)sink;
	const PrCheckPlan *plan = self->document->data;

	if (!pr_document_writer_finish(self->writer, issues, error))
		return FALSE;
	if (self->inner == NULL)
		return write_findings(plan, self->xml, self->document, error);
	g_autoptr(PrFindings) findings = check_xml(plan, self->xml, self->document, NULL, error);

	if (findings == NULL)
		return FALSE;
	self->inner->findings(self->inner, findings);
	return self->inner->end(self->inner, issues, error);
}

static void
free_sink(PrSink *sink)
{
	FindingsSink *self = (FindingsSink *)sink;

	pr_sink_free(self->inner);
	pr_document_writer_free(self->writer);
	g_byte_array_unref(self->xml);
	g_free(self);
}

PrSink *
pr_sink_findings_new(const PrDocument *document, GError **error)
{
	FindingsSink *self = g_new0(FindingsSink, 1);
	PrDocumentInfo info = document->info;

	self->sink = (PrSink){.piece = write_piece, .page = write_page, .end = end_document, .free = free_sink};
	self->document = document;
	self->xml = info.kept = g_byte_array_new();
	const PrCheckPlan *plan = document->data;

	info.is_lean = !pr_rules_want_all(plan->rules, plan->is_together);
	self->writer = pr_document_writer_new(-1, document->forms, &info, error);
	if (self->writer != NULL)
		return &self->sink;
	free_sink(&self->sink);
	return NULL;
}

PrSink *
pr_sink_checked_new(const PrDocument *document, GError **error)
{
	g_autoptr(PrSink) sink = pr_sink_findings_new(document, error);
	FindingsSink *self = (FindingsSink *)sink;

	if (self != NULL)
		self->inner = ((const PrCheckPlan *)document->data)->inner(document, error);
	return self != NULL && self->inner != NULL ? g_steal_pointer(&sink) : NULL;
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

	return read_all(child->input, xml, error) && write_findings(plan, xml, &document, error);
}
