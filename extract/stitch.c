/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables of successive pages → one table.
 *
 *      page 1                      page 2                     one table
 *   ┌──────┬───────┬─────┐      ┌──────┬─────────────┐     ┌──────┬───────┬─────┐
 *   │ 项目 │ 目标  │ 分值│      │      │ 升至九成。  │     │ 项目 │ 目标  │ 分值│
 *   ├──────┼───────┼─────┤      │      ├───────┬─────┤     ├──────┼───────┼─────┤
 *   │ 产出 │ 合格率│  10 │      │      │ 及时率│  10 │     │ 产出 │ 合格率│  10 │
 *   │      ├───────┴─────┤      ├──────┴───────┼─────┤     │      ├───────┴─────┤
 *   │      │ 办结率提    │      │ 总分         │  92 │     │      │ 办结率提升… │
 *   └──────┴─────────────┘      └──────────────┴─────┘     │      ├───────┬─────┤ …
 *
 * 1. COLUMNS  The outer edges must meet, see stitch-columns.c. The cuts of both pages are united: a page that shows only a merged row has fewer.
 * 2. HEADER   Leading rows of the new page that equal the first rows of the table are a repeated header: kept once. A title that says
 *             that the table goes on ("Table 3 (continued)", 续表) is one, too, where no other header stands under it.
 * 3. ROW      The first new row is the rest of the last one when each text in it goes on with a text above that was cut (its last
 *             line full, no full stop, no room left below it); when it is blank where the row above is not, in two columns at
 *             least, and its texts stand under texts that fill their cell to the bottom; or when it is a strip of blanks under a
 *             row of text. A missing rule between the pages makes it more likely, but proves nothing: browsers leave it out
 *             between whole rows too.
 * 4. LABEL    A blank cell at the top of the new page under a merged cell of the same width is the rest of that cell; so is a
 *             text that makes a label known from elsewhere in the document together with the one above it (words.c).
 * 5. APPEND   Rows are moved over; joined cells keep a place for each page.
 */
#include "extract/stitch-columns.h"
#include "extract/turn.h"

/* Shares of the type size, unless said otherwise. */
#define PADDING 0.75f
#define ROOM_BELOW 1.2f /* line heights under a cut text */

PrFragment *
pr_fragment_new(PrTable *table, PrGrid *grid, PrDirection direction, const PrPage *page, float em)
{
	PrFragment *piece = g_new0(PrFragment, 1);

	*piece = (PrFragment){.table = table,
		.grid = grid,
		.direction = direction,
		.em = em,
		.width = page->width,
		.height = page->height};
	return piece;
}

void
pr_fragment_free(PrFragment *piece)
{
	if (piece == NULL)
		return;
	pr_table_free(piece->table);
	pr_grid_free(piece->grid);
	g_clear_pointer(&piece->reach, g_array_unref);
	g_free(piece);
}

PrRect
pr_fragment_box(const PrFragment *piece)
{
	return pr_turn_rect_back(pr_grid_box(piece->grid), piece->direction, piece->width, piece->height);
}

gboolean
pr_fragment_is_above(const PrFragment *upper, const PrFragment *lower)
{
	return upper != NULL && lower != NULL && upper != lower && upper->direction == lower->direction &&
	       pr_grid_box(upper->grid).y1 <= pr_grid_box(lower->grid).y0 + 1;
}

static gboolean
is_blank(const PrCell *cell)
{
	return pr_text_length(&cell->text) == 0;
}

/* The cells that touch the last row, in no special order. Read from the end: only as far back as the last row's cells
 * begin. */
static GPtrArray *
bottom_cells(const PrTable *table)
{
	GPtrArray *cells = g_ptr_array_new();
	int covered = 0;

	for (guint i = table->cells->len; i > 0 && covered < table->cols; i--) {
		PrCell *cell = g_ptr_array_index(table->cells, i - 1);

		if (cell->row + cell->rowspan == table->rows) {
			g_ptr_array_add(cells, cell);
			covered += cell->colspan;
		}
	}
	return cells;
}

