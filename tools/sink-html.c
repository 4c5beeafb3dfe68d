/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables as one plain HTML page with spans, for reading and pasting. No script, no style beyond the rules of the grid;
 * where a table was printed stands in data-pages. */
#include "tools/sink.h"

#include <string.h>

typedef struct {
	PrSink sink;
	PrWriter *out;
} HtmlSink;

/* Characters that HTML cannot carry become U+FFFD, as in the XML. */
static void
put_text(PrWriter *out, const char *text)
{
	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar ch = g_utf8_get_char(at);

		if (ch == '&')
			pr_writer_put(out, "&amp;");
		else if (ch == '<')
			pr_writer_put(out, "&lt;");
		else if (ch == '>')
			pr_writer_put(out, "&gt;");
		else if (ch == '"')
			pr_writer_put(out, "&quot;");
		else if (ch == '\n')
			pr_writer_put(out, "<br>");
		else if ((ch < 0x20 && ch != '\t') || (ch >= 0x7f && ch < 0xa0) || (ch & 0xfffe) == 0xfffe)
			pr_writer_put(out, "\xef\xbf\xbd");
		else
			pr_writer_put_bytes(out, at, (size_t)(g_utf8_next_char(at) - at));
	}
}

static void
put_cell(PrWriter *out, const PrTable *table, const PrCell *cell, const PrClean *clean)
{
	gboolean is_head = cell->role == PR_ROLE_HEADER || cell->role == PR_ROLE_STUB || cell->role == PR_ROLE_SECTION;

	pr_writer_put(out, is_head ? "<th" : "<td");
	if (cell->role == PR_ROLE_STUB)
		pr_writer_put(out, cell->rowspan > 1 ? " scope=\"rowgroup\"" : " scope=\"row\"");
	if (cell->rowspan > 1) {
		pr_writer_put(out, " rowspan=\"");
		pr_writer_put_int(out, cell->rowspan);
		pr_writer_put_char(out, '"');
	}
	if (cell->colspan > 1) {
		pr_writer_put(out, " colspan=\"");
		pr_writer_put_int(out, cell->colspan);
		pr_writer_put_char(out, '"');
	}
	pr_writer_put_char(out, '>');
	put_text(out, clean->text);
	pr_writer_put(out, is_head ? "</th>" : "</td>");
}

static void
put_rows(PrWriter *out, const PrCleanTable *clean)
{
	const PrTable *table = clean->table;
	guint next = 0;

	for (int row = 0; row < table->rows; row++) {
		if (row == 0 && table->header_rows > 0)
			pr_writer_put(out, "<thead>\n");
		else if (row == table->header_rows)
			pr_writer_put(out, "<tbody>\n");
		pr_writer_put(out, "<tr>");
		for (; next < table->cells->len; next++) {
			const PrCell *cell = g_ptr_array_index(table->cells, next);

			if (cell->row != row)
				break;
			put_cell(out, table, cell, g_ptr_array_index(clean->cells, next));
		}
		pr_writer_put(out, "</tr>\n");
		if (row == table->header_rows - 1)
			pr_writer_put(out, "</thead>\n");
	}
	if (table->rows > table->header_rows)
		pr_writer_put(out, "</tbody>\n");
}

static void
put_table(PrWriter *out, const PrCleanTable *clean)
{
	const GArray *parts = clean->table->parts;

	pr_writer_put(out, "<table data-pages=\"");
	for (guint i = 0; i < parts->len; i++) {
		if (i > 0)
			pr_writer_put_char(out, ' ');
		pr_writer_put_int(out, g_array_index(parts, PrPart, i).page);
	}
	pr_writer_put(out, "\">\n");
	if ((clean->title != NULL && *clean->title->text != '\0') ||
		(clean->unit != NULL && *clean->unit->text != '\0')) {
		pr_writer_put(out, "<caption>");
		if (clean->title != NULL)
			put_text(out, clean->title->text);
		if (clean->unit != NULL && *clean->unit->text != '\0') {
			pr_writer_put(out, " <span class=\"unit\">");
			put_text(out, clean->unit->text);
			pr_writer_put(out, "</span>");
		}
		pr_writer_put(out, "</caption>\n");
	}
	put_rows(out, clean);
	pr_writer_put(out, "</table>\n");
	for (guint i = 0; clean->notes != NULL && i < clean->notes->len; i++) {
		pr_writer_put(out, "<p class=\"note\">");
		put_text(out, ((const PrClean *)g_ptr_array_index(clean->notes, i))->text);
		pr_writer_put(out, "</p>\n");
	}
}

static gboolean
write_piece(PrSink *sink, const PrPiece *piece, GError **error)
{
	for (guint i = 0; i < piece->tables->len; i++)
		put_table(((HtmlSink *)sink)->out, g_ptr_array_index(piece->tables, i));
	return TRUE;
}

static gboolean
end_document(PrSink *sink, const PrIssues *issues, GError **error)
{
	HtmlSink *self = (HtmlSink *)sink;

	pr_writer_put(self->out, "</body>\n</html>\n");
	return pr_writer_flush(self->out, error);
}

static void
free_sink(PrSink *sink)
{
	pr_writer_free(((HtmlSink *)sink)->out);
	g_free(sink);
}

PrSink *
pr_sink_table_html_new(const PrDocument *document, GError **error)
{
	HtmlSink *self = g_new0(HtmlSink, 1);

	self->sink = (PrSink){write_piece, NULL, end_document, free_sink};
	self->out = pr_writer_new(document->output);
	pr_writer_put(self->out, "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>");
	put_text(self->out, document->info.file_name);
	pr_writer_put(self->out, "</title>\n<style>table { border-collapse: collapse; margin: 1em 0 } "
				 "th, td { border: 1px solid; padding: .2em .5em }</style>\n</head>\n<body>\n");
	return &self->sink;
}
