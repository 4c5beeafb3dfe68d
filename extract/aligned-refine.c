/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A drawn grid whose cells hold more than they are drawn for (step 3 of the essay in aligned.c).
 *
 *   ┌────────┬──────┬───────┐
 *   │ Sten   │ Tas  │ Brio  │      STACKED   Numbers under numbers with other texts beside them, texts with more white between than
 *   ├────────┼──────┼───────┤                inside of them, or texts that end short of their column and have others below: rows.
 *   │ Plarn  │ 12.5 │ wor 7 │      SHARED    Texts side by side in one cell, again and again: columns.
 *   │ Veast  │  3.0 │ lam 9 │
 *   └────────┴──────┴───────┘
 */
#include "extract/aligned.h"

/* Refining a drawn grid takes more than this many texts side by side in cells that are drawn as one. */
#define SHARED_LINES 3u
#define SHARED_SHARE 0.4f /* of the lines */
/* And rows one under the other: more than there are drawn, else the drawn ones are the rows. */
#define STACKED_LEAST 2u
/* A drawn row is the body of a table where it holds so many rows, and this share of all. */
#define BODY_ROWS 4u
#define BODY_SHARE 0.6f
#define PROSE_SHARE 0.3f /* of the chunks: more running text than that is no table */

/* Drawn column cuts are rivers already; a found one beside a drawn one is the same. */
static void
add_drawn_rivers(const PrGrid *base, GArray *rivers, float em)
{
	g_autoptr(GArray) found = g_array_copy(rivers);

	g_array_set_size(rivers, 0);
	guint next = 0;
	for (guint i = 0; i < base->xs->len; i++) {
		float at = g_array_index(base->xs, float, i);
		for (; next < found->len && g_array_index(found, PrRiver, next).at < at; next++) {
			const PrRiver *river = &g_array_index(found, PrRiver, next);
			gboolean is_near = at >= river->from - em / 2 && at <= river->to + em / 2;
			gboolean was_near = i > 0 && g_array_index(base->xs, float, i - 1) >= river->from - em / 2;
			if (i > 0 && !is_near && !was_near)
				g_array_append_val(rivers, *river);
		}
		PrRiver drawn = {at, at, at, G_MAXUINT, 0, 0, TRUE};
		if (i > 0 && i + 1 < base->xs->len)
			g_array_append_val(rivers, drawn);
	}
}

/* How many lines have texts side by side in one drawn cell, with a found river between them. */
static guint
count_shared(const PrQuilt *quilt, const GArray *rivers)
{
	const PrGrid *base = quilt->zone->base;
	g_autofree guint *owners = pr_grid_owners(base);
	guint shared = 0, last = G_MAXUINT;

	for (guint i = 1; i < quilt->patches->len; i++) {
		const PrPatch *left = pr_quilt_patch(quilt, i - 1), *right = pr_quilt_patch(quilt, i);
		int row = pr_cuts_find(base->ys, pr_rect_center_y(left->box));
		int from = pr_cuts_find(base->xs, pr_rect_center_x(left->box)),
		    to = pr_cuts_find(base->xs, pr_rect_center_x(right->box));

		if (left->line != right->line || row < 0 || from < 0 || to < 0 || left->line == last)
			continue;
		if (owners[row * pr_grid_cols(base) + from] == owners[row * pr_grid_cols(base) + to]) {
			shared++;
			last = left->line;
		}
	}
	return rivers->len > 0 ? shared : 0;
}

/* The texts of each row of a quilt: the first and the last of each column, as index + 1 of its patch. */
typedef struct {
	const PrQuilt *quilt;
	guint *first, *last;
	int *drawn; /* the drawn row that each row lies in */
	gsize cols;
	int body; /* the drawn row that is the body of the table; -1: none */
} Stacks;

typedef struct {
	guint stacked, pairs; /* pairs of rows in one drawn row that are plainly two rows; and all that could be */
	gboolean has_body;
} Stacked;

static void
fill_stacks(Stacks *stacks)
{
	const PrQuilt *quilt = stacks->quilt;
	const PrZone *zone = quilt->zone;

	for (guint i = 0; i < quilt->patches->len; i++) {
		const PrPatch *patch = pr_quilt_patch(quilt, i);
		guint row = quilt->row_of_line[patch->line];
		gsize slot = row * stacks->cols + (gsize)patch->from_col;

		stacks->first[slot] = stacks->first[slot] == 0 ? i + 1 : stacks->first[slot];
		stacks->last[slot] = i + 1;
		stacks->drawn[row] =
			pr_cuts_find(zone->base->ys, pr_rect_center_y(pr_zone_line(zone, patch->line)->box));
	}
}

/* The drawn row with most of the rows, if these are enough. */
static void
find_body(Stacks *stacks)
{
	guint fullest = 0, run = 0, rows = (guint)stacks->quilt->rows;

	stacks->body = -1;
	for (guint row = 0; row < rows; row++) {
		run = row > 0 && stacks->drawn[row] == stacks->drawn[row - 1] ? run + 1 : 1;
		fullest = MAX(fullest, run);
		if (run == fullest && run >= BODY_ROWS && (float)run >= BODY_SHARE * (float)rows)
			stacks->body = stacks->drawn[row];
	}
}

