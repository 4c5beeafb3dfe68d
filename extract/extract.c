/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The extract stage as a list of calls.
 *
 *   page ──► grids ──► pieces ──► captions ──► paragraphs ──► joined with the page before ──► items, in reading order
 *            lattice.c fill.c     caption.c    paragraphs.c   stitch.c, facing.c
 *                      detect.c
 *
 * Every character of a page has one owner: the ledger marks a glyph when a cell, a caption or a paragraph takes it, and
 * the page's report counts what was given out against what the page shows. A table that may go on over the page stays
 * open for one page more; the items behind it wait in a queue.
 */
#include "extract/extract.h"
#include "extract/issue-tags.h"
#include "extract/memo.h"
#include "extract/turn.h"

#define HEAD_NEAR 3.0f /* type sizes: a running head this near to a table may be its title */

struct PrExtract {
	PrPageSource source;
	gpointer data;
	PrLimits limits;
	PrGuide guide;
	PrTagSource read_tags; /* may be NULL */
	gpointer tag_data;
	PrIssues *issues; /* borrowed; may be NULL */
	GQueue *items;    /* of PrItem; a table that is still open stands in it as an item of its own */
	GPtrArray *open;  /* of OpenTable: tables of the last page */
	PrMemo *memo;     /* of the last page */
	PrWords *words;   /* labels seen so far */
	int table_count;
	gboolean tells_declined;
	gboolean is_done;
};

typedef struct {
	PrFragment *piece;
	PrItem *item; /* owned by the queue; its table is set when the table is closed */
} OpenTable;

/* One page at work. */
typedef struct {
	const PrPage *page;
	PrLedger ledger;
	float em;
	PrDirection direction; /* that its reader holds it in */
	GPtrArray *pieces;     /* of PrFragment, owned until taken by an OpenTable */
	GPtrArray *paragraphs; /* of PrParagraph, owned */
	GPtrArray *declined;   /* of PrDeclined, owned; NULL: nobody asks */
	PrMemo *memo;
} PageWork;

void
pr_item_free(PrItem *item)
{
	if (item == NULL)
		return;
	pr_table_free(item->table);
	pr_paragraph_free(item->paragraph);
	pr_declined_free(item->declined);
	g_free(item);
}

static void
open_table_free(gpointer data)
{
	OpenTable *open = data;

	pr_fragment_free(open->piece);
	g_free(open);
}

PrExtract *
pr_extract_new(PrPageSource source, gpointer data, const PrLimits *limits, PrIssues *issues)
{
	PrExtract *extract = g_new0(PrExtract, 1);

	extract->source = source;
	extract->data = data;
	extract->limits = limits != NULL ? *limits : PR_LIMITS_DEFAULT;
	extract->issues = issues;
	extract->items = g_queue_new();
	extract->open = g_ptr_array_new_with_free_func(open_table_free);
	extract->words = pr_words_new();
	return extract;
}

void
pr_extract_free(PrExtract *extract)
{
	if (extract == NULL)
		return;
	g_ptr_array_unref(extract->open);
	g_queue_free_full(extract->items, (GDestroyNotify)pr_item_free);
	pr_memo_free(extract->memo);
	pr_words_free(extract->words);
	g_free(extract);
}

void
pr_extract_guide(PrExtract *extract, const PrGuide *guide)
{
	extract->guide = *guide;
}

void
pr_extract_tags(PrExtract *extract, PrTagSource source, gpointer data)
{
	extract->read_tags = source;
	extract->tag_data = data;
}

void
pr_extract_tell_declined(PrExtract *extract)
{
	extract->tells_declined = TRUE;
}

/* A new item, before another one of the queue; behind all where that is NULL. */
static PrItem *
insert_item(PrExtract *extract, GList *before, PrItemKind kind)
{
	PrItem *item = g_new0(PrItem, 1);

	item->kind = kind;
	g_queue_insert_before(extract->items, before, item);
	return item;
}

