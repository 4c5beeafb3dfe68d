/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the layout of a draft needs of its neighbours. Private to schema/. */
#pragma once

#include "schema/draft-parts.h"

/* Where the rows of a block stand in the best copy. */
typedef struct {
	int left;       /* first column behind the label at the side */
	int header;     /* first row of the header */
	int first, end; /* rows of values */
} PrDraftRows;

/* A layout on its way. */
typedef struct {
	const PrDraftFamily *family;
	const PrDraftCopy *copy;
	PrDraftForm *form;
	GHashTable *names;        /* of fields and blocks */
	GHashTable *pairs;        /* keys of labels of pairs: a pair is found by its label alone */
	const PrDraftBlock *last; /* the last block of rows */
} PrDraftLayout;

static inline int
pr_draft_row_count(const PrDraftLayout *layout)
{
	return layout->copy->clean->table->rows;
}

static inline const PrCell *
pr_draft_cell(const PrDraftLayout *layout, guint index)
{
	return pr_sheet_cell(layout->copy->sheet, index);
}

static inline PrDraftClass
pr_draft_class_of(const PrDraftLayout *layout, guint index)
{
	return pr_draft_class(layout->family, layout->copy, index);
}

static inline const char *
pr_draft_key(const PrDraftLayout *layout, guint index)
{
	return pr_draft_plain_key(layout->copy->sheet, index);
}

static inline guint
pr_draft_cell_in(const GArray *cells, guint i)
{
	return g_array_index(cells, guint, i);
}

void pr_draft_field_free(gpointer field);
void pr_draft_block_free(gpointer block);

/* The cells that begin in `row`, from column `left` on: of guint. */
GArray *pr_draft_row_cells(const PrSheet *sheet, int row, int left);
guint pr_draft_count(const PrDraftLayout *layout, const GArray *cells, PrDraftClass class);
/* The label at the side that begins in `row`: it covers rows with values, and the cell right of it does not. */
guint pr_draft_side_label(const PrDraftLayout *layout, int row);
/* The row behind the header that begins in `row`; `row` where none does. */
int pr_draft_header_end(const PrDraftLayout *layout, int row, int left, int end);
/* Whether the cells of a row are the numbers of its columns: 1, 2, 3 … */
gboolean pr_draft_is_numbering(const PrDraftLayout *layout, int row, int left);
/* Where the rows end, at rows->end at the latest: a label across columns ends them, and without a label at the side a
 * row that does not fit, or a new header. */
int pr_draft_rows_end(const PrDraftLayout *layout, const PrDraftRows *rows);
/* Id, title, and what is printed above the table. */
void pr_draft_head(PrDraftForm *form, const PrDraftFamily *family, GHashTable *names);
