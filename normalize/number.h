/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers as they are written: separators and signs → PrDecimal. */
#pragma once

#include "normalize/decimal.h"

/* Bytes of an accountant's minus (△ ▲) and the spaces behind it, where a digit follows; else 0. */
gsize pr_number_negative_mark(const char *text);
/* The number that `text` (folded) begins with, sign (also △ ▲) and separators included; returns its length in bytes, 0
 * where there is none. Commas stand between groups of three; 1.234.567 and 1.234,56 are read too, as they can be read
 * in one way only. */
gsize pr_number_read(const char *text, PrDecimal *value);
/* Also (1,234), negative. The whole of `text`. */
gboolean pr_number_read_whole(const char *text, PrDecimal *value);
