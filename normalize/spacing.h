/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Spacing: what was meant by each gap between two characters: nothing, a space, or the end of a paragraph. */
#pragma once

#include "extract/text.h"

/* A character that is no white space, with what is printed before it. */
typedef struct {
	gunichar ch;
	guint index;               /* in PrText.chars */
	PrBreak before;            /* as printed */
	float height;              /* of its box */
	char gap;                  /* as meant: '\0' nothing, ' ', '\n' */
	gboolean is_number_joined; /* the gap was inside of a number */
} PrInk;

/* A text under decision. */
typedef struct {
	PrInk *glyphs;
	guint count;
	gboolean has_chinese, has_letters; /* letters: of scripts that use spaces */
	gboolean is_one_number;            /* all digits of the text are one well-formed number once gaps are closed */
	gboolean has_frame;                /* something stands before or behind them */
	guint gaps;                        /* how many of them, between its first digit and its last */
	int last_item;                     /* number of the list item before; 0 or less for none */
} PrInkLine;

static inline gunichar
pr_ink_at(const PrInkLine *line, guint i)
{
	return i < line->count ? line->glyphs[i].ch : 0;
}

/* Decides on the gap of each glyph, in place. */
void pr_spacing_decide(PrInk *glyphs, guint count);

/* Sets is_one_number and gaps. */
void pr_spacing_scan_number(PrInkLine *line);
/* Whether the gap before glyph i is inside of a number; those before it are decided already. */
gboolean pr_spacing_is_inside_number(const PrInkLine *line, guint i);
