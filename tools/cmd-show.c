/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `piperoll show`: the data as they stand after each stage, as text. What it prints of pages (runs with rulings) is
 * taken as an input in place of a PDF. */
#include "tools/verbs.h"

#include <string.h>

#include "extract/lines.h"
#include "tools/error.h"

typedef enum {
	STAGE_RUNS,
	STAGE_RULINGS,
	STAGE_LINES,
	STAGE_PAGE,
	STAGE_TABLES,
	STAGE_CLEAN,
	STAGE_RECORD,
	STAGE_COUNT,
} Stage;

static const char *const stage_names[] = {"runs", "rulings", "lines", "page", "tables", "clean", "record", NULL};

static const PrUsage usage = {
	.verb = "show",
	.arguments = "FILE",
	.summary = "Prints the data of a document as they stand after a stage.",
	.description = "Stages: runs (text as set on the page), rulings (lines and fills), page (both), lines (text "
		       "lines in reading\n"
		       "order), tables (grids, titles, paragraphs), clean (text with wraps undone and its repairs), "
		       "record (the forms).\n"
		       "FILE may also be what --stage=page has printed.",
	.takes = PR_TAKES_OUTPUT | PR_TAKES_PDF | PR_TAKES_FORM | PR_TAKES_FORMS_DIR,
};

typedef struct {
	const PrOptions *options;
	Stage stage;
	PrLimits limits;
} ShowPlan;

/* ---- pages ---- */

static void
print_lines(const PrPage *page, GString *out)
{
	g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(guint));

	for (guint i = 0; i < page->glyphs->len; i++)
		if (g_array_index(page->glyphs, PrGlyph, i).fate == PR_FATE_SHOWN)
			g_array_append_val(shown, i);
	g_autoptr(PrLines) lines =
		pr_lines_new(page, PR_DIRECTION_RIGHT, (const guint *)(void *)shown->data, shown->len);

	g_string_append_printf(out, "page %d\n", page->number);
	for (guint i = 0; i < lines->lines->len; i++) {
		const PrLine *line = pr_lines_at(lines, i);
		PrText text = {0};

		pr_lines_append(lines, line->first, line->count, PR_BREAK_NONE, &text);
		g_autofree char *printed = pr_text_printed(&text);

		g_string_append_printf(out, "line %.2f %.2f %.2f %.2f %s\n", (double)line->box.x0, (double)line->box.y0,
			(double)line->box.x1, (double)line->box.y1, printed);
		pr_text_clear(&text);
	}
}

static void
print_page(const PrPage *page, Stage stage, GString *out)
{
	if (stage == STAGE_LINES)
		print_lines(page, out);
	else
		pr_page_print(page,
			stage == STAGE_RUNS      ? PR_PAGE_RUNS
			: stage == STAGE_RULINGS ? PR_PAGE_RULINGS | PR_PAGE_FILLS
						 : PR_PAGE_ALL,
			out);
}

static gboolean
show_pages(PrChild *child, const ShowPlan *plan, GError **error)
{
	g_autoptr(PrIssues) issues = pr_issues_new();
	g_autoptr(PrPages) pages = pr_pages_open(child, plan->options, &plan->limits, issues, error);
	g_autoptr(PrWriter) writer = pr_writer_new(child->output);
	g_autoptr(GString) out = g_string_new(NULL);
	g_autoptr(GError) cause = NULL;

	if (pages == NULL)
		return FALSE;
	for (;;) {
		g_autoptr(PrPage) page = pr_pages_next(pages, &cause);

		if (page == NULL)
			break;
		g_string_truncate(out, 0);
		if (plan->stage == STAGE_PAGE)
			pr_pages_add_tags(pages, page);
		print_page(page, plan->stage, out);
		pr_writer_put_bytes(writer, out->str, out->len);
	}
	if (cause != NULL) {
		g_propagate_error(error, g_steal_pointer(&cause));
		return FALSE;
	}
	return pr_writer_flush(writer, error);
}

static gboolean
show_task(PrChild *child, gconstpointer data, GError **error)
{
	return show_pages(child, data, error);
}

/* ---- the verb ---- */

static gboolean
find_stage(const char *name, Stage *stage, GError **error)
{
	if (name == NULL) {
		g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE,
			"--stage is needed: runs, rulings, page, lines, tables, clean or record");
		return FALSE;
	}
	for (guint i = 0; stage_names[i] != NULL; i++) {
		if (strcmp(stage_names[i], name) != 0)
			continue;
		*stage = (Stage)i;
		return TRUE;
	}
	return pr_options_refuse(
		error, "--stage", name, "the stages are runs, rulings, page, lines, tables, clean and record");
}

int
pr_cmd_show(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *stage_name = NULL;
	const GOptionEntry own[] = {
		{"stage", 's', 0, G_OPTION_ARG_FILENAME, &stage_name,
			"What to print: runs, rulings, page, lines, tables, clean or record", "STAGE"},
		{NULL}};
	g_autoptr(PrOptions) options = pr_options_parse_with(&usage, own, argc, argv, &error);
	Stage stage = STAGE_RUNS;
	int status = 0;

	if (options == NULL || !find_stage(stage_name, &stage, &error))
		return pr_verb_refuse(usage.verb, error);
	if (stage < STAGE_TABLES) {
		ShowPlan plan = {options, stage, PR_LIMITS_READING};

		return pr_verb_run(usage.verb, options, ".txt", TRUE, show_task, &plan);
	}
	g_autoptr(PrForms) forms = pr_verb_forms(options, &status);

	if (forms == NULL)
		return status;
	const PrForm *only = options->form != NULL ? pr_verb_form(forms, options->form, &error) : NULL;

	if (error != NULL)
		return pr_verb_refuse(usage.verb, error);
	PrDocumentPlan plan = {.options = options,
		.forms = forms,
		.only = only,
		.binds_forms = stage == STAGE_RECORD,
		.new_sink = stage == STAGE_TABLES  ? pr_sink_table_text_new
			    : stage == STAGE_CLEAN ? pr_sink_clean_text_new
						   : pr_sink_record_text_new,
		.limits = PR_LIMITS_READING};

	int done = pr_verb_run(usage.verb, options, ".txt", TRUE, pr_document_task, &plan);

	return done != PR_EXIT_OK ? done : status;
}
