/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pages as pictures. A page of text is smaller as SVG than as pixels, though the shape of each letter is in it; a scan
 * is not. */
#include "extract/draw.h"
#include "extract/pdf-source.h"

#include <cairo-svg.h>

#define PIXELS_MAX 16e6 /* of a picture */

typedef struct {
	PopplerPage *page;
	double width, height;
	GByteArray *bytes;
} Drawing;

static cairo_status_t
take_bytes(void *data, const unsigned char *bytes, unsigned length)
{
	g_byte_array_append(data, bytes, length);
	return CAIRO_STATUS_SUCCESS;
}

static gboolean
check(cairo_status_t status, int number, GError **error)
{
	if (status != CAIRO_STATUS_SUCCESS)
		g_set_error(error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_DAMAGED, "page %d cannot be drawn: %s", number,
			cairo_status_to_string(status));
	return status == CAIRO_STATUS_SUCCESS;
}

/* Draws on `surface`, which is used up by it. */
static cairo_status_t
draw(const Drawing *drawing, cairo_surface_t *surface, double scale, gboolean is_png)
{
	cairo_t *cr = cairo_create(surface);

	cairo_scale(cr, scale, scale);
	cairo_set_source_rgb(cr, 1, 1, 1);
	cairo_paint(cr);
	poppler_page_render(drawing->page, cr);
	cairo_status_t status = cairo_status(cr);
	cairo_destroy(cr);
	if (status == CAIRO_STATUS_SUCCESS && is_png)
		status = cairo_surface_write_to_png_stream(surface, take_bytes, drawing->bytes);
	cairo_surface_finish(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	return status;
}

static GBytes *
finish(GByteArray *bytes, gboolean is_drawn)
{
	if (is_drawn)
		return g_byte_array_free_to_bytes(bytes);
	g_byte_array_unref(bytes);
	return NULL;
}

GBytes *
pr_pdf_draw_svg(PrPdf *pdf, int number, GError **error)
{
	g_autoptr(PopplerPage) page = pr_pdf_source_page(pdf, number, error);
	Drawing drawing = {.page = page};

	if (page == NULL)
		return NULL;
	poppler_page_get_size(page, &drawing.width, &drawing.height);
	drawing.bytes = g_byte_array_new();
	cairo_surface_t *surface = cairo_svg_surface_create_for_stream(
		take_bytes, drawing.bytes, MAX(drawing.width, 1), MAX(drawing.height, 1));
	return finish(drawing.bytes, check(draw(&drawing, surface, 1, FALSE), number, error));
}

GBytes *
pr_pdf_draw_png(PrPdf *pdf, int number, double scale, GError **error)
{
	g_autoptr(PopplerPage) page = pr_pdf_source_page(pdf, number, error);
	Drawing drawing = {.page = page};

	if (page == NULL)
		return NULL;
	poppler_page_get_size(page, &drawing.width, &drawing.height);
	double area = MAX(drawing.width, 1) * MAX(drawing.height, 1);
	scale = MIN(scale, sqrt(PIXELS_MAX / area));
	drawing.bytes = g_byte_array_new();
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24,
		MAX((int)ceil(drawing.width * scale), 1), MAX((int)ceil(drawing.height * scale), 1));
	return finish(drawing.bytes, check(draw(&drawing, surface, scale, TRUE), number, error));
}
