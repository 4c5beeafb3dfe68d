/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The path of one document through the stages, inside its worker process. */
#pragma once

#include "tools/corrections.h"
#include "tools/options.h"
#include "tools/sink.h"
#include "tools/worker.h"

/* What shall be done with each document of a run. */
typedef struct {
	const PrOptions *options;
	const PrForms *forms;
	const PrForm *only;               /* the form of --form; NULL: recognise */
	gboolean binds_forms;             /* else every table is passed on as a table */
	const PrCorrections *corrections; /* NULL: none */
	PrSinkNew new_sink;
	const PrRelations *relations; /* for pr_sink_rows_new(); else NULL */
	PrLimits limits;
	gconstpointer data; /* for the sink; may be NULL */
} PrDocumentPlan;

/* Options that bear on the content, as name, value, …, NULL. Free with g_free(); values are borrowed but for those in
 * `made` (of char *). */
const char **pr_document_options(const PrDocumentPlan *plan, GPtrArray *made);
/* PrTask over a PrDocumentPlan. */
gboolean pr_document_task(PrChild *child, gconstpointer plan, GError **error);

/* The pages of a document that --pages wants, counted to the parent as they are done. */
typedef struct PrPages PrPages;

/* `issues` outlives the pages. The input may be a PDF or the text of pages that `show` prints. */
PrPages *pr_pages_open(
	PrChild *child, const PrOptions *options, const PrLimits *limits, PrIssues *issues, GError **error);
void pr_pages_free(PrPages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrPages, pr_pages_free)
/* PrPageSource: the next page; NULL with no error set behind the last. */
PrPage *pr_pages_next(gpointer pages, GError **error);
/* Reads what the document's tags say of the page, which else is read on demand. */
void pr_pages_add_tags(PrPages *pages, PrPage *page);
/* PrTagSource. */
GPtrArray *pr_pages_tags(gpointer pages, int number, const char *wanted);
const PrPdfInfo *pr_pages_info(const PrPages *pages);
