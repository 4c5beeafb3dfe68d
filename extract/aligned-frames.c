/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Frames: horizontal edges of one width, one under the other, with rows of texts between them (step 3 of the essay in
 * aligned.c).
 *
 *   ──────────────────────   first edge
 *    Sten     Tas    Brio    tabular: a line of two texts or more
 *   ──────────────────────
 *    A. Gol                  a lone text close between two edges goes with its neighbours
 *   ──────────────────────
 *    Plarn   12.5       –    tabular
 *   ──────────────────────   last edge
 *    Total   14.0       3    lines of several texts right at an edge belong to the frame, too
 *
 *    Running text, a title, a large hole: the frame ends. Edges of the same width behind it begin another.
 */
#include "extract/aligned.h"

/* Shares of the type size, unless said otherwise. */
#define CROSSING 1.5f /* an edge that runs this far past the side of a frame is not of it */
#define SAME_END 1.0f
#define WIDTH_LEAST 8.0f
#define HOLE 1.0f         /* a double rule: two edges without text between them stand no farther apart */
#define BAND_HEIGHT 1.25f /* a blank row, of the highest row so far */
#define PAGE_HOLE 3.0f    /* white over a line of a table without an edge before the end of the page */
#define BELOW_MAX 1u
#define BELOW_INDENT 4.0f
#define LONE_LINES_MAX 2u
#define LONE_HEIGHT 2.6f /* line heights that lone lines between two edges take up, each */
#define SAME_AIR 1.4f /* or the white of the other rows, about: characters of one size are not as high in each font */
#define SECTION_INDENT 1.5f
#define STUB_LEAST 2.0f
#define NEAR_EDGE 1.6f   /* a line outside that belongs to the frame */
#define GROWTH_MAX 12u   /* lines */
#define EDGE_COVER 0.6f  /* of the frame's width */
#define OPEN_MAX 32u     /* widths followed at a time */
#define PROSE_WIDTH 0.6f /* of the edges' width */
#define COLUMN_GAP 0.7f
#define UNLEVEL_LINES_MAX 8u
#define UNLEVEL_ROW_MAX 3u
#define WRAPS_OVER 2      /* lines: a label and what stands in its middle */
#define LINE_GAP 0.6f     /* between lines of one text */
#define PROSE_SHARE 0.34f /* of the lines between two edges */

typedef struct {
	float from, to, first, last;
	guint edges, tabular;
	float air;                          /* the least white over and under the text between two edges so far */
	float height;                       /* the largest between two edges with texts so far */
	gboolean opens_shade, closes_shade; /* of the last edge */
	gboolean ends_page;                 /* its last edge does */
	gboolean is_shade;                  /* its first edge begins shading */
	float section;                      /* where a first band ends that may be a section; 0: there is none */
} Stack;

typedef struct {
	guint lines, several, prose, captions;
	guint below;  /* of running text that begins where labels do, as what stands below a table */
	float hole;   /* the most white over one of them */
	float height; /* of its lines */
	PrRect text;  /* around them: less high than all of them where they are not level */
} Interval;

/* Running text fills a good part of the width; words that wrap in a narrow cell may look like it. */
static gboolean
is_free(const PrChunk *chunk, float from, float to)
{
	return !chunk->is_prose || pr_rect_width(chunk->box) < PROSE_WIDTH * (to - from);
}

/* Counts the chunks of a row that lie over [from, to]. Free ones only in *free; their places are added to `places`, if
 * given. */
static guint
chunks_over(const PrChunks *sheet, const PrChunkLine *row, float from, float to, guint *free, GArray *places)
{
	guint count = 0;

	*free = 0;
	for (guint i = row->first; i < row->first + row->count; i++) {
		const PrChunk *chunk = pr_chunks_chunk(sheet, i);

		if (pr_rect_center_x(chunk->box) < from || pr_rect_center_x(chunk->box) > to)
			continue;
		count++;
		if (!is_free(chunk, from, to))
			continue;
		(*free)++;
		if (places != NULL)
			g_array_append_val(places, chunk->box);
	}
	return count;
}

