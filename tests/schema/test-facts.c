/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Headers by their path, facts, and sentences. */
#include "schema/schema.h"
#include "tests/support/pieces.h"

#include <criterion/criterion.h>
#include <string.h>

#define SIDES                                                                                                                                                               \
	"<form xmlns='urn:piperoll:form:1' id='sides' version='1' titled='true' dims='stage:plan'><title>收支简表</title>"                                              \
	"<empty pattern='没有收支'/>"                                                                                                                                   \
	"<rows name='in' unit='元' concept='income'><over>收入</over><column name='name'><label>项目</label></column>"                                                 \
	"<column name='sum' expect='amount'><label>金额</label></column>"                                                                                                 \
	"<item name='left-over' concept='opening'><label>上年结转</label></item><item name='all' dims='stage:end'><label>总计</label></item></rows>"                  \
	"<rows name='out' unit='元' concept='expense'><over>支出</over><column name='code' expect='code'><label>编码</label><part>类</part><part>款</part></column>" \
	"<column name='name'><label>项目</label></column><column name='own' expect='amount' dims='money:own'><label>金额</label><over>本级</over></column>"           \
	"<column name='rest' expect='amount'><label>金额</label><over>其他</over></column></rows></form>"

#define REPORT                                                                                                                                          \
	"<form xmlns='urn:piperoll:form:1' id='story' version='1'><title>年报</title>"                                                                \
	"<subject pattern='(?&lt;entity&gt;\\S+?)(?&lt;year&gt;20\\d\\d)年年报'/>"                                                                   \
	"<sentence name='spent'><pattern>{label=甲站|乙站}支出{sum:amount}，比上年{way:sense}{rate:rate}</pattern>"                           \
	"<value group='sum' concept='expense'/><word group='way'/><value group='rate' expect='rate' concept='growth'/>"                                 \
	"<item name='first' dims='place:a'><label>甲站</label></item></sentence>"                                                                     \
	"<sentence name='pumps'><pattern>水泵{all:count}台，其中：{kinds=[^。]*}</pattern><value group='all' expect='number' concept='pumps'/>" \
	"<list group='kinds'><pattern>{label:text}{part:count}台</pattern><value group='part' expect='number' concept='pumps'/></list></sentence></form>"

static PrCleanTable *
table_of(int cols, const char *const *texts)
{
	PrPiece *piece = table_piece(cols, texts);
	PrCleanTable *table = g_ptr_array_steal_index(piece->tables, 0);

	pr_piece_free(piece);
	return table;
}

static void
push_line(PrBinder *binder, const char *text)
{
	PrPiece *piece = paragraph_piece(text);

	pr_binder_push_paragraph(binder, g_ptr_array_steal_index(piece->paragraphs, 0));
	pr_piece_free(piece);
}

/* The next piece that has facts; NULL at the end. */
static PrPiece *
next_with_facts(PrBinder *binder)
{
	for (;;) {
		PrPiece *piece = pr_binder_next(binder);

		if (piece == NULL || piece->facts->len > 0)
			return piece;
		pr_piece_free(piece);
	}
}

static const PrFactLine *
line_at(const PrPiece *piece, guint group, guint line)
{
	cr_assert_lt(group, piece->facts->len);
	const PrFacts *facts = g_ptr_array_index(piece->facts, group);
	cr_assert_lt(line, facts->lines->len, "%s has %u lines", facts->name, facts->lines->len);
	return g_ptr_array_index(facts->lines, line);
}

static const PrFact *
fact_at(const PrFactLine *line, guint index)
{
	cr_assert_lt(index, line->facts->len);
	return g_ptr_array_index(line->facts, index);
}

static const char *const TWO_SIDED[] = {"收入", "收入", "支出", "支出", "支出", "支出", "项目", "金额", "编码", "项目",
	"本级", "其他", "", "", "类", "", "金额", "金额", "一、拨款", "1,200.50", "201", "办公", "700", "20",
	"1.当年拨款", "1,000.50", "20103", "邮寄", "80", "", "上年结转", "30", "", "合计", "780", "20", "总计",
	"1,230.50", "", "", "", "", NULL};

static PrCleanTable *
two_sided_table(const char *const *texts)
{
	PrCleanTable *table = table_of(6, texts);

	/* Two cells that span: what a builder of rows and columns cannot say. */
	for (int i = 0; i < 2; i++) {
		PrCell *cell = g_ptr_array_index(table->table->cells, (guint)i);
		int span = i == 0 ? 2 : 4;

		cell->colspan = span;
		for (int k = 1; k < span; k++) {
			g_ptr_array_remove_index(table->table->cells, (guint)i + 1);
			g_ptr_array_remove_index(table->cells, (guint)i + 1);
		}
	}
	return table;
}

static PrPiece *
two_sided(PrBinder *binder)
{
	push_line(binder, "收支简表");
	pr_binder_push_table(binder, two_sided_table(TWO_SIDED));
	pr_binder_finish(binder);
	PrPiece *piece = next_with_facts(binder);
	cr_assert_not_null(piece);
	return piece;
}

