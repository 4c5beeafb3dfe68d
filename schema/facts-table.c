/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The record of a form → facts, a line a row.
 *
 *   code      208 → 20805 → 2080501     level and parent are in the code itself
 *   numbers   一、财政拨款收入           level 1
 *               1.一般公共预算资金       level 2: another kind of number begins below the first
 *             二、事业收入              level 1 again: this kind was there before
 *             年初结转和结余             no number: a line of its own …
 *               一、一般公共预算拨款     … and where counting begins anew right behind it, these are its parts: they mean what it means
 */
#include <string.h>

#include "schema/issue-tags.h"

/* Kinds of numbers in front of labels, the patterns below; the label is what is behind. */
#define STYLES 5
/* How deep kinds of numbers are nested. */
#define DEPTH_MAX 8

/* Where the lines of a block stand in their outline. */
typedef struct {
	int styles[DEPTH_MAX], lines[DEPTH_MAX]; /* the kinds that are open, and the last line of each */
	const PrRowName *names[DEPTH_MAX];       /* of those lines */
	guint depth;
	int heading; /* the last line without a number; 0 for none */
	const PrRowName *heading_name;
} Outline;

/* What is the same for all lines of a block. */
typedef struct {
	const PrForm *form;
	const PrBlock *block;
	int year;
	Outline outline;
	const PrRowName *inherited; /* the nearest name with a concept of the lines that the current one is a part of */
} Teller;

/* The kind of number in front of `label`, -1 for none; *first: whether it is the first of its kind. The rest goes to
 * *rest. */
static int
number_style(const char *label, gboolean *first, char **rest)
{
	static const PrPattern *slots[STYLES];
	static const char *const patterns[STYLES] = {"^([一二三四五六七八九十]{1,3})[、.．]\\s*(.+)$",
		"^[(（]([一二三四五六七八九十]{1,3})[)）]\\s*(.+)$", "^(\\d{1,2})[、.．](?!\\d)\\s*(.+)$",
		"^[(（](\\d{1,2})[)）]\\s*(.+)$", "^(其中)[:：]\\s*(.+)$"};

	for (int i = 0; i < STYLES; i++) {
		PrMatch match;

		if (!pr_pattern_find(pr_pattern_once(&slots[i], patterns[i]), label, 0, &match))
			continue;
		g_autofree char *number = pr_match_text(&match, label, 1);
		*first = strcmp(number, "一") == 0 || strcmp(number, "1") == 0;
		*rest = pr_match_text(&match, label, 2);
		return i;
	}
	*rest = g_strdup(label);
	return -1;
}

/* Level and parent of a line by the number in front of its label. */
static void
place_in_outline(Teller *teller, PrFactLine *line, int style, gboolean is_first, const PrRowName *name)
{
	Outline *outline = &teller->outline;
	guint depth = 0;

	teller->inherited = NULL;
	if (style < 0) {
		outline->depth = 0;
		outline->heading = line->number;
		outline->heading_name = name;
		return;
	}
	if (outline->depth == 0 && !is_first) /* counting goes on behind a sum */
		outline->heading = 0;
	while (depth < outline->depth && outline->styles[depth] != style)
		depth++;
	if (depth >= DEPTH_MAX)
		return;
	outline->styles[depth] = style;
	outline->lines[depth] = line->number;
	outline->names[depth] = name;
	outline->depth = depth + 1;
	line->level = (int)depth + 1;
	line->parent_line = depth > 0 ? outline->lines[depth - 1] : outline->heading;
	for (guint i = depth; i > 0 && teller->inherited == NULL; i--)
		if (outline->names[i - 1] != NULL && outline->names[i - 1]->concept != NULL)
			teller->inherited = outline->names[i - 1];
	if (teller->inherited == NULL && outline->heading > 0)
		teller->inherited = outline->heading_name;
}

/* A code from what is printed, its parts in one column or in several; NULL where it is none. A part that lost its zero
 * gets it back. */
static char *
code_of(const PrNode *leaf)
{
	g_autofree char *folded = pr_fold(leaf->printed);
	g_auto(GStrv) parts = g_strsplit(folded, "\n", -1);
	GString *code = g_string_new(NULL);

	for (guint i = 0; parts[i] != NULL; i++) {
		const char *part = g_strstrip(parts[i]);

		if (code->len >= 3 && strlen(part) == 1)
			g_string_append_c(code, '0');
		g_string_append(code, part);
	}
	gboolean is_code = code->len >= 3 && code->len <= 9 && strspn(code->str, "0123456789") == code->len;
	return g_string_free(code, !is_code);
}

