/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Glyphs of a region → lines in reading order → text with breaks. */
#pragma once

#include "extract/text.h"

/* Glyphs that stand on one line, in reading order. */
typedef struct {
	guint first, count; /* into PrLines.order */
	PrRect box;
	float size; /* the largest font size on the line */
} PrLine;

/* Lines of a set of glyphs, top to bottom. */
typedef struct {
	const PrPage *page; /* borrowed */
	PrDirection direction;
	GArray *order; /* of guint: indices into page->glyphs */
	GArray *lines; /* of PrLine */
} PrLines;

/* Groups the glyphs whose indices are given into lines. Only their boxes decide: the order in the text layer does not
 * matter, but to break ties. They are grouped as a reader of text of `direction` sees them; boxes of lines are in that
 * reader's coordinates (extract/turn.h), which for PR_DIRECTION_RIGHT are the page's. */
PrLines *pr_lines_new(const PrPage *page, PrDirection direction, const guint *glyphs, guint count);
void pr_lines_free(PrLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrLines, pr_lines_free)

static inline const PrLine *
pr_lines_at(const PrLines *lines, guint index)
{
	return &g_array_index(lines->lines, PrLine, index);
}

/* A glyph by its place in the order of reading. */
static inline const PrGlyph *
pr_lines_glyph(const PrLines *lines, guint index)
{
	return &g_array_index(lines->page->glyphs, PrGlyph, g_array_index(lines->order, guint, index));
}

/* Appends lines [first, first + count) to `text` as the content of a box from x = left to x = right, to tell a wrap
 * from a line that was ended on purpose. */
void pr_lines_to_text(const PrLines *lines, guint first, guint count, float left, float right, PrText *text);

/* Appends glyphs [first, first + count) of lines->order, all of one line, the first of them behind `before`. */
void pr_lines_append(const PrLines *lines, guint first, guint count, PrBreak before, PrText *text);