Test(facts, sides_are_read_apart_and_headers_by_their_path)
{
	g_autoptr(PrForms) forms = forms_with(SIDES, NULL);
	g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, NULL);
	g_autoptr(PrPiece) piece = two_sided(binder);

	cr_assert_eq(piece->facts->len, 2);
	const PrFact *income = fact_at(line_at(piece, 0, 0), 0), *own = fact_at(line_at(piece, 1, 0), 0),
		     *other = fact_at(line_at(piece, 1, 0), 1);
	cr_assert_str_eq(income->raw, "1,200.50");
	cr_assert_str_eq(income->dims, "stage:plan");
	cr_assert_str_eq(own->raw, "700");
	cr_assert_str_eq(own->dims, "money:own stage:plan");
	cr_assert_str_eq(other->column, "rest");
	cr_assert_str_eq(other->concept, "expense");
	gint64 hundredths = 0;
	cr_assert(pr_fact_hundredths(income, &hundredths));
	cr_assert_eq(hundredths, 120050);
	cr_assert_eq(pr_fact_step(income), 1);
	cr_assert_eq(income->places->len, 1);
}

Test(facts, lines_know_their_code_level_parent_and_name)
{
	g_autoptr(PrForms) forms = forms_with(SIDES, NULL);
	g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, NULL);
	g_autoptr(PrPiece) piece = two_sided(binder);
	const PrFactLine *part = line_at(piece, 0, 1), *left_over = line_at(piece, 0, 2), *coded = line_at(piece, 1, 1);

	cr_assert_str_eq(part->label, "当年拨款");
	cr_assert_eq(part->level, 2);
	cr_assert_eq(part->parent_line, 1);
	cr_assert_str_eq(left_over->item, "left-over");
	cr_assert_str_eq(fact_at(left_over, 0)->concept, "opening");
	cr_assert_str_eq(fact_at(line_at(piece, 0, 3), 0)->dims, "stage:end");
	cr_assert_str_eq(coded->code, "20103");
	cr_assert_str_eq(coded->parent, "201");
	cr_assert_eq(coded->level, 2);
	cr_assert_eq(coded->facts->len, 1); /* a blank place is no fact */
	cr_assert_null(line_at(piece, 1, 2)->code);
}

Test(facts, both_sides_go_on_in_a_table_without_header)
{
	g_autoptr(PrForms) forms = forms_with(SIDES, NULL);
	g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, NULL);

	push_line(binder, "收支简表");
	pr_binder_push_table(binder, two_sided_table(TWO_SIDED));
	pr_binder_push_table(
		binder, table_of(6, (const char *const[]){"二、租金", "12", "208", "补助", "5", "", NULL}));
	pr_binder_finish(binder);
	g_autoptr(PrPiece) piece = next_with_facts(binder);
	cr_assert_eq(piece->tables->len, 2);
	cr_assert_str_eq(fact_at(line_at(piece, 0, 4), 0)->raw, "12");
	cr_assert_str_eq(line_at(piece, 1, 3)->code, "208");
	cr_assert_str_eq(fact_at(line_at(piece, 1, 3), 0)->column, "own");
}

Test(facts, words_among_figures_are_no_fact_and_are_named)
{
	static const char *const remark[] = {"二、租金", "见附件", "", "", "—", "", NULL};
	g_autoptr(PrForms) forms = forms_with(SIDES, NULL);
	g_autoptr(PrIssues) issues = pr_issues_new();
	g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, issues);

	push_line(binder, "收支简表");
	pr_binder_push_table(binder, two_sided_table(TWO_SIDED));
	pr_binder_push_table(binder, table_of(6, remark));
	pr_binder_finish(binder);
	g_autoptr(PrPiece) piece = next_with_facts(binder);
	cr_assert_eq(line_at(piece, 0, 4)->facts->len, 0);
	cr_assert_eq(pr_issues_count(issues), 1);
	cr_assert_str_eq(pr_issues_at(issues, 0)->kind->tag, "figure-unread");
	cr_assert_str_eq(pr_issues_at(issues, 0)->detail, "in.sum: 见附件");
}

Test(facts, without_its_title_a_titled_form_stays_a_table)
{
	g_autoptr(PrForms) forms = forms_with(SIDES, NULL);
	g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, NULL);

	pr_binder_push_table(binder, table_of(6, TWO_SIDED));
	pr_binder_finish(binder);
	g_autoptr(PrPiece) piece = pr_binder_next(binder);
	cr_assert_eq(piece->kind, PR_PIECE_TABLE);
}

