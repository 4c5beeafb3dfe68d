/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables → families of copies, and what of a family's texts are labels.
 *
 *   copy 1                copy 2                     in both       so
 *   │ 项目名称 │ 古籍修复 │  │ 项目名称 │ 馆藏搬迁 │     项目名称      a label
 *   │ 预算数   │ 12.5     │  │ 预算数   │ 12.5     │     12.5          no label: a number is none
 *
 * A family of one copy has nothing to compare with: there the cells that name columns are its labels. */
#include "schema/draft-parts.h"

/* A text that stands in this share of the copies is the form's own. */
#define LABEL_SHARE 0.6
/* And in as many copies at least. */
#define LABEL_COPIES 2u
/* No label is longer, and none is a sentence. */
#define LABEL_CHARS_MAX 40
#define SENTENCE_ENDS "。；;"

gsize
pr_draft_year_length(const char *label)
{
	static const PrPattern *slot;
	PrMatch match;

	/* A year alone is a label. */
	return pr_pattern_find(pr_pattern_once(&slot, "^\\s*20\\d\\d\\s*年度?\\s*(?=\\S)"), label, 0, &match)
		       ? (gsize)match.end[0]
		       : 0;
}

PrDraftYear
pr_draft_year(const PrSheet *sheet, guint cell)
{
	const char *key = sheet->keys[cell], *core = sheet->cores[cell];
	gsize length = pr_draft_year_length(key);

	/* The sheet knows the years of the whole table. */
	if (length == 0 || core == NULL)
		return PR_DRAFT_YEAR_KEPT;
	return g_str_has_prefix(core, PR_DRAFT_LAST_YEAR) && !g_str_has_prefix(key + length, PR_DRAFT_LAST_YEAR)
		       ? PR_DRAFT_YEAR_BEFORE
		       : PR_DRAFT_YEAR_OF_FORM;
}

const char *
pr_draft_plain_key(const PrSheet *sheet, guint cell)
{
	switch (pr_draft_year(sheet, cell)) {
	case PR_DRAFT_YEAR_BEFORE:
		return sheet->cores[cell];
	case PR_DRAFT_YEAR_OF_FORM:
		return sheet->keys[cell] + pr_draft_year_length(sheet->keys[cell]);
	case PR_DRAFT_YEAR_KEPT:
	default:
		return sheet->keys[cell];
	}
}

PrDraftCopy *
pr_draft_copy_new(PrCleanTable *clean, const GPtrArray *lines)
{
	PrDraftCopy *copy = g_new0(PrDraftCopy, 1);

	copy->clean = clean;
	copy->sheet = pr_sheet_new(clean);
	copy->lines = g_ptr_array_new_with_free_func(g_free);
	for (guint i = 0; i < lines->len; i++)
		g_ptr_array_add(copy->lines, g_strdup(g_ptr_array_index(lines, i)));
	if (clean->title != NULL && *clean->title->text != '\0')
		g_ptr_array_add(copy->lines, g_strdup(clean->title->text));
	return copy;
}

void
pr_draft_copy_free(PrDraftCopy *copy)
{
	if (copy == NULL)
		return;
	pr_sheet_free(copy->sheet);
	pr_clean_table_free(copy->clean);
	g_ptr_array_unref(copy->lines);
	g_free(copy);
}

static void
family_free(gpointer data)
{
	PrDraftFamily *family = data;

	g_free(family->title);
	g_ptr_array_unref(family->copies);
	g_hash_table_unref(family->frequencies);
	g_free(family);
}

/* A title without what changes from year to year and about it: 附件2 2024年收入预算总表（2024年度） → 收入预算总表. */
static char *
plain_title(const PrDraftCopy *copy)
{
	static const PrPattern *slot;
	const PrPattern *pattern = pr_pattern_once(&slot,
		"^\\s*(?:(?:附件|附表|表|Table|Annex)\\s*[\\d一二三四五六七八九十]{1,3}\\s*[:：、.]?|[\\d一二三四五六七八九十]{1,3}\\s*[:：、.])?+"
		"\\s*(?:(?:20\\d\\d|二〇[〇零一二三四五六七八九]{2})\\s*年度?)?+\\s*(.+?)\\s*"
		"(?:[(（]\\s*(?:20\\d\\d|二〇[〇零一二三四五六七八九]{2})\\s*年?度?\\s*[)）])?\\s*$");
	g_autofree char *title =
		g_strdelimit(g_strdup(copy->clean->title != NULL ? copy->clean->title->text : ""), "\n", ' ');
	PrMatch match;

	return pr_pattern_find(pattern, title, 0, &match) ? pr_match_text(&match, title, 1) : g_steal_pointer(&title);
}

