/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Painting is seen by standing in cairo's place.
 *
 * poppler paints a page through some twenty functions of cairo. The dynamic linker resolves each name to the first
 * definition it meets, and the program comes before every library: a function cairo_fill() defined here is the one that
 * poppler calls.
 *
 *	poppler ── cairo_fill(cr) ──► here ──┬─ a page is being collected: note path, colour, clip; paint nothing
 *	                                     └─ else: the real cairo_fill(), found by dlsym(RTLD_NEXT)
 *
 * Nothing of what poppler paints is needed as pixels, so while a page is collected no pixel is made: no glyph is drawn,
 * no picture decoded, no group blended. What is left is poppler's interpretation of the page, which the text costs
 * anyway.
 *
 * This needs ELF and a linker that does not bind poppler's calls elsewhere (-Bsymbolic, prelink, a static cairo).
 * Whether the hooks are reached is seen on the first page; if not, observer.c does the same at a higher price.
 *
 * This file holds the only mutable state of the project that is not passed as an argument: which collection is under
 * way on this thread, and the addresses of the real functions. cairo's interface leaves no other way. */
#include "extract/interpose.h"
#include "extract/fonts.h"

#include <dlfcn.h>
#include <string.h>

static _Thread_local PrMarks *active;
/* The surface last made for a pattern's tile, and how many contexts that draw on such surfaces are alive. */
static _Thread_local cairo_surface_t *tile_surface;
static _Thread_local guint tile_depth;
static const cairo_user_data_key_t is_tile;
static _Thread_local guint log_handler;

/* Which page of this thread lost a font: poppler says so in its log, and then leaves the text out as if it were
 * invisible. */
static void
on_poppler_log(const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
	if (active != NULL && (strstr(message, "font") != NULL || strstr(message, "face") != NULL))
		active->has_lost_glyphs = TRUE;
}

/* The real function of this name. Resolved once for each; a race sets the same address twice. */
#define REAL(name)                                                                                                     \
	static __typeof__(&name) real;                                                                                 \
	if (G_UNLIKELY(real == NULL))                                                                                  \
	real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define EXPORT __attribute__((visibility("default"), used))

void
pr_interpose_begin(PrMarks *marks)
{
	active = marks;
	tile_surface = NULL;
	tile_depth = 0;
	log_handler = g_log_set_handler("Poppler", G_LOG_LEVEL_MASK, on_poppler_log, NULL);
}

void
pr_interpose_end(void)
{
	active = NULL;
	g_log_remove_handler("Poppler", log_handler);
}

/* Whether this call is to be noted. A call on another context while a page is collected paints a tile or a mask: its
 * pixels are not needed either, only a tile's colour. */
static gboolean
is_of_page(cairo_t *cr)
{
	if (active->cr == cr)
		return TRUE;
	cairo_pattern_t *source = cairo_get_source(cr);
	double r, g, b, a;
	if (cairo_get_user_data(cr, &is_tile) != NULL &&
		cairo_pattern_get_rgba(source, &r, &g, &b, &a) == CAIRO_STATUS_SUCCESS && a > 0) {
		active->tile_rgb =
			((guint32)(r * 255 + .5) << 16) | ((guint32)(g * 255 + .5) << 8) | (guint32)(b * 255 + .5);
		active->has_tile_rgb = TRUE;
	}
	return FALSE;
}

EXPORT void
cairo_fill(cairo_t *cr)
{
	REAL(cairo_fill);
	if (active == NULL) {
		real(cr);
		return;
	}
	if (is_of_page(cr))
		pr_marks_fill(active);
	cairo_new_path(cr);
}

EXPORT void
cairo_stroke(cairo_t *cr)
{
	REAL(cairo_stroke);
	if (active == NULL) {
		real(cr);
		return;
	}
	if (is_of_page(cr))
		pr_marks_stroke(active);
	cairo_new_path(cr);
}

EXPORT void
cairo_paint(cairo_t *cr)
{
	REAL(cairo_paint);
	if (active == NULL)
		real(cr);
	else if (is_of_page(cr))
		pr_marks_paint(active, 1);
}

EXPORT void
cairo_paint_with_alpha(cairo_t *cr, double alpha)
{
	REAL(cairo_paint_with_alpha);
	if (active == NULL)
		real(cr, alpha);
	else if (is_of_page(cr))
		pr_marks_paint(active, alpha);
}

EXPORT void
cairo_mask(cairo_t *cr, cairo_pattern_t *pattern)
{
	REAL(cairo_mask);
	if (active == NULL)
		real(cr, pattern);
	else if (is_of_page(cr))
		pr_marks_mask(active, pattern);
}

