/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The values of a row, put one behind the other in the order of the columns. */
#include "schema/row-maker.h"

#include <math.h>

#define MILLIONTHS 6
/* No integer is longer. */
#define NUMBER_BUFFER 32
/* What has room in the columns of coordinates. */
#define HUNDREDTHS_MAX 1e15

void
pr_put_text(PrRowMaker *maker, const char *text)
{
	g_ptr_array_add(maker->values, (gpointer)text);
}

void
pr_put_printed(PrRowMaker *maker, const char *text)
{
	pr_put_text(maker, text != NULL && *text != '\0' ? text : NULL);
}

void
pr_put_copy(PrRowMaker *maker, const char *text)
{
	pr_put_text(maker, g_string_chunk_insert(maker->texts, text));
}

void
pr_put_int(PrRowMaker *maker, gint64 number)
{
	char text[NUMBER_BUFFER];

	g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, number);
	pr_put_copy(maker, text);
}

void
pr_put_int_unless(PrRowMaker *maker, gboolean is_null, gint64 number)
{
	if (is_null)
		pr_put_text(maker, NULL);
	else
		pr_put_int(maker, number);
}

const char *
pr_coordinate_print(double points, char *buffer)
{
	double scaled = points * 100;
	gint64 hundredths = isfinite(scaled) && fabs(scaled) < HUNDREDTHS_MAX ? llround(scaled) : 0,
	       size = ABS(hundredths);

	g_snprintf(buffer, PR_COORDINATE_BUFFER, "%s%" G_GINT64_FORMAT ".%02d", hundredths < 0 ? "-" : "", size / 100,
		(int)(size % 100));
	return buffer;
}

static void
put_coordinate(PrRowMaker *maker, float points)
{
	char text[PR_COORDINATE_BUFFER];

	pr_put_copy(maker, pr_coordinate_print((double)points, text));
}

void
pr_put_place(PrRowMaker *maker, const PrPlace *place)
{
	if (place == NULL) {
		for (guint i = 0; i < 5; i++)
			pr_put_text(maker, NULL);
		return;
	}
	pr_put_int(maker, place->page);
	put_coordinate(maker, place->box.x0);
	put_coordinate(maker, place->box.y0);
	put_coordinate(maker, place->box.x1);
	put_coordinate(maker, place->box.y1);
}

void
pr_put_decimal(PrRowMaker *maker, const PrDecimal *number)
{
	char text[PR_DECIMAL_BUFFER];

	if (number == NULL)
		pr_put_text(maker, NULL);
	else
		pr_put_copy(maker, pr_decimal_print(*number, text));
}

void
pr_put_millionths(PrRowMaker *maker, const PrDecimal *number)
{
	PrDecimal shifted;

	if (number == NULL || !pr_decimal_shift(*number, MILLIONTHS, &shifted)) {
		pr_put_text(maker, NULL);
		return;
	}
	while (shifted.scale > 0 && shifted.digits % 10 == 0) {
		shifted.digits /= 10;
		shifted.scale--;
	}
	if (shifted.scale > 0 || shifted.digits > G_MAXINT64 || shifted.digits < G_MININT64)
		pr_put_text(maker, NULL);
	else
		pr_put_int(maker, (gint64)shifted.digits);
}

void
pr_put_number(PrRowMaker *maker, const PrDecimal *number)
{
	pr_put_decimal(maker, number);
	if (maker->relations->dialect == PR_DIALECT_SQLITE)
		pr_put_millionths(maker, number);
}

void
pr_put_end(PrRowMaker *maker, const PrRelation *relation)
{
	g_assert(maker->values->len == relation->columns->len);
	maker->emit(relation, (const char *const *)maker->values->pdata, maker->data);
	g_ptr_array_set_size(maker->values, 0);
	g_string_chunk_clear(maker->texts);
}

const PrPlace *
pr_first_place(const GArray *places)
{
	return places != NULL && places->len > 0 ? &g_array_index(places, PrPlace, 0) : NULL;
}
