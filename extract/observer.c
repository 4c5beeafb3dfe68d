/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The other route: cairo's own observer surface tells of each painting call, by public interface alone, and then paints
 * it.
 *
 * In its callbacks the page's context still holds the path and the source, so that the same functions note them. Pixels
 * are really made here, the inside of groups is not seen, and glyphs are not told apart: no glyph's fate can be
 * judged. */
#include "extract/interpose.h"

/* A path with curves, stroked right after glyphs were painted, is their outline: a common way to make bold letters. */
static gboolean
has_curves(cairo_t *cr)
{
	cairo_path_t *path = cairo_copy_path(cr);
	gboolean has = FALSE;

	for (int i = 0; i < path->num_data && !has; i += path->data[i].header.length)
		has = path->data[i].header.type == CAIRO_PATH_CURVE_TO;
	cairo_path_destroy(path);
	return has;
}

static void
on_fill(cairo_surface_t *observer, cairo_surface_t *target, void *data)
{
	PrMarks *marks = data;

	pr_marks_fill(marks);
	marks->text_was_last = FALSE;
}

static void
on_stroke(cairo_surface_t *observer, cairo_surface_t *target, void *data)
{
	PrMarks *marks = data;

	marks->path_is_text = marks->text_was_last && has_curves(marks->cr);
	pr_marks_stroke(marks);
	marks->text_was_last = FALSE;
}

static void
on_glyphs(cairo_surface_t *observer, cairo_surface_t *target, void *data)
{
	PrMarks *marks = data;

	marks->text_was_last = TRUE;
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
	cairo_surface_observer_add_glyphs_callback(observer, on_glyphs, marks);
	cairo_surface_observer_add_paint_callback(observer, on_paint, marks);
	return observer;
}
