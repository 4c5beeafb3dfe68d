/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where a document's pages come from: a PDF, or the text of pages that `show --stage=runs` prints (the seam by which a
 * page can be looked at, changed and tried again without a PDF). */
#include "tools/document.h"

#include <string.h>
#include <unistd.h>

#include "tools/error.h"
#include "tools/issue-tables.h"

struct PrPages {
	PrChild *child;
	const PrOptions *options;
	PrIssues *issues;
	PrPdf *pdf;          /* NULL for text */
	char *text, *sha256; /* NULL for a PDF */
	const char *cursor;
	PrPdfInfo info;
	int number;        /* of the page read last */
	guint done, total; /* of the pages wanted */
};

static const char text_head[] = "page ";

/* `head` gets what the file begins with. */
static gboolean
begins_with_page_text(int fd)
{
	char head[sizeof text_head - 1];

	return pread(fd, head, sizeof head, 0) == (ssize_t)sizeof head && memcmp(head, text_head, sizeof head) == 0;
}

static gboolean
read_text(PrPages *pages, int fd, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);
	char part[65536];
	ssize_t done;

	while ((done = pread(fd, part, sizeof part, (off_t)text->len)) > 0)
		g_string_append_len(text, part, done);
	if (done < 0 || !g_utf8_validate(text->str, (gssize)text->len, NULL)) {
		g_set_error_literal(error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_SYNTAX, "not the text of pages in UTF-8");
		return FALSE;
	}
	pages->sha256 = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text->str, (gssize)text->len);
	pages->info = (PrPdfInfo){.sha256 = pages->sha256, .bytes = text->len, .page_count = 1};
	for (const char *at = text->str; (at = strstr(at, "\npage ")) != NULL; at++)
		pages->info.page_count++;
	pages->cursor = pages->text = g_string_free(g_steal_pointer(&text), FALSE);
	return TRUE;
}

static gboolean
count_wanted(PrPages *pages, GError **error)
{
	const GArray *regions = pages->options->regions;

	for (guint i = 0; regions != NULL && i < regions->len; i++) {
		int number = g_array_index(regions, PrRegion, i).page;

		if (number <= pages->info.page_count)
			continue;
		g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, "no page %d for a region: it has %d", number,
			pages->info.page_count);
		return FALSE;
	}
	for (int number = 1; number <= pages->info.page_count; number++)
		pages->total += pr_options_want_page(pages->options, number);
	if (pages->total > 0)
		return TRUE;
	if (pages->info.page_count <= 0)
		g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, "a PDF with no pages");
	else
		g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, "none of the pages asked for: it has %d",
			pages->info.page_count);
	return FALSE;
}

PrPages *
pr_pages_open(PrChild *child, const PrOptions *options, const PrLimits *limits, PrIssues *issues, GError **error)
{
	g_autoptr(PrPages) pages = g_new0(PrPages, 1);

	pages->child = child;
	pages->options = options;
	pages->issues = issues;
	if (begins_with_page_text(child->input)) {
		if (!read_text(pages, child->input, error))
			return NULL;
	} else {
		pages->pdf = pr_pdf_open(child->input, (const char *const *)options->passwords, limits, error);
		if (pages->pdf == NULL)
			return NULL;
		pages->info = *pr_pdf_info(pages->pdf);
	}
	return count_wanted(pages, error) ? g_steal_pointer(&pages) : NULL;
}

void
pr_pages_free(PrPages *pages)
{
	if (pages == NULL)
		return;
	pr_pdf_free(pages->pdf);
	g_free(pages->text);
	g_free(pages->sha256);
	g_free(pages);
}

const PrPdfInfo *
pr_pages_info(const PrPages *pages)
{
	return &pages->info;
}

static PrPage *
next_of_text(PrPages *pages, GError **error)
{
	for (;;) {
		g_autoptr(PrPage) page = pr_page_parse(&pages->cursor, error);

		if (page == NULL || pr_options_want_page(pages->options, page->number))
			return g_steal_pointer(&page);
	}
}

/* The number of the next page that is wanted; 0 behind the last. */
static int
next_number(const PrPages *pages)
{
	for (int number = pages->number + 1; number <= pages->info.page_count; number++)
		if (pr_options_want_page(pages->options, number))
			return number;
	return 0;
}

static PrPage *
next_of_pdf(PrPages *pages, int number, GError **error)
{
	if (number == 0)
		return NULL;
	pages->number = number;
	PrPage *page = pr_pdf_read_page(pages->pdf, number, pages->issues, error);

	if (page == NULL)
		g_prefix_error(error, "page %d: ", number);
	return page;
}

/* TRUE where the rest of the document is left out, which is noted. */
static gboolean
is_cut(PrPages *pages, int number)
{
	const PrCut *cut = &pages->child->cut;

	if (cut->pages == 0 || pages->done < cut->pages)
		return FALSE;
	pr_issues_add(pages->issues, &pr_tools_issues[PR_ISSUE_DOCUMENT_CUT], number, (PrRect){0, 0, 0, 0}, "%s",
		cut->reason);
	return TRUE;
}

PrPage *
pr_pages_next(gpointer data, GError **error)
{
	PrPages *pages = data;
	int number = pages->pdf != NULL ? next_number(pages) : 0;

	if (is_cut(pages, number))
		return NULL;
	pr_child_page(pages->child, pages->done, pages->total, number);
	PrPage *page = pages->pdf != NULL ? next_of_pdf(pages, number, error) : next_of_text(pages, error);

	pages->done += page != NULL;
	return page;
}

void
pr_pages_add_tags(PrPages *pages, PrPage *page)
{
	g_autoptr(GString) text = g_string_new(NULL);

	if (pages->pdf == NULL || !pages->info.is_tagged)
		return;
	for (guint i = 0; i < page->glyphs->len; i++)
		g_string_append_unichar(text, g_array_index(page->glyphs, PrGlyph, i).ch);
	page->tags = pr_pdf_read_tags(pages->pdf, page->number, text->str);
}

GPtrArray *
pr_pages_tags(gpointer data, int number, const char *wanted)
{
	PrPages *pages = data;

	return pages->pdf != NULL ? pr_pdf_read_tags(pages->pdf, number, wanted) : NULL;
}
