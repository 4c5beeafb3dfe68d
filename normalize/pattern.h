/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrPattern: a PCRE2 pattern, compiled once, matched within limits. The only door to PCRE2. */
#pragma once

#include <glib.h>

#define PR_PATTERN_ERROR (pr_pattern_error_quark())
GQuark pr_pattern_error_quark(void);

typedef enum {
	PR_PATTERN_ERROR_SYNTAX, /* the pattern cannot be compiled; the message says where */
	PR_PATTERN_ERROR_LIMIT,  /* the pattern is too long or nested too deep */
} PrPatternError;

/* Read-only once made. Patterns are UTF-8 and may come from a user: length, nesting, steps and memory are limited. */
typedef struct PrPattern PrPattern;

/* Groups past this number cannot be asked for. */
#define PR_PATTERN_GROUPS 24

/* Where a pattern and its groups matched, in bytes; -1 for a group that took no part. Plain value. */
typedef struct {
	int start[PR_PATTERN_GROUPS], end[PR_PATTERN_GROUPS];
} PrMatch;

PrPattern *pr_pattern_new(const char *regex, GError **error);
void pr_pattern_free(PrPattern *pattern);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrPattern, pr_pattern_free)

/* Number of the group of that name; -1 where there is none. */
int pr_pattern_group(const PrPattern *pattern, const char *name);
/* The first match at or behind byte `from`. A match that runs into a limit is no match. */
gboolean pr_pattern_find(const PrPattern *pattern, const char *text, gsize from, PrMatch *match);
/* Whether the pattern matches anywhere. */
gboolean pr_pattern_matches(const PrPattern *pattern, const char *text);
/* The text of a group, "" where it took no part. Free with g_free(). */
char *pr_match_text(const PrMatch *match, const char *text, int group);

/* For the patterns of the program itself: compiled at first use and kept; a mistake in one stops the program. `slot` is
 * static and NULL at first. */
const PrPattern *pr_pattern_once(const PrPattern **slot, const char *regex);