Test(facts, a_title_may_say_of_whom_and_of_which_year)
{
	g_autoptr(PrForms) forms = forms_with(SIDES, NULL);
	g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, NULL);

	push_line(binder, "青溪县城乡供水一体化建设管理服务中心2024年度部门收支简表");
	pr_binder_push_table(binder, two_sided_table(TWO_SIDED));
	pr_binder_finish(binder);
	g_autoptr(PrPiece) piece = next_with_facts(binder);
	cr_assert_not_null(piece);
	cr_assert_str_eq(piece->form->id, "sides");
}

Test(facts, the_line_behind_an_empty_table_may_say_why)
{
	const char *head[19] = {NULL};
	g_autoptr(PrForms) forms = forms_with(SIDES, NULL);

	memcpy(head, TWO_SIDED, sizeof(char *) * 18);
	for (int i = 0; i < 2; i++) {
		g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, NULL);

		push_line(binder, "收支简表");
		pr_binder_push_table(binder, two_sided_table(head));
		push_line(binder, i == 0 ? "本年没有收支。" : "另见下页。");
		pr_binder_finish(binder);
		g_autoptr(PrPiece) piece = next_with_facts(binder);
		cr_assert_not_null(piece);
		const PrFacts *facts = g_ptr_array_index(piece->facts, 0);
		cr_assert(facts->is_empty);
		cr_assert_eq(facts->declares_empty, i == 0);
	}
}

Test(facts, sentences_are_read_over_a_cut_and_under_the_subject_of_the_cover)
{
	g_autoptr(PrForms) forms = forms_with(REPORT, NULL);
	g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, NULL);

	push_line(binder, "青溪水厂2023年年报");
	pr_binder_push_table(binder, table_of(1, (const char *const[]){"甲", "乙", NULL}));
	push_line(binder, "这一年里甲站支出1,250.50万");
	push_line(binder, "元，比上年增加3.5%；乙站支出80元，比上年持平。");
	pr_binder_finish(binder);
	g_autoptr(PrPiece) piece = next_with_facts(binder);
	cr_assert_not_null(piece);
	cr_assert_eq(piece->facts->len, 1);
	const PrFacts *facts = g_ptr_array_index(piece->facts, 0);
	cr_assert_str_eq(facts->entity, "青溪水厂");
	cr_assert_eq(facts->year, 2023);
	const PrFactLine *line = line_at(piece, 0, 0);
	cr_assert_str_eq(line->item, "first");
	const PrFact *sum = fact_at(line, 0), *way = fact_at(line, 1), *rate = fact_at(line, 2);
	cr_assert_str_eq(sum->dims, "place:a");
	cr_assert_eq(sum->scale, 4);
	gint64 hundredths = 0;
	cr_assert(pr_fact_hundredths(sum, &hundredths));
	cr_assert_eq(hundredths, 1250500000);
	cr_assert_str_eq(way->sense, "increase");
	cr_assert_eq(rate->kind, PR_FACT_PERCENT);
	cr_assert_geq(sum->places->len, 1);
}

Test(facts, a_list_in_a_sentence_gives_a_line_each)
{
	g_autoptr(PrForms) forms = forms_with(REPORT, NULL);
	g_autoptr(PrBinder) binder = pr_binder_new(forms, NULL, NULL);

	push_line(binder, "共有水泵12台，其中：大泵5台、小泵7台。另有阀门3台。");
	pr_binder_finish(binder);
	g_autoptr(PrPiece) piece = next_with_facts(binder);
	cr_assert_not_null(piece);
	cr_assert_eq(((const PrFacts *)g_ptr_array_index(piece->facts, 0))->lines->len, 3);
	cr_assert_str_eq(line_at(piece, 0, 2)->label, "小泵");
	cr_assert_str_eq(fact_at(line_at(piece, 0, 2), 0)->raw, "7");
}

Test(facts, dims_are_sorted_and_the_last_word_counts)
{
	g_autofree char *dims = pr_dims_join((const char *const[]){"b:1 a:1", NULL, "b:2"}, 3);

	cr_assert_str_eq(dims, "a:1 b:2");
}

Test(facts, what_is_no_whole_number_of_hundredths_says_so)
{
	PrFact fact = {.number = {.digits = 12345, .scale = 3}, .scale = 0};
	gint64 hundredths = 0;

	cr_assert_not(pr_fact_hundredths(&fact, &hundredths));
	cr_assert_eq(pr_fact_step(&fact), 0);
	fact.scale = 4;
	cr_assert(pr_fact_hundredths(&fact, &hundredths));
	cr_assert_eq(hundredths, 12345000);
}

Test(facts, a_slip_in_a_sentence_is_named)
{
	static const char text[] =
		"<form xmlns='urn:piperoll:form:1' id='f' version='1'><title>t</title><sentence name='s'>"
		"<pattern>共{n:count}</pattern><value group='m' concept='c'/></sentence></form>";
	g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
	g_autoptr(GError) error = NULL;

	cr_assert_null(pr_form_read(bytes, "f.xml", &error));
	cr_assert_not_null(
		strstr(error->message, "no pattern of the sentence has a group \"m\""), "%s", error->message);
}
