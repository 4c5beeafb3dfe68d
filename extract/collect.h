/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One interpretation of a page: what is painted, by one of two routes. Private to extract/. */
#pragma once

#include "extract/marks.h"
#include "extract/pdf.h"
#include "extract/poppler-auto.h"

typedef enum {
	PR_ROUTE_INTERPOSED,
	PR_ROUTE_OBSERVER,
} PrRoute;

/* The better route that works in this program; found out once. */
PrRoute pr_collect_route(void);
/* Paints the page and gives its marks. `overlays` (of PrRect) are the places of form fields and typed notes. */
PrMarks *pr_collect_marks(PopplerPage *source, PrRoute route, const PrLimits *limits, const GArray *overlays);
/* As pr_pdf_read_page(), by a given route: for comparing the two. */
PrPage *pr_pdf_read_page_by(PrPdf *pdf, PrRoute route, int number, PrIssues *issues, GError **error);
