/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An open PDF: refusing what is none, trying passwords, and reading a page in one interpretation. */
#include "extract/pdf.h"
#include "extract/annotations.h"
#include "extract/collect.h"
#include "extract/digest.h"
#include "extract/fate.h"
#include "extract/issue-tags.h"
#include "extract/pdf-source.h"
#include "extract/rulings.h"
#include "extract/runs.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

G_DEFINE_QUARK(pr - extract - error - quark, pr_extract_error)

/* The header may stand behind as many bytes of something else. */
#define HEADER_WITHIN 1024
#define CHUNK 65536
#define OVERLAP 32
/* poppler keeps what it has read of a document; opened anew after so many pages, its memory stays level. Opening costs
 * more the longer a document is, so that is not done more than so often. */
#define PAGES_A_VISIT 50
#define VISITS_MAX 16
struct PrPdf {
	int fd; /* borrowed */
	PrLimits limits;
	PopplerDocument *document;
	char *password;              /* the one that opened it; NULL if none was needed */
	gboolean has_tree;           /* the file names a structure tree in plain sight */
	gboolean has_packed_objects; /* else it may still do so in compressed objects */
	guint pages_read;
	PrTagIndex *tag_index; /* of `document`; NULL until it is needed */
	guint tag_texts;
	PrPdfInfo info;
	char *producer, *creator, *title, *sha256;
};

static gboolean
has_word(const guchar *bytes, gsize size, const char *word)
{
	return memmem(bytes, size, word, strlen(word)) != NULL;
}

/* Reads the whole file once: size, digest, header, and whether it speaks of a structure tree. Chunks overlap, so that
 * no word is cut in two. */
static gboolean
scan_file(PrPdf *pdf, GError **error)
{
	g_autoptr(PrDigest) digest = pr_digest_new();
	g_autofree guchar *chunk = g_malloc(CHUNK + OVERLAP);
	guint64 at = 0;

	for (;;) {
		gssize n = pread(pdf->fd, chunk, CHUNK + OVERLAP, (off_t)at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			g_set_error(error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_READ, "cannot be read: %s",
				g_strerror(errno));
			return FALSE;
		}
		if (at == 0 && n == 0) {
			g_set_error(error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_NOT_PDF, "not a PDF: the file is empty");
			return FALSE;
		}
		if (at == 0 && !has_word(chunk, MIN((gsize)n, HEADER_WITHIN), "%PDF-")) {
			g_set_error(
				error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_NOT_PDF, "not a PDF: it has no %%PDF header");
			return FALSE;
		}
		if (n == 0)
			break;
		pdf->has_tree = pdf->has_tree || has_word(chunk, (gsize)n, "/StructTreeRoot");
		pdf->has_packed_objects = pdf->has_packed_objects || has_word(chunk, (gsize)n, "/ObjStm");
		n = MIN(n, CHUNK);
		pr_digest_update(digest, chunk, (gsize)n);
		at += (guint64)n;
		if (at > pdf->limits.bytes) {
			g_set_error(error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_LIMIT,
				"too large: more than %" G_GUINT64_FORMAT " MiB", pdf->limits.bytes >> 20);
			return FALSE;
		}
	}
	pdf->info.bytes = at;
	pdf->info.sha256 = pdf->sha256 = pr_digest_print(digest);
	return TRUE;
}

/* poppler takes over and closes the descriptor it is given; never 0, which it takes for a pipe. */
static PopplerDocument *
open_with(const PrPdf *pdf, const char *password, GError **error)
{
	int fd = fcntl(pdf->fd, F_DUPFD_CLOEXEC, 3);

	if (fd < 0) {
		g_set_error(error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_READ, "cannot be read: %s", g_strerror(errno));
		return NULL;
	}
	if (password == NULL)
		return poppler_document_new_from_fd(fd, NULL, error);
	/* Where a password does not fit, poppler tries its other spelling; from a descriptor it then reads a stream it
	 * has freed (22.12), from a path it opens the file anew. */
	g_autofree char *uri = g_strdup_printf("file:///proc/self/fd/%d", fd);
	PopplerDocument *document = poppler_document_new_from_file(uri, password, error);

	close(fd);
	return document;
}

