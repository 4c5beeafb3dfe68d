/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The data of the review page as JSON:
 *
 *   {"file", "sha256", "version",
 *    "items": [{"table": {…, "cells": […]}, "form"} | {"form", "definition", "title", "fields": […]} | {"text", "page",
 *    "kind", "boxes"}], "pages": […], "coverage", "issues": […], "findings": […], "amounts", "confirmed": [boxes, …]}
 *
 * in reading order. A cell or field has its `text`, `printed` and `folded` where they differ, the `repairs` between
 * them ([kind, from, to]), its reading (`kind`, `value`, `unit`, `comparator`), the `lines` of its glyphs and, a cell,
 * its areas (`boxes`). */
#include "tools/view-data.h"

#include <string.h>

#include "tools/json-parts.h"
#include "tools/report.h"

static void
put_repairs(PrJson *json, const GPtrArray *repairs)
{
	if (repairs == NULL || repairs->len == 0)
		return;
	pr_json_begin_array(json, "repairs");
	for (guint i = 0; i < repairs->len; i++) {
		const PrRepair *repair = g_ptr_array_index(repairs, i);

		pr_json_begin_array(json, NULL);
		pr_json_string(json, NULL, pr_repair_name(repair->kind));
		pr_json_string(json, NULL, repair->from);
		pr_json_string(json, NULL, repair->to);
		pr_json_end_array(json);
	}
	pr_json_end_array(json);
}

static void
put_reading(PrJson *json, const PrValue *value)
{
	g_autofree char *canonical = pr_value_canonical(value);

	pr_json_string(json, "kind", pr_value_kind_name(value->kind));
	if (*canonical != '\0')
		pr_json_string(json, "value", canonical);
	if (value->unit != NULL && *value->unit != '\0')
		pr_json_string(json, "unit", value->unit);
	if (value->comparator != PR_COMPARATOR_NONE)
		pr_json_string(json, "comparator", pr_comparator_name(value->comparator));
}

static void
put_differing(PrJson *json, const char *key, const char *text, const char *other)
{
	if (strcmp(text, other) != 0)
		pr_json_string(json, key, text);
}

static void
put_cell(PrJson *json, const PrCell *cell, const PrClean *clean)
{
	const PrValueContext context = {.expect = PR_EXPECT_ANY};
	g_autofree char *printed = pr_text_printed(&cell->text);
	g_autoptr(GArray) lines = pr_text_places(&cell->text);
	PrValue value = {0};

	pr_json_begin_object(json, NULL);
	pr_json_int(json, "row", cell->row);
	pr_json_int(json, "col", cell->col);
	if (cell->rowspan > 1)
		pr_json_int(json, "rowspan", cell->rowspan);
	if (cell->colspan > 1)
		pr_json_int(json, "colspan", cell->colspan);
	pr_json_string(json, "role", pr_role_name(cell->role));
	pr_json_string(json, "text", clean->text);
	put_differing(json, "printed", printed, clean->text);
	put_differing(json, "folded", clean->folded, clean->text);
	pr_value_parse(clean->folded, &context, &value);
	put_reading(json, &value);
	pr_value_clear(&value);
	put_repairs(json, clean->repairs);
	pr_json_places(json, "lines", lines);
	pr_json_places(json, "boxes", cell->places);
	pr_json_end_object(json);
}

static void
put_table(PrJson *json, const PrCleanTable *clean, int form)
{
	const PrTable *table = clean->table;

	pr_json_begin_object(json, NULL);
	pr_json_begin_object(json, "table");
	pr_json_int(json, "number", table->number);
	pr_json_table_head(json, clean, form);
	pr_json_begin_array(json, "cells");
	for (guint i = 0; i < table->cells->len; i++)
		put_cell(json, g_ptr_array_index(table->cells, i), g_ptr_array_index(clean->cells, i));
	pr_json_end_array(json);
	pr_json_end_object(json);
	pr_json_end_object(json);
}

static void
put_field(PrJson *json, const PrNode *leaf, const char *path)
{
	const char *raw = leaf->raw != NULL ? leaf->raw : "";

	if (leaf->is_absent)
		return;
	pr_json_begin_object(json, NULL);
	pr_json_string(json, "path", path);
	pr_json_string(json, "text", raw);
	if (leaf->printed != NULL)
		put_differing(json, "printed", leaf->printed, raw);
	put_reading(json, &leaf->value);
	put_repairs(json, leaf->repairs);
	pr_json_places(json, "lines", leaf->places);
	if (leaf->table > 0) {
		pr_json_int(json, "table", leaf->table);
		pr_json_int(json, "row", leaf->row);
		pr_json_int(json, "col", leaf->col);
	}
	pr_json_end_object(json);
}

/* The leaves below `node`, each with its path: names, and numbers of rows from 1. */
static void
put_fields(PrJson *json, const PrNode *node, const char *path)
{
	if (node->kind == PR_NODE_LEAF) {
		put_field(json, node, path);
		return;
	}
	for (guint i = 0; node->children != NULL && i < node->children->len; i++) {
		const PrNode *child = g_ptr_array_index(node->children, i);
		g_autofree char *number = g_strdup_printf("%u", i + 1);
		const char *name = child->name != NULL ? child->name : child->label != NULL ? child->label : number;
		g_autofree char *below = *path != '\0' ? g_strdup_printf("%s/%s", path, name) : g_strdup(name);

		put_fields(json, child, below);
	}
}

static void
put_form(PrJson *json, const PrPiece *piece)
{
	pr_json_begin_object(json, NULL);
	pr_json_int(json, "form", piece->record->number);
	pr_json_string(json, "definition", piece->record->form_id);
	pr_json_places(json, "boxes", piece->record->places);
	pr_json_begin_array(json, "fields");
	put_fields(json, piece->record->root, "");
	pr_json_end_array(json);
	pr_json_end_object(json);
}

void
pr_view_begin(PrJson *json, const PrDocumentInfo *info)
{
	pr_json_begin_object(json, NULL);
	pr_json_string(json, "file", info->file_name);
	pr_json_string(json, "sha256", info->pdf->sha256);
	pr_json_string(json, "version", PIPEROLL_VERSION);
	pr_json_begin_array(json, "items");
}

void
pr_view_piece(PrJson *json, const PrPiece *piece)
{
	int form = piece->kind == PR_PIECE_FORM ? piece->record->number : 0;

	if (form > 0)
		put_form(json, piece);
	for (guint i = 0; i < piece->paragraphs->len; i++)
		pr_json_paragraph(json, g_ptr_array_index(piece->paragraphs, i), form);
	for (guint i = 0; i < piece->tables->len; i++)
		put_table(json, g_ptr_array_index(piece->tables, i), form);
}

void
pr_view_end(PrJson *json, const GArray *reports, const PrIssues *issues, const PrFindings *findings)
{
	pr_json_end_array(json);
	pr_json_pages(json, reports);
	pr_json_issues(json, issues);
	pr_json_begin_array(json, "findings");
	for (guint i = 0; i < findings->list->len; i++)
		pr_json_finding(json, g_ptr_array_index(findings->list, i), NULL);
	pr_json_end_array(json);
	pr_json_int(json, "amounts", findings->amounts);
	pr_json_begin_array(json, "confirmed");
	for (guint i = 0; i < findings->confirmations->len; i++)
		pr_json_places(
			json, NULL, ((const PrConfirmation *)g_ptr_array_index(findings->confirmations, i))->places);
	pr_json_end_array(json);
	pr_json_end_object(json);
}
