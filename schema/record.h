/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrRecord: one filled-in form as data: a tree of named fields, each leaf with its printed text, typed value and
 * places. */
#pragma once

#include "normalize/normalize.h"
#include "normalize/value.h"

typedef enum {
	PR_NODE_GROUP, /* children are fields with different names */
	PR_NODE_LIST,  /* children are rows, each a group */
	PR_NODE_LEAF,
} PrNodeKind;

typedef struct {
	PrNodeKind kind;
	char *name;          /* of the field; of a row: NULL */
	char *label;         /* as printed, for a column or row that the definition does not know; else NULL */
	GPtrArray *children; /* of PrNode, owned; GROUP and LIST */
	/* LEAF */
	gboolean is_absent; /* the form as printed has no such place; a blank place is not absent */
	char *raw;          /* PrClean.text of the cell (or of the piece of it that holds the value) */
	char *printed;      /* as printed, wraps as \n */
	PrValue value;
	GArray *places;      /* of PrPlace: every box it came from */
	GPtrArray *repairs;  /* of PrRepair, borrowed from the clean table; may be NULL */
	int table, row, col; /* number of the table and slot it came from; table 0 for none */
} PrNode;

/* A form. Its root is a group. */
typedef struct {
	int number;    /* from 1, in the document */
	char *form_id; /* of the definition */
	PrNode *root;
	GArray *tables; /* of int: numbers of the tables it was bound from */
	GArray *places; /* of PrPlace: the area of the form on each page */
} PrRecord;

PrNode *pr_node_new(PrNodeKind kind, const char *name);
/* Appends and returns `child`, now owned by `parent`. */
PrNode *pr_node_add(PrNode *parent, PrNode *child);
/* The child of that name; NULL where there is none. */
const PrNode *pr_node_child(const PrNode *parent, const char *name);
void pr_node_free(PrNode *node);
PrRecord *pr_record_new(const char *form_id);
void pr_record_free(PrRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrNode, pr_node_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrRecord, pr_record_free)

/* Line-based text, a leaf a line with its path (`show --stage=record`). */
void pr_record_print(const PrRecord *record, GString *out);
PrRecord *pr_record_parse(const char **cursor, GError **error);
