/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A document as one HTML page for review: what was read, as JSON, and what the pages look like, each picture as text in
 * a block of its own that the script unpacks when the reader comes near. The page itself is in tools/view/; see
 * view-data.c for the JSON. */
#include "tools/sink.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

#include "extract/draw.h"
#include "tools/error.h"
#include "tools/output.h"
#include "tools/view.h"
#include "tools/view-data.h"

#define PICTURE_BYTES_MAX (210u << 10) /* packed: a page then weighs less than 300 kB as text */
/* Pixels a point of the pictures tried where the shapes weigh more than that. */
static const double scales[] = {2, 1.5, 1};

extern const char pr_view_html[], pr_view_css[], pr_view_js[];

typedef struct {
	PrSink sink;
	const PrDocument *document;
	PrWriter *out;
	int data_fd;
	PrWriter *data;
	PrJson *json;
	GByteArray *xml; /* the document as XML, to be checked */
	PrDocumentWriter *writer;
	GArray *reports; /* of PrPageReport */
} ViewSink;

static gboolean
write_piece(PrSink *sink, const PrPiece *piece, GError **error)
{
	ViewSink *self = (ViewSink *)sink;

	pr_view_piece(self->json, piece);
	return pr_document_writer_piece(self->writer, piece, error);
}

static void
note_page(PrSink *sink, const PrPageReport *page)
{
	ViewSink *self = (ViewSink *)sink;

	g_array_append_vals(self->reports, page, 1);
	pr_document_writer_page(self->writer, page);
}

/* The template up to `mark` (NULL: its end); moves behind the mark. */
static void
put_template(ViewSink *self, const char **cursor, const char *mark)
{
	const char *end = mark != NULL ? strstr(*cursor, mark) : *cursor + strlen(*cursor);

	g_assert(end != NULL);
	pr_writer_put_bytes(self->out, *cursor, (size_t)(end - *cursor));
	*cursor = end + (mark != NULL ? strlen(mark) : 0);
}

/* In JSON a < can only stand in a string: written as an escape it can end no script. */
static gboolean
put_data(ViewSink *self, GError **error)
{
	char part[65536];
	ssize_t done;

	if (!pr_writer_flush(self->data, error))
		return FALSE;
	for (off_t at = 0; (done = pread(self->data_fd, part, sizeof part, at)) > 0; at += done) {
		for (ssize_t i = 0; i < done; i++) {
			if (part[i] == '<')
				pr_writer_put(self->out, "\\u003c");
			else
				pr_writer_put_char(self->out, part[i]);
		}
	}
	if (done == 0)
		return TRUE;
	pr_tools_set_output_error(error, "temporary file", errno);
	return FALSE;
}

static GBytes *
pack(GBytes *bytes, GError **error)
{
	g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
	g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable();
	g_autoptr(GOutputStream) stream = g_converter_output_stream_new(memory, G_CONVERTER(compressor));
	gsize size = 0;
	const void *data = g_bytes_get_data(bytes, &size);

	if (!g_output_stream_write_all(stream, data, size, NULL, NULL, error) ||
		!g_output_stream_close(stream, NULL, error))
		return NULL;
	return g_memory_output_stream_steal_as_bytes(G_MEMORY_OUTPUT_STREAM(memory));
}

/* The picture of a page, packed SVG or PNG. */
static GBytes *
draw(PrPdf *pdf, int number, const char **kind, GError **error)
{
	g_autoptr(GBytes) shapes = pr_pdf_draw_svg(pdf, number, error);
	g_autoptr(GBytes) best = shapes != NULL ? pack(shapes, error) : NULL;

	*kind = "svg";
	for (guint i = 0; best != NULL && i < G_N_ELEMENTS(scales) && g_bytes_get_size(best) > PICTURE_BYTES_MAX; i++) {
		GBytes *pixels = pr_pdf_draw_png(pdf, number, scales[i], error);

		if (pixels != NULL && g_bytes_get_size(pixels) >= g_bytes_get_size(best)) {
			g_bytes_unref(pixels);
			continue;
		}
		g_bytes_unref(best);
		best = pixels;
		*kind = "png";
	}
	return g_steal_pointer(&best);
}

