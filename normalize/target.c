/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The grammar of targets: what surely says "at least 3 times a year", and nothing that only looks like it. */
#include "normalize/target.h"

#include "normalize/chars.h"
#include "normalize/date.h"
#include "normalize/number.h"
#include "normalize/pattern.h"
#include "normalize/unit.h"

#include <string.h>

/*
 *     满意率  不低于   95      %     以上      (target)
 *     lead    before  number  unit  behind  trail
 *
 * A text is read as a number only if it is one clause with exactly one number in it. Behind the number stands a known unit, then words
 * or nothing; or a few letters that may be an unknown unit; or nothing. A number next to Latin letters, slashes or hyphens is a name
 * (7X24, A4, 140/280), one behind 第 or before 号 counts nothing. Everything else is text.
 */

typedef struct {
	const char *word;
	PrComparator comparator;
} Word;

/* Before the number. The longest that fits wins: 不大于 holds 大于. */
static const Word words_before[] = {
		{"≤", PR_COMPARATOR_LE}, {"≥", PR_COMPARATOR_GE}, {"<", PR_COMPARATOR_LT}, {">", PR_COMPARATOR_GT}, {"=", PR_COMPARATOR_EQ},
		{"不超过", PR_COMPARATOR_LE}, {"不超", PR_COMPARATOR_LE}, {"不高于", PR_COMPARATOR_LE}, {"不大于", PR_COMPARATOR_LE},
		{"不多于", PR_COMPARATOR_LE}, {"不长于", PR_COMPARATOR_LE}, {"不晚于", PR_COMPARATOR_LE}, {"不迟于", PR_COMPARATOR_LE},
		{"未超过", PR_COMPARATOR_LE}, {"不得超过", PR_COMPARATOR_LE}, {"不得高于", PR_COMPARATOR_LE}, {"不能超过", PR_COMPARATOR_LE},
		{"不突破", PR_COMPARATOR_LE}, {"小于等于", PR_COMPARATOR_LE}, {"小于或等于", PR_COMPARATOR_LE}, {"低于或等于", PR_COMPARATOR_LE},
		{"至多", PR_COMPARATOR_LE}, {"最多", PR_COMPARATOR_LE}, {"最高", PR_COMPARATOR_LE}, {"上限", PR_COMPARATOR_LE},
		{"小于", PR_COMPARATOR_LT}, {"低于", PR_COMPARATOR_LT}, {"少于", PR_COMPARATOR_LT}, {"不足", PR_COMPARATOR_LT},
		{"不到", PR_COMPARATOR_LT}, {"早于", PR_COMPARATOR_LT},
		{"不低于", PR_COMPARATOR_GE}, {"不少于", PR_COMPARATOR_GE}, {"不小于", PR_COMPARATOR_GE}, {"不短于", PR_COMPARATOR_GE},
		{"不得低于", PR_COMPARATOR_GE}, {"不得少于", PR_COMPARATOR_GE}, {"不早于", PR_COMPARATOR_GE}, {"大于等于", PR_COMPARATOR_GE},
		{"大于或等于", PR_COMPARATOR_GE}, {"高于或等于", PR_COMPARATOR_GE}, {"至少", PR_COMPARATOR_GE}, {"最少", PR_COMPARATOR_GE},
		{"最低", PR_COMPARATOR_GE}, {"下限", PR_COMPARATOR_GE}, {"不下于", PR_COMPARATOR_GE},
		{"大于", PR_COMPARATOR_GT}, {"高于", PR_COMPARATOR_GT}, {"多于", PR_COMPARATOR_GT}, {"超过", PR_COMPARATOR_GT},
		{"等于", PR_COMPARATOR_EQ},
};

