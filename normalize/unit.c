/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of units. To add one, add it to `units`. */
#include "normalize/unit.h"

#include <string.h>

/* Longest unit first is found by trying all: the table is short and looked into once a number. Latin ones must not run
 * on into a word. 号 版 届 级 期 are missing on purpose: 3号楼, 2.0版 are names. */
static const char *const units[] = {
	/* money */
	"元", "美元", "欧元", "港元", "日元", "英镑", "角", "元整", "EUR", "USD", "CNY", "RMB",
	/* time */
	"年", "个月", "天", "日", "周", "小时", "分钟", "秒", "毫秒", "季度", "个季度", "工作日", "个工作日",
	"个自然日", "自然日", "个小时", "课时", "学时", "学分", "学期", "人天", "人日", "人月", "h", "min", "s", "ms",
	/* things and people */
	"个", "名", "人", "次", "件", "台", "套", "辆", "批", "份", "家", "处", "条", "项", "页", "户", "所", "座",
	"栋", "幢", "间", "场", "篇", "本", "册", "部", "张", "幅", "块", "根", "支", "只", "枚", "棵", "株", "头",
	"匹", "羽", "尾", "粒", "袋", "箱", "桶", "瓶", "盒", "包", "捆", "卷", "片", "颗", "组", "支队伍", "例", "起",
	"宗", "桩", "笔", "门", "盏", "艘", "架", "列", "节", "道", "堂", "种", "类", "款", "口", "眼", "部门", "床",
	"张床", "字", "集", "首", "位", "对", "双", "副", "层", "行", "段", "倍", "成", "点", "批次", "人次", "台次",
	"台套", "户次", "场次", "车次", "架次", "件次", "家次", "份次", "例次", "项次", "站次", "组次", "企业", "人员",
	"单位", "项目", "村", "个村", "社区", "班", "班次", "期次", "辆次", "台件", "台(套)", "件(套)", "个百分点",
	"百分点", "分", "‰", "‱",
	/* measures */
	"吨", "公斤", "千克", "克", "毫克", "斤", "升", "毫升", "米", "千米", "公里", "厘米", "毫米", "亩", "公顷",
	"平方米", "平米", "平方公里", "平方千米", "立方米", "方", "度", "千瓦", "千瓦时", "兆瓦", "兆", "吨标准煤",
	"延米", "标准箱", "㎡", "㎥", "㎞", "㎏", "℃", "°C", "m²", "m³", "km²", "m2", "m3", "km2", "kg", "g", "mg", "t",
	"km", "m", "cm", "mm", "L", "l", "mL", "ml", "ha", "kW", "MW", "kWh", "kW·h", "W", "V", "Hz", "MHz", "GHz",
	"dB", "M", "MB", "GB", "TB", "KB", "kB", "Mbps", "Gbps", "kbps"};

/* Before a unit, or alone. 百 is left out: 百元 is a note. */
static const struct {
	const char *word;
	int power;
} multipliers[] = {{"千万", 7}, {"百万", 6}, {"十万", 5}, {"万亿", 12}, {"千亿", 11}, {"百亿", 10}, {"十亿", 9},
	{"万", 4}, {"亿", 8}, {"千", 3}};

/* What may stand behind a slash besides a unit: 次/季. */
static const char *const rates[] = {"月", "季"};

/* A suffix with one of these is no unit but the rest of a sentence, a name, or an estimate. */
static const char not_in_units[] =
	"完成达到提高升增加减少开展保障以及了前后内外起中下上的是为有在已未不全均各可能需应等余多左右"
	"号月版届期级第纪线时至与和或约近超低于按其对无被将从经使并且但因由让给把向之者所给于";

#define LIKELY_LETTERS 4

static gsize
longest_prefix(const char *text, const char *const *words, gsize count)
{
	gsize longest = 0;

	for (gsize i = 0; i < count; i++) {
		gsize length;

		if (words[i][0] != text[0])
			continue;
		length = strlen(words[i]);
		if (length <= longest || strncmp(text, words[i], length) != 0)
			continue;
		if (g_ascii_isalpha(words[i][length - 1]) && g_ascii_isalnum(text[length]))
			continue;
		longest = length;
	}
	return longest;
}

/* (台、套、件): alternatives to the unit before it. */
static gsize
read_alternatives(const char *text)
{
	const char *p = text + 1;

	if (text[0] != '(')
		return 0;
	for (;;) {
		gsize length = longest_prefix(p, units, G_N_ELEMENTS(units));

		if (length == 0)
			return 0;
		p += length;
		if (*p == ')')
			return (gsize)(p + 1 - text);
		if (*p != ',' && *p != '/' && g_utf8_get_char(p) != 0x3001)
			return 0;
		p = g_utf8_next_char(p);
	}
}

gsize
pr_unit_read(const char *text, int *magnitude)
{
	gsize length = longest_prefix(text, units, G_N_ELEMENTS(units)), more;

	*magnitude = 0;
	for (guint i = 0; length == 0 && i < G_N_ELEMENTS(multipliers); i++) {
		gsize word = strlen(multipliers[i].word);

		if (strncmp(text, multipliers[i].word, word) != 0)
			continue;
		length = word + longest_prefix(text + word, units, G_N_ELEMENTS(units));
		*magnitude = multipliers[i].power;
		/* 千 alone is no unit */
		if (length == word && multipliers[i].power == 3)
			return 0;
	}
	if (length == 0)
		return 0;
	length += read_alternatives(text + length);
	if (text[length] == '/') {
		more = MAX(longest_prefix(text + length + 1, units, G_N_ELEMENTS(units)),
			longest_prefix(text + length + 1, rates, G_N_ELEMENTS(rates)));
		length += more > 0 ? more + 1 : 0;
	}
	return length;
}

gboolean
pr_unit_is_likely(const char *text)
{
	glong letters = 0;

	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p), letters++) {
		gunichar ch = g_utf8_get_char(p);

		if (ch < 0x4e00 || ch > 0x9fff || g_utf8_strchr(not_in_units, -1, ch) != NULL ||
			letters == LIKELY_LETTERS)
			return FALSE;
	}
	return letters > 0;
}
