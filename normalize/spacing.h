/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Spacing: what was meant by each gap between two characters: nothing, a space, or the end of a paragraph. */
#pragma once

#include "extract/text.h"

/* A character that is no white space, with what is printed before it. */
typedef struct {
	gunichar ch;
	guint index;   /* in PrText.chars */
	PrBreak before; /* as printed */
	float height;   /* of its box */
	char gap;      /* as meant: '\0' nothing, ' ', '\n' */
	gboolean is_number_joined; /* the gap was inside of a number */
} PrInk;

/* Decides on the gap of each glyph, in place. */
void pr_spacing_decide(PrInk *glyphs, guint count);
