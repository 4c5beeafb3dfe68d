/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Boxes of ink → rulings and fills.
 *
 * 1. Each box is a bar (thin in one direction), a dot (thin in both) or a fill. What is off the page, painted in the
 *    colour of what lies below, or hidden by later paint is none of these.
 * 2. Bars of one direction are sorted by where they lie; those whose middles are a hair apart make a band.
 * 3. In a band, pieces that touch or overlap are joined; a row of short pieces at regular gaps is one dashed ruling.
 *
 *	 ▬▬▬▬ ▪ ▬▬▬▬▬▬▬▬ ▪ ▬▬▬       pieces, joints and all
 *	 ━━━━━━━━━━━━━━━━━━━━━       one ruling
 *
 *	 ▪ ▪ ▪ ▪ ▪ ▪ ▪ ▪ ▪ ▪ ▪       dots at equal distance: one dashed ruling
 *
 * Dots stand in the bands of both directions: as joints they close gaps, in a row they are a line, alone they are
 * nothing.
 *
 * Shading that is drawn cell by cell may have cells as narrow as a line: one that fills a gap between two fills of its
 * colour, as high as it is, is not seen as a line. */
#include "extract/rulings.h"

/* No thicker than this is a line, if it is LONG times as long. A stroke may be a little thicker than a filled line.
 * Points. */
#define THIN_FILL 3.0f
#define THIN_STROKE 5.0f
#define LONG 3.0f
/* Bars whose middles are no farther apart are on one line; pieces with no larger a gap touch. Points. */
#define BAND 0.4f
#define TOUCH 1.0f
/* A ruling is no shorter. Points. */
#define LENGTH_MIN 3.0f
/* Dashes: pieces no longer than this, gaps no wider than that, at least so many, gaps alike to this share or that many
 * points. */
#define DASH_LENGTH 12.0f
#define DASH_GAP 6.0f
#define DASH_COUNT 4
#define DASH_SHARE 0.25f
#define DASH_POINTS 0.3f

/* Boxes of one row whose sides are no farther apart meet. Points. */
#define SEAM 0.1f

typedef struct {
	float at, from, to, thickness;
	float weight; /* length of ink joined so far: the middle of a ruling is where most of its ink is */
	guint32 rgb;
	gboolean is_dashed;
} Bar;

static int
compare_floats(float a, float b)
{
	return a < b ? -1 : a > b;
}

static gboolean
is_seen(const PrCover *cover, const PrMark *mark, guint32 index, const PrPage *page)
{
	if (mark->box.x1 < 0 || mark->box.y1 < 0 || mark->box.x0 > page->width || mark->box.y0 > page->height)
		return FALSE;
	if (mark->has_rgb && pr_cover_swallows(cover, mark->box, mark->rgb, mark->alpha, index))
		return FALSE;
	return !pr_cover_hides(cover, mark->box, index + 1, mark->has_rgb ? &mark->rgb : NULL);
}

static void
add_bar(GArray *bars, const PrMark *mark, gboolean is_horizontal)
{
	Bar bar = {.rgb = mark->rgb, .is_dashed = mark->is_dashed};

	if (is_horizontal)
		bar = (Bar){pr_rect_center_y(mark->box), mark->box.x0, mark->box.x1, pr_rect_height(mark->box), 0,
			bar.rgb, bar.is_dashed};
	else
		bar = (Bar){pr_rect_center_x(mark->box), mark->box.y0, mark->box.y1, pr_rect_width(mark->box), 0,
			bar.rgb, bar.is_dashed};
	bar.weight = bar.to - bar.from;
	g_array_append_val(bars, bar);
}

/* A box that may be a cell of shading. */
typedef struct {
	PrRect box;
	guint32 rgb;
	guint mark; /* its index */
	gboolean is_bar;
} Cell;

