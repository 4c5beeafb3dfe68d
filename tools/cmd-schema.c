/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `piperoll schema`: what is derived from a form definition. */
#include "tools/verbs.h"

#include "tools/error.h"

static const char *const formats[] = {"xsd", NULL};

static const PrUsage usage = {
	.verb = "schema",
	.arguments = "FORM",
	.summary =
		"Writes the XML schema of the documents that hold a form. FORM is an id or the file of a definition.",
	.takes = PR_TAKES_OUTPUT | PR_TAKES_FORMAT | PR_TAKES_FORMS_DIR,
	.formats = formats,
};

static void
write_text(PrWriter *out, gconstpointer text)
{
	pr_writer_put(out, text);
}

int
pr_cmd_schema(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PrOptions) options = pr_options_parse(&usage, argc, argv, &error);
	int status = 0;

	if (options == NULL)
		return pr_verb_refuse(usage.verb, error);
	if (options->arguments == NULL || options->arguments[1] != NULL) {
		g_set_error(&error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE, "schema takes one form");
		return pr_verb_refuse(usage.verb, error);
	}
	g_autoptr(PrForms) forms = pr_verb_forms(options, &status);
	const PrForm *form = pr_verb_form(forms, options->arguments[0], &error);

	if (status != 0)
		return status;
	if (form == NULL)
		return pr_verb_refuse(usage.verb, error);
	g_autofree char *xsd = pr_document_xsd(forms, form);

	return pr_verb_write(usage.verb, options, ".xsd", write_text, xsd);
}
