/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is said on stderr: one line a message, naming the file. Names and reasons come from outside, so they are
 * escaped. */
#pragma once

#include <glib.h>

/* `bytes` as one line of UTF-8 that a terminal, JSON and XML can carry: control and bidi characters, bytes that are not
 * UTF-8 and the backslash itself are written as \n, \x1b, \u202e, \\. Free with g_free(). */
char *pr_message_escape(const char *bytes);

/* Sets an output error from errno, of the file `path`, which is escaped here. FALSE, so that it can be returned. */
gboolean pr_message_set_output_error(GError **error, const char *path);

/* "piperoll: NAME: TEXT\n" in one write(); `name` is escaped here and may be NULL; `text` is made one line. */
void pr_message_print(const char *name, const char *text);
void pr_message(const char *name, const char *format, ...) G_GNUC_PRINTF(2, 3);
