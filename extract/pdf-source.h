/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A page as poppler gives it. Private to extract/. */
#pragma once

#include "extract/pdf.h"
#include "extract/poppler-auto.h"

/* A page object of its own for each call. NULL with an error. */
PopplerPage *pr_pdf_source_page(PrPdf *pdf, int number, GError **error);
/* The document as it is open now, borrowed until the next page is read. */
PopplerDocument *pr_pdf_document(PrPdf *pdf);
/* Where the tables of its structure tree are: made by tags.c, dropped when the document is opened anew. */
typedef struct PrTagIndex PrTagIndex;
PrTagIndex **pr_pdf_tag_index(PrPdf *pdf);
void pr_tag_index_free(PrTagIndex *index);
/* How many texts of its structure tree were read: for tags.c to keep. */
guint *pr_pdf_tag_texts(PrPdf *pdf);
