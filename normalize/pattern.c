/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PCRE2 behind a few functions: compile once, bounded steps, depth and memory, matches as byte offsets. */
#include "normalize/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <string.h>

/* What one match may cost before it counts as no match; the worst pattern that fits in here ends within about 50 ms. */
#define MAX_STEPS 1000000  /* internal matching steps */
#define MAX_DEPTH 10000    /* nested backtracking */
#define MAX_HEAP_KIB 20480 /* memory for one match */
#define MAX_PATTERN_BYTES 4096
#define MAX_NESTING 100 /* brackets within brackets */

struct PrPattern {
	pcre2_code *code;
	pcre2_match_context *limits;
};

G_DEFINE_QUARK(pr - pattern - error, pr_pattern_error)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pcre2_match_data, pcre2_match_data_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(pcre2_compile_context, pcre2_compile_context_free)

PrPattern *
pr_pattern_new(const char *regex, GError **error)
{
	g_autoptr(PrPattern) pattern = g_new0(PrPattern, 1);
	g_autoptr(pcre2_compile_context) context = pcre2_compile_context_create(NULL);
	int code = 0;
	PCRE2_SIZE at = 0;

	if (strlen(regex) > MAX_PATTERN_BYTES) {
		g_set_error(error, PR_PATTERN_ERROR, PR_PATTERN_ERROR_LIMIT, "pattern of more than %d bytes",
			MAX_PATTERN_BYTES);
		return NULL;
	}
	pcre2_set_parens_nest_limit(context, MAX_NESTING);
	pattern->code = pcre2_compile(
		(PCRE2_SPTR)regex, PCRE2_ZERO_TERMINATED, PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C, &code, &at, context);
	if (pattern->code == NULL) {
		PCRE2_UCHAR message[256];

		pcre2_get_error_message(code, message, sizeof message);
		g_set_error(error, PR_PATTERN_ERROR,
			code == PCRE2_ERROR_PARENTHESES_NEST_TOO_DEEP ? PR_PATTERN_ERROR_LIMIT
								      : PR_PATTERN_ERROR_SYNTAX,
			"pattern, byte %zu: %s", (size_t)at, (const char *)message);
		return NULL;
	}
	/* Without a just-in-time compiler on this machine the interpreter does the same, only slower. */
	pcre2_jit_compile(pattern->code, PCRE2_JIT_COMPLETE);
	pattern->limits = pcre2_match_context_create(NULL);
	pcre2_set_match_limit(pattern->limits, MAX_STEPS);
	pcre2_set_depth_limit(pattern->limits, MAX_DEPTH);
	pcre2_set_heap_limit(pattern->limits, MAX_HEAP_KIB);
	return g_steal_pointer(&pattern);
}

void
pr_pattern_free(PrPattern *pattern)
{
	if (pattern == NULL)
		return;
	pcre2_match_context_free(pattern->limits);
	pcre2_code_free(pattern->code);
	g_free(pattern);
}

int
pr_pattern_group(const PrPattern *pattern, const char *name)
{
	int group = pcre2_substring_number_from_name(pattern->code, (PCRE2_SPTR)name);

	return group > 0 ? group : -1;
}

gboolean
pr_pattern_find(const PrPattern *pattern, const char *text, gsize from, PrMatch *match)
{
	g_autoptr(pcre2_match_data) data = pcre2_match_data_create(PR_PATTERN_GROUPS, NULL);
	int count = pcre2_match(
		pattern->code, (PCRE2_SPTR)text, strlen(text), from, PCRE2_NO_UTF_CHECK, data, pattern->limits);
	const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(data);

	if (count < 0)
		return FALSE;
	if (count == 0) /* more groups than fit: those that fit are filled */
		count = PR_PATTERN_GROUPS;
	for (int i = 0; match != NULL && i < PR_PATTERN_GROUPS; i++) {
		gboolean is_set = i < count && offsets[2 * i] != PCRE2_UNSET;

		match->start[i] = is_set ? (int)offsets[2 * i] : -1;
		match->end[i] = is_set ? (int)offsets[2 * i + 1] : -1;
	}
	return TRUE;
}

gboolean
pr_pattern_matches(const PrPattern *pattern, const char *text)
{
	return pr_pattern_find(pattern, text, 0, NULL);
}

char *
pr_match_text(const PrMatch *match, const char *text, int group)
{
	if (group < 0 || group >= PR_PATTERN_GROUPS || match->start[group] < 0)
		return g_strdup("");
	return g_strndup(text + match->start[group], match->end[group] - match->start[group]);
}

const PrPattern *
pr_pattern_once(const PrPattern **slot, const char *regex)
{
	if (g_once_init_enter(slot)) {
		g_autoptr(GError) error = NULL;
		const PrPattern *pattern = pr_pattern_new(regex, &error);

		if (pattern == NULL)
			g_error("%s: %s", regex, error->message);
		g_once_init_leave(slot, pattern);
	}
	return *slot;
}
