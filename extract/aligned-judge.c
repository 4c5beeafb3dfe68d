/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether a zone is a table, and how sure it is that it was read as printed (step 8 of the essay in aligned.c). */
#include "extract/aligned.h"

#include <string.h>

#define ROWS_MIN 3u    /* lines of a table without rules */
#define TEXT_LINES 15u /* of running text in several columns, most of the lines: no cells are that long */
/* Columns of words under a row of names with one rule under it. */
#define HEADED_COLS 3u
#define HEADED_LINES 4u
#define HEADED_FILLED 0.9f
#define COLUMN_LINES 12u /* of words alone between two rules: no table without a header is that long */
#define RULE_COVER 0.7f  /* of the zone's width */
/* Shares without which it is none. */
#define PAGES_MIN 6u     /* page numbers of a contents page without leaders */
#define PAGES_LED_MIN 3u /* and with them */
#define PAGE_DIGITS 4u
#define STEP_LEAST 2 /* lines from one that is counted to the next */
#define FILLED_LEAST 0.5f
#define SPARSE_FILLED 0.25f
#define SPARSE_ROWS 2u
#define SPARSE_COLS 5
#define SPARSE_NUMBERS 0.8f
#define NUMBERS_LEAST 0.4f
#define WHITE_ENOUGH 2.0f /* type sizes of white that leave no doubt */
#define ROWS_ENOUGH 8.0f
#define CONFIDENCE_LEAST 0.1f /* nine in ten of those below it are no table */

/* Of the data; cells and numbers behind the first column. */
typedef struct {
	guint cells, numbers, full_rows, rows, lines;
	guint stubs, bullets,
		leaders; /* lines with text in the first column, with the mark or number of a list's item there, with a leader */
	guint number_columns, alike_columns;
} Census;

/* How many data cells of each column there are, of numbers and in all. */
typedef struct {
	guint *numbers, *texts;
	guint8 *row; /* PrCellKind of each column */
	int cols;
} Columns;

static void
count_row(Census *census, Columns *columns)
{
	int filled = 0;

	for (int col = 0; col < columns->cols; col++) {
		filled += columns->row[col] != PR_CELL_BLANK;
		columns->texts[col] += columns->row[col] != PR_CELL_BLANK;
		columns->numbers[col] += columns->row[col] == PR_CELL_NUMBER;
		census->cells += col > 0 && columns->row[col] != PR_CELL_BLANK;
		census->numbers += col > 0 && columns->row[col] == PR_CELL_NUMBER;
	}
	census->rows++;
	census->full_rows += filled >= 2 && 2 * filled >= columns->cols;
	memset(columns->row, PR_CELL_BLANK, (gsize)columns->cols);
}

static void
count_line(const PrQuilt *quilt, guint line, Census *census, Columns *columns)
{
	for (guint k = quilt->first_of_line[line]; k < quilt->first_of_line[line + 1]; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k);
		PrTokenKind kind = pr_chunks_token(quilt->zone->sheet, patch->first)->kind;
		PrTokenKind end = pr_chunks_token(quilt->zone->sheet, patch->first + patch->count - 1)->kind;

		census->stubs += patch->from_col == 0;
		census->bullets +=
			patch->from_col == 0 && (kind == PR_TOKEN_BULLET || (patch->count == 1 && patch->is_number));
		census->leaders += end == PR_TOKEN_LEADER;
		columns->row[patch->from_col] =
			MAX(columns->row[patch->from_col], patch->is_number ? PR_CELL_NUMBER : PR_CELL_WORDS);
	}
	census->lines++;
}

static Census
take_census(const PrQuilt *quilt)
{
	Census census = {0};
	int cols = (int)quilt->xs->len - 1;
	g_autofree guint *numbers = g_new0(guint, cols + 1), *texts = g_new0(guint, cols + 1);
	g_autofree guint8 *row = g_new0(guint8, cols + 1);
	Columns columns = {numbers, texts, row, cols};

	for (guint i = quilt->header_lines; i < quilt->zone->lines->len; i++) {
		if (i > quilt->header_lines && quilt->row_of_line[i] != quilt->row_of_line[i - 1])
			count_row(&census, &columns);
		count_line(quilt, i, &census, &columns);
	}
	if (census.lines > 0)
		count_row(&census, &columns);
	for (int col = 1; col < cols; col++) {
		census.number_columns += texts[col] >= 2 && 2 * numbers[col] > texts[col];
		census.alike_columns += 10 * MAX(numbers[col], texts[col] - numbers[col]) >= 8 * texts[col];
	}
	return census;
}

