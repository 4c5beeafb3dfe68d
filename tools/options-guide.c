/* SPDX-License-Identifier: GPL-2.0-or-later */
/* --region and --columns: where the user says that tables and columns are. Taken exactly or refused. */
#include "tools/options.h"

#include <string.h>

#include "extract/pdf.h"
#include "extract/scan.h"
#include "tools/error.h"

#define COLUMNS_MAX 1000u

/* Points as people write them: no exponents, no hexadecimal. The count, or 0. */
static guint
parse_points(const char *text, guint max, float *values)
{
	return strspn(text, "0123456789.,-") == strlen(text) ? pr_scan_split(text, max, values) : 0;
}

static gboolean
parse_region(const char *text, PrRegion *region)
{
	const char *colon = strchr(text, ':');
	g_autofree char *page = colon != NULL ? g_strndup(text, (gsize)(colon - text)) : NULL;
	float at[4];
	guint64 number = 0;

	if (page == NULL || !g_ascii_isdigit(*page) ||
		!g_ascii_string_to_unsigned(page, 10, 1, G_MAXINT, &number, NULL) ||
		parse_points(colon + 1, 4, at) != 4)
		return FALSE;
	*region = (PrRegion){(int)number, {at[0], at[1], at[2], at[3]}};
	return at[0] < at[2] && at[1] < at[3];
}

GArray *
pr_regions_parse(char **texts, GError **error)
{
	g_autoptr(GArray) regions = g_array_new(FALSE, FALSE, sizeof(PrRegion));

	for (guint i = 0; texts[i] != NULL; i++) {
		PrRegion region;

		if (!parse_region(texts[i], &region)) {
			pr_options_refuse(error, "--region", texts[i],
				"a region is written PAGE:x0,y0,x1,y1 in points from the top left, x0 < x1 and y0 < y1");
			return NULL;
		}
		g_array_append_val(regions, region);
	}
	return g_steal_pointer(&regions);
}

GArray *
pr_columns_parse(const char *text, GError **error)
{
	g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(float));
	g_autofree float *values = g_new(float, COLUMNS_MAX);
	guint count = parse_points(text, COLUMNS_MAX, values);
	gboolean is_right = count > 0;

	g_array_append_vals(columns, values, count);
	for (guint i = 1; i < count; i++)
		is_right &= g_array_index(columns, float, i - 1) < g_array_index(columns, float, i);
	if (is_right)
		return g_steal_pointer(&columns);
	pr_options_refuse(error, "--columns", text, "column edges are written x1,x2,… in points, from left to right");
	return NULL;
}
