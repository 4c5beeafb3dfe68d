/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A path → boxes of ink.
 *
 * Producers draw one and the same line in many ways:
 *
 *	stroke         ────────────────        a segment and a line width
 *	thin fill      ▭▭▭▭▭▭▭▭▭▭▭▭▭▭▭▭        a rectangle, or a hundred short ones in a row
 *	mitred fill    ◁──────────────▷        a trapezoid as one side of a bevelled frame
 *	ring           ▣                       a rectangle in a rectangle, filled between: four lines
 *
 * All of these become boxes here, one for each straight piece, and what they mean is decided later by looking at the
 * boxes alone. A filled rectangle is a box whatever its size; any other filled shape is a box if it is thin, and else
 * an area. Strokes aslant or bent leave no box: they are no rulings and cover nothing. */
#include "extract/marks.h"

#include <string.h>

/* A segment runs along an axis if it strays from it by no more than this share of its length (about half a degree), or
 * by this many points. */
#define SLANT_SHARE 0.009
#define SLANT_POINTS 0.05
/* A shape no thicker than this is a line if it is LONG times as long as thick. Points. */
#define THIN 3.0
#define LONG 3.0

/* One subpath on the page. Of long ones only the box and the first corners are kept: they are no rectangles. */
typedef struct {
	double x[6], y[6];
	guint count; /* of points, all counted */
	gboolean is_bent;
	double x0, y0, x1, y1;
} Subpath;

static void
subpath_add(Subpath *path, double x, double y)
{
	if (path->count == 0) {
		path->x0 = path->x1 = x;
		path->y0 = path->y1 = y;
	}
	if (path->count < G_N_ELEMENTS(path->x)) {
		path->x[path->count] = x;
		path->y[path->count] = y;
	}
	path->count++;
	path->x0 = MIN(path->x0, x);
	path->y0 = MIN(path->y0, y);
	path->x1 = MAX(path->x1, x);
	path->y1 = MAX(path->y1, y);
}

static gboolean
is_along(double stray, double length)
{
	return fabs(stray) <= MAX(SLANT_POINTS, SLANT_SHARE * fabs(length));
}

/* Four corners (a fifth may close the path), each side along an axis. */
static gboolean
is_rectangle(const Subpath *path)
{
	guint count = path->count;

	if (path->is_bent || count < 4 || count > 5)
		return FALSE;
	if (count == 5 && !(is_along(path->x[4] - path->x[0], 0) && is_along(path->y[4] - path->y[0], 0)))
		return FALSE;
	for (guint i = 0; i < 4; i++) {
		double dx = path->x[(i + 1) % 4] - path->x[i], dy = path->y[(i + 1) % 4] - path->y[i];
		/* Sides take turns: along x, along y. A side of no length is both. */
		gboolean first_along_x = is_along(path->y[1] - path->y[0], path->x[1] - path->x[0]);
		gboolean along_x = (i % 2 == 0) == first_along_x;
		if (along_x ? !is_along(dy, dx) : !is_along(dx, dy))
			return FALSE;
	}
	return TRUE;
}

static gboolean
is_thin(const Subpath *path)
{
	double width = path->x1 - path->x0, height = path->y1 - path->y0;

	return (height <= THIN && width >= LONG * height) || (width <= THIN && height >= LONG * width);
}

static void
add_box(PrMarks *marks, const PrPaint *paint, const Subpath *path)
{
	pr_marks_add(marks, paint, PR_MARK_BOX, pr_rect(path->x0, path->y0, path->x1, path->y1), FALSE, FALSE);
}

