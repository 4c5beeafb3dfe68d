/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables, paragraphs, pages, issues and records as JSON. Boxes are [page, x0, y0, x1, y1] in points from the top left.
 */
#include "tools/json-parts.h"

static void
put_box(PrJson *json, const char *key, PrRect box)
{
	pr_json_begin_array(json, key);
	pr_json_coordinate(json, NULL, box.x0);
	pr_json_coordinate(json, NULL, box.y0);
	pr_json_coordinate(json, NULL, box.x1);
	pr_json_coordinate(json, NULL, box.y1);
	pr_json_end_array(json);
}

void
pr_json_places(PrJson *json, const char *key, const GArray *places)
{
	pr_json_begin_array(json, key);
	for (guint i = 0; places != NULL && i < places->len; i++) {
		const PrPlace *place = &g_array_index(places, PrPlace, i);

		pr_json_begin_array(json, NULL);
		pr_json_int(json, NULL, place->page);
		pr_json_coordinate(json, NULL, place->box.x0);
		pr_json_coordinate(json, NULL, place->box.y0);
		pr_json_coordinate(json, NULL, place->box.x1);
		pr_json_coordinate(json, NULL, place->box.y1);
		pr_json_end_array(json);
	}
	pr_json_end_array(json);
}

static void
put_parts(PrJson *json, const PrTable *table)
{
	pr_json_begin_array(json, "parts");
	for (guint i = 0; i < table->parts->len; i++) {
		const PrPart *part = &g_array_index(table->parts, PrPart, i);

		pr_json_begin_object(json, NULL);
		pr_json_int(json, "page", part->page);
		put_box(json, "bbox", part->box);
		pr_json_int(json, "first_row", part->first_row);
		pr_json_int(json, "rows", part->rows);
		pr_json_bool(json, "header_repeated", part->header_repeated);
		pr_json_bool(json, "continues_split_row", part->continues_split_row);
		if (part->cols > 0) {
			pr_json_int(json, "first_col", part->first_col);
			pr_json_int(json, "cols", part->cols);
		}
		pr_json_end_object(json);
	}
	pr_json_end_array(json);
}

/* What a reviewer says that it should be, where one does. */
static void
put_correction(PrJson *json, const GPtrArray *repairs)
{
	const PrRepair *correction = pr_repairs_correction(repairs);

	if (correction == NULL)
		return;
	pr_json_begin_object(json, "correction");
	pr_json_string(json, "text", correction->to);
	pr_json_string(json, "by", correction->by);
	pr_json_end_object(json);
}

static void
put_cell(PrJson *json, const PrCell *cell, const PrClean *clean)
{
	pr_json_begin_object(json, NULL);
	pr_json_int(json, "row", cell->row);
	pr_json_int(json, "col", cell->col);
	pr_json_int(json, "rowspan", cell->rowspan);
	pr_json_int(json, "colspan", cell->colspan);
	pr_json_string(json, "role", pr_role_name(cell->role));
	pr_json_string(json, "text", clean->text);
	put_correction(json, clean->repairs);
	pr_json_places(json, "boxes", cell->places);
	pr_json_end_object(json);
}

void
pr_json_table_head(PrJson *json, const PrCleanTable *clean, int form)
{
	const PrTable *table = clean->table;

	if (form > 0)
		pr_json_int(json, "form", form);
	pr_json_string(json, "title", clean->title != NULL ? clean->title->text : "");
	pr_json_string(json, "unit", clean->unit != NULL ? clean->unit->text : "");
	pr_json_begin_array(json, "notes");
	for (guint i = 0; clean->notes != NULL && i < clean->notes->len; i++)
		pr_json_string(json, NULL, ((const PrClean *)g_ptr_array_index(clean->notes, i))->text);
	pr_json_end_array(json);
	pr_json_int(json, "header_rows", table->header_rows);
	pr_json_int(json, "stub_cols", table->stub_cols);
	pr_json_int(json, "rows", table->rows);
	pr_json_int(json, "cols", table->cols);
	pr_json_string(json, "method", pr_method_name(table->method));
	pr_json_coordinate(json, "confidence", table->confidence);
	put_parts(json, table);
}

void
pr_json_table(PrJson *json, const PrCleanTable *clean, int form)
{
	const PrTable *table = clean->table;

	pr_json_begin_object(json, NULL);
	pr_json_table_head(json, clean, form);
	pr_json_begin_array(json, "cells");
	for (guint i = 0; i < table->cells->len; i++)
		put_cell(json, g_ptr_array_index(table->cells, i), g_ptr_array_index(clean->cells, i));
	pr_json_end_array(json);
	pr_json_end_object(json);
}

void
pr_json_paragraph(PrJson *json, const PrParagraph *paragraph, int form)
{
	g_autoptr(PrClean) clean = pr_clean_new(&paragraph->text);
	g_autoptr(GArray) places = pr_text_places(&paragraph->text);

	pr_json_begin_object(json, NULL);
	if (form > 0)
		pr_json_int(json, "form", form);
	pr_json_int(json, "page", paragraph->page);
	pr_json_string(json, "kind", pr_paragraph_kind_name(paragraph->kind));
	pr_json_string(json, "text", clean->text);
	pr_json_places(json, "boxes", places);
	pr_json_end_object(json);
}