static PrCell *
cell_above(const PrFragment *open, const GPtrArray *bottom, const PrFragment *next, const PrCell *below)
{
	for (guint i = 0; i < bottom->len; i++) {
		PrCell *cell = g_ptr_array_index(bottom, i);

		if (pr_stitch_same_interval(open, cell, next, below))
			return cell;
	}
	return NULL;
}

/* Step 2: how many leading rows of `next` equal those of `open`. */
static int
count_repeated_rows(const PrFragment *open, const PrFragment *next)
{
	const GPtrArray *a = open->table->cells, *b = next->table->cells;
	int equal = 0, whole = 0;
	gboolean has_text = FALSE;

	for (guint i = 0; i < a->len && i < b->len; i++) {
		const PrCell *above = g_ptr_array_index(a, i), *below = g_ptr_array_index(b, i);

		if (below->row > equal &&
			below->row >= whole) { /* rows [0, below->row) were equal, and no span leaves them */
			if (!has_text)
				break;
			equal = below->row;
			has_text = FALSE;
		}
		if (above->row != below->row || above->rowspan != below->rowspan ||
			!pr_stitch_same_interval(open, above, next, below) ||
			!pr_text_is_same(&above->text, &below->text))
			return equal;
		whole = MAX(whole, below->row + below->rowspan);
		has_text |= !is_blank(below);
		if (i + 1 == b->len && has_text)
			equal = next->table->rows;
	}
	return equal;
}

PrRect
pr_fragment_as_read(const PrFragment *piece, PrRect box)
{
	return pr_turn_rect(box, piece->direction, piece->width, piece->height);
}

/* The last printed line of a text. */
static PrRect
last_line(const PrFragment *piece, const PrText *text)
{
	guint i = pr_text_length(text) - 1;
	PrRect line = pr_fragment_as_read(piece, pr_text_at(text, i)->box);

	for (; i > 0 && pr_text_at(text, i)->before <= PR_BREAK_SPACE; i--)
		line = pr_rect_union(line, pr_fragment_as_read(piece, pr_text_at(text, i - 1)->box));
	return line;
}

/* The smallest space between a text and the left edge of its cell: what the writer had to leave free. Asked of the new
 * page, not of the open table, which may have grown over many pages. */
static float
padding_of(const PrFragment *piece)
{
	float gap = PADDING * piece->em;

	for (guint i = 0; i < piece->table->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(piece->table->cells, i);

		if (is_blank(cell) || cell->places->len == 0)
			continue;
		PrRect box =
			pr_fragment_as_read(piece, g_array_index(cell->places, PrPlace, cell->places->len - 1).box);
		PrRect line = last_line(piece, &cell->text);
		gap = MIN(gap, MAX(line.x0 - box.x0, 0));
	}
	return gap;
}

/* Step 3: how a text at the end of a page stands in its cell. */
typedef enum {
	END_WHOLE,   /* nothing says that it was cut */
	END_AT_EDGE, /* it fills its cell to the bottom */
	END_CUT,     /* and its last line is full and no sentence ends with it */
} TextEnd;

static TextEnd
text_end(const PrFragment *open, const PrCell *above, const PrFragment *next, const PrCell *below, float padding)
{
	const PrPlaced *last = pr_text_at(&above->text, pr_text_length(&above->text) - 1);
	PrRect line = last_line(open, &above->text);
	PrRect first_line = pr_fragment_as_read(open, pr_text_at(&above->text, 0)->box);
	PrRect next_box = pr_fragment_as_read(next, pr_text_at(&below->text, 0)->box);
	PrRect cell = pr_fragment_as_read(open, g_array_index(above->places, PrPlace, above->places->len - 1).box);
	float room = pr_rect_width(cell) - 2 * padding - pr_rect_width(line);

	if (cell.y1 - line.y1 >= ROOM_BELOW * pr_rect_height(line))
		return END_WHOLE;
	if (pr_rect_width(next_box) > room && g_utf8_strchr("。！？!?", -1, last->ch) == NULL)
		return END_CUT;
	return line.y0 >= first_line.y1 - 0.5f * pr_rect_height(line) ? END_AT_EDGE : END_WHOLE;
}

