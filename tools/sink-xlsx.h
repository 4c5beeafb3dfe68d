/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The workbook of a document's tables. */
#pragma once

#include "tools/finish.h"

/* PrFinish: a workbook from the boundary texts of clean tables (pr_sink_clean_text_new). */
gboolean pr_xlsx_finish(const PrInput *input, int draft, int result, gpointer data, GError **error);