static PrItem *
push_item(PrExtract *extract, PrItemKind kind)
{
	return insert_item(extract, NULL, kind);
}

/* Captions of the pieces of one direction. */
static void
caption_pieces(PageWork *work, PrLayout *layout, PrDirection direction, const PrMemo *before)
{
	guint first = work->memo->lines->len; /* the memo's lines are the segments, in their order */

	pr_memo_add(work->memo, layout, direction, work->page);
	pr_memo_mark_running(work->memo, before);
	for (guint i = 0; i < layout->segments->len; i++)
		pr_layout_at(layout, i)->is_running =
			g_array_index(work->memo->lines, PrMemoLine, first + i).is_running;
	for (guint i = 0; i < work->pieces->len; i++) {
		PrFragment *piece = g_ptr_array_index(work->pieces, i);

		if (piece->direction == direction)
			pr_caption(layout, pr_grid_box(piece->grid), work->em, piece->table);
	}
	for (guint i = 0; i < layout->segments->len; i++)
		g_array_index(work->memo->lines, PrMemoLine, first + i).is_caption =
			pr_layout_at(layout, i)->use == PR_USE_CAPTION;
}

static gboolean
has_piece_above(const GPtrArray *pieces, const PrFragment *piece)
{
	for (guint i = 0; i < pieces->len; i++)
		if (pr_fragment_is_above(g_ptr_array_index(pieces, i), piece))
			return TRUE;
	return FALSE;
}

/* Whether another open table stands below this one on the page before: then it is that one which the page cut. */
static gboolean
has_open_below(const PrExtract *extract, const OpenTable *open)
{
	for (guint i = 0; i < extract->open->len; i++)
		if (pr_fragment_is_above(open->piece, ((const OpenTable *)g_ptr_array_index(extract->open, i))->piece))
			return TRUE;
	return FALSE;
}

/* Joins a piece to the open table it goes on with. Returns that table, NULL where there is none. A table that the user
 * points at is whole. */
static OpenTable *
join_piece(PrExtract *extract, PageWork *work, PrFragment *piece)
{
	if (extract->guide.regions != NULL || has_piece_above(work->pieces, piece) ||
		pr_memo_has_body_beyond(work->memo, pr_fragment_box(piece), piece->direction, -1))
		return NULL;
	for (guint i = 0; i < extract->open->len; i++) {
		OpenTable *open = g_ptr_array_index(extract->open, i);
		PrJoin join;

		if (open->piece == NULL || open->piece->table->notes->len > 0 || has_open_below(extract, open) ||
			!pr_stitch_plan(open->piece, piece, &join) ||
			pr_memo_has_body_beyond(extract->memo, pr_fragment_box(open->piece), piece->direction, 1))
			continue;
		if ((guint64)(open->piece->table->rows + piece->table->rows) * (guint64)open->piece->table->cols >
			extract->limits.cells) {
			pr_issues_add(extract->issues, pr_extract_issue(PR_ISSUE_TABLE_TOO_LARGE), work->page->number,
				pr_fragment_box(piece), "not joined with the page before");
			continue;
		}
		pr_stitch(open->piece, piece, &join, extract->words);
		return open;
	}
	return NULL;
}

/* The same for a piece that shows more columns of an open table. A running head right over it may be a title that is
 * numbered as others are: then it is not asked further. */
static OpenTable *
join_columns(PrExtract *extract, PageWork *work, PrFragment *piece)
{
	PrRect box = pr_fragment_box(piece);

	for (guint i = 0; i < extract->open->len && extract->guide.regions == NULL; i++) {
		OpenTable *open = g_ptr_array_index(extract->open, i);
		g_autoptr(PrFacing) facing = open->piece != NULL ? pr_facing_plan(open->piece, piece) : NULL;

		if (facing == NULL || pr_memo_has_body_beyond(work->memo, box, piece->direction, -1) ||
			pr_memo_has_line_over(work->memo, box, piece->direction, HEAD_NEAR * work->em) ||
			(guint64)open->piece->table->rows * (guint64)(open->piece->table->cols + piece->table->cols) >
				extract->limits.cells)
			continue;
		pr_facing_join(open->piece, piece, facing);
		return open;
	}
	return NULL;
}

