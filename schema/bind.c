/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tables of a form → its record, block by block in the order of the definition. */
#include "schema/bind.h"
#include "schema/issue-tags.h"

/* No title is longer. */
#define TITLE_BYTES_MAX 400
/* How many characters may stand about it. */
#define TITLE_SLACK 14
/* A line of the head that says more than its field is no longer than this. */
#define HEAD_LINE_MAX 24

static gboolean
is_key_of(const GPtrArray *keys, const char *key)
{
	for (guint i = 0; i < keys->len; i++)
		if (strcmp(g_ptr_array_index(keys, i), key) == 0)
			return TRUE;
	return FALSE;
}

/* A title's key without what changes from copy to copy: the number in front, the body and the year, who it is of in
 * general. */
static char *
title_core(const char *key)
{
	static const PrPattern *slot;
	const PrPattern *pattern = pr_pattern_once(&slot,
		"^(?:(?:附件|附表|公开|表)*[0-9一二三四五六七八九十]{0,3}(?:表|[:.,)])*)?+(?:[^()]{0,40}?(?:20\\d\\d|二〇[〇一二三四五六七八九]{2})年度?)?+"
		"(?:(?:市本级|区级|本级)?(?:部门|单位))?+(.+?)(?:\\([^()]*\\))*$");
	PrMatch match;

	return pr_pattern_find(pattern, key, 0, &match) ? pr_match_text(&match, key, 1) : g_strdup(key);
}

double
pr_title_likeness(const PrForm *form, const char *text)
{
	double best = 0;

	if (strlen(text) > TITLE_BYTES_MAX)
		return 0;
	g_autofree char *key = pr_label_key(text);
	if (is_key_of(form->titles, key))
		return 1;
	g_autofree char *core = title_core(key);
	for (guint i = 0; i < form->titles->len; i++) {
		const char *title = g_ptr_array_index(form->titles, i);
		glong length = g_utf8_strlen(title, -1);

		if (strcmp(core, title) == 0)
			return 1;
		/* "附件1 …表", "…表（2024年度）": words around the title, but not many. */
		if (strstr(key, title) != NULL && g_utf8_strlen(key, -1) <= length + TITLE_SLACK)
			best = MAX(best, (double)length / (double)MAX(length, g_utf8_strlen(core, -1)));
	}
	return best;
}

gboolean
pr_is_title(const PrForm *form, const char *text)
{
	return pr_title_likeness(form, text) > 0;
}

gboolean
pr_is_label_part(const PrForm *form, const char *text)
{
	g_autofree char *key = pr_label_key(text);

	for (guint i = 0; *key != '\0' && i < form->blocks->len; i++) {
		const PrBlock *block = g_ptr_array_index(form->blocks, i);
		for (guint k = 0; k < block->labels->len; k++)
			if (strstr(g_ptr_array_index(block->labels, k), key) != NULL)
				return TRUE;
	}
	return FALSE;
}

gboolean
pr_is_head_line(const PrForm *form, const char *text)
{
	if (pr_is_title(form, text))
		return TRUE;
	for (guint i = 0; i < form->head->len; i++) {
		const PrField *field = g_ptr_array_index(form->head, i);
		PrMatch match;
		/* A sentence that names a year is not the line of the year. */
		if (strlen(text) > TITLE_BYTES_MAX || !pr_pattern_find(field->pattern, text, 0, &match))
			continue;
		if (g_utf8_strlen(text, -1) <= HEAD_LINE_MAX ||
			(match.start[0] == 0 && match.end[0] == (int)strlen(text)))
			return TRUE;
	}
	return FALSE;
}

/* A leaf from a part of a text, with the places of its characters. */
static PrNode *
leaf_from_text(
	const PrText *text, const PrClean *clean, int start, int end, const char *name, const PrValueContext *context)
{
	PrNode *leaf = pr_node_new(PR_NODE_LEAF, name);

	leaf->raw = g_strndup(clean->text + start, (gsize)(end - start));
	pr_clean_places(clean, text, start, end, leaf->places);
	leaf->printed = g_strdup(leaf->raw);
	g_autofree char *folded = pr_fold(leaf->raw);
	pr_value_parse(folded, context, &leaf->value);
	return leaf;
}

