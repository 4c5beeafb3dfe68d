/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One clause of a text: the numbers in it, and what touches them. */
#pragma once

#include "normalize/decimal.h"

/* Ends of clauses (folded: full-width commas are ASCII). Behind one of these something else is said. */
#define PR_CLAUSE_MARKS ",;。、?!\n…"
/* Signs of comparison. */
#define PR_COMPARING_SIGNS "≤≥<>="

/* A number in a text: where it stands in bytes, its sign included. */
typedef struct {
	gsize start, end;
	PrDecimal number;
} PrFoundNumber;

/* How many numbers the text holds, the first of them in `found`; stops at two. Digits that do not read as a number
 * count as two. */
int pr_clause_numbers(const char *text, PrFoundNumber *found);
/* Whether what ends before the number, or begins behind it, makes it part of a name: 7X24, A4, 第3, 140/280. */
gboolean pr_clause_is_joined_before(const char *text, gsize length);
gboolean pr_clause_is_joined_behind(const char *text);

gboolean pr_clause_holds_any(const char *text, gsize length, const char *set);
gboolean pr_clause_holds_digit(const char *text, gsize length);
/* `length` without spaces at the end. */
gsize pr_clause_trimmed(const char *text, gsize length);
const char *pr_clause_skip_spaces(const char *text);
