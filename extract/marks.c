/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Noting what is painted: source, clip, groups, glyphs. The shapes of paths are read in marks-path.c. */
#include "extract/marks.h"
#include "extract/interpose.h"
#include "extract/page.h"

/* A picture of no more pixels is decoded: it is cheap, and may be a line or a patch of one colour. */
#define SMALL_IMAGE_PIXELS 4096
/* A picture no wider than this may be a line drawn as a picture: its colour is wanted. Points. */
#define THIN_IMAGE 3.0
/* How many glyphs are looked at to see whether a picture covers text. */
#define IMAGE_GLYPHS_MAX 2000
/* How many groups back a finished one is looked for, and how deep groups may lie in each other before all count as
 * seen. */
#define GROUPS_BACK 64
#define GROUPS_DEEP 64
/* How exactly a clip has to fit an annotation, in points, and how many annotations it is compared with. */
#define OVERLAY_SLACK 1.0f
#define OVERLAYS_MAX 500

PrMarks *
pr_marks_new(cairo_t *cr, double scale, const PrLimits *limits)
{
	PrMarks *marks = g_new0(PrMarks, 1);
	PrMarkGroup page = {.alpha = 255, .is_painted = TRUE};

	marks->cr = cr;
	marks->scale = scale;
	marks->limits = limits;
	marks->marks = g_array_new(FALSE, FALSE, sizeof(PrMark));
	marks->glyphs = g_array_new(FALSE, FALSE, sizeof(PrMarkGlyph));
	marks->groups = g_array_new(FALSE, FALSE, sizeof(PrMarkGroup));
	g_array_append_val(marks->groups, page);
	return marks;
}

static PrMarkGroup *
group_at(const PrMarks *marks, guint32 index)
{
	return &g_array_index(marks->groups, PrMarkGroup, index);
}

void
pr_marks_free(PrMarks *marks)
{
	if (marks == NULL)
		return;
	for (guint i = 0; i < marks->groups->len; i++)
		g_clear_pointer(&group_at(marks, i)->pattern, cairo_pattern_destroy);
	cairo_destroy(marks->cr);
	g_array_unref(marks->marks);
	g_array_unref(marks->glyphs);
	g_array_unref(marks->groups);
	g_free(marks);
}

cairo_matrix_t
pr_marks_matrix(const PrMarks *marks)
{
	cairo_matrix_t matrix, scale;

	cairo_get_matrix(marks->cr, &matrix);
	cairo_matrix_init_scale(&scale, 1 / marks->scale, 1 / marks->scale);
	cairo_matrix_multiply(&matrix, &matrix, &scale);
	return matrix;
}

PrRect
pr_matrix_box(const cairo_matrix_t *matrix, double x0, double y0, double x1, double y1)
{
	double corners[4][2] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
	PrRect box = {G_MAXFLOAT, G_MAXFLOAT, -G_MAXFLOAT, -G_MAXFLOAT};

	for (guint i = 0; i < G_N_ELEMENTS(corners); i++) {
		double x = corners[i][0], y = corners[i][1];
		cairo_matrix_transform_point(matrix, &x, &y);
		box = (PrRect){
			MIN(box.x0, (float)x), MIN(box.y0, (float)y), MAX(box.x1, (float)x), MAX(box.y1, (float)y)};
	}
	return box;
}

static PrRect
clip_box(const PrMarks *marks)
{
	cairo_matrix_t matrix = pr_marks_matrix(marks);
	double x0, y0, x1, y1;

	pr_real_clip_extents(marks->cr, &x0, &y0, &x1, &y1);
	return pr_matrix_box(&matrix, x0, y0, x1, y1);
}

static guint8
byte_of(double share)
{
	return (guint8)(CLAMP(share, 0, 1) * 255 + .5);
}

/* The colour of the middle of a picture, if it is a small one whose pixels were decoded. */
static void
read_image_colour(cairo_surface_t *surface, PrPaint *paint)
{
	const unsigned char *data = cairo_image_surface_get_data(surface);
	int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
	cairo_format_t format = cairo_image_surface_get_format(surface);

	if (format != CAIRO_FORMAT_RGB24)
		paint->alpha = MIN(paint->alpha, 254); /* holes, maybe */
	if (data == NULL || width <= 0 || height <= 0 ||
		(format != CAIRO_FORMAT_RGB24 && format != CAIRO_FORMAT_ARGB32))
		return;
	const unsigned char *row = data + (gssize)(height / 2) * cairo_image_surface_get_stride(surface);
	paint->rgb = ((const guint32 *)(const void *)row)[width / 2] & 0xffffff;
}

