/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Small PDFs written on the spot: what a test needs and no more. */
#pragma once

#include "extract/pdf.h"

/* What goes into a document; all but `content` may be left out. */
typedef struct {
	const char *const *
		contents; /* content stream of each page, NULL-terminated; fonts /F (Helvetica) and /V (vertical) are there */
	const char *page;           /* more entries of each page's dictionary, as "/Rotate 90" */
	const char *catalog;        /* more entries of the catalog */
	const char *const *objects; /* more objects, numbered from PDF_FIRST_OBJECT, NULL-terminated */
} PdfSpec;

#define PDF_FIRST_OBJECT 6

/* The file's bytes. Pages are 300 × 200 points. */
GBytes *pdf_bytes(const PdfSpec *spec);
/* A descriptor of a file that holds the bytes and has no name; to be closed. */
int pdf_file(const void *data, gsize size);
/* The only page of a document with this content. */
PrPage *pdf_page(const char *content, PrIssues *issues);
PrPage *pdf_page_of(const PdfSpec *spec, PrIssues *issues);
/* The text of the page's glyphs that have this fate, runs parted by a space; free with g_free(). */
char *pdf_text_of(const PrPage *page, PrFate fate);
/* The rulings or fills of the page as text lines; free with g_free(). */
char *pdf_rulings(const PrPage *page);
char *pdf_fills(const PrPage *page);
