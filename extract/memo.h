/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrMemo: what of a page must be remembered to know running heads and feet on the next. Private to the extract stage. */
#pragma once

#include "extract/layout.h"

typedef struct {
	char *key;  /* the text without digits and white space */
	PrRect box; /* as displayed */
	gboolean is_page_number;
} PrMemoLine;

typedef struct {
	float width, height; /* of the page */
	GArray *lines;       /* of PrMemoLine */
} PrMemo;

PrMemo *pr_memo_new(const PrPage *page);
void pr_memo_free(PrMemo *memo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrMemo, pr_memo_free)

/* Remembers the free segments of a layout whose text reads in `direction` on `page`. */
void pr_memo_add(PrMemo *memo, const PrLayout *layout, PrDirection direction, const PrPage *page);

/* Whether a line is a running head, foot or page number: a number in the margin, or printed at the same place on the other
 * page too. `other` may be NULL. */
gboolean pr_memo_is_running(const PrMemo *memo, const PrMemoLine *line, const PrMemo *other);

/* Whether any line that is not running stands above (sign -1) or below (1) of `box` as a reader of `direction` sees it. */
gboolean pr_memo_has_body_beyond(const PrMemo *memo, const PrMemo *other, PrRect box, PrDirection direction, int sign);
