/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text layer of a page: what poppler says is written there. Private to extract/. */
#pragma once

#include "extract/issue.h"
#include "extract/limits.h"
#include "extract/marks.h"
#include "extract/page.h"
#include "extract/poppler-auto.h"

/* Adds glyphs, styles and runs to `page`. `marks` tells how the glyphs were painted; it is only looked at. */
void pr_runs_read(PopplerPage *source, const PrMarks *marks, const PrLimits *limits, PrPage *page, PrIssues *issues);
