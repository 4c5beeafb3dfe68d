/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A record as XML. The shape of the form leads, not the record: so each field stands in its place whatever order the
 * record has, a field that the record lacks is there and says that it is absent, and what no field is for comes last:
 *
 *   record                      shape               XML
 *   year                        title               <title state="absent"/>
 *   extra "备注"                year                <year …>…</year>
 *                                                   <other …><label>备注</label>…</other> */
#include "schema/xml-parts.h"

#include <string.h>

#include "normalize/date.h"

/* What libxml2 takes for an xs:decimal; the standard asks for 18. */
#define DECIMAL_DIGITS_MAX 24

/* ---- values ---- */

static void
write_number(PrXml *xml, PrDecimal number)
{
	char text[PR_DECIMAL_BUFFER];
	guint digits = 0;

	pr_decimal_print(number, text);
	for (const char *p = text; *p != '\0'; p++)
		digits += g_ascii_isdigit(*p);
	pr_xml_element(xml, digits <= DECIMAL_DIGITS_MAX ? "decimal" : "long-decimal", text);
}

static void
write_dates(PrXml *xml, const PrValue *value)
{
	g_autoptr(GString) date = g_string_new(NULL);

	pr_xml_begin_inline(xml, "date");
	pr_date_print(value->from, date);
	pr_xml_word(xml, "from", date->str);
	g_string_truncate(date, 0);
	pr_date_print(value->to, date);
	pr_xml_word(xml, "to", date->str);
	pr_xml_end(xml);
}

static void
write_comparator(PrXml *xml, PrComparator comparator)
{
	static const char *const names[] = {NULL, "eq", "lt", "le", "gt", "ge"};

	if (comparator != PR_COMPARATOR_NONE)
		pr_xml_word(xml, "comparator", names[comparator]);
}

static void
write_value_parts(PrXml *xml, const GPtrArray *parts)
{
	for (guint i = 0; parts != NULL && i < parts->len; i++) {
		const PrValuePart *part = g_ptr_array_index(parts, i);

		pr_xml_begin_inline(xml, "part");
		write_comparator(xml, part->comparator);
		pr_xml_element(xml, "label", part->label);
		write_number(xml, part->number);
		if (part->unit != NULL && *part->unit != '\0')
			pr_xml_element(xml, "unit", part->unit);
		pr_xml_end(xml);
	}
}

static void
write_value(PrXml *xml, const PrValue *value)
{
	if (value->unit != NULL && *value->unit != '\0')
		pr_xml_element(xml, "unit", value->unit);
	if (value->kind == PR_VALUE_NUMBER || value->kind == PR_VALUE_PERCENT)
		write_number(xml, value->number);
	else if (value->kind == PR_VALUE_DATE)
		write_dates(xml, value);
	else if (value->kind == PR_VALUE_GRADE)
		pr_xml_element(xml, "grade", value->grade);
	pr_xml_element(xml, "wording", value->wording);
	write_value_parts(xml, value->parts);
}

/* ---- leaves ---- */

static gboolean
is_value(const PrValue *value)
{
	return value->kind != PR_VALUE_BLANK && value->kind != PR_VALUE_PLACEHOLDER;
}

static void
write_leaf_words(PrXml *xml, const PrNode *leaf)
{
	const PrValue *value = &leaf->value;

	if (leaf->is_absent) {
		pr_xml_word(xml, "state", "absent");
		return;
	}
	pr_xml_word(xml, "state", is_value(value) ? "value" : pr_value_kind_name(value->kind));
	if (is_value(value))
		pr_xml_word(xml, "kind", pr_value_kind_name(value->kind));
	write_comparator(xml, value->comparator);
	if (value->magnitude != 0)
		pr_xml_int(xml, "magnitude", value->magnitude);
	pr_xml_flag(xml, "unit-printed", value->unit_is_printed);
	pr_xml_flag(xml, "year-inferred", value->year_is_inferred);
	if (leaf->table > 0) {
		pr_xml_int(xml, "table", leaf->table);
		pr_xml_int(xml, "row", leaf->row);
		pr_xml_int(xml, "col", leaf->col);
	}
}

