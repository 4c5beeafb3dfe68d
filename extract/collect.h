/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One interpretation of a page: what is painted, by one of two routes. Private to extract/. */
#pragma once

#include "extract/marks.h"
#include "extract/poppler-auto.h"
#include "extract/route.h"

/* Paints the page and gives its marks. `overlays` (of PrRect) are the places of form fields and typed notes. */
PrMarks *pr_collect_marks(PopplerPage *source, PrRoute route, const PrLimits *limits, const GArray *overlays);
