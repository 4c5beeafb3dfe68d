/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrDocumentWriter: one PDF's XML document, written as a stream and validated while it is written. */
#pragma once

#include "extract/extract.h"
#include "schema/findings.h"
#include "schema/schema.h"

/* What is said of the file and the run. All strings are borrowed until pr_document_writer_new() returns; NULL is left
 * out. */
typedef struct {
	const char *file_name; /* as it shall stand in the output, UTF-8 */
	const PrPdfInfo *pdf;
	gboolean password_used;     /* a password other than the empty one */
	const char *backend;        /* pr_pdf_backend() */
	const char *const *options; /* name, value, name, value, …, NULL: those that bear on the content */
	GByteArray *kept;           /* NULL: the document goes to the descriptor. Else here, and is not validated */
	gboolean is_lean;           /* leaves out the cells of tables, and repairs */
} PrDocumentInfo;

typedef struct PrDocumentWriter PrDocumentWriter;

/* Writes to `fd` (which stays the caller's; it is written in order, so a pipe will do). `forms` outlives the writer. */
PrDocumentWriter *pr_document_writer_new(int fd, const PrForms *forms, const PrDocumentInfo *info, GError **error);
void pr_document_writer_free(PrDocumentWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrDocumentWriter, pr_document_writer_free)

/* Content, in reading order. FALSE with PR_SCHEMA_ERROR_WRITE where it cannot be written. */
gboolean pr_document_writer_piece(PrDocumentWriter *writer, const PrPiece *piece, GError **error);
/* Notes how the characters of a page were accounted for; goes into the coverage at the end. */
void pr_document_writer_page(PrDocumentWriter *writer, const PrPageReport *page);
/* The findings to be written at the end: borrowed until then. */
void pr_document_writer_findings(PrDocumentWriter *writer, const PrFindings *findings);
/* Writes issues (may be NULL) and coverage, ends the document. FALSE with PR_SCHEMA_ERROR_WRITE, or with
 * PR_SCHEMA_ERROR_INVALID ("line: reason", the first of them) where the whole document was written but its schema
 * refuses it. */
gboolean pr_document_writer_finish(PrDocumentWriter *writer, const PrIssues *issues, GError **error);

/* The XSD 1.0 of documents that hold `form` (NULL: any of `forms`): self-contained, UTF-8. Free with g_free(). */
char *pr_document_xsd(const PrForms *forms, const PrForm *form);
/* Compiles the schema of `forms` now: processes forked later then find it ready. FALSE with PR_SCHEMA_ERROR_INVALID
 * where it is none. */
gboolean pr_document_xml_prepare(const PrForms *forms, GError **error);
/* Version of libxml2 at run time. */
const char *pr_xml_version(void);
