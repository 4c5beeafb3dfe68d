/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts of a zone into columns (step 5 of the essay in aligned.c). */
#include "extract/aligned.h"

/* Shares of the type size. */
#define CROSSING 0.25f /* a text that reaches this far over a cut spans it */

guint
pr_cuts_column(const GArray *xs, float x)
{
	int col = pr_cuts_find(xs, x);

	return col >= 0 ? (guint)col : x < g_array_index(xs, float, 0) ? 0 : xs->len - 2;
}

static void
add_patch(PrQuilt *quilt, guint line, guint first, guint end)
{
	const PrChunks *sheet = quilt->zone->sheet;
	PrPatch patch = {.line = line, .first = first, .count = end - first, .is_number = TRUE};
	guint bold = 0, italic = 0;

	for (guint i = first; i < end; i++) {
		const PrToken *token = pr_chunks_token(sheet, i);
		if (token->kind != PR_TOKEN_LEADER ||
			patch.count == 1) /* a leader lies over cuts, its label does not */
			patch.box = pr_rect_union(patch.box, token->box);
		patch.is_number &= token->kind == PR_TOKEN_NUMBER;
		bold += token->is_bold;
		italic += token->is_italic;
	}
	float inset = MIN(CROSSING * sheet->em, pr_rect_width(patch.box) / 3);
	patch.from_col = (int)pr_cuts_column(quilt->xs, patch.box.x0 + inset);
	patch.to_col = (int)pr_cuts_column(quilt->xs, patch.box.x1 - inset);
	patch.is_bold = 2 * bold > patch.count;
	patch.is_italic = italic == patch.count;
	g_array_append_val(quilt->patches, patch);
}

/* Whether a cut passes through the gap between two tokens, or through the edge of either; or through all of a
 * leader. */
static gboolean
is_parted(const PrQuilt *quilt, const PrToken *left, const PrToken *right)
{
	float reach = CROSSING * quilt->zone->em;
	float end = left->kind == PR_TOKEN_LEADER ? left->box.x0 : left->box.x1;

	return pr_cuts_column(quilt->xs, end - MIN(reach, pr_rect_width(left->box) / 3)) !=
	       pr_cuts_column(quilt->xs, right->box.x0 + MIN(reach, pr_rect_width(right->box) / 3));
}

/* Whether a drawn border lies between two tokens. */
static gboolean
is_drawn_between(const PrQuilt *quilt, const PrToken *left, const PrToken *right)
{
	const PrGrid *base = quilt->zone->base;

	if (base == NULL)
		return FALSE;
	int row = pr_cuts_find(base->ys, pr_rect_center_y(left->box));
	int from = pr_cuts_find(base->xs, pr_rect_center_x(left->box)),
	    to = pr_cuts_find(base->xs, pr_rect_center_x(right->box));
	return row >= 0 && from >= 0 && to > from &&
	       quilt->owners[row * pr_grid_cols(base) + from] != quilt->owners[row * pr_grid_cols(base) + to];
}

static void
add_line(PrQuilt *quilt, guint index)
{
	const PrChunks *sheet = quilt->zone->sheet;
	const PrZoneLine *line = pr_zone_line(quilt->zone, index);
	guint from = line->first;

	for (guint i = line->first + 1; i < line->first + line->count; i++) {
		const PrToken *left = pr_chunks_token(sheet, i - 1), *right = pr_chunks_token(sheet, i);
		float gap = right->box.x0 - left->box.x1;

		gboolean is_gap =
			gap > pr_token_join_gap(sheet, left, right, TRUE) ||
			(quilt->zone->is_cut && (left->kind == PR_TOKEN_NUMBER || right->kind == PR_TOKEN_NUMBER));

		if (is_drawn_between(quilt, left, right) || (is_gap && is_parted(quilt, left, right))) {
			add_patch(quilt, index, from, i);
			from = i;
		}
	}
	add_patch(quilt, index, from, line->first + line->count);
}

PrQuilt *
pr_quilt_new(const PrZone *zone, const GArray *rivers)
{
	PrQuilt *quilt = g_new0(PrQuilt, 1);

	quilt->zone = zone;
	quilt->owners = zone->base != NULL ? pr_grid_owners(zone->base) : NULL;
	quilt->xs = g_array_new(FALSE, FALSE, sizeof(float));
	quilt->patches = g_array_new(FALSE, FALSE, sizeof(PrPatch));
	quilt->first_of_line = g_new0(guint, zone->lines->len + 1);
	quilt->row_of_line = g_new0(guint, zone->lines->len + 1);
	quilt->right_of_col = g_new0(float, rivers->len + 2);
	quilt->longest_of_col = g_new0(float, rivers->len + 2);
	quilt->middle_of_line = g_new0(guint, zone->lines->len + 1);
	quilt->is_level_end = g_new0(gboolean, zone->lines->len + 1);
	g_array_append_val(quilt->xs, zone->box.x0);
	for (guint i = 0; i < rivers->len; i++)
		g_array_append_val(quilt->xs, g_array_index(rivers, PrRiver, i).at);
	g_array_append_val(quilt->xs, zone->box.x1);
	for (guint i = 0; i < zone->lines->len; i++) {
		quilt->first_of_line[i] = quilt->patches->len;
		add_line(quilt, i);
	}
	quilt->first_of_line[zone->lines->len] = quilt->patches->len;
	return quilt;
}

void
pr_quilt_free(PrQuilt *quilt)
{
	if (quilt == NULL)
		return;
	g_array_unref(quilt->xs);
	g_array_unref(quilt->patches);
	g_free(quilt->first_of_line);
	g_free(quilt->row_of_line);
	g_free(quilt->middle_of_line);
	g_free(quilt->is_level_end);
	g_free(quilt->right_of_col);
	g_free(quilt->longest_of_col);
	g_free(quilt->owners);
	g_free(quilt);
}

const PrPatch *
pr_quilt_patch_in(const PrQuilt *quilt, guint line, int col)
{
	for (guint i = quilt->first_of_line[line]; i < quilt->first_of_line[line + 1]; i++)
		if (pr_quilt_patch(quilt, i)->from_col <= col && pr_quilt_patch(quilt, i)->to_col >= col)
			return pr_quilt_patch(quilt, i);
	return NULL;
}
