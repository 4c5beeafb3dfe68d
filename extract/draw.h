/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pages as pictures, for people to look at. Nothing is read from them. */
#pragma once

#include "extract/pdf.h"

/* Page `number` as SVG, sharp at any size. NULL with an error. */
GBytes *pr_pdf_draw_svg(PrPdf *pdf, int number, GError **error);
/* The same as PNG, `scale` pixels a point; larger pages are drawn at less. */
GBytes *pr_pdf_draw_png(PrPdf *pdf, int number, double scale, GError **error);
