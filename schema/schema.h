/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The schema stage: tables and form definitions in, records and everything that is in no form out, in reading order. */
#pragma once

#include "extract/issue.h"
#include "schema/facts.h"
#include "schema/form.h"
#include "schema/record.h"

typedef enum {
	PR_SCHEMA_ERROR_READ,    /* a definition cannot be read */
	PR_SCHEMA_ERROR_FORM,    /* a definition that says something wrong; the message is "file:line: reason" */
	PR_SCHEMA_ERROR_LIMIT,   /* a definition past its size or depth */
	PR_SCHEMA_ERROR_WRITE,   /* output that cannot be written */
	PR_SCHEMA_ERROR_INVALID, /* output that its own schema refuses */
	PR_SCHEMA_ERROR_SYNTAX,  /* a boundary text that cannot be parsed */
} PrSchemaError;

#define PR_SCHEMA_ERROR (pr_schema_error_quark())
GQuark pr_schema_error_quark(void);

/* The form definitions of a run: the built-in ones first, then the user's. A user's definition with the id of an older
 * one replaces it. Read-only once documents are read. */
typedef struct PrForms PrForms;

/* With the built-in definitions. Never fails: a test holds each of them. */
PrForms *pr_forms_new(void);
void pr_forms_free(PrForms *forms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrForms, pr_forms_free)

/* Adds the definition in `path` and returns it (borrowed). */
const PrForm *pr_forms_add_file(PrForms *forms, const char *path, GError **error);
/* Adds every *.xml of `path`, by name. A broken one is skipped and its message ("file:line: reason") added to
 * `messages` (of char *, may be NULL); FALSE only where the folder cannot be read. */
gboolean pr_forms_add_dir(PrForms *forms, const char *path, GPtrArray *messages, GError **error);
guint pr_forms_count(const PrForms *forms);
const PrForm *pr_forms_at(const PrForms *forms, guint index);
/* NULL where no definition has that id. */
const PrForm *pr_forms_find(const PrForms *forms, const char *id);

typedef enum {
	PR_PIECE_FORM,
	PR_PIECE_TABLE,     /* belongs to no form */
	PR_PIECE_PARAGRAPH, /* belongs to no form */
} PrPieceKind;

/* The part that a paragraph plays in the document. */
typedef enum { PR_PART_BODY, PR_PART_COVER, PR_PART_CONTENTS, PR_PART_HEADING } PrPartKind;

/* One thing of the document, in reading order. The receiver owns it. */
typedef struct {
	PrPieceKind kind;
	const PrForm *form; /* FORM: its definition, borrowed from the PrForms */
	PrRecord *record;   /* FORM: the data; its repairs are borrowed from `tables` */
	GPtrArray *tables;  /* of PrCleanTable, owned. FORM: all that the form was printed as. TABLE: exactly one */
	GPtrArray *
		paragraphs; /* of PrParagraph, owned. FORM: title, year line … printed before its table. PARAGRAPH: exactly one */
	GPtrArray *facts;   /* of PrFacts, owned. FORM: of its blocks. PARAGRAPH: of the sentences that end with it */
	PrSubject *subject; /* who the document is of, where it became known just before this piece; else NULL */
	PrPartKind part;    /* PARAGRAPH */
	int level;          /* of a heading, from 1; else 0 */
} PrPiece;

const char *pr_part_name(PrPartKind part); /* body cover contents heading */

/* With no table and no paragraph in it yet. */
PrPiece *pr_piece_new(PrPieceKind kind);
void pr_piece_free(PrPiece *piece);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrPiece, pr_piece_free)

static inline PrCleanTable *
pr_piece_table(const PrPiece *piece)
{
	return g_ptr_array_index(piece->tables, 0);
}

static inline PrParagraph *
pr_piece_paragraph(const PrPiece *piece)
{
	return g_ptr_array_index(piece->paragraphs, 0);
}

/* How a definition fared with a table. */
typedef struct {
	const PrForm *form;
	double title; /* how close the words above the table come to its title: 0 not at all, 1 word for word */
	guint found,
		expected; /* labels; 0 of 0 where they were not looked for, because the title or all labels are missing */
	double score;     /* the highest wins; 0: it is not this form */
	char *missing;    /* names of blocks and columns whose labels were not found; NULL for none. Owned */
} PrTrial;

/* What became of a table: all is borrowed. */
typedef struct {
	const PrCleanTable *table;
	const PrForm *form;   /* that it begins, or goes on with; NULL for none */
	gboolean goes_on;     /* it is a further part of the form that the table before is of */
	const GArray *trials; /* of PrTrial, in the order of the definitions */
} PrSighting;

typedef void (*PrSightingFunc)(const PrSighting *sighting, gpointer data);

/* What speaks for and against the definition, in one line. Free with g_free(). */
char *pr_trial_reason(const PrTrial *trial);

/* Sorts the stream of tables and paragraphs of one document into forms and the rest. Holds what may belong to the form
 * that is open and nothing else: memory does not grow with the document. Use:
 *
 *   push…;  while ((piece = pr_binder_next(binder)) != NULL) …;  push…;  …  pr_binder_finish(binder);  while (…) …
 */
typedef struct PrBinder PrBinder;

/* `only` is NULL to recognise forms, or the one definition to look for (--form). `issues` may be NULL. */
PrBinder *pr_binder_new(const PrForms *forms, const PrForm *only, PrIssues *issues);
void pr_binder_free(PrBinder *binder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrBinder, pr_binder_free)

/* From now on `watch` is told of each table how the definitions fared with it. */
void pr_binder_watch(PrBinder *binder, PrSightingFunc watch, gpointer data);
/* Takes `table`. */
void pr_binder_push_table(PrBinder *binder, PrCleanTable *table);
/* Takes `paragraph`. */
void pr_binder_push_paragraph(PrBinder *binder, PrParagraph *paragraph);
/* Nothing more will come: what is held becomes pieces. */
void pr_binder_finish(PrBinder *binder);
/* The next finished piece; NULL where more must be pushed first (or, behind pr_binder_finish(), at the end). */
PrPiece *pr_binder_next(PrBinder *binder);

/* All tags of this stage, ending with a NULL tag. */
extern const PrIssueKind pr_schema_issues[];
