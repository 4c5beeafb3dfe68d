/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables and paragraphs → forms and the rest. */
#include "schema/schema.h"
#include "tests/support/pieces.h"

#include <criterion/criterion.h>
#include <string.h>

#define DEFINITION                                                                                                                                                   \
	"<form xmlns='urn:piperoll:form:1' id='f' version='1'><title>设备登记表</title>"                                                                        \
	"<head><field name='year' expect='year' pattern='(20\\d\\d\\s*年度)'/></head>"                                                                             \
	"<pair name='owner'><label>使用单位</label></pair><pair name='keeper'><label>保管人</label></pair>"                                                   \
	"<rows name='items' unit='万元'><column name='kind' merged='true'><label>类别</label></column>"                                                          \
	"<column name='name'><label>名称</label></column><column name='price' expect='amount'><label>单价</label><label>单价（元）</label></column></rows>" \
	"<row name='total'><label>合计</label><column name='price' expect='amount' under='items.price'/></row></form>"

static PrCleanTable *
take_table(PrPiece *piece)
{
	PrCleanTable *table = g_ptr_array_steal_index(piece->tables, 0);

	pr_piece_free(piece);
	return table;
}

static PrParagraph *
take_paragraph(PrPiece *piece)
{
	PrParagraph *paragraph = g_ptr_array_steal_index(piece->paragraphs, 0);

	pr_piece_free(piece);
	return paragraph;
}

/* The form, which must come next. */
static PrPiece *
bind(PrBinder *binder, const char *const *texts, int cols)
{
	pr_binder_push_paragraph(binder, take_paragraph(paragraph_piece("设备登记表")));
	pr_binder_push_paragraph(binder, take_paragraph(paragraph_piece("（2024年度）")));
	pr_binder_push_table(binder, take_table(table_piece(cols, texts)));
	pr_binder_finish(binder);
	PrPiece *piece = pr_binder_next(binder);
	cr_assert_not_null(piece);
	cr_assert_eq(piece->kind, PR_PIECE_FORM);
	return piece;
}

static const char *
raw_at(const PrNode *node, const char *name)
{
	const PrNode *child = pr_node_child(node, name);

	cr_assert_not_null(child, "no %s", name);
	return child->raw;
}

static const PrNode *
row_at(const PrNode *root, const char *name, guint index)
{
	const PrNode *list = pr_node_child(root, name);

	cr_assert_lt(index, list->children->len);
	return g_ptr_array_index(list->children, index);
}

static const char *const FILLED[] = {"使用单位", "档案馆", "保管人", "", "类别", "名称", "单价", "备注", "仪器",
	"扫描仪", "1.25", "新购", "", "相机", "0.80", "", "合计", "", "2.05", "", NULL};

Test(binder, fields_rows_levels_and_totals_find_their_cells)
{
	g_autoptr(PrForms) forms = forms_with(DEFINITION, NULL);
	g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, NULL);
	g_autoptr(PrPiece) piece = bind(binder, FILLED, 4);
	const PrNode *root = piece->record->root;

	cr_assert_str_eq(raw_at(root, "title"), "设备登记表");
	cr_assert_str_eq(raw_at(root, "year"), "2024年度");
	cr_assert_str_eq(raw_at(root, "owner"), "档案馆");
	cr_assert_str_eq(raw_at(row_at(root, "items", 1), "kind"), "仪器"); /* filled down */
	cr_assert_str_eq(raw_at(row_at(root, "items", 1), "name"), "相机");
	cr_assert_str_eq(raw_at(pr_node_child(root, "total"), "price"), "2.05");
	cr_assert_eq(piece->paragraphs->len, 2);
}

Test(binder, a_blank_place_is_not_an_absent_one)
{
	static const char *const texts[] = {
		"使用单位", "档案馆", "", "类别", "名称", "单价", "仪器", "扫描仪", "1.25", NULL};
	g_autoptr(PrForms) forms = forms_with(DEFINITION, NULL);
	g_autoptr(PrBinder) one = pr_binder_new(forms, NULL, NULL), two = pr_binder_new(forms, NULL, NULL);
	g_autoptr(PrPiece) blank = bind(one, FILLED, 4), absent = bind(two, texts, 3);

	cr_assert_not(pr_node_child(blank->record->root, "keeper")->is_absent);
	cr_assert_eq(pr_node_child(blank->record->root, "keeper")->value.kind, PR_VALUE_BLANK);
	cr_assert(pr_node_child(absent->record->root, "keeper")->is_absent);
}