/* Whether two rows in one drawn row are two: numbers stand under numbers with other texts beside them; or texts under
 * texts, with more white between them than inside of them, or, in the body of a table, ending short of their
 * columns. */
static gboolean
are_stacked(const Stacks *stacks, gsize row, guint *texts)
{
	const PrQuilt *quilt = stacks->quilt;
	guint numbers = 0, loose = 0, short_ones = 0, cols = (guint)stacks->cols - 1;

	*texts = 0;
	for (gsize col = 0; col < stacks->cols; col++) {
		guint above = stacks->last[(row - 1) * stacks->cols + col],
		      below = stacks->first[row * stacks->cols + col];

		if (above == 0 || below == 0)
			continue;
		const PrPatch *upper = pr_quilt_patch(quilt, above - 1), *lower = pr_quilt_patch(quilt, below - 1);
		(*texts)++;
		numbers += upper->is_number && lower->is_number && col > 0;
		loose += !pr_quilt_is_wrapped(quilt, upper, lower);
		short_ones += pr_quilt_is_short(quilt, upper, lower);
	}
	return *texts >= 2 &&
	       (numbers >= 1 || quilt->is_spaced ||
		       (stacks->drawn[row] == stacks->body && (loose >= 2 || (short_ones == 1 && *texts == cols))));
}

static Stacked
count_stacked(const PrQuilt *quilt)
{
	gsize cols = quilt->xs->len, slots = cols * ((gsize)quilt->rows + 1);
	g_autofree guint *first = g_new0(guint, slots), *last = g_new0(guint, slots);
	g_autofree int *drawn = g_new0(int, quilt->rows + 1);
	Stacks stacks = {quilt, first, last, drawn, cols, -1};
	Stacked count = {0};

	fill_stacks(&stacks);
	find_body(&stacks);
	count.has_body = stacks.body >= 0;
	for (gsize row = 1; row < (gsize)quilt->rows; row++) {
		guint texts;

		if (drawn[row] != drawn[row - 1])
			continue;
		count.stacked += are_stacked(&stacks, row, &texts);
		count.pairs += texts >= 2 || !count.has_body;
	}
	return count;
}

static guint
count_prose(const PrChunks *sheet)
{
	guint prose = 0;

	for (guint i = 0; i < sheet->chunks->len; i++)
		prose += pr_chunks_chunk(sheet, i)->is_prose;
	return prose;
}

PrAligned *
pr_aligned_refine(const PrPieceSearch *search, const PrPage *page, const PrGrid *grid, const GArray *charts)
{
	PrRect box = pr_grid_box(grid);
	g_autoptr(PrChunks) sheet = pr_chunks_new(page, search->ledger, search->em, &box);
	g_autoptr(PrZone) zone = pr_zone_new(sheet, box, grid);

	pr_chunks_mark_prose(sheet);
	pr_chunks_mark_claimed(sheet, charts);
	if (zone->lines->len < 2 || pr_zone_density(zone) < PR_ZONE_DENSITY_LEAST ||
		(float)count_prose(sheet) > PROSE_SHARE * (float)sheet->chunks->len)
		return NULL;
	g_autoptr(GArray) rivers = pr_zone_rivers(zone);
	add_drawn_rivers(grid, rivers, search->em);
	g_autoptr(PrQuilt) quilt = pr_quilt_new(zone, rivers);
	pr_quilt_rows(quilt);
	Stacked rows = count_stacked(quilt);
	guint shared = count_shared(quilt, rivers), lines = zone->lines->len,
	      least = rows.has_body ? STACKED_LEAST : MAX(STACKED_LEAST, (guint)pr_grid_rows(grid));
	g_debug("page %d, %.0f–%.0f: drawn, %u lines, %d rows: %u shared, %u of %u stacked", page->number,
		(double)box.y0, (double)box.y1, lines, quilt->rows, shared, rows.stacked, rows.pairs);
	if ((shared < SHARED_LINES || (float)shared < SHARED_SHARE * (float)lines) &&
		(rows.stacked < least || (float)rows.stacked < SHARED_SHARE * (float)rows.pairs))
		return NULL;
	if ((guint64)quilt->rows * quilt->xs->len > search->limits->cells)
		return NULL;
	/* One drawn cell is a box around anything: a table in it must be one without the box. */
	if (grid->spans->len == 1 && pr_quilt_judge(quilt, rivers, &(const char *){NULL}, NULL) <= 0)
		return NULL;
	g_autoptr(GString) evidence = g_string_new(NULL);
	PrAligned *aligned = g_new0(PrAligned, 1);
	aligned->grid = pr_quilt_tile(quilt);
	aligned->confidence = pr_quilt_weigh(quilt, rivers, evidence);
	aligned->header_rows = pr_quilt_named_header_rows(quilt);
	aligned->reason = g_strdup_printf(
		"a ruled frame, in its cells %u lines with texts side by side, %u rows one under the other%s", shared,
		rows.stacked, evidence->str);
	return aligned;
}
