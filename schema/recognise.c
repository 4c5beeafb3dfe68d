/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which form begins with a table. Two witnesses are heard:
 *
 *   the title   above the table, or in its first row: 一般公共预算财政拨款支出决算表
 *   the labels  科目编码 │ 科目名称 │ 合计 │ 基本支出 │ 项目支出
 *
 * Title and a part of the labels, or nearly all labels alone, make a form. Tables of one family have the same columns
 * under different titles: their definitions ask for the title (`titled`). Titles contain one another (支出决算表 is a part
 * of the one above): the closer one wins. Most tables are of no form, so the cheap questions come first: without its
 * title such a definition is out, and one with no label in the table is out before any cell is looked at. */
#include "schema/recognise.h"

#include <string.h>

#include "schema/bind.h"

/* Of the labels that a definition has, the share that must be there under its title, and without a title. */
#define SHARE_TITLED 0.25
#define SHARE_UNTITLED 0.7
/* Under words that only contain the title of a form that is known by its title. */
#define SHARE_PARTLY 0.6
/* A form known by its labels alone needs this many of them. */
#define LABELS_UNTITLED 6

/* What the definitions are held against. */
typedef struct {
	const PrSheet *sheet;
	GPtrArray *titles; /* of char *: what may be a title at the table itself */
	GPtrArray *lines;  /* of char *: the lines above, the nearest first; running heads left out */
	GPtrArray *heads;  /* of char *: running heads among them */
	GHashTable *keys;  /* set of the keys and cores of the cells */
} Evidence;

double
pr_map_share(const PrMap *map)
{
	return map->expected > 0 ? (double)map->found / map->expected : 0;
}

static void
gather(Evidence *evidence, const PrSheet *sheet, const GQueue *above)
{
	const PrCleanTable *clean = sheet->clean;

	evidence->sheet = sheet;
	evidence->titles = g_ptr_array_new_with_free_func(g_free);
	evidence->lines = g_ptr_array_new_with_free_func(g_free);
	evidence->heads = g_ptr_array_new_with_free_func(g_free);
	evidence->keys = g_hash_table_new(g_str_hash, g_str_equal);
	if (clean->title != NULL)
		g_ptr_array_add(evidence->titles, g_strdup(clean->title->text));
	for (guint i = 0; i < sheet->table->cells->len; i++) {
		if (pr_sheet_cell(sheet, i)->row == 0)
			g_ptr_array_add(evidence->titles,
				g_strdup(((const PrClean *)g_ptr_array_index(clean->cells, i))->text));
		g_hash_table_add(evidence->keys, sheet->keys[i]);
		if (sheet->cores[i] != NULL)
			g_hash_table_add(evidence->keys, sheet->cores[i]);
	}
	for (const GList *link = above->tail; link != NULL; link = link->prev) {
		const PrParagraph *paragraph = link->data;
		gboolean is_running =
			paragraph->kind == PR_PARAGRAPH_PAGE_HEADER || paragraph->kind == PR_PARAGRAPH_PAGE_FOOTER;
		g_ptr_array_add(is_running ? evidence->heads : evidence->lines, pr_cleaned(&paragraph->text));
	}
}

static void
evidence_clear(Evidence *evidence)
{
	g_ptr_array_unref(evidence->titles);
	g_ptr_array_unref(evidence->lines);
	g_ptr_array_unref(evidence->heads);
	g_hash_table_unref(evidence->keys);
}

static double
closest(const PrForm *form, const GPtrArray *texts)
{
	double best = 0;

	for (guint i = 0; i < texts->len; i++)
		best = MAX(best, pr_title_likeness(form, g_ptr_array_index(texts, i)));
	return best;
}

/* How close the table comes to being called like the form. A line counts as long as only lines of the form's head are
 * between. */
static double
title_likeness(const Evidence *evidence, const PrForm *form)
{
	double best = MAX(closest(form, evidence->titles), closest(form, evidence->heads));

	for (guint i = 0; i < evidence->lines->len; i++) {
		const char *line = g_ptr_array_index(evidence->lines, i);

		best = MAX(best, pr_title_likeness(form, line));
		if (!pr_is_head_line(form, line))
			break;
	}
	return best;
}

static gboolean
has_any(const Evidence *evidence, const GPtrArray *labels)
{
	for (guint i = 0; i < labels->len; i++)
		if (g_hash_table_contains(evidence->keys, g_ptr_array_index(labels, i)))
			return TRUE;
	return FALSE;
}

static gboolean
has_any_label(const Evidence *evidence, const PrForm *form)
{
	for (guint i = 0; i < form->blocks->len; i++) {
		const PrBlock *block = g_ptr_array_index(form->blocks, i);

		if (has_any(evidence, block->labels))
			return TRUE;
		for (guint k = 0; k < block->fields->len; k++)
			if (has_any(evidence, ((const PrField *)g_ptr_array_index(block->fields, k))->labels))
				return TRUE;
	}
	return FALSE;
}