/* What speaks for a table's being read as it is printed, each in [0,1]; its weight; and what it says. The weights are
 * those of a logistic regression over made-up tables (tools/train-confidence): they are the log of the odds that a
 * table is exact. */
typedef enum {
	EVIDENCE_EDGES,
	EVIDENCE_FILLED,
	EVIDENCE_NUMBERS,
	EVIDENCE_ALIKE,
	EVIDENCE_WHITE,
	EVIDENCE_CLEAR,
	EVIDENCE_SURE,
	EVIDENCE_ROWS,
	EVIDENCE_HEADER,
	EVIDENCE_COUNT,
} Evidence;

static const struct {
	const char *name;
	float weight;
} evidences[EVIDENCE_COUNT] = {
	[EVIDENCE_EDGES] = {"edges", 0.97f},      /* share of the rows parted by an edge */
	[EVIDENCE_FILLED] = {"filled", 0.49f},    /* share of the rows with text in half of the columns */
	[EVIDENCE_NUMBERS] = {"numbers", -1.02f}, /* share of the cells behind the labels that are numbers */
	[EVIDENCE_ALIKE] = {"alike", -1.31f},     /* share of the columns that are mostly numbers or mostly words */
	[EVIDENCE_WHITE] = {"white", 0.28f}, /* the narrowest white between columns; 1: two type sizes or a border */
	[EVIDENCE_CLEAR] = {"clear", 1.19f}, /* share of the data's texts that keep to one column */
	[EVIDENCE_SURE] = {"sure",
		0.91f}, /* share of the data's lines whose row is told by edges, white or level, not by words */
	[EVIDENCE_ROWS] = {"rows", 1.31f},     /* of eight */
	[EVIDENCE_HEADER] = {"header", 3.07f}, /* whether there is one */
};
static const float evidence_bias = -3.21f;

static float
narrowest_white(const PrQuilt *quilt, const GArray *rivers)
{
	float narrowest = 1;

	for (guint i = 0; i < rivers->len; i++) {
		const PrRiver *river = &g_array_index(rivers, PrRiver, i);
		if (!river->is_ruled)
			narrowest = MIN(narrowest, (river->to - river->from) / (WHITE_ENOUGH * quilt->zone->em));
	}
	return narrowest;
}

static void
measure_rows(const PrQuilt *quilt, float values[EVIDENCE_COUNT])
{
	const PrZone *zone = quilt->zone;
	guint cuts = 0, edges = 0, unsure = 0, lines = zone->lines->len - quilt->header_lines;

	for (guint i = MAX(quilt->header_lines, 1); i < zone->lines->len; i++) {
		gboolean is_cut = quilt->row_of_line[i] != quilt->row_of_line[i - 1];

		cuts += is_cut;
		edges += is_cut && pr_zone_is_parted(zone, i);
		unsure += !is_cut && !quilt->is_spaced && i > quilt->header_lines;
	}
	values[EVIDENCE_EDGES] = (float)edges / (float)MAX(cuts, 1);
	values[EVIDENCE_SURE] = 1 - (float)unsure / (float)MAX(lines, 1);
}

static float
weigh(const PrQuilt *quilt, const GArray *rivers, const Census *census, GString *says)
{
	float values[EVIDENCE_COUNT] = {0}, odds = evidence_bias;
	guint spanning = 0, data = 0;

	for (guint i = quilt->first_of_line[quilt->header_lines]; i < quilt->patches->len; i++) {
		spanning += pr_quilt_patch(quilt, i)->to_col > pr_quilt_patch(quilt, i)->from_col;
		data++;
	}
	measure_rows(quilt, values);
	values[EVIDENCE_FILLED] = (float)census->full_rows / (float)MAX(census->rows, 1);
	values[EVIDENCE_NUMBERS] = (float)census->numbers / (float)MAX(census->cells, 1);
	values[EVIDENCE_ALIKE] = (float)census->alike_columns / (float)MAX(rivers->len, 1);
	values[EVIDENCE_WHITE] = narrowest_white(quilt, rivers);
	values[EVIDENCE_CLEAR] = 1 - (float)spanning / (float)MAX(data, 1);
	values[EVIDENCE_ROWS] = MIN((float)quilt->rows, ROWS_ENOUGH) / ROWS_ENOUGH;
	values[EVIDENCE_HEADER] = quilt->header_lines > 0;
	for (int i = 0; i < EVIDENCE_COUNT; i++) {
		odds += evidences[i].weight * values[i];
		if (says != NULL)
			g_string_append_printf(says, "%s %s %d%%", i == 0 ? ":" : ",", evidences[i].name,
				(int)(100 * values[i] + 0.5f));
	}
	return 1 / (1 + expf(-odds));
}

