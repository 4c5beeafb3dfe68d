/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the printer and the parser of table text share. The grammar stands in table-text.c. */
#pragma once

#include "extract/scan.h"
#include "extract/table.h"

#define PR_BREAK_COUNT 5

extern const char *const pr_break_words[PR_BREAK_COUNT]; /* by PrBreak */

/* The characters of a text, one line for those that stand on one line. */
void pr_text_print(const PrText *text, GString *out);
/* Reads the rest of such a line, its first word being `word`, to the end of `text`. FALSE with the error set. */
gboolean pr_text_scan(PrScanner *scanner, const char *word, PrText *text);
/* Whether a line that begins with `word` is one of characters. */
gboolean pr_text_is_line(const char *word);
