/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables and paragraphs as XML: each text once as it is meant, and beside it how and where it was printed. */
#include "schema/xml-parts.h"

#include <string.h>

#define CONFIDENCE_DECIMALS 3

void
pr_xml_repair(PrXml *xml, const PrRepair *repair)
{
	if (pr_xml_is_lean(xml))
		return;
	pr_xml_begin_inline(xml, "repair");
	pr_xml_word(xml, "kind", pr_repair_name(repair->kind));
	pr_xml_int(xml, "at", repair->at);
	if (repair->by != NULL)
		pr_xml_word(xml, "by", repair->by);
	pr_xml_element(xml, "from", repair->from);
	pr_xml_element(xml, "to", repair->to);
	pr_xml_end(xml);
}

/* The others are of the folded text only, which the document does not hold: here each character stands as printed. */
static gboolean
concerns_text(const PrRepair *repair)
{
	return repair->kind == PR_REPAIR_WRAP || repair->kind == PR_REPAIR_NUMBER || repair->kind == PR_REPAIR_SPACE ||
	       repair->kind == PR_REPAIR_CORRECTION;
}

static void
write_repairs(PrXml *xml, const PrClean *clean)
{
	for (guint i = 0; clean->repairs != NULL && i < clean->repairs->len; i++) {
		const PrRepair *repair = g_ptr_array_index(clean->repairs, i);

		if (concerns_text(repair))
			pr_xml_repair(xml, repair);
	}
}

/* Of a blank text nothing but what a reviewer put there. */
static void
write_text(PrXml *xml, const PrText *text, const PrClean *clean)
{
	if (pr_text_length(text) == 0) {
		write_repairs(xml, clean);
		return;
	}
	g_autofree char *printed = pr_text_printed(text);
	g_autoptr(GArray) lines = pr_text_places(text);

	pr_xml_element(xml, "text", clean->text);
	if (strcmp(printed, clean->text) != 0)
		pr_xml_element(xml, "printed", printed);
	pr_xml_places(xml, "line", lines);
	write_repairs(xml, clean);
}

/* `clean` is made where it is NULL. */
static void
write_named(PrXml *xml, const char *name, const PrText *text, const PrClean *clean)
{
	g_autoptr(PrClean) made = NULL;

	if (pr_text_length(text) == 0)
		return;
	if (clean == NULL)
		clean = made = pr_clean_new(text);
	pr_xml_begin(xml, name);
	write_text(xml, text, clean);
	pr_xml_end(xml);
}

static void
write_repeated(PrXml *xml, const PrText *text)
{
	g_autoptr(PrClean) clean = pr_clean_new(text);

	pr_xml_begin(xml, "repeated");
	pr_xml_word(xml, "reason", "repeated-header");
	write_text(xml, text, clean);
	pr_xml_end(xml);
}

static void
write_part(PrXml *xml, const PrPart *part)
{
	pr_xml_begin(xml, "part");
	pr_xml_place_words(xml, part->page, part->box);
	pr_xml_int(xml, "first-row", part->first_row);
	pr_xml_int(xml, "rows", part->rows);
	pr_xml_flag(xml, "header-repeated", part->header_repeated);
	pr_xml_flag(xml, "continues-split-row", part->continues_split_row);
	if (part->cols > 0) {
		pr_xml_int(xml, "first-col", part->first_col);
		pr_xml_int(xml, "cols", part->cols);
	}
	pr_xml_end(xml);
}

/* Spans of 1 and the role of data are what the schema takes for granted. */
static void
write_cell(PrXml *xml, const PrCell *cell, const PrClean *clean)
{
	if (pr_xml_is_lean(xml))
		return;
	pr_xml_begin(xml, "cell");
	pr_xml_int(xml, "row", cell->row);
	pr_xml_int(xml, "col", cell->col);
	if (cell->rowspan != 1)
		pr_xml_int(xml, "rowspan", cell->rowspan);
	if (cell->colspan != 1)
		pr_xml_int(xml, "colspan", cell->colspan);
	if (cell->role != PR_ROLE_DATA)
		pr_xml_word(xml, "role", pr_role_name(cell->role));
	write_text(xml, &cell->text, clean);
	pr_xml_places(xml, "area", cell->places);
	pr_xml_end(xml);
}

static void
write_captions(PrXml *xml, const PrCleanTable *clean)
{
	const PrTable *table = clean->table;

	write_named(xml, "title", &table->title, clean->title);
	write_named(xml, "unit-line", &table->unit_line, NULL);
	if (pr_text_length(&table->unit) > 0) {
		pr_xml_begin(xml, "unit");
		pr_xml_text(xml, clean->unit->text);
		pr_xml_end(xml);
	}
	for (guint i = 0; i < table->notes->len; i++)
		write_named(xml, "note", &g_array_index(table->notes, PrText, i), g_ptr_array_index(clean->notes, i));
}

void
pr_xml_table(PrXml *xml, const PrCleanTable *clean)
{
	const PrTable *table = clean->table;

	pr_xml_begin(xml, "table");
	pr_xml_int(xml, "number", table->number);
	pr_xml_int(xml, "rows", table->rows);
	pr_xml_int(xml, "cols", table->cols);
	pr_xml_int(xml, "header-rows", table->header_rows);
	pr_xml_int(xml, "stub-cols", table->stub_cols);
	pr_xml_word(xml, "method", pr_method_name(table->method));
	pr_xml_fraction(xml, "confidence", table->confidence, CONFIDENCE_DECIMALS);
	write_captions(xml, clean);
	for (guint i = 0; i < table->parts->len; i++)
		write_part(xml, &g_array_index(table->parts, PrPart, i));
	for (guint i = 0; i < table->cells->len; i++)
		write_cell(xml, g_ptr_array_index(table->cells, i), g_ptr_array_index(clean->cells, i));
	for (guint i = 0; i < table->repeated->len; i++)
		write_repeated(xml, &g_array_index(table->repeated, PrText, i));
	pr_xml_end_block(xml);
}

void
pr_xml_paragraph(PrXml *xml, const PrParagraph *paragraph, PrPartKind part, int level)
{
	g_autoptr(PrClean) clean = pr_clean_new(&paragraph->text);

	pr_xml_begin(xml, "paragraph");
	pr_xml_int(xml, "page", paragraph->page);
	pr_xml_word(xml, "kind", pr_paragraph_kind_name(paragraph->kind));
	if (part != PR_PART_BODY)
		pr_xml_word(xml, "part", pr_part_name(part));
	if (level > 0)
		pr_xml_int(xml, "level", level);
	write_text(xml, &paragraph->text, clean);
	pr_xml_end(xml);
}
