/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrIssue: what is odd about a document, where, and how bad. An issue never stops the run. */
#pragma once

#include "extract/rect.h"

typedef enum {
	PR_SEVERITY_NOTE,
	PR_SEVERITY_WARNING,
	PR_SEVERITY_ERROR,
} PrSeverity;

/* One row of a stage's table of tags. Static data: `tag` is stable ("text-invisible") and never reused for another
 * meaning;
 * `summary` is half a line; `explanation` says what it means for the data and what the reader can do. */
typedef struct {
	const char *tag;
	PrSeverity severity;
	const char *summary;
	const char *explanation;
} PrIssueKind;

typedef struct {
	const PrIssueKind *kind;
	int page;     /* from 1; 0 where the issue is of the whole document */
	PrRect box;   /* all zero where the issue has no place on the page */
	char *detail; /* what in particular; may be NULL */
} PrIssue;

/* The issues of one document, in the order they were found. Past `PR_ISSUES_MAX` of one tag only the count goes on. */
typedef struct PrIssues PrIssues;

#define PR_ISSUES_MAX 1000

PrIssues *pr_issues_new(void);
void pr_issues_free(PrIssues *issues);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrIssues, pr_issues_free)

/* Adds an issue. `issues` may be NULL (the caller does not care). `format` may be NULL. */
void pr_issues_add(PrIssues *issues, const PrIssueKind *kind, int page, PrRect box, const char *format, ...)
	G_GNUC_PRINTF(5, 6);

guint pr_issues_count(const PrIssues *issues);
const PrIssue *pr_issues_at(const PrIssues *issues, guint index);
/* How often `kind` was added, those past PR_ISSUES_MAX included. */
guint pr_issues_count_of(const PrIssues *issues, const PrIssueKind *kind);
const char *pr_severity_name(PrSeverity severity);