static int
compare_lefts(gconstpointer a, gconstpointer b)
{
	float left = ((const PrRect *)a)->x0, right = ((const PrRect *)b)->x0;

	return left < right ? -1 : left > right;
}

/* Whether the boxes stand in two columns or more. */
static gboolean
are_apart(GArray *places, float gap)
{
	g_array_sort(places, compare_lefts);
	float right = places->len > 0 ? g_array_index(places, PrRect, 0).x1 : 0;
	for (guint i = 1; i < places->len; i++) {
		PrRect box = g_array_index(places, PrRect, i);
		if (box.x0 > right + gap)
			return TRUE;
		right = MAX(right, box.x1);
	}
	return FALSE;
}

static Interval
look_between(const PrChunks *sheet, const Stack *stack, float y)
{
	Interval interval = {0};
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(PrRect));
	float lowest = stack->last;

	for (guint i = pr_chunks_row_below(sheet, stack->last); i < sheet->rows->len; i++) {
		const PrChunkLine *row = pr_chunks_row(sheet, i);
		guint free, count;

		if (pr_rect_center_y(row->box) >= y)
			break;
		count = chunks_over(sheet, row, stack->from - sheet->em, stack->to + sheet->em, &free, places);
		if (count == 0)
			continue;
		interval.hole = MAX(interval.hole, row->box.y0 - lowest);
		lowest = MAX(lowest, row->box.y1);
		interval.lines++;
		interval.height += pr_rect_height(row->box);
		interval.text = pr_rect_union(interval.text, row->box);
		interval.several += count > 1 && free > 0;
		interval.prose += free == 0;
		interval.below += free == 0 && row->box.x0 < stack->from + BELOW_INDENT * sheet->em;
		interval.captions +=
			count == 1 && (stack->edges > 1 || interval.several > 0) && pr_chunks_is_caption(sheet, i);
	}
	/* Texts that are not level may be side by side, too: in cells of one and of two lines. */
	if (interval.several == 0 && interval.lines <= UNLEVEL_LINES_MAX && are_apart(places, COLUMN_GAP * sheet->em))
		interval.several = 1;
	return interval;
}

/* Whether a blank row lies between the last edge of a stack and the next: a band of shading, or of white between two. */
static gboolean
is_blank_band(const Stack *stack, const PrEdge *edge)
{
	gboolean is_band = (stack->opens_shade && edge->closes_shade) || (stack->closes_shade && edge->opens_shade);

	return is_band && stack->tabular > 0 && edge->at - stack->last <= BAND_HEIGHT * stack->height;
}

/* Whether a text alone in the first band may name the rows below it: if a header is found above it. */
static gboolean
is_section_band(const Stack *stack, const PrEdge *edge, const Interval *interval)
{
	return stack->edges == 1 && stack->opens_shade == edge->closes_shade && interval->several == 0 &&
	       interval->prose == 0 && interval->lines == 1 && edge->at - stack->last <= LONE_HEIGHT * interval->height;
}

