/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables of a database, derived from definitions, and the rows that go into them. */
#include "schema/ddl.h"
#include "schema/facts.h"
#include "tests/support/pieces.h"

#include <criterion/criterion.h>
#include <string.h>

#define DOCUMENT "d0"

static const char definition[] = "<form xmlns='urn:piperoll:form:1' id='pump-log' version='3'><title>水泵记录</title>"
				 "<pair name='document' expect='text'><label>文件</label></pair>"
				 "<pair name='cost' expect='amount' unit='万元'><label>费用</label></pair>"
				 "<pair name='cost_unit'><label>费用单位</label></pair>"
				 "<rows name='runs'><column name='day' expect='date'><label>日期</label></column>"
				 "<column name='goal' expect='target'><label>目标</label></column></rows></form>";

static char *
names_of(const PrRelation *relation)
{
	GString *names = g_string_new(NULL);

	for (guint i = 0; i < relation->columns->len; i++)
		g_string_append_printf(names, "%s%s", i > 0 ? " " : "",
			((const PrRelationColumn *)g_ptr_array_index(relation->columns, i))->name);
	return g_string_free(names, FALSE);
}

Test(relation, a_field_has_what_is_printed_and_what_it_is_read_as)
{
	const PrForm *form = NULL;
	g_autoptr(PrForms) forms = forms_with(definition, &form);
	g_autoptr(PrRelations) exact = pr_relations_new(forms, form, PR_DIALECT_POSTGRESQL);
	g_autoptr(PrRelations) sqlite = pr_relations_new(forms, form, PR_DIALECT_SQLITE);
	g_autofree char *root = names_of(pr_relations_find(exact, "pump_log"));
	g_autofree char *runs = names_of(pr_relations_find(exact, "pump_log_runs"));
	g_autofree char *scaled = names_of(pr_relations_find(sqlite, "pump_log"));

	/* Names that are taken get a number. */
	cr_assert_str_eq(root, "document form title document_2 cost cost_amount cost_unit cost_unit_2");
	cr_assert_str_eq(runs, "document form row day day_from day_to goal goal_comparator goal_amount goal_unit");
	cr_assert_str_eq(
		scaled, "document form title document_2 cost cost_amount cost_millionths cost_unit cost_unit_2");
}

Test(relation, long_names_are_cut_and_still_told_apart)
{
	const PrForm *form = NULL;
	g_autofree char *word = g_strnfill(60, 'a');
	g_autofree char *text =
		g_strdup_printf("<form xmlns='urn:piperoll:form:1' id='%s' version='1'><title>x</title>"
				"<rows name='%s'><column name='c'><label>c</label></column></rows>"
				"<rows name='%sb'><column name='c'><label>c</label></column></rows></form>",
			word, word, word);
	g_autoptr(PrForms) forms = forms_with(text, &form);
	g_autoptr(PrRelations) relations = pr_relations_new(forms, form, PR_DIALECT_POSTGRESQL);
	guint count = 0;

	for (guint i = 0; i < relations->relations->len; i++) {
		const PrRelation *relation = g_ptr_array_index(relations->relations, i);

		cr_assert(strlen(relation->name) + strlen(PR_VIEW_PREFIX) <= 63, "%s", relation->name);
		cr_assert_eq(
			pr_relations_find(relations, relation->name), relation, "%s is there twice", relation->name);
		count += relation->form != NULL;
	}
	cr_assert_eq(count, 3);
}

/* ---- rows ---- */

static void
take_row(const PrRelation *relation, const char *const *values, gpointer data)
{
	GString *out = data;

	g_string_append(out, relation->name);
	for (guint i = 0; i < relation->columns->len; i++)
		g_string_append_printf(out, "|%s", values[i] != NULL ? values[i] : "~");
	g_string_append_c(out, '\n');
}

static char *
rows_of(const PrForms *forms, PrDialect dialect, PrPiece *taken)
{
	g_autoptr(PrPiece) piece = taken;
	g_autoptr(PrRelations) relations = pr_relations_new(forms, NULL, dialect);
	GString *out = g_string_new(NULL);
	g_autoptr(PrRowMaker) maker = pr_row_maker_new(relations, DOCUMENT, take_row, out);

	pr_row_maker_piece(maker, piece);
	return g_string_free(out, FALSE);
}

static void
has_row(const char *rows, const char *row)
{
	g_autofree char *all = g_strconcat("\n", rows, NULL), *line = g_strconcat("\n", row, "\n", NULL);

	cr_assert_not_null(strstr(all, line), "no row %s in:\n%s", row, rows);
}

/* A record of the definition above, filled by hand. */
static PrPiece *
pump_piece(const PrForm *form)
{
	PrPiece *piece = form_piece(form);
	PrNode *root = pr_node_new(PR_NODE_GROUP, NULL), *list, *row;

	pr_node_free(piece->record->root);
	piece->record->root = root;
	pr_node_add(root, leaf_node("title", PR_EXPECT_TEXT, NULL));
	pr_node_add(root, leaf_node("document", PR_EXPECT_TEXT, ""));
	pr_node_add(root, leaf_node("cost", PR_EXPECT_AMOUNT, "1,234.5万元"));
	pr_node_add(root, leaf_node("cost_unit", PR_EXPECT_TEXT, "/"));
	list = pr_node_add(root, pr_node_new(PR_NODE_LIST, "runs"));
	row = pr_node_add(list, pr_node_new(PR_NODE_GROUP, NULL));
	pr_node_add(row, leaf_node("day", PR_EXPECT_DATE, "2024年3月"));
	pr_node_add(row, leaf_node("goal", PR_EXPECT_TARGET, "≥0.0000001次"));
	PrNode *other = pr_node_add(row, leaf_node(NULL, PR_EXPECT_ANY, "7"));
	other->label = g_strdup("备注");
	return piece;
}

