/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Definitions: what is read, and what is refused with its line. */
#include "schema/schema.h"

#include <criterion/criterion.h>
#include <string.h>

#define HEAD "<form xmlns='urn:piperoll:form:1' id='f' version='1'>\n<title>设备登记表</title>\n"

static PrForm *
read_text(const char *text, GError **error)
{
	g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));

	return pr_form_read(bytes, "f.xml", error);
}

static void
refuses(const char *text, const char *start)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PrForm) form = read_text(text, &error);

	cr_assert_null(form);
	cr_assert_not_null(error);
	cr_assert(g_str_has_prefix(error->message, start), "%s", error->message);
	cr_assert_null(strchr(error->message, '\n'));
}

Test(form_read, every_built_in_definition_is_read)
{
	g_autoptr(PrForms) forms = pr_forms_new();

	cr_assert_geq(pr_forms_count(forms), 2);
	cr_assert_not_null(pr_forms_find(forms, "project-self-evaluation"));
	cr_assert_null(pr_forms_find(forms, "no-such-form"));
}

Test(form_read, blocks_fields_and_shape_follow_the_definition)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PrForm) form =
		read_text(HEAD "<pair name='owner'><label>使用单位</label><label>使用单</label></pair>"
			       "<rows name='items' unit='元'><label>设备</label><stub name='no'/>"
			       "<column name='price' expect='amount'><label>单价</label></column></rows></form>",
			&error);

	cr_assert_not_null(form, "%s", error != NULL ? error->message : "");
	cr_assert_eq(form->blocks->len, 2);
	const PrBlock *rows = g_ptr_array_index(form->blocks, 1);
	cr_assert_eq(rows->kind, PR_BLOCK_ROWS);
	cr_assert_str_eq(rows->unit, "元");
	cr_assert_eq(rows->fields->len, 2);
	const PrShape *shape = pr_form_shape(form);
	cr_assert_eq(shape->children->len, 3); /* the title comes first */
	cr_assert_eq(((const PrShape *)g_ptr_array_index(shape->children, 2))->kind, PR_NODE_LIST);
}

Test(form_read, what_is_wrong_is_said_with_file_and_line)
{
	refuses("", "f.xml: the file is empty");
	refuses("no xml", "f.xml:1: ");
	refuses("<form/>", "f.xml:1: ");
	refuses(HEAD "<pair name='a'/></form>", "f.xml:3: ");
	refuses(HEAD "<pair name='Owner Name'><label>甲</label></pair></form>", "f.xml:3: ");
	refuses(HEAD "<pair name='title'><label>甲</label></pair></form>", "f.xml:3: this name is taken");
	refuses(HEAD "<rows name='r'><column><label>甲</label></column></rows></form>", "f.xml:3: a column has either");
	refuses(HEAD "<row name='r'><column name='a'/></row></form>", "f.xml:3: a row needs a label");
	refuses(HEAD "<head><field name='y' pattern='('/></head><pair name='a'><label>甲</label></pair></form>",
		"f.xml:");
	refuses(HEAD "<pair name='a'><label>甲</label></pair><pair name='a'><label>乙</label></pair></form>", "f.xml:");
}

Test(form_read, a_definition_declares_no_document_type)
{
	refuses("<!DOCTYPE form [<!ENTITY a 'b'>]>\n" HEAD "<pair name='a'><label>&a;</label></pair></form>", "f.xml:");
}

Test(form_read, a_definition_is_a_regular_file_of_bounded_size)
{
	g_autoptr(PrForms) forms = pr_forms_new();
	static const char *const paths[] = {"/dev/zero", "/", "/no/such/file", NULL};

	for (guint i = 0; paths[i] != NULL; i++) {
		g_autoptr(GError) error = NULL;
		cr_assert_null(pr_forms_add_file(forms, paths[i], &error));
		cr_assert(g_error_matches(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_READ));
		cr_assert(g_str_has_prefix(error->message, paths[i]), "%s", error->message);
	}
}