Test(binder, what_the_definition_does_not_know_is_kept_under_its_label)
{
	g_autoptr(PrForms) forms = forms_with(DEFINITION, NULL);
	g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, NULL);
	g_autoptr(PrPiece) piece = bind(binder, FILLED, 4);
	const PrNode *other = pr_node_child(row_at(piece->record->root, "items", 0), "other");

	cr_assert_not_null(other);
	cr_assert_str_eq(other->label, "备注");
	cr_assert_str_eq(other->raw, "新购");
}

Test(binder, the_unit_printed_in_a_header_is_the_one_in_force)
{
	static const char *const texts[] = {
		"使用单位", "档案馆", "", "类别", "名称", "单价（元）", "仪器", "扫描仪", "1250.00", NULL};
	g_autoptr(PrForms) forms = forms_with(DEFINITION, NULL);
	g_autoptr(PrBinder) one = pr_binder_new(forms, NULL, NULL), two = pr_binder_new(forms, NULL, NULL);
	g_autoptr(PrPiece) defined = bind(one, FILLED, 4), printed = bind(two, texts, 3);

	cr_assert_str_eq(pr_node_child(row_at(defined->record->root, "items", 0), "price")->value.unit, "万元");
	cr_assert_str_eq(pr_node_child(row_at(printed->record->root, "items", 0), "price")->value.unit, "元");
}

Test(binder, a_table_that_is_no_form_goes_out_as_it_is_and_in_order)
{
	static const char *const texts[] = {"水位站", "水位", "上游", "3.2", NULL};
	g_autoptr(PrForms) forms = forms_with(DEFINITION, NULL);
	g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, NULL);

	pr_binder_push_paragraph(binder, take_paragraph(paragraph_piece("各站情况如下。")));
	pr_binder_push_table(binder, take_table(table_piece(2, texts)));
	pr_binder_finish(binder);
	g_autoptr(PrPiece) first = pr_binder_next(binder), second = pr_binder_next(binder),
			   none = pr_binder_next(binder);
	cr_assert_eq(first->kind, PR_PIECE_PARAGRAPH);
	cr_assert_eq(second->kind, PR_PIECE_TABLE);
	cr_assert_null(none);
}

Test(binder, a_label_cut_by_the_page_is_known_with_its_rest)
{
	static const char *const texts[] = {
		"使用", "档案馆", "", "单位", "", "", "类别", "名称", "单价", "仪器", "扫描仪", "1.25", NULL};
	g_autoptr(PrForms) forms = forms_with(DEFINITION, NULL);
	g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, NULL);
	g_autoptr(PrPiece) piece = bind(binder, texts, 3);

	cr_assert_str_eq(raw_at(piece->record->root, "owner"), "档案馆");
}

Test(binder, numbers_brackets_and_colons_about_a_label_do_not_hide_it)
{
	static const char *const texts[] = {"1、使用单位：", "档案馆", "", "（二）保管人（签字）", "何明", "",
		"类别（大类）", "名称", "3.单价（万元）：", "仪器", "扫描仪", "1.25", NULL};
	g_autoptr(PrForms) forms = forms_with(DEFINITION, NULL);
	g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, NULL);
	g_autoptr(PrPiece) piece = bind(binder, texts, 3);

	cr_assert_str_eq(raw_at(piece->record->root, "owner"), "档案馆");
	cr_assert_str_eq(raw_at(piece->record->root, "keeper"), "何明");
	cr_assert_str_eq(raw_at(row_at(piece->record->root, "items", 0), "price"), "1.25");
	cr_assert_str_eq(raw_at(row_at(piece->record->root, "items", 0), "kind"), "仪器");
}

Test(binder, a_column_that_is_not_printed_and_one_that_is_not_known_are_said_once)
{
	static const char *const texts[] = {"使用单位", "档案馆", "保管人", "何明", "名称", "单价", "备注", "",
		"扫描仪", "1.25", "新购", "", "相机", "0.80", "旧", "", "合计", "2.05", "", "", NULL};
	g_autoptr(PrForms) forms = forms_with(DEFINITION, NULL);
	g_autoptr(PrIssues) issues = pr_issues_new();
	g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, issues);
	g_autoptr(PrPiece) piece = bind(binder, texts, 4);

	cr_assert(pr_node_child(row_at(piece->record->root, "items", 0), "kind")->is_absent);
	cr_assert_eq(pr_issues_count(issues), 2);
	cr_assert_str_eq(pr_issues_at(issues, 0)->kind->tag, "text-unplaced");
	cr_assert(g_str_has_prefix(pr_issues_at(issues, 0)->detail, "备注"));
	cr_assert_str_eq(pr_issues_at(issues, 1)->kind->tag, "field-missing");
	cr_assert_str_eq(pr_issues_at(issues, 1)->detail, "items.kind");
}

