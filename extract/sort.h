/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sorting what mostly stands in order already: glyphs come line by line and from left to right. Private to extract/. */
#pragma once

#include <glib.h>
#include <stdlib.h>

/* Sorts unless it is sorted. As with qsort(), equal items may change places. */
static inline void
pr_sort(void *items, guint count, gsize size, GCompareFunc compare)
{
	const char *at = items;

	for (guint i = 1; i < count; i++, at += size)
		if (compare(at, at + size) > 0) {
			qsort(items, count, size, compare);
			return;
		}
}
