/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `piperoll view`: a document as one HTML page for review. */
#include "tools/check.h"
#include "tools/corrections.h"
#include "tools/verbs.h"
#include "tools/view.h"

#include "tools/error.h"

static const char *const formats[] = {"html", NULL};

static const PrUsage usage = {
	.verb = "view",
	.arguments = "FILE…",
	.summary = "Writes a page for the review of each PDF: its pages, what was read, and where it stands.",
	.description =
		"The page is one HTML file that needs no network: open it in a browser. What the reviewer marks there is "
		"saved as a file\n"
		"that `piperoll extract --corrections` applies.",
	.takes = PR_TAKES_OUTPUT | PR_TAKES_FORMAT | PR_TAKES_RUN | PR_TAKES_PDF | PR_TAKES_FORM | PR_TAKES_FORMS_DIR,
	.formats = formats,
};

int
pr_cmd_view(int argc, char **argv)
{
	g_auto(GStrv) rule_paths = NULL;
	g_autofree char *waiver_path = NULL;
	const GOptionEntry own[] = {
		{"waivers", 0, 0, G_OPTION_ARG_FILENAME, &waiver_path,
			"Findings that were looked at and may stand: lines of id, who, reason", "FILE"},
		{"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rule_paths, "A rule set of your own; may be given again",
			"FILE"},
		{NULL},
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(PrOptions) options = pr_options_parse_with(&usage, own, argc, argv, &error);
	int status = 0;

	if (options == NULL)
		return pr_verb_refuse(usage.verb, error);
	g_autoptr(PrForms) forms = pr_verb_forms(options, &status);

	if (forms == NULL)
		return status;
	const PrForm *only = options->form != NULL ? pr_verb_form(forms, options->form, &error) : NULL;
	g_autoptr(PrRules) rules = error == NULL ? pr_check_read_rules(rule_paths, TRUE, &error) : NULL;
	g_autoptr(PrWaivers) waivers =
		rules != NULL && waiver_path != NULL ? pr_corrections_read_waivers(waiver_path, &error) : NULL;

	if (error != NULL || !pr_document_xml_prepare(forms, &error))
		return pr_verb_refuse(usage.verb, error);
	PrViewPlan view = {rules, waivers};
	PrDocumentPlan plan = {.options = options,
		.data = &view,
		.forms = forms,
		.only = only,
		.binds_forms = TRUE,
		.new_sink = pr_sink_view_new,
		.limits = PR_LIMITS_DEFAULT};

	int done = pr_verb_run(usage.verb, options, ".html", FALSE, pr_document_task, &plan);

	return done != PR_EXIT_OK ? done : status;
}
