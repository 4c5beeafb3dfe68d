/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Units of measure and counting words: how long one is in a text, and its scale. */
#pragma once

#include <glib.h>

/* The known unit that `text` (folded) begins with: 万元, 个工作日, 次/年, 个(台、套), kg. Returns its length in bytes,
 * 0 for none; *magnitude is the power of ten that 万, 亿 and the like add. */
gsize pr_unit_read(const char *text, int *magnitude);
/* Whether the whole of `text` may be a unit that is not known here: a few letters of Chinese, none of which tells of an
 * action. */
gboolean pr_unit_is_likely(const char *text);