static gboolean
is_password_wanted(const GError *error)
{
	return g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
}

static gboolean
open_document(PrPdf *pdf, const char *const *passwords, GError **error)
{
	g_autoptr(GError) reason = NULL;

	pdf->document = open_with(pdf, NULL, &reason);
	/* Of a wrong password poppler says that the file is damaged: what counts is what it says without one. */
	gboolean is_locked = pdf->document == NULL && is_password_wanted(reason);

	while (pdf->document == NULL && is_locked && passwords != NULL && *passwords != NULL) {
		g_clear_error(&reason);
		pdf->document = open_with(pdf, *passwords, &reason);
		if (pdf->document != NULL) {
			pdf->password = g_strdup(*passwords);
			pdf->info.is_encrypted = TRUE;
		}
		passwords++;
	}
	if (pdf->document != NULL)
		return TRUE;
	if (is_locked) {
		g_set_error(error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_ENCRYPTED,
			passwords == NULL ? "encrypted: a password is needed"
					  : "encrypted: no password given opens it");
		return FALSE;
	}
	if (reason->domain == PR_EXTRACT_ERROR) {
		g_propagate_error(error, g_steal_pointer(&reason));
		return FALSE;
	}
	g_set_error(error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_DAMAGED, "damaged: %s",
		g_strdelimit(reason->message, "\n\r", ' '));
	return FALSE;
}

/* poppler answers only by reading the whole structure, which takes as long as the text of a few pages: it is asked
 * where the bytes do not tell. */
static gboolean
is_tagged(const PrPdf *pdf)
{
	if (pdf->has_tree || !pdf->has_packed_objects)
		return pdf->has_tree;
	PopplerStructureElementIter *tree = poppler_structure_element_iter_new(pdf->document);
	gboolean has_tree = tree != NULL;
	g_clear_pointer(&tree, poppler_structure_element_iter_free);
	return has_tree;
}

static gboolean
read_info(PrPdf *pdf, GError **error)
{
	pdf->info.page_count = poppler_document_get_n_pages(pdf->document);
	if (pdf->info.page_count <= 0) {
		g_set_error(error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_DAMAGED, "damaged: it has no pages");
		return FALSE;
	}
	if ((guint)pdf->info.page_count > pdf->limits.pages) {
		g_set_error(error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_LIMIT, "too many pages: %d, more than %u",
			pdf->info.page_count, pdf->limits.pages);
		return FALSE;
	}
	pdf->info.producer = pdf->producer = poppler_document_get_producer(pdf->document);
	pdf->info.creator = pdf->creator = poppler_document_get_creator(pdf->document);
	pdf->info.title = pdf->title = poppler_document_get_title(pdf->document);
	pdf->info.is_tagged = is_tagged(pdf);
	if (poppler_document_get_permissions(pdf->document) != POPPLER_PERMISSIONS_FULL)
		pdf->info.is_encrypted = TRUE;
	return TRUE;
}

PrPdf *
pr_pdf_open(int fd, const char *const *passwords, const PrLimits *limits, GError **error)
{
	g_autoptr(PrPdf) pdf = g_new0(PrPdf, 1);

	pdf->fd = fd;
	pdf->limits = *limits;
	if (!scan_file(pdf, error) || !open_document(pdf, passwords, error) || !read_info(pdf, error))
		return NULL;
	return g_steal_pointer(&pdf);
}

