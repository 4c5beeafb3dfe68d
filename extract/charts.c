/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Charts, told by their axes: numbers that name lines, not the spaces between them.
 *
 *   300 ┤──────────────      A table writes between its lines. The numbers of an axis stand at the ends of lines: level with
 *       │     ▒▒             them, or centred over or under them. Three such numbers in a row or a column are an axis.
 *   200 ┤─────▒▒───────
 *       │ ▒▒  ▒▒  ▒▒         1. LABELS  Numbers with the end of a ruling next to them, where the ruling points at their middle.
 *   100 ┤─▒▒──▒▒──▒▒───      2. AXES    Three of them with one level and a ruling each.
 *       └─┬───┬───┬────                    Their values go up or down with their places, by equal steps or equal factors.
 *       2004 2005 2006       3. AREA    The rulings of the axis, and what touches them; areas that meet are one chart.
 *
 * Whatever looks like rows and columns in there, bars with their values or a box of gridlines, is no table. Cost: n log
 * n in labels and rulings.
 */
#include "extract/charts.h"

/* Shares of the label's type size. */
#define POINTS_AT 0.25f   /* off the label's middle */
#define APART_LEAST -0.4f /* between the label and the ruling's end: boxes of glyphs are higher than the digits */
#define APART_MOST 1.5f
#define SAME_LEVEL 0.5f
#define LABELS_MIN 3u
#define STEP_OFF 0.06 /* of a step of the scale */
/* Shares of the page's type size. */
#define TOUCHES 0.25f
#define MEETS 2.0f
/* Rulings that are tried for one label: where more point at it, it is a pattern. */
#define TRIES_MAX 64u
#define AXES_MAX 64u

typedef enum { SIDE_BELOW, SIDE_ABOVE, SIDE_LEFT, SIDE_RIGHT } Side;

/* A number at the end of a ruling. */
typedef struct {
	Side side;
	float level, at, size;
	double value; /* as good as it can be known: a comma may be a point */
	PrRect label, ruling;
} Label;

/* Whether the run is a number, and its value. A point or comma before three digits parts thousands. */
static gboolean
is_number(const PrPage *page, const PrRun *run, double *value)
{
	guint digits = 0, places = G_MAXUINT;
	gboolean is_negative = FALSE;

	*value = 0;
	for (guint i = run->first; i < run->first + run->count; i++) {
		const PrGlyph *glyph = &g_array_index(page->glyphs, PrGlyph, i);

		if (!pr_glyph_is_kept(glyph))
			return FALSE;
		if (g_unichar_isdigit(glyph->ch)) {
			*value = *value * 10 + g_unichar_digit_value(glyph->ch);
			digits++;
			places += places != G_MAXUINT;
		} else if (glyph->ch == '.' || glyph->ch == ',')
			places = 0;
		else if (g_utf8_strchr("%-−–+€$£¥'()", -1, glyph->ch) == NULL)
			return FALSE;
		is_negative |= digits == 0 && g_utf8_strchr("-−–", -1, glyph->ch) != NULL;
	}
	if (places != G_MAXUINT && places != 3)
		*value *= pow(10, -(double)places);
	if (is_negative)
		*value = -*value;
	return digits > 0;
}

static PrRect
ruling_box(const PrRuling *ruling)
{
	return ruling->is_horizontal ? (PrRect){ruling->from, ruling->at, ruling->to, ruling->at}
				     : (PrRect){ruling->at, ruling->from, ruling->at, ruling->to};
}

static gboolean
is_beside(float apart, float size)
{
	return apart >= APART_LEAST * size && apart <= APART_MOST * size;
}

/* Whether a horizontal ruling parts a label from the vertical that begins under it, as it does under a heading over two
 * columns. */
