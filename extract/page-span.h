/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the printer and the parser of page text share: a box seen along its run, and the words of the grammar. */
#pragma once

#include "extract/page.h"

#define PR_DIRECTION_COUNT 4

extern const char *const pr_direction_names[PR_DIRECTION_COUNT]; /* by PrDirection */
extern const char pr_fate_letters[];                             /* by PrFate */

/* Where a box begins and ends along its run, and its edges across. Begin and low are the lesser coordinates. */
typedef struct {
	float begin, end, low, high;
} PrEdges;

static inline gboolean
pr_direction_is_level(guint direction)
{
	return direction == PR_DIRECTION_RIGHT || direction == PR_DIRECTION_LEFT;
}

static inline PrEdges
pr_edges_of(PrRect box, guint direction)
{
	if (pr_direction_is_level(direction))
		return (PrEdges){box.x0, box.x1, box.y0, box.y1};
	return (PrEdges){box.y0, box.y1, box.x0, box.x1};
}

static inline PrRect
pr_edges_box(PrEdges span, guint direction)
{
	if (pr_direction_is_level(direction))
		return (PrRect){span.begin, span.low, span.end, span.high};
	return (PrRect){span.low, span.begin, span.high, span.end};
}
