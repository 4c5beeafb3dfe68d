/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Claims about the tables of a page drawn by hand, for tests that run in Criterion. */
#pragma once

#include "tests/support/draw.h"

#include <criterion/criterion.h>

/* There is one table, of so many rows and columns, and every character found its place. */
static inline void
check_size(const DrawnResult *result, int rows, int cols)
{
	cr_assert_eq(result->tables->len, 1, "%u tables", result->tables->len);
	const PrTable *table = g_ptr_array_index(result->tables, 0);
	cr_assert(table->rows == rows && table->cols == cols, "%d rows, %d columns", table->rows, table->cols);
	cr_assert_eq(result->shown, result->placed);
}

/* What a cell of the first table says. */
static inline void
check_cell(const DrawnResult *result, int row, int col, const char *expected)
{
	g_autofree char *found = drawn_cell(result, 0, row, col);

	cr_assert_str_eq(found, expected, "row %d, column %d: \"%s\", not \"%s\"", row, col, found, expected);
}
