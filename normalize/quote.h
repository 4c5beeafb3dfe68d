/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Quoted strings in the line-based texts of this stage. */
#pragma once

#include <glib.h>

/* Appends "text" in quotes, with \" \\ \n \t and \xNN for other control characters. */
void pr_quote_append(GString *out, const char *text);
/* Reads a quoted string at *cursor and moves behind it; NULL where there is none. */
char *pr_quote_read(const char **cursor);
