/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrTagTable: a table as a tagged document tells of it: rows, columns and texts, but no places. */
#pragma once

#include <glib.h>

typedef struct {
	int row, col, rowspan, colspan;
	gboolean is_header; /* a TH */
	char *text;         /* without white space */
} PrTagCell;

/* The rows of a table that lie on one page. */
typedef struct {
	int rows, cols;
	GPtrArray *
		cells; /* of PrTagCell, owned, row by row; of pr_pdf_read_tags(): each in the slot of its order in the row, spanning nothing */
} PrTagTable;

PrTagTable *pr_tag_table_new(int rows, int cols);
void pr_tag_table_free(PrTagTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrTagTable, pr_tag_table_free)
/* Copies `cell` and its text. */
void pr_tag_table_add(PrTagTable *table, const PrTagCell *cell);
