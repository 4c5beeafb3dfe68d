/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which cells name columns, which name rows, which are data.
 *
 *   ┌────────────┬─────────────┐
 *   │    收入    │    支出     │   header: the first rows, as far as spans reach down (a cell over two rows) or ask for a row below
 *   ├─────┬──────┼──────┬──────┤   them that divides them (a cell over two columns), while no amount stands in the row
 *   │项目 │决算数│ 项目 │决算数│
 *   ├─────┴──────┴──────┴──────┤
 *   │ 一、本年                 │   section: one cell over the whole width
 *   ├─────┬──────┬──────┬──────┤
 *   │ 税  │ 12.5 │ 教育 │ 11.0 │   stub: the columns before the first one of amounts
 *   └─────┴──────┴──────┴──────┘
 */
#include "extract/fragment.h"
#include "extract/period.h"

#define NAME_LENGTH_MAX 24u /* characters of a year or a unit */

typedef enum { CONTENT_BLANK, CONTENT_WORDS, CONTENT_CODE, CONTENT_AMOUNT } Content;

/* Whether a text is a year or a unit over numbers. */
static gboolean
names_numbers(const PrText *text)
{
	if (pr_text_length(text) == 0 || pr_text_length(text) > NAME_LENGTH_MAX)
		return FALSE;
	g_autofree char *printed = pr_text_printed(text);
	return pr_is_period(printed) || pr_is_measure(printed);
}

/* A code is a bare integer; an amount has a separator, a point, a sign of percent, or stands where no code can. */
static Content
content_of(const PrText *text)
{
	guint digits = 0, marks = 0;

	if (names_numbers(text))
		return CONTENT_WORDS;
	for (guint i = 0; i < pr_text_length(text); i++) {
		gunichar ch = pr_text_at(text, i)->ch;

		if (g_unichar_isdigit(ch))
			digits++;
		else if (g_utf8_strchr(".,%-+()（）．，％－−—–/ '￥¥$€", -1, ch) != NULL)
			marks++;
		else
			return CONTENT_WORDS;
	}
	if (digits == 0)
		return marks > 0 ? CONTENT_AMOUNT : CONTENT_BLANK; /* a dash stands for an amount */
	return marks > 0 ? CONTENT_AMOUNT : CONTENT_CODE;
}

static gboolean
row_has_numbers(const PrTable *table, const PrCell *const *slots, int row)
{
	for (int col = 0; col < table->cols; col++) {
		const PrCell *cell = slots[(gsize)row * table->cols + col];
		if (cell->row == row && content_of(&cell->text) >= CONTENT_CODE)
			return TRUE;
	}
	return FALSE;
}

/* Whether a row holds nothing but years and units, behind the first column two at least. */
static gboolean
is_row_of_names(const PrTable *table, const PrCell *const *slots, int row)
{
	guint names = 0;

	for (int col = 0; col < table->cols; col++) {
		const PrCell *cell = slots[(gsize)row * table->cols + col];

		if (cell->row != row || cell->col != col || pr_text_length(&cell->text) == 0)
			continue;
		if (col == 0 || !names_numbers(&cell->text))
			return FALSE;
		names++;
	}
	return names > 1;
}

/* How many rows at the top name columns. */
static int
count_header_rows(const PrTable *table, const PrCell *const *slots)
{
	int header = 1;

	if (row_has_numbers(table, slots, 0))
		return 0;
	for (int row = 0; row < header; row++) {
		for (int col = 0; col < table->cols; col++) {
			const PrCell *cell = slots[(gsize)row * table->cols + col];
			gboolean divides = cell->colspan > 1 && pr_text_length(&cell->text) > 0;
			int wanted = cell->row + cell->rowspan + (divides ? 1 : 0);

			while (header < wanted && header < table->rows - 1 && !row_has_numbers(table, slots, header))
				header++;
		}
	}
	while (header < table->rows - 1 && is_row_of_names(table, slots, header))
		header++;
	return header;
}

static Content
column_content(const PrTable *table, const PrCell *const *slots, int col, int first_row)
{
	guint counts[4] = {0};

	for (int row = first_row; row < table->rows; row++) {
		const PrCell *cell = slots[(gsize)row * table->cols + col];
		if (cell->row == row && cell->col == col && cell->colspan < table->cols)
			counts[content_of(&cell->text)]++;
	}
	if (counts[CONTENT_WORDS] + counts[CONTENT_CODE] + counts[CONTENT_AMOUNT] == 0)
		return CONTENT_BLANK;
	if (counts[CONTENT_WORDS] >= counts[CONTENT_CODE] + counts[CONTENT_AMOUNT])
		return CONTENT_WORDS;
	return counts[CONTENT_AMOUNT] > 0 ? CONTENT_AMOUNT : CONTENT_CODE;
}

/* Columns of words, and columns of codes that stand before one of words. */
static int
count_stub_cols(const PrTable *table, const PrCell *const *slots, int header_rows)
{
	int stub = 0;

	for (int col = 0; col < table->cols - 1; col++) {
		Content content = column_content(table, slots, col, header_rows);
		if (content == CONTENT_AMOUNT)
			break;
		if (content == CONTENT_WORDS) {
			stub = col + 1;
			break;
		}
	}
	return stub;
}

void
pr_roles_count(const PrTable *table, int *header_rows, int *stub_cols)
{
	g_autofree const PrCell **slots = pr_table_slots(table);

	*header_rows = table->known_header_rows > 0 ? table->known_header_rows
						    : count_header_rows(table, (const PrCell *const *)slots);
	*stub_cols = count_stub_cols(table, (const PrCell *const *)slots, *header_rows);
}

gboolean
pr_roles_are_numbers(const PrTable *table, int header_rows, int from, int to)
{
	g_autofree const PrCell **slots = pr_table_slots(table);
	gboolean has_numbers = FALSE;

	for (int col = from; col < to; col++) {
		Content content = column_content(table, (const PrCell *const *)slots, col, header_rows);
		if (content == CONTENT_WORDS)
			return FALSE;
		has_numbers |= content != CONTENT_BLANK;
	}
	return has_numbers;
}

void
pr_assign_roles(PrTable *table)
{
	pr_roles_count(table, &table->header_rows, &table->stub_cols);
	for (guint i = 0; i < table->cells->len; i++) {
		PrCell *cell = g_ptr_array_index(table->cells, i);

		if (cell->row < table->header_rows)
			cell->role = PR_ROLE_HEADER;
		else if (cell->colspan == table->cols && pr_text_length(&cell->text) > 0 && table->cols > 1)
			cell->role = PR_ROLE_SECTION;
		else if (cell->col < table->stub_cols)
			cell->role = PR_ROLE_STUB;
		else
			cell->role = PR_ROLE_DATA;
	}
}
