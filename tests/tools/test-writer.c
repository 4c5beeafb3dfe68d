/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers as the writer writes them, against printf(). */
#include "tools/writer.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

/* What `put` writes of `value`. */
static char *
written(gboolean is_coordinate, gint64 whole, double value)
{
	int ends[2];
	char text[64] = "";

	cr_assert_eq(pipe(ends), 0);
	g_autoptr(PrWriter) writer = pr_writer_new(ends[1]);
	if (is_coordinate)
		cr_assert(pr_writer_put_coordinate(writer, value));
	else
		pr_writer_put_int(writer, whole);
	cr_assert(pr_writer_flush(writer, NULL));
	cr_assert_geq(read(ends[0], text, sizeof text - 1), 0);
	close(ends[0]);
	close(ends[1]);
	return g_strdup(text);
}

Test(writer, whole_numbers)
{
	const gint64 numbers[] = {0, 7, -7, 10, -1000, 65536, G_MAXINT64, G_MININT64};

	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
		g_autofree char *expected = g_strdup_printf("%" G_GINT64_FORMAT, numbers[i]);
		g_autofree char *text = written(FALSE, numbers[i], 0);
		cr_assert_str_eq(text, expected);
	}
}

/* Two decimals, without the zeros that say nothing. */
Test(writer, coordinates)
{
	const double numbers[] = {
		0, -0.001, 0.004, 0.05, -0.05, 0.5, 12, 12.3, 12.34, -99.99, 99.999, 595.32, -842.5, 1e11};

	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
		g_autofree char *expected = g_strdup_printf("%.2f", numbers[i]);
		g_autofree char *text = written(TRUE, 0, numbers[i]);

		while (g_str_has_suffix(expected, "0"))
			expected[strlen(expected) - 1] = '\0';
		if (g_str_has_suffix(expected, "."))
			expected[strlen(expected) - 1] = '\0';
		cr_assert_str_eq(text, strcmp(expected, "-0") == 0 ? "0" : expected);
	}
}

Test(writer, what_is_no_coordinate_is_refused)
{
	g_autoptr(PrWriter) writer = pr_writer_new(-1);

	cr_assert_not(pr_writer_put_coordinate(writer, NAN));
	cr_assert_not(pr_writer_put_coordinate(writer, INFINITY));
	cr_assert_not(pr_writer_put_coordinate(writer, -1e13));
}