/* Whether what lies between the last edge of the stack and the next one may be part of a table. */
static gboolean
goes_on(const PrChunks *sheet, Stack *stack, const PrEdge *edge)
{
	float y = edge->at;
	Interval interval = look_between(sheet, stack, y);

	if (interval.lines == 0 && is_blank_band(stack, edge))
		return TRUE;
	if (interval.lines == 0) {
		stack->edges -= y - stack->last <= HOLE * sheet->em; /* a double rule is one edge */
		return y - stack->last <= HOLE * sheet->em;
	}
	if (edge->ends_page && (interval.below > 0 || interval.hole > PAGE_HOLE * sheet->em))
		return FALSE;
	if (interval.captions > 0 ||
		(stack->edges > 1 &&
			interval.below > BELOW_MAX)) /* of another table, or of this one, which has ended */
		return FALSE;
	if (interval.several > 0 && (float)interval.prose <= PROSE_SHARE * (float)interval.lines) {
		float air = y - stack->last - pr_rect_height(interval.text);

		stack->air = stack->tabular == 0 ? air : MIN(stack->air, air);
		stack->height = MAX(stack->height, y - stack->last);
		stack->tabular++;
		return TRUE;
	}
	if (is_section_band(stack, edge, &interval)) {
		stack->section = y;
		return TRUE;
	}
	/* A lone line of a table has no more white than that table's rows, or little. */
	float most = MAX(LONE_HEIGHT * interval.height, interval.height + SAME_AIR * stack->air);
	return interval.several == 0 && interval.prose == 0 && interval.lines <= LONE_LINES_MAX && stack->edges > 1 &&
	       y - stack->last <= most;
}

/* Whether a line wraps one of the next in the direction of `step`: between the lines of a label its numbers may
 * stand. */
static gboolean
wraps_near(const PrChunks *sheet, guint row, int step)
{
	for (int k = 1; k <= WRAPS_OVER; k++) {
		int beside = (int)row + k * step;

		if (beside >= 0 && beside < (int)sheet->rows->len && pr_chunks_wraps(sheet, row, (guint)beside))
			return TRUE;
	}
	return FALSE;
}

/* Whether an edge lies between a frame and a line outside of it: what is behind it is another's. One as wide as that
 * line is enough, unless the line stands above, over the columns behind the first: its rules are those of a header; or
 * the frame has grown over its first edge: that one is of headings over several columns. One that leaves the labels out
 * is such an edge, too, if the line can be of headings. */
static gboolean
is_behind_edge(const PrChunks *sheet, PrRect box, PrRect line, gboolean is_heading)
{
	float middle = pr_rect_center_y(line), hair = 0.1f * sheet->em;
	gboolean is_above = middle < box.y0;
	float above = is_above ? middle : box.y1 + hair, below = is_above ? box.y0 - hair : middle;
	guint first = pr_edges_lower(sheet->edges, box.y0);
	gboolean has_grown = first < sheet->edges->len && g_array_index(sheet->edges, PrEdge, first).at > box.y0;
	PrRect labels = {box.x0, box.y0, box.x0 + STUB_LEAST * sheet->em, box.y1};

	return (pr_edges_part(sheet->edges, above, below, box, EDGE_COVER) &&
		       (!is_heading || pr_edges_part(sheet->edges, above, below, labels, EDGE_COVER))) ||
	       ((!is_above || (!has_grown && line.x0 <= box.x0 + SAME_END * sheet->em)) &&
		       pr_edges_part(sheet->edges, above, below, line, 1));
}

/* Whether a text alone above a frame names its first rows: it begins where labels do, right under the header. */
static gboolean
is_first_section(const PrChunks *sheet, PrRect box, guint row)
{
	const PrChunkLine *section = pr_chunks_row(sheet, row), *header = row > 0 ? section - 1 : section;
	guint free, count = chunks_over(sheet, header, box.x0 - sheet->em, box.x1 + sheet->em, &free, NULL);

	return section->count == 1 && fabsf(section->box.x0 - box.x0) <= SECTION_INDENT * sheet->em && count > 1 &&
	       free == count && section->box.y0 - header->box.y1 <= NEAR_EDGE * sheet->em;
}

