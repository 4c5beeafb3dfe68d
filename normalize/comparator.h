/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words and signs of comparison around a number: 不低于, ≥, 以上. */
#pragma once

#include "normalize/value.h"

/* The comparator that the first `length` bytes of `text` end with, and how many bytes it takes; NONE and 0 where there
 * is none. */
PrComparator pr_comparator_before(const char *text, gsize length, gsize *size);
/* The same for a text that begins with one: before a number. */
PrComparator pr_comparator_at_start(const char *text, gsize *size);
/* Behind a number: 以上, 以内. */
PrComparator pr_comparator_behind(const char *text, gsize *size);
