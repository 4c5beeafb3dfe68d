/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrOrigins: where on the page glyphs were painted, to be found by place. Private to extract/. */
#pragma once

#include "extract/marks.h"
#include "extract/page.h"

typedef struct PrOrigins PrOrigins;

/* An index over the glyphs of finished marks, borrowed. */
PrOrigins *pr_origins_new(const PrMarks *marks, float width, float height);
void pr_origins_free(PrOrigins *origins);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrOrigins, pr_origins_free)

/* The painted glyphs that may be the one with this box: up to `max` indices, in painting order; how many. A box without
 * a direction of its own is given with `direction` PR_DIRECTION_UNKNOWN and matches all that stands in it. */
#define PR_DIRECTION_UNKNOWN 4
guint pr_origins_find(PrOrigins *origins, PrRect box, guint direction, guint *found, guint max);
const PrMarkGlyph *pr_origins_at(const PrOrigins *origins, guint index);
/* The direction of a glyph by how it was painted; PR_DIRECTION_UNKNOWN where nothing was painted or no glyph can be
 * seen. */
guint pr_origins_direction(PrOrigins *origins, PrRect box);
/* Whether painted glyphs can be seen at all on this page. */
gboolean pr_origins_are_known(const PrOrigins *origins);
