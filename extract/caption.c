/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is printed with a table: its title and unit above, its notes below.
 *
 *            收入支出决算总表            title: the nearest line above that is centred over the table and is no sentence
 *    编制部门：某某局      单位：万元    unit line: 单位：… (the unit is what follows); companions like 编制部门：… are passed over
 *    ┌─────────────┬──────────────┐
 *    │             │              │
 *    └─────────────┴──────────────┘
 *    注：本表反映……                    notes: paragraphs from one that opens with 注, 说明, 备注, Note, Source … on
 */
#include "extract/layout.h"

/* Shares of the type size, unless said otherwise. */
#define REACH 5.0f /* how far apart a table and its caption lines may stand */
#define NOTE_REACH 3.5f
#define NOTE_LEADING 1.3f /* lines of one note stand no farther apart, in line heights */
#define OFF_CENTRE 0.06f  /* of the table's width: how far a centred line may miss the middle */
#define COMPANIONS_MAX 4
#define EXACT_CENTRE 0.5f /* so near to the middle of its table ... */
#define WIDE_TITLE 1.5f   /* ... a bold title may be this wide, of the table's width */
/* A measure in Chinese letters is no longer, but for money. */
#define MEASURE_LENGTH_MAX 3
#define UNIT_LENGTH_MAX 8

static gboolean
is_closing_punctuation(gunichar ch)
{
	return g_utf8_strchr("。；：，、;,", -1, ch) != NULL;
}

static gunichar
last_char(const char *text)
{
	return *text == '\0' ? 0 : g_utf8_get_char(g_utf8_prev_char(text + strlen(text)));
}

/* What follows `opening` and the spaces behind it; NULL where the text opens otherwise. */
static const char *
behind(const char *text, const char *opening)
{
	if (!g_str_has_prefix(text, opening))
		return NULL;
	text += strlen(opening);
	return text + strspn(text, " ");
}

/* Whether what follows 单位： is a measure. The word also means a body: 单位：某某局. Measures are short, or a list of short
 * ones, or money, or no Chinese. */
static gboolean
is_measure(const char *text)
{
	glong run = 0, longest = 0;
	gboolean is_chinese = FALSE;
	gunichar last = 0;

	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar ch = g_utf8_get_char(p);

		if (ch == ')' || ch == 0xFF09 || ch == ' ')
			continue;
		last = ch;
		is_chinese = is_chinese || ch >= 0x2E80;
		run = ch == 0x3001 || ch == 0xFF0C || ch == ',' || ch == '/' ? 0 : run + 1;
		longest = MAX(longest, run);
	}
	return last == 0x5143 /* 元 */ || longest <= MEASURE_LENGTH_MAX || !is_chinese;
}

/* Where the unit begins in a segment like 单位：万元 or 金额单位：元; NULL in any other. */
static const char *
unit_in(const char *text)
{
	static const char *const openings[] = {"单位", "金额单位", "货币单位", "计量单位", "（单位", "(单位"};

	for (guint i = 0; i < G_N_ELEMENTS(openings); i++) {
		const char *rest = behind(text, openings[i]);
		if (rest == NULL)
			continue;
		gunichar colon = g_utf8_get_char(rest);
		if (colon != ':' && colon != 0xFF1A && colon != 0xFE55 && colon != 0x2236)
			continue;
		rest = g_utf8_next_char(rest);
		rest += strspn(rest, " ");
		if (*rest != '\0' && g_utf8_strlen(rest, -1) <= UNIT_LENGTH_MAX && (i > 0 || is_measure(rest)))
			return rest;
	}
	return NULL;
}

static gboolean
opens_note(const char *text)
{
	static const char *const openings[] = {"注", "附注", "说明", "备注", "填表说明", "资料来源", "数据来源", "Note",
		"NOTE", "Source", "SOURCE", "※"};

	for (guint i = 0; i < G_N_ELEMENTS(openings); i++) {
		const char *rest = behind(text, openings[i]);
		if (rest == NULL)
			continue;
		while (g_ascii_isalnum(*rest) || *rest == ' ')
			rest++;
		gunichar mark = g_utf8_get_char(rest);
		if (mark == ':' || mark == 0xFF1A || mark == '.' || mark == 0x3001 || mark == 0xFE55 ||
			openings[i][0] == (char)0xE2)
			return TRUE;
	}
	return FALSE;
}

