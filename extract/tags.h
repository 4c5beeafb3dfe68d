/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The structure tree of a tagged document. */
#pragma once

#include "extract/pdf.h"
#include "extract/tag-table.h"

/* Where tags come from: the tables of page `number` as pr_pdf_read_tags() gives them. */
typedef GPtrArray *(*PrTagSource)(gpointer data, int number, const char *wanted);

/* The tables that the tree has on page `number`: GPtrArray of PrTagTable, owned; NULL where there are none. Dear: each
 * text is found by an interpretation of the page. So a table is given up after a few texts if none of them is in
 * `wanted`: the text of the page, line by line and without white space, that is of interest. */
GPtrArray *pr_pdf_read_tags(PrPdf *pdf, int number, const char *wanted);