/* Behind the number and its unit. 以上 and 以下 include the number. */
static const Word words_behind[] = {
		{"以上", PR_COMPARATOR_GE}, {"及以上", PR_COMPARATOR_GE}, {"含以上", PR_COMPARATOR_GE}, {"(含)以上", PR_COMPARATOR_GE},
		{"以下", PR_COMPARATOR_LE}, {"及以下", PR_COMPARATOR_LE}, {"含以下", PR_COMPARATOR_LE}, {"(含)以下", PR_COMPARATOR_LE},
		{"以内", PR_COMPARATOR_LE}, {"之内", PR_COMPARATOR_LE}, {"(含)以内", PR_COMPARATOR_LE}, {"内", PR_COMPARATOR_LE},
};

/* Ends of clauses: behind one of these something else is said. (Folded: full-width commas are ASCII.) */
static const char clause_marks[] = ",;。、?!\n…";
/* Right before a number these make it a part of something. */
static const char joiners_before[] = "第-./\\_#@±~～〔【[《(×*+:^·零〇一二三四五六七八九十百千万亿";
static const char joiners_behind[] = "-./\\_#@~～〕】]》×*+:^·)零〇一二三四五六七八九十百";

static const char *
last_char(const char *text, gsize length)
{
	return g_utf8_find_prev_char(text, text + length);
}

static gboolean
holds_any(const char *text, gsize length, const char *set)
{
	for (const char *p = text; p < text + length; p = g_utf8_next_char(p))
		if (g_utf8_strchr(set, -1, g_utf8_get_char(p)) != NULL)
			return TRUE;
	return FALSE;
}

static gboolean
holds_digit(const char *text, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if (g_ascii_isdigit(text[i]))
			return TRUE;
	return FALSE;
}

/* The longest word that [text, text + length) ends with; NULL for none. */
static const Word *
word_at_end(const char *text, gsize length)
{
	const Word *best = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(words_before); i++) {
		gsize size = strlen(words_before[i].word);

		if (size <= length && memcmp(text + length - size, words_before[i].word, size) == 0 && (best == NULL || size > strlen(best->word)))
			best = &words_before[i];
	}
	return best;
}

static const Word *
word_at_start(const char *text, const Word *words, gsize count)
{
	const Word *best = NULL;

	for (guint i = 0; i < count; i++) {
		gsize size = strlen(words[i].word);

		if (strncmp(text, words[i].word, size) == 0 && (best == NULL || size > strlen(best->word)))
			best = &words[i];
	}
	/* 3次内部检查: 内 belongs to the next word */
	if (best != NULL && strcmp(best->word, "内") == 0 && text[3] != '\0' && holds_any(text + 3, 1, "部容外控审蒙涵"))
		return NULL;
	return best;
}

/* A number in a text and what stands around it, as byte offsets. */
typedef struct {
	gsize start, end; /* of the number, with its sign */
	PrDecimal number;
} Found;

/* A sign belongs to the number at the start, or behind Chinese or a comparator: 增长-5%, but not COVID-19. */
static gsize
sign_before(const char *text, gsize digit)
{
	const char *before;

	if (digit == 0 || (text[digit - 1] != '-' && text[digit - 1] != '+'))
		return 0;
	if (digit == 1)
		return 1;
	before = last_char(text, digit - 1);
	return pr_char_is_comparator(g_utf8_get_char(before)) || pr_char_is_chinese(g_utf8_get_char(before)) ? 1 : 0;
}

/* How many numbers the text holds, the first of them in `found`; stops at two. What has digits but does not read as a number counts as two. */
static int
find_numbers(const char *text, Found *found)
{
	int count = 0;

	for (gsize i = 0; text[i] != '\0' && count < 2;) {
		gsize length;
		PrDecimal number;

		if (!g_ascii_isdigit(text[i])) {
			i++;
			continue;
		}
		length = pr_number_read(text + i, &number);
		if (length == 0)
			return 2;
		if (count++ == 0) {
			gsize sign = sign_before(text, i);

			*found = (Found){.start = i - sign, .end = i + length, .number = number};
			if (sign > 0 && text[i - 1] == '-')
				found->number.digits = -number.digits;
		}
		i += length;
	}
	return count;
}

