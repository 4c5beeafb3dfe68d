/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The document, top to bottom: source, run, content as it comes, then findings, issues and coverage. */
#include "schema/document-xml.h"

#include <libxml/parser.h>
#include <math.h>

#include "normalize/version.h"
#include "schema/xml-parts.h"

#define DOCUMENT_NAMESPACE "urn:piperoll:document:1"
#define DOCUMENT_VERSION "1"
#define RATIO_DECIMALS 6
#define RATIO_STEPS 1e6
#define POINT_DECIMALS 2

struct PrDocumentWriter {
	PrXmlCheck *check;
	PrXml *xml;
	GArray *pages;              /* of PrPageReport */
	const PrFindings *findings; /* borrowed; NULL: not checked */
};

const char *
pr_xml_version(void)
{
	char text[24];
	int version = atoi(xmlParserVersion);

	g_snprintf(text, sizeof text, "%d.%d.%d", version / 10000, version / 100 % 100, version % 100);
	return g_intern_string(text);
}

/* ---- the head ---- */

/* Text that did not come through the stages may be no UTF-8. */
static void
write_outside(PrXml *xml, const char *name, const char *text)
{
	if (text == NULL)
		return;
	g_autofree char *valid = g_utf8_make_valid(text, -1);

	pr_xml_begin(xml, name);
	pr_xml_text(xml, valid);
	pr_xml_end(xml);
}

static void
write_source(PrXml *xml, const PrDocumentInfo *info)
{
	const PrPdfInfo *pdf = info->pdf;

	pr_xml_begin(xml, "source");
	if (pdf->sha256 != NULL)
		pr_xml_word(xml, "sha256", pdf->sha256);
	pr_xml_int(xml, "bytes", (gint64)pdf->bytes);
	pr_xml_int(xml, "pages", pdf->page_count);
	pr_xml_flag(xml, "encrypted", pdf->is_encrypted);
	pr_xml_flag(xml, "password-used", info->password_used);
	pr_xml_flag(xml, "tagged", pdf->is_tagged);
	write_outside(xml, "file", info->file_name != NULL ? info->file_name : "");
	write_outside(xml, "title", pdf->title);
	write_outside(xml, "producer", pdf->producer);
	write_outside(xml, "creator", pdf->creator);
	pr_xml_end_block(xml);
}

static void
write_option(PrXml *xml, const char *name, const char *value)
{
	g_autofree char *valid = g_utf8_make_valid(value, -1);

	pr_xml_begin(xml, "option");
	pr_xml_word(xml, "name", name);
	pr_xml_text(xml, valid);
	pr_xml_end(xml);
}

static void
write_run(PrXml *xml, const PrForms *forms, const PrDocumentInfo *info)
{
	g_autofree char *upstream = pr_normalize_versions();
	g_autofree char *libraries = g_strdup_printf("%s, libxml2 %s", upstream, pr_xml_version());

	pr_xml_begin(xml, "run");
	pr_xml_word(xml, "version", PIPEROLL_VERSION);
	write_outside(xml, "backend", info->backend);
	write_outside(xml, "libraries", libraries);
	for (guint i = 0; info->options != NULL && info->options[i] != NULL; i += 2)
		write_option(xml, info->options[i], info->options[i + 1]);
	for (guint i = 0; i < pr_forms_count(forms); i++) {
		const PrForm *form = pr_forms_at(forms, i);

		pr_xml_begin(xml, "definition");
		pr_xml_word(xml, "id", form->id);
		pr_xml_word(xml, "version", form->version);
		pr_xml_word(xml, "sha256", form->sha256);
		pr_xml_end(xml);
	}
	pr_xml_end_block(xml);
}

/* ---- life ---- */

gboolean
pr_document_xml_prepare(const PrForms *forms, GError **error)
{
	g_autoptr(PrXmlSchema) schema = pr_xml_schema_of(forms, error);

	return schema != NULL;
}

