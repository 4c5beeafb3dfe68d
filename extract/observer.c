/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The other route: cairo's own observer surface tells of each painting call, by public interface alone, and then paints it.
 *
 * In its callbacks the page's context still holds the path and the source, so that the same functions note them. Pixels are
 * really made here, the inside of groups is not seen, and glyphs are not told apart: no glyph's fate can be judged. */
#include "extract/interpose.h"

static void
on_fill(cairo_surface_t *observer, cairo_surface_t *target, void *data)
{
	pr_marks_fill(data);
}

static void
on_stroke(cairo_surface_t *observer, cairo_surface_t *target, void *data)
{
	pr_marks_stroke(data);
}

static void
on_paint(cairo_surface_t *observer, cairo_surface_t *target, void *data)
{
	pr_marks_paint(data, 1);
}

cairo_surface_t *
pr_observer_surface(cairo_surface_t *target, PrMarks *marks)
{
	cairo_surface_t *observer = cairo_surface_create_observer(target, CAIRO_SURFACE_OBSERVER_NORMAL);

	cairo_surface_observer_add_fill_callback(observer, on_fill, marks);
	cairo_surface_observer_add_stroke_callback(observer, on_stroke, marks);
	cairo_surface_observer_add_paint_callback(observer, on_paint, marks);
	return observer;
}