static int
compare_cells(gconstpointer a, gconstpointer b)
{
	const Cell *x = a, *y = b;
	int order = compare_floats(roundf(x->box.y0 / SEAM), roundf(y->box.y0 / SEAM));

	if (order == 0)
		order = x->rgb < y->rgb ? -1 : x->rgb > y->rgb;
	return order != 0 ? order : compare_floats(x->box.x0, y->box.x0);
}

static gboolean
meets(const Cell *left, const Cell *right)
{
	return left->rgb == right->rgb && fabsf(left->box.y0 - right->box.y0) <= SEAM &&
	       fabsf(left->box.y1 - right->box.y1) <= SEAM && fabsf(right->box.x0 - left->box.x1) <= SEAM;
}

/* Marks in `is_seam` the bars that fill gaps between fills: from one fill to the next all cells meet. */
static void
find_seams(GArray *cells, gboolean *is_seam)
{
	const Cell *all = (const Cell *)(const void *)cells->data;

	g_array_sort(cells, compare_cells);
	for (guint i = 0, fill = G_MAXUINT; i < cells->len; i++) {
		if (i > 0 && !meets(&all[i - 1], &all[i]))
			fill = G_MAXUINT;
		if (all[i].is_bar)
			continue;
		for (guint k = fill; k < i; k++)
			is_seam[all[k].mark] = all[k].is_bar;
		fill = i;
	}
}

static gboolean
is_upright_bar(const PrMark *mark, float thin)
{
	float width = pr_rect_width(mark->box), height = pr_rect_height(mark->box);

	return width <= thin && height >= LONG * width;
}

static void
add_cell(GArray *cells, const PrMark *mark, guint index)
{
	Cell cell = {mark->box, mark->rgb, index, is_upright_bar(mark, THIN_FILL)};

	if (mark->kind == PR_MARK_BOX && mark->has_rgb && !mark->is_stroke && pr_rect_height(mark->box) > THIN_FILL)
		g_array_append_val(cells, cell);
}

static void
add_fill(PrPage *page, const PrMark *mark)
{
	PrFill fill = {.box = mark->box, .rgb = mark->rgb};

	g_array_append_val(page->fills, fill);
}

/* A box is a bar, a dot (a bar in both directions), or a fill; a picture or an odd shape at most a bar. */
static void
sort_out(const PrMark *mark, GArray *level, GArray *upright, PrPage *page)
{
	float width = pr_rect_width(mark->box), height = pr_rect_height(mark->box);
	float thin = mark->is_stroke ? THIN_STROKE : THIN_FILL;

	if (height <= thin && width >= LONG * height) {
		add_bar(level, mark, TRUE);
	} else if (is_upright_bar(mark, thin)) {
		add_bar(upright, mark, FALSE);
	} else if (width <= thin && height <= thin && mark->kind == PR_MARK_BOX) {
		add_bar(level, mark, TRUE);
		add_bar(upright, mark, FALSE);
	} else if (mark->kind == PR_MARK_BOX && mark->has_rgb)
		add_fill(page, mark);
}

static int
by_at(gconstpointer a, gconstpointer b)
{
	const Bar *x = a, *y = b;
	int order = compare_floats(x->at, y->at);

	return order != 0 ? order : compare_floats(x->from, y->from);
}

static int
by_from(gconstpointer a, gconstpointer b)
{
	const Bar *x = a, *y = b;
	int order = compare_floats(x->from, y->from);

	if (order == 0)
		order = compare_floats(x->to, y->to);
	return order != 0 ? order : compare_floats(x->at, y->at);
}

static void
join(Bar *bar, const Bar *next)
{
	float weight = bar->weight + next->weight;

	if (weight > 0)
		bar->at = (bar->at * bar->weight + next->at * next->weight) / weight;
	if (next->weight > bar->weight)
		bar->rgb = next->rgb;
	bar->to = MAX(bar->to, next->to);
	bar->thickness = MAX(bar->thickness, next->thickness);
	bar->is_dashed = bar->is_dashed || next->is_dashed;
	bar->weight = weight;
}