static gboolean
is_underlined(const PrPage *page, PrRect label, const PrRuling *vertical)
{
	for (guint i = pr_rulings_lower(page->rulings, TRUE, pr_rect_center_y(label)); i < page->rulings->len; i++) {
		const PrRuling *ruling = &g_array_index(page->rulings, PrRuling, i);

		if (!ruling->is_horizontal || ruling->at > vertical->from + pr_rect_height(label) / 4)
			break;
		if (ruling->from <= label.x0 && ruling->to >= label.x1)
			return TRUE;
	}
	return FALSE;
}

/* Step 1, for one number and the rulings of one kind. */
static void
find_label(const PrPage *page, const PrRun *run, double value, gboolean is_horizontal, GArray *labels)
{
	float size = pr_page_style(page, &g_array_index(page->glyphs, PrGlyph, run->first))->size;
	float middle = is_horizontal ? pr_rect_center_y(run->box) : pr_rect_center_x(run->box);
	float before = is_horizontal ? run->box.x0 : run->box.y0, behind = is_horizontal ? run->box.x1 : run->box.y1;
	guint from = pr_rulings_lower(page->rulings, is_horizontal, middle - POINTS_AT * size);

	for (guint i = from; i < MIN(page->rulings->len, from + TRIES_MAX); i++) {
		const PrRuling *ruling = &g_array_index(page->rulings, PrRuling, i);
		gboolean ends = is_beside(before - ruling->to, size), begins = is_beside(ruling->from - behind, size);

		if (ruling->is_horizontal != is_horizontal || ruling->at > middle + POINTS_AT * size)
			break;
		if (!ends && (!begins || (!is_horizontal && is_underlined(page, run->box, ruling))))
			continue;
		Label label = {.at = ruling->at,
			.value = value,
			.size = size,
			.label = run->box,
			.ruling = ruling_box(ruling)};
		label.side = is_horizontal ? (ends ? SIDE_RIGHT : SIDE_LEFT) : (ends ? SIDE_BELOW : SIDE_ABOVE);
		label.level = is_horizontal ? (ends ? ruling->to : ruling->from) : pr_rect_center_y(run->box);
		g_array_append_val(labels, label);
		return;
	}
}

static int
compare_labels(gconstpointer a, gconstpointer b)
{
	const Label *left = a, *right = b;

	if (left->side != right->side)
		return (int)left->side - (int)right->side;
	if (left->level != right->level)
		return left->level < right->level ? -1 : 1;
	return left->at < right->at ? -1 : left->at > right->at;
}

static int
compare_places(gconstpointer a, gconstpointer b)
{
	float left = ((const Label *)a)->at, right = ((const Label *)b)->at;

	return left < right ? -1 : left > right;
}

/* Whether a ruling runs through between two labels, so that they stand in cells of their own. */
static gboolean
is_parted(const PrPage *page, const Label *left, const Label *right)
{
	gboolean is_horizontal = left->side == SIDE_LEFT || left->side == SIDE_RIGHT;
	float level = is_horizontal ? pr_rect_center_x(left->label) : pr_rect_center_y(left->label);

	for (guint i = 0; i < page->rulings->len; i++) {
		const PrRuling *ruling = &g_array_index(page->rulings, PrRuling, i);
		if (ruling->is_horizontal == is_horizontal && ruling->at > left->at && ruling->at < right->at &&
			ruling->from <= level && ruling->to >= level)
			return TRUE;
	}
	return FALSE;
}

static gboolean
is_near(double left, double right)
{
	return left * right > 0 && fabs(left - right) <= STEP_OFF * MAX(fabs(left), fabs(right));
}

/* Whether three values follow each other as on a scale, linear or logarithmic. */
static gboolean
is_scale(const Label *a, const Label *b, const Label *c)
{
	double left = b->at - a->at, right = c->at - b->at;

	if (left <= 0 || right <= 0)
		return FALSE;
	return is_near((b->value - a->value) / left, (c->value - b->value) / right) ||
	       (a->value > 0 && b->value > 0 && c->value > 0 &&
		       is_near(log(b->value / a->value) / left, log(c->value / b->value) / right));
}