void
pr_pdf_free(PrPdf *pdf)
{
	if (pdf == NULL)
		return;
	g_clear_pointer(&pdf->tag_index, pr_tag_index_free);
	g_clear_object(&pdf->document);
	g_free(pdf->password);
	g_free(pdf->producer);
	g_free(pdf->creator);
	g_free(pdf->title);
	g_free(pdf->sha256);
	g_free(pdf);
}

const PrPdfInfo *
pr_pdf_info(const PrPdf *pdf)
{
	return &pdf->info;
}

/* poppler keeps in memory what it once read of a document, and has no way to forget it but this. */
static gboolean
refresh(PrPdf *pdf, GError **error)
{
	g_autoptr(GError) reason = NULL;

	if (++pdf->pages_read % MAX(PAGES_A_VISIT, (guint)pdf->info.page_count / VISITS_MAX) != 0)
		return TRUE;
	g_clear_pointer(&pdf->tag_index, pr_tag_index_free);
	g_clear_object(&pdf->document);
	pdf->document = open_with(pdf, pdf->password, &reason);
	if (pdf->document == NULL)
		g_set_error(error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_DAMAGED, "damaged: it cannot be opened again");
	return pdf->document != NULL;
}

static void
read_layers(PopplerPage *source, const PrMarks *marks, const PrLimits *limits, PrPage *page, PrIssues *issues)
{
	g_autoptr(PrOrigins) origins = pr_origins_new(marks, page->width, page->height);
	g_autoptr(PrCover) cover = pr_cover_new(marks, page->width, page->height);

	pr_runs_read(source, origins, limits, page, issues);
	pr_fate_judge(page, origins, cover, issues);
	pr_rulings_read(marks, cover, page);
	if (marks->off_page > 0)
		pr_issues_add(issues, pr_extract_issue(PR_ISSUE_TEXT_OFF_PAGE), page->number, marks->off_page_box,
			"%u characters", marks->off_page);
	if (marks->is_cut)
		pr_issues_add(issues, pr_extract_issue(PR_ISSUE_PAGE_TOO_FULL), page->number, (PrRect){0, 0, 0, 0},
			"only the first %u pieces of paint are read", limits->rulings);
}

PopplerDocument *
pr_pdf_document(PrPdf *pdf)
{
	return pdf->document;
}

PrTagIndex **
pr_pdf_tag_index(PrPdf *pdf)
{
	return &pdf->tag_index;
}

guint *
pr_pdf_tag_texts(PrPdf *pdf)
{
	return &pdf->tag_texts;
}

PopplerPage *
pr_pdf_source_page(PrPdf *pdf, int number, GError **error)
{
	if (!refresh(pdf, error))
		return NULL;
	gboolean is_there = number >= 1 && number <= poppler_document_get_n_pages(pdf->document);
	PopplerPage *source = is_there ? poppler_document_get_page(pdf->document, number - 1) : NULL;
	if (source == NULL)
		g_set_error(
			error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_DAMAGED, "damaged: page %d cannot be read", number);
	return source;
}

PrPage *
pr_pdf_read_page_by(PrPdf *pdf, PrRoute route, int number, PrIssues *issues, GError **error)
{
	double width = 0, height = 0;
	g_autoptr(PopplerPage) source = pr_pdf_source_page(pdf, number, error);

	if (source == NULL)
		return NULL;
	poppler_page_get_size(source, &width, &height);
	g_autoptr(GArray) overlays = pr_annotations_prepare(source, height);
	g_autoptr(PrMarks) marks = pr_collect_marks(source, route, &pdf->limits, overlays);
	g_autoptr(PrPage) page = pr_page_new(number, (float)width, (float)height);
	read_layers(source, marks, &pdf->limits, page, issues);
	if (overlays->len > 0)
		pr_annotations_set_values(source, page, issues);
	return g_steal_pointer(&page);
}

PrPage *
pr_pdf_read_page(PrPdf *pdf, int number, PrIssues *issues, GError **error)
{
	return pr_pdf_read_page_by(pdf, pr_collect_route(), number, issues, error);
}