static gsize
trimmed_end(const char *text, gsize length)
{
	while (length > 0 && text[length - 1] == ' ')
		length--;
	return length;
}

static const char *
skip_spaces(const char *text)
{
	while (*text == ' ')
		text++;
	return text;
}

/* "lead…trail" without what was read as the number and its unit. */
static void
set_wording(PrValue *value, const char *lead, gsize lead_length, const char *trail, gboolean is_sign_only)
{
	if (lead_length > 0 && is_sign_only && *trail == '\0')
		return;
	if (lead_length > 0 && is_sign_only)
		value->wording = g_strdup(trail);
	else if (lead_length > 0 && *trail != '\0')
		value->wording = g_strdup_printf("%.*s…%s", (int)lead_length, lead, trail);
	else if (lead_length > 0)
		value->wording = g_strndup(lead, lead_length);
	else if (*trail != '\0')
		value->wording = g_strdup(trail);
}

/* Reads the unit at `*rest` and moves behind it. FALSE where what stands there makes the number no quantity. */
static gboolean
read_unit(const char **rest, PrValue *value)
{
	const char *text = skip_spaces(*rest);
	gsize length;

	value->kind = PR_VALUE_NUMBER;
	if (*text == '%') {
		value->kind = PR_VALUE_PERCENT;
		length = 1;
	} else {
		length = pr_unit_read(text, &value->magnitude);
		if (length == 0 && pr_unit_is_likely(text) && word_at_start(text, words_behind, G_N_ELEMENTS(words_behind)) == NULL)
			length = strlen(text);
	}
	if (length == 0)
		return *text == '\0' || word_at_start(text, words_behind, G_N_ELEMENTS(words_behind)) != NULL;
	value->unit = g_strndup(text, length);
	value->unit_is_printed = TRUE;
	*rest = skip_spaces(text + length);
	return TRUE;
}

static gboolean
is_joined_before(const char *text, gsize length)
{
	gunichar last;

	if (length == 0)
		return FALSE;
	last = g_utf8_get_char(last_char(text, length));
	return g_ascii_isalnum((int)MIN(last, 0x7f)) || (last >= 0x80 && !pr_char_is_chinese(last) && g_unichar_isalpha(last)) ||
			(last != ':' && g_utf8_strchr(joiners_before, -1, last) != NULL);
}

static gboolean
is_joined_behind(const char *text)
{
	gunichar first = g_utf8_get_char(text);

	return first != 0 && g_utf8_strchr(joiners_behind, -1, first) != NULL;
}

/* What stands before the number: words, then a comparator or none. */
static gboolean
read_lead(const char *text, gsize *length, PrValue *value, gboolean *is_sign_only)
{
	static const char signs[] = "≤≥<>=";
	const Word *word;
	gsize words_length;

	*length = trimmed_end(text, *length);
	word = word_at_end(text, *length);
	words_length = word != NULL ? *length - strlen(word->word) : *length;
	*is_sign_only = word != NULL && words_length == 0 && g_utf8_strlen(word->word, -1) == 1;
	value->comparator = word != NULL ? word->comparator : PR_COMPARATOR_NONE;
	return !holds_any(text, words_length, signs) && !holds_any(text, words_length, clause_marks) && (word != NULL || !is_joined_before(text, *length));
}

static gboolean
read_behind(const char **rest, PrValue *value)
{
	const Word *word = word_at_start(*rest, words_behind, G_N_ELEMENTS(words_behind));

	if (holds_any(*rest, strlen(*rest), clause_marks) || is_joined_behind(*rest) || g_ascii_isalpha(**rest))
		return FALSE;
	if (word == NULL)
		return TRUE;
	/* 不低于99%以上 says it twice; 低于5%以上 says nothing */
	if (value->comparator != PR_COMPARATOR_NONE && value->comparator != word->comparator)
		return FALSE;
	value->comparator = word->comparator;
	return TRUE;
}