/* Everything inside the element of a leaf. `label` may be NULL. */
static void
write_leaf(PrXml *xml, const PrNode *leaf, const char *label)
{
	write_leaf_words(xml, leaf);
	pr_xml_element(xml, "label", label);
	if (leaf->is_absent)
		return;
	if (leaf->raw != NULL && *leaf->raw != '\0')
		pr_xml_element(xml, "raw", leaf->raw);
	if (leaf->printed != NULL && g_strcmp0(leaf->printed, leaf->raw) != 0)
		pr_xml_element(xml, "printed", leaf->printed);
	write_value(xml, &leaf->value);
	pr_xml_places(xml, "place", leaf->places);
	for (guint i = 0; leaf->repairs != NULL && i < leaf->repairs->len; i++)
		pr_xml_repair(xml, g_ptr_array_index(leaf->repairs, i));
}

/* ---- what no field is for ---- */

static guint
count_children(const PrNode *node)
{
	return node != NULL && node->children != NULL ? node->children->len : 0;
}

static gboolean
is_row(const PrNode *node)
{
	return node->kind == PR_NODE_GROUP && node->name == NULL;
}

static void
write_other(PrXml *xml, const PrNode *node, gboolean is_in_list)
{
	static const char *const names[] = {"other-group", "other-list", "other"};
	gboolean is_other_row = is_in_list && is_row(node);
	const char *label = node->label != NULL ? node->label : node->name;

	pr_xml_begin(xml, is_other_row ? "row" : names[node->kind]);
	if (node->kind == PR_NODE_LEAF) {
		write_leaf(xml, node, label);
	} else {
		pr_xml_element(xml, "label", label);
		for (guint i = 0; i < count_children(node); i++)
			write_other(xml, g_ptr_array_index(node->children, i), node->kind == PR_NODE_LIST);
	}
	pr_xml_end(xml);
}

/* ---- fields ---- */

static void write_members(PrXml *xml, const GPtrArray *shapes, const PrNode *group);

static void
write_rows(PrXml *xml, const PrShape *shape, const PrNode *list)
{
	for (guint i = 0; i < count_children(list); i++) {
		const PrNode *row = g_ptr_array_index(list->children, i);

		if (!is_row(row))
			continue;
		pr_xml_begin(xml, "row");
		pr_xml_element(xml, "label", row->label);
		write_members(xml, shape->children, row);
		pr_xml_end(xml);
	}
	for (guint i = 0; i < count_children(list); i++) {
		const PrNode *node = g_ptr_array_index(list->children, i);

		if (!is_row(node))
			write_other(xml, node, FALSE);
	}
}

/* `node` is NULL where the record has no such field. */
static void
write_field(PrXml *xml, const PrShape *shape, const PrNode *node)
{
	static const PrNode absent = {.kind = PR_NODE_LEAF, .is_absent = TRUE};

	pr_xml_begin(xml, shape->name);
	switch (shape->kind) {
	case PR_NODE_LEAF:
		write_leaf(xml, node != NULL ? node : &absent, NULL);
		break;
	case PR_NODE_GROUP:
		write_members(xml, shape->children, node);
		break;
	case PR_NODE_LIST:
	default:
		write_rows(xml, shape, node);
		break;
	}
	pr_xml_end(xml);
}

/* The first child that is the field of that shape and not written yet; marks it. */
static const PrNode *
take_field(const PrNode *group, const PrShape *shape, gboolean *is_written)
{
	for (guint i = 0; i < count_children(group); i++) {
		const PrNode *node = g_ptr_array_index(group->children, i);

		if (is_written[i] || node->kind != shape->kind || g_strcmp0(node->name, shape->name) != 0)
			continue;
		is_written[i] = TRUE;
		return node;
	}
	return NULL;
}

static void
write_members(PrXml *xml, const GPtrArray *shapes, const PrNode *group)
{
	guint count = count_children(group);
	g_autofree gboolean *is_written = g_new0(gboolean, count);

	for (guint i = 0; shapes != NULL && i < shapes->len; i++) {
		const PrShape *shape = g_ptr_array_index(shapes, i);

		write_field(xml, shape, take_field(group, shape, is_written));
	}
	for (guint i = 0; i < count; i++)
		if (!is_written[i])
			write_other(xml, g_ptr_array_index(group->children, i), FALSE);
}

void
pr_xml_record(PrXml *xml, const PrForm *form, const PrRecord *record)
{
	const PrShape *shape = pr_form_shape(form);

	pr_xml_begin(xml, "record");
	pr_xml_begin(xml, form->id);
	write_members(xml, shape->children, record->root);
	pr_xml_end_block(xml);
	pr_xml_end_block(xml);
}