/* How many lines without an edge between them are running text in all of their columns. */
static guint
longest_text(const PrZone *zone)
{
	guint longest = 0, lines = 0;

	for (guint i = 0; i < zone->lines->len; i++) {
		const PrZoneLine *line = pr_zone_line(zone, i);

		if (i > 0 && pr_zone_is_ruled(zone, i, RULE_COVER))
			lines = 0;
		lines += line->pieces > 1 && line->prose == line->pieces;
		longest = MAX(longest, lines);
	}
	return longest;
}

/* Whether each column has a name of its own on the first line, and a rule parts that line from the rest. */
static gboolean
is_headed(const PrQuilt *quilt)
{
	guint names = quilt->first_of_line[1] - quilt->first_of_line[0];

	if (names + 1 != quilt->xs->len || names < HEADED_COLS)
		return FALSE;
	for (guint k = 0; k < names; k++)
		if (pr_quilt_patch(quilt, k)->is_number || pr_quilt_patch(quilt, k)->from_col != (int)k ||
			pr_quilt_patch(quilt, k)->to_col != (int)k)
			return FALSE;
	return pr_zone_is_ruled(quilt->zone, 1, RULE_COVER);
}

/* The whole number of a text that is one as pages have, 0 and up; less for roman numbers, which come first. */
static gboolean
read_page_number(const PrQuilt *quilt, const PrPatch *patch, int *number)
{
	const PrChunks *sheet = quilt->zone->sheet;
	const PrToken *token = pr_chunks_token(sheet, patch->first);
	gboolean is_roman = TRUE, is_arabic = TRUE;

	*number = 0;
	for (guint k = token->first; k < token->first + token->count; k++) {
		gunichar ch = pr_lines_glyph(sheet->lines, k)->ch;
		int digit = g_unichar_digit_value(ch);

		is_roman &= g_utf8_strchr("ivxlIVX", -1, ch) != NULL;
		is_arabic &= digit >= 0 && token->count <= PAGE_DIGITS;
		*number = is_arabic ? *number * 10 + digit : -1;
	}
	return patch->count == 1 && (is_arabic || is_roman);
}

/* Whether the last column counts up as page numbers do, and the ones before it hold words, behind their numbers: with
 * leaders, a few rows are enough, and a heading may stand over the pages. */
static gboolean
is_contents(const PrQuilt *quilt, const Census *census)
{
	int cols = (int)quilt->xs->len - 1, last = G_MININT, title_col = cols;
	guint pages = 0, titles = 0, numbers = 0;
	gboolean has_leaders = 2 * census->leaders >= census->lines;

	for (guint i = 0; i < quilt->patches->len; i++)
		if (!pr_quilt_patch(quilt, i)->is_number)
			title_col = MIN(title_col, pr_quilt_patch(quilt, i)->to_col);
	for (guint i = 0; i < quilt->patches->len; i++) {
		const PrPatch *patch = pr_quilt_patch(quilt, i);
		int page;

		if (patch->to_col < cols - 1) {
			numbers += patch->is_number && patch->from_col > title_col;
			titles += !patch->is_number;
		} else if (read_page_number(quilt, patch, &page)) {
			if (page < last && pages > 1)
				return FALSE;
			pages = page < last ? 0 : pages; /* the first was the page's own, in its running head */
			last = page;
			pages++;
		} else if (!has_leaders || pages > 0)
			return FALSE;
	}
	return pages >= (has_leaders ? PAGES_LED_MIN : PAGES_MIN) && 10 * titles >= 9 * pages && 10 * numbers <= titles;
}