EXPORT void
cairo_show_glyphs(cairo_t *cr, const cairo_glyph_t *glyphs, int count)
{
	REAL(cairo_show_glyphs);
	if (active == NULL)
		real(cr, glyphs, count);
	else if (is_of_page(cr))
		pr_marks_glyphs(active, glyphs, count, FALSE);
}

EXPORT void
cairo_show_text_glyphs(cairo_t *cr, const char *utf8, int utf8_len, const cairo_glyph_t *glyphs, int num_glyphs,
	const cairo_text_cluster_t *clusters, int num_clusters, cairo_text_cluster_flags_t cluster_flags)
{
	REAL(cairo_show_text_glyphs);
	if (active == NULL)
		real(cr, utf8, utf8_len, glyphs, num_glyphs, clusters, num_clusters, cluster_flags);
	else if (is_of_page(cr))
		pr_marks_glyphs(active, glyphs, num_glyphs, FALSE);
}

/* A font was found for the text to come: whether that is painted can be told from now on. */
EXPORT void
cairo_set_font_face(cairo_t *cr, cairo_font_face_t *face)
{
	REAL(cairo_set_font_face);
	if (active != NULL && active->cr == cr)
		active->has_glyphs = TRUE;
	real(cr, face);
}

/* The outlines of glyphs, to be stroked or to clip by. Their true shape costs time and says no more than where they
 * stand: a square about each origin is path enough for a clip. */
EXPORT void
cairo_glyph_path(cairo_t *cr, const cairo_glyph_t *glyphs, int count)
{
	REAL(cairo_glyph_path);
	if (active == NULL) {
		real(cr, glyphs, count);
		return;
	}
	if (is_of_page(cr)) {
		pr_marks_glyphs(active, glyphs, count, TRUE);
		active->path_is_text = TRUE;
	}
	cairo_matrix_t font;
	cairo_get_font_matrix(cr, &font);
	double em = MAX(hypot(font.xx, font.yx), hypot(font.xy, font.yy));
	for (int i = 0; i < count; i++)
		cairo_rectangle(cr, glyphs[i].x - em, glyphs[i].y - em, 2 * em, 2 * em);
}

EXPORT void
cairo_push_group(cairo_t *cr)
{
	REAL(cairo_push_group);
	if (active != NULL && is_of_page(cr))
		pr_marks_push_group(active);
	real(cr);
}

EXPORT void
cairo_push_group_with_content(cairo_t *cr, cairo_content_t content)
{
	REAL(cairo_push_group_with_content);
	if (active != NULL && is_of_page(cr))
		pr_marks_push_group(active);
	real(cr, content);
}

EXPORT cairo_pattern_t *
cairo_pop_group(cairo_t *cr)
{
	REAL(cairo_pop_group);
	cairo_pattern_t *pattern = real(cr);
	if (active != NULL && is_of_page(cr))
		pr_marks_pop_group(active, pattern);
	return pattern;
}

EXPORT void
cairo_pop_group_to_source(cairo_t *cr)
{
	REAL(cairo_pop_group_to_source);
	real(cr);
	if (active != NULL && is_of_page(cr))
		pr_marks_pop_group(active, cairo_get_source(cr));
}

/* poppler asks for the clip only to make a pixel image of that size for a soft mask, which nobody will look at. */
EXPORT void
cairo_clip_extents(cairo_t *cr, double *x1, double *y1, double *x2, double *y2)
{
	if (active == NULL || active->cr != cr) {
		pr_real_clip_extents(cr, x1, y1, x2, y2);
		return;
	}
	*x1 = *y1 = 0;
	*x2 = *y2 = 1;
	cairo_device_to_user(cr, x1, y1);
	cairo_device_to_user(cr, x2, y2);
}

void
pr_real_clip_extents(cairo_t *cr, double *x1, double *y1, double *x2, double *y2)
{
	REAL(cairo_clip_extents);
	real(cr, x1, y1, x2, y2);
}

/* poppler makes the surface first and then decodes the picture into it, or gives the picture up if there is no
 * surface. */
EXPORT cairo_surface_t *
cairo_image_surface_create(cairo_format_t format, int width, int height)
{
	REAL(cairo_image_surface_create);
	if (active == NULL || tile_depth > 0 || !pr_marks_skips_image(active, width, height))
		return real(format, width, height);
	pr_marks_image(active);
	return real(format, -1, -1);
}