/* What the first row of a page says about itself, beside the last row of the page before. Merged labels are not
 * asked. */
typedef struct {
	int lost;                /* columns with a text above and none below */
	int whole, at_edge, cut; /* columns with both, by how the text above ends */
	int fresh;               /* columns with a text below only */
} RowMatch;

/* FALSE where the rows have not the same columns. */
static gboolean
match_rows(const PrFragment *open, const PrFragment *next, int row, RowMatch *match)
{
	g_autoptr(GPtrArray) bottom = bottom_cells(open->table);

	float padding = padding_of(next);

	*match = (RowMatch){0};
	for (guint i = 0; i < next->table->cells->len; i++) {
		const PrCell *below = g_ptr_array_index(next->table->cells, i);

		if (below->row != row)
			continue;
		const PrCell *above = cell_above(open, bottom, next, below);
		if (above == NULL)
			return FALSE;
		if (below->rowspan > 1 || above->rowspan > 1)
			continue;
		if (is_blank(above) || is_blank(below)) {
			match->lost += !is_blank(above);
			match->fresh += !is_blank(below);
			continue;
		}
		TextEnd end = text_end(open, above, next, below, padding);
		match->whole += end == END_WHOLE;
		match->at_edge += end == END_AT_EDGE;
		match->cut += end == END_CUT;
	}
	return TRUE;
}

static gboolean
is_blank_row(const PrTable *table, int row)
{
	for (guint i = 0; i < table->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(table->cells, i);

		if (cell->row <= row && cell->row + cell->rowspan > row && !is_blank(cell))
			return FALSE;
	}
	return TRUE;
}

/* Step 3. `row` is the first row of `next` behind the repeated header. */
static gboolean
is_rest_of_row(const PrFragment *open, const PrFragment *next, int row)
{
	gboolean is_open = row == 0 && open->grid->is_open_below && next->grid->is_open_above;
	RowMatch match;

	if (!match_rows(open, next, row, &match))
		return FALSE;
	/* No rule on either side of the break, and the texts of one row shared out between its two pieces. */
	if (is_open && match.lost + match.fresh > 0 && match.whole + match.at_edge == 0)
		return TRUE;
	if (match.fresh > 0)
		return FALSE;
	if (match.whole + match.at_edge + match.cut == 0)
		return match.lost > 0 && (row + 1 == next->table->rows || !is_blank_row(next->table, row + 1));
	if (match.whole == 0 && (match.at_edge == 0 || match.lost >= 2 || is_open))
		return TRUE;
	return is_open && match.lost >= 2 && match.lost > match.whole;
}

/* Steps 2 and 3, where the columns are the same. */
static gboolean
plan_rows(const PrFragment *open, const PrFragment *next, PrJoin *join)
{
	gboolean has_title = pr_text_length(&next->table->title) > 0;
	int header_rows, labels;

	join->repeated_rows = count_repeated_rows(open, next);
	pr_roles_count(next->table, &header_rows, &labels);
	if (has_title && join->repeated_rows < header_rows)
		return FALSE; /* other columns of the same table */
	if (join->repeated_rows > 1 && join->repeated_rows == next->table->rows &&
		next->table->rows == open->table->rows)
		return FALSE; /* the same table once more, not only its header */
	if (join->repeated_rows < next->table->rows)
		join->splits_row = is_rest_of_row(open, next, join->repeated_rows);
	return TRUE;
}

gboolean
pr_stitch_plan(PrFragment *open, PrFragment *next, PrJoin *join)
{
	gboolean is_wide = g_array_index(open->table->parts, PrPart, 0).cols > 0;

	*join = (PrJoin){0};
	if (is_wide || open->direction != next->direction ||
		(pr_text_length(&next->table->title) > 0 &&
			!pr_title_says_continued(&open->table->title, &next->table->title)))
		return FALSE;
	if (!pr_stitch_shares_columns(open, next))
		return pr_stitch_columns_meet(open, next) && plan_rows(open, next, join);
	GArray *own = next->grid->xs;
	next->grid->xs = g_array_copy(open->grid->xs);
	gboolean is_planned = plan_rows(open, next, join);
	g_array_unref(is_planned ? own : next->grid->xs);
	if (!is_planned)
		next->grid->xs = own;
	return is_planned;
}

