/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Quarter turns: a page or a box as a reader of sideways text holds it. */
#pragma once

#include "extract/table.h"

/* The box as seen once the paper (width × height, before the turn) is held so that text of `direction` reads to the
 * right. */
PrRect pr_turn_rect(PrRect box, PrDirection direction, float width, float height);
/* The way back: `width` and `height` are still those of the paper before the turn. */
PrRect pr_turn_rect_back(PrRect box, PrDirection direction, float width, float height);
/* The page held so that text of `direction` reads to the right. Glyphs keep their indices. */
PrPage *pr_page_turned(const PrPage *page, PrDirection direction);
/* Turns all places of a table or text, which were found on a turned page, back to the page as displayed. */
void pr_text_turn_back(PrText *text, PrDirection direction, const PrPage *page);
void pr_table_turn_back(PrTable *table, PrDirection direction, const PrPage *page);
