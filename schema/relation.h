/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrRelations: what a database of documents looks like: tables, columns, keys. Derived from the form definitions.
 *
 *   document ◄── form ◄── fact ◄── fact_place      the same whatever forms there are: each value of each form is a fact,
 *      ▲          ▲                                with all it is known by, and its boxes
 *      │          ├── FORM ◄── FORM_BLOCK          by definition: a row a form, a row a row of its lists
 *      ├── grid ◄── cell                           tables that belong to no form
 *      ├── paragraph                               text that belongs to no form
 *      ├── finding ◄── finding_place               what a check found, where it was asked for
 *      └── page, issue, passage                    how it was read, and what to search in
 *
 * What prints the database's language (ddl.h) and what fills it walk the same description. */
#pragma once

#include "schema/findings.h"
#include "schema/schema.h"

/* Databases differ in what they hold exactly. SQLite has no exact decimals: there a decimal is text, and beside it
 * stands the same number in millionths, an integer to add and compare by (null where it does not fit). */
typedef enum { PR_DIALECT_SQLITE, PR_DIALECT_POSTGRESQL } PrDialect;

/* Each relation of a form has a view of this name, which has these columns more. */
#define PR_VIEW_PREFIX "view_"
#define PR_VIEW_COLUMNS "source_file", "source_version", "source_page"

typedef enum {
	PR_COLUMN_TEXT,
	PR_COLUMN_INTEGER,
	PR_COLUMN_DECIMAL,
	PR_COLUMN_COORDINATE, /* points, two decimals */
} PrColumnType;

/* What of a field a column holds. */
typedef enum {
	PR_FACET_NONE,       /* not of a field */
	PR_FACET_RAW,        /* the printed string; null: the form as printed has no such place */
	PR_FACET_AMOUNT,     /* the number with the power of ten of its unit applied: 3.5 万元 → 35000 */
	PR_FACET_MILLIONTHS, /* the same × 1,000,000 */
	PR_FACET_UNIT,
	PR_FACET_COMPARATOR,
	PR_FACET_FROM, /* ISO date: a day, a month or a year */
	PR_FACET_TO,
} PrFacet;

/* Strings are owned. */
typedef struct {
	char *name;
	PrColumnType type;
	gboolean is_required;
	const char *purpose; /* half a line; NULL where the name says it */
	PrFacet facet;
	char *path; /* of the field, from the root of the record or the row of the list: "goal/expected"; NULL: not of a field */
} PrRelationColumn;

/* Its primary key is its first key_count columns; the first parent_key_count of them are that of `parent`, under the
 * same names. */
typedef struct {
	char *name;
	char *purpose;
	GPtrArray *columns; /* of PrRelationColumn, owned */
	guint key_count, parent_key_count;
	char *parent;       /* NULL for document */
	const PrForm *form; /* NULL for those that are there whatever forms there are */
	char *list;         /* name of the list whose rows these are; NULL else */
	gboolean
		has_number; /* SQLite: its rows have a number of their own beside the key, as its full-text search wants it */
} PrRelation;

static inline const PrRelationColumn *
pr_relation_column(const PrRelation *relation, guint index)
{
	return (const PrRelationColumn *)g_ptr_array_index(relation->columns, index);
}

typedef struct {
	PrDialect dialect;
	GPtrArray *relations; /* of PrRelation, owned; parents first */
} PrRelations;

/* Those of `only`, or of all `forms` where it is NULL; the general ones come first. `forms` outlives them. */
PrRelations *pr_relations_new(const PrForms *forms, const PrForm *only, PrDialect dialect);
void pr_relations_free(PrRelations *relations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrRelations, pr_relations_free)
/* NULL where there is none of that name. */
const PrRelation *pr_relations_find(const PrRelations *relations, const char *name);

#define PR_COORDINATE_BUFFER 32
/* A coordinate as rows have it, with two decimals: "72.00". Like in documents of XML it is 0 where it is no place on
 * any page. Returns `buffer`, of PR_COORDINATE_BUFFER bytes. */
const char *pr_coordinate_print(double points, char *buffer);

/* A row: `values` has one text for each column of `relation`, NULL for null. Valid during the call only. */
typedef void (*PrRowFunc)(const PrRelation *relation, const char *const *values, gpointer data);

/* Turns the pieces of one document into rows. The row of `document` itself is the caller's, who knows the file. */
typedef struct PrRowMaker PrRowMaker;

/* `relations` outlives it. `document` is its key, the SHA-256 of the file. */
PrRowMaker *pr_row_maker_new(const PrRelations *relations, const char *document, PrRowFunc emit, gpointer data);
void pr_row_maker_free(PrRowMaker *maker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrRowMaker, pr_row_maker_free)
/* The rows of a piece, parents first. */
void pr_row_maker_piece(PrRowMaker *maker, const PrPiece *piece);
void pr_row_maker_findings(PrRowMaker *maker, const PrFindings *findings);