/* ---- what is a label ---- */

/* Whether a text can be a label at all: words, not too many of them. */
static gboolean
is_wordy(const PrDraftCopy *copy, guint cell)
{
	const char *key = pr_draft_plain_key(copy->sheet, cell);
	const PrValueContext context = {.expect = PR_EXPECT_ANY};
	PrValue value = {0};
	gboolean has_letter = FALSE;

	if (g_utf8_strlen(key, -1) > LABEL_CHARS_MAX)
		return FALSE;
	for (const char *p = key; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar ch = g_utf8_get_char(p);

		has_letter = has_letter || g_unichar_isalpha(ch);
		if (g_utf8_strchr(SENTENCE_ENDS, -1, ch) != NULL)
			return FALSE;
	}
	pr_value_parse(((const PrClean *)g_ptr_array_index(copy->clean->cells, cell))->folded, &context, &value);
	gboolean is_text = value.kind == PR_VALUE_TEXT;
	pr_value_clear(&value);
	return has_letter && is_text;
}

guint
pr_draft_frequency(const PrDraftFamily *family, const char *key)
{
	return GPOINTER_TO_UINT(g_hash_table_lookup(family->frequencies, key));
}

PrDraftClass
pr_draft_class(const PrDraftFamily *family, const PrDraftCopy *copy, guint cell)
{
	if (pr_sheet_is_blank(copy->sheet, cell))
		return PR_DRAFT_BLANK;
	if (!is_wordy(copy, cell))
		return PR_DRAFT_VALUE;
	if (family->copies->len == 1)
		return pr_sheet_cell(copy->sheet, cell)->role == PR_ROLE_HEADER ? PR_DRAFT_LABEL : PR_DRAFT_VALUE;
	guint frequency = pr_draft_frequency(family, pr_draft_plain_key(copy->sheet, cell));

	return frequency >= LABEL_COPIES && (double)frequency >= LABEL_SHARE * family->copies->len ? PR_DRAFT_LABEL
												   : PR_DRAFT_VALUE;
}

static void
count_keys(PrDraftFamily *family, const PrDraftCopy *copy)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	for (guint i = 0; i < copy->clean->cells->len; i++) {
		const char *key = pr_draft_plain_key(copy->sheet, i);

		if (*key != '\0' && g_hash_table_add(seen, (gpointer)key))
			g_hash_table_insert(family->frequencies, g_strdup(key),
				GUINT_TO_POINTER(pr_draft_frequency(family, key) + 1));
	}
}

/* ---- labels that are not printed alike ---- */

/* By how many characters a label may be longer or shorter than another way to print it. */
#define VARIANT_CHARS 3

static gboolean
is_variant(const char *key, const char *other)
{
	glong length = g_utf8_strlen(key, -1), other_length = g_utf8_strlen(other, -1);

	return (g_str_has_prefix(key, other) || g_str_has_prefix(other, key)) &&
	       ABS(length - other_length) <= VARIANT_CHARS &&
	       2 * MIN(length, other_length) > MAX(length, other_length) && length != other_length;
}

static gboolean
has_key(const PrDraftCopy *copy, const char *key)
{
	for (guint i = 0; i < copy->clean->cells->len; i++)
		if (strcmp(pr_draft_plain_key(copy->sheet, i), key) == 0)
			return TRUE;
	return FALSE;
}

