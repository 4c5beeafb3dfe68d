/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the verbs have in common: definitions, the run over documents, plain text out. */
#include "tools/verbs.h"

#include <signal.h>
#include <string.h>

#include "tools/error.h"
#include "tools/message.h"

int
pr_verb_refuse(const char *verb, const GError *error)
{
	if (g_error_matches(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_HELPED))
		return PR_EXIT_OK;
	if (g_error_matches(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE))
		pr_message(NULL, "%s (see piperoll %s --help)", error->message, verb);
	else
		pr_message_print(NULL, error->message);
	return error->domain == PR_TOOLS_ERROR && error->code == PR_TOOLS_ERROR_OUTPUT ? PR_EXIT_OUTPUT : PR_EXIT_USAGE;
}

/* FALSE where the folder cannot be read. Broken definitions are said and counted. */
static gboolean
add_folder(PrForms *forms, const char *path, guint *broken)
{
	g_autoptr(GPtrArray) messages = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GError) error = NULL;
	gboolean is_read = pr_forms_add_dir(forms, path, messages, &error);

	for (guint i = 0; i < messages->len; i++)
		pr_message_print(NULL, g_ptr_array_index(messages, i));
	if (!is_read)
		pr_message(path, "%s", error->message);
	*broken += messages->len;
	return is_read;
}

PrForms *
pr_verb_forms(const PrOptions *options, int *status)
{
	g_autoptr(PrForms) forms = pr_forms_new();
	g_autofree char *home = g_build_filename(g_get_user_data_dir(), "piperoll", "forms", NULL);
	guint in_home = 0, broken = 0;

	*status = PR_EXIT_OK;
	if (g_file_test(home, G_FILE_TEST_IS_DIR))
		add_folder(forms, home, &in_home);
	for (guint i = 0; options->forms_dirs != NULL && options->forms_dirs[i] != NULL; i++) {
		if (add_folder(forms, options->forms_dirs[i], &broken))
			continue;
		*status = PR_EXIT_USAGE;
		return NULL;
	}
	/* Who names a folder wants what is in it; the one at home serves every run. */
	if (broken > 0)
		*status = PR_EXIT_USAGE;
	return g_steal_pointer(&forms);
}

const PrForm *
pr_verb_form(PrForms *forms, const char *name, GError **error)
{
	const PrForm *form = pr_forms_find(forms, name);

	if (form != NULL)
		return form;
	if (strchr(name, '/') != NULL || g_str_has_suffix(name, ".xml"))
		return pr_forms_add_file(forms, name, error);
	g_autofree char *shown = pr_message_escape(name);

	g_set_error(
		error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE, "no form '%s': `piperoll forms` lists those known", shown);
	return NULL;
}

void
pr_verb_fill_batch(PrBatch *batch, const PrOptions *options, const PrInputs *inputs)
{
	batch->inputs = inputs;
	batch->jobs = (guint)options->jobs;
	batch->max_bytes = PR_LIMITS_DEFAULT.bytes;
	batch->is_quiet = options->is_quiet;
	batch->is_verbose = options->is_verbose;
	batch->has_summary = inputs->list->len > 1;
	batch->limits = (PrWorkerLimits){options->timeout, options->stall, options->max_memory};
}

static int
run_batch(const char *verb, const PrOptions *options, const PrVerbRun *run, const PrReceiver *receiver)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PrInputs) collected =
		run->inputs == NULL ? pr_inputs_collect(options->arguments, options->files0_from, &error) : NULL;
	const PrInputs *inputs = run->inputs != NULL ? run->inputs : collected;
	PrOutputPlan plan = {receiver == NULL ? options->output : NULL, run->extension, run->is_joinable};
	g_autoptr(PrOutput) output = inputs != NULL ? pr_output_new(&plan, inputs, &error) : NULL;

	if (output == NULL)
		return pr_verb_refuse(verb, error);
	PrOutputPlan draft_plan = {NULL, ".txt", TRUE};
	g_autoptr(PrOutput) drafts = run->finishing != NULL ? pr_output_new(&draft_plan, inputs, &error) : NULL;
	g_autoptr(PrFinisher) finisher =
		run->finishing != NULL ? pr_finisher_new(inputs, output, run->finishing) : NULL;
	PrReceiver finishing = finisher != NULL ? pr_finisher_receiver(finisher) : (PrReceiver){NULL};
	PrBatch batch = {.task = run->task, .data = run->data};

	pr_verb_fill_batch(&batch, options, inputs);
	batch.output = finisher != NULL ? drafts : output;
	batch.receiver = finisher != NULL ? &finishing : receiver;
	return pr_batch_run(&batch);
}

int
pr_verb_run_over(const char *verb, const PrOptions *options, const PrVerbRun *run)
{
	return run_batch(verb, options, run, NULL);
}

int
pr_verb_run(const char *verb, const PrOptions *options, const char *extension, gboolean is_joinable, PrTask task,
	gconstpointer data)
{
	return run_batch(verb, options, &(PrVerbRun){NULL, extension, is_joinable, task, data, NULL}, NULL);
}

int
pr_verb_gather(const char *verb, const PrOptions *options, PrTask task, gconstpointer data, const PrReceiver *receiver)
{
	return run_batch(verb, options, &(PrVerbRun){NULL, ".txt", TRUE, task, data, NULL}, receiver);
}

int
pr_verb_write(const char *verb, const PrOptions *options, const char *extension, PrVerbWrite write, gconstpointer data)
{
	PrInput input = {.name = (char *)verb, .stem = (char *)verb};
	PrOutputPlan plan = {options->output, extension, TRUE};
	g_autoptr(GError) error = NULL;

	signal(SIGPIPE, SIG_IGN);
	g_autoptr(PrOutput) output = pr_output_new(&plan, NULL, &error);

	if (output == NULL)
		return pr_verb_refuse(verb, error);
	g_autoptr(PrTarget) target = pr_target_open(output, &input, -1, &error);
	g_autoptr(PrWriter) writer = target != NULL ? pr_writer_new(pr_target_fd(target)) : NULL;

	if (writer != NULL)
		write(writer, data);
	if (writer != NULL && pr_writer_flush(writer, &error) && pr_target_commit(target, &error))
		return PR_EXIT_OK;
	if (*error->message != '\0')
		pr_message_print(NULL, error->message);
	return PR_EXIT_OUTPUT;
}
