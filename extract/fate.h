/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What becomes of each glyph: is it really seen? Private to extract/. */
#pragma once

#include "extract/cover.h"
#include "extract/issue.h"
#include "extract/origins.h"

/* Sets the fate of the glyphs of `page` and reports each run, or part of one, that is not shown. */
void pr_fate_judge(PrPage *page, PrOrigins *origins, const PrCover *cover, PrIssues *issues);
