/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pieces of documents and records built by hand, and the document that is written of them. */
#pragma once

#include "schema/document-xml.h"

/* `texts` (marked, see marked.h) fill the rows of a table of `cols` columns; NULL ends them. Characters are 10 points
 * square, cells 100 × 20, all on page 1. */
PrPiece *table_piece(int cols, const char *const *texts);
PrPiece *paragraph_piece(const char *marked);

/* A leaf that was read from `raw` on page 1, as a binder would; with NULL it is absent. */
PrNode *leaf_node(const char *name, PrExpect expect, const char *raw);
/* A form with each of its fields filled by a value of the kind that is expected, lists with two rows, and a table as
 * its print. */
PrPiece *form_piece(const PrForm *form);

/* The document that holds `pieces` (ends with NULL; taken). Free with g_free(). */
char *written_document(const PrForms *forms, GError **error, PrPiece *first, ...) G_GNUC_NULL_TERMINATED;
/* The document without content that tells of `issues`. Free with g_free(). */
char *written_issues(const PrForms *forms, const PrIssues *issues, GError **error);
/* The part of a document from <name> to </name>. Free with g_free(). */
char *element_of(const char *document, const char *name);

/* The known definitions and one more, which is put in *form unless that is NULL. */
PrForms *forms_with(const char *definition, const PrForm **form);
