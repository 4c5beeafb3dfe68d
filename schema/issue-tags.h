/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names for the rows of pr_schema_issues[], in its order. Private to schema/. */
#pragma once

#include "schema/schema.h"

typedef enum {
	PR_ISSUE_FIELD_MISSING,
	PR_ISSUE_TEXT_UNPLACED,
	PR_ISSUE_FIGURE_UNREAD,
	PR_SCHEMA_ISSUE_COUNT, /* rows are added above, in issues.c and here */
} PrSchemaIssueTag;

static inline const PrIssueKind *
pr_schema_issue(PrSchemaIssueTag tag)
{
	return &pr_schema_issues[tag];
}
