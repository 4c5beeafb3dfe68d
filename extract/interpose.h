/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The two routes by which painting is seen. Private to extract/. */
#pragma once

#include "extract/marks.h"

/* While set (to non-NULL), painting calls on any context of this thread go to `marks` instead of to pixels. */
void pr_interpose_begin(PrMarks *marks);
void pr_interpose_end(void);

/* The clip as it is, hooks or not. */
void pr_real_clip_extents(cairo_t *cr, double *x1, double *y1, double *x2, double *y2);

/* The other route: a surface that tells `marks` of each painting call and then paints it. Set marks->cr up over it. */
cairo_surface_t *pr_observer_surface(cairo_surface_t *target, PrMarks *marks);
