/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrSheet: a table as the binder sees it: which cell covers a slot, the key of each cell, which cells have found their
 * place. Private to schema/. */
#pragma once

#include "schema/form.h"

#define PR_NO_CELL G_MAXUINT

typedef struct {
	const PrCleanTable *clean; /* borrowed */
	const PrTable *table;      /* clean->table */
	guint *slots;              /* rows × cols: index of the cell that covers the slot */
	char **keys;               /* one a cell: pr_label_key() of its folded text */
	char **cores; /* one a cell: its key without number, brackets at the end, colon; NULL where that is the key */
	guint8 *used; /* one a cell: taken as a label or a value */
} PrSheet;

PrSheet *pr_sheet_new(const PrCleanTable *clean);
void pr_sheet_free(PrSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrSheet, pr_sheet_free)

static inline guint
pr_sheet_at(const PrSheet *sheet, int row, int col)
{
	return sheet->slots[(gsize)row * (gsize)sheet->table->cols + (gsize)col];
}

static inline const PrCell *
pr_sheet_cell(const PrSheet *sheet, guint index)
{
	return g_ptr_array_index(sheet->table->cells, index);
}

static inline gboolean
pr_sheet_is_blank(const PrSheet *sheet, guint index)
{
	return sheet->keys[index][0] == '\0';
}

/* How close a cell's text must come to a label: word for word, or but for what forms print about a label: 3、得分（分）： */
typedef enum { PR_LIKENESS_EXACT, PR_LIKENESS_CORE, PR_LIKENESS_COUNT } PrLikeness;

/* Whether the cell is called by one of `labels` (keys); a label that a page break cut in two counts with the cell below
 * it, which then goes to *rest (else PR_NO_CELL). */
gboolean pr_sheet_is_label(
	const PrSheet *sheet, guint index, const GPtrArray *labels, PrLikeness likeness, guint *rest);

/* A leaf with the text, value and places of a cell (or of several, joined as paragraphs), and marks them used. */
PrNode *pr_sheet_leaf(PrSheet *sheet, const char *name, const guint *cells, guint count, const PrValueContext *context);
/* The same text, value and places under a parent of its own. */
PrNode *pr_leaf_copy(const PrNode *leaf, const PrValueContext *context);
/* Adds what another place says: the text behind the leaf's own, its places too. */
void pr_leaf_append(PrNode *leaf, const PrNode *more, const PrValueContext *context);
/* A leaf for a place that the form as printed has not. */
PrNode *pr_absent_leaf(const char *name);