static gboolean
read_one_number(const char *text, const Found *found, PrValue *value)
{
	const char *rest = text + found->end;
	gsize lead_length = found->start;
	gboolean is_sign_only;

	if (!read_lead(text, &lead_length, value, &is_sign_only) || is_joined_behind(rest) || !read_unit(&rest, value) ||
			!read_behind(&rest, value))
		return FALSE;
	value->number = found->number;
	set_wording(value, text, lead_length, rest, is_sign_only);
	return TRUE;
}

/* 不少于三次, 百分之九十五以上: only where nothing else is said, as 一 and 三 stand in many words that count nothing. */
static gboolean
read_chinese_number(const char *text, PrValue *value)
{
	static const char percent[] = "百分之";
	/* counting words that make no other word with the numeral before them (十分, 一点, 三方 do) */
	static const char *const counting[] = {"次", "个", "名", "人", "人次", "家", "份", "项", "场", "套", "台", "件", "篇", "批", "批次",
			"天", "个月", "年", "小时", "元", "万元", "亿元", "个工作日", "户", "辆", "处", "条", "期", "本", NULL};
	const Word *word = word_at_start(text, words_before, G_N_ELEMENTS(words_before));
	const char *rest = text + (word != NULL ? strlen(word->word) : 0), *number;
	gboolean is_percent = g_str_has_prefix(rest, percent);
	gsize length;

	value->comparator = word != NULL ? word->comparator : PR_COMPARATOR_NONE;
	number = is_percent ? rest + strlen(percent) : rest;
	length = pr_number_read_chinese(number, &value->number);
	/* 三万元: 万 is read as part of the number, the unit is then 元 */
	if (length == 0)
		return FALSE;
	rest = number + length;
	if (is_percent) {
		value->kind = PR_VALUE_PERCENT;
		value->unit = g_strdup("%");
		value->unit_is_printed = TRUE;
	} else if (!read_unit(&rest, value) || value->unit == NULL || !g_strv_contains(counting, value->unit)) {
		return FALSE;
	}
	if (!read_behind(&rest, value))
		return FALSE;
	if (*rest != '\0' && word_at_start(rest, words_behind, G_N_ELEMENTS(words_behind)) == NULL)
		return FALSE;
	set_wording(value, text, word != NULL ? strlen(word->word) : 0, rest, word != NULL && g_utf8_strlen(word->word, -1) == 1);
	return *rest == '\0' || strlen(rest) <= strlen("(含)以上");
}

/* 药品140批次: letters, a number, a unit, and no more. */
static gboolean
read_part(const char *text, PrValue *compound)
{
	PrValue value = {0};
	Found found;
	const char *rest;
	gsize label;
	gboolean is_part;

	if (find_numbers(text, &found) != 1 || found.start == 0 || is_joined_before(text, found.start))
		return FALSE;
	rest = text + found.end;
	is_part = !is_joined_behind(rest) && read_unit(&rest, &value) && *rest == '\0' && value.unit != NULL;
	if (is_part) {
		label = trimmed_end(text, found.start);
		label -= text[label - 1] == ':';
		pr_value_add_part(compound, g_strndup(text, label), found.number, g_steal_pointer(&value.unit));
	}
	pr_value_clear(&value);
	return is_part;
}

/* The parts of a compound; none unless every clause is one. */
static void
read_parts(const char *text, PrValue *value)
{
	static const PrPattern *slot;
	const PrPattern *separator = pr_pattern_once(&slot, "[,;、。\\n]\\s*");
	gsize at = 0, length = strlen(text);
	gboolean is_compound = TRUE;

	while (at < length && is_compound) {
		PrMatch match = {.start = {(int)length}, .end = {(int)length}};
		g_autofree char *clause = NULL;

		pr_pattern_find(separator, text, at, &match);
		clause = g_strndup(text + at, match.start[0] - at);
		is_compound = read_part(clause, value);
		at = match.end[0];
	}
	if (!is_compound || value->parts->len < 2)
		g_clear_pointer(&value->parts, g_ptr_array_unref);
}