static void
set_code(PrFactLine *line, char *code)
{
	gsize length = strlen(code);

	line->code = code;
	line->level = (int)(length - 1) / 2;
	if (length > 4)
		line->parent = g_strndup(code, length - 2);
}

static gboolean
is_figure(PrExpect expect)
{
	return expect == PR_EXPECT_AMOUNT || expect == PR_EXPECT_NUMBER || expect == PR_EXPECT_RATE ||
	       expect == PR_EXPECT_SCORE;
}

static void
add_fact(const Teller *teller, PrFactLine *line, const PrField *field, const PrRowName *name, const PrNode *leaf)
{
	const PrValue *value = &leaf->value;

	if (!is_figure(field->expect) || (value->kind != PR_VALUE_NUMBER && value->kind != PR_VALUE_PERCENT))
		return;
	const char *concept = name != NULL ? name->concept : NULL;
	if (concept == NULL && teller->inherited != NULL)
	concept = teller->inherited->concept;
	if (concept == NULL)
	concept = field->concept != NULL ? field->concept : teller->block->concept;
	const char *dims[] = {teller->form->dims, teller->block->dims, name != NULL ? name->dims : NULL, field->dims};
	PrFactKind kind = value->kind == PR_VALUE_PERCENT || field->expect == PR_EXPECT_RATE ? PR_FACT_PERCENT
			  : field->expect == PR_EXPECT_AMOUNT                                ? PR_FACT_AMOUNT
											     : PR_FACT_NUMBER;
	PrFact *fact = pr_fact_line_add(line, kind, field->name);
	fact->id = g_strdup_printf("t%dr%dc%d", leaf->table, leaf->row, leaf->col);
	fact->concept = g_strdup(concept);
	fact->dims = pr_dims_join(dims, G_N_ELEMENTS(dims));
	fact->raw = g_strdup(leaf->raw);
	fact->number = value->number;
	fact->unit = g_strdup(value->unit);
	fact->scale = value->magnitude;
	fact->year = teller->year;
	fact->row = leaf->row;
	fact->col = leaf->col;
	g_array_append_vals(fact->places, leaf->places->data, leaf->places->len);
	if (line->row < 0)
		line->row = leaf->row;
}

static const PrField *
field_at(const PrBlock *block, guint i)
{
	return g_ptr_array_index(block->fields, i);
}

static void
tell_row(Teller *teller, const PrNode *group, PrFactLine *line)
{
	const PrRowName *name = NULL;

	for (guint i = 0; i < teller->block->fields->len; i++) {
		const PrField *field = field_at(teller->block, i);
		const PrNode *leaf = pr_node_child(group, field->name);

		if (leaf == NULL || leaf->is_absent || *leaf->raw == '\0')
			continue;
		line->row = line->row < 0 ? leaf->row : line->row;
		if (field->expect == PR_EXPECT_CODE && field->parts->len > 0 && line->code == NULL) {
			char *code = code_of(leaf);
			if (code != NULL)
				set_code(line, code);
		} else if (field->expect == PR_EXPECT_TEXT && line->label == NULL) {
			gboolean is_first = FALSE;
			int style = number_style(leaf->raw, &is_first, &line->label);
			name = pr_row_names_find(teller->block->items, line->label);
			line->item = name != NULL ? g_strdup(name->name) : NULL;
			line->class_code = name != NULL ? g_strdup(name->code) : NULL;
			if (line->code == NULL)
				place_in_outline(teller, line, style, is_first, name);
		}
	}
	for (guint i = 0; i < teller->block->fields->len; i++) {
		const PrNode *leaf = pr_node_child(group, field_at(teller->block, i)->name);
		if (leaf != NULL && !leaf->is_absent)
			add_fact(teller, line, field_at(teller->block, i), name, leaf);
	}
}

gboolean
pr_form_declares_empty(const PrForm *form, const char *text)
{
	return form->empty != NULL && pr_pattern_matches(form->empty, text);
}

