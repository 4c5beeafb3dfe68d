/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cells → fields. Private to schema/. */
#pragma once

#include "extract/issue.h"
#include "schema/match.h"

/* A table of the form and where its blocks stand in it. */
typedef struct {
	PrSheet *sheet;
	PrMap *map;
} PrBoundTable;

/* The rows of a ROWS block, added to `list`. `year` is the form's, for dates. */
void pr_bind_rows(PrBoundTable *bound, const PrForm *form, guint block, int year, PrNode *list);
/* The fields of a VALUES or ROW block, added to `group`. */
void pr_bind_group(PrBoundTable *bound, const PrForm *form, guint block, int year, PrNode *group);
/* What a value of field `i` of `block` may be read as. The unit of an amount is the one printed nearest: in the header
 * of its column, in the label at the side, above the table; else the definition's. */
PrValueContext pr_value_context(const PrBoundTable *bound, const PrBlock *block, const PrSite *site, guint i, int year);

/* The record of a form from its tables (of PrBoundTable) and the paragraphs above them (of PrParagraph). Every cell
 * with text ends in it, as a label or a value; what the definition does not know goes in under its printed label, and
 * an issue says so. */
PrRecord *pr_bind(const PrForm *form, const GPtrArray *tables, const GPtrArray *paragraphs, PrIssues *issues);

/* Whether a line belongs to the head of the form: its title, or one that a head field's pattern finds something in. */
gboolean pr_is_head_line(const PrForm *form, const char *text);
/* Whether a text is a label of a block, or a piece of one that a page break left outside of its cell. */
gboolean pr_is_label_part(const PrForm *form, const char *text);
/* How close a text comes to the title of the form: 1 word for word, but for year and number; less, the more words are
 * around it; 0 where it is another. */
double pr_title_likeness(const PrForm *form, const char *text);
/* Whether a text is called like the form. */
gboolean pr_is_title(const PrForm *form, const char *text);
