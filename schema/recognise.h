/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which form begins with a table. Private to schema/. */
#pragma once

#include "schema/match.h"
#include "schema/schema.h"

/* How a definition fared with a table. */
typedef struct {
	const PrForm *form;
	double title;          /* how close the words above the table come to its title: 0 not at all, 1 word for word */
	guint found, expected; /* labels; 0 of 0 where they were not looked for, because the title or all labels are missing */
	double score;          /* the highest wins; 0: it is not this form */
} PrTrial;

/* The form that begins with this table, its map in *map; NULL where none does. `above` (of PrParagraph) are the lines before it.
 * `only` is NULL to try all of `forms`. Each trial is added to `trials` (of PrTrial, may be NULL). */
const PrForm *pr_recognise(const PrForms *forms, const PrForm *only, const PrSheet *sheet, const GQueue *above, PrMap **map,
	GArray *trials);

/* The share of the labels of the form that are there. */
double pr_map_share(const PrMap *map);