/* Whether the two are the outer and inner edge of a frame, and fill what lies between. */
static gboolean
is_ring(const PrMarks *marks, const Subpath *outer, const Subpath *inner)
{
	double margins[] = {inner->x0 - outer->x0, inner->y0 - outer->y0, outer->x1 - inner->x1, outer->y1 - inner->y1};

	for (guint i = 0; i < G_N_ELEMENTS(margins); i++)
		if (margins[i] < 0 || margins[i] > THIN)
			return FALSE;
	if (inner->x1 - inner->x0 <= THIN || inner->y1 - inner->y0 <= THIN)
		return FALSE;
	if (cairo_get_fill_rule(marks->cr) == CAIRO_FILL_RULE_EVEN_ODD)
		return TRUE;
	/* Wound against each other: the signed areas of the first corners differ in sign. */
	double turn[2];
	const Subpath *both[] = {outer, inner};
	for (guint i = 0; i < 2; i++)
		turn[i] = (both[i]->x[1] - both[i]->x[0]) * (both[i]->y[2] - both[i]->y[0]) -
			  (both[i]->x[2] - both[i]->x[0]) * (both[i]->y[1] - both[i]->y[0]);
	return turn[0] * turn[1] < 0;
}

static void
add_ring(PrMarks *marks, const PrPaint *paint, const Subpath *outer, const Subpath *inner)
{
	const PrRect sides[] = {
		pr_rect(outer->x0, outer->y0, outer->x1, inner->y0),
		pr_rect(outer->x0, inner->y1, outer->x1, outer->y1),
		pr_rect(outer->x0, outer->y0, inner->x0, outer->y1),
		pr_rect(inner->x1, outer->y0, outer->x1, outer->y1),
	};

	for (guint i = 0; i < G_N_ELEMENTS(sides); i++)
		if (!pr_rect_is_empty(sides[i]))
			pr_marks_add(marks, paint, PR_MARK_BOX, sides[i], FALSE, FALSE);
}

/* The subpaths of one fill: rectangles wait one step to see whether the next makes a ring of them; other shapes are one
 * area. */
typedef struct {
	PrMarks *marks;
	const PrPaint *paint;
	Subpath waiting;
	Subpath area;
} Fill;

static void
fill_flush(Fill *fill)
{
	if (fill->waiting.count > 0)
		add_box(fill->marks, fill->paint, &fill->waiting);
	fill->waiting.count = 0;
}

static void
fill_add(Fill *fill, const Subpath *path)
{
	if (path->count < 2)
		return;
	if (is_rectangle(path) && !(path->x0 == path->x1 && path->y0 == path->y1)) {
		if (fill->waiting.count > 0 && is_ring(fill->marks, &fill->waiting, path)) {
			add_ring(fill->marks, fill->paint, &fill->waiting, path);
			fill->waiting.count = 0;
			return;
		}
		fill_flush(fill);
		fill->waiting = *path;
		return;
	}
	fill_flush(fill);
	if (path->count >= 3 && is_thin(path)) {
		add_box(fill->marks, fill->paint, path);
		return;
	}
	subpath_add(&fill->area, path->x0, path->y0);
	subpath_add(&fill->area, path->x1, path->y1);
}

/* Calls `fill_add` for each subpath of a path that was given in user space. */
static void
fill_subpaths(Fill *fill, const cairo_path_t *path, const cairo_matrix_t *matrix)
{
	Subpath subpath = {0};

	for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
		const cairo_path_data_t *data = &path->data[i];
		if (data->header.type == CAIRO_PATH_MOVE_TO) {
			fill_add(fill, &subpath);
			subpath = (Subpath){0};
		}
		subpath.is_bent = subpath.is_bent || data->header.type == CAIRO_PATH_CURVE_TO;
		for (int k = 1; k < data->header.length; k++) {
			double x = data[k].point.x, y = data[k].point.y;
			cairo_matrix_transform_point(matrix, &x, &y);
			/* The same point again is no corner. */
			guint last = subpath.count - 1;
			if (subpath.count > 0 && last < G_N_ELEMENTS(subpath.x) && subpath.x[last] == x &&
				subpath.y[last] == y)
				continue;
			subpath_add(&subpath, x, y);
		}
	}
	fill_add(fill, &subpath);
	fill_flush(fill);
}

