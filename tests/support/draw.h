/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pages drawn by hand: a line of a test for each thing on them. */
#pragma once

#include "extract/extract.h"

/* An A4 page. */
PrPage *draw_page(int number);
/* Sets `text` from (x, y), the top left of its first glyph, in `size` points: full width for wide characters, half for
 * others. A space ends a run. Returns the x behind it. */
float draw_text(PrPage *page, float x, float y, float size, const char *text);
/* The same with (x, y) the top right of its last glyph. */
void draw_right(PrPage *page, float x, float y, float size, const char *text);
void draw_hline(PrPage *page, float y, float from, float to);
void draw_vline(PrPage *page, float x, float from, float to);
/* All lines of a grid; `xs` and `ys` end with a negative number. */
void draw_grid(PrPage *page, const float *xs, const float *ys);
/* To be called once everything is drawn: rulings into the order that PrPage promises. */
void draw_finish(PrPage *page);

/* Runs the extract stage over pages (taken, each finished first) and gives the tables and paragraphs found. `pages`
 * ends with NULL. */
typedef struct {
	GPtrArray *tables;     /* of PrTable, owned */
	GPtrArray *paragraphs; /* of PrParagraph, owned */
	guint shown, placed;
} DrawnResult;

/* PrPageSource: takes the first of a GPtrArray of PrPage. */
PrPage *draw_next_page(gpointer pages, GError **error);
DrawnResult *draw_extract(PrPage *first, ...) G_GNUC_NULL_TERMINATED;
void drawn_result_free(DrawnResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DrawnResult, drawn_result_free)

/* The printed text of a cell; free with g_free(). */
char *drawn_cell(const DrawnResult *result, guint table, int row, int col);
/* The printed text of a paragraph; free with g_free(). */
char *drawn_paragraph(const DrawnResult *result, guint index);
