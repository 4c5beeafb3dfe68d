/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The structure tree of a tagged document → the tables of a page.
 *
 *   Table ─┬─ TR ─┬─ TH "Harbour"      Rows, and the cells of each in their order. The tree is of the whole document: of a
 *          │      └─ TH "Ships"        table over pages the rows are taken whose content is on the page.
 *          └─ TR ─┬─ TD "Low haven"
 *                 └─ TD "14"
 *
 * What a cell spans the tree says too, but poppler-glib tells it of whole tables only. The page has to tell (tagged.c).
 *
 * Anybody may have made the tree: its depth, its elements and the cells of a table are bounded, and poppler does not
 * walk in circles.
 */
#include "extract/tags.h"
#include "extract/pdf-source.h"
#include "extract/tag-text.h"

#include <string.h>

#define DEPTH_MAX 60u
#define ELEMENTS_MAX 200000u
#define COLS_MAX 200
/* Texts of a table, and of all tables of a document: each costs about as much as the text of its whole page. */
#define TEXTS_MAX 150u
#define TEXTS_OF_DOCUMENT_MAX 1500u
/* Texts that are tried before a table is given up, and how much of each must be in the text that is wanted. */
#define PROBES 5u
#define PROBE_CHARS 8

typedef PopplerStructureElementIter Iter;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerStructureElementIter, poppler_structure_element_iter_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerStructureElement, g_object_unref)

/* A walk over the tree for the tables of one page. */
typedef struct {
	int page;     /* from 0, as poppler counts */
	guint *spent; /* texts read of this document */
	const char *wanted;
	guint elements, texts;
	gboolean is_counting; /* texts are counted, not read */
	gboolean is_too_much;
	GPtrArray *tables; /* of PrTagTable */
} Walk;

/* One table on the way. */
typedef struct {
	Walk *walk;
	int row, col;
	int first, last; /* rows with content on the page; -1: none yet */
	guint probes, hits;
	gboolean is_broken; /* a table in a table, a row on two pages, too large, a text lost, or not wanted */
	PrTagTable *all;    /* the whole table */
} Reading;

static gboolean
is_near(Walk *walk, guint depth)
{
	walk->is_too_much |= ++walk->elements > ELEMENTS_MAX || depth > DEPTH_MAX;
	return !walk->is_too_much;
}

/* Adds the text of `element`, white space left out, to `text`; FALSE where it is lost. */
static gboolean
add_text(PopplerStructureElement *element, GString *text)
{
	g_autofree char *told = poppler_structure_element_get_text(element, 0);
	g_autofree char *all = told != NULL ? pr_tag_text_decode(told) : NULL;

	for (const char *at = all; at != NULL && *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar ch = g_utf8_get_char(at);
		if (!g_unichar_isspace(ch) && ch >= 0x20 && g_unichar_type(ch) != G_UNICODE_FORMAT)
			g_string_append_unichar(text, ch);
	}
	return told == NULL || all != NULL;
}

/* The content of a cell. Sets what pages it is on: bit 0 this one, bit 1 another. */
static void
read_content(Reading *reading, Iter *iter, guint depth, GString *text, guint *pages)
{
	do {
		g_autoptr(PopplerStructureElement) element = poppler_structure_element_iter_get_element(iter);

		if (!is_near(reading->walk, depth))
			return;
		reading->is_broken |= poppler_structure_element_get_kind(element) == POPPLER_STRUCTURE_ELEMENT_TABLE;
		if (poppler_structure_element_is_content(element)) {
			gboolean is_here = poppler_structure_element_get_page(element) == reading->walk->page;
			*pages |= is_here ? 1 : 2;
			reading->walk->texts += is_here;
			if (is_here && !reading->walk->is_counting)
				reading->is_broken |= !add_text(element, text);
			continue;
		}
		g_autoptr(PopplerStructureElementIter) child = poppler_structure_element_iter_get_child(iter);
		if (child != NULL)
			read_content(reading, child, depth + 1, text, pages);
	} while (!reading->walk->is_too_much && poppler_structure_element_iter_next(iter));
}

