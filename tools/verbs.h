/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The verbs of the program: each takes its own command line (argv[0] is the verb) and returns the exit status. */
#pragma once

#include "tools/document.h"
#include "tools/finish.h"

int pr_cmd_extract(int argc, char **argv);
int pr_cmd_load(int argc, char **argv);
int pr_cmd_tables(int argc, char **argv);
int pr_cmd_check(int argc, char **argv);
int pr_cmd_forms(int argc, char **argv);
int pr_cmd_schema(int argc, char **argv);
int pr_cmd_view(int argc, char **argv);
int pr_cmd_show(int argc, char **argv);
int pr_cmd_explain(int argc, char **argv);
int pr_cmd_draft(int argc, char **argv);

/* What several verbs do alike. */

/* Says what is wrong with the command line, unless all it asked for was help; returns the exit status for it. */
int pr_verb_refuse(const char *verb, const GError *error);
/* The built-in definitions, those of the user's data folder, and those of --forms-dir. Broken ones are said on stderr
 * and left out; in a folder of --forms-dir they make *status PR_EXIT_USAGE, which is the verb's in the end where all
 * else is well. NULL, with that status, where a folder cannot be read. */
PrForms *pr_verb_forms(const PrOptions *options, int *status);
/* The form that `name` (an id, or the path of a definition, which is added) means. NULL with a usage error. */
const PrForm *pr_verb_form(PrForms *forms, const char *name, GError **error);
/* What the options say of how a batch runs over `inputs`. */
void pr_verb_fill_batch(PrBatch *batch, const PrOptions *options, const PrInputs *inputs);
/* Runs `task` over the documents of the command line. `data` is for the task. */
int pr_verb_run(const char *verb, const PrOptions *options, const char *extension, gboolean is_joinable, PrTask task,
	gconstpointer data);
typedef struct {
	const PrInputs *inputs; /* NULL: those of the command line */
	const char *extension;
	gboolean is_joinable;
	PrTask task;
	gconstpointer data;
	const PrFinishing *finishing; /* makes each result from what the task wrote; NULL: that is the result */
} PrVerbRun;
/* The same, told in full. */
int pr_verb_run_over(const char *verb, const PrOptions *options, const PrVerbRun *run);
/* The same, where `receiver` takes the results, and -o is for what it makes of them. */
int pr_verb_gather(
	const char *verb, const PrOptions *options, PrTask task, gconstpointer data, const PrReceiver *receiver);
/* Writes a verb's whole data, as `write` puts them, to -o or standard output; returns the exit status. */
typedef void (*PrVerbWrite)(PrWriter *out, gconstpointer data);
int pr_verb_write(
	const char *verb, const PrOptions *options, const char *extension, PrVerbWrite write, gconstpointer data);
