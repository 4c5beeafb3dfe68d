/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The schema of documents: takes what the writer writes, refuses what was changed in it. */
#include "schema/document-xml.h"
#include "schema/validate.h"
#include "tests/support/pieces.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>

static gboolean
is_accepted(const char *xsd, const char *document, GError **error)
{
	g_autoptr(PrXmlSchema) schema = pr_xml_schema_new(xsd, error);

	cr_assert_not_null(schema, "%s", *error != NULL ? (*error)->message : "no error either");
	g_autoptr(PrXmlCheck) check = pr_xml_check_new(schema);

	/* In small bites, as bytes may come. */
	for (gsize at = 0, length = strlen(document); at < length; at += 37)
		pr_xml_check_feed(check, document + at, MIN(37, length - at));
	return pr_xml_check_finish(check, error);
}

static char *
sample(const PrForms *forms, const PrForm *form)
{
	static const char *const texts[] = {"科目", "金额", "公共安全", "12.50", NULL};
	g_autoptr(GError) error = NULL;
	char *document = written_document(
		forms, &error, table_piece(2, texts), form_piece(form), paragraph_piece("一段话。"), NULL);

	cr_assert_not_null(document, "%s: %s", form->id, error != NULL ? error->message : "no error either");
	return document;
}

Test(xsd, of_each_form_takes_a_document_that_holds_it)
{
	g_autoptr(PrForms) forms = pr_forms_new();

	cr_assert_gt(pr_forms_count(forms), 0);
	for (guint i = 0; i < pr_forms_count(forms); i++) {
		const PrForm *form = pr_forms_at(forms, i);
		g_autoptr(GError) error = NULL;
		g_autofree char *document = sample(forms, form), *own = pr_document_xsd(forms, form),
				*all = pr_document_xsd(forms, NULL);

		cr_assert(is_accepted(own, document, &error), "%s: %s", form->id, error->message);
		cr_assert(is_accepted(all, document, &error), "%s: %s", form->id, error->message);
	}
}

Test(xsd, of_one_form_refuses_another)
{
	g_autoptr(PrForms) forms = pr_forms_new();
	const PrForm *form = pr_forms_at(forms, 0);
	g_autofree char *document = sample(forms, form), *own = pr_document_xsd(forms, form);
	g_auto(GStrv) pieces = g_strsplit(document, form->id, -1);
	g_autofree char *renamed = g_strjoinv("another-form", pieces);
	g_autoptr(GError) error = NULL;

	cr_assert_not(is_accepted(own, renamed, &error));
	cr_assert(g_error_matches(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_INVALID));
}

/* `document` with the first `from` made `to`. */
static char *
changed(const char *document, const char *from, const char *to)
{
	const char *at = strstr(document, from);

	cr_assert_not_null(at, "no %s in\n%s", from, document);
	return g_strdup_printf("%.*s%s%s", (int)(at - document), document, to, at + strlen(from));
}

Test(xsd, refuses_a_document_that_was_changed)
{
	static const char *const changes[][2] = {
		{"<content>", "<content><unknown/>"},
		{"<findings/>", ""},
		{" row=\"0\" col=\"1\">", " row=\"0\" col=\"one\">"},
		{"<cell row=\"0\"", "<cell line=\"0\""},
		{" x0=\"0\"", " x0=\"0,5\""},
		{" x0=\"0\"", " x0=\"NaN\""},
		{"<decimal>", "<decimal>1e"},
		{"<decimal>", "<decimal>0x"},
		{"<decimal>", "<decimal> <decimal>7</decimal>"},
		{"state=\"value\"", "state=\"maybe\""},
		{"state=\"value\"", ""},
		{"kind=\"body\"", "kind=\"verse\""},
		{"ratio=\"1\"", "ratio=\"all\""},
		{"urn:piperoll:document:1", "urn:piperoll:document:2"},
		{"</piperoll>", ""},
		{"</content>", "</contents>"},
		{"<run ", "<run>"},
	};
	g_autoptr(PrForms) forms = pr_forms_new();
	const PrForm *form = pr_forms_at(forms, 0);
	g_autofree char *document = sample(forms, form), *xsd = pr_document_xsd(forms, NULL);

	for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
		g_autoptr(GError) error = NULL;
		g_autofree char *broken = changed(document, changes[i][0], changes[i][1]);

		cr_assert_not(is_accepted(xsd, broken, &error), "%s made %s", changes[i][0], changes[i][1]);
		cr_assert(g_error_matches(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_INVALID));
	}
}

