/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The extract stage: a PDF in, tables and paragraphs out, in reading order, a page at a time. */
#pragma once

#include "extract/declined.h"
#include "extract/guide.h"
#include "extract/pdf.h"
#include "extract/tags.h"
#include "extract/table.h"

/* How the characters of one page were accounted for. */
typedef struct {
	int page;
	float width, height;
	guint shown;    /* visible characters on the page */
	guint placed;   /* of these, in cells, titles, notes, unit lines, repeated headers or paragraphs */
	guint left_out; /* characters with a fate other than shown, each kind reported as an issue */
	gboolean has_text;
} PrPageReport;

typedef enum {
	PR_ITEM_PAGE, /* a page is finished: all of its text was given, in this item or before */
	PR_ITEM_TABLE,
	PR_ITEM_PARAGRAPH,
	PR_ITEM_DECLINED, /* given only if asked for, see pr_extract_tell_declined() */
} PrItemKind;

/* One thing found. The receiver owns it. */
typedef struct {
	PrItemKind kind;
	PrPageReport page;
	PrTable *table;
	PrParagraph *paragraph;
	PrDeclined *declined;
} PrItem;

void pr_item_free(PrItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrItem, pr_item_free)

/* Where pages come from: a PDF, or page texts in a test. Returns NULL with no error set behind the last page. */
typedef PrPage *(*PrPageSource)(gpointer data, GError **error);

/* A running extraction. Holds the pages of the open tables only: memory does not grow with the document. */
typedef struct PrExtract PrExtract;

/* `source` gives the pages in order; `issues` (may be NULL) outlives the extraction. */
PrExtract *pr_extract_new(PrPageSource source, gpointer data, const PrLimits *limits, PrIssues *issues);
void pr_extract_free(PrExtract *extract);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrExtract, pr_extract_free)

/* Sets what the user says of where tables are, before the first page is read. What `guide` refers to outlives the
 * extraction. */
void pr_extract_guide(PrExtract *extract, const PrGuide *guide);

/* Sets where the tags of a tagged document come from, before the first page is read. They are asked for only of pages
 * that have tables without rulings. */
void pr_extract_tags(PrExtract *extract, PrTagSource source, gpointer data);

/* Asks also for what was looked at and not taken as a table, before the first page is read. It comes before the item of
 * its page. */
void pr_extract_tell_declined(PrExtract *extract);

/* The next item in reading order (a table stands where its first part begins); NULL with no error set at the end. */
PrItem *pr_extract_next(PrExtract *extract, GError **error);

/* All tags of this stage, ending with a NULL tag. */
extern const PrIssueKind pr_extract_issues[];
