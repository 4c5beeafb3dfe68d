/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `piperoll extract`: the main job. */
#include "tools/verbs.h"

#include <string.h>

#include "tools/check.h"
#include "tools/corrections.h"
#include "tools/error.h"

static const char *const formats[] = {"xml", "json", NULL};

static const PrUsage usage = {
	.verb = "extract",
	.arguments = "FILE…",
	.summary = "Finds the forms and tables of each PDF and writes one validated XML document per input.",
	.description = "FILE is a PDF, a folder (searched for PDFs), @LIST (a file of names, a line each) or - for "
		       "standard input.\n"
		       "One input without -o goes to standard output; several need -o with a folder, where each gets "
		       "the name of\n"
		       "its PDF. A file is replaced only when the new one is complete.",
	.takes = PR_TAKES_OUTPUT | PR_TAKES_FORMAT | PR_TAKES_RUN | PR_TAKES_PDF | PR_TAKES_FORM | PR_TAKES_FORMS_DIR |
		 PR_TAKES_RAW,
	.formats = formats,
};

/* What goes with --check, as far as it is given. */
typedef struct {
	gboolean is_checked;
	char **rules;
	char *waivers, *fail_on;
} Checking;

/* An option that would do nothing is a mistake: who gives --fail-on counts on being told. */
static gboolean
check_company(const PrOptions *options, const Checking *checking, GError **error)
{
	if (!checking->is_checked && checking->fail_on != NULL)
		return pr_options_refuse_alone(error, "--fail-on", "--check");
	if (!checking->is_checked && !pr_check_refuse_idle(checking->waivers, checking->rules, error))
		return FALSE;
	if (options->is_raw && strcmp(options->format, "json") != 0)
		return pr_options_refuse_alone(error, "--raw", "-f json");
	return TRUE;
}

int
pr_cmd_extract(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_auto(GStrv) corrected = NULL, rule_paths = NULL;
	g_autofree char *waiver_path = NULL, *fail_on = NULL;
	gboolean is_checked = FALSE;
	const GOptionEntry own[] = {
		{"corrections", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &corrected,
			"Read values as the reviewer says who saved FILE on the page of view; may be given again",
			"FILE"},
		{"check", 0, 0, G_OPTION_ARG_NONE, &is_checked, "Check each document as well: its findings stand in it",
			NULL},
		{"fail-on", 0, 0, G_OPTION_ARG_FILENAME, &fail_on,
			"With --check: exit with 1 from this severity on: error (the default), warning, note or never",
			"SEVERITY"},
		{"waivers", 0, 0, G_OPTION_ARG_FILENAME, &waiver_path,
			"With --check: findings that were looked at and may stand: lines of id, who, reason", "FILE"},
		{"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &rule_paths,
			"With --check: a rule set of your own; may be given again", "FILE"},
		{NULL},
	};
	g_autoptr(PrOptions) options = pr_options_parse_with(&usage, own, argc, argv, &error);
	int status = 0;

	if (options == NULL ||
		!check_company(options, &(Checking){is_checked, rule_paths, waiver_path, fail_on}, &error))
		return pr_verb_refuse(usage.verb, error);
	g_autoptr(PrForms) forms = pr_verb_forms(options, &status);

	if (forms == NULL)
		return status;
	const PrForm *only = options->form != NULL ? pr_verb_form(forms, options->form, &error) : NULL;

	if (error != NULL)
		return pr_verb_refuse(usage.verb, error);
	g_autoptr(PrCorrections) corrections = corrected != NULL ? pr_corrections_new() : NULL;
	for (guint i = 0; corrected != NULL && corrected[i] != NULL; i++)
		if (!pr_corrections_add_file(corrections, corrected[i], &error))
			return pr_verb_refuse(usage.verb, error);
	PrCheckPlan check = {0};
	g_autoptr(PrRules) rules = is_checked ? pr_check_read_rules(rule_paths, TRUE, &error) : NULL;
	g_autoptr(PrWaivers) waivers =
		rules != NULL && waiver_path != NULL ? pr_corrections_read_waivers(waiver_path, &error) : NULL;

	if (error != NULL || !pr_check_parse_fail_on(fail_on, &check.fail_on, &error))
		return pr_verb_refuse(usage.verb, error);
	gboolean is_xml = strcmp(options->format, "xml") == 0;

	/* Once, before the processes of the documents are forked off. */
	if (is_xml && !pr_document_xml_prepare(forms, &error))
		return pr_verb_refuse(usage.verb, error);
	PrDocumentPlan plan = {.options = options,
		.forms = forms,
		.only = only,
		.binds_forms = TRUE,
		.corrections = corrections,
		.new_sink = is_xml ? pr_sink_xml_new : pr_sink_record_json_new,
		.limits = PR_LIMITS_READING};

	check.rules = rules;
	check.waivers = waivers;
	check.inner = plan.new_sink;
	if (is_checked) {
		plan.new_sink = pr_sink_checked_new;
		plan.data = &check;
	}
	int done = pr_verb_run(usage.verb, options, is_xml ? ".xml" : ".json", !is_xml, pr_document_task, &plan);

	return done != PR_EXIT_OK ? done : status;
}
