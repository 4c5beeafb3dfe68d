/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text layer of a page: what poppler says is written there. Private to extract/. */
#pragma once

#include "extract/issue.h"
#include "extract/limits.h"
#include "extract/origins.h"
#include "extract/poppler-auto.h"

/* Adds glyphs, styles and runs to `page`. How glyphs were painted tells how they are turned. */
void pr_runs_read(PopplerPage *source, PrOrigins *origins, const PrLimits *limits, PrPage *page, PrIssues *issues);