GPtrArray *
pr_draft_variants(const PrDraftFamily *family, const char *key)
{
	GPtrArray *variants = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < family->copies->len; i++) {
		const PrDraftCopy *copy = g_ptr_array_index(family->copies, i);

		if (has_key(copy, key))
			continue;
		for (guint k = 0; k < copy->clean->cells->len; k++) {
			const char *text = ((const PrClean *)g_ptr_array_index(copy->clean->cells, k))->text;

			if (is_variant(key, pr_draft_plain_key(copy->sheet, k)) &&
				pr_draft_class(family, copy, k) == PR_DRAFT_VALUE &&
				!g_ptr_array_find_with_equal_func(variants, text, g_str_equal, NULL))
				g_ptr_array_add(variants, g_strdup(text));
		}
	}
	return variants;
}

/* ---- families ---- */

/* The share of the texts in the first rows of two tables that they have in common: a header is the same on each
 * copy. */
static double
likeness(const PrDraftCopy *a, const PrDraftCopy *b)
{
	const int rows = 3;
	g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
	guint common = 0, all = 0;

	for (guint i = 0; i < a->clean->cells->len && pr_sheet_cell(a->sheet, i)->row < rows; i++)
		if (is_wordy(a, i) && g_hash_table_add(keys, (gpointer)pr_draft_plain_key(a->sheet, i)))
			all++;
	for (guint i = 0; i < b->clean->cells->len && pr_sheet_cell(b->sheet, i)->row < rows; i++) {
		if (!is_wordy(b, i))
			continue;
		if (g_hash_table_remove(keys, pr_draft_plain_key(b->sheet, i)))
			common++;
		else
			all++;
	}
	return all > 0 ? (double)common / all : 0;
}

/* Without a title, tables belong together that begin alike. */
#define LIKENESS_UNTITLED 0.5

static gboolean
is_same_title(const char *a, const char *b)
{
	g_autofree char *one = pr_label_key(a), *two = pr_label_key(b);

	return strcmp(one, two) == 0;
}

static PrDraftFamily *
find_family(const GPtrArray *families, const char *title, const PrDraftCopy *copy)
{
	for (guint i = 0; i < families->len; i++) {
		PrDraftFamily *family = g_ptr_array_index(families, i);

		if (*title != '\0' ? is_same_title(family->title, title)
				   : *family->title == '\0' &&
					     likeness(g_ptr_array_index(family->copies, 0), copy) >= LIKENESS_UNTITLED)
			return family;
	}
	return NULL;
}

static int
compare_families(gconstpointer a, gconstpointer b)
{
	const PrDraftFamily *one = *(const PrDraftFamily *const *)a, *two = *(const PrDraftFamily *const *)b;

	return (int)two->copies->len - (int)one->copies->len;
}

GPtrArray *
pr_draft_families(GPtrArray *copies)
{
	GPtrArray *families = g_ptr_array_new_with_free_func(family_free);

	while (copies->len > 0) {
		PrDraftCopy *copy = g_ptr_array_steal_index(copies, 0);
		g_autofree char *title = plain_title(copy);
		PrDraftFamily *family = find_family(families, title, copy);

		if (family == NULL) {
			family = g_new0(PrDraftFamily, 1);
			family->title = g_steal_pointer(&title);
			family->copies = g_ptr_array_new_with_free_func((GDestroyNotify)pr_draft_copy_free);
			family->frequencies = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
			g_ptr_array_add(families, family);
		}
		g_ptr_array_add(family->copies, copy);
		count_keys(family, copy);
	}
	g_ptr_array_sort(families, compare_families);
	return families;
}

static guint
count_texts(const PrDraftCopy *copy)
{
	guint count = 0;

	for (guint i = 0; i < copy->clean->cells->len; i++)
		count += !pr_sheet_is_blank(copy->sheet, i);
	return count;
}

const PrDraftCopy *
pr_draft_best_copy(const PrDraftFamily *family)
{
	const PrDraftCopy *best = NULL;

	for (guint i = 0; i < family->copies->len; i++) {
		const PrDraftCopy *copy = g_ptr_array_index(family->copies, i);
		guint pages = copy->clean->table->parts->len,
		      fewest = best != NULL ? best->clean->table->parts->len : G_MAXUINT;

		if (pages < fewest || (pages == fewest && count_texts(copy) > count_texts(best)))
			best = copy;
	}
	return best;
}
