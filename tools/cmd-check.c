/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `piperoll check`: where a document contradicts itself or the rules of its form. */
#include <string.h>

#include "tools/check.h"
#include "tools/corrections.h"
#include "tools/error.h"
#include "tools/together.h"
#include "tools/verbs.h"

/* By the order of `formats`. */
static const struct {
	const char *extension;
	PrFindingsWrite write, write_en;
	gboolean is_joinable;
} kinds[] = {
	{".txt", pr_report_text, pr_report_text_en, TRUE},
	{".xml", pr_findings_write_xml, NULL, FALSE},
	{".jsonl", pr_report_jsonl, NULL, TRUE},
	{".csv", pr_report_csv, NULL, TRUE},
	{".sarif", pr_report_sarif, NULL, FALSE},
	{".xml", pr_findings_write_junit, NULL, FALSE},
	{".svrl", pr_findings_write_svrl, NULL, FALSE},
};

static const char *const formats[] = {"text", "xml", "jsonl", "csv", "sarif", "junit", "svrl", NULL};

static const PrUsage usage = {
	.verb = "check",
	.arguments = "FILE…",
	.summary = "Finds where documents contradict themselves or the rules of their forms, with the proof.",
	.description =
		"FILE is a PDF, the XML that `piperoll extract` made of one, a folder (searched for PDFs), @LIST (a file of "
		"names, a\n"
		"line each) or - for standard input. The exit status is 1 where there are findings at or above --fail-on.",
	.takes = PR_TAKES_OUTPUT | PR_TAKES_FORMAT | PR_TAKES_RUN | PR_TAKES_PDF | PR_TAKES_FORM | PR_TAKES_FORMS_DIR,
	.formats = formats,
};

/* What only this verb knows. */
typedef struct {
	char **rules;
	char *waivers, *fail_on, *phase, *language;
	gboolean is_portable, no_builtin, is_apart;
} Own;

static void
own_clear(Own *own)
{
	g_strfreev(own->rules);
	g_free(own->waivers);
	g_free(own->fail_on);
	g_free(own->phase);
	g_free(own->language);
}

/* The documents, each alone; then, where there are several, what they say together. */
static int
run_all(const PrOptions *options, PrCheckPlan *plan, guint kind, gboolean is_apart)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PrInputs) inputs = pr_inputs_collect(options->arguments, options->files0_from, &error);

	if (inputs == NULL)
		return pr_verb_refuse(usage.verb, error);
	PrVerbRun run = {inputs, kinds[kind].extension, kinds[kind].is_joinable, pr_check_task, plan, NULL};

	if (is_apart || inputs->list->len < 2)
		return pr_verb_run_over(usage.verb, options, &run);
	g_autoptr(PrTogether) together = pr_together_new(&error);

	if (together == NULL)
		return pr_verb_refuse(usage.verb, error);
	plan->is_together = TRUE;
	run.finishing = &(PrFinishing){pr_together_gather, together};
	int status = pr_verb_run_over(usage.verb, options, &run);
	g_autoptr(PrInputs) gathered = status != PR_EXIT_OUTPUT ? pr_together_inputs(together, inputs, &error) : NULL;

	if (error != NULL)
		return pr_verb_refuse(usage.verb, error);
	if (gathered == NULL)
		return status;
	plan->is_together = FALSE;
	run.inputs = gathered;
	run.finishing = NULL;
	int compared = pr_verb_run_over(usage.verb, options, &run);

	return status == PR_EXIT_OK || compared == PR_EXIT_OUTPUT ? compared : status;
}

static int
run(const PrOptions *options, const Own *own, GError **error)
{
	PrCheckPlan plan = {.options = {own->phase, own->is_portable}};
	int status = 0;
	guint kind = 0;

	if (!pr_check_parse_fail_on(own->fail_on, &plan.fail_on, error))
		return PR_EXIT_USAGE;
	if (own->language != NULL && strcmp(own->language, "zh") != 0 && strcmp(own->language, "en") != 0) {
		pr_options_refuse(error, "--lang", own->language, "it is zh or en");
		return PR_EXIT_USAGE;
	}
	if (own->no_builtin && own->rules == NULL) {
		pr_options_refuse_alone(error, "--no-builtin", "--rules");
		return PR_EXIT_USAGE;
	}
	g_autoptr(PrRules) rules = pr_check_read_rules(own->rules, !own->no_builtin, error);

	if (rules != NULL && own->phase != NULL && !pr_rules_has_phase(rules, own->phase))
		pr_options_refuse(error, "--phase", own->phase, "no rule set has this phase");
	g_autoptr(PrWaivers) waivers =
		rules != NULL && own->waivers != NULL ? pr_corrections_read_waivers(own->waivers, error) : NULL;
	g_autoptr(PrForms) forms = *error == NULL ? pr_verb_forms(options, &status) : NULL;
	const PrForm *only = forms != NULL && options->form != NULL ? pr_verb_form(forms, options->form, error) : NULL;

	if (*error != NULL || forms == NULL)
		return status != 0 ? status : PR_EXIT_USAGE;
	while (strcmp(formats[kind], options->format) != 0)
		kind++;
	plan.document = (PrDocumentPlan){.options = options,
		.forms = forms,
		.only = only,
		.binds_forms = TRUE,
		.new_sink = pr_sink_findings_new,
		.limits = PR_LIMITS_READING,
		.data = &plan};
	plan.rules = rules;
	plan.waivers = waivers;
	plan.write = kinds[kind].write_en != NULL && g_strcmp0(own->language, "en") == 0 ? kinds[kind].write_en
											 : kinds[kind].write;
	int done = run_all(options, &plan, kind, own->is_apart);

	return done != PR_EXIT_OK ? done : status;
}

int
pr_cmd_check(int argc, char **argv)
{
	Own own = {0};
	const GOptionEntry entries[] = {
		{"fail-on", 0, 0, G_OPTION_ARG_FILENAME, &own.fail_on,
			"Exit with 1 where there are findings of this severity or worse: error (the default), warning, note or never",
			"SEVERITY"},
		{"waivers", 0, 0, G_OPTION_ARG_FILENAME, &own.waivers,
			"Findings that were looked at and may stand: lines of id, who, reason", "FILE"},
		{"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &own.rules, "A rule set of your own; may be given again",
			"FILE"},
		{"no-builtin", 0, 0, G_OPTION_ARG_NONE, &own.no_builtin, "Leave the built-in rule sets out", NULL},
		{"phase", 0, 0, G_OPTION_ARG_FILENAME, &own.phase, "Run the patterns of this phase only", "ID"},
		{"apart", 0, 0, G_OPTION_ARG_NONE, &own.is_apart, "Do not compare the documents with each other", NULL},
		{"portable", 0, 0, G_OPTION_ARG_NONE, &own.is_portable,
			"Judge by plain XPath, as any Schematron processor would", NULL},
		{"lang", 0, 0, G_OPTION_ARG_FILENAME, &own.language,
			"Language of the messages in text: zh (the default) or en", "LANGUAGE"},
		{NULL},
	};
	g_autoptr(GError) error = NULL;
	g_autoptr(PrOptions) options = pr_options_parse_with(&usage, entries, argc, argv, &error);
	int status = options != NULL ? run(options, &own, &error) : PR_EXIT_USAGE;

	own_clear(&own);
	return error != NULL ? pr_verb_refuse(usage.verb, error) : status;
}