/* For a picture given up, cairo makes a pattern in error, and poppler (22.12) drops it without freeing it. All of them
 * share one, which is kept. */
EXPORT cairo_pattern_t *
cairo_pattern_create_for_surface(cairo_surface_t *surface)
{
	static _Thread_local cairo_pattern_t *given_up;
	REAL(cairo_pattern_create_for_surface);
	if (active == NULL || cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS)
		return real(surface);
	if (given_up == NULL)
		given_up = real(surface);
	return cairo_pattern_reference(given_up);
}

EXPORT cairo_surface_t *
cairo_surface_create_similar(cairo_surface_t *other, cairo_content_t content, int width, int height)
{
	REAL(cairo_surface_create_similar);
	cairo_surface_t *surface = real(other, content, width, height);
	if (active != NULL)
		tile_surface = surface;
	return surface;
}

EXPORT cairo_t *
cairo_create(cairo_surface_t *surface)
{
	REAL(cairo_create);
	cairo_t *cr = real(surface);
	if (active != NULL && surface == tile_surface &&
		cairo_set_user_data(cr, &is_tile, cr, NULL) == CAIRO_STATUS_SUCCESS) {
		tile_surface = NULL;
		tile_depth++;
		active->has_tile_rgb = FALSE;
	}
	return cr;
}

EXPORT void
cairo_destroy(cairo_t *cr)
{
	REAL(cairo_destroy);
	if (active != NULL && cr != NULL && cairo_get_reference_count(cr) == 1 &&
		cairo_get_user_data(cr, &is_tile) != NULL && tile_depth > 0)
		tile_depth--;
	real(cr);
}

/* ---- fontconfig ---- */

static gboolean
takes_any_font(void)
{
	return active != NULL && active->limits->any_font;
}

EXPORT FcBool
FcConfigSubstitute(FcConfig *config, FcPattern *pattern, FcMatchKind kind)
{
	REAL(FcConfigSubstitute);
	return takes_any_font() ? FcTrue : real(config, pattern, kind);
}

EXPORT void
FcDefaultSubstitute(FcPattern *pattern)
{
	REAL(FcDefaultSubstitute);
	if (!takes_any_font())
		real(pattern);
}

/* poppler's search for a font that the document lacks. */
EXPORT FcFontSet *
FcFontSort(FcConfig *config, FcPattern *pattern, FcBool trim, FcCharSet **characters, FcResult *result)
{
	REAL(FcFontSort);
	FcFontSet *any = takes_any_font() ? pr_fonts_any() : NULL;

	if (any == NULL)
		return real(config, pattern, trim, characters, result);
	if (characters != NULL)
		*characters = FcCharSetCreate();
	*result = FcResultMatch;
	return any;
}

/* ---- poppler ---- */

#if defined PR_POPPLER_FONTS && (defined __x86_64__ || defined __aarch64__)

/* What poppler hands out an embedded font in: std::optional<std::vector<unsigned char>>, laid out as both C++ libraries
 * do. A struct of this size is given back as an object of C++ is, in memory of the caller's. */
typedef struct {
	guint8 *bytes, *end, *room;
	gboolean is_there;
} FontFile;

#define READ_FONT "_ZN7GfxFont15readEmbFontFileEP4XRef"
#define NEW "_Znwm"

/* Only who draws can do with a blank font: poppler itself reads what a font says of its codes. */
static gboolean
is_drawing(const void *caller)
{
	Dl_info place;

	return dladdr(caller, &place) != 0 && strstr(place.dli_fname, "libpoppler-glib") != NULL;
}

FontFile pr_read_font(gpointer font, gpointer xref) __asm__(READ_FONT);

/* GfxFont::readEmbFontFile(XRef *). poppler frees the bytes as C++ does, so they come from there. */
EXPORT FontFile
pr_read_font(gpointer font, gpointer xref)
{
	static FontFile (*real)(gpointer, gpointer);
	static gpointer (*allocate)(gsize);

	if (G_UNLIKELY(real == NULL)) {
		allocate = (gpointer(*)(gsize))dlsym(RTLD_DEFAULT, NEW);
		real = (FontFile(*)(gpointer, gpointer))dlsym(RTLD_NEXT, READ_FONT);
	}
	if (!takes_any_font() || allocate == NULL || !is_drawing(__builtin_return_address(0)))
		return real(font, xref);
	gsize size = 0;
	const guint8 *blank = pr_fonts_blank(&size);
	guint8 *bytes = allocate(size);

	memcpy(bytes, blank, size);
	return (FontFile){bytes, bytes + size, bytes + size, TRUE};
}

#endif
