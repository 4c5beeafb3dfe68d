/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A drafted form as a whole: its names, and what stands above its table. */
#include "schema/draft-layout.h"

#include "normalize/romanize.h"

/* Names leave room for a number that tells them apart. */
#define NAME_BYTES_MAX 56
/* A line above the table that is longer is a sentence. */
#define LINE_CHARS_MAX 24

/* ---- names ---- */

/* 部门（单位）名称 → 部门名称; where all stands in brackets, it stays. Free with g_free(). */
static char *
without_brackets(const char *label)
{
	g_autoptr(GString) words = g_string_new(NULL);
	guint depth = 0;

	for (const char *p = label; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar ch = g_utf8_get_char(p);

		depth += ch == '(' || ch == 0xff08;
		if (depth == 0)
			g_string_append_unichar(words, ch);
		depth -= (ch == ')' || ch == 0xff09) && depth > 0;
	}
	return words->len > 0 ? g_string_free(g_steal_pointer(&words), FALSE) : g_strdup(label);
}

char *
pr_draft_name(const char *label, const char *fallback, GHashTable *taken)
{
	static const char *const reserved[] = {PR_FORM_RESERVED_NAMES, NULL};
	g_autofree char *words = without_brackets(label != NULL ? label : "");
	g_autofree char *made = pr_romanize(words, '_', NAME_BYTES_MAX);
	g_autofree char *base = *made == '\0'            ? g_strdup(fallback)
				: g_ascii_isalpha(*made) ? g_strdup(made)
							 : g_strconcat(fallback, "_", made, NULL);
	g_autofree char *name = g_strdup(base);

	for (guint number = 2; g_strv_contains(reserved, name) || g_hash_table_contains(taken, name); number++) {
		g_free(name);
		name = g_strdup_printf("%s_%u", base, number);
	}
	g_hash_table_add(taken, g_strdup(name));
	return g_steal_pointer(&name);
}

/* ---- what stands above ---- */

static gboolean
has_year(const PrDraftCopy *copy)
{
	static const PrPattern *slot;
	const PrPattern *pattern = pr_pattern_once(&slot, "(?:20\\d\\d|二〇[〇零一二三四五六七八九]{2})\\s*年");
	PrMatch match;

	for (guint i = 0; i < copy->lines->len; i++)
		if (pr_pattern_find(pattern, g_ptr_array_index(copy->lines, i), 0, &match))
			return TRUE;
	return FALSE;
}

/* The word in front of the colon of a line like 编制单位：…; NULL for another line. Free with g_free(). */
static char *
line_label(const char *line)
{
	static const PrPattern *slot;
	const PrPattern *pattern = pr_pattern_once(&slot, "^\\s*(\\p{L}{2,8})\\s*[:：]\\s*\\S");
	PrMatch match;

	if (g_utf8_strlen(line, -1) > LINE_CHARS_MAX || !pr_pattern_find(pattern, line, 0, &match))
		return NULL;
	return pr_match_text(&match, line, 1);
}

/* In how many copies a line begins with this label. */
static guint
count_line(const PrDraftFamily *family, const char *label)
{
	guint count = 0;

	for (guint i = 0; i < family->copies->len; i++) {
		const PrDraftCopy *copy = g_ptr_array_index(family->copies, i);

		for (guint k = 0; k < copy->lines->len; k++) {
			g_autofree char *other = line_label(g_ptr_array_index(copy->lines, k));
			if (g_strcmp0(other, label) != 0)
				continue;
			count++;
			break;
		}
	}
	return count;
}

void
pr_draft_head(PrDraftForm *form, const PrDraftFamily *family, GHashTable *names)
{
	const PrDraftCopy *best = pr_draft_best_copy(family);
	guint years = 0;

	form->title = g_strdup(*family->title != '\0' ? family->title : "?");
	form->id = pr_romanize(form->title, '-', NAME_BYTES_MAX);
	if (!g_ascii_isalpha(form->id[0])) {
		g_autofree char *old = form->id;
		form->id = g_strconcat("form", *old != '\0' ? "-" : "", old, NULL);
	}
	/* Seen once, tables with the same columns cannot be told apart by their labels. */
	form->is_titled = *family->title != '\0' && family->copies->len == 1;
	if (*family->title == '\0')
		form->doubt = g_strdup("no title is printed: write one that tells the form from others");
	form->lines = g_ptr_array_new_with_free_func(g_free);
	form->names = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < family->copies->len; i++)
		years += has_year(g_ptr_array_index(family->copies, i));
	form->has_year = 2 * years > family->copies->len;
	if (form->has_year)
		g_hash_table_add(names, g_strdup("year"));
	for (guint i = 0; i < best->lines->len; i++) {
		g_autofree char *label = line_label(g_ptr_array_index(best->lines, i));

		if (label == NULL || 2 * count_line(family, label) <= family->copies->len ||
			g_ptr_array_find_with_equal_func(form->lines, label, g_str_equal, NULL))
			continue;
		g_ptr_array_add(form->names, pr_draft_name(label, "line", names));
		g_ptr_array_add(form->lines, g_steal_pointer(&label));
	}
}

/* ---- the end of them ---- */

void
pr_draft_field_free(gpointer data)
{
	PrDraftField *field = data;

	g_free(field->name);
	g_free(field->label);
	g_clear_pointer(&field->variants, g_ptr_array_unref);
	g_free(field->over);
	g_free(field->under);
	g_free(field->unit);
	g_free(field->doubt);
	g_free(field);
}

void
pr_draft_block_free(gpointer data)
{
	PrDraftBlock *block = data;

	g_free(block->name);
	g_free(block->label);
	g_clear_pointer(&block->variants, g_ptr_array_unref);
	g_free(block->doubt);
	g_ptr_array_unref(block->fields);
	g_free(block);
}

void
pr_draft_form_free(PrDraftForm *form)
{
	if (form == NULL)
		return;
	g_free(form->id);
	g_free(form->title);
	g_free(form->doubt);
	g_ptr_array_unref(form->lines);
	g_ptr_array_unref(form->names);
	g_ptr_array_unref(form->blocks);
	g_free(form);
}