/* The texts about the tables: titles first, then the paragraphs above, the nearest first. */
typedef struct {
	GPtrArray *texts;  /* of const PrText *, borrowed */
	GPtrArray *cleans; /* of PrClean, owned */
} HeadLines;

static HeadLines
head_lines(const GPtrArray *tables, const GPtrArray *paragraphs)
{
	HeadLines lines = {g_ptr_array_new(), g_ptr_array_new_with_free_func((GDestroyNotify)pr_clean_free)};

	for (guint i = 0; i < tables->len; i++) {
		const PrBoundTable *bound = g_ptr_array_index(tables, i);
		g_ptr_array_add(lines.texts, (gpointer)&bound->sheet->table->title);
	}
	for (guint i = paragraphs->len; i > 0; i--)
		g_ptr_array_add(lines.texts, &((PrParagraph *)g_ptr_array_index(paragraphs, i - 1))->text);
	for (guint i = 0; i < lines.texts->len; i++)
		g_ptr_array_add(lines.cleans, pr_clean_new(g_ptr_array_index(lines.texts, i)));
	return lines;
}

static PrNode *
bind_title(const PrForm *form, const HeadLines *lines, const GPtrArray *tables)
{
	PrValueContext context = {.expect = PR_EXPECT_TEXT};

	for (guint i = 0; i < lines->texts->len; i++) {
		const PrClean *clean = g_ptr_array_index(lines->cleans, i);
		if (pr_is_title(form, clean->text))
			return leaf_from_text(g_ptr_array_index(lines->texts, i), clean, 0, (int)strlen(clean->text),
				"title", &context);
	}
	/* Some forms print it as their first row. */
	for (guint i = 0; i < tables->len; i++) {
		PrBoundTable *bound = g_ptr_array_index(tables, i);
		for (guint k = 0; k < bound->sheet->table->cells->len; k++) {
			const PrClean *clean = g_ptr_array_index(bound->sheet->clean->cells, k);
			if (pr_sheet_cell(bound->sheet, k)->row > 1)
				break;
			if (!pr_sheet_is_blank(bound->sheet, k) && pr_is_title(form, clean->text))
				return pr_sheet_leaf(bound->sheet, "title", &k, 1, &context);
		}
	}
	return pr_absent_leaf("title");
}

static PrNode *
bind_head_field(const PrField *field, const HeadLines *lines)
{
	PrValueContext context = {.expect = field->expect, .unit = field->unit};

	for (guint i = 0; i < lines->texts->len; i++) {
		const PrClean *clean = g_ptr_array_index(lines->cleans, i);
		PrMatch match;

		if (!pr_pattern_find(field->pattern, clean->text, 0, &match))
			continue;
		int group = match.start[1] >= 0 ? 1 : 0;
		return leaf_from_text(g_ptr_array_index(lines->texts, i), clean, match.start[group], match.end[group],
			field->name, &context);
	}
	return pr_absent_leaf(field->name);
}

/* The year that dates without one are of: the first head field that is a year. */
static int
year_of(const PrNode *root)
{
	for (guint i = 0; i < root->children->len; i++) {
		const PrNode *node = g_ptr_array_index(root->children, i);
		if (node->kind == PR_NODE_LEAF && node->value.kind == PR_VALUE_DATE && node->value.from.month == 0)
			return node->value.from.year;
	}
	return 0;
}

/* The value of a pair stands right of its label; at the edge of the table there is none. */
static PrNode *
bind_pair(PrBoundTable *bound, const PrBlock *block, const PrSite *site, int year)
{
	const PrField *field = g_ptr_array_index(block->fields, 0);
	PrSheet *sheet = bound->sheet;
	const PrCell *label = pr_sheet_cell(sheet, site->label);
	int col = label->col + label->colspan;
	PrValueContext context = pr_value_context(bound, block, site, 0, year);

	sheet->used[site->label] = TRUE;
	if (site->label_rest != PR_NO_CELL)
		sheet->used[site->label_rest] = TRUE;
	if (col >= sheet->table->cols)
		return pr_absent_leaf(field->name);
	guint index = pr_sheet_at(sheet, label->row, col);
	for (guint i = 0; i < bound->map->count; i++)
		if (bound->map->sites[i].is_found && bound->map->sites[i].label == index)
			return pr_absent_leaf(field->name);
	return pr_sheet_leaf(sheet, field->name, &index, 1, &context);
}

