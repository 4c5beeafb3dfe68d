/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrDeclined: a place that was looked at and not taken as a table, and why. Nobody makes one unless somebody asks. */
#pragma once

#include "extract/table.h"

typedef struct {
	int page;
	PrRect box;      /* as displayed */
	PrMethod method; /* what looked there: the search for drawn grids, or that for aligned text */
	char *reason;    /* what speaks against a table; then, as PrTable.reason has it, what was measured */
} PrDeclined;

void pr_declined_free(PrDeclined *declined);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrDeclined, pr_declined_free)

/* `against` says why it is none; takes `measures`. */
PrDeclined *pr_declined_new(int page, PrRect box, PrMethod method, const char *against, char *measures);
/* Puts what was declined of one page into the order of reading, and leaves out what lies within a box of `taken` (of
 * PrRect) or is in the list twice. */
void pr_declined_sort(GPtrArray *list, const GArray *taken);

/* One line, see table-text.c for its grammar. */
void pr_declined_print(const PrDeclined *declined, GString *out);
/* Reads that line and moves *cursor behind it. NULL with no error set where the text ends or goes on with something
 * else. */
PrDeclined *pr_declined_parse(const char **cursor, GError **error);
