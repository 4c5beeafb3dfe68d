/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The two routes by which painting is seen, for comparing them. Private to extract/ and its tests. */
#pragma once

#include "extract/pdf.h"

typedef enum {
	PR_ROUTE_INTERPOSED,
	PR_ROUTE_OBSERVER,
} PrRoute;

/* The better route that works in this program; found out once. */
PrRoute pr_collect_route(void);
/* As pr_pdf_read_page(), by a given route. */
PrPage *pr_pdf_read_page_by(PrPdf *pdf, PrRoute route, int number, PrIssues *issues, GError **error);