static PrNode *
absent_block(const PrForm *form, guint index)
{
	const PrBlock *block = g_ptr_array_index(form->blocks, index);

	if (block->kind == PR_BLOCK_PAIR)
		return pr_absent_leaf(((const PrField *)g_ptr_array_index(block->fields, 0))->name);
	if (block->kind == PR_BLOCK_ROWS)
		return pr_node_new(PR_NODE_LIST, block->name);
	PrNode *group = pr_node_new(PR_NODE_GROUP, block->name);
	for (guint i = 0; i < block->fields->len; i++)
		pr_node_add(group, pr_absent_leaf(((const PrField *)g_ptr_array_index(block->fields, i))->name));
	return group;
}

/* What the next table says of the same group of fields, where the page cut it. */
static void
add_values(PrBoundTable *bound, const PrForm *form, guint index, int year, PrNode *node)
{
	const PrBlock *block = g_ptr_array_index(form->blocks, index);
	g_autoptr(PrNode) more = pr_node_new(PR_NODE_GROUP, block->name);

	pr_bind_group(bound, form, index, year, more);
	for (guint i = 0; i < block->fields->len; i++) {
		PrValueContext context = pr_value_context(bound, block, &bound->map->sites[index], i, year);
		pr_leaf_append(g_ptr_array_index(node->children, i), g_ptr_array_index(more->children, i), &context);
	}
	while (more->children->len > block->fields->len)
		pr_node_add(node, g_ptr_array_steal_index(more->children, block->fields->len));
}

static PrNode *
bind_block(const PrForm *form, guint index, const GPtrArray *tables, int year)
{
	const PrBlock *block = g_ptr_array_index(form->blocks, index);
	PrNode *node = NULL;

	for (guint i = 0; i < tables->len; i++) {
		PrBoundTable *bound = g_ptr_array_index(tables, i);
		const PrSite *site = &bound->map->sites[index];

		if (site->is_found && node != NULL && block->kind == PR_BLOCK_VALUES && site->is_continued)
			add_values(bound, form, index, year, node);
		if (!site->is_found || (node != NULL && block->kind != PR_BLOCK_ROWS))
			continue;
		if (block->kind == PR_BLOCK_PAIR) {
			node = bind_pair(bound, block, site, year);
			continue;
		}
		if (node == NULL)
			node = pr_node_new(block->kind == PR_BLOCK_ROWS ? PR_NODE_LIST : PR_NODE_GROUP, block->name);
		if (block->kind == PR_BLOCK_ROWS)
			pr_bind_rows(bound, form, index, year, node);
		else
			pr_bind_group(bound, form, index, year, node);
	}
	return node;
}

/* What is left goes in under the cell left of it, if that is left over too: a label and its value that the definition
 * lacks. */
static void
bind_rest(PrBoundTable *bound, PrNode *root, PrIssues *issues)
{
	PrSheet *sheet = bound->sheet;
	PrValueContext context = {.expect = PR_EXPECT_ANY};

	for (guint i = 0; i < sheet->table->cells->len; i++) {
		const PrCell *cell = pr_sheet_cell(sheet, i);
		guint value = i;

		if (sheet->used[i] || pr_sheet_is_blank(sheet, i))
			continue;
		if (cell->col + cell->colspan < sheet->table->cols) {
			guint right = pr_sheet_at(sheet, cell->row, cell->col + cell->colspan);
			if (!sheet->used[right])
				value = right;
		}
		const PrPlace *place = &g_array_index(cell->places, PrPlace, 0);
		const PrClean *label = g_ptr_array_index(sheet->clean->cells, i);
		sheet->used[i] = TRUE;
		PrNode *leaf = pr_node_add(root, pr_sheet_leaf(sheet, "other", &value, 1, &context));
		leaf->label = g_strdup(value != i ? label->text : "");
		pr_issues_add(
			issues, pr_schema_issue(PR_ISSUE_TEXT_UNPLACED), place->page, place->box, "%s", label->text);
	}
}

