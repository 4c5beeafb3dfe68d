/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The issues of the schema stage. A tag, once published, keeps its meaning. */
#include "schema/issue-tags.h"

const PrIssueKind pr_schema_issues[] = {
	[PR_ISSUE_FIELD_MISSING] = {"field-missing", PR_SEVERITY_WARNING, "a part of the form that is not printed",
		"The definition of the form names a label or a block that this form does not have. Its fields are marked absent, which is "
		"not the same as blank. If the label is printed with other words, add them to the definition as a variant."},
	[PR_ISSUE_TEXT_UNPLACED] = {"text-unplaced", PR_SEVERITY_NOTE, "text that the definition does not know",
		"The form has a label, a column or a value that its definition does not name. It is kept under its printed label, among "
		"the other fields."},
	[PR_ISSUE_FIGURE_UNREAD] = {"figure-unread", PR_SEVERITY_NOTE, "words where a figure is expected",
		"A place among the figures of a form holds something that is no number. It is kept in the record as text, and is no fact. It may "
		"be a remark, or what is left of a template."},
	[PR_SCHEMA_ISSUE_COUNT] = {NULL, PR_SEVERITY_NOTE, NULL, NULL},
};
