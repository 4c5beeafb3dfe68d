/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is laid over the page: form fields and typed notes count as print, all else does not. Private to extract/. */
#pragma once

#include "extract/issue.h"
#include "extract/page.h"
#include "extract/poppler-auto.h"

/* Hides every annotation but form fields and typed notes, so that it is not painted. The places of those left, as
 * PrRect on the page; empty on most pages. Free with g_array_unref(). */
GArray *pr_annotations_prepare(PopplerPage *source, double height);
/* Sets the value of each visible field that shows none into the field's place, as a run of `page`. */
void pr_annotations_set_values(PopplerPage *source, PrPage *page, PrIssues *issues);
