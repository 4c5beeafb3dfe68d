/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whole PDFs, through all stages: whatever a file says, each table tiles, no character is placed twice, the document
 * validates, and its rows are such as a warehouse takes. */
#include <sys/mman.h>
#include <unistd.h>

#include "extract/extract.h"
#include "schema/document-xml.h"
#include "schema/relation.h"
#include "tests/fuzz/fuzz.h"

#define PAGES_MAX 4

typedef struct {
	PrPdf *pdf;
	PrIssues *issues;
	int number; /* of the page read last */
	PrDocumentWriter *writer;
	PrRowMaker *rows;
	PrBinder *binder;
} Way;

static PrPage *
next_page(gpointer data, GError **error)
{
	Way *way = data;

	return way->number < MIN(PAGES_MAX, pr_pdf_info(way->pdf)->page_count)
		       ? pr_pdf_read_page(way->pdf, ++way->number, way->issues, error)
		       : NULL;
}

static void
take_row(const PrRelation *relation, const char *const *values, gpointer data)
{
	for (guint i = 0; i < relation->columns->len; i++) {
		const PrRelationColumn *column = g_ptr_array_index(relation->columns, i);

		if (column->is_required && values[i] == NULL)
			g_error("a row of %s without %s", relation->name, column->name);
	}
}

static void
deliver_bound(Way *way)
{
	for (;;) {
		g_autoptr(PrPiece) piece = pr_binder_next(way->binder);
		g_autoptr(GError) error = NULL;

		if (piece == NULL)
			return;
		pr_row_maker_piece(way->rows, piece);
		if (!pr_document_writer_piece(way->writer, piece, &error))
			g_error("not written: %s", error->message);
	}
}

static void
take_item(Way *way, PrItem *item)
{
	g_autoptr(GError) error = NULL;

	if (item->kind == PR_ITEM_TABLE) {
		if (!pr_table_check(item->table, &error))
			g_error("a table that is not tiled: %s", error->message);
		pr_binder_push_table(way->binder, pr_normalize_table(g_steal_pointer(&item->table)));
	} else if (item->kind == PR_ITEM_PARAGRAPH)
		pr_binder_push_paragraph(way->binder, g_steal_pointer(&item->paragraph));
	else if (item->page.placed > item->page.shown)
		g_error("page %d: %u characters placed of %u", item->page.page, item->page.placed, item->page.shown);
	else
		pr_document_writer_page(way->writer, &item->page);
	deliver_bound(way);
}

static void
pass_all(Way *way, const PrLimits *limits)
{
	g_autoptr(PrExtract) extract = pr_extract_new(next_page, way, limits, way->issues);
	g_autoptr(GError) reason = NULL, error = NULL;

	for (;;) {
		g_autoptr(PrItem) item = pr_extract_next(extract, &reason);

		if (item == NULL)
			break;
		take_item(way, item);
	}
	pr_binder_finish(way->binder);
	deliver_bound(way);
	/* A page that cannot be read ends the document; what was written until then is good all the same. */
	if (!pr_document_writer_finish(way->writer, way->issues, &error))
		g_error("it does not validate: %s", error->message);
}

int
LLVMFuzzerTestOneInput(const guint8 *bytes, size_t size)
{
	static PrForms *forms; /* made once */
	static PrRelations *relations;
	const PrLimits limits = PR_LIMITS_READING;
	int input = memfd_create("input", 0), nowhere = memfd_create("output", 0);
	g_autoptr(GError) error = NULL;

	if (forms == NULL) {
		forms = pr_forms_new();
		relations = pr_relations_new(forms, NULL, PR_DIALECT_SQLITE);
	}
	g_assert(input >= 0 && nowhere >= 0 && write(input, bytes, size) == (ssize_t)size);
	g_autoptr(PrIssues) issues = pr_issues_new();
	g_autoptr(PrPdf) pdf = pr_pdf_open(input, NULL, &limits, &error);

	if (pdf != NULL) {
		const PrPdfInfo *info = pr_pdf_info(pdf);
		PrDocumentInfo about = {.file_name = "a.pdf", .pdf = info, .backend = pr_pdf_backend()};
		g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, issues);
		g_autoptr(PrRowMaker) rows = pr_row_maker_new(relations, info->sha256, take_row, NULL);
		g_autoptr(PrDocumentWriter) writer = pr_document_writer_new(nowhere, forms, &about, &error);

		if (writer == NULL)
			g_error("no writer: %s", error->message);
		pass_all(&(Way){pdf, issues, 0, writer, rows, binder}, &limits);
	}
	close(input);
	close(nowhere);
	return 0;
}
