/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrGuide: what the user says of where tables and columns are. */
#pragma once

#include "extract/rect.h"

/* An area that holds exactly one table, on the page as displayed. */
typedef struct {
	int page;
	PrRect box;
} PrRegion;

/* Either may be NULL: then it is found out. Borrowed. */
typedef struct {
	const GArray *regions; /* of PrRegion; given, these are the only tables */
	const GArray *
		columns; /* of float, ascending: the cuts between columns of unruled tables, from the left as their reader holds the page */
} PrGuide;
