/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each stage owns its tags; here they are only gathered, beside those of the program. */
#include "tools/issue-tables.h"

#include "extract/extract.h"
#include "schema/schema.h"

const PrIssueKind pr_tools_issues[] = {
	[PR_ISSUE_DOCUMENT_CUT] = {"document-cut", PR_SEVERITY_ERROR, "a document that could not be read to its end",
		"Reading the page that is named crashed, or went past a limit of time or memory, and did so again when it was tried "
		"alone. The pages before it were read once more and are complete; those from there on are missing. Raise the limit "
		"that is named, or read the rest by --pages."},
	[PR_ISSUE_CORRECTION_LOST] = {"correction-lost", PR_SEVERITY_WARNING, "a correction that fits no cell",
		"A reviewer has corrected a cell in which, then, something else was printed, or which is not there: it was marked on a page that "
		"another version of this program made. The correction is not applied; look at the place again on a new page of `piperoll view`."},
	[PR_TOOLS_ISSUE_COUNT] = {NULL, PR_SEVERITY_NOTE, NULL, NULL},
};

const PrIssueTable pr_issue_tables[] = {
	{"Reading the document", pr_tools_issues},
	{"Reading the page", pr_extract_issues},
	{"Binding the form", pr_schema_issues},
	{NULL, NULL},
};