/* Joins what touches among the sorted bars of one band, in place; how many are left. */
static guint
join_touching(Bar *bars, guint count)
{
	guint n = 0;

	for (guint i = 1; i < count; i++) {
		if (bars[i].from <= bars[n].to + TOUCH)
			join(&bars[n], &bars[i]);
		else
			bars[++n] = bars[i];
	}
	return count > 0 ? n + 1 : 0;
}

static gboolean
is_alike(float a, float b)
{
	return fabsf(a - b) <= MAX(DASH_POINTS, DASH_SHARE * MAX(a, b));
}

/* How many bars from the first on are dashes of one line. */
static guint
count_dashes(const Bar *bars, guint count)
{
	guint n = 1;

	if (count < DASH_COUNT || bars[0].to - bars[0].from > DASH_LENGTH)
		return 1;
	float gap = bars[1].from - bars[0].to;
	while (n < count && bars[n].to - bars[n].from <= DASH_LENGTH && gap <= DASH_GAP &&
		is_alike(gap, bars[n].from - bars[n - 1].to))
		n++;
	return n >= DASH_COUNT ? n : 1;
}

static void
add_ruling(PrPage *page, const Bar *bar, gboolean is_horizontal)
{
	float length = bar->to - bar->from;

	if (length < LENGTH_MIN || length < LONG * bar->thickness)
		return;
	PrRuling ruling = {
		.is_horizontal = is_horizontal,
		.at = bar->at,
		.from = bar->from,
		.to = bar->to,
		.thickness = bar->thickness,
		.rgb = bar->rgb,
		.is_dashed = bar->is_dashed,
	};
	g_array_append_val(page->rulings, ruling);
}

static void
read_band(Bar *bars, guint count, gboolean is_horizontal, PrPage *page)
{
	qsort(bars, count, sizeof *bars, by_from);
	count = join_touching(bars, count);
	for (guint i = 0; i < count;) {
		guint dashes = count_dashes(bars + i, count - i);
		for (guint k = 1; k < dashes; k++)
			join(&bars[i], &bars[i + k]);
		bars[i].is_dashed = bars[i].is_dashed || dashes > 1;
		add_ruling(page, &bars[i], is_horizontal);
		i += dashes;
	}
}

static void
read_bands(GArray *bars, gboolean is_horizontal, PrPage *page)
{
	Bar *all = (Bar *)(void *)bars->data;

	g_array_sort(bars, by_at);
	for (guint first = 0, i = 1; i <= bars->len; i++) {
		if (i < bars->len && all[i].at - all[first].at <= BAND)
			continue;
		read_band(all + first, i - first, is_horizontal, page);
		first = i;
	}
}

void
pr_rulings_read(const PrMarks *marks, const PrCover *cover, PrPage *page)
{
	g_autoptr(GArray) level = g_array_new(FALSE, FALSE, sizeof(Bar));
	g_autoptr(GArray) upright = g_array_new(FALSE, FALSE, sizeof(Bar));
	g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(Cell));
	g_autofree gboolean *is_seen_of = g_new0(gboolean, marks->marks->len + 1),
			    *is_seam = g_new0(gboolean, marks->marks->len + 1);

	for (guint i = 0; i < marks->marks->len; i++) {
		const PrMark *mark = &g_array_index(marks->marks, PrMark, i);

		is_seen_of[i] = !mark->is_overlay && is_seen(cover, mark, i, page);
		if (is_seen_of[i])
			add_cell(cells, mark, i);
	}
	find_seams(cells, is_seam);
	for (guint i = 0; i < marks->marks->len; i++) {
		const PrMark *mark = &g_array_index(marks->marks, PrMark, i);

		if (is_seam[i])
			add_fill(page, mark);
		else if (is_seen_of[i])
			sort_out(mark, level, upright, page);
	}
	read_bands(level, TRUE, page);
	read_bands(upright, FALSE, page);
	g_array_sort(page->rulings, pr_ruling_compare);
	page->image_count = marks->image_count;
}
