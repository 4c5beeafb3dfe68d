/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each stage owns its tags; here they are only gathered. */
#include "tools/issue-tables.h"

#include "extract/extract.h"
#include "schema/schema.h"

const PrIssueTable pr_issue_tables[] = {
	{"Reading the page", pr_extract_issues},
	{"Binding the form", pr_schema_issues},
	{NULL, NULL},
};
