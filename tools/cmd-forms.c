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
	.arguments = "",
	.summary = "Lists the known form definitions: id, version, title, where it is from, parted by tabs.",
	.takes = PR_TAKES_OUTPUT | PR_TAKES_FORMAT | PR_TAKES_FORMS_DIR,
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

int
pr_cmd_forms(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PrOptions) options = pr_options_parse(&usage, argc, argv, &error);
	int status = 0;

	if (options == NULL)
		return pr_verb_refuse(usage.verb, error);
	if (options->arguments != NULL) {
		g_set_error(&error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE, "forms takes no file");
		return pr_verb_refuse(usage.verb, error);
	}
	g_autoptr(PrForms) forms = pr_verb_forms(options, &status);
	gboolean is_json = strcmp(options->format, "json") == 0;
	int written = pr_verb_write(
		usage.verb, options, is_json ? ".json" : ".txt", is_json ? list_forms_json : list_forms, forms);

	return written != 0 ? written : status;
}
