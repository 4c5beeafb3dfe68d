/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A PDF is a list of objects and a table of where they begin. */
#include "tests/support/pdf.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
	GString *text;
	GArray *offsets; /* of gsize */
} Writer;

static void
put_object(Writer *writer, const char *body)
{
	g_array_append_val(writer->offsets, writer->text->len);
	g_string_append_printf(writer->text, "%u 0 obj %s endobj\n", writer->offsets->len, body);
}

static void
put_table(Writer *writer)
{
	gsize start = writer->text->len;

	g_string_append_printf(writer->text, "xref\n0 %u\n0000000000 65535 f \n", writer->offsets->len + 1);
	for (guint i = 0; i < writer->offsets->len; i++)
		g_string_append_printf(
			writer->text, "%010" G_GSIZE_FORMAT " 00000 n \n", g_array_index(writer->offsets, gsize, i));
	g_string_append_printf(writer->text,
		"trailer<</Size %u/Root 1 0 R>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", writer->offsets->len + 1,
		start);
}

static const char vertical_font[] =
	"<</Type/Font/Subtype/Type0/BaseFont/SongTi/Encoding/UniGB-UTF16-V/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
	"/BaseFont/SongTi/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000"
	"/FontDescriptor<</Type/FontDescriptor/FontName/SongTi/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880"
	"/Descent -120/CapHeight 880/StemV 80>>>>]>>";

GBytes *
pdf_bytes(const PdfSpec *spec)
{
	Writer writer = {.text = g_string_new("%PDF-1.4\n"), .offsets = g_array_new(FALSE, FALSE, sizeof(gsize))};
	guint objects = spec->objects != NULL ? g_strv_length((char **)(void *)spec->objects) : 0;
	guint pages = g_strv_length((char **)(void *)spec->contents), first = PDF_FIRST_OBJECT + objects;
	g_autoptr(GString) body = g_string_new(NULL);

	g_string_printf(body, "<</Type/Catalog/Pages 2 0 R%s>>", spec->catalog != NULL ? spec->catalog : "");
	put_object(&writer, body->str);
	g_string_assign(body, "<</Type/Pages/Kids[");
	for (guint i = 0; i < pages; i++)
		g_string_append_printf(body, "%u 0 R ", first + 2 * i);
	g_string_append_printf(body, "]/Count %u>>", pages);
	put_object(&writer, body->str);
	put_object(&writer, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
	put_object(&writer, vertical_font);
	put_object(&writer, "<</Type/ExtGState/ca 0>>");
	for (guint i = 0; i < objects; i++)
		put_object(&writer, spec->objects[i]);
	for (guint i = 0; i < pages; i++) {
		g_string_printf(body,
			"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents %u 0 R/Resources<</Font<</F 3 0 R/V 4 0 R>>"
			"/ExtGState<</G 5 0 R>>/XObject<</X 6 0 R>>>>%s>>",
			first + 2 * i + 1, spec->page != NULL ? spec->page : "");
		put_object(&writer, body->str);
		g_string_printf(body, "<</Length %" G_GSIZE_FORMAT ">>stream\n%s\nendstream", strlen(spec->contents[i]),
			spec->contents[i]);
		put_object(&writer, body->str);
	}
	put_table(&writer);
	g_array_unref(writer.offsets);
	return g_string_free_to_bytes(writer.text);
}

int
pdf_file(const void *data, gsize size)
{
	FILE *file = tmpfile();
	int fd = file != NULL ? dup(fileno(file)) : -1;

	if (file == NULL || fd < 0 || (size > 0 && write(fd, data, size) != (gssize)size))
		g_error("no temporary file");
	fclose(file);
	return fd;
}

PrPage *
pdf_page_of(const PdfSpec *spec, PrIssues *issues)
{
	g_autoptr(GBytes) bytes = pdf_bytes(spec);
	g_autoptr(GError) error = NULL;
	const PrLimits limits = PR_LIMITS_DEFAULT;
	gsize size = 0;
	const void *data = g_bytes_get_data(bytes, &size);
	int fd = pdf_file(data, size);
	g_autoptr(PrPdf) pdf = pr_pdf_open(fd, NULL, &limits, &error);
	PrPage *page = pdf != NULL ? pr_pdf_read_page(pdf, 1, issues, &error) : NULL;

	close(fd);
	if (page == NULL)
		g_error("the page of a test cannot be read: %s", error->message);
	return page;
}

PrPage *
pdf_page(const char *content, PrIssues *issues)
{
	const char *contents[] = {content, NULL};

	return pdf_page_of(&(PdfSpec){.contents = contents}, issues);
}

char *
pdf_text_of(const PrPage *page, PrFate fate)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < page->runs->len; i++) {
		const PrRun *run = &g_array_index(page->runs, PrRun, i);
		gboolean is_first = TRUE;
		for (guint k = run->first; k < run->first + run->count; k++) {
			const PrGlyph *glyph = &g_array_index(page->glyphs, PrGlyph, k);
			if (glyph->fate != fate)
				continue;
			if (is_first && text->len > 0)
				g_string_append_c(text, ' ');
			is_first = FALSE;
			g_string_append_unichar(text, glyph->ch);
		}
	}
	return g_string_free(text, FALSE);
}

/* Page text without its first and last line. */
static char *
print_parts(const PrPage *page, PrPageParts parts)
{
	g_autoptr(GString) text = g_string_new(NULL);

	pr_page_print(page, parts, text);
	const char *from = strchr(text->str, '\n') + 1;
	return g_strndup(from, strlen(from) - strlen("end\n"));
}

char *
pdf_rulings(const PrPage *page)
{
	return print_parts(page, PR_PAGE_RULINGS);
}

char *
pdf_fills(const PrPage *page)
{
	return print_parts(page, PR_PAGE_FILLS);
}
