/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A passage of the narrative → the figures that its sentences tell.
 *
 *   …支出年初预算为2.85万元，支出决算为0.39万元，完成预算的13.68%。…     the passage, clean, each character with its place
 *           {budget}            {executed}          {rate}            the groups of a pattern
 *
 * Each sentence of a definition is looked for by itself, from the start of the passage to its end; of its patterns the
 * one that matches first counts. A group that took no part tells nothing. */
#include "schema/sentences.h"

#include <string.h>

/* No passage tells more by one sentence. */
#define MATCHES_MAX 1000

static char *
group_text(const PrPattern *pattern, const PrMatch *match, const char *text, const char *name)
{
	int group = pr_pattern_group(pattern, name);

	return group >= 0 && group < PR_PATTERN_GROUPS && match->start[group] >= 0 ? pr_match_text(match, text, group)
										   : NULL;
}

/* What the sentence is told of: the path of its groups class, section and item, or its group label. NULL for none. */
static char *
label_of(const PrPattern *pattern, const PrMatch *match, const char *text)
{
	static const char *const path[] = {"class", "section", "item"};
	g_autoptr(GString) label = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(path); i++) {
		g_autofree char *part = group_text(pattern, match, text, path[i]);
		if (part == NULL || *part == '\0')
			continue;
		if (label->len > 0)
			g_string_append_c(label, '/');
		g_string_append(label, part);
	}
	if (label->len > 0)
		return g_string_free(g_steal_pointer(&label), FALSE);
	return group_text(pattern, match, text, "label");
}

static PrFactKind
kind_of(const PrSentenceValue *told)
{
	if (told->is_word)
		return PR_FACT_WORD;
	if (told->expect == PR_EXPECT_RATE)
		return PR_FACT_PERCENT;
	return told->expect == PR_EXPECT_AMOUNT ? PR_FACT_AMOUNT : PR_FACT_NUMBER;
}

/* The value of one group as a fact of `line`; nothing where it is none. */
static void
tell_value(const PrPassage *passage, const PrSentence *sentence, const PrSentenceValue *told, const PrRowName *name,
	const PrPattern *pattern, const PrMatch *match, PrFactLine *line)
{
	g_autofree char *raw = group_text(pattern, match, passage->clean->text, told->group);
	PrValueContext context = {.expect = told->expect, .unit = told->expect == PR_EXPECT_RATE ? "%" : NULL};
	PrValue value = {0};

	if (raw == NULL)
		return;
	g_autofree char *folded = pr_fold(g_strstrip(raw));
	pr_value_parse(folded, &context, &value);
	const char *sense = told->is_mention ? "mention" : told->is_word ? pr_word_sense(raw) : NULL;
	if (told->is_word ? sense == NULL : value.kind != PR_VALUE_NUMBER && value.kind != PR_VALUE_PERCENT) {
		pr_value_clear(&value);
		return;
	}
	int group = pr_pattern_group(pattern, told->group);
	const char *dims[] = {passage->dims, sentence->dims, name != NULL ? name->dims : NULL, told->dims};
	PrFact *fact = pr_fact_line_add(line, kind_of(told), told->group);
	fact->id = g_strdup_printf("s%d.%d.%u", passage->number, line->number, line->facts->len);
	if (!told->is_word || told->is_mention)
	fact->concept = g_strdup(told->concept == NULL && name != NULL ? name->concept : told->concept);
	fact->dims = told->is_word && !told->is_mention ? g_strdup("") : pr_dims_join(dims, G_N_ELEMENTS(dims));
	fact->sense = sense;
	fact->raw = g_steal_pointer(&raw);
	fact->number = value.number;
	fact->unit = g_strdup(told->is_word ? "" : value.unit);
	fact->scale = value.magnitude;
	pr_value_clear(&value);
	fact->year = passage->year > 0 ? passage->year + told->year_offset : 0;
	pr_clean_places(passage->clean, passage->text, match->start[group], match->end[group], fact->places);
}

/* The pattern of the sentence that matches first between two bytes; NULL where none does. */
static const PrPattern *
find_first(const PrSentence *sentence, const char *text, gsize from, gsize to, PrMatch *best)
{
	const PrPattern *first = NULL;

	for (guint k = 0; k < sentence->patterns->len; k++) {
		const PrPattern *pattern = g_ptr_array_index(sentence->patterns, k);
		PrMatch match;

		if (!pr_pattern_find(pattern, text, from, &match) || (gsize)match.end[0] > to ||
			match.end[0] == match.start[0] || (first != NULL && match.start[0] >= best->start[0]))
			continue;
		first = pattern;
		*best = match;
	}
	return first;
}

/* One line with what the groups of the match tell. */
static void
tell_line(const PrPassage *passage, const PrSentence *sentence, const PrPattern *pattern, const PrMatch *match,
	PrFacts *facts)
{
	PrFactLine *line = pr_facts_add_line(facts);
	const PrRowName *name;

	line->label = label_of(pattern, match, passage->clean->text);
	name = pr_row_names_find(sentence->items, line->label);
	line->item = name != NULL ? g_strdup(name->name) : NULL;
	for (guint i = 0; i < sentence->values->len; i++)
		tell_value(passage, sentence, g_ptr_array_index(sentence->values, i), name, pattern, match, line);
}

static void
tell_list(const PrPassage *passage, const PrSentence *list, const PrPattern *pattern, const PrMatch *match,
	PrFacts *facts)
{
	int group = pr_pattern_group(pattern, list->name);

	if (group < 0 || match->start[group] < 0)
		return;
	gsize at = (gsize)match->start[group];
	for (guint count = 0; count < MATCHES_MAX; count++) {
		PrMatch part;
		const PrPattern *found = find_first(list, passage->clean->text, at, (gsize)match->end[group], &part);

		if (found == NULL)
			return;
		tell_line(passage, list, found, &part, facts);
		at = (gsize)part.end[0];
	}
}

static void
tell_match(PrPassage *passage, const PrForm *form, const PrSentence *sentence, const PrPattern *pattern,
	const PrMatch *match, GPtrArray *out)
{
	g_autoptr(PrFacts) facts = pr_facts_new(form->id, sentence->name);

	passage->number++;
	tell_line(passage, sentence, pattern, match, facts);
	for (guint i = 0; i < sentence->lists->len; i++)
		tell_list(passage, g_ptr_array_index(sentence->lists, i), pattern, match, facts);
	const PrFactLine *line = g_ptr_array_index(facts->lines, 0);
	if (line->facts->len == 0) {
		passage->number--;
		return;
	}
	const PrFact *first = g_ptr_array_index(line->facts, 0);
	facts->is_prose = TRUE;
	facts->number = passage->number;
	facts->page = first->places->len > 0 ? g_array_index(first->places, PrPlace, 0).page : 0;
	facts->year = passage->year;
	facts->entity = g_strdup(passage->entity);
	g_ptr_array_add(out, g_steal_pointer(&facts));
}

void
pr_sentences_tell(PrPassage *passage, const PrForm *form, GPtrArray *out)
{
	const char *text = passage->clean->text;

	passage->dims = form->dims;
	for (guint i = 0; i < form->sentences->len; i++) {
		const PrSentence *sentence = g_ptr_array_index(form->sentences, i);
		gsize at = 0;

		for (guint count = 0; count < MATCHES_MAX; count++) {
			PrMatch match;
			const PrPattern *found = find_first(sentence, text, at, strlen(text), &match);

			if (found == NULL)
				break;
			tell_match(passage, form, sentence, found, &match, out);
			at = (gsize)match.end[0];
		}
	}
}
