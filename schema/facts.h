/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrFacts: figures with their meaning, from the tables of forms and from sentences.
 *
 * A record says what stands where on a form. A fact says what a figure means: of what (concept), refined how (dims), in
 * which line (code, label or a name from the definition), of whom and of which year, in which unit and how exact. Two
 * facts with the same concept, dims, line, year and entity state the same thing, wherever they stand: that is what a
 * check compares. */
#pragma once

#include "extract/issue.h"
#include "schema/form.h"
#include "schema/record.h"

typedef enum { PR_FACT_AMOUNT, PR_FACT_PERCENT, PR_FACT_NUMBER, PR_FACT_WORD } PrFactKind;

/* Strings are owned. */
typedef struct {
	char *id;      /* within the document: "t3r5c2" by table and slot, "s7.1.2" by sentence, line and place */
	char *column;  /* of the block, or group of the pattern */
	char *concept; /* NULL for a word */
	char *dims;    /* "key:value …", sorted by key; "" for none */
	PrFactKind kind;
	const char *sense; /* WORD: increase decrease equal greater less, mention; static */
	char *raw;         /* as printed */
	PrDecimal number;  /* its digits */
	char *unit;        /* "万元"; "" for none */
	int scale;         /* power of ten of the unit */
	int year;          /* 0: unknown */
	int row, col;      /* slot of the table; -1 in prose */
	GArray *places;    /* of PrPlace */
} PrFact;

/* The facts of one row, or of one subject of a sentence. */
typedef struct {
	int number;       /* from 1, in its group */
	int row;          /* of the table; -1 in prose */
	char *item;       /* the definition's name for the row; NULL for none */
	char *code;       /* 2080501; NULL for none */
	char *class_code; /* code that the definition gives the row; NULL for none */
	char *parent;     /* code of the level above; NULL for none */
	int level;        /* 1: 类 or 一、; 2: 款 or 1.; 3: 项; 0: not known */
	int parent_line;  /* number of the line that this one is a part of; 0 for none */
	char *label;      /* without its number; NULL for none */
	GPtrArray *facts; /* of PrFact */
} PrFactLine;

/* The facts of one block of a form, or of one sentence. */
typedef struct {
	gboolean is_prose;
	char *definition, *name; /* name: of the block, or of the sentence */
	int number;              /* of the form; of the sentence in the document */
	int table;               /* number of the first table; 0 in prose */
	int page;
	int year;                /* 0: unknown */
	char *entity;            /* NULL: unknown */
	gboolean is_empty;       /* the block has no figure */
	gboolean declares_empty; /* a note, or the line behind the table, says that it has none */
	GPtrArray *lines;        /* of PrFactLine */
} PrFacts;

/* Who a document is of, from its first lines. */
typedef struct {
	char *kind;     /* id of the definition */
	char *entity;   /* NULL: unknown */
	int year;       /* 0: unknown */
	GArray *places; /* of PrPlace: of the entity's name */
} PrSubject;

void pr_facts_free(PrFacts *facts);
void pr_subject_free(PrSubject *subject);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrFacts, pr_facts_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrSubject, pr_subject_free)

PrSubject *pr_subject_copy(const PrSubject *subject);
PrFacts *pr_facts_new(const char *definition, const char *name);
/* With the next number. */
PrFactLine *pr_facts_add_line(PrFacts *facts);
PrFact *pr_fact_line_add(PrFactLine *line, PrFactKind kind, const char *column);
/* The words of all of them, sorted, a later one in place of an earlier one with the same key; each may be NULL. Free
 * with g_free(). */
char *pr_dims_join(const char *const *dims, guint count);

/* The figure in hundredths of its base unit; FALSE where it is no whole number of them. */
gboolean pr_fact_hundredths(const PrFact *fact, gint64 *hundredths);
/* What one unit of the last printed digit is worth, in hundredths; 0 where that is less than one. */
gint64 pr_fact_step(const PrFact *fact);
const char *pr_fact_kind_name(PrFactKind kind); /* amount percent number word */
/* The sense of a word of comparing; NULL for another word. */
const char *pr_word_sense(const char *word);

/* The facts of a form, one group a block that has a concept, added to `out` (of PrFacts). `subject` may be NULL.
 * `notes` (of PrClean) are what is printed by the table. */
void pr_facts_of_record(
	const PrForm *form, const PrRecord *record, const PrSubject *subject, const GPtrArray *notes, GPtrArray *out);
/* Whether a line by the table says that the form has no figures on purpose. */
gboolean pr_form_declares_empty(const PrForm *form, const char *text);
/* Adds an issue for each place of such a block that holds no figure though one is expected. */
void pr_facts_note_unread(const PrForm *form, const PrRecord *record, PrIssues *issues);