/* The line right above (step -1) or below (1) `box`, if it belongs to the frame. */
static gboolean
grow(const PrChunks *sheet, PrRect *box, int step, gboolean is_first)
{
	guint i = pr_chunks_row_below(sheet, step < 0 ? box->y0 : box->y1) - (step < 0 ? 1 : 0);

	if (i >= sheet->rows->len)
		return FALSE;
	const PrChunkLine *row = pr_chunks_row(sheet, i);
	float apart = step < 0 ? box->y0 - row->box.y1 : row->box.y0 - box->y1;
	guint free, count = chunks_over(sheet, row, box->x0 - sheet->em, box->x1 + sheet->em, &free, NULL);
	gboolean is_named =
		wraps_near(sheet, i, -step) ||
		(step < 0 && (pr_chunks_is_heading(sheet, i, *box) || (is_first && is_first_section(sheet, *box, i))));
	if (apart > NEAR_EDGE * sheet->em || free < (is_named ? 1 : 2) || free < count ||
		row->box.x0 < box->x0 - sheet->em || row->box.x1 > box->x1 + sheet->em ||
		is_behind_edge(sheet, *box, row->box, step < 0 && !pr_chunks_has_numbers(sheet, row)))
		return FALSE;
	*box = pr_rect_union(*box, row->box);
	return TRUE;
}

/* The lines right below `box` that are one row of texts which are not level, if they are. */
static gboolean
grow_row(const PrChunks *sheet, PrRect *box)
{
	g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(PrRect));
	guint first = pr_chunks_row_below(sheet, box->y1);
	PrRect around = *box;

	for (guint i = first; i < MIN(first + UNLEVEL_ROW_MAX, sheet->rows->len); i++) {
		const PrChunkLine *row = pr_chunks_row(sheet, i);
		guint free, count = chunks_over(sheet, row, box->x0 - sheet->em, box->x1 + sheet->em, &free, places);
		float apart = row->box.y0 - around.y1;

		if (count == 0 || free < count || row->box.x0 < box->x0 - sheet->em ||
			row->box.x1 > box->x1 + sheet->em || is_behind_edge(sheet, *box, row->box, FALSE) ||
			apart > (i == first ? NEAR_EDGE : LINE_GAP) * sheet->em)
			return FALSE;
		around = pr_rect_union(around, row->box);
		if (are_apart(places, COLUMN_GAP * sheet->em)) {
			*box = around;
			return TRUE;
		}
	}
	return FALSE;
}

/* Whether the edges are no borders of a table, but of a part of one. */
static gboolean
is_no_border(const PrChunks *sheet, const Stack *stack)
{
	PrRect box = {stack->from, stack->first, stack->to, stack->last};
	gboolean is_block = stack->edges == 2 && stack->is_shade && stack->closes_shade;

	return pr_frame_is_beside_labels(sheet, box, stack->is_shade) || (is_block && pr_frame_is_lit(sheet, box)) ||
	       pr_frame_is_header(sheet, box);
}

static void
close_stack(const PrChunks *sheet, GArray *frames, const Stack *stack)
{
	if (stack->edges < 2 || stack->tabular == 0 || is_no_border(sheet, stack))
		return;
	PrFrame frame = {{stack->from, stack->first, stack->to, stack->last}, stack->edges};
	if (stack->section > 0 && !grow(sheet, &frame.box, -1, FALSE)) {
		frame.box.y0 = stack->section;
		frame.edges--;
	}
	for (guint i = 0; i < GROWTH_MAX && grow(sheet, &frame.box, -1, i == 0); i++)
		;
	for (guint i = 0; !stack->ends_page && i < GROWTH_MAX &&
			  (grow(sheet, &frame.box, 1, i == 0) || (i == 0 && grow_row(sheet, &frame.box)));
		i++)
		;
	if (stack->edges == 2 && frame.box.y1 > stack->last)
		return; /* a shaded header: its table ends no edge */
	g_array_append_val(frames, frame);
}

/* Whether an edge runs through a side of the stack, from within to well outside: no table has such a line. */
static gboolean
crosses_side(const Stack *stack, const PrEdge *edge, float em)
{
	float inside = CROSSING * em;

	return !edge->has_gaps && ((edge->from < stack->from - inside && edge->to > stack->from + inside) ||
					  (edge->to > stack->to + inside && edge->from < stack->to - inside));
}

