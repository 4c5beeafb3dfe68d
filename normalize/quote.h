/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Quoted strings in the line-based texts of this stage, by the rules of extract/scan.h. */
#pragma once

#include "extract/scan.h"

/* Appends a space and "text" in quotes; a space inside stays a space. */
void pr_quote_append(GString *out, const char *text);
/* The next quoted string of the line; NULL with the error set where there is none. */
char *pr_quote_scan(PrScanner *scanner);