/* The last line of a paragraph may happen to end as far right as its table. */
static gboolean
ends_sentence(const PrSegment *segment)
{
	gunichar last = last_char(segment->text);

	return is_closing_punctuation(last) || (last == '.' && !segment->is_bold);
}

static gboolean
is_centred(const PrSegment *segment, PrRect box)
{
	float off = fabsf(pr_rect_center_x(segment->box) - pr_rect_center_x(box));

	if (segment->is_bold && off <= EXACT_CENTRE * segment->size &&
		pr_rect_width(segment->box) <= WIDE_TITLE * pr_rect_width(box))
		return TRUE;
	return off <= MAX(OFF_CENTRE * pr_rect_width(box), segment->size) &&
	       pr_rect_width(segment->box) <= pr_rect_width(box) + 2 * segment->size;
}

/* （2024年度）: a line in brackets under a title says more about it, but is not the title. */
static gboolean
is_bracketed(const char *text)
{
	gunichar first = g_utf8_get_char(text), last = last_char(text);

	return (first == '(' || first == 0xFF08) && (last == ')' || last == 0xFF09);
}

/* 编制部门：…, 公开01表, 2024年度: short lines that may stand between a title and its table. */
static gboolean
is_companion(const PrSegment *segment, PrRect box)
{
	gunichar last = last_char(segment->text);

	if (last == 0x3002 || pr_rect_width(segment->box) > 0.7f * pr_rect_width(box))
		return FALSE;
	return strstr(segment->text, "：") != NULL || strchr(segment->text, ':') != NULL ||
	       is_bracketed(segment->text) || g_str_has_suffix(segment->text, "表") ||
	       g_str_has_suffix(segment->text, "年度");
}

/* Table 3. …, 表2 …, 附表1-3 …: a line that says itself that it is the name of a table. */
static gboolean
is_numbered_title(const char *text)
{
	static const char *const openings[] = {
		"Table", "TABLE", "Tab.", "Tableau", "Tabelle", "Tabella", "Tabla", "Tabel", "表", "附表", "续表"};

	for (guint i = 0; i < G_N_ELEMENTS(openings); i++) {
		const char *rest = behind(text, openings[i]);
		if (rest == NULL)
			continue;
		gunichar first = g_utf8_get_char(rest);
		if (g_unichar_isdigit(first) || g_utf8_strchr("一二三四五六七八九十", -1, first) != NULL ||
			(g_unichar_isupper(first) && !g_unichar_isalpha(g_utf8_get_char(g_utf8_next_char(rest)))))
			return TRUE;
	}
	return FALSE;
}

gboolean
pr_caption_is_told(const char *text)
{
	return unit_in(text) != NULL || opens_note(text) || is_numbered_title(text);
}

/* A line set larger or bolder than the table, right above it and flush with its left edge. */
static gboolean
is_flush_title(const PrSegment *segment, PrRect box, float limit, float em)
{
	return (segment->is_bold || segment->size > 1.1f * em) && fabsf(segment->box.x0 - box.x0) <= 1.5f * em &&
	       limit - segment->box.y1 <= 2 * segment->size && !ends_sentence(segment);
}

static void
take(const PrLayout *layout, PrSegment *segment, PrBreak before, PrText *text)
{
	pr_layout_append(layout, segment, before, text);
	segment->use = PR_USE_CAPTION;
}

static void
take_unit(const PrLayout *layout, PrSegment *segment, const char *unit, PrTable *table)
{
	glong length = g_utf8_strlen(unit, -1);
	PrText line = {0};

	take(layout, segment, PR_BREAK_NONE, &line);
	glong skip = (glong)pr_text_length(&line) - length;
	for (const char *p = unit; *p != '\0'; p = g_utf8_next_char(p))
		skip += *p == ' ';
	for (guint i = (guint)MAX(skip, 0); i < pr_text_length(&line); i++) {
		gunichar ch = pr_text_at(&line, i)->ch;
		if (ch != ')' && ch != 0xFF09)
			pr_text_append(&table->unit, *pr_text_at(&line, i));
	}
	pr_text_append_text(&table->unit_line, &line, PR_BREAK_LINE);
	pr_text_clear(&line);
}

/* The lowest free segment that ends above `limit` and lies over the table, or is a unit beside it; where there is none,
 * any one beside it. Beside a table may stand another column of text. NULL when the next one is out of reach. */
