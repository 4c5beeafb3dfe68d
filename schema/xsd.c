/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The XSD of documents: the general part (document.xsd) with a type for each form put in its place.
 *
 *   definition                      schema
 *   field year: year                <xs:element name="year"> … kind: date or text
 *   block funds, repeated           <xs:element name="funds"> row* of
 *     field executed: amount          <xs:element name="executed"> … kind: number, percent or text
 *
 * Every field is there exactly once, in the order of the definition; behind the fields of a group may stand what has no
 * field. */
#include "schema/document-xml.h"
#include "schema/document-xsd.h"

#include <string.h>

#define PLACE_OF_FORMS "  <!-- FORMS -->\n"
#define BASE_INDENT 1

G_GNUC_PRINTF(3, 4)
static void
put(GString *out, guint indent, const char *format, ...)
{
	va_list arguments;

	for (guint i = 0; i < indent; i++)
		g_string_append(out, "  ");
	va_start(arguments, format);
	g_string_append_vprintf(out, format, arguments);
	va_end(arguments);
	g_string_append_c(out, '\n');
}

static const char *
kind_type(PrExpect expect)
{
	switch (expect) {
	case PR_EXPECT_AMOUNT:
	case PR_EXPECT_NUMBER:
	case PR_EXPECT_SCORE:
	case PR_EXPECT_RATE:
		return "kind-number";
	case PR_EXPECT_DATE:
	case PR_EXPECT_YEAR:
		return "kind-date";
	case PR_EXPECT_GRADE:
		return "kind-grade";
	case PR_EXPECT_TEXT:
	case PR_EXPECT_CODE:
		return "kind-text";
	case PR_EXPECT_ANY:
	case PR_EXPECT_TARGET:
	default:
		return "kind-any";
	}
}

static void
put_leaf(GString *out, guint indent, const PrShape *leaf)
{
	put(out, indent, "<xs:complexType>");
	put(out, indent + 1, "<xs:group ref=\"leaf\"/>");
	put(out, indent + 1, "<xs:attributeGroup ref=\"leaf\"/>");
	put(out, indent + 1, "<xs:attribute name=\"kind\" type=\"%s\"/>", kind_type(leaf->expect));
	put(out, indent, "</xs:complexType>");
}

static void put_field(GString *out, guint indent, const PrShape *shape);

static void
put_others(GString *out, guint indent)
{
	put(out, indent, "<xs:group ref=\"other\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>");
}

/* `has_label`: a row may say under which label it was printed. `type` is NULL for a type without a name. */
static void
put_group(GString *out, guint indent, const PrShape *group, gboolean has_label, const char *type)
{
	if (type != NULL)
		put(out, indent, "<xs:complexType name=\"form-%s\">", type);
	else
		put(out, indent, "<xs:complexType>");
	put(out, indent + 1, "<xs:sequence>");
	if (has_label)
		put(out, indent + 2, "<xs:element name=\"label\" type=\"string\" minOccurs=\"0\"/>");
	for (guint i = 0; group->children != NULL && i < group->children->len; i++)
		put_field(out, indent + 2, g_ptr_array_index(group->children, i));
	put_others(out, indent + 2);
	put(out, indent + 1, "</xs:sequence>");
	put(out, indent, "</xs:complexType>");
}

static void
put_list(GString *out, guint indent, const PrShape *list)
{
	put(out, indent, "<xs:complexType>");
	put(out, indent + 1, "<xs:sequence>");
	put(out, indent + 2, "<xs:element name=\"row\" minOccurs=\"0\" maxOccurs=\"unbounded\">");
	put_group(out, indent + 3, list, TRUE, NULL);
	put(out, indent + 2, "</xs:element>");
	put_others(out, indent + 2);
	put(out, indent + 1, "</xs:sequence>");
	put(out, indent, "</xs:complexType>");
}

static void
put_field(GString *out, guint indent, const PrShape *shape)
{
	put(out, indent, "<xs:element name=\"%s\">", shape->name);
	switch (shape->kind) {
	case PR_NODE_LEAF:
		put_leaf(out, indent + 1, shape);
		break;
	case PR_NODE_GROUP:
		put_group(out, indent + 1, shape, FALSE, NULL);
		break;
	case PR_NODE_LIST:
	default:
		put_list(out, indent + 1, shape);
		break;
	}
	put(out, indent, "</xs:element>");
}

static void
put_forms(GString *out, const PrForms *forms, const PrForm *only)
{
	guint count = only != NULL ? 1 : pr_forms_count(forms);

	put(out, BASE_INDENT, "<!-- The forms -->\n");
	put(out, BASE_INDENT, "<xs:group name=\"form-records\">");
	put(out, BASE_INDENT + 1, "<xs:choice>");
	for (guint i = 0; i < count; i++) {
		const PrForm *form = only != NULL ? only : pr_forms_at(forms, i);

		put(out, BASE_INDENT + 2, "<xs:element name=\"%s\" type=\"form-%s\"/>", form->id, form->id);
	}
	put(out, BASE_INDENT + 1, "</xs:choice>");
	put(out, BASE_INDENT, "</xs:group>");
	for (guint i = 0; i < count; i++) {
		const PrForm *form = only != NULL ? only : pr_forms_at(forms, i);
		g_autofree char *title = g_markup_escape_text(form->title, -1);

		/* Two hyphens end a comment: documentation it is. */
		put(out, BASE_INDENT,
			"<xs:annotation><xs:documentation>%s, version %s</xs:documentation></xs:annotation>", title,
			form->version);
		put_group(out, BASE_INDENT, pr_form_shape(form), FALSE, form->id);
	}
}

char *
pr_document_xsd(const PrForms *forms, const PrForm *form)
{
	const char *place = strstr(pr_document_xsd_text, PLACE_OF_FORMS);
	GString *out = g_string_new(NULL);

	g_assert(place != NULL);
	g_string_append_len(out, pr_document_xsd_text, place - pr_document_xsd_text);
	put_forms(out, forms, form);
	g_string_append(out, place + strlen(PLACE_OF_FORMS));
	return g_string_free(out, FALSE);
}
