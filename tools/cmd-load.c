/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `piperoll load`: a whole archive into a warehouse. */
#include "tools/verbs.h"

#include <string.h>
#include <sys/resource.h>

#include "tools/check.h"
#include "tools/corrections.h"
#include "tools/error.h"
#include "tools/load.h"
#include "tools/message.h"

#define INTO_DEFAULT "sqlite:piperoll.db"

static const PrUsage usage = {
	.verb = "load",
	.arguments = "PATH…",
	.summary = "Reads an archive of PDFs into a database: forms, tables, text, with the place of each value.",
	.description =
		"PATH is a PDF, a folder (searched for PDFs and archives), a zip, 7z or tar archive, @LIST (a file of "
		"names,\na line each) or - for standard input.\n"
		"A load can be stopped and run again: what is there already is not read again, what has changed is "
		"replaced.",
	.takes = PR_TAKES_RUN | PR_TAKES_PDF | PR_TAKES_FORM | PR_TAKES_FORMS_DIR,
};

/* The options of this verb alone. */
typedef struct {
	char *into, *manifest, *summary, *waivers;
	char **rules;
	gboolean retries, with_bom, is_checked;
} Own;

static void
clear_own(Own *own)
{
	g_free(own->into);
	g_free(own->manifest);
	g_free(own->summary);
	g_free(own->waivers);
	g_strfreev(own->rules);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Own, clear_own)

/* ---- the run ---- */

/* What documents are checked by. */
typedef struct {
	PrRules *rules;
	PrWaivers *waivers; /* may be NULL */
	PrCheckPlan plan;
} Checking;

static void
clear_checking(Checking *checking)
{
	pr_rules_free(checking->rules);
	pr_waivers_free(checking->waivers);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Checking, clear_checking)

/* A load fails no run by what a check finds. */
static gboolean
read_check(const Own *own, Checking *checking, GError **error)
{
	checking->rules = pr_check_read_rules(own->rules, TRUE, error);
	if (checking->rules == NULL)
		return FALSE;
	checking->waivers = own->waivers != NULL ? pr_corrections_read_waivers(own->waivers, error) : NULL;
	if (own->waivers != NULL && checking->waivers == NULL)
		return FALSE;
	checking->plan =
		(PrCheckPlan){.rules = checking->rules, .waivers = checking->waivers, .fail_on = PR_FAIL_NEVER};
	return TRUE;
}

/* What the workers make of documents: rows or XML, with a check before it where one is wanted. */
static void
choose_sink(const Own *own, Checking *checking, const PrWarehouse *warehouse, PrDocumentPlan *plan)
{
	plan->relations = warehouse->relations;
	plan->new_sink = plan->relations != NULL ? pr_sink_rows_new : pr_sink_xml_new;
	if (!own->is_checked)
		return;
	checking->plan.inner = plan->new_sink;
	plan->new_sink = pr_sink_checked_new;
	plan->data = &checking->plan;
}

static void
hash_file(GChecksum *sum, const char *path)
{
	g_autofree char *text = NULL;
	gsize length = 0;

	if (path != NULL && g_file_get_contents(path, &text, &length, NULL))
		g_checksum_update(sum, (const guchar *)text, (gssize)length);
	/* So that the end of one file is not taken for the beginning of the next. */
	g_checksum_update(sum, (const guchar *)&length, sizeof length);
}

/* A hash over the rules and waivers that are not the program's own. */
static char *
hash_check(const Own *own)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	hash_file(sum, own->waivers);
	for (guint i = 0; own->rules != NULL && own->rules[i] != NULL; i++)
		hash_file(sum, own->rules[i]);
	return g_strdup(g_checksum_get_string(sum));
}

static char *
print_content_options(const Own *own, const PrDocumentPlan *plan)
{
	g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func(g_free);
	g_autofree const char **options = pr_document_options(plan, made);
	GString *text = g_string_new(NULL);

	for (guint i = 0; options[i] != NULL; i += 2)
		g_string_append_printf(text, "%s%s=%s", i > 0 ? " " : "", options[i], options[i + 1]);
	if (own->is_checked) {
		g_autofree char *check = hash_check(own);

		g_string_append_printf(text, "%scheck=%s", text->len > 0 ? " " : "", check);
	}
	return g_string_free(text, FALSE);
}

