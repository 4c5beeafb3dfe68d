/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which form begins with a table. Private to schema/. */
#pragma once

#include "schema/match.h"
#include "schema/schema.h"

/* The form that begins with this table, its map in *map; NULL where none does. `above` (of PrParagraph) are the lines
 * before it.
 * `only` is NULL to try all of `forms`. Each trial is added to `trials` (of PrTrial, may be NULL; made by
 * pr_trials_new()). */
const PrForm *pr_recognise(const PrForms *forms, const PrForm *only, const PrSheet *sheet, const GQueue *above,
	PrMap **map, GArray *trials);

/* Owns what its trials own. */
GArray *pr_trials_new(void);
/* The share of the labels of the form that are there. */
double pr_map_share(const PrMap *map);