static void
insert_paragraph(PrExtract *extract, GList *before, int page, const PrText *text)
{
	if (pr_text_length(text) == 0)
		return;
	PrItem *item = insert_item(extract, before, PR_ITEM_PARAGRAPH);
	item->paragraph = pr_paragraph_new(page, PR_PARAGRAPH_BODY);
	pr_text_copy(&item->paragraph->text, text);
}

/* A strip that neither went on with a table nor was gone on with is no table: its texts take its place in the queue. */
static void
dissolve(PrExtract *extract, OpenTable *open)
{
	const PrTable *table = open->piece->table;
	GList *place = g_queue_find(extract->items, open->item);
	int page = g_array_index(table->parts, PrPart, 0).page;
	PrText row = {0};

	insert_paragraph(extract, place, page, &table->title);
	insert_paragraph(extract, place, page, &table->unit_line);
	for (guint i = 0; i < table->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(table->cells, i);
		const PrCell *next = i + 1 < table->cells->len ? g_ptr_array_index(table->cells, i + 1) : NULL;

		pr_text_append_text(&row, &cell->text, PR_BREAK_SPACE);
		if (next == NULL || next->row != cell->row) {
			insert_paragraph(extract, place, page, &row);
			pr_text_clear(&row);
		}
	}
	for (guint i = 0; i < table->notes->len; i++)
		insert_paragraph(extract, place, page, &g_array_index(table->notes, PrText, i));
	if (extract->tells_declined)
		insert_item(extract, place, PR_ITEM_DECLINED)->declined = pr_declined_new(
			page, pr_fragment_box(open->piece), table->method, table->reason, pr_detect_measures(table));
	pr_item_free(open->item);
	g_queue_delete_link(extract->items, place);
}

static void
close_table(PrExtract *extract, OpenTable *open)
{
	g_autoptr(GError) error = NULL;
	PrTable *table = open->piece->table;

	if (open->piece->is_strip && table->parts->len == 1) {
		dissolve(extract, open);
		return;
	}
	pr_assign_roles(table);
	if (!pr_table_check(table, &error)) {
		const PrPart *part = &g_array_index(table->parts, PrPart, 0);
		pr_issues_add(extract->issues, pr_extract_issue(PR_ISSUE_TABLE_NOT_TILED), part->page, part->box, "%s",
			error->message);
	}
	table->number = ++extract->table_count;
	open->item->table = g_steal_pointer(&open->piece->table);
}

static void
classify_paragraphs(PageWork *work)
{
	for (guint i = 0; i < work->paragraphs->len; i++) {
		PrParagraph *paragraph = g_ptr_array_index(work->paragraphs, i);
		PrRect box = pr_text_at(&paragraph->text, 0)->box;
		const PrMemoLine *line = pr_memo_line_at(work->memo, box);

		if (line != NULL && line->is_running)
			paragraph->kind = pr_rect_center_y(box) < work->page->height / 2 ? PR_PARAGRAPH_PAGE_HEADER
											 : PR_PARAGRAPH_PAGE_FOOTER;
	}
}

static PrPageReport
report_page(const PageWork *work)
{
	PrPageReport report = {.page = work->page->number,
		.width = work->page->width,
		.height = work->page->height,
		.has_text = work->page->glyphs->len > 0};

	for (guint i = 0; i < work->page->glyphs->len; i++) {
		if (pr_glyph_is_kept(&g_array_index(work->page->glyphs, PrGlyph, i)))
			report.shown++;
		else
			report.left_out++;
	}
	for (guint i = 0; i < work->pieces->len; i++)
		report.placed += pr_table_length(((const PrFragment *)g_ptr_array_index(work->pieces, i))->table);
	for (guint i = 0; i < work->paragraphs->len; i++)
		report.placed += pr_text_length(&((const PrParagraph *)g_ptr_array_index(work->paragraphs, i))->text);
	return report;
}

