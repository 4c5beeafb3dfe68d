/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Drafts: which texts of filled copies become labels, blocks and fields, and what is expected of them. */
#include "schema/draft.h"
#include "tests/support/marked.h"

#include <criterion/criterion.h>
#include <string.h>

#define SIZE 10

/* A table of cells parted by |; < belongs to the cell on the left, ^ to the one above. */
static PrCleanTable *
table_of(const char *title, const char *const *rows)
{
	int count = (int)g_strv_length((char **)rows), cols = 1;

	for (const char *p = rows[0]; *p != '\0'; p++)
		cols += *p == '|';
	PrTable *table = pr_table_new(count, cols);
	PrPart part = {.page = 1, .rows = count, .box = pr_rect(0, 0, cols * SIZE, count * SIZE)};
	PrCell *slots[64] = {NULL};

	table->number = 1;
	table->title = marked_text(title);
	g_array_append_val(table->parts, part);
	cr_assert_leq(count * cols, (int)G_N_ELEMENTS(slots));
	for (int row = 0; row < count; row++) {
		g_auto(GStrv) cells = g_strsplit(rows[row], "|", -1);

		cr_assert_eq((int)g_strv_length(cells), cols, "%s", rows[row]);
		for (int col = 0; col < cols; col++) {
			const char *text = g_strstrip(cells[col]);
			PrCell **slot = &slots[row * cols + col];

			if (strcmp(text, "<") == 0 || strcmp(text, "^") == 0) {
				*slot = *text == '<' ? slot[-1] : slot[-cols];
				(*slot)->colspan = MAX((*slot)->colspan, col - (*slot)->col + 1);
				(*slot)->rowspan = MAX((*slot)->rowspan, row - (*slot)->row + 1);
				continue;
			}
			*slot = pr_table_add_cell(table, row, col, 1, 1);
			(*slot)->text = marked_text(text);
			PrPlace place = {1, pr_rect(col * SIZE, row * SIZE, (col + 1) * SIZE, (row + 1) * SIZE)};
			g_array_append_val((*slot)->places, place);
		}
	}
	return pr_normalize_table(table);
}

/* The definition drafted from tables with the same title. Free with g_free(). */
static char *
drafted(const char *title, const char *const *const *copies)
{
	g_autoptr(PrDraft) draft = pr_draft_new();
	g_autoptr(GPtrArray) lines = g_ptr_array_new();
	g_autoptr(GError) error = NULL;

	for (guint i = 0; copies[i] != NULL; i++)
		pr_draft_add(draft, table_of(title, copies[i]), lines);
	g_autoptr(GPtrArray) all = pr_draft_finish(draft, &error);
	cr_assert_not_null(all, "%s", error != NULL ? error->message : "");
	cr_assert_eq(all->len, 1, "%u drafts", all->len);
	const PrDrafted *one = g_ptr_array_index(all, 0);
	g_autoptr(GBytes) bytes = g_bytes_new(one->definition, strlen(one->definition));
	g_autoptr(PrForm) form = pr_form_read(bytes, "draft", &error);

	cr_assert_not_null(form, "%s", error != NULL ? error->message : "");
	cr_assert_eq(one->found, one->texts, "%u of %u: %s", one->found, one->texts, one->definition);
	return g_strdup(one->definition);
}

/* Each of `wanted` (ends with NULL) stands in `definition`, in this order. */
static void
holds(const char *definition, const char *const *wanted)
{
	const char *from = definition;

	for (guint i = 0; wanted[i] != NULL; i++) {
		const char *at = strstr(from, wanted[i]);

		cr_assert_not_null(at, "no %s, or not there, in:\n%s", wanted[i], definition);
		from = at + strlen(wanted[i]);
	}
}

static void
lacks(const char *definition, const char *word)
{
	cr_assert_null(strstr(definition, word), "%s in:\n%s", word, definition);
}

#define COPY(...)                                                                                                      \
	(const char *const[])                                                                                          \
	{                                                                                                              \
		__VA_ARGS__, NULL                                                                                      \
	}
#define COPIES(...)                                                                                                    \
	(const char *const *const[])                                                                                   \
	{                                                                                                              \
		__VA_ARGS__, NULL                                                                                      \
	}
#define WORDS(...)                                                                                                     \
	(const char *const[])                                                                                          \
	{                                                                                                              \
		__VA_ARGS__, NULL                                                                                      \
	}