static char *
hash_definitions(const PrForms *forms)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < pr_forms_count(forms); i++) {
		const PrForm *form = pr_forms_at(forms, i);

		g_string_append_printf(text, "%s %s %s\n", form->id, form->version, form->sha256);
	}
	return g_compute_checksum_for_string(G_CHECKSUM_SHA256, text->str, -1);
}

/* What decides whether a document can be read at all. Passwords leave no trace but this hash. */
static char *
hash_means(const PrOptions *options)
{
	g_autoptr(GString) text = g_string_new(NULL);

	g_string_append_printf(text, "%d %d %d\n", options->timeout, options->stall, options->max_memory);
	for (guint i = 0; options->passwords != NULL && options->passwords[i] != NULL; i++)
		g_string_append_printf(text, "%s\n", options->passwords[i]);
	return g_compute_checksum_for_string(G_CHECKSUM_SHA256, text->str, -1);
}

/* ---- the end ---- */

static guint64
cpu_milliseconds(int who)
{
	struct rusage usage_of;

	if (getrusage(who, &usage_of) != 0)
		return 0;
	return (guint64)(usage_of.ru_utime.tv_sec + usage_of.ru_stime.tv_sec) * 1000 +
	       (guint64)(usage_of.ru_utime.tv_usec + usage_of.ru_stime.tv_usec) / 1000;
}

static void
print_counts(const Own *own, const PrLoadSum *sum)
{
	g_autofree char *shown = pr_warehouse_shown(own->into);
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < PR_VERDICTS; i++)
		if (sum->counts[i] > 0)
			g_string_append_printf(text, "%s%" G_GUINT64_FORMAT " %s", text->len > 0 ? ", " : "",
				sum->counts[i], pr_verdict_name((PrVerdict)i));
	pr_message(NULL, "into %s: %s", shown, text->str);
}

/* What the end of a run is told by, beside the counts. */
typedef struct {
	const Own *own;
	const PrInputs *inputs;
	const PrLoadSum *sum;
	gint64 started; /* monotonic microseconds */
	int status;
} Ending;

static void
write_summary(PrWriter *out, gconstpointer data)
{
	const Ending *ending = data;
	g_autofree char *shown = pr_warehouse_shown(ending->own->into);
	g_autoptr(PrJson) json = pr_json_new(out);

	pr_json_begin_object(json, NULL);
	pr_json_string(json, "into", shown);
	pr_json_int(json, "inputs", ending->inputs->list->len);
	for (guint i = 0; i < PR_VERDICTS; i++)
		pr_json_int(json, pr_verdict_name((PrVerdict)i), (gint64)ending->sum->counts[i]);
	pr_json_tally(json, &ending->sum->tally);
	pr_json_int(json, "milliseconds", (g_get_monotonic_time() - ending->started) / 1000);
	pr_json_int(json, "cpu_milliseconds", (gint64)cpu_milliseconds(RUSAGE_SELF));
	pr_json_int(json, "cpu_milliseconds_of_workers", (gint64)cpu_milliseconds(RUSAGE_CHILDREN));
	pr_json_int(json, "status", ending->status);
	pr_json_end_object(json);
}

static int
end_run(const Ending *ending, gboolean is_quiet)
{
	if (!is_quiet)
		print_counts(ending->own, ending->sum);
	if (ending->own->summary == NULL)
		return ending->status;
	PrOptions to = {.output = ending->own->summary};
	int written = pr_verb_write(usage.verb, &to, "", write_summary, ending);

	return written != PR_EXIT_OK ? written : ending->status;
}

/* ---- the verb ---- */