static guint
count_facts(const PrFacts *facts)
{
	guint count = 0;

	for (guint i = 0; i < facts->lines->len; i++)
		count += ((const PrFactLine *)g_ptr_array_index(facts->lines, i))->facts->len;
	return count;
}

static gboolean
declares_empty(const PrForm *form, const GPtrArray *notes)
{
	for (guint i = 0; i < notes->len; i++)
		if (pr_form_declares_empty(form, ((const PrClean *)g_ptr_array_index(notes, i))->text))
			return TRUE;
	return FALSE;
}

static int
record_year(const PrRecord *record)
{
	const PrNode *node = pr_node_child(record->root, "year");

	return node != NULL && node->kind == PR_NODE_LEAF && node->value.kind == PR_VALUE_DATE ? node->value.from.year
											       : 0;
}

static const char *
record_entity(const PrRecord *record)
{
	const PrNode *node = pr_node_child(record->root, "department");

	return node != NULL && node->kind == PR_NODE_LEAF && node->raw != NULL && *node->raw != '\0' ? node->raw : NULL;
}

static void
tell_block(Teller *teller, const PrNode *node, PrFacts *facts)
{
	if (node->kind != PR_NODE_LIST) {
		tell_row(teller, node, pr_facts_add_line(facts));
		return;
	}
	for (guint i = 0; i < node->children->len; i++)
		tell_row(teller, g_ptr_array_index(node->children, i), pr_facts_add_line(facts));
}

static void
note_unread_row(const PrBlock *block, const PrNode *group, PrIssues *issues)
{
	for (guint i = 0; i < block->fields->len; i++) {
		const PrField *field = field_at(block, i);
		const PrNode *leaf = pr_node_child(group, field->name);

		if (!is_figure(field->expect) || leaf == NULL || leaf->is_absent || leaf->value.kind != PR_VALUE_TEXT ||
			leaf->places->len == 0)
			continue;
		const PrPlace *place = &g_array_index(leaf->places, PrPlace, 0);
		pr_issues_add(issues, pr_schema_issue(PR_ISSUE_FIGURE_UNREAD), place->page, place->box, "%s.%s: %s",
			block->name, field->name, leaf->raw);
	}
}

void
pr_facts_note_unread(const PrForm *form, const PrRecord *record, PrIssues *issues)
{
	for (guint i = 0; i < form->blocks->len; i++) {
		const PrBlock *block = g_ptr_array_index(form->blocks, i);
		const PrNode *node = pr_node_child(record->root, block->name);

		if (block->concept == NULL || node == NULL || node->kind == PR_NODE_LEAF)
			continue;
		if (node->kind == PR_NODE_GROUP)
			note_unread_row(block, node, issues);
		for (guint k = 0; node->kind == PR_NODE_LIST && k < node->children->len; k++)
			note_unread_row(block, g_ptr_array_index(node->children, k), issues);
	}
}

void
pr_facts_of_record(
	const PrForm *form, const PrRecord *record, const PrSubject *subject, const GPtrArray *notes, GPtrArray *out)
{
	int year = record_year(record);
	const char *entity = record_entity(record);

	if (year == 0 && subject != NULL)
		year = subject->year;
	if (entity == NULL && subject != NULL)
		entity = subject->entity;
	for (guint i = 0; i < form->blocks->len; i++) {
		const PrBlock *block = g_ptr_array_index(form->blocks, i);
		const PrNode *node = pr_node_child(record->root, block->name);

		if (block->concept == NULL || node == NULL || node->kind == PR_NODE_LEAF)
			continue;
		Teller teller = {.form = form, .block = block, .year = year};
		g_autoptr(PrFacts) facts = pr_facts_new(form->id, block->name);
		facts->number = record->number;
		facts->table = record->tables->len > 0 ? g_array_index(record->tables, int, 0) : 0;
		facts->page = record->places->len > 0 ? g_array_index(record->places, PrPlace, 0).page : 0;
		facts->year = year;
		facts->entity = g_strdup(entity);
		tell_block(&teller, node, facts);
		if (facts->lines->len == 0 && block->is_optional)
			continue;
		facts->is_empty = count_facts(facts) == 0;
		facts->declares_empty = declares_empty(form, notes);
		g_ptr_array_add(out, g_steal_pointer(&facts));
	}
}
