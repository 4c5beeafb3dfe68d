/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What type of Parquet each column of a relation has. */
#include "tools/row-parquet.h"

#include <string.h>

#define LEAST_DECIMALS 6
#define COORDINATE_DIGITS 15
#define COORDINATE_DECIMALS 2

/* The most that a number of a column has, before the point and behind it. */
typedef struct {
	guint whole, decimals;
} Digits;

struct PrRowShape {
	const PrRelation *relation;
	Digits *digits; /* by column */
};

PrRowShape *
pr_row_shape_new(const PrRelation *relation)
{
	PrRowShape *shape = g_new0(PrRowShape, 1);

	*shape = (PrRowShape){relation, g_new0(Digits, relation->columns->len)};
	return shape;
}

void
pr_row_shape_free(PrRowShape *shape)
{
	if (shape == NULL)
		return;
	g_free(shape->digits);
	g_free(shape);
}

void
pr_row_shape_see(const PrRelation *relation, const char *const *values, gpointer shape)
{
	for (guint i = 0; i < relation->columns->len; i++) {
		Digits *digits = &((PrRowShape *)shape)->digits[i];

		if (values[i] == NULL)
			continue;
		const char *number = values[i] + (*values[i] == '-');
		size_t whole = strcspn(number, ".");

		digits->whole = MAX(digits->whole, (guint)whole);
		digits->decimals =
			MAX(digits->decimals, (guint)(number[whole] == '.' ? strlen(number + whole + 1) : 0));
	}
}

static PrParquetColumn
parquet_column(const PrRelationColumn *column, const Digits *digits)
{
	PrParquetColumn result = {column->name, PR_PARQUET_TEXT, column->is_required, 0, 0};

	if (column->type == PR_COLUMN_INTEGER)
		result.type = PR_PARQUET_INTEGER;
	if (column->type == PR_COLUMN_TEXT || column->type == PR_COLUMN_INTEGER)
		return result;
	gboolean is_coordinate = column->type == PR_COLUMN_COORDINATE;

	result.scale = MAX(digits->decimals, is_coordinate ? COORDINATE_DECIMALS : LEAST_DECIMALS);
	result.precision = MAX(digits->whole + result.scale, is_coordinate ? COORDINATE_DIGITS : PR_PARQUET_DIGITS);
	if (result.precision <= PR_PARQUET_DIGITS)
		result.type = PR_PARQUET_DECIMAL;
	return result;
}

PrParquet *
pr_row_parquet_new(const PrRowShape *shape, PrWriter *out, const char *created_by)
{
	guint count = shape->relation->columns->len;
	g_autofree PrParquetColumn *columns = g_new0(PrParquetColumn, count);

	for (guint i = 0; i < count; i++)
		columns[i] = parquet_column(pr_relation_column(shape->relation, i), &shape->digits[i]);
	return pr_parquet_new(out, columns, count, created_by);
}