/* How far down the page, to its reader, a box begins. */
static float
top_to_reader(const PageWork *work, PrRect box)
{
	return pr_turn_rect(box, work->direction, work->page->width, work->page->height).y0;
}

/* Pieces and paragraphs of a page into the queue, by their place on the page. */
static void
emit(PrExtract *extract, PageWork *work)
{
	g_autoptr(GPtrArray) still_open = g_ptr_array_new_with_free_func(open_table_free);
	guint next = 0;

	for (guint i = 0; i <= work->paragraphs->len; i++) {
		PrParagraph *paragraph = i < work->paragraphs->len ? g_ptr_array_index(work->paragraphs, i) : NULL;

		for (; next < work->pieces->len; next++) {
			PrFragment *piece = g_ptr_array_index(work->pieces, next);
			if (paragraph != NULL && top_to_reader(work, pr_text_at(&paragraph->text, 0)->box) <
							 top_to_reader(work, pr_fragment_box(piece)))
				break;
			OpenTable *open = join_columns(extract, work, piece);
			if (open == NULL)
				open = join_piece(extract, work, piece);
			if (open != NULL) {
				pr_fragment_free(piece);
				g_ptr_array_add(still_open, g_memdup2(open, sizeof(OpenTable)));
				open->piece = NULL;
			} else {
				open = g_new0(OpenTable, 1);
				open->piece = piece;
				open->item = push_item(extract, PR_ITEM_TABLE);
				g_ptr_array_add(still_open, open);
			}
			g_ptr_array_index(work->pieces, next) = NULL;
		}
		if (paragraph != NULL) {
			push_item(extract, PR_ITEM_PARAGRAPH)->paragraph = paragraph;
			g_ptr_array_index(work->paragraphs, i) = NULL;
		}
	}
	for (guint i = 0; i < extract->open->len; i++) {
		OpenTable *open = g_ptr_array_index(extract->open, i);
		if (open->piece != NULL)
			close_table(extract, open);
	}
	g_ptr_array_unref(extract->open);
	extract->open = g_steal_pointer(&still_open);
}

/* The pieces of the page in each of the directions that its text reads in, and the text around them. */
static void
read_views(PrExtract *extract, PageWork *work)
{
	guint counts[4] = {0};
	g_autoptr(GPtrArray) turned = g_ptr_array_new_with_free_func((GDestroyNotify)pr_page_free);
	const PrPage *views[4] = {work->page};
	PrPieceSearch search = {work->page, work->em, &extract->limits, extract->guide, extract->read_tags,
		extract->tag_data, &work->ledger, work->pieces, work->declined, extract->issues};

	for (guint i = 0; i < work->page->glyphs->len; i++)
		counts[g_array_index(work->page->glyphs, PrGlyph, i).direction % 4]++;
	for (int direction = PR_DIRECTION_RIGHT; direction <= PR_DIRECTION_UP; direction++) {
		if (direction != PR_DIRECTION_RIGHT && counts[direction] > 0) {
			views[direction] = pr_page_turned(work->page, direction);
			g_ptr_array_add(turned, (gpointer)views[direction]);
		}
		if (views[direction] != NULL && extract->guide.regions == NULL)
			pr_pieces_find(&search, views[direction], direction);
	}
	if (extract->guide.regions != NULL)
		pr_pieces_point(&search, views);
	work->direction = pr_page_direction(work->page, &work->ledger);
	pr_pieces_order(work->pieces, work->direction);
	for (int direction = PR_DIRECTION_RIGHT; direction <= PR_DIRECTION_UP; direction++) {
		if (views[direction] == NULL)
			continue;
		g_autoptr(PrLayout) layout = pr_layout_new(views[direction], &work->ledger);
		guint first = work->paragraphs->len;

		caption_pieces(work, layout, direction, extract->memo);
		pr_layout_paragraphs(layout, work->paragraphs);
		for (guint i = first; i < work->paragraphs->len; i++)
			pr_text_turn_back(
				&((PrParagraph *)g_ptr_array_index(work->paragraphs, i))->text, direction, work->page);
	}
	for (guint i = 0; i < work->pieces->len; i++) {
		PrFragment *piece = g_ptr_array_index(work->pieces, i);
		pr_table_turn_back(piece->table, piece->direction, work->page);
		pr_words_learn(extract->words, piece->table);
	}
}

