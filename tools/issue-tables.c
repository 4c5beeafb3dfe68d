/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each stage owns its tags; here they are only gathered, beside those of the program. */
#include "tools/issue-tables.h"

#include "extract/extract.h"
#include "schema/schema.h"

const PrIssueKind pr_tools_issues[] = {
	[PR_ISSUE_DOCUMENT_CUT] = {
		"document-cut", PR_SEVERITY_ERROR, "a document that could not be read to its end",
		"Reading the page that is named crashed, or went past a limit of time or memory, and did so again when it was tried "
		"alone. The pages before it were read once more and are complete; those from there on are missing. Raise the limit "
		"that is named, or read the rest by --pages.",
	},
	[PR_TOOLS_ISSUE_COUNT] = {NULL, PR_SEVERITY_NOTE, NULL, NULL},
};

const PrIssueTable pr_issue_tables[] = {
	{"Reading the document", pr_tools_issues},
	{"Reading the page", pr_extract_issues},
	{"Binding the form", pr_schema_issues},
	{NULL, NULL},
};
