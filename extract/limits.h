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
	gboolean any_font; /* any font will do, and none: nothing will be drawn in this process */
} PrLimits;

#define PR_LIMITS_OF(font)                                                                                             \
	((PrLimits){.bytes = 200u << 20,                                                                               \
		.pages = 20000,                                                                                        \
		.glyphs = 200000,                                                                                      \
		.rulings = 200000,                                                                                     \
		.cells = 250000,                                                                                       \
		.any_font = font})
#define PR_LIMITS_DEFAULT PR_LIMITS_OF(FALSE)
/* The same where documents are read only. */
#define PR_LIMITS_READING PR_LIMITS_OF(TRUE)
