/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrPdf: an open PDF. Behind this header live poppler and cairo, and nowhere else. */
#pragma once

#include "extract/issue.h"
#include "extract/limits.h"
#include "extract/page.h"

typedef enum {
	PR_EXTRACT_ERROR_READ, /* the file cannot be read */
	PR_EXTRACT_ERROR_NOT_PDF,
	PR_EXTRACT_ERROR_DAMAGED,
	PR_EXTRACT_ERROR_ENCRYPTED, /* no password, or a wrong one */
	PR_EXTRACT_ERROR_LIMIT,
	PR_EXTRACT_ERROR_SYNTAX, /* a boundary text that cannot be parsed */
} PrExtractError;

#define PR_EXTRACT_ERROR (pr_extract_error_quark())
GQuark pr_extract_error_quark(void);

typedef struct PrPdf PrPdf;

/* What the document says of itself. Strings are owned by the PrPdf, NULL where absent. */
typedef struct {
	const char *producer, *creator, *title;
	const char *sha256; /* of the file's bytes, lower-case hex */
	guint64 bytes;
	int page_count;
	gboolean is_encrypted; /* a password (maybe the empty one) was needed */
	gboolean is_tagged;
} PrPdfInfo;

/* Opens the PDF that `fd` gives (a regular file, read from its start; the descriptor stays the caller's and must stay
 * open).
 * `passwords` is NULL or a NULL-terminated list, tried in order, the empty one first. */
PrPdf *pr_pdf_open(int fd, const char *const *passwords, const PrLimits *limits, GError **error);
void pr_pdf_free(PrPdf *pdf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrPdf, pr_pdf_free)

const PrPdfInfo *pr_pdf_info(const PrPdf *pdf);
/* Reads page `number` (from 1) in one interpretation: text, rulings, fills, what became of each glyph. */
PrPage *pr_pdf_read_page(PrPdf *pdf, int number, PrIssues *issues, GError **error);
/* Versions of poppler, cairo and the route by which rulings are read ("interposed" or "observer"). Static text. */
const char *pr_pdf_backend(void);
