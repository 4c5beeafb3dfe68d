/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Records as text, there and back. */
#include "tests/support/pieces.h"

#include <criterion/criterion.h>
#include <string.h>

static PrRecord *
sample(void)
{
	PrRecord *record = pr_record_new("land-report");
	PrPlace area = {.page = 3, .box = {10, 20.5f, 300, 400}};
	int table = 7;

	record->number = 2;
	g_array_append_val(record->tables, table);
	g_array_append_val(record->places, area);
	pr_node_add(record->root, leaf_node("year", PR_EXPECT_YEAR, "2024年度"));
	pr_node_add(record->root, leaf_node("note", PR_EXPECT_TEXT, NULL));
	PrNode *rows = pr_node_add(record->root, pr_node_new(PR_NODE_LIST, "rows"));
	PrNode *goal = pr_node_add(record->root, pr_node_new(PR_NODE_GROUP, "goal"));
	PrNode *first = pr_node_add(rows, pr_node_new(PR_NODE_GROUP, NULL));
	PrNode *second = pr_node_add(rows, pr_node_new(PR_NODE_GROUP, NULL));
	PrNode *odd = leaf_node(NULL, PR_EXPECT_ANY, "a \"b\" = \\ c\nd");

	second->label = g_strdup("其他 资金");
	odd->label = g_strdup("备注");
	g_free(odd->printed);
	odd->printed = g_strdup("a \"b\"\n= \\ c\nd");
	pr_node_add(first, leaf_node("amount", PR_EXPECT_AMOUNT, "1,234.50万元"));
	pr_node_add(first, odd);
	pr_node_add(second, leaf_node("amount", PR_EXPECT_AMOUNT, "/"));
	pr_node_add(second, leaf_node("amount", PR_EXPECT_AMOUNT, "7"));
	pr_node_add(goal, leaf_node("target", PR_EXPECT_TARGET, "药品140批次，器械20批次"));
	pr_node_add(record->root, pr_node_new(PR_NODE_LIST, "none"));
	return record;
}

Test(record_text, is_a_node_a_line_with_its_path)
{
	g_autoptr(PrRecord) record = sample();
	g_autoptr(GString) text = g_string_new(NULL);

	pr_record_print(record, text);
	cr_assert(
		g_str_has_prefix(text->str,
			"record 2 \"land-report\" tables 7\n"
			"area 3 10 20.5 300 400\n"
			"leaf year slot 1 0 0 raw \"2024年度\" at 1 1 2 3.5 4.25 = date none from 2024 to 2024 unit \"\"\n"
			"leaf note absent\n"
			"list rows\n"
			"row rows/0\n"
			"leaf rows/0/amount slot 1 0 0 raw \"1,234.50万元\" at 1 1 2 3.5 4.25 = number none number 1234.50 "
			"magnitude 4 unit \"万元\" printed\n"),
		"%s", text->str);
	cr_assert_not_null(strstr(text->str, "\nrow rows/1 label \"其他 资金\"\n"), "%s", text->str);
	cr_assert_not_null(strstr(text->str, "\nlist none\nend\n"), "%s", text->str);
}

Test(record_text, comes_back_as_it_was)
{
	g_autoptr(PrRecord) record = sample(), copy = NULL;
	g_autoptr(GString) text = g_string_new(NULL), again = g_string_new(NULL);
	g_autoptr(GError) error = NULL;
	const char *cursor;

	pr_record_print(record, text);
	g_string_append(text, "record …");
	cursor = text->str;
	copy = pr_record_parse(&cursor, &error);
	cr_assert_not_null(copy, "%s\n%s", error != NULL ? error->message : "no error either", text->str);
	cr_assert_str_eq(cursor, "record …");
	pr_record_print(copy, again);
	g_string_append(again, cursor);
	cr_assert_str_eq(again->str, text->str);
	const PrNode *rows = pr_node_child(copy->root, "rows"), *first = g_ptr_array_index(rows->children, 0);
	const PrNode *odd = g_ptr_array_index(first->children, 1);

	cr_assert_null(odd->name);
	cr_assert_str_eq(odd->label, "备注");
	cr_assert_str_eq(odd->raw, "a \"b\" = \\ c\nd");
	cr_assert_str_eq(odd->printed, "a \"b\"\n= \\ c\nd");
	cr_assert(pr_node_child(copy->root, "note")->is_absent);
}

Test(record_text, the_end_of_the_text_is_no_error)
{
	g_autoptr(GError) error = NULL;
	const char *cursor = "";

	cr_assert_null(pr_record_parse(&cursor, &error));
	cr_assert_null(error);
}

/* Each character of a good text taken away in turn, and each line. */
Test(record_text, null_means_an_error)
{
	g_autoptr(PrRecord) record = sample();
	g_autoptr(GString) text = g_string_new(NULL);
	guint refused = 0;

	pr_record_print(record, text);
	for (gsize i = 0; i < text->len; i++) {
		gsize count = i == 0 || text->str[i - 1] == '\n' ? strcspn(text->str + i, "\n") + 1 : 1;

		for (gsize n = 1; n <= count; n += MAX(count - 1, 1)) {
			g_autoptr(GString) broken = g_string_new_len(text->str, (gssize)i);
			g_autoptr(GError) error = NULL;

			g_string_append(broken, text->str + i + n);
			const char *cursor = broken->str;
			g_autoptr(PrRecord) copy = pr_record_parse(&cursor, &error);

			cr_assert_eq(copy == NULL, error != NULL, "without %d bytes at %d", (int)n, (int)i);
			refused += copy == NULL;
		}
	}
	cr_assert_gt(refused, 100);
}

Test(record_text, refuses_a_node_whose_parent_is_not_open)
{
	static const char *const bodies[] = {"leaf a/b absent", "list a\nrow b/0", "row name",
		"leaf a absent\nleaf a/b absent", "group a slot 1 2 3", "leaf a raw \"x\"",
		"leaf a = number none number x unit \"\"", "tree a"};

	for (guint i = 0; i < G_N_ELEMENTS(bodies); i++) {
		g_autofree char *text = g_strdup_printf("record 1 \"x\" tables\n%s\nend\n", bodies[i]);
		g_autoptr(GError) error = NULL;
		const char *cursor = text;
		g_autoptr(PrRecord) record = pr_record_parse(&cursor, &error);

		cr_assert_null(record, "%s", bodies[i]);
		cr_assert(g_error_matches(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_SYNTAX));
	}
}
