/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The subject of a form. Its single fields say it: the year is one of them, and the texts – project, department, unit –
 * name whom and what. The title does not: it names the kind of form. Texts are compared by their plain forms, as labels
 * are. */
#include "schema/subject.h"

static gboolean
is_text(PrExpect expect)
{
	return expect == PR_EXPECT_ANY || expect == PR_EXPECT_TEXT || expect == PR_EXPECT_CODE;
}

int
pr_subject_read(const PrForm *form, const PrRecord *record, GString *subject)
{
	const GPtrArray *shapes = pr_form_shape(form)->children;
	int year = 0;

	for (guint i = 0; i < shapes->len; i++) {
		const PrShape *shape = g_ptr_array_index(shapes, i);
		const PrNode *leaf = pr_node_child(record->root, shape->name);

		if (leaf == NULL || leaf->kind != PR_NODE_LEAF || leaf->is_absent || leaf->raw == NULL ||
			*leaf->raw == '\0')
			continue;
		if (year == 0 && shape->expect == PR_EXPECT_YEAR && leaf->value.kind == PR_VALUE_DATE)
			year = leaf->value.from.year;
		if (!is_text(shape->expect) || g_str_equal(shape->name, "title"))
			continue;
		g_autofree char *key = pr_label_key(leaf->raw);

		g_string_append_printf(subject, "%s%s", subject->len > 0 ? "/" : "", key);
	}
	return year;
}