void
pr_json_pages(PrJson *json, const GArray *reports)
{
	guint64 shown = 0, placed = 0;

	pr_json_begin_array(json, "pages");
	for (guint i = 0; i < reports->len; i++) {
		const PrPageReport *report = &g_array_index(reports, PrPageReport, i);

		pr_json_begin_object(json, NULL);
		pr_json_int(json, "page", report->page);
		pr_json_coordinate(json, "width", report->width);
		pr_json_coordinate(json, "height", report->height);
		pr_json_bool(json, "has_text", report->has_text);
		pr_json_int(json, "shown", report->shown);
		pr_json_int(json, "placed", report->placed);
		pr_json_int(json, "left_out", report->left_out);
		pr_json_share(json, "coverage", report->placed, report->shown);
		pr_json_end_object(json);
		shown += report->shown;
		placed += report->placed;
	}
	pr_json_end_array(json);
	pr_json_share(json, "coverage", placed, shown);
}

void
pr_json_issues(PrJson *json, const PrIssues *issues)
{
	pr_json_begin_array(json, "issues");
	for (guint i = 0; i < pr_issues_count(issues); i++) {
		const PrIssue *issue = pr_issues_at(issues, i);

		pr_json_begin_object(json, NULL);
		pr_json_string(json, "tag", issue->kind->tag);
		pr_json_string(json, "severity", pr_severity_name(issue->kind->severity));
		pr_json_int(json, "page", issue->page);
		put_box(json, "bbox", issue->box);
		pr_json_string(json, "detail", issue->detail != NULL ? issue->detail : "");
		pr_json_end_object(json);
	}
	pr_json_end_array(json);
}

/* ---- records ---- */

static void
put_leaf(PrJson *json, const char *key, const PrNode *leaf, gboolean is_raw)
{
	/* A place that the form does not have is not the same as a place left blank. */
	if (leaf->is_absent) {
		pr_json_null(json, key);
		return;
	}
	const char *raw = leaf->raw != NULL ? leaf->raw : "";

	if (is_raw) {
		pr_json_string(json, key, raw);
		return;
	}
	g_autofree char *value = pr_value_canonical(&leaf->value);

	pr_json_begin_object(json, key);
	pr_json_string(json, "raw", raw);
	pr_json_string(json, "kind", pr_value_kind_name(leaf->value.kind));
	pr_json_string(json, "value", value);
	pr_json_string(json, "unit", leaf->value.unit != NULL ? leaf->value.unit : "");
	pr_json_string(json, "comparator", pr_comparator_name(leaf->value.comparator));
	put_correction(json, leaf->repairs);
	pr_json_places(json, "boxes", leaf->places);
	pr_json_end_object(json);
}

/* Names of one object are told apart: two columns may be printed with the same label. */
static char *
child_key(GHashTable *used, const PrNode *child)
{
	const char *name = child->name != NULL ? child->name : child->label != NULL ? child->label : "";
	g_autofree char *key = g_strdup(name);

	for (guint number = 2; !g_hash_table_add(used, g_strdup(key)); number++) {
		g_free(key);
		key = g_strdup_printf("%s~%u", name, number);
	}
	return g_steal_pointer(&key);
}

static void
put_children(PrJson *json, const PrNode *group, GHashTable *used, gboolean is_raw)
{
	for (guint i = 0; group->children != NULL && i < group->children->len; i++) {
		const PrNode *child = g_ptr_array_index(group->children, i);
		g_autofree char *key = child_key(used, child);

		pr_json_node(json, key, child, is_raw);
	}
}

/* What stands beside the fields of a form. */
static const char *const taken[] = {"form", "definition", "kind", "places", NULL};

char *
pr_json_member_key(const char *name, gboolean is_of_form)
{
	return is_of_form && g_strv_contains(taken, name) ? g_strconcat(name, "~2", NULL) : g_strdup(name);
}

void
pr_json_members(PrJson *json, const PrNode *group, gboolean is_raw)
{
	g_autoptr(GHashTable) used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; taken[i] != NULL; i++)
		g_hash_table_add(used, g_strdup(taken[i]));
	put_children(json, group, used, is_raw);
}

static void
put_group(PrJson *json, const char *key, const PrNode *group, gboolean is_raw)
{
	g_autoptr(GHashTable) used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	pr_json_begin_object(json, key);
	/* A row that the definition does not know is named by what is printed there. */
	if (group->label != NULL && group->name == NULL) {
		g_hash_table_add(used, g_strdup("label"));
		pr_json_string(json, "label", group->label);
	}
	put_children(json, group, used, is_raw);
	pr_json_end_object(json);
}

void
pr_json_node(PrJson *json, const char *key, const PrNode *node, gboolean is_raw)
{
	switch (node->kind) {
	case PR_NODE_LEAF:
		put_leaf(json, key, node, is_raw);
		return;
	case PR_NODE_LIST:
		pr_json_begin_array(json, key);
		for (guint i = 0; node->children != NULL && i < node->children->len; i++)
			pr_json_node(json, NULL, g_ptr_array_index(node->children, i), is_raw);
		pr_json_end_array(json);
		return;
	case PR_NODE_GROUP:
		put_group(json, key, node, is_raw);
		return;
	default:
		g_assert_not_reached();
	}
}
