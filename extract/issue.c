/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The list of issues of one document, bounded for each tag. */
#include "extract/issue.h"

struct PrIssues {
	GPtrArray *items;   /* of PrIssue, owned */
	GHashTable *counts; /* PrIssueKind * → count */
};

static void
issue_free(gpointer data)
{
	PrIssue *issue = data;

	g_free(issue->detail);
	g_free(issue);
}

PrIssues *
pr_issues_new(void)
{
	PrIssues *issues = g_new0(PrIssues, 1);

	issues->items = g_ptr_array_new_with_free_func(issue_free);
	issues->counts = g_hash_table_new(NULL, NULL);
	return issues;
}

void
pr_issues_free(PrIssues *issues)
{
	if (issues == NULL)
		return;
	g_ptr_array_unref(issues->items);
	g_hash_table_unref(issues->counts);
	g_free(issues);
}

void
pr_issues_add(PrIssues *issues, const PrIssueKind *kind, int page, PrRect box, const char *format, ...)
{
	g_return_if_fail(kind != NULL);
	if (issues == NULL)
		return;

	guint count = pr_issues_count_of(issues, kind) + 1;
	g_hash_table_insert(issues->counts, (gpointer)kind, GUINT_TO_POINTER(count));
	if (count > PR_ISSUES_MAX)
		return;

	PrIssue *issue = g_new0(PrIssue, 1);
	issue->kind = kind;
	issue->page = page;
	issue->box = box;
	if (format != NULL) {
		va_list args;
		va_start(args, format);
		issue->detail = g_strdup_vprintf(format, args);
		va_end(args);
	}
	g_ptr_array_add(issues->items, issue);
}

guint
pr_issues_count(const PrIssues *issues)
{
	return issues->items->len;
}

const PrIssue *
pr_issues_at(const PrIssues *issues, guint index)
{
	return g_ptr_array_index(issues->items, index);
}

guint
pr_issues_count_of(const PrIssues *issues, const PrIssueKind *kind)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(issues->counts, kind));
}

const char *
pr_severity_name(PrSeverity severity)
{
	static const char *const names[] = {"note", "warning", "error"};

	return names[severity];
}
