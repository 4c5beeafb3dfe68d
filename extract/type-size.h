/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The type size of fonts without a name. Private to extract/. */
#pragma once

#include "extract/page.h"

/* Puts sizes of styles, boxes of glyphs and runs right where the characters themselves speak against them. */
void pr_type_sizes_mend(PrPage *page);
