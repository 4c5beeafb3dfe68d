/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the printer and the parser of table text share. The grammar stands in table-text.c. */
#pragma once

#include "extract/declined.h"
#include "extract/scan.h"

#define PR_BREAK_COUNT 5

extern const char *const pr_break_words[PR_BREAK_COUNT]; /* by PrBreak */

/* The characters of a text, one line for those that stand on one line. */
void pr_text_print(const PrText *text, GString *out);
/* Reads the rest of such a line, its first word being `word`, to the end of `text`. FALSE with the error set. */
gboolean pr_text_scan(PrScanner *scanner, const char *word, PrText *text);
/* Whether a line that begins with `word` is one of characters. */
gboolean pr_text_is_line(const char *word);

/* A page and a box on it. */
void pr_place_print(int page, PrRect box, GString *out);
gboolean pr_place_scan(PrScanner *scanner, int *page, PrRect *box);
gboolean pr_method_scan(PrScanner *scanner, PrMethod *method);
/* Why something is a table, or none, in quotes; NULL is printed as nothing, and nothing is read as NULL. */
void pr_reason_print(const char *reason, GString *out);
gboolean pr_reason_scan(PrScanner *scanner, char **reason);
/* What stands behind the first word of what was declined. */
gboolean pr_declined_scan(PrScanner *scanner, PrDeclined *declined);
