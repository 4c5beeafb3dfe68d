/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A row on its way into the relations of a document. Private to schema/. */
#pragma once

#include "schema/relation.h"

struct PrRowMaker {
	const PrRelations *relations;
	const PrRelation *form, *fact, *fact_place, *grid, *cell, *paragraph, *figure;
	char *document;
	PrRowFunc emit;
	gpointer data;
	GPtrArray *values;   /* of const char *: the row so far */
	GStringChunk *texts; /* what was made for it */
	int paragraph_count;
	int figure_count;
};

/* `text` lives until the row ends. */
void pr_put_text(PrRowMaker *maker, const char *text);
/* Null where nothing is printed. */
void pr_put_printed(PrRowMaker *maker, const char *text);
void pr_put_copy(PrRowMaker *maker, const char *text);
void pr_put_int(PrRowMaker *maker, gint64 number);
void pr_put_int_unless(PrRowMaker *maker, gboolean is_null, gint64 number);
void pr_put_place(PrRowMaker *maker, const PrPlace *place);
void pr_put_decimal(PrRowMaker *maker, const PrDecimal *number);
/* Null where it is no whole number of millionths, or more of them than an integer holds. */
void pr_put_millionths(PrRowMaker *maker, const PrDecimal *number);
/* A decimal of the general tables, which have the millionths beside each. */
void pr_put_number(PrRowMaker *maker, const PrDecimal *number);
void pr_put_end(PrRowMaker *maker, const PrRelation *relation);
const PrPlace *pr_first_place(const GArray *places);

/* A row for each of the figures (of PrFacts, may be NULL) of a piece. */
void pr_make_figures(PrRowMaker *maker, const GPtrArray *groups);
