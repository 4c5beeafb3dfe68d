/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opening: what is refused and why, and what a document says of itself. */
#include "tests/support/pdf.h"

#include "extract/route.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const char *const blank[] = {"", NULL};

static void
assert_refused(const void *data, gsize size, const PrLimits *limits, int code)
{
	int fd = pdf_file(data, size);
	g_autoptr(GError) error = NULL;

	cr_assert_null(pr_pdf_open(fd, NULL, limits, &error));
	cr_assert(g_error_matches(error, PR_EXTRACT_ERROR, code), "%s", error->message);
	cr_assert_null(strchr(error->message, '\n'));
	close(fd);
}

static PrPdf *
open_bytes(GBytes *bytes)
{
	const PrLimits limits = PR_LIMITS_DEFAULT;
	gsize size = 0;
	const void *data = g_bytes_get_data(bytes, &size);
	PrPdf *pdf = pr_pdf_open(pdf_file(data, size), NULL, &limits, NULL);

	cr_assert_not_null(pdf);
	return pdf;
}

Test(pdf, nothing_and_something_else_are_no_pdf)
{
	const PrLimits limits = PR_LIMITS_DEFAULT;

	assert_refused("", 0, &limits, PR_EXTRACT_ERROR_NOT_PDF);
	assert_refused("PK\3\4 a spreadsheet", 18, &limits, PR_EXTRACT_ERROR_NOT_PDF);
}

Test(pdf, a_header_alone_is_damaged)
{
	const PrLimits limits = PR_LIMITS_DEFAULT;

	assert_refused("%PDF-1.4\nnothing", 16, &limits, PR_EXTRACT_ERROR_DAMAGED);
}

Test(pdf, no_pages_is_damaged)
{
	const PrLimits limits = PR_LIMITS_DEFAULT;
	const char *none[] = {NULL};
	g_autoptr(GBytes) bytes = pdf_bytes(&(PdfSpec){.contents = none});
	gsize size = 0;
	const void *data = g_bytes_get_data(bytes, &size);

	assert_refused(data, size, &limits, PR_EXTRACT_ERROR_DAMAGED);
}

/* All pages of a sample as text, with the fonts of the document or without. */
static char *
pages_of(const char *sample, gboolean any_font)
{
	const PrLimits limits = PR_LIMITS_OF(any_font);
	g_autofree char *path =
		g_build_filename(g_getenv("PIPEROLL_SOURCE"), "fixtures", "reports", sample, "report.pdf", NULL);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	g_autoptr(PrPdf) pdf = pr_pdf_open(fd, NULL, &limits, NULL);
	g_autoptr(PrIssues) issues = pr_issues_new();
	GString *out = g_string_new(NULL);

	cr_assert_not_null(pdf, "%s", path);
	for (int number = 1; number <= pr_pdf_info(pdf)->page_count; number++) {
		g_autoptr(PrPage) page = pr_pdf_read_page(pdf, number, issues, NULL);
		pr_page_print(page, PR_PAGE_ALL, out);
	}
	close(fd);
	return g_string_free(out, FALSE);
}

/* TrueType, simple and composite, and CFF: where glyphs stand does not depend on what they look like. */
Test(pdf, pages_read_the_same_without_their_fonts)
{
	const char *samples[] = {"department", "odd-text", "tagged", "turned"};

	for (guint i = 0; i < G_N_ELEMENTS(samples); i++) {
		g_autofree char *with = pages_of(samples[i], FALSE), *without = pages_of(samples[i], TRUE);
		cr_assert_not_null(strchr(with, '"'));
		cr_assert_str_eq(with, without, "%s", samples[i]);
	}
}

Test(pdf, the_limits_of_bytes_and_pages_are_kept)
{
	const char *three[] = {"", "", "", NULL};
	g_autoptr(GBytes) bytes = pdf_bytes(&(PdfSpec){.contents = three});
	PrLimits few_pages = PR_LIMITS_DEFAULT, few_bytes = PR_LIMITS_DEFAULT;
	gsize size = 0;
	const void *data = g_bytes_get_data(bytes, &size);

	few_pages.pages = 2;
	few_bytes.bytes = size - 1;
	assert_refused(data, size, &few_pages, PR_EXTRACT_ERROR_LIMIT);
	assert_refused(data, size, &few_bytes, PR_EXTRACT_ERROR_LIMIT);
}