/* Steps 3 and 4: appends `below` to the cell above that it is the rest of. FALSE where it is a cell of its own. */
static gboolean
join_cell(const PrCell *below, PrCell *above, gboolean splits_row, const PrWords *words)
{
	gboolean is_label = is_blank(below) ? !is_blank(above) && (above->rowspan > 1 || below->rowspan > 1)
					    : pr_words_join(words, &above->text, &below->text);

	if (!splits_row && !is_label)
		return FALSE;
	pr_text_append_text(&above->text, &below->text, PR_BREAK_PART);
	g_array_append_vals(above->places, below->places->data, below->places->len);
	above->rowspan += below->rowspan - (splits_row ? 1 : 0);
	return TRUE;
}

static PrCell *
bottom_at(const GPtrArray *bottom, const PrCell *below)
{
	for (guint i = 0; i < bottom->len; i++) {
		PrCell *cell = g_ptr_array_index(bottom, i);
		if (cell->col == below->col && cell->colspan == below->colspan)
			return cell;
	}
	return NULL;
}

void
pr_table_keep_repeated(PrTable *table, const PrText *text)
{
	PrText copy;

	if (pr_text_length(text) == 0)
		return;
	pr_text_copy(&copy, text);
	g_array_append_val(table->repeated, copy);
}

void
pr_fragment_take_notes(PrFragment *open, PrFragment *next)
{
	PrTable *table = open->table;

	for (guint i = 0; i < next->table->notes->len; i++)
		g_array_append_val(table->notes, g_array_index(next->table->notes, PrText, i));
	g_array_set_clear_func(next->table->notes, NULL);
	pr_text_append_text(&table->unit_line, &next->table->unit_line, PR_BREAK_PART);
	if (pr_text_length(&table->unit) == 0)
		pr_text_append_text(&table->unit, &next->table->unit, PR_BREAK_NONE);
}

void
pr_stitch(PrFragment *open, PrFragment *next, const PrJoin *join, const PrWords *words)
{
	PrTable *table = open->table;
	int skipped = join->repeated_rows, gone = skipped + (join->splits_row ? 1 : 0); /* rows that are not new */
	int offset = table->rows - gone;
	PrPart part = g_array_index(next->table->parts, PrPart, 0);

	pr_stitch_unite_columns(open, next);
	g_autoptr(GPtrArray) bottom = bottom_cells(table);
	g_autoptr(GPtrArray) cells = g_steal_pointer(&next->table->cells);
	g_ptr_array_set_free_func(cells, NULL);
	next->table->cells = g_ptr_array_new();

	for (guint i = 0; i < cells->len; i++) {
		PrCell *cell = g_ptr_array_index(cells, i);

		if (cell->row < skipped) {
			pr_table_keep_repeated(table, &cell->text);
			pr_cell_free(cell);
			continue;
		}
		PrCell *above = cell->row == skipped ? bottom_at(bottom, cell) : NULL;
		if (above != NULL && join_cell(cell, above, join->splits_row, words)) {
			pr_cell_free(cell);
			continue;
		}
		cell->row += offset;
		g_ptr_array_add(table->cells, cell);
	}
	part.first_row = offset + gone;
	part.rows = next->table->rows - gone;
	part.header_repeated = skipped > 0;
	part.continues_split_row = join->splits_row;
	g_array_append_val(table->parts, part);
	table->rows = offset + next->table->rows;

	pr_table_keep_repeated(table, &next->table->title);
	pr_fragment_take_notes(open, next);
	g_array_set_size(open->grid->ys, 0);
	g_array_append_vals(open->grid->ys, next->grid->ys->data, next->grid->ys->len);
	open->grid->is_open_below = next->grid->is_open_below;
	open->width = next->width;
	open->height = next->height;
}
