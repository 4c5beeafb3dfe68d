/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All tables of issue tags, in the order of the stages. */
#pragma once

#include "extract/issue.h"

typedef struct {
	const char *stage; /* as a heading of the manual */
	const PrIssueKind *kinds; /* ends with a NULL tag */
} PrIssueTable;

/* Ends with NULL kinds. */
extern const PrIssueTable pr_issue_tables[];

/* The tags of this folder, ending with a NULL tag. */
enum {
	PR_TOOLS_ISSUE_COVERAGE,
};
extern const PrIssueKind pr_tools_issues[];