Test(binder, a_total_among_the_rows_of_another_block_is_a_row_of_it)
{
	static const char *const texts[] = {
		"合计", "使用单位", "档案馆", "类别", "名称", "单价", "仪器", "扫描仪", "1.25", NULL};
	g_autoptr(PrForms) forms = forms_with(DEFINITION, NULL);
	g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, NULL);
	g_autoptr(PrPiece) piece = bind(binder, texts, 3);

	cr_assert(pr_node_child(pr_node_child(piece->record->root, "total"), "price")->is_absent);
	cr_assert_str_eq(raw_at(row_at(piece->record->root, "items", 0), "name"), "扫描仪");
}

/* The form's table on page 1, `stray` below it, `texts` on page 2, and a sentence behind it. */
static PrBinder *
bind_two(const PrForms *forms, const char *stray, const char *const *texts, int cols, int page)
{
	static const char *const first[] = {
		"使用单位", "档案馆", "", "类别", "名称", "单价", "仪器", "扫描仪", "1.25", NULL};
	PrBinder *binder = pr_binder_new(forms, NULL, NULL);
	PrCleanTable *next = take_table(table_piece(cols, texts));

	next->table->number = 2;
	g_array_index(next->table->parts, PrPart, 0).page = page;
	pr_binder_push_paragraph(binder, take_paragraph(paragraph_piece("设备登记表")));
	pr_binder_push_table(binder, take_table(table_piece(3, first)));
	if (stray != NULL)
		pr_binder_push_paragraph(binder, take_paragraph(paragraph_piece(stray)));
	pr_binder_push_table(binder, next);
	pr_binder_finish(binder);
	return binder;
}

static const char *const CONTINUED[] = {"", "相机", "0.80", "器具", "书架", "0.30", "合计", "", "2.35", NULL};

Test(binder, rows_go_on_in_a_table_without_a_header)
{
	g_autoptr(PrForms) forms = forms_with(DEFINITION, NULL);
	g_autoptr(PrBinder) binder = bind_two(forms, NULL, CONTINUED, 3, 2);
	g_autoptr(PrPiece) piece = pr_binder_next(binder), none = pr_binder_next(binder);
	const PrNode *root = piece->record->root;

	cr_assert_null(none);
	cr_assert_eq(piece->tables->len, 2);
	cr_assert_eq(pr_node_child(root, "items")->children->len, 3);
	cr_assert_str_eq(raw_at(row_at(root, "items", 1), "kind"), "仪器"); /* from page 1 */
	cr_assert_str_eq(raw_at(row_at(root, "items", 1), "price"), "0.80");
	cr_assert_str_eq(raw_at(row_at(root, "items", 2), "kind"), "器具");
	cr_assert_str_eq(raw_at(pr_node_child(root, "total"), "price"), "2.35");
}

Test(binder, a_piece_of_a_label_between_two_tables_is_of_the_form_and_prose_is_not)
{
	g_autoptr(PrForms) forms = forms_with(DEFINITION, NULL);
	g_autoptr(PrBinder) label = bind_two(forms, "保管", CONTINUED, 3, 2),
			    prose = bind_two(forms, "以下为附件。", CONTINUED, 3, 2);
	g_autoptr(PrPiece) whole = pr_binder_next(label), part = pr_binder_next(prose);

	cr_assert_eq(whole->tables->len, 2);
	cr_assert_eq(whole->paragraphs->len, 2);
	cr_assert_eq(part->tables->len, 1);
}

Test(binder, a_table_pages_later_or_of_another_width_is_not_of_the_form)
{
	static const char *const wide[] = {"", "相机", "0.80", "新", "器具", "书架", "0.30", "旧", NULL};
	g_autoptr(PrForms) forms = forms_with(DEFINITION, NULL);
	g_autoptr(PrBinder) late = bind_two(forms, NULL, CONTINUED, 3, 3), wider = bind_two(forms, NULL, wide, 4, 2);
	g_autoptr(PrPiece) one = pr_binder_next(late), two = pr_binder_next(wider);

	cr_assert_eq(one->tables->len, 1);
	cr_assert_eq(two->tables->len, 1);
}
