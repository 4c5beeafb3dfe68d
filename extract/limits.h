/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrLimits: how much of a document is read before it is refused. */
#pragma once

#include <glib.h>

typedef struct {
	guint64 bytes;     /* of the PDF file */
	guint pages;       /* of a document */
	guint glyphs;      /* of a page */
	guint rulings;     /* of a page, before merging */
	guint cells;       /* of a table */
} PrLimits;

#define PR_LIMITS_DEFAULT \
	((PrLimits){.bytes = 200u << 20, .pages = 20000, .glyphs = 200000, .rulings = 200000, .cells = 250000})
