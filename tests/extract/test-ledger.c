/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs found by place. */
#include "extract/fragment.h"
#include "tests/support/draw.h"

#include <criterion/criterion.h>

Test(ledger, the_index_finds_what_a_look_at_all_runs_finds)
{
	g_autoptr(PrPage) page = draw_page(1);
	g_autoptr(GRand) random = g_rand_new_with_seed(7);

	for (int i = 0; i < 400; i++)
		draw_text(page, (float)g_rand_double_range(random, -20, 600),
			(float)g_rand_double_range(random, -20, 850), 9, "oats");
	g_autoptr(PrBins) bins = pr_runs_index(page);
	PrLedger plain = {NULL, 0, NULL}, indexed = {NULL, 0, bins};
	for (int i = 0; i < 200; i++) {
		double x = g_rand_double_range(random, -50, 600), y = g_rand_double_range(random, -50, 850);
		PrRect box =
			pr_rect(x, y, x + g_rand_double_range(random, 0, 300), y + g_rand_double_range(random, 0, 300));
		g_autoptr(GArray) expected = pr_ledger_runs(&plain, page, box),
				  found = pr_ledger_runs(&indexed, page, box);

		cr_assert_eq(found->len, expected->len, "box %d", i);
		if (found->len > 0)
			cr_assert_arr_eq(found->data, expected->data, found->len * sizeof(guint));
	}
}