/* Words that may stand around a date that has no comparator: on its own it is a date, within a sentence it is not what is said. */
static gboolean
is_date_alone(const char *text, const PrDateReading *reading)
{
	static const PrPattern *lead_slot, *trail_slot;
	const PrPattern *lead = pr_pattern_once(&lead_slot, "^(?:于|在|自|从|至|截至|截止|截止到|计划|预计|实际|计划于|预计于|完成时间:?)?$");
	const PrPattern *trail = pr_pattern_once(&trail_slot, "^(?:全部|按时|已|前)?(?:完成|支付|验收|交付|上线|发放|竣工|结束|执行|开展)?(?:完毕|完成|工作)?$");
	g_autofree char *before = g_strndup(text, trimmed_end(text, reading->start));

	return pr_pattern_matches(lead, before) && pr_pattern_matches(trail, skip_spaces(text + reading->end));
}

gboolean
pr_target_read_date(const char *text, const PrValueContext *context, PrValue *value)
{
	PrDateReading reading;
	const Word *word;
	gsize lead, words_length;

	if (!pr_date_find(text, context->year, context->expect == PR_EXPECT_DATE, &reading))
		return FALSE;
	lead = trimmed_end(text, reading.start);
	if (holds_digit(text, lead) || holds_digit(text + reading.end, strlen(text + reading.end)))
		return FALSE;
	if (holds_any(text, lead, clause_marks) || holds_any(text + reading.end, strlen(text + reading.end), clause_marks))
		return FALSE;
	word = word_at_end(text, lead);
	words_length = word != NULL ? lead - strlen(word->word) : lead;
	if (word != NULL && reading.comparator != PR_COMPARATOR_NONE && word->comparator != reading.comparator)
		return FALSE;
	if (word != NULL)
		reading.comparator = word->comparator;
	if (is_joined_before(text, words_length) || is_joined_behind(text + reading.end) || g_ascii_isalnum(text[reading.end]))
		return FALSE;
	if (reading.comparator == PR_COMPARATOR_NONE && !is_date_alone(text, &reading))
		return FALSE;
	value->kind = PR_VALUE_DATE;
	value->comparator = reading.comparator;
	value->from = reading.from;
	value->to = reading.to;
	value->year_is_inferred = reading.year_is_inferred;
	return TRUE;
}

gboolean
pr_target_is_code(const char *text)
{
	static const PrPattern *slot;
	/* leading zeros; functional classification (类款项); mobile and fixed telephones; identity and credit codes */
	const PrPattern *pattern = pr_pattern_once(&slot, "^(?:0\\d+|2(?:0[1-9]|[12]\\d|3[0-4])\\d{4}|1[3-9]\\d{9}|\\d{15,})$");

	return g_ascii_isdigit(*text) && pr_pattern_matches(pattern, text);
}

/* A target that failed half-way leaves nothing behind. */
static gboolean
reset(PrValue *value)
{
	pr_value_clear(value);
	*value = (PrValue){.kind = PR_VALUE_TEXT};
	return FALSE;
}

gboolean
pr_target_read(const char *text, const PrValueContext *context, PrValue *value)
{
	Found found;
	int count;

	if (pr_target_read_date(text, context, value))
		return TRUE;
	count = find_numbers(text, &found);
	if (count == 1 && !pr_target_is_code(text) && read_one_number(text, &found, value))
		return TRUE;
	reset(value);
	if (count == 0 && read_chinese_number(text, value))
		return TRUE;
	reset(value);
	if (count == 2)
		read_parts(text, value);
	return FALSE;
}
