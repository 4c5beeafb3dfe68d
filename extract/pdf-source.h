/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A page as poppler gives it. Private to extract/. */
#pragma once

#include "extract/pdf.h"
#include "extract/poppler-auto.h"

/* A page object of its own for each call. NULL with an error. */
PopplerPage *pr_pdf_source_page(PrPdf *pdf, int number, GError **error);