/* A pattern that repeats is painted through a clip: producers set dashed borders that way. The path is only as good as
 * the clip, and pr_marks_add() cuts it to that. */
void
pr_marks_fill_path(PrMarks *marks, const PrPaint *paint)
{
	Fill fill = {.marks = marks, .paint = paint};
	cairo_matrix_t matrix = pr_marks_matrix(marks);
	cairo_path_t *path = cairo_copy_path(marks->cr);

	if (path->status == CAIRO_STATUS_SUCCESS)
		fill_subpaths(&fill, path, &matrix);
	cairo_path_destroy(path);
	if (fill.area.count > 0)
		pr_marks_add(marks, paint, PR_MARK_AREA,
			pr_rect(fill.area.x0, fill.area.y0, fill.area.x1, fill.area.y1), FALSE, FALSE);
}

/* The pen of a stroke on the page: half of its width and height, and how far a cap reaches beyond the end. */
typedef struct {
	double half_x, half_y;
	gboolean has_cap, is_dashed;
} Pen;

static Pen
read_pen(const PrMarks *marks, const cairo_matrix_t *m)
{
	double half = cairo_get_line_width(marks->cr) / 2;

	return (Pen){
		.half_x = half * hypot(m->xx, m->xy),
		.half_y = half * hypot(m->yx, m->yy),
		.has_cap = cairo_get_line_cap(marks->cr) != CAIRO_LINE_CAP_BUTT,
		.is_dashed = cairo_get_dash_count(marks->cr) > 0,
	};
}

static void
stroke_segment(PrMarks *marks, const PrPaint *paint, const Pen *pen, const double from[2], const double to[2])
{
	double dx = to[0] - from[0], dy = to[1] - from[1];
	gboolean is_level = fabs(dx) >= fabs(dy);
	double out_x = !is_level || pen->has_cap ? pen->half_x : 0;
	double out_y = is_level || pen->has_cap ? pen->half_y : 0;

	if ((dx == 0 && dy == 0 && !pen->has_cap) || !(is_level ? is_along(dy, dx) : is_along(dx, dy)))
		return;
	/* A segment a little aslant counts where its middle is. */
	double middle_x = (from[0] + to[0]) / 2, middle_y = (from[1] + to[1]) / 2;
	double x0 = is_level ? MIN(from[0], to[0]) : middle_x, x1 = is_level ? MAX(from[0], to[0]) : middle_x;
	double y0 = is_level ? middle_y : MIN(from[1], to[1]), y1 = is_level ? middle_y : MAX(from[1], to[1]);
	pr_marks_add(marks, paint, PR_MARK_BOX, pr_rect(x0 - out_x, y0 - out_y, x1 + out_x, y1 + out_y), TRUE,
		pen->is_dashed);
}

void
pr_marks_stroke_path(PrMarks *marks, const PrPaint *paint)
{
	cairo_matrix_t matrix = pr_marks_matrix(marks);
	Pen pen = read_pen(marks, &matrix);
	cairo_path_t *path = cairo_copy_path(marks->cr);
	double start[2] = {0, 0}, at[2] = {0, 0};

	for (int i = 0; path->status == CAIRO_STATUS_SUCCESS && i < path->num_data; i += path->data[i].header.length) {
		const cairo_path_data_t *data = &path->data[i];
		double to[2] = {start[0], start[1]};
		if (data->header.length > 1) {
			to[0] = data[data->header.length - 1].point.x;
			to[1] = data[data->header.length - 1].point.y;
			cairo_matrix_transform_point(&matrix, &to[0], &to[1]);
		}
		if (data->header.type == CAIRO_PATH_MOVE_TO)
			memcpy(start, to, sizeof start);
		else if (data->header.type != CAIRO_PATH_CURVE_TO)
			stroke_segment(marks, paint, &pen, at, to);
		memcpy(at, to, sizeof at);
	}
	cairo_path_destroy(path);
}
