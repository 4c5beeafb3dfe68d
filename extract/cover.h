/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrCover: what lies under a point, and what was laid over a box. Private to extract/. */
#pragma once

#include "extract/marks.h"

typedef struct PrCover PrCover;

/* An index over finished marks, borrowed. */
PrCover *pr_cover_new(const PrMarks *marks, float width, float height);
void pr_cover_free(PrCover *cover);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrCover, pr_cover_free)

/* The colour at a point of the page after `order` marks, white where nothing was painted. FALSE where it cannot be
 * told: a picture, a gradient, the inside of an odd shape. */
gboolean pr_cover_below(const PrCover *cover, float x, float y, guint32 order, guint32 *rgb);
/* Whether what is painted over the box after `order` marks, in that colour, has the colour of what lies under it, at
 * each of a few places: black lies on black where rulings cross, and where a ruling passes through a letter. */
gboolean pr_cover_swallows(const PrCover *cover, PrRect box, guint32 rgb, guint8 alpha, guint32 order);
/* Whether one opaque mark, `order` or later, hides most of the box. With `ink` not NULL marks of that colour do not
 * count: a black line drawn twice is not hidden. */
gboolean pr_cover_hides(const PrCover *cover, PrRect box, guint32 order, const guint32 *ink);
/* Whether two colours cannot be told apart by eye. */
gboolean pr_cover_same_colour(guint32 a, guint32 b);
/* `rgb` laid over `below` with that much alpha. */
guint32 pr_cover_mix(guint32 rgb, guint32 below, guint8 alpha);
