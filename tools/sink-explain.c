/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For each table which definitions were tried, how each fared, and which of them won. Definitions that have nothing to
 * do with a table are counted, not listed. */
#include "tools/sink.h"

#include "tools/json-parts.h"
#include "tools/message.h"

typedef struct {
	PrSink sink;
	PrWriter *out;
	PrJson *json; /* NULL: text */
} ExplainSink;

static int
compare_trials(gconstpointer a, gconstpointer b)
{
	const PrTrial *one = *(const PrTrial *const *)a, *two = *(const PrTrial *const *)b;

	if (one->score != two->score)
		return one->score < two->score ? 1 : -1;
	if (one->title != two->title)
		return one->title < two->title ? 1 : -1;
	return (int)two->found - (int)one->found;
}

static gboolean
has_won(const PrSighting *sighting, const PrTrial *trial)
{
	return trial->form == sighting->form && trial->score > 0;
}

/* The trials that have something to say (borrowed), the best first, the winner before its equals. */
static GPtrArray *
sort_trials(const PrSighting *sighting)
{
	GPtrArray *sorted = g_ptr_array_new();

	for (guint i = 0; i < sighting->trials->len; i++) {
		PrTrial *trial = &g_array_index(sighting->trials, PrTrial, i);

		if (trial->title > 0 || trial->found > 0)
			g_ptr_array_add(sorted, trial);
	}
	g_ptr_array_sort(sorted, compare_trials);
	for (guint i = 1; i < sorted->len; i++)
		if (has_won(sighting, g_ptr_array_index(sorted, i)))
			g_ptr_array_insert(sorted, 0, g_ptr_array_steal_index(sorted, i));
	return sorted;
}

/* Two decimals, from a number between 0 and 3. */
static char *
score_text(double score)
{
	int hundredths = (int)(score * 100 + 0.5);

	return g_strdup_printf("%d.%02d", hundredths / 100, hundredths % 100);
}

/* The page that a table begins on. */
static int
page_of(const PrTable *table)
{
	return table->parts->len > 0 ? g_array_index(table->parts, PrPart, 0).page : 0;
}

static void
explain_text(ExplainSink *self, const PrSighting *sighting, const GPtrArray *trials)
{
	g_autoptr(GString) text = g_string_new(NULL);
	const PrCleanTable *clean = sighting->table;
	g_autofree char *title = pr_message_escape(clean->title != NULL ? clean->title->text : "");

	g_string_append_printf(text, "table %d on page %d%s%s: %s%s\n", clean->table->number, page_of(clean->table),
		*title != '\0' ? " " : "", title, sighting->goes_on ? "goes on with " : "",
		sighting->form != NULL ? sighting->form->id : "no form");
	for (guint i = 0; i < trials->len; i++) {
		const PrTrial *trial = g_ptr_array_index(trials, i);
		g_autofree char *reason = pr_trial_reason(trial), *score = score_text(trial->score);

		g_string_append_printf(
			text, "  %s %s %s: %s\n", has_won(sighting, trial) ? "*" : " ", score, trial->form->id, reason);
	}
	if (sighting->trials->len > trials->len)
		g_string_append_printf(text, "    %u others: neither their title nor their labels\n",
			sighting->trials->len - trials->len);
	pr_writer_put_bytes(self->out, text->str, text->len);
}

static void
explain_json(ExplainSink *self, const PrSighting *sighting, const GPtrArray *trials)
{
	PrJson *json = self->json;
	const PrCleanTable *clean = sighting->table;

	pr_json_begin_object(json, NULL);
	pr_json_int(json, "table", clean->table->number);
	pr_json_int(json, "page", page_of(clean->table));
	pr_json_string(json, "title", clean->title != NULL ? clean->title->text : "");
	pr_json_string(json, "form", sighting->form != NULL ? sighting->form->id : NULL);
	pr_json_bool(json, "goes_on", sighting->goes_on);
	pr_json_begin_array(json, "trials");
	for (guint i = 0; i < trials->len; i++) {
		const PrTrial *trial = g_ptr_array_index(trials, i);
		g_autofree char *reason = pr_trial_reason(trial);

		pr_json_begin_object(json, NULL);
		pr_json_string(json, "form", trial->form->id);
		pr_json_coordinate(json, "score", trial->score);
		pr_json_coordinate(json, "title", trial->title);
		pr_json_int(json, "found", trial->found);
		pr_json_int(json, "expected", trial->expected);
		pr_json_string(json, "reason", reason);
		pr_json_end_object(json);
	}
	pr_json_end_array(json);
	pr_json_int(json, "others", sighting->trials->len - trials->len);
	pr_json_end_object(json);
}

static void
explain(const PrSighting *sighting, gpointer data)
{
	ExplainSink *self = data;
	g_autoptr(GPtrArray) trials = sort_trials(sighting);

	if (self->json != NULL)
		explain_json(self, sighting, trials);
	else
		explain_text(self, sighting, trials);
}

static gboolean
end(PrSink *sink, const PrIssues *issues, GError **error)
{
	ExplainSink *self = (ExplainSink *)sink;

	if (self->json != NULL) {
		pr_json_end_array(self->json);
		pr_json_end_object(self->json);
	}
	return pr_writer_flush(self->out, error);
}

static void
free_sink(PrSink *sink)
{
	ExplainSink *self = (ExplainSink *)sink;

	pr_json_free(self->json);
	pr_writer_free(self->out);
	g_free(self);
}

PrSink *
pr_sink_explain_text_new(const PrDocument *document, GError **error)
{
	ExplainSink *self = g_new0(ExplainSink, 1);

	self->sink = (PrSink){.sighting = explain, .end = end, .free = free_sink};
	self->out = pr_writer_new(document->output);
	return &self->sink;
}

PrSink *
pr_sink_explain_json_new(const PrDocument *document, GError **error)
{
	ExplainSink *self = (ExplainSink *)pr_sink_explain_text_new(document, error);

	self->json = pr_json_new(self->out);
	pr_json_begin_object(self->json, NULL);
	pr_json_string(self->json, "file", document->info.file_name);
	pr_json_begin_array(self->json, "tables");
	return &self->sink;
}
