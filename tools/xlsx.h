/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrXlsx: a workbook, a sheet a table. Behind this header lives libxlsxwriter, loaded only when a workbook is made. */
#pragma once

#include "normalize/normalize.h"

typedef struct PrXlsx PrXlsx;

/* A workbook that will be written to `fd` from its start; `source` is the name of the document, for its properties;
 * `sheets` is how many tables will come. NULL with an error. */
PrXlsx *pr_xlsx_new(int fd, const char *source, guint sheets, GError **error);
void pr_xlsx_free(PrXlsx *xlsx);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrXlsx, pr_xlsx_free)

/* Adds a table as a sheet of its own. */
gboolean pr_xlsx_add(PrXlsx *xlsx, const PrCleanTable *table, GError **error);
/* Writes the file. Nothing can be added behind this. */
gboolean pr_xlsx_close(PrXlsx *xlsx, GError **error);

/* The pattern by which a spreadsheet shows *value as `text` is printed; NULL where it would not. Free with g_free(). */
char *pr_xlsx_number(const char *text, double *value);
/* A name for the sheet of table `number`: valid, and unique among the numbers. Free with g_free(). */
char *pr_xlsx_sheet_name(int number, const char *title);
/* What a cell can carry of `text`, free with g_free(); NULL where it is too long for a cell. */
char *pr_xlsx_text(const char *text);
