/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrRect: an upright rectangle in PDF points, origin at the top left of the page as displayed, y down. */
#pragma once

#include <glib.h>
#include <math.h>

/* Invariant: x0 <= x1 and y0 <= y1; an empty rectangle has no width or no height. Plain value, copied freely. */
typedef struct {
	float x0, y0, x1, y1;
} PrRect;

static inline PrRect
pr_rect(double x0, double y0, double x1, double y1)
{
	return (PrRect){(float)MIN(x0, x1), (float)MIN(y0, y1), (float)MAX(x0, x1), (float)MAX(y0, y1)};
}

static inline float
pr_rect_width(PrRect r)
{
	return r.x1 - r.x0;
}

static inline float
pr_rect_height(PrRect r)
{
	return r.y1 - r.y0;
}

static inline float
pr_rect_center_x(PrRect r)
{
	return (r.x0 + r.x1) / 2;
}

static inline float
pr_rect_center_y(PrRect r)
{
	return (r.y0 + r.y1) / 2;
}

static inline gboolean
pr_rect_is_empty(PrRect r)
{
	return !(r.x1 > r.x0 && r.y1 > r.y0);
}

/* Half open: a point on a shared edge belongs to one rectangle only. */
static inline gboolean
pr_rect_contains(PrRect r, double x, double y)
{
	return x >= r.x0 && x < r.x1 && y >= r.y0 && y < r.y1;
}

/* The part common to both; all zero where there is none. */
static inline PrRect
pr_rect_intersection(PrRect a, PrRect b)
{
	PrRect r = {MAX(a.x0, b.x0), MAX(a.y0, b.y0), MIN(a.x1, b.x1), MIN(a.y1, b.y1)};

	return r.x0 <= r.x1 && r.y0 <= r.y1 ? r : (PrRect){0, 0, 0, 0};
}

/* The smallest rectangle around both; an all-zero rectangle counts as nothing. */
static inline PrRect
pr_rect_union(PrRect a, PrRect b)
{
	if (a.x0 == 0 && a.y0 == 0 && a.x1 == 0 && a.y1 == 0)
		return b;
	if (b.x0 == 0 && b.y0 == 0 && b.x1 == 0 && b.y1 == 0)
		return a;
	return (PrRect){MIN(a.x0, b.x0), MIN(a.y0, b.y0), MAX(a.x1, b.x1), MAX(a.y1, b.y1)};
}
