/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrClean: a text as it was meant, beside the text as it was printed, and the list of repairs between the two. */
#pragma once

#include "extract/text.h"

/* Each kind has a stable name, pr_repair_name(), that goes into the output. */
typedef enum {
	PR_REPAIR_WRAP,        /* a line wrap undone (nothing or one space put in its place) */
	PR_REPAIR_NUMBER,      /* a number that was broken by a wrap or a space put together again */
	PR_REPAIR_SPACE,       /* a space dropped that was not meant: inside Chinese, between Chinese and digits */
	PR_REPAIR_WIDTH,       /* full-width letter, digit or sign → ASCII (in `folded` only) */
	PR_REPAIR_COMPATIBLE,  /* compatibility character or Kangxi radical → its plain form (in `folded` only) */
	PR_REPAIR_COMPARATOR,  /* ≦ ≧ ＜＝ >= ﹤ → ≤ ≥ < (in `folded` only) */
	PR_REPAIR_PUNCTUATION, /* variants of dashes, brackets, colons, minus signs → one form (in `folded` only) */
	PR_REPAIR_CORRECTION,  /* what a reviewer says that it should be (in `folded` only) */
} PrRepairKind;

typedef struct {
	PrRepairKind kind;
	guint at;   /* index into PrText.chars of the first character concerned */
	char *from; /* as printed, wraps as \n */
	char *to;
	char *by; /* of a correction: who says so; else NULL */
} PrRepair;

typedef struct {
	char *text; /* line wraps and stray spaces undone, each character as printed; meant paragraph breaks stay as \n */
	char *folded; /* `text` in plain forms: what labels are compared with and values are read from */
	GArray *origin; /* of guint32: for each character of `text` its index in PrText.chars, G_MAXUINT32 for a space or \n put in */
	GPtrArray *repairs; /* of PrRepair, by `at`; NULL where there are none */
} PrClean;

PrClean *pr_clean_new(const PrText *text);
void pr_clean_free(PrClean *clean);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrClean, pr_clean_free)

/* `text` of the clean reading alone. Free with g_free(). */
char *pr_cleaned(const PrText *text);
/* Where bytes [start, end) of clean->text are printed: one place a line, added to `places` (of PrPlace). `text` is what
 * it was made of. */
void pr_clean_places(const PrClean *clean, const PrText *text, int start, int end, GArray *places);

/* pr_clean_free() for containers. */
void pr_clean_destroy(gpointer clean);
/* Adds a repair behind the others; takes `from` and `to`. */
void pr_clean_add_repair(PrClean *clean, PrRepairKind kind, guint at, char *from, char *to);

/* From now on `clean` is read as `correction`, by word of `who`; its text stays as printed. */
void pr_clean_correct(PrClean *clean, const char *correction, const char *who);
/* The correction among `repairs` (of PrRepair, may be NULL); NULL where there is none. */
const PrRepair *pr_repairs_correction(const GPtrArray *repairs);

const char *pr_repair_name(PrRepairKind kind);

/* `folded` of a plain string, no wraps undone. Free with g_free(). */
char *pr_fold(const char *text);
/* The key under which labels are compared: folded, without any white space, punctuation variants made one. Free with
 * g_free(). */
char *pr_label_key(const char *text);
