/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `piperoll schema`: what is derived from a form definition. */
#include "tools/verbs.h"

#include <string.h>

#include "schema/ddl.h"
#include "schema/form-page.h"
#include "tools/error.h"
#include "tools/json-schema.h"

static const char *const formats[] = {"xsd", "ddl", "json-schema", "md", NULL};

static const PrUsage usage = {
	.verb = "schema",
	.arguments = "FORM",
	.summary =
		"Writes what is derived from a form's definition: the XML schema of its documents, the tables of a database, "
		"the JSON\nSchema, or a page for people. FORM is an id or the file of a definition.",
	.takes = PR_TAKES_OUTPUT | PR_TAKES_FORMAT | PR_TAKES_FORMS_DIR | PR_TAKES_RAW,
	.formats = formats,
};

static gboolean
parse_dialect(const char *name, PrDialect *dialect, GError **error)
{
	*dialect = name != NULL && strcmp(name, "postgresql") == 0 ? PR_DIALECT_POSTGRESQL : PR_DIALECT_SQLITE;
	if (name == NULL || *dialect == PR_DIALECT_POSTGRESQL || strcmp(name, "sqlite") == 0)
		return TRUE;
	return pr_options_refuse(error, "--dialect", name, "the databases are sqlite and postgresql");
}

/* NULL for the format that is written as it comes. `extension` gets the ending of its file's name. Free with
 * g_free(). */
static char *
derive(const PrOptions *options, const PrForms *forms, const PrForm *form, PrDialect dialect, const char **extension)
{
	g_autoptr(GString) text = g_string_new(NULL);

	*extension = ".json";
	if (strcmp(options->format, "json-schema") == 0)
		return NULL;
	if (strcmp(options->format, "xsd") == 0) {
		*extension = ".xsd";
		return pr_document_xsd(forms, form);
	}
	if (strcmp(options->format, "ddl") == 0) {
		g_autoptr(PrRelations) relations = pr_relations_new(forms, form, dialect);

		*extension = ".sql";
		pr_ddl_print(relations, text);
	} else {
		*extension = ".md";
		pr_form_page(form, text);
	}
	return g_string_free(g_steal_pointer(&text), FALSE);
}

/* What to write: a text, or the JSON schema of a form. */
typedef struct {
	const char *text; /* NULL: the schema */
	const PrForm *form;
	gboolean is_raw;
} Derived;

static void
write_derived(PrWriter *out, gconstpointer data)
{
	const Derived *derived = data;

	if (derived->text != NULL)
		pr_writer_put(out, derived->text);
	else
		pr_json_schema(derived->form, derived->is_raw, out);
}

int
pr_cmd_schema(int argc, char **argv)
{
	g_autofree char *dialect_name = NULL;
	const GOptionEntry own[] = {{"dialect", 0, 0, G_OPTION_ARG_FILENAME, &dialect_name,
					    "DDL: of which database: sqlite (the default) or postgresql", "DATABASE"},
		{NULL}};
	g_autoptr(GError) error = NULL;
	g_autoptr(PrOptions) options = pr_options_parse_with(&usage, own, argc, argv, &error);
	PrDialect dialect = PR_DIALECT_SQLITE;
	int status = 0;

	if (options == NULL || !parse_dialect(dialect_name, &dialect, &error) ||
		(dialect_name != NULL && strcmp(options->format, "ddl") != 0 &&
			!pr_options_refuse_alone(&error, "--dialect", "-f ddl")) ||
		(options->is_raw && strcmp(options->format, "json-schema") != 0 &&
			!pr_options_refuse_alone(&error, "--raw", "-f json-schema")))
		return pr_verb_refuse(usage.verb, error);
	if (options->arguments == NULL || options->arguments[1] != NULL) {
		g_set_error(&error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE, "schema takes one form");
		return pr_verb_refuse(usage.verb, error);
	}
	g_autoptr(PrForms) forms = pr_verb_forms(options, &status);

	if (forms == NULL)
		return status;
	const PrForm *form = pr_verb_form(forms, options->arguments[0], &error);

	if (form == NULL)
		return pr_verb_refuse(usage.verb, error);
	const char *extension = NULL;
	g_autofree char *text = derive(options, forms, form, dialect, &extension);
	Derived derived = {text, form, options->is_raw};

	int done = pr_verb_write(usage.verb, options, extension, write_derived, &derived);

	return done != PR_EXIT_OK ? done : status;
}
