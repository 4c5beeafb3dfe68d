/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrText: text that still knows the place of each of its characters. */
#pragma once

#include "extract/page.h"

/* What lies between a character and the one before it. Nothing is decided here about what a break means: whether a line
 * break inside a cell is a wrap to be undone is the business of normalize/. */
typedef enum {
	PR_BREAK_NONE,
	PR_BREAK_SPACE,     /* a gap as wide as a space on one line */
	PR_BREAK_LINE,      /* the next line, where the line before was full: probably a wrap */
	PR_BREAK_PARAGRAPH, /* the next line, where the line before ended early: probably meant */
	PR_BREAK_PART,      /* the next page: the text was cut by the end of the page */
} PrBreak;

typedef struct {
	gunichar ch;
	int page : 24;    /* from 1 */
	guint before : 8; /* PrBreak between this and the character before; PR_BREAK_NONE for the first */
	PrRect box;
} PrPlaced;

/* A box on a page. */
typedef struct {
	int page;
	PrRect box;
} PrPlace;

/* Owns nothing but its array: a zeroed PrText is empty text; release with pr_text_clear(). */
typedef struct {
	GArray *chars; /* of PrPlaced, in reading order; NULL when empty */
} PrText;

void pr_text_clear(PrText *text);
/* `to` need not be initialised. */
void pr_text_copy(PrText *to, const PrText *from);
void pr_text_append(PrText *text, PrPlaced placed);
/* Appends `count` characters, to be filled in by the caller but for the break before the first; NULL for none. Borrowed
 * until the text changes. */
PrPlaced *pr_text_grow(PrText *text, guint count, PrBreak before);
/* Appends all of `other`, the first character of it behind `before`. */
void pr_text_append_text(PrText *text, const PrText *other, PrBreak before);

static inline guint
pr_text_length(const PrText *text)
{
	return text->chars != NULL ? text->chars->len : 0;
}

static inline const PrPlaced *
pr_text_at(const PrText *text, guint index)
{
	return &g_array_index(text->chars, PrPlaced, index);
}

/* Whether two texts have the same characters; places and breaks are not asked. */
gboolean pr_text_is_same(const PrText *a, const PrText *b);

/* The printed text as UTF-8: a space for PR_BREAK_SPACE, a newline for each later break. Free with g_free(). */
char *pr_text_printed(const PrText *text);
/* The same characters without any white space: what conservation is counted in. Free with g_free(). */
char *pr_text_squeezed(const PrText *text);
/* One place a line of text, in reading order: GArray of PrPlace, to be unref'd; empty for empty text. */
GArray *pr_text_places(const PrText *text);
/* Around characters [first, first + count) as pr_text_places() does. */
GArray *pr_text_places_of(const PrText *text, guint first, guint count);
