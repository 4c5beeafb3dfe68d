/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `piperoll tables`: every table, with no form needed. */
#include "tools/sink-xlsx.h"
#include "tools/verbs.h"

#include <string.h>

/* By the order of `formats`. */
static const struct {
	const char *extension;
	PrSinkNew new_sink;
	gboolean is_joinable;
	PrFinish finish; /* makes the result from what the sink wrote; NULL: that is it */
} kinds[] = {
	{".json", pr_sink_table_json_new, TRUE, NULL},
	{".csv", pr_sink_table_csv_new, TRUE, NULL},
	{".html", pr_sink_table_html_new, FALSE, NULL},
	{".xml", pr_sink_xml_new, FALSE, NULL},
	{".xlsx", pr_sink_clean_text_new, FALSE, pr_xlsx_finish},
};

static const char *const formats[] = {"json", "csv", "html", "xml", "xlsx", NULL};

static const PrUsage usage = {
	.verb = "tables",
	.arguments = "FILE…",
	.summary = "Writes every table of each PDF.",
	.description =
		"FILE is a PDF, a folder (searched for PDFs), @LIST (a file of names, a line each) or - for standard "
		"input.\n"
		"Without -o all goes to standard output, in the order of the inputs (html, xml and xlsx: one input only).",
	.takes = PR_TAKES_OUTPUT | PR_TAKES_FORMAT | PR_TAKES_RUN | PR_TAKES_PDF | PR_TAKES_GUIDE,
	.formats = formats,
};

int
pr_cmd_tables(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PrOptions) options = pr_options_parse(&usage, argc, argv, &error);
	guint kind = 0;

	if (options == NULL)
		return pr_verb_refuse(usage.verb, error);
	while (strcmp(formats[kind], options->format) != 0)
		kind++;
	gboolean is_xml = kinds[kind].new_sink == pr_sink_xml_new;
	g_autoptr(PrForms) forms = is_xml ? pr_forms_new() : NULL; /* the schema of XML names them */

	if (is_xml && !pr_document_xml_prepare(forms, &error))
		return pr_verb_refuse(usage.verb, error);
	PrDocumentPlan plan = {
		.options = options, .forms = forms, .new_sink = kinds[kind].new_sink, .limits = PR_LIMITS_READING};

	PrFinishing finishing = {kinds[kind].finish, NULL};
	PrVerbRun run = {NULL, kinds[kind].extension, kinds[kind].is_joinable, pr_document_task, &plan,
		finishing.finish != NULL ? &finishing : NULL};

	return pr_verb_run_over(usage.verb, options, &run);
}