/* What was looked at again, and taken then, was not declined. */
static void
sort_declined(const PageWork *work)
{
	g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(PrRect));

	for (guint i = 0; work->declined != NULL && i < work->pieces->len; i++) {
		PrRect box = pr_fragment_box(g_ptr_array_index(work->pieces, i));
		g_array_append_val(taken, box);
	}
	if (work->declined != NULL)
		pr_declined_sort(work->declined, taken);
}

static void
work_page(PrExtract *extract, const PrPage *page)
{
	g_autofree guint8 *taken = g_malloc0(page->glyphs->len + 1);
	g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func((GDestroyNotify)pr_fragment_free);
	g_autoptr(GPtrArray) paragraphs = g_ptr_array_new_with_free_func((GDestroyNotify)pr_paragraph_free);
	float em = pr_page_type_size(page, NULL);
	g_autoptr(GPtrArray) declined =
		extract->tells_declined ? g_ptr_array_new_with_free_func((GDestroyNotify)pr_declined_free) : NULL;
	PageWork work = {page, {taken, page->glyphs->len}, em, PR_DIRECTION_RIGHT, pieces, paragraphs, declined,
		pr_memo_new(page, em)};

	pr_overlay_mark(page, work.em, &work.ledger);
	read_views(extract, &work);
	classify_paragraphs(&work);
	if (extract->memo !=
		NULL) /* the page before is seen in a new light: only now are its first running lines known */
		pr_memo_mark_running(extract->memo, work.memo);
	PrPageReport report = report_page(&work);
	sort_declined(&work);
	emit(extract, &work);
	for (guint i = 0; declined != NULL && i < declined->len; i++)
		push_item(extract, PR_ITEM_DECLINED)->declined = g_steal_pointer(&g_ptr_array_index(declined, i));
	push_item(extract, PR_ITEM_PAGE)->page = report;
	if (report.placed < report.shown)
		pr_issues_add(extract->issues, pr_extract_issue(PR_ISSUE_TEXT_LOST), page->number, (PrRect){0},
			"%u of %u characters", report.shown - report.placed, report.shown);
	if (!report.has_text && page->image_count > 0)
		pr_issues_add(
			extract->issues, pr_extract_issue(PR_ISSUE_NO_TEXT_LAYER), page->number, (PrRect){0}, NULL);
	pr_memo_free(extract->memo);
	extract->memo = work.memo;
}

PrItem *
pr_extract_next(PrExtract *extract, GError **error)
{
	for (;;) {
		PrItem *head = g_queue_peek_head(extract->items);
		g_autoptr(GError) local_error = NULL;

		if (head != NULL && (head->kind != PR_ITEM_TABLE || head->table != NULL))
			return g_queue_pop_head(extract->items);
		if (extract->is_done)
			return NULL;
		g_autoptr(PrPage) page = extract->source(extract->data, &local_error);
		if (page != NULL) {
			work_page(extract, page);
			continue;
		}
		if (local_error != NULL) {
			g_propagate_error(error, g_steal_pointer(&local_error));
			return NULL;
		}
		extract->is_done = TRUE;
		for (guint i = 0; i < extract->open->len; i++)
			close_table(extract, g_ptr_array_index(extract->open, i));
		g_ptr_array_set_size(extract->open, 0);
	}
}
