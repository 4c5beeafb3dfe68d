/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Marks → the rulings and fills of a page. Private to extract/. */
#pragma once

#include "extract/cover.h"
#include "extract/page.h"

/* Adds what is really seen of `marks` to page->rulings and page->fills, and sets page->image_count. */
void pr_rulings_read(const PrMarks *marks, const PrCover *cover, PrPage *page);