PrDocumentWriter *
pr_document_writer_new(int fd, const PrForms *forms, const PrDocumentInfo *info, GError **error)
{
	g_autoptr(PrXmlSchema) schema = info->kept == NULL ? pr_xml_schema_of(forms, error) : NULL;

	if (schema == NULL && info->kept == NULL)
		return NULL;
	PrDocumentWriter *writer = g_new0(PrDocumentWriter, 1);
	PrXml *xml;

	writer->check = schema != NULL ? pr_xml_check_new(schema) : NULL;
	writer->xml = xml = schema != NULL ? pr_xml_new(fd, writer->check) : pr_xml_new_kept(info->kept);
	pr_xml_set_lean(xml, info->is_lean);
	writer->pages = g_array_new(FALSE, FALSE, sizeof(PrPageReport));
	pr_xml_begin(xml, "piperoll");
	pr_xml_word(xml, "xmlns", DOCUMENT_NAMESPACE);
	pr_xml_word(xml, "version", DOCUMENT_VERSION);
	write_source(xml, info);
	write_run(xml, forms, info);
	pr_xml_begin(xml, "content");
	return writer;
}

void
pr_document_writer_free(PrDocumentWriter *writer)
{
	if (writer == NULL)
		return;
	pr_xml_free(writer->xml);
	pr_xml_check_free(writer->check);
	g_array_unref(writer->pages);
	g_free(writer);
}

/* ---- content ---- */

static void
write_form(PrXml *xml, const PrPiece *piece)
{
	pr_xml_begin(xml, "form");
	pr_xml_int(xml, "number", piece->record->number);
	pr_xml_word(xml, "definition", piece->form->id);
	pr_xml_word(xml, "version", piece->form->version);
	pr_xml_places(xml, "area", piece->record->places);
	pr_xml_record(xml, piece->form, piece->record);
	for (guint i = 0; i < piece->facts->len; i++)
		pr_xml_facts(xml, g_ptr_array_index(piece->facts, i));
	pr_xml_begin(xml, "printed");
	for (guint i = 0; piece->paragraphs != NULL && i < piece->paragraphs->len; i++)
		pr_xml_paragraph(xml, g_ptr_array_index(piece->paragraphs, i), PR_PART_BODY, 0);
	for (guint i = 0; piece->tables != NULL && i < piece->tables->len; i++)
		pr_xml_table(xml, g_ptr_array_index(piece->tables, i));
	pr_xml_end_block(xml);
	pr_xml_end_block(xml);
}

gboolean
pr_document_writer_piece(PrDocumentWriter *writer, const PrPiece *piece, GError **error)
{
	if (piece->subject != NULL)
		pr_xml_subject(writer->xml, piece->subject);
	switch (piece->kind) {
	case PR_PIECE_FORM:
		write_form(writer->xml, piece);
		break;
	case PR_PIECE_TABLE:
		pr_xml_table(writer->xml, pr_piece_table(piece));
		break;
	case PR_PIECE_PARAGRAPH:
		pr_xml_paragraph(writer->xml, pr_piece_paragraph(piece), piece->part, piece->level);
		for (guint i = 0; i < piece->facts->len; i++)
			pr_xml_facts(writer->xml, g_ptr_array_index(piece->facts, i));
		break;
	default:
		g_assert_not_reached();
	}
	return pr_xml_is_well(writer->xml, error);
}

void
pr_document_writer_page(PrDocumentWriter *writer, const PrPageReport *page)
{
	g_array_append_vals(writer->pages, page, 1);
}

void
pr_document_writer_findings(PrDocumentWriter *writer, const PrFindings *findings)
{
	writer->findings = findings;
}

/* ---- the tail ---- */

static gboolean
has_box(const PrIssue *issue)
{
	PrRect box = issue->box;

	return box.x0 != 0 || box.y0 != 0 || box.x1 != 0 || box.y1 != 0;
}