/* Whether the table is worth reading on, after one more of its texts. */
static gboolean
is_wanted(Reading *reading, const char *text)
{
	glong length = g_utf8_strlen(text, -1);

	if (length < 2 || reading->probes >= PROBES)
		return TRUE;
	g_autofree char *begin = g_utf8_substring(text, 0, MIN(length, PROBE_CHARS));
	reading->probes++;
	reading->hits += strstr(reading->walk->wanted, begin) != NULL;
	return reading->probes < PROBES || reading->hits > 0;
}

static void
read_cell(Reading *reading, PopplerStructureElement *element, Iter *iter, guint depth, guint *row_pages)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(PopplerStructureElementIter) child = poppler_structure_element_iter_get_child(iter);
	guint pages = 0;
	PrTagCell cell = {.row = reading->row,
		.col = reading->col++,
		.rowspan = 1,
		.colspan = 1,
		.is_header = poppler_structure_element_get_kind(element) == POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING};

	if (child != NULL)
		read_content(reading, child, depth, text, &pages);
	*row_pages |= pages;
	cell.text = text->str;
	reading->is_broken |=
		reading->col > COLS_MAX || (!reading->walk->is_counting && !is_wanted(reading, text->str));
	if (!reading->is_broken)
		pr_tag_table_add(reading->all, &cell);
}

static void
read_row(Reading *reading, Iter *iter, guint depth)
{
	guint pages = 0;

	reading->col = 0;
	do {
		g_autoptr(PopplerStructureElement) element = poppler_structure_element_iter_get_element(iter);
		PopplerStructureElementKind kind = poppler_structure_element_get_kind(element);

		if (!is_near(reading->walk, depth) || reading->is_broken)
			return;
		if (kind == POPPLER_STRUCTURE_ELEMENT_TABLE_DATA || kind == POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING)
			read_cell(reading, element, iter, depth + 1, &pages);
	} while (poppler_structure_element_iter_next(iter));
	reading->is_broken |= pages == 3; /* a row that the page cut */
	if (pages == 1) {
		reading->first = reading->first < 0 ? reading->row : reading->first;
		reading->last = reading->row;
	}
	reading->row++;
}

static void
read_rows(Reading *reading, Iter *iter, guint depth)
{
	do {
		g_autoptr(PopplerStructureElement) element = poppler_structure_element_iter_get_element(iter);
		g_autoptr(PopplerStructureElementIter) child = poppler_structure_element_iter_get_child(iter);

		if (!is_near(reading->walk, depth) || reading->is_broken)
			return;
		if (child == NULL)
			continue;
		if (poppler_structure_element_get_kind(element) == POPPLER_STRUCTURE_ELEMENT_TABLE_ROW)
			read_row(reading, child, depth + 1);
		else
			read_rows(reading, child, depth + 1);
	} while (poppler_structure_element_iter_next(iter));
}

/* The rows [first, last] of what was read, as a table of their own. */
static PrTagTable *
cut_out(const Reading *reading)
{
	PrTagTable *table = pr_tag_table_new(reading->last - reading->first + 1, 0);

	for (guint i = 0; i < reading->all->cells->len; i++) {
		PrTagCell cell = *(const PrTagCell *)g_ptr_array_index(reading->all->cells, i);

		if (cell.row < reading->first || cell.row > reading->last)
			continue;
		cell.row -= reading->first;
		table->cols = MAX(table->cols, cell.col + 1);
		pr_tag_table_add(table, &cell);
	}
	return table;
}

/* How many texts it has on the page. */
static guint
count_texts(Walk *walk, Iter *iter, guint depth)
{
	g_autoptr(PopplerStructureElementIter) copy = poppler_structure_element_iter_copy(iter);
	g_autoptr(PrTagTable) all = pr_tag_table_new(0, 0);
	Reading reading = {.walk = walk, .all = all, .first = -1};

	walk->texts = 0;
	walk->is_counting = TRUE;
	read_rows(&reading, copy, depth);
	walk->is_counting = FALSE;
	return reading.is_broken ? 0 : walk->texts;
}

