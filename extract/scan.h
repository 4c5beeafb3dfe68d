/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words, numbers and quoted strings that all boundary texts are made of: printed and read in one place. */
#pragma once

#include <glib.h>

/* Numbers are printed with up to three decimals; this is the number as it will be printed, in thousandths. */
gint64 pr_thousandths(double value);
void pr_print_number(GString *out, double value);
/* With `between` between them. */
void pr_print_numbers(GString *out, char between, guint count, const float *values);
/* One character inside quotes: \" and \\ escaped, what cannot be seen as \u{HEX}. */
void pr_print_quoted_char(GString *out, gunichar ch);

/* Reads one line, which is cut into words in place. */
typedef struct {
	char *at;         /* in the line */
	guint line;       /* from 1, for messages */
	const char *what; /* "page text": named in messages */
	GError **error;
} PrScanner;

/* Copies the next line of *cursor, moves behind it, and sets the scanner to its start. Free the line with g_free().
 * NULL at the end of the text, or with the error set where the line is not UTF-8. */
char *pr_scan_line(PrScanner *scanner, const char **cursor);
/* Reads lines by `scan_line` until it says that the block is done, the text ends or the error is set. Whether it is
 * done. */
typedef gboolean (*PrScanLine)(gpointer data, gboolean *done);
gboolean pr_scan_block(PrScanner *scanner, const char **cursor, PrScanLine scan_line, gpointer data);
/* Sets the error, unless one is set; always FALSE. */
gboolean pr_scan_fail(PrScanner *scanner, const char *what);
/* The next word, ended by a NUL in place of the space behind it; empty at the end of the line. */
char *pr_scan_word(PrScanner *scanner);
/* Up to `max` numbers in one word, parted by commas; how many, or 0 where the word is something else. */
guint pr_scan_split(const char *word, guint max, float *values);
gboolean pr_scan_numbers(PrScanner *scanner, guint count, float *values);
gboolean pr_scan_count(PrScanner *scanner, guint max, guint *value);
/* Quoted text as characters: an array of gunichar, or NULL with the error set. */
GArray *pr_scan_quoted(PrScanner *scanner);
