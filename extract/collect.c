/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Painting a page for its marks alone, and finding out which of the two routes works in this program. */
#include "extract/collect.h"
#include "extract/interpose.h"

#include <string.h>

/* Device units a point. poppler moves strokes thinner than a device unit to the middle of one; with the first by less
 * than a tenth of a point, with the second by less than a quarter. A page larger than DEVICE_MAX units a side would
 * overflow cairo's coordinates, and the observer route makes real pixels: larger pages get fewer units. */
#define SCALE_INTERPOSED 8.0
#define SCALE_OBSERVER 2.0
#define DEVICE_MAX 1e6
#define OBSERVER_SIDE_MAX 8000.0

static void
paint(PopplerPage *source, PrMarks *marks)
{
	pr_interpose_begin(marks);
	poppler_page_render(source, marks->cr);
	pr_interpose_end();
}

static PrMarks *
collect_interposed(PopplerPage *source, const PrLimits *limits, const GArray *overlays, double width, double height)
{
	double scale = MIN(SCALE_INTERPOSED, DEVICE_MAX / MAX(width, height));
	cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
	PrMarks *marks = pr_marks_new(cairo_create(surface), scale, limits);

	cairo_surface_destroy(surface);
	cairo_scale(marks->cr, scale, scale);
	marks->overlays = overlays;
	marks->width = (float)width;
	marks->height = (float)height;
	paint(source, marks);
	return marks;
}

static PrMarks *
collect_observed(PopplerPage *source, const PrLimits *limits, const GArray *overlays, double width, double height)
{
	double scale = MIN(SCALE_OBSERVER, OBSERVER_SIDE_MAX / MAX(width, height));
	cairo_surface_t *image =
		cairo_image_surface_create(CAIRO_FORMAT_ARGB32, (int)ceil(width * scale), (int)ceil(height * scale));
	PrMarks *marks = pr_marks_new(NULL, scale, limits);
	cairo_surface_t *observer = pr_observer_surface(image, marks);

	marks->cr = cairo_create(observer);
	cairo_surface_destroy(observer);
	cairo_surface_destroy(image);
	cairo_scale(marks->cr, scale, scale);
	marks->overlays = overlays;
	marks->width = (float)width;
	marks->height = (float)height;
	poppler_page_render(source, marks->cr);
	return marks;
}

PrMarks *
pr_collect_marks(PopplerPage *source, PrRoute route, const PrLimits *limits, const GArray *overlays)
{
	double width = 0, height = 0;

	poppler_page_get_size(source, &width, &height);
	width = MAX(width, 1);
	height = MAX(height, 1);
	PrMarks *marks = route == PR_ROUTE_INTERPOSED ? collect_interposed(source, limits, overlays, width, height)
						      : collect_observed(source, limits, overlays, width, height);
	marks->overlays = NULL;
	pr_marks_finish(marks);
	return marks;
}

/* A page with one rectangle on it: if that does not come through the hooks, nothing will. Without a cross-reference
 * table, which poppler rebuilds. */
static const char probe[] = "%PDF-1.4\n"
			    "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
			    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
			    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>endobj\n"
			    "4 0 obj<</Length 12>>stream\n1 1 4 4 re f\nendstream endobj\n"
			    "trailer<</Root 1 0 R>>\n";

static PrRoute
find_route(void)
{
	const PrLimits limits = PR_LIMITS_DEFAULT;
	g_autoptr(GBytes) bytes = g_bytes_new_static(probe, sizeof probe - 1);
	g_autoptr(PopplerDocument) document = poppler_document_new_from_bytes(bytes, NULL, NULL);
	g_autoptr(PopplerPage) page = document != NULL ? poppler_document_get_page(document, 0) : NULL;

	if (page == NULL)
		return PR_ROUTE_OBSERVER;
	g_autoptr(PrMarks) marks = collect_interposed(page, &limits, NULL, 9, 9);
	return marks->marks->len == 1 ? PR_ROUTE_INTERPOSED : PR_ROUTE_OBSERVER;
}

PrRoute
pr_collect_route(void)
{
	static gsize known; /* the route + 1; written once */

	if (g_once_init_enter(&known))
		g_once_init_leave(&known, (gsize)find_route() + 1);
	return (PrRoute)(known - 1);
}

const char *
pr_pdf_backend(void)
{
	static gsize known; /* the address of the text; written once, and kept */

	if (g_once_init_enter(&known))
		g_once_init_leave(
			&known, (gsize)g_strdup_printf("poppler %s, cairo %s, %s", poppler_get_version(),
					cairo_version_string(),
					pr_collect_route() == PR_ROUTE_INTERPOSED ? "interposed" : "observer"));
	return (const char *)known;
}