static void
read_table(Walk *walk, Iter *iter, guint depth)
{
	g_autoptr(PrTagTable) all = pr_tag_table_new(0, 0);
	Reading reading = {.walk = walk, .all = all, .first = -1};
	guint texts = count_texts(walk, iter, depth);

	if (texts == 0 || texts > TEXTS_MAX || *walk->spent + texts > TEXTS_OF_DOCUMENT_MAX)
		return;
	*walk->spent += texts;
	read_rows(&reading, iter, depth);
	if (!reading.is_broken && !walk->is_too_much && reading.first >= 0)
		g_ptr_array_add(walk->tables, cut_out(&reading));
}

/* ---- where the tables are ---- */

/* A table of the tree, and the pages that it has content on. */
typedef struct {
	Iter *rows;
	int first, last; /* from 0; last < first: none */
} Entry;

struct PrTagIndex {
	GArray *entries; /* of Entry */
};

static void
clear_entry(gpointer data)
{
	poppler_structure_element_iter_free(((Entry *)data)->rows);
}

void
pr_tag_index_free(PrTagIndex *index)
{
	if (index == NULL)
		return;
	g_array_unref(index->entries);
	g_free(index);
}

/* Notes the tables below `iter`, and the pages of what is in `entry` (NULL: in no table). */
static void
index_tree(Walk *walk, PrTagIndex *index, Iter *iter, guint depth, Entry *entry)
{
	do {
		g_autoptr(PopplerStructureElement) element = poppler_structure_element_iter_get_element(iter);
		g_autoptr(PopplerStructureElementIter) child = poppler_structure_element_iter_get_child(iter);

		if (!is_near(walk, depth))
			return;
		if (entry != NULL && poppler_structure_element_is_content(element)) {
			int page = poppler_structure_element_get_page(element);
			entry->first = MIN(entry->first, page);
			entry->last = MAX(entry->last, page);
		}
		if (child == NULL)
			continue;
		if (entry != NULL || poppler_structure_element_get_kind(element) != POPPLER_STRUCTURE_ELEMENT_TABLE) {
			index_tree(walk, index, child, depth + 1, entry);
			continue;
		}
		Entry table = {poppler_structure_element_iter_copy(child), G_MAXINT, -1};
		index_tree(walk, index, child, depth + 1, &table);
		g_array_append_val(index->entries, table);
	} while (!walk->is_too_much && poppler_structure_element_iter_next(iter));
}

static PrTagIndex *
make_index(PrPdf *pdf)
{
	PrTagIndex *index = g_new0(PrTagIndex, 1);
	g_autoptr(PopplerStructureElementIter) tree = poppler_structure_element_iter_new(pr_pdf_document(pdf));
	Walk walk = {0};

	index->entries = g_array_new(FALSE, FALSE, sizeof(Entry));
	g_array_set_clear_func(index->entries, clear_entry);
	if (tree != NULL)
		index_tree(&walk, index, tree, 0, NULL);
	return index;
}

GPtrArray *
pr_pdf_read_tags(PrPdf *pdf, int number, const char *wanted)
{
	PrTagIndex **index = pr_pdf_tag_index(pdf);
	g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func((GDestroyNotify)pr_tag_table_free);
	Walk walk = {.page = number - 1, .spent = pr_pdf_tag_texts(pdf), .wanted = wanted, .tables = tables};

	if (*index == NULL)
		*index = make_index(pdf);
	for (guint i = 0; i < (*index)->entries->len; i++) {
		const Entry *entry = &g_array_index((*index)->entries, Entry, i);
		g_autoptr(PopplerStructureElementIter) rows = NULL;

		if (walk.page < entry->first || walk.page > entry->last)
			continue;
		rows = poppler_structure_element_iter_copy(entry->rows);
		read_table(&walk, rows, 0);
	}
	return tables->len > 0 ? g_steal_pointer(&tables) : NULL;
}