static PrPaint
read_source(const PrMarks *marks)
{
	PrPaint paint = {.alpha = 255};
	cairo_pattern_t *source = cairo_get_source(marks->cr);
	cairo_surface_t *surface = NULL;
	double r, g, b, a;

	if (cairo_pattern_get_rgba(source, &r, &g, &b, &a) == CAIRO_STATUS_SUCCESS) {
		paint.rgb = ((guint32)byte_of(r) << 16) | ((guint32)byte_of(g) << 8) | byte_of(b);
		paint.alpha = byte_of(a);
		paint.has_rgb = TRUE;
	} else if (cairo_pattern_get_surface(source, &surface) == CAIRO_STATUS_SUCCESS) {
		paint.is_tile = cairo_pattern_get_extend(source) == CAIRO_EXTEND_REPEAT;
		paint.is_image = !paint.is_tile && cairo_surface_get_type(surface) == CAIRO_SURFACE_TYPE_IMAGE;
		if (paint.is_image)
			read_image_colour(surface, &paint);
		if (paint.is_tile) {
			paint.rgb = marks->has_tile_rgb ? marks->tile_rgb : 0;
			paint.alpha = 254; /* holes, maybe */
		}
	}
	/* Blending lets what is below shine through, as far as this can tell. */
	if (cairo_get_operator(marks->cr) != CAIRO_OPERATOR_OVER &&
		cairo_get_operator(marks->cr) != CAIRO_OPERATOR_SOURCE)
		paint.alpha = MIN(paint.alpha, 254);
	return paint;
}

/* poppler paints the looks of an annotation through a clip of its very place. */
static gboolean
is_overlay(const PrMarks *marks, PrRect clip)
{
	for (guint i = 0; marks->overlays != NULL && i < MIN(marks->overlays->len, OVERLAYS_MAX); i++) {
		PrRect place = g_array_index(marks->overlays, PrRect, i);
		if (fabsf(place.x0 - clip.x0) <= OVERLAY_SLACK && fabsf(place.y0 - clip.y0) <= OVERLAY_SLACK &&
			fabsf(place.x1 - clip.x1) <= OVERLAY_SLACK && fabsf(place.y1 - clip.y1) <= OVERLAY_SLACK)
			return TRUE;
	}
	return FALSE;
}

void
pr_marks_add(PrMarks *marks, const PrPaint *paint, PrMarkKind kind, PrRect box, gboolean is_stroke, gboolean is_dashed)
{
	if (marks->marks->len >= marks->limits->rulings) {
		marks->is_cut = TRUE;
		return;
	}
	PrRect clip = clip_box(marks);
	PrRect cut = {MAX(box.x0, clip.x0), MAX(box.y0, clip.y0), MIN(box.x1, clip.x1), MIN(box.y1, clip.y1)};

	if (!(cut.x0 <= cut.x1 && cut.y0 <= cut.y1) || paint->alpha == 0)
		return;
	PrMark mark = {
		.box = cut,
		.rgb = paint->rgb,
		.group = marks->group,
		.kind = (guint8)kind,
		.alpha = paint->alpha,
		.is_stroke = is_stroke,
		.is_dashed = is_dashed,
		.has_rgb = paint->has_rgb,
		.is_overlay = is_overlay(marks, clip),
	};
	g_array_append_val(marks->marks, mark);
}

/* Pictures are painted through the unit square of user space. */
static void
add_image(PrMarks *marks, const PrPaint *paint)
{
	cairo_matrix_t matrix = pr_marks_matrix(marks);

	pr_marks_add(marks, paint, PR_MARK_IMAGE, pr_matrix_box(&matrix, 0, 0, 1, 1), FALSE, FALSE);
	marks->image_count++;
}

void
pr_marks_fill(PrMarks *marks)
{
	PrPaint paint = read_source(marks);

	if (paint.is_image)
		add_image(marks, &paint);
	else
		pr_marks_fill_path(marks, &paint);
	marks->path_is_text = FALSE;
}

void
pr_marks_stroke(PrMarks *marks)
{
	PrPaint paint = read_source(marks);

	if (!marks->path_is_text)
		pr_marks_stroke_path(marks, &paint);
	marks->path_is_text = FALSE;
}

/* The finished group that is this pattern; 0 if none. A group is painted soon after it is finished, or never. */
static guint32
find_group(const PrMarks *marks, cairo_pattern_t *pattern)
{
	guint32 length = marks->groups->len;

	for (guint32 i = length; i > 1 && length - i < GROUPS_BACK; i--)
		if (group_at(marks, i - 1)->pattern == pattern)
			return i - 1;
	return 0;
}

