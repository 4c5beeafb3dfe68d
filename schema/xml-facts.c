/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Facts as XML. They quote: what they are printed as stands in tables and paragraphs, so nothing here is named text. */
#include "schema/xml-parts.h"

static void
write_number_words(PrXml *xml, const PrFact *fact)
{
	char text[PR_DECIMAL_BUFFER];
	gint64 hundredths = 0, step = pr_fact_step(fact);

	pr_xml_word(xml, "value", pr_decimal_print(fact->number, text));
	pr_xml_int(xml, "decimals", fact->number.scale);
	pr_xml_int(xml, "scale", fact->scale);
	if (pr_fact_hundredths(fact, &hundredths))
		pr_xml_int(xml, "hundredths", hundredths);
	if (step > 0)
		pr_xml_int(xml, "step", step);
	if (fact->year > 0)
		pr_xml_int(xml, "year", fact->year);
}

static void
write_fact(PrXml *xml, const PrFact *fact)
{
	pr_xml_begin(xml, "fact");
	pr_xml_word(xml, "id", fact->id);
	pr_xml_word(xml, "column", fact->column);
	if (fact->concept != NULL)
		pr_xml_word(xml, "concept", fact->concept);
	if (fact->dims != NULL && *fact->dims != '\0')
		pr_xml_word(xml, "dims", fact->dims);
	pr_xml_word(xml, "kind", pr_fact_kind_name(fact->kind));
	if (fact->kind == PR_FACT_WORD)
		pr_xml_word(xml, "sense", fact->sense);
	else
		write_number_words(xml, fact);
	if (fact->row >= 0) {
		pr_xml_int(xml, "row", fact->row);
		pr_xml_int(xml, "col", fact->col);
	}
	if (fact->unit != NULL && *fact->unit != '\0')
		pr_xml_element(xml, "unit", fact->unit);
	pr_xml_element(xml, "raw", fact->raw);
	pr_xml_places(xml, "place", fact->places);
	pr_xml_end(xml);
}

static void
write_line(PrXml *xml, const PrFactLine *line)
{
	pr_xml_begin(xml, "line");
	pr_xml_int(xml, "number", line->number);
	if (line->row >= 0)
		pr_xml_int(xml, "row", line->row);
	if (line->item != NULL)
		pr_xml_word(xml, "item", line->item);
	if (line->code != NULL)
		pr_xml_word(xml, "code", line->code);
	if (line->class_code != NULL)
		pr_xml_word(xml, "class", line->class_code);
	if (line->level > 0)
		pr_xml_int(xml, "level", line->level);
	if (line->parent != NULL)
		pr_xml_word(xml, "parent", line->parent);
	if (line->parent_line > 0)
		pr_xml_int(xml, "parent-line", line->parent_line);
	pr_xml_element(xml, "label", line->label);
	for (guint i = 0; i < line->facts->len; i++)
		write_fact(xml, g_ptr_array_index(line->facts, i));
	pr_xml_end(xml);
}

void
pr_xml_facts(PrXml *xml, const PrFacts *facts)
{
	pr_xml_begin(xml, "facts");
	pr_xml_word(xml, "source", facts->is_prose ? "prose" : "table");
	pr_xml_word(xml, "definition", facts->definition);
	pr_xml_word(xml, facts->is_prose ? "sentence" : "block", facts->name);
	pr_xml_int(xml, facts->is_prose ? "number" : "form", facts->number);
	if (facts->table > 0)
		pr_xml_int(xml, "table", facts->table);
	pr_xml_int(xml, "page", facts->page);
	if (facts->year > 0)
		pr_xml_int(xml, "year", facts->year);
	pr_xml_flag(xml, "empty", facts->is_empty);
	pr_xml_flag(xml, "declared-empty", facts->declares_empty);
	pr_xml_element(xml, "entity", facts->entity);
	for (guint i = 0; i < facts->lines->len; i++)
		write_line(xml, g_ptr_array_index(facts->lines, i));
	pr_xml_end_block(xml);
}

void
pr_xml_subject(PrXml *xml, const PrSubject *subject)
{
	pr_xml_begin(xml, "subject");
	pr_xml_word(xml, "kind", subject->kind);
	if (subject->year > 0)
		pr_xml_int(xml, "year", subject->year);
	pr_xml_element(xml, "entity", subject->entity);
	pr_xml_places(xml, "place", subject->places);
	pr_xml_end(xml);
}
