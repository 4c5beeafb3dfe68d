/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `piperoll forms`: the form definitions known. */
#include "tools/verbs.h"

#include <string.h>

#include "tools/error.h"
#include "tools/json.h"
#include "tools/message.h"

static const char *const formats[] = {"text", "json", NULL};

static const PrUsage usage = {
	.verb = "forms",
	.arguments = "[--explain FILE…]",
	.summary =
		"Lists the known form definitions: id, version, title, where it is from, parted by tabs. With --explain, says "
		"how they\nfare with the tables of documents.",
	.takes = PR_TAKES_OUTPUT | PR_TAKES_FORMAT | PR_TAKES_FORMS_DIR | PR_TAKES_PDF | PR_TAKES_RUN,
	.formats = formats,
};

static void
list_forms(PrWriter *out, gconstpointer data)
{
	const PrForms *forms = data;

	for (guint i = 0; i < pr_forms_count(forms); i++) {
		const PrForm *form = pr_forms_at(forms, i);
		g_autofree char *origin = pr_message_escape(form->origin);
		g_autofree char *line =
			g_strdup_printf("%s\t%s\t%s\t%s\n", form->id, form->version, form->title, origin);

		pr_writer_put(out, line);
	}
}

static void
list_forms_json(PrWriter *out, gconstpointer data)
{
	const PrForms *forms = data;
	g_autoptr(PrJson) json = pr_json_new(out);

	pr_json_begin_array(json, NULL);
	for (guint i = 0; i < pr_forms_count(forms); i++) {
		const PrForm *form = pr_forms_at(forms, i);
		g_autofree char *origin = pr_message_escape(form->origin);

		pr_json_begin_object(json, NULL);
		pr_json_string(json, "id", form->id);
		pr_json_string(json, "version", form->version);
		pr_json_string(json, "title", form->title);
		pr_json_string(json, "origin", origin);
		pr_json_string(json, "sha256", form->sha256);
		pr_json_end_object(json);
	}
	pr_json_end_array(json);
}

/* How the definitions fare with the tables of the documents. */
static int
explain(const PrOptions *options, const PrForms *forms, gboolean is_json)
{
	PrDocumentPlan plan = {.options = options,
		.forms = forms,
		.binds_forms = TRUE,
		.new_sink = is_json ? pr_sink_explain_json_new : pr_sink_explain_text_new,
		.limits = PR_LIMITS_READING};

	return pr_verb_run(usage.verb, options, is_json ? ".json" : ".txt", TRUE, pr_document_task, &plan);
}

int
pr_cmd_forms(int argc, char **argv)
{
	gboolean explains = FALSE;
	const GOptionEntry own[] = {
		{"explain", 0, 0, G_OPTION_ARG_NONE, &explains,
			"Say for each table of the files which definitions were tried, and how each fared", NULL},
		{NULL}};
	g_autoptr(GError) error = NULL;
	g_autoptr(PrOptions) options = pr_options_parse_with(&usage, own, argc, argv, &error);
	int status = 0;

	if (options == NULL)
		return pr_verb_refuse(usage.verb, error);
	if (options->arguments != NULL && !explains) {
		g_set_error(&error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE, "forms takes no file without --explain");
		return pr_verb_refuse(usage.verb, error);
	}
	g_autoptr(PrForms) forms = pr_verb_forms(options, &status);
	gboolean is_json = strcmp(options->format, "json") == 0;

	if (forms == NULL)
		return status;
	int done = explains ? explain(options, forms, is_json)
			    : pr_verb_write(usage.verb, options, is_json ? ".json" : ".txt",
				      is_json ? list_forms_json : list_forms, forms);

	return done != PR_EXIT_OK ? done : status;
}