static PrSegment *
next_above(const PrLayout *layout, PrRect box, float limit, float reach)
{
	PrSegment *best = NULL, *beside = NULL;

	for (guint i = 0; i < layout->segments->len; i++) {
		PrSegment *segment = pr_layout_at(layout, i);

		if (segment->use != PR_USE_FREE || segment->is_running || pr_rect_center_y(segment->box) >= limit ||
			segment->box.x1 < box.x0 - reach || segment->box.x0 > box.x1 + reach ||
			limit - segment->box.y1 > reach)
			continue;
		gboolean is_over = segment->box.x1 > box.x0 && segment->box.x0 < box.x1;
		PrSegment **slot = is_over || unit_in(segment->text) != NULL ? &best : &beside;

		if (*slot == NULL || segment->box.y1 > (*slot)->box.y1)
			*slot = segment;
	}
	return best != NULL ? best : beside;
}

static void
find_title_and_unit(PrLayout *layout, PrRect box, float em, PrTable *table)
{
	float limit = box.y0;
	int companions = 0;

	while (companions <= COMPANIONS_MAX) {
		PrSegment *segment = next_above(layout, box, limit, REACH * em);
		if (segment == NULL)
			return;
		const char *unit = unit_in(segment->text);
		if (unit != NULL && pr_text_length(&table->unit) == 0) {
			take_unit(layout, segment, unit, table);
			continue;
		}
		if (is_numbered_title(segment->text) || is_flush_title(segment, box, limit, em) ||
			(is_centred(segment, box) && !is_bracketed(segment->text) && !ends_sentence(segment) &&
				g_utf8_strlen(segment->text, -1) > 1)) {
			take(layout, segment, PR_BREAK_NONE, &table->title);
			return;
		}
		if (!is_companion(segment, box))
			return;
		companions++;
		limit = segment->box.y0 + 0.3f * pr_rect_height(segment->box);
		/* The rest of the line stands beside the companion. */
		for (guint i = 0; i < layout->segments->len; i++) {
			PrSegment *other = pr_layout_at(layout, i);
			const char *other_unit = unit_in(other->text);
			if (other->use == PR_USE_FREE && other_unit != NULL && pr_text_length(&table->unit) == 0 &&
				other->box.y0 < segment->box.y1 && other->box.y1 > segment->box.y0)
				take_unit(layout, other, other_unit, table);
		}
	}
}

/* The highest free segment that begins below `limit`, over the width of the table. */
static PrSegment *
next_below(const PrLayout *layout, PrRect box, float limit)
{
	PrSegment *best = NULL;

	for (guint i = 0; i < layout->segments->len; i++) {
		PrSegment *segment = pr_layout_at(layout, i);

		if (segment->use != PR_USE_FREE || segment->is_running || pr_rect_center_y(segment->box) <= limit ||
			segment->box.x1 < box.x0 || segment->box.x0 > box.x1)
			continue;
		if (best == NULL || segment->box.y0 < best->box.y0 ||
			(segment->box.y0 < best->box.y1 && segment->box.x0 < best->box.x0))
			best = segment;
	}
	return best;
}

static void
find_notes(PrLayout *layout, PrRect box, float em, PrTable *table)
{
	float limit = box.y1, right = box.x1;
	PrRect last = {0};

	for (;;) {
		PrSegment *segment = next_below(layout, box, limit);
		if (segment == NULL)
			return;
		gboolean opens = opens_note(segment->text);
		if (opens && segment->box.y0 - limit <= NOTE_REACH * MAX(em, segment->size)) {
			PrText note = {0};
			take(layout, segment, PR_BREAK_NONE, &note);
			g_array_append_val(table->notes, note);
		} else if (!opens && table->notes->len > 0 && last.x1 > right - 3 * segment->size &&
			   segment->box.y0 - last.y0 <= NOTE_LEADING * 1.5f * pr_rect_height(last)) {
			/* The line before was full: the note goes on. */
			take(layout, segment, PR_BREAK_LINE,
				&g_array_index(table->notes, PrText, table->notes->len - 1));
		} else
			return;
		last = segment->box;
		limit = pr_rect_center_y(segment->box);
	}
}

void
pr_caption(PrLayout *layout, PrRect box, float em, PrTable *table)
{
	find_title_and_unit(layout, box, em, table);
	find_notes(layout, box, em, table);
}
