/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was looked at and is no table. */
#include "extract/declined.h"
#include "extract/table-text.h"

void
pr_declined_free(PrDeclined *declined)
{
	if (declined == NULL)
		return;
	g_free(declined->reason);
	g_free(declined);
}

PrDeclined *
pr_declined_new(int page, PrRect box, PrMethod method, const char *against, char *measures)
{
	PrDeclined *declined = g_new0(PrDeclined, 1);

	*declined = (PrDeclined){page, box, method, g_strconcat(against, "; ", measures, NULL)};
	g_free(measures);
	return declined;
}

/* Turned there and back, a page's places are the same but for the last bits. */
static int
hundredths_apart(float left, float right)
{
	return (int)lroundf(100 * left) - (int)lroundf(100 * right);
}

static int
compare(gconstpointer a, gconstpointer b)
{
	const PrDeclined *left = *(PrDeclined *const *)a, *right = *(PrDeclined *const *)b;
	const int apart[] = {hundredths_apart(left->box.y0, right->box.y0),
		hundredths_apart(left->box.x0, right->box.x0), hundredths_apart(left->box.y1, right->box.y1),
		hundredths_apart(left->box.x1, right->box.x1)};

	for (guint i = 0; i < G_N_ELEMENTS(apart); i++)
		if (apart[i] != 0)
			return apart[i] < 0 ? -1 : 1;
	return left->method != right->method ? (int)left->method - (int)right->method
					     : g_strcmp0(left->reason, right->reason);
}

static gboolean
is_within(const GArray *boxes, PrRect box)
{
	for (guint i = 0; i < boxes->len; i++) {
		PrRect outer = g_array_index(boxes, PrRect, i);
		if (box.x0 >= outer.x0 - 1 && box.y0 >= outer.y0 - 1 && box.x1 <= outer.x1 + 1 &&
			box.y1 <= outer.y1 + 1)
			return TRUE;
	}
	return FALSE;
}

void
pr_declined_sort(GPtrArray *list, const GArray *taken)
{
	g_ptr_array_sort(list, compare);
	for (guint i = list->len; i > 0; i--) {
		const PrDeclined *declined = g_ptr_array_index(list, i - 1);
		gboolean is_twice =
			i > 1 && compare(&g_ptr_array_index(list, i - 2), &g_ptr_array_index(list, i - 1)) == 0;

		if (is_twice || is_within(taken, declined->box))
			g_ptr_array_remove_index(list, i - 1);
	}
}

void
pr_declined_print(const PrDeclined *declined, GString *out)
{
	g_string_append(out, "declined ");
	pr_place_print(declined->page, declined->box, out);
	g_string_append_printf(out, " %s ", pr_method_name(declined->method));
	pr_reason_print(declined->reason, out);
	g_string_append_c(out, '\n');
}

gboolean
pr_declined_scan(PrScanner *scanner, PrDeclined *declined)
{
	return pr_place_scan(scanner, &declined->page, &declined->box) && pr_method_scan(scanner, &declined->method) &&
	       pr_reason_scan(scanner, &declined->reason);
}

PrDeclined *
pr_declined_parse(const char **cursor, GError **error)
{
	g_autoptr(GError) local_error = NULL;
	PrScanner scanner = {.what = "table text", .error = &local_error};
	g_autoptr(PrDeclined) declined = g_new0(PrDeclined, 1);

	if (!g_str_has_prefix(*cursor, "declined "))
		return NULL;
	g_autofree char *line = pr_scan_line(&scanner, cursor);
	if (line != NULL && *pr_scan_word(&scanner) != '\0' && pr_declined_scan(&scanner, declined))
		return g_steal_pointer(&declined);
	g_propagate_error(error, g_steal_pointer(&local_error));
	return NULL;
}
