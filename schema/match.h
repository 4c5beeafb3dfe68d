/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the blocks of a form stand in a table. Private to schema/. */
#pragma once

#include "schema/sheet.h"

/* Where one field of a block stands: columns [col, col + span). span 0: nowhere. */
typedef struct {
	int col, span;
	guint header; /* the header cell; PR_NO_CELL for a stub */
	char *unit;   /* printed in the header: 预算数（元）; NULL where none is */
} PrColumn;

/* Where one block stands: the rows of its header, then its own rows. */
typedef struct {
	gboolean is_found;
	gboolean is_continued;              /* from the table before: it has no header here */
	int header_row, first_row, end_row; /* header [header_row, first_row), content [first_row, end_row) */
	guint label,
		label_rest; /* PAIR, ROW: the label; ROWS, VALUES: the one at the side; PR_NO_CELL where there is none */
	char *unit;         /* printed in the label at the side; NULL where none is */
	int left, right;    /* the columns that are the block's: all, or those of its side */
	GArray *labels;     /* of guint: cells about the header that are labels too */
	guint field_count;
	PrColumn *columns; /* one a field */
} PrSite;

/* Whether a cell is a label of the site, and so no value in its rows. */
gboolean pr_site_has_label(const PrSite *site, guint index);
/* The columns of a block whose headers are known by their path. Sets columns, sides, labels, header_row and first_row,
 * marks the header cells in `claimed`, and returns how many headers were found that a form must have. */
guint pr_headers_find(const PrSheet *sheet, const PrBlock *block, PrSite *site, guint8 *claimed);

/* The blocks of `form` in `sheet`: one PrSite a block. */
typedef struct {
	PrSite *sites;
	guint count;
	guint found;    /* labels and headers found */
	guint expected; /* of those that the form has */
} PrMap;

PrMap *pr_map_new(const PrForm *form, const PrSheet *sheet);
/* Where the block that `above` ends in goes on in this table, below no header: its site is set as found. FALSE where
 * nothing goes on. */
gboolean pr_map_continue(
	PrMap *map, const PrForm *form, const PrSheet *sheet, const PrMap *above, const PrSheet *above_sheet);
void pr_map_free(PrMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrMap, pr_map_free)