Test(xsd, says_the_line_and_the_reason)
{
	g_autoptr(PrForms) forms = pr_forms_new();
	g_autoptr(GError) error = NULL;
	g_autofree char *document = sample(forms, pr_forms_at(forms, 0)), *xsd = pr_document_xsd(forms, NULL);
	g_autofree char *broken = changed(document, "<cell row=\"0\"", "<cell row=\"x\"");
	const char *at = strstr(broken, "row=\"x\"");
	guint line = 1;

	for (const char *p = broken; p < at; p++)
		line += *p == '\n';
	g_autofree char *place = g_strdup_printf("%u: ", line);

	cr_assert_not(is_accepted(xsd, broken, &error));
	cr_assert(g_str_has_prefix(error->message, place), "%s is not in line %u", error->message, line);
	cr_assert_not_null(strstr(error->message, "row"));
}

/* Takes each element with a field's name away in turn. */
Test(xsd, asks_for_every_field)
{
	g_autoptr(PrForms) forms = pr_forms_new();
	const PrForm *form = pr_forms_at(forms, 0);
	g_autofree char *document = sample(forms, form), *xsd = pr_document_xsd(forms, form),
			*record = element_of(document, "record");
	const GPtrArray *fields = pr_form_shape(form)->children;

	for (guint i = 0; i < fields->len; i++) {
		const PrShape *shape = g_ptr_array_index(fields, i);
		g_autofree char *begin = g_strdup_printf("\n<%s", shape->name),
				*end = g_strdup_printf("</%s>", shape->name);
		const char *from = strstr(record, begin), *to = from != NULL ? strstr(from, end) : NULL;

		cr_assert_not_null(to, "no <%s>", shape->name);
		g_autofree char *field = g_strndup(from, (gsize)(to - from) + strlen(end)),
				*broken = changed(document, field, "");
		g_autoptr(GError) error = NULL;

		cr_assert_not(is_accepted(xsd, broken, &error), "<%s> taken away", shape->name);
	}
}

static gboolean
lint(const char *folder, const char *document)
{
	g_autofree char *path = g_build_filename(folder, "document.xml", NULL),
			*xsd = g_build_filename(folder, "document.xsd", NULL);
	const char *command[] = {"xmllint", "--nonet", "--noout", "--schema", xsd, path, NULL};
	int status = -1;

	cr_assert(g_file_set_contents(path, document, -1, NULL));
	cr_assert(g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
		NULL, NULL, NULL, &status, NULL));
	g_unlink(path);
	return g_spawn_check_wait_status(status, NULL);
}

Test(xsd, xmllint_agrees)
{
	g_autofree char *tool = g_find_program_in_path("xmllint");

	if (tool == NULL)
		cr_skip_test("xmllint is not installed");
	g_autoptr(PrForms) forms = pr_forms_new();
	const PrForm *form = pr_forms_at(forms, 0);
	g_autofree char *folder = g_dir_make_tmp("xsd-XXXXXX", NULL),
			*path = g_build_filename(folder, "document.xsd", NULL);
	g_autofree char *document = sample(forms, form), *xsd = pr_document_xsd(forms, form);
	g_autofree char *broken = changed(document, "<decimal>", "<decimal>1e");

	cr_assert(g_file_set_contents(path, xsd, -1, NULL));
	cr_assert(lint(folder, document));
	cr_assert_not(lint(folder, broken));
	g_unlink(path);
	g_rmdir(folder);
}

Test(xsd, a_schema_that_is_none_is_an_error)
{
	g_autoptr(GError) error = NULL;

	cr_assert_null(pr_xml_schema_new("<schema/>", &error));
	cr_assert(g_error_matches(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_INVALID));
}

Test(xsd, is_compiled_once)
{
	g_autoptr(PrForms) forms = pr_forms_new();
	g_autoptr(PrForms) others = pr_forms_new();

	cr_assert(pr_document_xml_prepare(forms, NULL));
	g_autoptr(PrXmlSchema) a = pr_xml_schema_of(forms, NULL), b = pr_xml_schema_of(others, NULL);

	cr_assert_eq(a, b);
	g_autofree char *path = g_build_filename(
		g_getenv("PIPEROLL_SOURCE"), "fixtures/reports/instruments/forms/instrument-acceptance.xml", NULL);

	cr_assert_not_null(pr_forms_add_file(others, path, NULL));
	g_autoptr(PrXmlSchema) c = pr_xml_schema_of(others, NULL);

	cr_assert_neq(b, c);
}
