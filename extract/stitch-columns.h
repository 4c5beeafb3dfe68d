/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of stitching share. The essay is in stitch.c. Private to extract/. */
#pragma once

#include "extract/fragment.h"

/* Whether a cell of the open table and one of the next page lie between the same cuts. */
gboolean pr_stitch_same_interval(
	const PrFragment *open, const PrCell *above, const PrFragment *next, const PrCell *below);
/* Whether the drawn columns of both can be those of one table. */
gboolean pr_stitch_columns_meet(const PrFragment *open, const PrFragment *next);
/* Whether both have the same columns, by their texts: no border of them is drawn. */
gboolean pr_stitch_shares_columns(PrFragment *open, PrFragment *next);
/* Gives both all of their cuts. */
void pr_stitch_unite_columns(PrFragment *open, PrFragment *next);