/* Whether the source is a finished group; it is painted now. */
static gboolean
paint_group(PrMarks *marks, double alpha)
{
	guint32 index = find_group(marks, cairo_get_source(marks->cr));

	if (index == 0)
		return FALSE;
	cairo_operator_t how = cairo_get_operator(marks->cr);
	if (how == CAIRO_OPERATOR_DEST_OUT || how == CAIRO_OPERATOR_CLEAR)
		return TRUE;
	PrMarkGroup *group = group_at(marks, index);
	group->is_painted = TRUE;
	group->parent = marks->group;
	group->alpha = MAX(group->alpha, byte_of(alpha));
	return TRUE;
}

/* Paint all over the clip. */
static void
add_clip(PrMarks *marks, const PrPaint *paint)
{
	pr_marks_add(marks, paint, paint->has_rgb ? PR_MARK_BOX : PR_MARK_AREA, clip_box(marks), FALSE, FALSE);
}

void
pr_marks_paint(PrMarks *marks, double alpha)
{
	if (paint_group(marks, alpha))
		return;
	PrPaint paint = read_source(marks);
	paint.alpha = (guint8)(paint.alpha * alpha);
	if (paint.is_image)
		add_image(marks, &paint);
	else
		add_clip(marks, &paint);
}

void
pr_marks_mask(PrMarks *marks, cairo_pattern_t *mask)
{
	cairo_surface_t *surface = NULL;
	double alpha = 1;

	gboolean is_flat = cairo_pattern_get_rgba(mask, NULL, NULL, NULL, &alpha) == CAIRO_STATUS_SUCCESS;
	/* How much a soft mask lets through is not known: assume enough to be seen, and not enough to cover. */
	if (paint_group(marks, is_flat ? alpha : 254 / 255.))
		return;
	PrPaint paint = read_source(marks);
	paint.alpha = is_flat ? (guint8)(paint.alpha * alpha) : MIN(paint.alpha, 254);
	gboolean is_stencil = paint.has_rgb && cairo_pattern_get_surface(mask, &surface) == CAIRO_STATUS_SUCCESS &&
			      cairo_surface_get_type(surface) == CAIRO_SURFACE_TYPE_IMAGE &&
			      cairo_surface_get_content(surface) == CAIRO_CONTENT_ALPHA;
	if (paint.is_image || is_stencil)
		add_image(marks, &paint);
	else
		add_clip(marks, &paint);
}

/* Nothing is lost by not decoding a picture, but three things: the colour of a small or thin one, which may be a
 * ruling, and whether one that lies over text hides it. */
gboolean
pr_marks_skips_image(const PrMarks *marks, int width, int height)
{
	if (width <= 0 || height <= 0 || (gint64)width * height <= SMALL_IMAGE_PIXELS)
		return FALSE;
	cairo_matrix_t matrix = pr_marks_matrix(marks);
	PrRect box = pr_matrix_box(&matrix, 0, 0, 1, 1);
	if (pr_rect_width(box) <= THIN_IMAGE || pr_rect_height(box) <= THIN_IMAGE)
		return FALSE;
	for (guint i = 0; i < MIN(marks->glyphs->len, IMAGE_GLYPHS_MAX); i++) {
		const PrMarkGlyph *glyph = &g_array_index(marks->glyphs, PrMarkGlyph, i);
		if (pr_rect_contains(box, glyph->x, glyph->y))
			return FALSE;
	}
	return TRUE;
}

void
pr_marks_image(PrMarks *marks)
{
	PrPaint paint = {.alpha = 254, .is_image = TRUE};

	add_image(marks, &paint);
}

/* The baseline's direction on the page to the nearest quarter turn, and the size of the em across it. */
static void
measure_font(PrMarks *marks, const cairo_matrix_t *matrix, PrMarkGlyph *glyph)
{
	cairo_matrix_t font;
	double dx, dy, ux, uy;

	cairo_get_font_matrix(marks->cr, &font);
	dx = font.xx;
	dy = font.yx;
	ux = font.xy;
	uy = font.yy;
	cairo_matrix_transform_distance(matrix, &dx, &dy);
	cairo_matrix_transform_distance(matrix, &ux, &uy);
	glyph->size = (float)hypot(ux, uy);
	if (fabs(dx) >= fabs(dy))
		glyph->direction = dx >= 0 ? PR_DIRECTION_RIGHT : PR_DIRECTION_LEFT;
	else
		glyph->direction = dy >= 0 ? PR_DIRECTION_DOWN : PR_DIRECTION_UP;
}