/* Names of what a map has no place for. */
static char *
list_missing(const PrForm *form, const PrMap *map)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (guint i = 0; i < form->blocks->len; i++) {
		const PrBlock *block = g_ptr_array_index(form->blocks, i);
		const PrSite *site = &map->sites[i];

		if (!site->is_found && !block->is_optional)
			g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", block->name);
		for (guint k = 0; site->is_found && k < block->fields->len; k++) {
			const PrField *field = g_ptr_array_index(block->fields, k);

			if (field->labels->len > 0 && !field->is_optional && block->kind != PR_BLOCK_PAIR &&
				site->columns[k].header == PR_NO_CELL)
				g_string_append_printf(
					names, "%s%s.%s", names->len > 0 ? ", " : "", block->name, field->name);
		}
	}
	return names->len > 0 ? g_string_free(g_steal_pointer(&names), FALSE) : NULL;
}

static void
trial_clear(gpointer trial)
{
	g_free(((PrTrial *)trial)->missing);
}

GArray *
pr_trials_new(void)
{
	GArray *trials = g_array_new(FALSE, FALSE, sizeof(PrTrial));

	g_array_set_clear_func(trials, trial_clear);
	return trials;
}

char *
pr_trial_reason(const PrTrial *trial)
{
	g_autofree char *title = trial->title <= 0 ? g_strdup("not its title")
				 : trial->title >= 1
					 ? g_strdup("its title")
					 : g_strdup_printf("like its title (%d %%)", (int)(trial->title * 100));
	gboolean is_short = trial->title <= 0 && trial->form->is_titled;

	if (trial->expected == 0)
		return g_strdup_printf("%s%s", title,
			trial->title <= 0 && !is_short ? ", none of its labels" : ", which it is known by");
	return g_strdup_printf("%s, %u of %u labels%s%s%s", title, trial->found, trial->expected,
		trial->score > 0   ? ""
		: trial->title > 0 ? " (a quarter is needed)"
				   : " (without the title, seven in ten are needed, and six)",
		trial->missing != NULL ? "; missing: " : "", trial->missing != NULL ? trial->missing : "");
}

/* `needs_title`: the labels alone are not enough. The map goes to *map where it was made. */
static PrTrial
try_form(const Evidence *evidence, const PrForm *form, gboolean needs_title, PrMap **map)
{
	PrTrial trial = {.form = form};

	if (form->blocks->len == 0)
		return trial;
	trial.title = title_likeness(evidence, form);
	if ((needs_title && trial.title == 0) || (trial.title == 0 && !has_any_label(evidence, form)))
		return trial;
	*map = pr_map_new(form, evidence->sheet);
	double share = pr_map_share(*map);
	trial.found = (*map)->found;
	trial.expected = (*map)->expected;
	if (trial.title > 0)
		trial.score = share >= (needs_title && trial.title < 1 ? SHARE_PARTLY : SHARE_TITLED)
				      ? 1 + trial.title + share
				      : 0;
	else if (share >= SHARE_UNTITLED && trial.found >= LABELS_UNTITLED)
		trial.score = share;
	return trial;
}

/* Where both fit as well, the user's definition was made for this. */
static gboolean
is_users(const PrForm *form)
{
	return strcmp(form->origin, PR_BUILT_IN) != 0;
}

const PrForm *
pr_recognise(const PrForms *forms, const PrForm *only, const PrSheet *sheet, const GQueue *above, PrMap **map,
	GArray *trials)
{
	Evidence evidence;
	PrTrial best = {0};
	guint count = only != NULL ? 1 : pr_forms_count(forms);
	/* Who asks for a form may mean a table without a title, but none that is called otherwise. */
	gboolean is_called = pr_text_length(&sheet->table->title) > 0;

	gather(&evidence, sheet, above);
	for (guint i = 0; i < count; i++) {
		const PrForm *form = only != NULL ? only : pr_forms_at(forms, i);
		g_autoptr(PrMap) tried = NULL;
		PrTrial trial = try_form(&evidence, form, form->is_titled && (only == NULL || is_called), &tried);

		if (trials != NULL) {
			trial.missing = tried != NULL ? list_missing(form, tried) : NULL;
			g_array_append_val(trials, trial);
		}
		if (trial.score <= 0 || trial.score < best.score || (trial.score == best.score && !is_users(form)))
			continue;
		best = trial;
		pr_map_free(*map);
		*map = g_steal_pointer(&tried);
	}
	evidence_clear(&evidence);
	return best.form;
}