Test(pdf, the_digest_is_of_the_bytes)
{
	g_autoptr(GBytes) bytes = pdf_bytes(&(PdfSpec){.contents = blank});
	g_autofree char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
	g_autoptr(PrPdf) pdf = open_bytes(bytes);
	const PrPdfInfo *info = pr_pdf_info(pdf);

	cr_assert_str_eq(info->sha256, digest);
	cr_assert_eq(info->bytes, g_bytes_get_size(bytes));
	cr_assert_eq(info->page_count, 1);
	cr_assert_not(info->is_encrypted);
}

Test(pdf, a_structure_tree_makes_it_tagged)
{
	g_autoptr(GBytes) plain = pdf_bytes(&(PdfSpec){.contents = blank});
	g_autoptr(GBytes) tagged =
		pdf_bytes(&(PdfSpec){.contents = blank, .catalog = "/StructTreeRoot<</Type/StructTreeRoot>>"});
	g_autoptr(PrPdf) without = open_bytes(plain);
	g_autoptr(PrPdf) with = open_bytes(tagged);

	cr_assert_not(pr_pdf_info(without)->is_tagged);
	cr_assert(pr_pdf_info(with)->is_tagged);
}

Test(pdf, a_page_that_is_not_there_is_an_error_of_that_page)
{
	g_autoptr(GBytes) bytes = pdf_bytes(&(PdfSpec){.contents = blank});
	g_autoptr(PrPdf) pdf = open_bytes(bytes);
	g_autoptr(GError) error = NULL;

	cr_assert_null(pr_pdf_read_page(pdf, 2, NULL, &error));
	cr_assert(g_error_matches(error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_DAMAGED));
	g_autoptr(PrPage) page = pr_pdf_read_page(pdf, 1, NULL, NULL);
	cr_assert_float_eq(page->width, 300, 0.01);
}

/* More pages than are read before the document is opened anew. */
Test(pdf, long_documents_are_read_to_the_end)
{
	const char *contents[251] = {NULL};
	g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);

	for (int i = 0; i < 250; i++) {
		g_ptr_array_add(texts, g_strdup_printf("BT /F 12 Tf 20 100 Td (p%d) Tj ET", i + 1));
		contents[i] = g_ptr_array_index(texts, i);
	}
	g_autoptr(GBytes) bytes = pdf_bytes(&(PdfSpec){.contents = contents});
	g_autoptr(PrPdf) pdf = open_bytes(bytes);
	for (int i = 1; i <= 250; i++) {
		g_autofree char *expected = g_strdup_printf("p%d", i);
		g_autoptr(PrPage) page = pr_pdf_read_page(pdf, i, NULL, NULL);
		g_autofree char *text = pdf_text_of(page, PR_FATE_SHOWN);
		cr_assert_str_eq(text, expected);
	}
}

Test(pdf, the_hooks_are_reached_and_the_other_route_sees_the_same)
{
	const char *contents[] = {
		"1 w 20 50 200 100 re S 0.8 g 20 50 100 20 re f 0 g 20 99.5 200 1 re f [3 2] 0 d 120 50 m 120 150 l S "
		"BT /F 12 Tf 30 110 Td (Total) Tj ET",
		NULL};
	g_autoptr(GBytes) bytes = pdf_bytes(&(PdfSpec){.contents = contents});
	g_autoptr(PrPdf) pdf = open_bytes(bytes);

	cr_assert_eq(pr_collect_route(), PR_ROUTE_INTERPOSED);
	cr_assert_not_null(strstr(pr_pdf_backend(), "interposed"));
	g_autoptr(PrPage) hooked = pr_pdf_read_page_by(pdf, PR_ROUTE_INTERPOSED, 1, NULL, NULL);
	g_autoptr(PrPage) observed = pr_pdf_read_page_by(pdf, PR_ROUTE_OBSERVER, 1, NULL, NULL);
	cr_assert_eq(hooked->rulings->len, 6);
	cr_assert_eq(observed->rulings->len, hooked->rulings->len);
	cr_assert_eq(observed->fills->len, hooked->fills->len);
	for (guint i = 0; i < hooked->rulings->len; i++) {
		const PrRuling *a = &g_array_index(hooked->rulings, PrRuling, i),
			       *b = &g_array_index(observed->rulings, PrRuling, i);
		cr_assert_eq(a->is_horizontal, b->is_horizontal);
		cr_assert_float_eq(a->at, b->at, 0.26);
		cr_assert_float_eq(a->from, b->from, 0.6);
		cr_assert_float_eq(a->to, b->to, 0.6);
	}
	g_autofree char *text = pdf_text_of(observed, PR_FATE_SHOWN);
	cr_assert_str_eq(text, "Total");
}