static void
write_issue(PrXml *xml, const PrIssue *issue)
{
	pr_xml_begin(xml, "issue");
	pr_xml_word(xml, "tag", issue->kind->tag);
	pr_xml_word(xml, "severity", pr_severity_name(issue->kind->severity));
	if (issue->page > 0 && has_box(issue))
		pr_xml_place_words(xml, issue->page, issue->box);
	else if (issue->page > 0)
		pr_xml_int(xml, "page", issue->page);
	pr_xml_element(xml, "summary", issue->kind->summary);
	pr_xml_element(xml, "detail", issue->detail);
	pr_xml_end(xml);
}

/* Past PR_ISSUES_MAX of one kind only their number is known. */
static void
write_issues(PrXml *xml, const PrIssues *issues)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	g_autoptr(GPtrArray) kinds = g_ptr_array_new();

	pr_xml_begin(xml, "issues");
	for (guint i = 0; issues != NULL && i < pr_issues_count(issues); i++) {
		const PrIssue *issue = pr_issues_at(issues, i);

		write_issue(xml, issue);
		if (g_hash_table_add(seen, (gpointer)issue->kind))
			g_ptr_array_add(kinds, (gpointer)issue->kind);
	}
	for (guint i = 0; i < kinds->len; i++) {
		const PrIssueKind *kind = g_ptr_array_index(kinds, i);
		guint count = pr_issues_count_of(issues, kind);

		if (count <= PR_ISSUES_MAX)
			continue;
		pr_xml_begin(xml, "unlisted");
		pr_xml_word(xml, "tag", kind->tag);
		pr_xml_int(xml, "count", count - PR_ISSUES_MAX);
		pr_xml_end(xml);
	}
	pr_xml_end_block(xml);
}

/* Rounded down: one lost character in a million is still not all of them. */
static void
write_counts(PrXml *xml, guint64 shown, guint64 placed, guint64 left_out)
{
	double ratio = shown > 0 ? (double)placed / (double)shown : 1;

	pr_xml_int(xml, "shown", (gint64)shown);
	pr_xml_int(xml, "placed", (gint64)placed);
	pr_xml_int(xml, "left-out", (gint64)left_out);
	pr_xml_fraction(xml, "ratio", floor(ratio * RATIO_STEPS) / RATIO_STEPS, RATIO_DECIMALS);
}

static void
write_page(PrXml *xml, const PrPageReport *page)
{
	pr_xml_begin(xml, "page");
	pr_xml_int(xml, "page", page->page);
	pr_xml_fraction(xml, "width", page->width, POINT_DECIMALS);
	pr_xml_fraction(xml, "height", page->height, POINT_DECIMALS);
	write_counts(xml, page->shown, page->placed, page->left_out);
	pr_xml_flag(xml, "has-text", page->has_text);
	pr_xml_end(xml);
}

static void
write_coverage(PrXml *xml, const GArray *pages)
{
	guint64 shown = 0, placed = 0, left_out = 0;

	for (guint i = 0; i < pages->len; i++) {
		const PrPageReport *page = &g_array_index(pages, PrPageReport, i);

		shown += page->shown;
		placed += page->placed;
		left_out += page->left_out;
	}
	pr_xml_begin(xml, "coverage");
	write_counts(xml, shown, placed, left_out);
	for (guint i = 0; i < pages->len; i++)
		write_page(xml, &g_array_index(pages, PrPageReport, i));
	pr_xml_end_block(xml);
}

gboolean
pr_document_writer_finish(PrDocumentWriter *writer, const PrIssues *issues, GError **error)
{
	PrXml *xml = writer->xml;

	pr_xml_end_block(xml); /* content */
	pr_xml_begin(xml, "findings");
	if (writer->findings != NULL)
		pr_xml_findings(xml, writer->findings);
	pr_xml_end(xml);
	write_issues(xml, issues);
	write_coverage(xml, writer->pages);
	pr_xml_end_block(xml);
	return pr_xml_finish(xml, error) && (writer->check == NULL || pr_xml_check_finish(writer->check, error));
}
