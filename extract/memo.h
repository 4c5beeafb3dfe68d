/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrMemo: what of a page must be remembered to know running heads and feet on the next. Private to the extract
 * stage. */
#pragma once

#include "extract/layout.h"

typedef struct {
	char *key;  /* the text without digits and white space */
	PrRect box; /* as displayed */
	float size; /* of its type */
	gboolean is_page_number, is_running, is_caption;
} PrMemoLine;

typedef struct {
	float width, height, em; /* of the page; the size of its ordinary type */
	GArray *lines;           /* of PrMemoLine */
} PrMemo;

PrMemo *pr_memo_new(const PrPage *page, float em);
void pr_memo_free(PrMemo *memo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrMemo, pr_memo_free)

/* Remembers the segments of a layout whose text reads in `direction` on `page`. */
void pr_memo_add(PrMemo *memo, const PrLayout *layout, PrDirection direction, const PrPage *page);

/* Marks the lines that are running heads, feet or page numbers, in the light of the page before or after (may be NULL).
 * A running line stands in the outer margin with nothing but running lines farther out, is set no larger than ordinary
 * text, and is a page number or printed at the same place on the other page too. */
void pr_memo_mark_running(PrMemo *memo, const PrMemo *other);

/* The remembered line at a place; NULL where there is none. */
PrMemoLine *pr_memo_line_at(const PrMemo *memo, PrRect box);

/* Whether any line but captions, running or not, ends less than `reach` above `box` as a reader of `direction` sees
 * it. */
gboolean pr_memo_has_line_over(const PrMemo *memo, PrRect box, PrDirection direction, float reach);
/* Whether any line that is neither running nor a caption stands above (sign -1) or below (1) of `box` as a reader of
 * `direction` sees it. */
gboolean pr_memo_has_body_beyond(const PrMemo *memo, PrRect box, PrDirection direction, int sign);