/* Whether the numbers of one of two columns count the lines of a text: every so many lines, in equal steps. */
static gboolean
is_counted(const PrQuilt *quilt, int col)
{
	int last = 0, step = 0;
	guint numbers = 0;

	for (guint i = 0; i < quilt->patches->len; i++) {
		const PrPatch *patch = pr_quilt_patch(quilt, i);
		int number;

		if (patch->from_col != col || patch->to_col != col) /* a long line runs on under the numbers */
			continue;
		if (!read_page_number(quilt, patch, &number) || (numbers > 0 && number - last < STEP_LEAST) ||
			(numbers > 1 && number - last != step))
			return FALSE;
		step = number - last;
		last = number;
		numbers++;
	}
	return numbers >= 2 && last % step == 0 && 2 * numbers <= quilt->zone->lines->len;
}

/* How many lines have texts side by side that no column parts. */
static guint
count_unparted(const PrQuilt *quilt)
{
	guint unparted = 0;

	for (guint i = 0; i < quilt->zone->lines->len; i++)
		unparted +=
			pr_zone_line(quilt->zone, i)->pieces > quilt->first_of_line[i + 1] - quilt->first_of_line[i];
	return unparted;
}

float
pr_quilt_judge(const PrQuilt *quilt, const GArray *rivers, const char **reason, GString *evidence)
{
	const PrZone *zone = quilt->zone;
	Census census = take_census(quilt);
	int cols = (int)rivers->len + 1;
	float numbers = (float)census.numbers / (float)MAX(census.cells, 1);
	float filled = (float)census.full_rows / (float)MAX(census.rows, 1);
	/* Two rules and words alone, nothing over them and nothing between: a text in columns that stands between rules
	 * of the page. */
	gboolean is_closed = zone->rules > 2 || (zone->rules == 2 && (quilt->header_lines > 0 || census.numbers > 0 ||
									     zone->lines->len < COLUMN_LINES));
	gboolean is_framed =
		is_closed || (zone->lines->len >= HEADED_LINES && filled >= HEADED_FILLED && is_headed(quilt));

	*reason = "no columns";
	if (cols < 2 || quilt->rows < 2 || zone->lines->len < (is_framed ? 2 : ROWS_MIN))
		return 0;
	*reason = "hardly any text: a picture";
	if (pr_zone_density(zone) < PR_ZONE_DENSITY_LEAST)
		return 0;
	*reason = "columns of running text";
	if (longest_text(zone) >= TEXT_LINES && 2 * longest_text(zone) > zone->lines->len)
		return 0;
	/* A statement of what changed has many columns, most of them blank; its first and last rows are full. */
	gboolean is_sparse = is_closed && quilt->header_lines > 0 && census.full_rows >= SPARSE_ROWS &&
			     numbers >= SPARSE_NUMBERS && cols >= SPARSE_COLS;
	*reason = "few rows fill the columns";
	if (filled < (is_sparse ? SPARSE_FILLED : FILLED_LEAST))
		return 0;
	*reason = "a list";
	if (cols == 2 && 5 * census.bullets >= 4 * census.stubs && census.number_columns == 0 &&
		!(zone->rules >= 2 && quilt->header_lines > 0))
		return 0;
	*reason = "a contents page";
	if (is_contents(quilt, &census))
		return 0;
	*reason = "a text whose lines are counted";
	if (cols == 2 && zone->rules < 2 && (is_counted(quilt, 0) || is_counted(quilt, 1)))
		return 0;
	*reason = "texts side by side that no column parts";
	if (zone->lines->len <= ROWS_MIN && 2 * count_unparted(quilt) >= zone->lines->len)
		return 0;
	*reason = "columns of words without rules";
	if (census.number_columns == 0 && !is_framed)
		return 0;
	*reason = "hardly any numbers";
	if (numbers < NUMBERS_LEAST && !is_framed)
		return 0;
	float confidence = weigh(quilt, rivers, &census, evidence);
	*reason = "next to nothing speaks for a table";
	if (confidence < CONFIDENCE_LEAST)
		return 0;
	*reason = is_framed ? "aligned columns between rules" : "aligned columns of numbers";
	return confidence;
}

float
pr_quilt_weigh(const PrQuilt *quilt, const GArray *rivers, GString *evidence)
{
	Census census = take_census(quilt);

	return weigh(quilt, rivers, &census, evidence);
}
