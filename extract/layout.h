/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrLayout: the text of a page outside of tables, as segments of lines in reading order. Private to the extract
 * stage. */
#pragma once

#include "extract/lines.h"
#include "extract/fragment.h"

typedef enum {
	PR_USE_FREE,    /* becomes part of a paragraph */
	PR_USE_CAPTION, /* title, unit line or note of a table */
} PrUse;

/* A piece of a line without a wide gap in it. */
typedef struct {
	guint first, count; /* into PrLayout.lines->order */
	PrRect box;         /* as the reader of the text holds the page */
	float size;
	gboolean is_bold, is_overlay;
	PrUse use;
	gboolean is_running; /* a running head or foot: belongs to no table */
	char *text;          /* as printed, one space for each gap */
} PrSegment;

typedef struct {
	const PrPage *page;     /* turned so that the text reads to the right; borrowed */
	const PrLedger *ledger; /* borrowed */
	PrLines *lines;
	GArray *segments; /* of PrSegment, in reading order */
} PrLayout;

/* Of the glyphs that `ledger` has free and that read to the right on `page`. */
PrLayout *pr_layout_new(const PrPage *page, const PrLedger *ledger);
void pr_layout_free(PrLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrLayout, pr_layout_free)

static inline PrSegment *
pr_layout_at(const PrLayout *layout, guint index)
{
	return &g_array_index(layout->segments, PrSegment, index);
}

/* Appends the characters of a segment, the first behind `before`. */
void pr_layout_append(const PrLayout *layout, const PrSegment *segment, PrBreak before, PrText *text);

/* Whether a line says itself that it stands outside of a table: a unit, a note, a numbered title. */
gboolean pr_caption_is_told(const char *text);
/* Finds title, unit line and notes of a table that stands at `box` and moves their segments into it. */
void pr_caption(PrLayout *layout, PrRect box, float em, PrTable *table);

/* Appends the free segments to `paragraphs` (of PrParagraph, owned) as paragraphs. */
void pr_layout_paragraphs(const PrLayout *layout, GPtrArray *paragraphs);
