/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The program: a table of verbs. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "normalize/version.h"
#include "tools/confine.h"
#include "tools/error.h"
#include "tools/message.h"
#include "tools/verbs.h"

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *help;
} verbs[] = {
	{"extract", pr_cmd_extract, "find the forms and tables of PDFs, write validated XML"},
	{"tables", pr_cmd_tables, "write every table of PDFs"},
	{"check", pr_cmd_check, "find where documents contradict themselves or the rules of their forms"},
	{"load", pr_cmd_load, "load an archive of PDFs into a database"},
	{"view", pr_cmd_view, "write a page for the review of PDFs"},
	{"forms", pr_cmd_forms, "list the known form definitions"},
	{"draft", pr_cmd_draft, "write a form definition from filled-in examples"},
	{"schema", pr_cmd_schema, "write what is derived from a form: schemas, tables, a page"},
	{"show", pr_cmd_show, "print the data of a document after a stage"},
	{"explain", pr_cmd_explain, "explain the tag of an issue"},
};

static void
print_help(FILE *out)
{
	fputs("Usage:\n  piperoll VERB [OPTION…] [FILE…]\n\n", out);
	fputs("Reads filled-in forms and tables out of PDF reports: typed, traceable, validated.\n\nVerbs:\n", out);
	for (guint i = 0; i < G_N_ELEMENTS(verbs); i++)
		fprintf(out, "  %-10s%s\n", verbs[i].name, verbs[i].help);
	fputs("\nOptions:\n  -h, --help  Show help; `piperoll VERB --help` shows that of a verb\n"
	      "  --version   Show the versions of the program and its libraries; with -v, how documents are confined\n\n"
	      "Exit status: 0 all well, 1 findings, 2 wrong usage or form definition, 3 some inputs failed,\n"
	      "4 every input failed, 5 the output could not be written, 130 interrupted.\n",
		out);
}

static void
print_version(FILE *out, gboolean is_verbose)
{
	g_autofree char *normalize = pr_normalize_versions();

	fprintf(out, "piperoll %s\n%s\n%s, libxml2 %s, GLib %u.%u.%u\n", PIPEROLL_VERSION, pr_pdf_backend(), normalize,
		pr_xml_version(), glib_major_version, glib_minor_version, glib_micro_version);
	if (!is_verbose)
		return;
	g_autofree char *confinement = pr_confinement_describe();

	fprintf(out, "confinement of documents: %s\n", confinement);
}

/* Were one of the first three descriptors closed, the next file opened would take its place, and messages would go into
 * it. */
static void
hold_standard_descriptors(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY | O_NOCTTY);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
}

static int
finish_stdout(void)
{
	if (fflush(stdout) == 0 && ferror(stdout) == 0)
		return PR_EXIT_OK;
	pr_message("standard output", "cannot be written");
	return PR_EXIT_OUTPUT;
}

int
main(int argc, char **argv)
{
	hold_standard_descriptors();
	if (argc < 2) {
		print_help(stderr);
		return PR_EXIT_USAGE;
	}
	const char *verb = argv[1];

	if (strcmp(verb, "--help") == 0 || strcmp(verb, "-h") == 0 || strcmp(verb, "help") == 0) {
		print_help(stdout);
		return finish_stdout();
	}
	if (strcmp(verb, "--version") == 0 || strcmp(verb, "-V") == 0) {
		print_version(stdout, argc > 2 && strcmp(argv[2], "-v") == 0);
		return finish_stdout();
	}
	for (guint i = 0; i < G_N_ELEMENTS(verbs); i++)
		if (strcmp(verbs[i].name, verb) == 0)
			return verbs[i].run(argc - 1, argv + 1);
	g_autofree char *shown = pr_message_escape(verb);

	pr_message(NULL, "no verb '%s' (see piperoll --help)", shown);
	return PR_EXIT_USAGE;
}