static gboolean
put_picture(ViewSink *self, PrPdf *pdf, int number, GError **error)
{
	const char *kind = NULL;
	g_autoptr(GBytes) picture = draw(pdf, number, &kind, error);

	if (picture == NULL)
		return FALSE;
	gsize size = 0;
	const guchar *data = g_bytes_get_data(picture, &size);
	g_autofree char *text = g_base64_encode(data, size);
	g_autofree char *head =
		g_strdup_printf("<script type=\"text/plain\" id=\"picture-%d\" data-kind=\"%s\">", number, kind);

	pr_writer_put(self->out, head);
	pr_writer_put(self->out, text);
	pr_writer_put(self->out, "</script>\n");
	return TRUE;
}

/* A text of pages that stands in for a PDF has no pictures. */
static gboolean
put_pictures(ViewSink *self, GError **error)
{
	const PrDocument *document = self->document;
	g_autoptr(GError) cause = NULL;
	g_autoptr(PrPdf) pdf = pr_pdf_open(
		document->child->input, (const char *const *)document->options->passwords, &PR_LIMITS_DEFAULT, &cause);

	if (g_error_matches(cause, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_NOT_PDF))
		return TRUE;
	if (pdf == NULL) {
		g_propagate_error(error, g_steal_pointer(&cause));
		return FALSE;
	}
	for (guint i = 0; i < self->reports->len; i++) {
		int number = g_array_index(self->reports, PrPageReport, i).page;

		pr_child_page(document->child, i, self->reports->len, number);
		if (!put_picture(self, pdf, number, error))
			return FALSE;
	}
	return TRUE;
}

static PrFindings *
check(ViewSink *self, const PrIssues *issues, GError **error)
{
	const PrViewPlan *plan = self->document->data;
	const PrCheckOptions options = {NULL, FALSE};

	if (!pr_document_writer_finish(self->writer, issues, error))
		return NULL;
	PrFindings *findings = pr_check(plan->rules, (const char *)self->xml->data, self->xml->len, &options, error);
	if (findings != NULL && plan->waivers != NULL)
		pr_waivers_apply(plan->waivers, findings);
	return findings;
}

static gboolean
end_document(PrSink *sink, const PrIssues *issues, GError **error)
{
	ViewSink *self = (ViewSink *)sink;
	const char *cursor = pr_view_html;
	g_autoptr(PrFindings) findings = check(self, issues, error);

	if (findings == NULL)
		return FALSE;
	pr_view_end(self->json, self->reports, issues, findings);
	put_template(self, &cursor, "<!--style-->");
	pr_writer_put(self->out, pr_view_css);
	put_template(self, &cursor, "<!--data-->");
	if (!put_data(self, error))
		return FALSE;
	put_template(self, &cursor, "<!--pictures-->");
	if (!put_pictures(self, error))
		return FALSE;
	put_template(self, &cursor, "<!--script-->");
	pr_writer_put(self->out, pr_view_js);
	put_template(self, &cursor, NULL);
	return pr_writer_flush(self->out, error);
}

static void
free_sink(PrSink *sink)
{
	ViewSink *self = (ViewSink *)sink;

	pr_document_writer_free(self->writer);
	g_byte_array_unref(self->xml);
	pr_json_free(self->json);
	pr_writer_free(self->data);
	pr_writer_free(self->out);
	g_array_unref(self->reports);
	close(self->data_fd);
	g_free(self);
}

PrSink *
pr_sink_view_new(const PrDocument *document, GError **error)
{
	int fd = pr_unnamed_file(error);

	if (fd < 0)
		return NULL;
	ViewSink *self = g_new0(ViewSink, 1);
	self->sink = (PrSink){write_piece, note_page, end_document, free_sink};
	self->document = document;
	self->out = pr_writer_new(document->output);
	self->data_fd = fd;
	self->data = pr_writer_new(fd);
	self->json = pr_json_new(self->data);
	self->reports = g_array_new(FALSE, FALSE, sizeof(PrPageReport));
	pr_view_begin(self->json, &document->info);
	PrDocumentInfo info = document->info;
	self->xml = info.kept = g_byte_array_new();
	self->writer = pr_document_writer_new(-1, document->forms, &info, error);
	if (self->writer != NULL)
		return &self->sink;
	free_sink(&self->sink);
	return NULL;
}