static int
load(const PrOptions *options, const Own *own, PrDocumentPlan *plan, PrWarehouse *warehouse)
{
	g_autoptr(GError) error = NULL;
	gint64 started = g_get_monotonic_time();
	g_autoptr(PrInputs) inputs = pr_inputs_collect_with_archives(options->arguments, options->files0_from, &error);
	g_autoptr(PrManifest) manifest =
		inputs != NULL && own->manifest != NULL ? pr_manifest_new(own->manifest, &error) : NULL;
	PrOutputPlan output_plan = {NULL, "", TRUE};
	g_autoptr(PrOutput) output = error == NULL ? pr_output_new(&output_plan, inputs, &error) : NULL;

	if (output == NULL)
		return pr_verb_refuse(usage.verb, error);
	g_autoptr(PrLoad) run = pr_load_new(inputs, warehouse, manifest, own->retries);
	PrReceiver receiver = pr_load_receiver(run);
	PrBatch batch = {.task = pr_document_task, .data = plan, .output = output, .receiver = &receiver};

	pr_verb_fill_batch(&batch, options, inputs);
	int status = pr_batch_run(&batch);

	if (status != PR_EXIT_OUTPUT && !warehouse->finish(warehouse, &error)) {
		pr_message_print(NULL, error->message);
		status = PR_EXIT_OUTPUT;
	}
	Ending ending = {own, inputs, pr_load_sum(run), started, status};

	return end_run(&ending, options->is_quiet);
}

int
pr_cmd_load(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_auto(Own) own = {NULL};
	const GOptionEntry entries[] = {
		{"into", 0, 0, G_OPTION_ARG_FILENAME, &own.into,
			"The warehouse: sqlite:FILE, postgresql://…, csv:DIR, parquet:DIR, xml:DIR, jsonl:FILE or jsonl:-; default " INTO_DEFAULT,
			"URI"},
		{"manifest", 0, 0, G_OPTION_ARG_FILENAME, &own.manifest, "Write a line of JSON for each input", "FILE"},
		{"summary", 0, 0, G_OPTION_ARG_FILENAME, &own.summary, "Write what came of it all, as JSON", "FILE|-"},
		{"retry-failed", 0, 0, G_OPTION_ARG_NONE, &own.retries,
			"Try again what an earlier load found unreadable", NULL},
		{"check", 0, 0, G_OPTION_ARG_NONE, &own.is_checked,
			"Check each document as well: its findings stand beside its facts", NULL},
		{"waivers", 0, 0, G_OPTION_ARG_FILENAME, &own.waivers,
			"With --check: findings that were looked at and may stand: lines of id, who, reason", "FILE"},
		{"rules", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &own.rules,
			"With --check: a rule set of your own; may be given again", "FILE"},
		{"bom", 0, 0, G_OPTION_ARG_NONE, &own.with_bom, "CSV: begin each file with a byte order mark", NULL},
		{NULL}};
	g_autoptr(PrOptions) options = pr_options_parse_with(&usage, entries, argc, argv, &error);
	int status = 0;

	if (options == NULL)
		return pr_verb_refuse(usage.verb, error);
	if (!own.is_checked && !pr_check_refuse_idle(own.waivers, own.rules, &error))
		return pr_verb_refuse(usage.verb, error);
	if (own.into == NULL)
		own.into = g_strdup(INTO_DEFAULT);
	g_autoptr(PrForms) forms = pr_verb_forms(options, &status);

	if (forms == NULL)
		return status;
	const PrForm *only = options->form != NULL ? pr_verb_form(forms, options->form, &error) : NULL;

	if (error != NULL)
		return pr_verb_refuse(usage.verb, error);
	PrDocumentPlan plan = {
		.options = options, .forms = forms, .only = only, .binds_forms = TRUE, .limits = PR_LIMITS_READING};
	g_auto(Checking) checking = {NULL};

	if (own.is_checked && !read_check(&own, &checking, &error))
		return pr_verb_refuse(usage.verb, error);
	g_autofree char *content = print_content_options(&own, &plan), *definitions = hash_definitions(forms),
			*means = hash_means(options);
	PrLoadRun run = {PIPEROLL_VERSION, content, definitions, means, forms};
	PrWarehouseWishes wishes = {own.with_bom};
	g_autoptr(PrWarehouse) warehouse = pr_warehouse_open(own.into, &run, &wishes, &error);

	if (warehouse == NULL)
		return pr_verb_refuse(usage.verb, error);
	choose_sink(&own, &checking, warehouse, &plan);
	int done = load(options, &own, &plan, warehouse);

	return done != PR_EXIT_OK ? done : status;
}
