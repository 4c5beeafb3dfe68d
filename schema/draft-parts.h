/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the steps of a draft hand on. Private to schema/. */
#pragma once

#include "schema/draft.h"
#include "schema/sheet.h"

/* A table that may be a form. */
typedef struct {
	PrCleanTable *clean; /* owned, until it goes to the binder */
	PrSheet *sheet;      /* of it */
	GPtrArray *lines;    /* of char *: titles and lines above it, the nearest last */
} PrDraftCopy;

/* Copies of one form. */
typedef struct {
	char *title;             /* what their titles have in common; "" for none */
	GPtrArray *copies;       /* of PrDraftCopy, owned */
	GHashTable *frequencies; /* key of a text → in how many copies it stands (GPOINTER_TO_UINT) */
} PrDraftFamily;

/* How a cell is seen. */
typedef enum { PR_DRAFT_BLANK, PR_DRAFT_LABEL, PR_DRAFT_VALUE } PrDraftClass;

/* What a year in front of a label stands for: it is another one in the next copy. */
typedef enum {
	PR_DRAFT_YEAR_KEPT,    /* there is none, or it is one of many */
	PR_DRAFT_YEAR_OF_FORM, /* 2024年预算数 → 预算数 */
	PR_DRAFT_YEAR_BEFORE,  /* beside it: 2023年决算数 → 上年决算数 */
} PrDraftYear;

#define PR_DRAFT_LAST_YEAR "上年"

PrDraftYear pr_draft_year(const PrSheet *sheet, guint cell);
/* How long the year at the beginning of a label is, in bytes. */
gsize pr_draft_year_length(const char *label);
/* The key of a cell without the year that it begins with. */
const char *pr_draft_plain_key(const PrSheet *sheet, guint cell);

PrDraftCopy *pr_draft_copy_new(PrCleanTable *clean, const GPtrArray *lines);
void pr_draft_copy_free(PrDraftCopy *copy);
/* The copies (of PrDraftCopy, taken) sorted into families (of PrDraftFamily), those with most copies first. */
GPtrArray *pr_draft_families(GPtrArray *copies);
PrDraftClass pr_draft_class(const PrDraftFamily *family, const PrDraftCopy *copy, guint cell);
/* The copy that shows the form best: on the fewest pages, with the most texts. */
const PrDraftCopy *pr_draft_best_copy(const PrDraftFamily *family);
/* In how many copies the text of this key stands. */
guint pr_draft_frequency(const PrDraftFamily *family, const char *key);

/* What stands for a label in the copies that do not have it: a text that goes on a little, or ends a little earlier (of
 * char *, as printed). */
GPtrArray *pr_draft_variants(const PrDraftFamily *family, const char *key);

/* ---- what is drafted ---- */

/* Strings are owned. */
typedef struct {
	char *name;
	char *label;         /* as printed; NULL for a stub, or a field of a ROW */
	GPtrArray *variants; /* of char *; NULL for none */
	char *over;          /* label of the wider header cell above its own; NULL for none */
	gboolean is_level;   /* merged over rows in some copy */
	guint level_index;   /* of several fields under one header cell */
	char *under;         /* ROW */
	PrExpect expect;
	char *unit;    /* NULL for none */
	char *doubt;   /* what a reader should look at; NULL for nothing */
	int col, span; /* in the best copy */
} PrDraftField;

typedef struct {
	PrBlockKind kind;
	char *name;
	char *label;         /* at the side, of a pair, in front of a row; NULL for none */
	GPtrArray *variants; /* of char *; NULL for none */
	char *doubt;
	GPtrArray *fields; /* of PrDraftField, owned; PAIR: one */
} PrDraftBlock;

typedef struct {
	char *id, *title;
	char *doubt;
	gboolean has_year;  /* printed about the title */
	gboolean is_titled; /* known by its title alone */
	GPtrArray *lines;   /* of char *: labels of lines like 编制单位：… above the table */
	GPtrArray *names;   /* of char *: of those lines' fields */
	GPtrArray *blocks;  /* of PrDraftBlock, owned */
} PrDraftForm;

/* The layout of the family's best copy; names are proposed, nothing is expected of the fields yet. */
PrDraftForm *pr_draft_layout(const PrDraftFamily *family);
void pr_draft_form_free(PrDraftForm *form);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrDraftForm, pr_draft_form_free)
/* A name for a field labelled `label` that no name in `taken` is; noted there. */
char *pr_draft_name(const char *label, const char *fallback, GHashTable *taken);

/* What the values of all copies are, read by the definition itself. Uses up the family's tables; counts into
 * `drafted`. */
gboolean pr_draft_expect(PrDraftForm *form, PrDraftFamily *family, PrDrafted *drafted, GError **error);
/* The definition as XML. `copies` goes into a comment. */
char *pr_draft_print(const PrDraftForm *form, guint copies);