Test(relation, a_form_becomes_rows_of_its_own_tables)
{
	const PrForm *form = NULL;
	g_autoptr(PrForms) forms = forms_with(definition, &form);
	g_autofree char *rows = rows_of(forms, PR_DIALECT_SQLITE, pump_piece(form));

	/* Absent, blank and a sign for nothing are three; 万 is applied, exactly. */
	has_row(rows, "pump_log|d0|1|~||1,234.5万元|12345000|12345000000000|万元|/");
	/* Less than a millionth is kept as text. */
	has_row(rows, "pump_log_runs|d0|1|0|2024年3月|2024-03|2024-03|≥0.0000001次|>=|0.0000001|~|次");
}

Test(relation, each_value_is_a_fact_with_its_evidence)
{
	const PrForm *form = NULL;
	g_autoptr(PrForms) forms = forms_with(definition, &form);
	g_autofree char *rows = rows_of(forms, PR_DIALECT_POSTGRESQL, pump_piece(form));

	has_row(rows,
		"fact|d0|1|3|pump-log|3|cost|~|~|cost|~|value|1,234.5万元|number|~|1234.5|万元|4|12345000|~|~|1|0|0|1|1.00|2.00|3.50|4.25");
	has_row(rows, "fact|d0|1|1|pump-log|3|title|~|~|title|~|absent|~|~|~|~|~|~|~|~|~|~|~|~|~|~|~|~|~");
	has_row(rows,
		"fact|d0|1|7|pump-log|3|runs/0/other|runs|0|~|备注|value|7|number|~|7|~|0|7|~|~|1|0|0|1|1.00|2.00|3.50|4.25");
}

Test(relation, what_is_in_no_form_is_kept_too)
{
	static const char *const texts[] = {"甲", "", NULL};
	g_autoptr(PrForms) forms = pr_forms_new();
	g_autofree char *table = rows_of(forms, PR_DIALECT_SQLITE, table_piece(2, texts));
	g_autofree char *text = rows_of(forms, PR_DIALECT_SQLITE, paragraph_piece("乙"));

	has_row(table, "grid|d0|1|~|~|~|1|2|0|ruled|1|0.00|0.00|200.00|20.00");
	has_row(table, "cell|d0|1|0|0|1|1|data|甲|1|0.00|0.00|100.00|20.00");
	has_row(table, "cell|d0|1|0|1|1|1|data||1|100.00|0.00|200.00|20.00");
	has_row(text, "paragraph|d0|1|body|乙|1|0.00|0.00|10.00|10.00");
}

Test(relation, a_figure_says_what_it_means)
{
	g_autoptr(PrForms) forms = pr_forms_new();
	PrPiece *piece = paragraph_piece("乙");
	PrFacts *facts = pr_facts_new("budget", "item");
	PrFactLine *line = pr_facts_add_line(facts);
	PrFact *fact = pr_fact_line_add(line, PR_FACT_AMOUNT, "executed");
	PrFact *word = pr_fact_line_add(line, PR_FACT_WORD, "comparison");

	facts->is_prose = TRUE;
	facts->entity = g_strdup("岚谷县水务局");
	line->code = g_strdup("20805");
	line->level = 2;
	line->row = fact->row = fact->col = word->row = word->col = -1;
	g_free(fact->id);
	fact->id = g_strdup("s1.1.1");
	fact->concept = g_strdup("expenditure");
	fact->raw = g_strdup("54.53");
	fact->unit = g_strdup("万元");
	fact->scale = 4;
	fact->year = 2024;
	cr_assert(pr_decimal_parse("54.53", &fact->number));
	g_free(word->id);
	word->id = g_strdup("s1.1.2");
	word->raw = g_strdup("持平");
	word->sense = "equal";
	if (piece->facts == NULL)
		piece->facts = g_ptr_array_new_with_free_func((GDestroyNotify)pr_facts_free);
	g_ptr_array_add(piece->facts, facts);
	g_autofree char *rows = rows_of(forms, PR_DIALECT_SQLITE, piece);

	has_row(rows,
		"figure|d0|1|s1.1.1|prose|budget|item|~|岚谷县水务局|~|20805|2|~|~|executed|expenditure|~|2024|amount|~|54.53|"
		"54.53|54530000|万元|4|545300|545300000000|~|~|~|~|~|~|~|~");
	has_row(rows,
		"figure|d0|2|s1.1.2|prose|budget|item|~|岚谷县水务局|~|20805|2|~|~|comparison|~|~|~|word|equal|持平|"
		"~|~|~|~|~|~|~|~|~|~|~|~|~|~");
}

Test(relation, every_builtin_form_fills_each_of_its_tables)
{
	g_autoptr(PrForms) forms = pr_forms_new();

	for (guint i = 0; i < pr_forms_count(forms); i++) {
		const PrForm *form = pr_forms_at(forms, i);
		g_autoptr(PrRelations) relations = pr_relations_new(forms, form, PR_DIALECT_SQLITE);
		g_autofree char *rows = rows_of(forms, PR_DIALECT_SQLITE, form_piece(form));

		for (guint k = 0; k < relations->relations->len; k++) {
			const PrRelation *relation = g_ptr_array_index(relations->relations, k);
			g_autofree char *start = g_strconcat("\n", relation->name, "|" DOCUMENT, NULL);

			cr_assert(
				relation->form == NULL || strstr(rows, start) != NULL, "no row in %s", relation->name);
		}
	}
}

Test(relation, names_and_texts_of_the_language_are_quoted)
{
	g_autoptr(GString) out = g_string_new(NULL);

	pr_ddl_quote("a\"b", out);
	cr_assert_str_eq(out->str, "\"a\"\"b\"");
}