/* Whether a stack ends because an edge of other ends runs out of it, or, behind no text of its width, begins something
 * else. */
static gboolean
is_ended_by(const PrChunks *sheet, const Stack *stack, const PrEdge *edge)
{
	float from = MAX(stack->from, edge->from), to = MIN(stack->to, edge->to);

	if (crosses_side(stack, edge, sheet->em))
		return TRUE;
	if (edge->at - stack->last <= HOLE * sheet->em || to - from <= EDGE_COVER * (stack->to - stack->from))
		return FALSE;
	for (guint i = pr_chunks_row_below(sheet, stack->last); i < sheet->rows->len; i++) {
		const PrChunkLine *row = pr_chunks_row(sheet, i);

		if (pr_rect_center_y(row->box) >= edge->at)
			return TRUE;
		if (chunks_over(sheet, row, from, to, &(guint){0}, NULL) > 0)
			return FALSE;
	}
	return TRUE;
}

/* Closes the stacks that an edge ends. */
static void
close_ended(const PrChunks *sheet, GArray *frames, GArray *open, const PrEdge *edge)
{
	for (guint i = open->len; i > 0; i--) {
		const Stack *stack = &g_array_index(open, Stack, i - 1);

		if (!is_ended_by(sheet, stack, edge))
			continue;
		close_stack(sheet, frames, stack);
		g_array_remove_index(open, i - 1);
	}
}

static Stack *
find_stack(GArray *open, const PrEdge *edge, float slack)
{
	for (guint i = open->len; i > 0; i--) {
		Stack *stack = &g_array_index(open, Stack, i - 1);

		if (fabsf(stack->from - edge->from) <= slack && fabsf(stack->to - edge->to) <= slack)
			return stack;
	}
	return NULL;
}

/* Larger frames first: what lies in one of them is part of it. */
static int
compare_frames(gconstpointer a, gconstpointer b)
{
	const PrRect *left = &((const PrFrame *)a)->box, *right = &((const PrFrame *)b)->box;
	float left_area = pr_rect_width(*left) * pr_rect_height(*left),
	      right_area = pr_rect_width(*right) * pr_rect_height(*right);

	if (left_area != right_area)
		return left_area > right_area ? -1 : 1;
	return left->y0 < right->y0 ? -1 : left->y0 > right->y0;
}

GArray *
pr_frames_find(const PrChunks *sheet)
{
	GArray *frames = g_array_new(FALSE, FALSE, sizeof(PrFrame));
	g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Stack));

	for (guint i = 0; i < sheet->edges->len; i++) {
		const PrEdge *edge = &g_array_index(sheet->edges, PrEdge, i);
		Stack fresh = {edge->from, edge->to, edge->at, edge->at, .edges = 1, .opens_shade = edge->opens_shade,
			.closes_shade = edge->closes_shade, .is_shade = edge->opens_shade};

		if (edge->to - edge->from < WIDTH_LEAST * sheet->em)
			continue;
		Stack *stack = find_stack(open, edge, SAME_END * sheet->em);
		if (stack == NULL) {
			close_ended(sheet, frames, open, edge);
			if (open->len == OPEN_MAX) {
				close_stack(sheet, frames, &g_array_index(open, Stack, 0));
				g_array_remove_index(open, 0);
			}
			g_array_append_val(open, fresh);
		} else if (goes_on(sheet, stack, edge)) {
			stack->last = edge->at;
			stack->opens_shade = edge->opens_shade;
			stack->closes_shade = edge->closes_shade;
			stack->ends_page = edge->ends_page;
			stack->edges++;
		} else {
			close_stack(sheet, frames, stack);
			*stack = fresh;
		}
	}
	for (guint i = 0; i < open->len; i++)
		close_stack(sheet, frames, &g_array_index(open, Stack, i));
	g_array_sort(frames, compare_frames);
	return frames;
}
