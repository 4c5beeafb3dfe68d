/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The normalize stage: a table or paragraph as printed in, the same with clean text beside every printed text out. */
#pragma once

#include "extract/table.h"
#include "normalize/clean.h"

/* A table with the clean reading of its texts. Owns the table it was made from; both are read-only from then on. */
typedef struct {
	PrTable *table;
	GPtrArray *cells; /* of PrClean, owned; same order and length as table->cells */
	PrClean *title, *unit;
	GPtrArray *notes; /* of PrClean, owned; as table->notes */
} PrCleanTable;

/* Takes `table`. */
PrCleanTable *pr_normalize_table(PrTable *table);
void pr_clean_table_free(PrCleanTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrCleanTable, pr_clean_table_free)

/* Line-based text: each cell with its text, folded text and repairs (`show --stage=clean`). */
void pr_clean_table_print(const PrCleanTable *table, GString *out);
/* Reads one table and moves *cursor behind it; NULL with no error set at the end of the text. */
PrCleanTable *pr_clean_table_parse(const char **cursor, GError **error);
