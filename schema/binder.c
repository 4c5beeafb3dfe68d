/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The stream of tables and paragraphs → forms and the rest.
 *
 *   paragraph ──► held ──► out          a few paragraphs are held back: they may be the title and year line of a form
 *   table ──► starts a form?    yes: the open form is closed; head lines among the held ones go with it
 *             goes on with one? yes: it joins the open form
 *             neither:          the open form is closed, the table goes out as it is
 */
#include "schema/bind.h"
#include "schema/narrative.h"
#include "schema/recognise.h"
#include "schema/schema.h"

/* Of the labels that a definition has, the share that must be there for a table to go on with its form. */
#define SHARE_MORE 0.12
/* How many paragraphs before a table may belong to a form. */
#define HELD_MAX 6u
/* Characters of a line that may stand between a table and the lines of its head. */
#define ASIDE_MAX 12
/* Running heads and feet do not count there, but for this. */
#define RUNNING_MAX 200u

struct PrBinder {
	const PrForms *forms;
	const PrForm *only;
	PrIssues *issues;
	PrNarrative *out; /* reads what is bound, in order */
	GQueue *held;     /* of PrParagraph: came last, may yet belong to a form */
	const PrForm *open;
	GPtrArray *tables; /* of PrCleanTable: of the open form */
	GPtrArray *bound;  /* of PrBoundTable: the same, mapped */
	GPtrArray *head;   /* of PrParagraph: of the open form */
	int record_count;
	PrSightingFunc watch; /* NULL: nobody asks */
	gpointer watch_data;
};

static void
bound_free(gpointer data)
{
	PrBoundTable *bound = data;

	pr_map_free(bound->map);
	pr_sheet_free(bound->sheet);
	g_free(bound);
}

static void
reset(PrBinder *binder)
{
	binder->open = NULL;
	binder->tables = g_ptr_array_new_with_free_func((GDestroyNotify)pr_clean_table_free);
	binder->bound = g_ptr_array_new_with_free_func(bound_free);
	binder->head = g_ptr_array_new_with_free_func((GDestroyNotify)pr_paragraph_free);
}

PrBinder *
pr_binder_new(const PrForms *forms, const PrForm *only, PrIssues *issues)
{
	PrBinder *binder = g_new0(PrBinder, 1);

	binder->forms = forms;
	binder->only = only;
	binder->issues = issues;
	binder->out = pr_narrative_new(forms);
	binder->held = g_queue_new();
	reset(binder);
	return binder;
}

void
pr_binder_free(PrBinder *binder)
{
	if (binder == NULL)
		return;
	pr_narrative_free(binder->out);
	g_queue_free_full(binder->held, (GDestroyNotify)pr_paragraph_free);
	g_ptr_array_unref(binder->bound);
	g_ptr_array_unref(binder->tables);
	g_ptr_array_unref(binder->head);
	g_free(binder);
}

static void
put_out_paragraph(PrBinder *binder, PrParagraph *paragraph)
{
	PrPiece *piece = pr_piece_new(PR_PIECE_PARAGRAPH);

	g_ptr_array_add(piece->paragraphs, paragraph);
	pr_narrative_push(binder->out, piece);
}

static void
put_out_held(PrBinder *binder)
{
	while (!g_queue_is_empty(binder->held))
		put_out_paragraph(binder, g_queue_pop_head(binder->held));
}

/* Binds the open form and puts it out. */
static void
close_form(PrBinder *binder)
{
	if (binder->open == NULL)
		return;
	PrPiece *piece = pr_piece_new(PR_PIECE_FORM);
	g_ptr_array_unref(piece->tables);
	g_ptr_array_unref(piece->paragraphs);
	piece->form = binder->open;
	piece->record = pr_bind(binder->open, binder->bound, binder->head, binder->issues);
	piece->record->number = ++binder->record_count;
	pr_facts_note_unread(binder->open, piece->record, binder->issues);
	piece->tables = binder->tables;
	piece->paragraphs = binder->head;
	g_ptr_array_unref(binder->bound);
	pr_narrative_push(binder->out, piece);
	reset(binder);
}

static gboolean
is_running(const PrParagraph *paragraph)
{
	return paragraph->kind == PR_PARAGRAPH_PAGE_HEADER || paragraph->kind == PR_PARAGRAPH_PAGE_FOOTER;
}

/* A piece of a label that fell out of its cell at the end of a page. */
static gboolean
is_label_part(const PrBinder *binder, const PrParagraph *paragraph)
{
	g_autofree char *text = pr_cleaned(&paragraph->text);

	return pr_is_label_part(binder->open, text);
}

/* Whether the table stands on the page after the open form's last one, or on the same. */
static gboolean
is_next(const PrTable *table, const PrTable *before)
{
	if (table->parts->len == 0 || before->parts->len == 0)
		return FALSE;
	int page = g_array_index(table->parts, PrPart, 0).page;
	int last = g_array_index(before->parts, PrPart, before->parts->len - 1).page;
	return page == last || page == last + 1;
}

/* Whether the table is a further part of the open form: it has labels of it, or goes on with its last block; and
 * nothing but running lines and pieces of labels stands between. */
