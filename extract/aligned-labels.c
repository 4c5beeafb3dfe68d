/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Labels in the middle of the rows that they name, where rules part groups of rows and none parts the labels (step 7 of
 * the essay in aligned.c).
 *
 *   ─────────────────────────
 *              Tas    12   3     A group is what stands between two rules over the whole width. Its label, the one text of the first
 *    Plarn     Brio    9   1     column, stands as high as the middle of the group: it is a cell over all rows of the group.
 *              Gol    44   8     If a label stands elsewhere in any group of several rows, none of them is taken for more than it is.
 *   ─────────────────────────
 *              Tas     7   2
 *    Veast
 *              Gol     6   5
 *   ─────────────────────────
 */
#include "extract/aligned.h"

#define RULE_COVER 0.9f  /* of the zone's width: the rule parts labels, too */
#define OFF_MIDDLE 0.25f /* of the type size */

typedef struct {
	guint first, last; /* rows */
	guint labels;      /* texts in the first column */
	float label;       /* the middle of the last of them */
	float top, bottom; /* the middles of the first and the last line with another text */
	gboolean has_other;
} Group;

/* Adds what a line shows to its group. */
static void
look_at_line(const PrQuilt *quilt, guint line, Group *group)
{
	for (guint k = quilt->first_of_line[line]; k < quilt->first_of_line[line + 1]; k++) {
		const PrPatch *patch = pr_quilt_patch(quilt, k);
		float middle = pr_rect_center_y(patch->box);

		if (patch->from_col == 0) {
			group->labels += patch->to_col == 0 ? 1 : 2; /* what reaches over is none */
			group->label = middle;
			continue;
		}
		group->top = group->has_other ? group->top : middle;
		group->bottom = middle;
		group->has_other = TRUE;
	}
	group->last = quilt->row_of_line[line];
}

static gboolean
is_in_middle(const Group *group, float em)
{
	return group->labels == 1 && group->has_other &&
	       fabsf(group->label - (group->top + group->bottom) / 2) <= OFF_MIDDLE * em;
}

GArray *
pr_quilt_labels(const PrQuilt *quilt)
{
	const PrZone *zone = quilt->zone;
	GArray *labels = g_array_new(FALSE, FALSE, sizeof(PrSpan));
	gboolean begins = TRUE, are_in_middle = zone->base == NULL;
	guint groups = 0;
	Group group = {0};

	for (guint i = quilt->header_lines; are_in_middle && i < zone->lines->len; i++) {
		if (begins) {
			group = (Group){.first = quilt->row_of_line[i]};
			groups++;
		}
		look_at_line(quilt, i, &group);
		begins = i + 1 == zone->lines->len || pr_zone_is_ruled(zone, i + 1, RULE_COVER);
		if (!begins || group.last == group.first)
			continue;
		PrSpan span = {(int)group.first, 0, (int)(group.last - group.first) + 1, 1};
		g_array_append_val(labels, span);
		are_in_middle = is_in_middle(&group, zone->em);
	}
	if (!are_in_middle || groups == 0)
		g_array_set_size(labels, 0);
	return labels;
}
