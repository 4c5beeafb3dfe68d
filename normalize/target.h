/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Targets: words, a comparator, one number, its unit, words. */
#pragma once

#include "normalize/value.h"

/* Reads `text` (folded, trimmed) into `value`, which is a zeroed PR_VALUE_TEXT; FALSE where it stays text (perhaps with parts). */
gboolean pr_target_read(const char *text, const PrValueContext *context, PrValue *value);
/* Dates with words around them, as pr_target_read(). */
gboolean pr_target_read_date(const char *text, const PrValueContext *context, PrValue *value);
/* Digits that are a name and no quantity: 007, 2080501, telephone numbers. */
gboolean pr_target_is_code(const char *text);