/* Columns of a block that is there which are not. */
static void
note_missing_columns(const PrForm *form, guint index, const GPtrArray *tables, PrIssues *issues)
{
	const PrBlock *block = g_ptr_array_index(form->blocks, index);

	for (guint i = 0; i < block->fields->len && (block->kind == PR_BLOCK_ROWS || block->kind == PR_BLOCK_VALUES);
		i++) {
		const PrField *field = g_ptr_array_index(block->fields, i);
		const PrBoundTable *first = NULL;
		gboolean is_there = FALSE;

		for (guint k = 0; k < tables->len; k++) {
			const PrBoundTable *bound = g_ptr_array_index(tables, k);
			const PrSite *site = &bound->map->sites[index];

			first = first == NULL && site->is_found ? bound : first;
			is_there = is_there || (site->is_found && site->columns[i].header != PR_NO_CELL);
		}
		if (first == NULL || is_there || field->labels->len == 0 || field->is_optional || block->is_optional)
			continue;
		const PrSite *site = &first->map->sites[index];
		const PrCell *cell = pr_sheet_cell(first->sheet, pr_sheet_at(first->sheet, site->header_row, 0));
		const PrPlace *place = &g_array_index(cell->places, PrPlace, 0);
		pr_issues_add(issues, pr_schema_issue(PR_ISSUE_FIELD_MISSING), place->page, place->box, "%s.%s",
			block->name, field->name);
	}
}

/* Cells of unknown columns: one issue for each label of a block. */
static void
note_unknown(const PrNode *node, GHashTable *known, PrIssues *issues)
{
	for (guint i = 0; node->children != NULL && i < node->children->len; i++) {
		const PrNode *child = g_ptr_array_index(node->children, i);

		note_unknown(child, known, issues);
		if (child->kind != PR_NODE_LEAF || child->label == NULL || !g_hash_table_add(known, child->label))
			continue;
		const PrPlace *place = &g_array_index(child->places, PrPlace, 0);
		pr_issues_add(issues, pr_schema_issue(PR_ISSUE_TEXT_UNPLACED), place->page, place->box, "%s: %s",
			child->label, child->raw);
	}
}

static void
note_tables(PrRecord *record, const GPtrArray *tables)
{
	for (guint i = 0; i < tables->len; i++) {
		const PrTable *table = ((const PrBoundTable *)g_ptr_array_index(tables, i))->sheet->table;

		g_array_append_val(record->tables, table->number);
		for (guint k = 0; k < table->parts->len; k++) {
			const PrPart *part = &g_array_index(table->parts, PrPart, k);
			PrPlace place = {part->page, part->box};
			g_array_append_val(record->places, place);
		}
	}
}

PrRecord *
pr_bind(const PrForm *form, const GPtrArray *tables, const GPtrArray *paragraphs, PrIssues *issues)
{
	PrRecord *record = pr_record_new(form->id);
	HeadLines lines = head_lines(tables, paragraphs);

	note_tables(record, tables);
	pr_node_add(record->root, bind_title(form, &lines, tables));
	for (guint i = 0; i < form->head->len; i++)
		pr_node_add(record->root, bind_head_field(g_ptr_array_index(form->head, i), &lines));
	int year = year_of(record->root);
	for (guint i = 0; i < form->blocks->len; i++) {
		const PrPlace *place = &g_array_index(record->places, PrPlace, 0);
		PrNode *node = bind_block(form, i, tables, year);

		if (node == NULL) {
			const PrBlock *block = g_ptr_array_index(form->blocks, i);

			if (!block->is_optional)
				pr_issues_add(issues, pr_schema_issue(PR_ISSUE_FIELD_MISSING), place->page, place->box,
					"%s", block->name);
			node = absent_block(form, i);
		}
		g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
		note_unknown(node, known, issues);
		note_missing_columns(form, i, tables, issues);
		pr_node_add(record->root, node);
	}
	for (guint i = 0; i < tables->len; i++)
		bind_rest(g_ptr_array_index(tables, i), record->root, issues);
	g_ptr_array_unref(lines.texts);
	g_ptr_array_unref(lines.cleans);
	return record;
}
