/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All tables of issue tags, in the order of the stages. */
#pragma once

#include "extract/issue.h"

typedef struct {
	const char *stage;        /* as a heading of the manual */
	const PrIssueKind *kinds; /* ends with a NULL tag */
} PrIssueTable;

/* Ends with NULL kinds. */
extern const PrIssueTable pr_issue_tables[];