Test(draft, labels_and_values_by_turns)
{
	g_autofree char *text = drafted(
		"设备卡", COPIES(COPY("名称|水泵|单位|北站|日期|2024年3月1日", "价格（元）|1,200.00|<|编号|007|<"),
				  COPY("名称|风机|单位|北站|日期|2024年5月9日", "价格（元）|860.50|<|编号|012|<")));

	/* A value that is the same in both copies is one nevertheless, and that is said. */
	holds(text, WORDS("name=\"mingcheng\"", "same in most copies", "name=\"danwei\"",
			    "name=\"riqi\" expect=\"date\"", "name=\"jiage\" expect=\"amount\" unit=\"元\"",
			    "<label>价格（元）</label>", "name=\"bianhao\" expect=\"code\""));
	lacks(text, "北站");
}

Test(draft, a_row_of_labels_and_constants_is_no_header)
{
	g_autofree char *text = drafted(
		"设备卡", COPIES(COPY("主管|水务局|实施|北站", "检查|项目|结果|说明", "^|外观|9|好", "^|噪声|8|低"),
				  COPY("主管|水务局|实施|北站", "检查|项目|结果|说明", "^|漏水|7|无事", "^|外壳|6|旧",
					  "^|转速|5|慢")));

	holds(text, WORDS("<pair name=\"zhuguan\"", "<pair name=\"shishi\"", "<rows name=\"jiancha\"",
			    "<label>检查</label>", "name=\"xiangmu\"", "name=\"jieguo\" expect=\"number\"",
			    "name=\"shuoming\""));
}

Test(draft, merged_labels_totals_and_single_rows)
{
	g_autofree char *text = drafted(
		"考核表", COPIES(COPY("目标|预期|<|实际|<", "^|完成三项|<|完成两项|<", "指标|类别|名称|分值|得分",
					 "^|产出|数量|30|28", "^|^|质量|30|30", "总分|<|<|60|58"),
				  COPY("目标|预期|<|实际|<", "^|修桥一座|<|已修|<", "指标|类别|名称|分值|得分",
					  "^|产出|时效|50|40", "^|效益|生态|50|45", "总分|<|<|100|85")));

	holds(text, WORDS("<values name=\"mubiao\">", "<label>预期</label>", "<label>实际</label>",
			    "<rows name=\"zhibiao\">", "name=\"leibie\" merged=\"true\"", "name=\"mingcheng\">",
			    "name=\"fen_zhi\" expect=\"score\"", "<row name=\"zong_fen\">", "under=\"zhibiao.fen_zhi\"",
			    "under=\"zhibiao.defen\""));
}

Test(draft, a_sentence_that_repeats_is_no_label)
{
	g_autofree char *text = drafted(
		"考核表", COPIES(COPY("名称|甲", "承诺|以上内容属实。"), COPY("名称|乙", "承诺|以上内容属实。")));

	holds(text, WORDS("<label>名称</label>", "<label>承诺</label>"));
	lacks(text, "属实");
}

Test(draft, labels_that_are_cut_short_are_variants)
{
	g_autofree char *text = drafted("卡", COPIES(COPY("名称|甲", "实施单位|东站"), COPY("名称|乙", "实施单位|南站"),
						      COPY("名称|丙", "实施单|西站")));

	holds(text, WORDS("2 of 3 copies", "<label>实施单位</label>", "<label>实施单</label>"));
}

Test(draft, wide_headers_hold_columns)
{
	g_autofree char *text = drafted("收支表",
		COPIES(COPY("项目|收入|<|支出|<", "^|预算数|决算数|预算数|决算数", "一季度|12.50|12.00|9.00|8.75",
			       "二季度|3.00|3.10|2.00|2.20"),
			COPY("项目|收入|<|支出|<", "^|预算数|决算数|预算数|决算数", "三季度|7.25|7.00|5.50|5.00")));

	holds(text, WORDS("<label>项目</label>", "name=\"shouru_yusuan_shu\" expect=\"number\"", "<over>收入</over>",
			    "name=\"shouru_juesuan_shu\"", "name=\"zhichu_yusuan_shu\"", "<over>支出</over>",
			    "name=\"zhichu_juesuan_shu\""));
}

Test(draft, years_in_labels_are_those_of_the_form)
{
	g_autofree char *text =
		drafted("预算对比", COPIES(COPY("项目|2023年预算数|2024年预算数", "水费|1.50|2.50", "电费|3.25|4.25"),
					    COPY("项目|2024年预算数|2025年预算数", "纸张|0.75|0.85")));

	holds(text, WORDS("<label>上年预算数</label>", "<label>预算数</label>"));
	lacks(text, "202");
}

Test(draft, what_is_no_form_gives_no_draft)
{
	g_autoptr(PrDraft) draft = pr_draft_new();
	g_autoptr(GPtrArray) lines = g_ptr_array_new();
	g_autoptr(GError) error = NULL;

	pr_draft_add(draft, table_of("", COPY("甲|乙", "丙|丁")), lines);
	g_autoptr(GPtrArray) all = pr_draft_finish(draft, &error);
	cr_assert_not_null(all);
	cr_assert_eq(all->len, 0);
}
