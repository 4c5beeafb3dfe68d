/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Targets: words, a comparator, one number, its unit, words. */
#pragma once

#include "normalize/value.h"

/* Reads `text` (folded, trimmed) into `value`, which is a zeroed PR_VALUE_TEXT; FALSE where it stays text (perhaps with
 * parts). */
gboolean pr_target_read(const char *text, const PrValueContext *context, PrValue *value);
/* The unit, known or likely, at `*rest`; moves behind it. FALSE where what stands there makes the number no quantity.
 */
gboolean pr_target_read_unit(const char **rest, PrValue *value);
/* Digits that are a name and no quantity: 007, 2080501, telephone numbers. */
gboolean pr_target_is_code(const char *text);

/* Whether a date with words around it is all that is said; `value` as in pr_target_read(). *holds_date is TRUE where
 * there is a date at all, so that 2024年 is not taken for a duration. Chinese numerals are read too. */
gboolean pr_target_read_date(const char *text, const PrValueContext *context, PrValue *value, gboolean *holds_date);

/* The parts of a compound like 药品140批次，器械20批次, if every clause is one; else none. */
void pr_target_read_parts(const char *text, PrValue *value);
