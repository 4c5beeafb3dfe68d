/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Facts as JSON: one flat object a fact, so that a list of them is a table. */
#include "tools/json-parts.h"

#include <string.h>

static void
put_optional(PrJson *json, const char *key, const char *text)
{
	if (text != NULL && *text != '\0')
		pr_json_string(json, key, text);
}

static void
put_dims(PrJson *json, const char *dims)
{
	g_auto(GStrv) words = g_strsplit(dims != NULL ? dims : "", " ", -1);

	pr_json_begin_object(json, "dims");
	for (guint i = 0; words[i] != NULL; i++) {
		char *colon = strchr(words[i], ':');

		if (colon == NULL)
			continue;
		*colon = '\0';
		pr_json_string(json, words[i], colon + 1);
	}
	pr_json_end_object(json);
}

static void
put_value(PrJson *json, const PrFact *fact)
{
	char text[PR_DECIMAL_BUFFER];

	pr_json_string(json, "raw", fact->raw);
	if (fact->kind == PR_FACT_WORD) {
		pr_json_string(json, "sense", fact->sense);
		return;
	}
	pr_json_string(json, "value", pr_decimal_print(fact->number, text));
	pr_json_string(json, "unit", fact->unit != NULL ? fact->unit : "");
	pr_json_int(json, "scale", fact->scale);
	pr_json_int(json, "decimals", fact->number.scale);
}

static void
put_fact(PrJson *json, const PrFacts *facts, const PrFactLine *line, const PrFact *fact)
{
	pr_json_begin_object(json, NULL);
	pr_json_string(json, "id", fact->id);
	pr_json_string(json, "source", facts->is_prose ? "prose" : "table");
	pr_json_string(json, "definition", facts->definition);
	pr_json_string(json, facts->is_prose ? "sentence" : "block", facts->name);
	if (!facts->is_prose) {
		pr_json_int(json, "form", facts->number);
		pr_json_int(json, "table", facts->table);
	}
	put_optional(json, "entity", facts->entity);
	if (fact->year > 0)
		pr_json_int(json, "year", fact->year);
	pr_json_int(json, "line", line->number);
	put_optional(json, "item", line->item);
	put_optional(json, "code", line->code);
	put_optional(json, "class", line->class_code);
	if (line->level > 0)
		pr_json_int(json, "level", line->level);
	put_optional(json, "parent", line->parent);
	if (line->parent_line > 0)
		pr_json_int(json, "parent_line", line->parent_line);
	put_optional(json, "label", line->label);
	pr_json_string(json, "column", fact->column);
	put_optional(json, "concept", fact->concept);
	put_dims(json, fact->dims);
	pr_json_string(json, "kind", pr_fact_kind_name(fact->kind));
	put_value(json, fact);
	if (fact->row >= 0) {
		pr_json_int(json, "row", fact->row);
		pr_json_int(json, "col", fact->col);
	}
	pr_json_places(json, "boxes", fact->places);
	pr_json_end_object(json);
}

void
pr_json_facts(PrJson *json, const PrFacts *facts)
{
	for (guint i = 0; i < facts->lines->len; i++) {
		const PrFactLine *line = g_ptr_array_index(facts->lines, i);

		for (guint k = 0; k < line->facts->len; k++)
			put_fact(json, facts, line, g_ptr_array_index(line->facts, k));
	}
}

void
pr_json_subject(PrJson *json, const PrSubject *subject)
{
	pr_json_begin_object(json, "subject");
	pr_json_string(json, "kind", subject->kind);
	put_optional(json, "entity", subject->entity);
	if (subject->year > 0)
		pr_json_int(json, "year", subject->year);
	pr_json_places(json, "boxes", subject->places);
	pr_json_end_object(json);
}
