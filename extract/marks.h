/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrMarks: everything that was painted on one page, in painting order: boxes of ink, pictures, glyphs. Private to
 * extract/. */
#pragma once

#include "extract/limits.h"
#include "extract/rect.h"

#include <cairo.h>

typedef enum {
	PR_MARK_BOX,   /* ink that fills its box: an upright rectangle, or one straight stroke */
	PR_MARK_AREA,  /* ink of another shape, somewhere inside its box */
	PR_MARK_IMAGE, /* a picture */
} PrMarkKind;

/* One piece of paint. A mark is known by its index: the greater one was painted later. */
typedef struct {
	PrRect box; /* on the page, cut to the clip */
	guint32 rgb;
	guint32 group; /* index into PrMarks.groups */
	guint8 kind;   /* PrMarkKind */
	guint8 alpha;  /* 255 is opaque */
	guint8 is_stroke : 1;
	guint8 is_dashed : 1;
	guint8 has_rgb : 1;    /* one colour all over; not so for pictures, gradients and patterns */
	guint8 is_overlay : 1; /* of a form field or typed note, not of the page */
} PrMark;

/* A glyph as it was painted. */
typedef struct {
	float x, y; /* its origin on the page */
	float size; /* of the em across the baseline, points */
	guint32 rgb;
	guint32 group;
	guint32 order; /* how many marks were there before it */
	guint8 alpha;
	guint8 direction; /* PrDirection of the baseline, to the nearest quarter turn */
	guint8 has_rgb : 1;
	guint8 is_outlined : 1; /* stroked or used as a clip, not filled */
} PrMarkGlyph;

/* Paint that is put together aside (a transparency group, a soft mask) and counts only if the result reaches the
 * page. */
typedef struct {
	cairo_pattern_t
		*pattern; /* the finished group, to know it again; NULL while it is open and for the page itself */
	guint32 parent;
	guint8 alpha;
	gboolean is_painted;
} PrMarkGroup;

typedef struct {
	cairo_t *cr;  /* the page's; owned */
	double scale; /* device units a point */
	const PrLimits *limits;
	GArray *marks;  /* of PrMark */
	GArray *glyphs; /* of PrMarkGlyph */
	GArray *groups; /* of PrMarkGroup; the first is the page */
	guint32 group;  /* the one that is open */
	guint image_count;
	float width, height; /* of the page; set before painting */
	guint off_page;      /* glyphs painted beyond its edges: poppler's text does not have them */
	PrRect off_page_box; /* around where they would stand */
	guint32 tile_rgb;    /* the colour last used inside a pattern's tile */
	gboolean has_tile_rgb;
	gboolean path_is_text;    /* the current path stands for glyphs that were noted already */
	gboolean text_was_last;   /* observer route: the last call painted glyphs */
	gboolean has_glyphs;      /* glyphs are seen at all on this route */
	gboolean has_lost_glyphs; /* text went unpainted for want of a font, or unnoted past the limit */
	const GArray *overlays;   /* of PrRect, borrowed while painting: places of form fields and typed notes */
	gboolean is_cut;          /* limits.rulings or limits.glyphs was reached and something left out */
} PrMarks;

/* An empty collection over `cr`, whose device units are `scale` to a point of the page. Takes over `cr`. */
PrMarks *pr_marks_new(cairo_t *cr, double scale, const PrLimits *limits);
void pr_marks_free(PrMarks *marks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrMarks, pr_marks_free)

/* What is being painted by the call that `marks->cr` stands ready for. Nothing of the context is changed. */
void pr_marks_fill(PrMarks *marks);
void pr_marks_stroke(PrMarks *marks);
void pr_marks_paint(PrMarks *marks, double alpha);
void pr_marks_mask(PrMarks *marks, cairo_pattern_t *mask);
void pr_marks_glyphs(PrMarks *marks, const cairo_glyph_t *glyphs, int count, gboolean is_outlined);
/* Whether a picture of that many pixels in the unit square of user space need not be decoded; then pr_marks_image()
 * notes it. */
gboolean pr_marks_skips_image(const PrMarks *marks, int width, int height);
void pr_marks_image(PrMarks *marks);
void pr_marks_push_group(PrMarks *marks);
void pr_marks_pop_group(PrMarks *marks, cairo_pattern_t *pattern);
/* Behind the last mark: takes out what never reached the page and folds the groups' alpha into the marks. */
void pr_marks_finish(PrMarks *marks);

/* For marks-path.c and marks.c: paint as the source pattern gives it, and adding a mark of it, cut to the clip. */
typedef struct {
	guint32 rgb;
	guint8 alpha;
	gboolean has_rgb, is_image, is_tile;
} PrPaint;

void pr_marks_add(
	PrMarks *marks, const PrPaint *paint, PrMarkKind kind, PrRect box, gboolean is_stroke, gboolean is_dashed);
/* The current path as boxes of ink: filled, or stroked. */
void pr_marks_fill_path(PrMarks *marks, const PrPaint *paint);
void pr_marks_stroke_path(PrMarks *marks, const PrPaint *paint);
/* From user space to the page. */
cairo_matrix_t pr_marks_matrix(const PrMarks *marks);
PrRect pr_matrix_box(const cairo_matrix_t *matrix, double x0, double y0, double x1, double y1);
