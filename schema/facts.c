/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Facts: making them, their exact size in whole numbers. */
#include "schema/facts.h"

#include <string.h>

/* Powers of ten that a gint64 holds. */
#define POWERS_MAX 18

static void
fact_free(gpointer data)
{
	PrFact *fact = data;

	g_free(fact->id);
	g_free(fact->column);
	g_free(fact->concept);
	g_free(fact->dims);
	g_free(fact->raw);
	g_free(fact->unit);
	g_array_unref(fact->places);
	g_free(fact);
}

static void
line_free(gpointer data)
{
	PrFactLine *line = data;

	g_free(line->item);
	g_free(line->code);
	g_free(line->class_code);
	g_free(line->parent);
	g_free(line->label);
	g_ptr_array_unref(line->facts);
	g_free(line);
}

void
pr_facts_free(PrFacts *facts)
{
	if (facts == NULL)
		return;
	g_free(facts->definition);
	g_free(facts->name);
	g_free(facts->entity);
	g_ptr_array_unref(facts->lines);
	g_free(facts);
}

void
pr_subject_free(PrSubject *subject)
{
	if (subject == NULL)
		return;
	g_free(subject->kind);
	g_free(subject->entity);
	g_array_unref(subject->places);
	g_free(subject);
}

PrSubject *
pr_subject_copy(const PrSubject *subject)
{
	PrSubject *copy = g_new0(PrSubject, 1);

	copy->kind = g_strdup(subject->kind);
	copy->entity = g_strdup(subject->entity);
	copy->year = subject->year;
	copy->places = g_array_copy(subject->places);
	return copy;
}

PrFacts *
pr_facts_new(const char *definition, const char *name)
{
	PrFacts *facts = g_new0(PrFacts, 1);

	facts->definition = g_strdup(definition);
	facts->name = g_strdup(name);
	facts->lines = g_ptr_array_new_with_free_func(line_free);
	return facts;
}

PrFactLine *
pr_facts_add_line(PrFacts *facts)
{
	PrFactLine *line = g_new0(PrFactLine, 1);

	line->row = -1;
	line->facts = g_ptr_array_new_with_free_func(fact_free);
	g_ptr_array_add(facts->lines, line);
	line->number = (int)facts->lines->len;
	return line;
}

PrFact *
pr_fact_line_add(PrFactLine *line, PrFactKind kind, const char *column)
{
	PrFact *fact = g_new0(PrFact, 1);

	fact->kind = kind;
	fact->column = g_strdup(column);
	fact->row = fact->col = -1;
	fact->places = g_array_new(FALSE, FALSE, sizeof(PrPlace));
	g_ptr_array_add(line->facts, fact);
	return fact;
}

static int
compare_words(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *
pr_dims_join(const char *const *dims, guint count)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < count; i++) {
		g_auto(GStrv) split = g_strsplit(dims[i] != NULL ? dims[i] : "", " ", -1);

		for (guint k = 0; split[k] != NULL; k++) {
			gsize key = strcspn(split[k], ":") + 1;

			if (*split[k] == '\0')
				continue;
			for (guint n = words->len; n > 0; n--)
				if (strncmp(g_ptr_array_index(words, n - 1), split[k], key) == 0)
					g_ptr_array_remove_index(words, n - 1);
			g_ptr_array_add(words, g_strdup(split[k]));
		}
	}
	g_ptr_array_sort(words, compare_words);
	g_ptr_array_add(words, NULL);
	return g_strjoinv(" ", (char **)words->pdata);
}

static __int128
power_of_ten(int exponent)
{
	__int128 power = 1;

	while (exponent-- > 0)
		power *= 10;
	return power;
}

gboolean
pr_fact_hundredths(const PrFact *fact, gint64 *hundredths)
{
	int power = fact->scale + 2 - fact->number.scale;
	__int128 digits = fact->number.digits;

	if (power > POWERS_MAX || power < -POWERS_MAX || digits > G_MAXINT64 || digits < G_MININT64)
		return FALSE;
	if (power < 0 && digits % power_of_ten(-power) != 0)
		return FALSE;
	digits = power < 0 ? digits / power_of_ten(-power) : digits * power_of_ten(power);
	if (digits > G_MAXINT64 || digits < G_MININT64)
		return FALSE;
	*hundredths = (gint64)digits;
	return TRUE;
}

gint64
pr_fact_step(const PrFact *fact)
{
	int power = fact->scale + 2 - fact->number.scale;

	return power >= 0 && power <= POWERS_MAX ? (gint64)power_of_ten(power) : 0;
}

const char *
pr_fact_kind_name(PrFactKind kind)
{
	static const char *const names[] = {"amount", "percent", "number", "word"};

	return names[kind];
}

const char *
pr_word_sense(const char *word)
{
	static const char *const senses[][2] = {{"增加", "increase"}, {"增长", "increase"}, {"上升", "increase"},
		{"提高", "increase"}, {"减少", "decrease"}, {"下降", "decrease"}, {"降低", "decrease"},
		{"压减", "decrease"}, {"持平", "equal"}, {"一致", "equal"}, {"大于", "greater"}, {"高于", "greater"},
		{"超过", "greater"}, {"小于", "less"}, {"低于", "less"}, {"少于", "less"}};

	for (guint i = 0; i < G_N_ELEMENTS(senses); i++)
		if (strcmp(word, senses[i][0]) == 0)
			return senses[i][1];
	return NULL;
}