static gboolean
goes_on(const PrBinder *binder, const PrSheet *sheet, PrMap **map)
{
	if (binder->open == NULL || pr_text_length(&sheet->table->title) > 0)
		return FALSE;
	const PrBoundTable *last = g_ptr_array_index(binder->bound, binder->bound->len - 1);
	if (!is_next(sheet->table, last->sheet->table))
		return FALSE;
	for (const GList *link = binder->held->head; link != NULL; link = link->next)
		if (!is_running(link->data) && !is_label_part(binder, link->data))
			return FALSE;
	*map = pr_map_new(binder->open, sheet);
	gboolean is_continued = pr_map_continue(*map, binder->open, sheet, last->map, last->sheet);
	if (pr_map_share(*map) >= SHARE_MORE || is_continued)
		return TRUE;
	g_clear_pointer(map, pr_map_free);
	return FALSE;
}

static void
add_table(PrBinder *binder, PrCleanTable *table, PrSheet *sheet, PrMap *map)
{
	PrBoundTable *bound = g_new0(PrBoundTable, 1);

	bound->sheet = sheet;
	bound->map = map;
	g_ptr_array_add(binder->bound, bound);
	g_ptr_array_add(binder->tables, table);
}

/* The held lines next to the table that are of the form's head go with it, the others out. Lines like 公开01表, which
 * stand at the other side of the page, do not part them from it. */
static void
take_head(PrBinder *binder, const PrForm *form)
{
	g_autoptr(GPtrArray) head = g_ptr_array_new();
	int aside_page = 0; /* of the line that was passed over last; 0: none was */

	for (GList *link = binder->held->tail, *next; link != NULL; link = next) {
		PrParagraph *paragraph = link->data;
		g_autofree char *text = pr_cleaned(&paragraph->text);

		next = link->prev;
		if (aside_page != 0 && aside_page != paragraph->page)
			break;
		if (pr_is_head_line(form, text)) {
			g_ptr_array_add(head, paragraph);
			g_queue_delete_link(binder->held, link);
		} else if (g_utf8_strlen(text, -1) <= ASIDE_MAX)
			aside_page = paragraph->page;
		else
			break;
	}
	put_out_held(binder);
	for (guint i = head->len; i > 0; i--)
		g_ptr_array_add(binder->head, g_ptr_array_index(head, i - 1));
}

/* Pieces of labels between the tables of a form are of the form. */
static void
take_label_parts(PrBinder *binder)
{
	for (guint count = g_queue_get_length(binder->held); count > 0; count--) {
		PrParagraph *paragraph = g_queue_pop_head(binder->held);

		if (is_running(paragraph))
			g_queue_push_tail(binder->held, paragraph);
		else
			g_ptr_array_add(binder->head, paragraph);
	}
}

void
pr_binder_watch(PrBinder *binder, PrSightingFunc watch, gpointer data)
{
	binder->watch = watch;
	binder->watch_data = data;
}

static void
tell(const PrBinder *binder, const PrCleanTable *table, const PrForm *form, gboolean goes_on, const GArray *trials)
{
	PrSighting sighting = {table, form, goes_on, trials};

	if (binder->watch != NULL)
		binder->watch(&sighting, binder->watch_data);
}

void
pr_binder_push_table(PrBinder *binder, PrCleanTable *table)
{
	g_autoptr(PrSheet) sheet = pr_sheet_new(table);
	g_autoptr(PrMap) map = NULL;
	g_autoptr(GArray) trials = binder->watch != NULL ? pr_trials_new() : NULL;
	const PrForm *form = pr_recognise(binder->forms, binder->only, sheet, binder->held, &map, trials);

	if (form != NULL) {
		tell(binder, table, form, FALSE, trials);
		close_form(binder);
		take_head(binder, form);
		binder->open = form;
		add_table(binder, table, g_steal_pointer(&sheet), g_steal_pointer(&map));
		return;
	}
	gboolean is_more = goes_on(binder, sheet, &map);
	tell(binder, table, is_more ? binder->open : NULL, is_more, trials);
	if (is_more) {
		take_label_parts(binder);
		add_table(binder, table, g_steal_pointer(&sheet), g_steal_pointer(&map));
		return;
	}
	close_form(binder);
	put_out_held(binder);
	PrPiece *piece = pr_piece_new(PR_PIECE_TABLE);
	g_ptr_array_add(piece->tables, table);
	pr_narrative_push(binder->out, piece);
}

void
pr_binder_push_paragraph(PrBinder *binder, PrParagraph *paragraph)
{
	guint bodies = 0;

	g_queue_push_tail(binder->held, paragraph);
	for (const GList *link = binder->held->head; link != NULL; link = link->next)
		bodies += !is_running(link->data);
	if (bodies <= HELD_MAX && g_queue_get_length(binder->held) <= RUNNING_MAX)
		return;
	close_form(binder);
	put_out_paragraph(binder, g_queue_pop_head(binder->held));
}

void
pr_binder_finish(PrBinder *binder)
{
	close_form(binder);
	put_out_held(binder);
	pr_narrative_finish(binder->out);
}

PrPiece *
pr_binder_next(PrBinder *binder)
{
	return pr_narrative_next(binder->out);
}