/* Step 2, for labels of one level: the areas of the axis' rulings and of its labels, if there are enough of them and no
 * rulings between them: a heading that is centred over two columns stands on the cut between these as well, but in a
 * cell. */
static gboolean
is_axis(const PrPage *page, Label *labels, guint count, PrRect *rulings, PrRect *texts)
{
	guint scaled = 0;

	if (count < LABELS_MIN)
		return FALSE;
	qsort(labels, count, sizeof(Label), compare_places);
	if (is_parted(page, &labels[0], &labels[count - 1]))
		return FALSE;
	*rulings = *texts = (PrRect){0};
	for (guint i = 0; i < count; i++) {
		scaled += i >= 2 && is_scale(&labels[i - 2], &labels[i - 1], &labels[i]);
		*rulings = pr_rect_union(*rulings, labels[i].ruling);
		*texts = pr_rect_union(*texts, labels[i].label);
	}
	return 2 * scaled > count - LABELS_MIN + 1;
}

/* Step 3: a ruling that touches the axis belongs to the chart, and so does one that touches that one. */
static PrRect
grow_area(const PrPage *page, PrRect area, float reach)
{
	for (guint round = 0; round < 2; round++) {
		PrRect near = {area.x0 - reach, area.y0 - reach, area.x1 + reach, area.y1 + reach};

		for (guint i = 0; i < page->rulings->len; i++) {
			PrRect box = ruling_box(&g_array_index(page->rulings, PrRuling, i));
			if (box.x0 <= near.x1 && box.x1 >= near.x0 && box.y0 <= near.y1 && box.y1 >= near.y0)
				area = pr_rect_union(area, box);
		}
	}
	return area;
}

/* Step 3: adds an area, or makes it one with those that it meets. */
static void
add_area(GArray *charts, PrRect area, float reach)
{
	for (guint i = 0; i < charts->len;) {
		PrRect other = g_array_index(charts, PrRect, i);

		if (area.x0 <= other.x1 + reach && area.x1 >= other.x0 - reach && area.y0 <= other.y1 + reach &&
			area.y1 >= other.y0 - reach) {
			area = pr_rect_union(area, other);
			g_array_remove_index_fast(charts, i);
			i = 0;
		} else
			i++;
	}
	g_array_append_val(charts, area);
}

GArray *
pr_charts_find(const PrPage *page, float em)
{
	GArray *charts = g_array_new(FALSE, FALSE, sizeof(PrRect));
	g_autoptr(GArray) labels = g_array_new(FALSE, FALSE, sizeof(Label));
	guint count = page->rulings->len;

	for (guint i = 0; i < page->runs->len && count >= LABELS_MIN; i++) {
		const PrRun *run = &g_array_index(page->runs, PrRun, i);

		double value;

		if (!is_number(page, run, &value))
			continue;
		find_label(page, run, value, TRUE, labels);
		find_label(page, run, value, FALSE, labels);
	}
	g_array_sort(labels, compare_labels);
	Label *all = (Label *)labels->data;
	for (guint i = 0, axes = 0, end; i < labels->len && axes < AXES_MAX; i = end) {
		PrRect rulings, texts;

		for (end = i + 1; end < labels->len && all[end].side == all[i].side &&
				  all[end].level - all[i].level <= SAME_LEVEL * all[i].size;)
			end++;
		if (!is_axis(page, all + i, end - i, &rulings, &texts))
			continue;
		add_area(charts, pr_rect_union(texts, grow_area(page, rulings, TOUCHES * em)), MEETS * em);
		g_debug("page %d: an axis of %u numbers, %.0f,%.0f to %.0f,%.0f", page->number, end - i,
			(double)texts.x0, (double)texts.y0, (double)texts.x1, (double)texts.y1);
		axes++;
	}
	return charts;
}
