/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sentences of a definition: patterns, and what their groups mean.
 *
 * A pattern is PCRE2 in which the usual pieces have short forms, so that a sentence still reads like one:
 *
 *   年初预算为{budget:amount}，支出决算为{executed:amount}，完成年初预算的{rate:rate}。决算数(?:同|比)?预算数{word:sense}
 *
 *   {name:amount}  a sum with its unit: 1,234.50万元
 *   {name:rate}    a percentage
 *   {name:count}   a number with the counting word behind it, if there is one
 *   {name:sense}   a word of comparing: 增加 减少 持平 大于 …
 *   {name:text}    a few words without a stop
 *   {name=A|B}     one of these
 */
#include <string.h>

#include "schema/form-parts.h"

typedef struct {
	const char *name, *pattern;
} Short;

static const Short shorts[] = {
	{"amount", "[-－]?\\s?\\d[\\d,，]*(?:\\.\\d+)?\\s?(?:[亿万]?元|[亿万])"},
	{"rate", "[-－]?\\s?\\d[\\d,，]*(?:\\.\\d+)?\\s?[%％]?(?![\\d.])"},
	{"count", "\\d[\\d,，]*(?:\\.\\d+)?(?![\\d.])"},
	{"sense", "增加|增长|上升|提高|减少|下降|降低|压减|持平|一致|大于|高于|超过|小于|低于|少于"},
	{"text", "[^，。；：、\\n]{1,60}?"},
};

/* Free with g_free(); NULL where a short form is not known. */
static char *
write_out(const char *text)
{
	static const PrPattern *slot;
	const PrPattern *pattern = pr_pattern_once(&slot, "\\{([a-z][a-z0-9_]*)(?::([a-z]+)|=([^{}]+))\\}");
	GString *out = g_string_new(NULL);
	gsize at = 0;
	PrMatch match;

	while (pr_pattern_find(pattern, text, at, &match)) {
		g_autofree char *name = pr_match_text(&match, text, 1), *kind = pr_match_text(&match, text, 2);
		g_autofree char *choice = pr_match_text(&match, text, 3);
		const Short *found = NULL;

		for (guint i = 0; i < G_N_ELEMENTS(shorts); i++)
			if (strcmp(shorts[i].name, kind) == 0)
				found = &shorts[i];
		if (found == NULL && *choice == '\0') {
			g_string_free(out, TRUE);
			return NULL;
		}
		g_string_append_len(out, text + at, match.start[0] - (gssize)at);
		g_string_append_printf(out, "(?<%s>%s)", name, found != NULL ? found->pattern : choice);
		at = (gsize)match.end[0];
	}
	g_string_append(out, text + at);
	return g_string_free(out, FALSE);
}

PrPattern *
pr_form_pattern(const PrFormReader *reader, xmlNode *node, const char *text)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *whole = write_out(text);
	PrPattern *pattern = whole != NULL ? pr_pattern_new(whole, &error) : NULL;

	if (pattern == NULL)
		pr_form_fail(reader, xmlGetLineNo(node),
			error != NULL ? error->message : "an unknown short form in a pattern");
	return pattern;
}

static void
value_free(gpointer data)
{
	PrSentenceValue *value = data;

	g_free(value->group);
	g_free(value->concept);
	g_free(value->dims);
	g_free(value);
}

static void
pattern_free(gpointer data)
{
	pr_pattern_free(data);
}

void
pr_sentence_free(gpointer data)
{
	PrSentence *sentence = data;

	if (sentence == NULL)
		return;
	g_free(sentence->name);
	g_free(sentence->dims);
	g_ptr_array_unref(sentence->patterns);
	g_ptr_array_unref(sentence->values);
	g_ptr_array_unref(sentence->items);
	g_ptr_array_unref(sentence->lists);
	g_free(sentence);
}

static PrSentenceValue *
read_value(const PrFormReader *reader, xmlNode *node)
{
	PrSentenceValue *value = g_new0(PrSentenceValue, 1);
	g_autofree char *expect = pr_xml_attribute(node, "expect"), *offset = pr_xml_attribute(node, "year");

	value->group = pr_xml_attribute(node, "group");
	value->concept = pr_xml_attribute(node, "concept");
	value->dims = pr_xml_attribute(node, "dims");
	value->is_mention = pr_xml_is_named(node, "mention");
	value->is_word = value->is_mention || pr_xml_is_named(node, "word");
	value->year_offset = g_strcmp0(offset, "previous") == 0 ? -1 : 0;
	value->expect = PR_EXPECT_AMOUNT;
	if (expect != NULL && !pr_expect_parse(expect, &value->expect))
		pr_form_fail(reader, xmlGetLineNo(node), "an unknown expectation");
	return value;
}

static gboolean
check_group(const PrFormReader *reader, xmlNode *node, const PrSentence *sentence, const char *group)
{
	for (guint k = 0; k < sentence->patterns->len; k++)
		if (pr_pattern_group(g_ptr_array_index(sentence->patterns, k), group) >= 0)
			return TRUE;
	g_autofree char *reason = g_strdup_printf("no pattern of the sentence has a group \"%s\"", group);
	return pr_form_fail(reader, xmlGetLineNo(node), reason);
}

/* Whether each value's group is in one of the patterns, so that a slip of the pen is no silent loss. */
static gboolean
check_groups(const PrFormReader *reader, xmlNode *node, const PrSentence *sentence)
{
	for (guint i = 0; i < sentence->values->len; i++)
		if (!check_group(reader, node, sentence,
			    ((const PrSentenceValue *)g_ptr_array_index(sentence->values, i))->group))
			return FALSE;
	for (guint i = 0; i < sentence->lists->len; i++)
		if (!check_group(
			    reader, node, sentence, ((const PrSentence *)g_ptr_array_index(sentence->lists, i))->name))
			return FALSE;
	return TRUE;
}

PrSentence *
pr_form_read_sentence(const PrFormReader *reader, xmlNode *node)
{
	PrSentence *sentence = g_new0(PrSentence, 1);
	gboolean ok = TRUE;

	sentence->name = pr_xml_attribute(node, pr_xml_is_named(node, "list") ? "group" : "name");
	sentence->dims = pr_xml_attribute(node, "dims");
	sentence->patterns = g_ptr_array_new_with_free_func(pattern_free);
	sentence->values = g_ptr_array_new_with_free_func(value_free);
	sentence->items = pr_form_read_row_names(node);
	sentence->lists = g_ptr_array_new_with_free_func(pr_sentence_free);
	for (xmlNode *child = node->children; child != NULL && ok; child = child->next) {
		if (pr_xml_is_named(child, "value") || pr_xml_is_named(child, "word") ||
			pr_xml_is_named(child, "mention")) {
			g_ptr_array_add(sentence->values, read_value(reader, child));
		} else if (pr_xml_is_named(child, "list")) {
			PrSentence *list = pr_form_read_sentence(reader, child);

			ok = list != NULL;
			if (ok)
				g_ptr_array_add(sentence->lists, list);
		} else if (pr_xml_is_named(child, "pattern")) {
			xmlChar *text = xmlNodeGetContent(child);
			PrPattern *pattern = pr_form_pattern(reader, child, g_strstrip((char *)text));

			xmlFree(text);
			ok = pattern != NULL;
			if (ok)
				g_ptr_array_add(sentence->patterns, pattern);
		}
	}
	if (ok && check_groups(reader, node, sentence))
		return sentence;
	pr_sentence_free(sentence);
	return NULL;
}
