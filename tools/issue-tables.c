/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each stage owns its tags; here they are only gathered. */
#include "tools/issue-tables.h"

#include "extract/extract.h"
#include "schema/schema.h"

const PrIssueKind pr_tools_issues[] = {
	[PR_TOOLS_ISSUE_COVERAGE] = {"coverage-incomplete", PR_SEVERITY_WARNING,
		"characters of the page are in no part of the output",
		"Each visible character of a page must stand in a form, a table or a paragraph of the output. Here some do not: the "
		"output is not complete. Look at the page, and please report the document."},
	{NULL},
};

const PrIssueTable pr_issue_tables[] = {
	{"Reading the page", pr_extract_issues},
	{"Binding the form", pr_schema_issues},
	{"Writing the output", pr_tools_issues},
	{NULL, NULL},
};
