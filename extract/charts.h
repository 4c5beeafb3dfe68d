/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where a page shows charts. Private to extract/. */
#pragma once

#include "extract/page.h"

/* The areas of charts with a drawn axis on a page that reads to the right: GArray of PrRect, owned. `em` is the page's
 * type size. */
GArray *pr_charts_find(const PrPage *page, float em);