/* A glyph leaves ink somewhere in the em about its origin: where that misses the clip, nothing was painted. */
static gboolean
touches(PrRect clip, const PrMarkGlyph *glyph)
{
	float reach = glyph->size * 1.5f;

	return glyph->x + reach > clip.x0 && glyph->x - reach < clip.x1 && glyph->y + reach > clip.y0 &&
	       glyph->y - reach < clip.y1;
}

/* Coordinates without a value are on no side of the page. */
static gboolean
is_off_page(const PrMarks *marks, const PrMarkGlyph *glyph)
{
	return isfinite(glyph->x) && isfinite(glyph->y) &&
	       (glyph->x < 0 || glyph->y < 0 || glyph->x > marks->width || glyph->y > marks->height);
}

static void
note_off_page(PrMarks *marks, const PrMarkGlyph *glyph)
{
	PrRect em = pr_rect(glyph->x, glyph->y - glyph->size, glyph->x + glyph->size, glyph->y);

	marks->off_page_box = marks->off_page == 0 ? em : pr_rect_union(marks->off_page_box, em);
	marks->off_page++;
}

void
pr_marks_glyphs(PrMarks *marks, const cairo_glyph_t *glyphs, int count, gboolean is_outlined)
{
	if (marks->glyphs->len + (guint)MAX(count, 0) > marks->limits->glyphs) {
		marks->is_cut = marks->has_lost_glyphs = TRUE;
		return;
	}
	PrPaint paint = read_source(marks);
	PrRect clip = clip_box(marks);
	cairo_matrix_t matrix = pr_marks_matrix(marks);
	PrMarkGlyph glyph = {
		.rgb = paint.rgb,
		.alpha = paint.alpha,
		.has_rgb = paint.has_rgb && !is_outlined,
		.is_outlined = is_outlined,
		.group = marks->group,
		.order = marks->marks->len,
	};

	marks->has_glyphs = TRUE;
	if (paint.alpha == 0 && !is_outlined)
		return;
	measure_font(marks, &matrix, &glyph);
	for (int i = 0; i < count; i++) {
		double x = glyphs[i].x, y = glyphs[i].y;
		cairo_matrix_transform_point(&matrix, &x, &y);
		glyph.x = (float)x;
		glyph.y = (float)y;
		if (touches(clip, &glyph))
			g_array_append_val(marks->glyphs, glyph);
		else if (!is_outlined && is_off_page(marks, &glyph))
			note_off_page(marks, &glyph);
	}
}

void
pr_marks_push_group(PrMarks *marks)
{
	PrMarkGroup group = {.parent = marks->group};

	g_array_append_val(marks->groups, group);
	marks->group = marks->groups->len - 1;
}

void
pr_marks_pop_group(PrMarks *marks, cairo_pattern_t *pattern)
{
	if (marks->group == 0)
		return;
	PrMarkGroup *group = group_at(marks, marks->group);
	group->pattern = cairo_pattern_reference(pattern);
	marks->group = group->parent;
}

/* TRUE with the product of the alphas if every group about `index` is painted. */
static gboolean
is_seen(const PrMarks *marks, guint32 index, guint *alpha)
{
	for (guint depth = 0; index != 0 && depth < GROUPS_DEEP; index = group_at(marks, index)->parent, depth++) {
		const PrMarkGroup *group = group_at(marks, index);
		if (!group->is_painted)
			return FALSE;
		*alpha = *alpha * group->alpha / 255;
	}
	return *alpha > 0;
}

void
pr_marks_finish(PrMarks *marks)
{
	guint *kept = g_new(guint, marks->marks->len + 1);
	guint n = 0;

	for (guint i = 0; i < marks->marks->len; i++) {
		PrMark *mark = &g_array_index(marks->marks, PrMark, i);
		guint alpha = mark->alpha;
		kept[i] = n;
		if (!is_seen(marks, mark->group, &alpha))
			continue;
		mark->alpha = (guint8)alpha;
		g_array_index(marks->marks, PrMark, n++) = *mark;
	}
	kept[marks->marks->len] = n;
	guint glyphs = 0;
	for (guint i = 0; i < marks->glyphs->len; i++) {
		PrMarkGlyph *glyph = &g_array_index(marks->glyphs, PrMarkGlyph, i);
		guint alpha = glyph->alpha;
		if (!is_seen(marks, glyph->group, &alpha) && !glyph->is_outlined)
			continue;
		glyph->alpha = (guint8)alpha;
		glyph->order = kept[glyph->order];
		g_array_index(marks->glyphs, PrMarkGlyph, glyphs++) = *glyph;
	}
	g_array_set_size(marks->marks, n);
	g_array_set_size(marks->glyphs, glyphs);
	g_free(kept);
}
