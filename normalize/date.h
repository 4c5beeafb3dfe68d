/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dates and periods inside a text. */
#pragma once

#include "normalize/value.h"

typedef struct {
	PrDate from, to;
	PrComparator comparator; /* 前, 底前, 起, 后 behind the date */
	gboolean year_is_inferred;
	int start, end; /* bytes of the text that the date and its comparator take */
} PrDateReading;

/* The first date in `text` (folded). `year`: of the form, for dates without one; 0: such dates are not read.
 * `is_date_expected`: also read what may as well be a number (2024.5, 20240501). */
gboolean pr_date_find(const char *text, int year, gboolean is_date_expected, PrDateReading *reading);
/* Writes "2024-11-30", "2024-11" or "2024" to `out`; reads it back. */
void pr_date_print(PrDate date, GString *out);
gboolean pr_date_parse(const char *text, PrDate *date);
