/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All tables of issue tags, in the order of the stages. */
#pragma once

#include "extract/issue.h"

/* Names for the rows of pr_tools_issues[], in its order. */
typedef enum {
	PR_ISSUE_DOCUMENT_CUT,
	PR_ISSUE_CORRECTION_LOST,
	PR_TOOLS_ISSUE_COUNT,
} PrToolsIssueTag;

/* The tags of the program itself, ending with a NULL tag. */
extern const PrIssueKind pr_tools_issues[];

typedef struct {
	const char *stage;        /* as a heading of the manual */
	const PrIssueKind *kinds; /* ends with a NULL tag */
} PrIssueTable;

/* Ends with NULL kinds. */
extern const PrIssueTable pr_issue_tables[];
