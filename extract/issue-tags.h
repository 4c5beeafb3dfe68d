/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names for the rows of pr_extract_issues[], in its order. Private to extract/. */
#pragma once

#include "extract/extract.h"

typedef enum {
	PR_ISSUE_TEXT_INVISIBLE,
	PR_ISSUE_TEXT_FAINT,
	PR_ISSUE_TEXT_COVERED,
	PR_ISSUE_TEXT_OFF_PAGE,
	PR_ISSUE_TEXT_DUPLICATE,
	PR_ISSUE_TEXT_UNMAPPED,
	PR_ISSUE_TEXT_WITHOUT_PLACES,
	PR_ISSUE_PAGE_TOO_FULL,
	PR_ISSUE_FIELD_WITHOUT_APPEARANCE,
	PR_ISSUE_TABLE_TOO_LARGE,
	PR_ISSUE_TABLE_NOT_TILED,
	PR_ISSUE_TEXT_LOST,
	PR_ISSUE_NO_TEXT_LAYER,
	PR_ISSUE_REGION_EMPTY,
	PR_ISSUE_TAGS_CONTRADICT,
	PR_ISSUE_COUNT, /* rows are added above, in issues.c and here */
} PrIssueTag;

static inline const PrIssueKind *
pr_extract_issue(PrIssueTag tag)
{
	return &pr_extract_issues[tag];
}
