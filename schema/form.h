/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrForm: a form's definition, read from XML: how it is called, how it is laid out, what its fields are.
 *
 * A form is printed as blocks, one under the other. Four layouts make up the forms we know:
 *
 *   PAIR     ┌────────┬─────────────┐   a label and, right of it, its value
 *            │ 项目名称│ ……          │
 *   ROWS     ├────┬───┴──┬──────────┤   a header that names columns, rows below it, a label for all of it at the side
 *            │资金│ 预算数│ 执行数   │
 *            │    │  12.5 │   11.0   │
 *   VALUES   ├────┼──────┬┴──────────┤   the same with one row: a group of fields, not a list
 *            │目标│ 预期 │ 实际      │
 *            │    │ ……   │ ……        │
 *   ROW      ├────┴──────┼───────────┤   one row behind a label, whose cells stand under columns of a block above
 *            │ 总分      │  92       │
 *            └───────────┴───────────┘
 *
 * Blocks with columns may stand side by side, each below a cell that spans it, and columns may be told apart by the
 * cells above their own headers (`over`). Rows whose figures say the same in every copy of the form give facts
 * (facts.h): they have a concept, refined by words of the form, the block, the column and the row's name.
 */
#pragma once

#include "normalize/pattern.h"
#include "schema/record.h"

typedef enum { PR_BLOCK_PAIR, PR_BLOCK_ROWS, PR_BLOCK_VALUES, PR_BLOCK_ROW } PrBlockKind;

/* A field of the record. Strings are owned. */
typedef struct {
	char *name;
	PrExpect expect;
	char *unit;        /* that holds where none is printed; NULL: the block's */
	GPtrArray *labels; /* of char *: keys (pr_label_key()) of the header cell or label; empty for a stub column */
	GPtrArray *over;   /* of char *: keys of a header cell that stands above the field's own; empty for none */
	GPtrArray *parts;  /* of char *: keys of labels below the header that name parts of the column: 类 款 项 */
	gboolean is_optional; /* many copies of the form do without it */
	char *concept;        /* of its facts; NULL: the block's */
	char *dims;           /* "key:value …" that it adds to those of the block; NULL for none */
	gboolean is_level;    /* a label that may be merged over rows: repeated on each row, filled down where blank */
	guint level_index;    /* of several fields under one header cell: which of them, from the left */
	char *under;          /* ROW: "block.field" whose column the value stands in; NULL: the next cell */
	PrPattern *pattern;   /* head fields: group 1, or the whole match, is the value; else NULL */
} PrField;

/* Rows that have a name of their own, whatever their printed label is. */
typedef struct {
	char *name;
	GPtrArray *labels; /* of char *: keys */
	char *code;        /* that the row stands for; NULL for none */
	char *concept;     /* of its facts; NULL: the column's or the block's */
	char *dims;
} PrRowName;

/* The name whose labels have `label` (as printed, may be NULL) among them; NULL for none. `names` is of PrRowName. */
const PrRowName *pr_row_names_find(const GPtrArray *names, const char *label);

typedef struct {
	PrBlockKind kind;
	char *name;         /* PAIR: that of its field */
	GPtrArray *labels;  /* of char *: keys of the label at the side, or in front of a ROW; may be empty */
	GPtrArray *fields;  /* of PrField, owned; PAIR: exactly one */
	char *unit;         /* of the block's amounts where none is printed; NULL for none */
	GPtrArray *over;    /* of char *: keys of the header cell that spans the block from above; empty for none */
	GPtrArray *skips;   /* of char *: keys of labels whose rows belong to the header */
	GPtrArray *items;   /* of PrRowName */
	gboolean is_headed; /* its columns are found by the path of their headers, not in one row */
	gboolean is_optional;
	char *concept; /* of its facts; NULL: it gives none */
	char *dims;
} PrBlock;

/* A value that a sentence tells. */
typedef struct {
	char *group; /* of the pattern */
	PrExpect expect;
	gboolean is_word; /* a word of comparing, not a figure; or, with is_mention, a name that is only named */
	gboolean is_mention;
	char *concept, *dims; /* concept NULL: that of the row's name */
	int year_offset;      /* -1: it is told of the year before */
} PrSentenceValue;

/* A sentence of the narrative that tells figures. */
typedef struct {
	char *name;          /* of a list inside of a sentence: the group that it stands in */
	GPtrArray *patterns; /* of PrPattern, owned: the first that matches at a place counts */
	GPtrArray *values;   /* of PrSentenceValue */
	GPtrArray *items;    /* of PrRowName: names for what the group `label` says */
	GPtrArray *lists;    /* of PrSentence: what is told again and again inside of a group, a line each */
	char *dims;
} PrSentence;

/* What a record of the form looks like: a tree of names, for schemas and writers. */
typedef struct {
	PrNodeKind kind;
	char *name;
	PrExpect expect;     /* of a leaf */
	GPtrArray *children; /* of PrShape, owned; of a LIST: the fields of one row; NULL for a leaf */
} PrShape;

/* Names that the output itself takes. */
#define PR_FORM_RESERVED_NAMES "other", "other-group", "other-list", "label", "row", "title"

/* The origin of those that the program brings along. */
#define PR_BUILT_IN "built-in"

/* A definition. Strings are owned, never NULL unless it says so. Read-only. */
typedef struct {
	char *id;             /* "project-self-evaluation" */
	char *version;        /* "1" */
	char *code;           /* a short name that users of the record know the form by; may be NULL */
	char *title;          /* the first title: what lists show */
	char *origin;         /* "built-in" or the path of the file */
	char *sha256;         /* of the definition's bytes, lower-case hex */
	GPtrArray *titles;    /* of char *: keys of the title and its variants */
	GPtrArray *head;      /* of PrField: read from the lines about the title */
	GPtrArray *blocks;    /* of PrBlock, in the order of the printed form */
	char *dims;           /* of all facts of the form; NULL for none */
	gboolean is_titled;   /* known by its title alone: tables of other forms have the same columns */
	PrPattern *empty;     /* finds in a note or line that the form has no figures on purpose; NULL for none */
	GPtrArray *subjects;  /* of PrPattern: find who the document is of, in its first lines */
	GPtrArray *sentences; /* of PrSentence */
	PrShape *shape;
} PrForm;

/* Reads a definition: XML that its own schema (form.xsd) holds for right. `origin` names it in messages, "origin:line:
 * reason". */
PrForm *pr_form_read(GBytes *definition, const char *origin, GError **error);
void pr_form_free(PrForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrForm, pr_form_free)

/* Borrowed. The root is a group. */
const PrShape *pr_form_shape(const PrForm *form);
