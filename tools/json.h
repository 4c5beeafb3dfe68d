/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrJson: JSON written as it comes. No tree is built, so memory does not grow with the document. */
#pragma once

#include "tools/writer.h"

/* A writer of one value after the other. Containers deeper than a few levels stand on one line. Wrong nesting is a
 * programmer's mistake and aborts. `key` is NULL for the elements of an array and for the outermost value. */
typedef struct PrJson PrJson;

PrJson *pr_json_new(PrWriter *out);
/* For values that stand on one line each. */
PrJson *pr_json_new_line(PrWriter *out);
/* For a part of the outermost object that is put in place later: begins inside of an object that has values already. */
PrJson *pr_json_new_inside(PrWriter *out);
/* Puts in what such a part has written to the file `fd`, from its start. FALSE with errno set where that cannot be
 * read. */
gboolean pr_json_insert(PrJson *json, int fd);
void pr_json_free(PrJson *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrJson, pr_json_free)

void pr_json_begin_object(PrJson *json, const char *key);
void pr_json_end_object(PrJson *json);
void pr_json_begin_array(PrJson *json, const char *key);
void pr_json_end_array(PrJson *json);
/* `text` is UTF-8 (anything else becomes U+FFFD) and may be NULL: null. */
void pr_json_string(PrJson *json, const char *key, const char *text);
void pr_json_int(PrJson *json, const char *key, gint64 value);
void pr_json_bool(PrJson *json, const char *key, gboolean value);
void pr_json_null(PrJson *json, const char *key);
/* At most two decimals; null where it is no finite number. */
void pr_json_coordinate(PrJson *json, const char *key, double value);
/* A share between 0 and 1 in six decimals at most: rounded down, so that 1 means all of it. */
void pr_json_share(PrJson *json, const char *key, guint64 part, guint64 whole);
