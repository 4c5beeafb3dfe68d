/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The JSON Schema (2020-12) of a form. The shape of the record leads, as in the XML schema; the rest says what
 * json-parts.c writes:
 *
 *   {"properties": {"forms": {"items": {"if": it is this form, "then": its fields}}},
 *    "$defs": {"text", "number", "date", "grade", "any": a value, by what is expected of it; "boxes": where it is
 *    printed}} */
#include "tools/json-schema.h"

#include "tools/json-parts.h"

#define DRAFT "https://json-schema.org/draft/2020-12/schema"

static void
put_type(PrJson *json, const char *key, const char *type)
{
	pr_json_begin_object(json, key);
	pr_json_string(json, "type", type);
	pr_json_end_object(json);
}

static void
put_reference(PrJson *json, const char *key, const char *definition)
{
	g_autofree char *reference = g_strconcat("#/$defs/", definition, NULL);

	pr_json_begin_object(json, key);
	pr_json_string(json, "$ref", reference);
	pr_json_end_object(json);
}

static void
put_words(PrJson *json, const char *key, const char *const *words)
{
	pr_json_begin_array(json, key);
	for (guint i = 0; words[i] != NULL; i++)
		pr_json_string(json, NULL, words[i]);
	pr_json_end_array(json);
}

/* ---- values ---- */

/* What a value may be read as: its name among the definitions, and the kinds. A value may always be left blank. */
typedef struct {
	const char *name;
	PrValueKind kinds[4]; /* behind blank, placeholder and text */
	guint count;
} ValueType;

static const ValueType value_types[] = {
	{"text", {0}, 0},
	{"number", {PR_VALUE_NUMBER, PR_VALUE_PERCENT}, 2},
	{"date", {PR_VALUE_DATE}, 1},
	{"grade", {PR_VALUE_GRADE}, 1},
	{"any", {PR_VALUE_NUMBER, PR_VALUE_PERCENT, PR_VALUE_DATE, PR_VALUE_GRADE}, 4},
};

static const char *
value_type(PrExpect expect)
{
	switch (expect) {
	case PR_EXPECT_AMOUNT:
	case PR_EXPECT_NUMBER:
	case PR_EXPECT_SCORE:
	case PR_EXPECT_RATE:
		return "number";
	case PR_EXPECT_DATE:
	case PR_EXPECT_YEAR:
		return "date";
	case PR_EXPECT_GRADE:
		return "grade";
	case PR_EXPECT_TEXT:
	case PR_EXPECT_CODE:
		return "text";
	case PR_EXPECT_ANY:
	case PR_EXPECT_TARGET:
	default:
		return "any";
	}
}

/* A place that the form as printed does not have is null. */
static void
put_null_or(PrJson *json, const char *type)
{
	const char *const types[] = {type, "null", NULL};

	put_words(json, "type", types);
}

static void
put_value_type(PrJson *json, const ValueType *type, gboolean is_raw)
{
	static const char *const members[] = {"raw", "kind", "value", "unit", "comparator", "boxes", NULL};

	pr_json_begin_object(json, type->name);
	put_null_or(json, is_raw ? "string" : "object");
	if (is_raw) {
		pr_json_end_object(json);
		return;
	}
	put_words(json, "required", members);
	pr_json_begin_object(json, "properties");
	put_type(json, "raw", "string");
	pr_json_begin_object(json, "kind");
	pr_json_begin_array(json, "enum");
	pr_json_string(json, NULL, pr_value_kind_name(PR_VALUE_BLANK));
	pr_json_string(json, NULL, pr_value_kind_name(PR_VALUE_PLACEHOLDER));
	pr_json_string(json, NULL, pr_value_kind_name(PR_VALUE_TEXT));
	for (guint i = 0; i < type->count; i++)
		pr_json_string(json, NULL, pr_value_kind_name(type->kinds[i]));
	pr_json_end_array(json);
	pr_json_end_object(json);
	put_type(json, "value", "string");
	put_type(json, "unit", "string");
	pr_json_begin_object(json, "comparator");
	pr_json_begin_array(json, "enum");
	for (int i = PR_COMPARATOR_NONE; i <= PR_COMPARATOR_GE; i++)
		pr_json_string(json, NULL, pr_comparator_name((PrComparator)i));
	pr_json_end_array(json);
	pr_json_end_object(json);
	put_type(json, "correction", "object");
	put_reference(json, "boxes", "boxes");
	pr_json_end_object(json);
	pr_json_bool(json, "additionalProperties", FALSE);
	pr_json_end_object(json);
}

/* [[page, x0, y0, x1, y1], …] */
static void
put_boxes(PrJson *json)
{
	pr_json_begin_object(json, "boxes");
	pr_json_string(json, "type", "array");
	pr_json_begin_object(json, "items");
	pr_json_string(json, "type", "array");
	put_type(json, "items", "number");
	pr_json_int(json, "minItems", 5);
	pr_json_int(json, "maxItems", 5);
	pr_json_end_object(json);
	pr_json_end_object(json);
}

/* ---- fields ---- */

static void put_group(PrJson *json, const PrShape *group, gboolean is_form);

static void
put_field(PrJson *json, const PrShape *shape, const char *key)
{
	if (shape->kind == PR_NODE_LEAF) {
		put_reference(json, key, value_type(shape->expect));
		return;
	}
	pr_json_begin_object(json, key);
	if (shape->kind == PR_NODE_GROUP) {
		put_group(json, shape, FALSE);
	} else {
		pr_json_string(json, "type", "array");
		pr_json_begin_object(json, "items");
		put_group(json, shape, FALSE);
		pr_json_end_object(json);
	}
	pr_json_end_object(json);
}

/* Members of an object schema that is open: what the definition does not know stands there too, under its label. */
static void
put_group(PrJson *json, const PrShape *group, gboolean is_form)
{
	g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);

	pr_json_string(json, "type", "object");
	for (guint i = 0; i < group->children->len; i++)
		g_ptr_array_add(keys,
			pr_json_member_key(((const PrShape *)g_ptr_array_index(group->children, i))->name, is_form));
	if (is_form) {
		pr_json_begin_array(json, "required");
		for (guint i = 0; i < keys->len; i++)
			pr_json_string(json, NULL, g_ptr_array_index(keys, i));
		pr_json_end_array(json);
	}
	pr_json_begin_object(json, "properties");
	for (guint i = 0; i < keys->len; i++)
		put_field(json, g_ptr_array_index(group->children, i), g_ptr_array_index(keys, i));
	pr_json_end_object(json);
}

/* ---- the document ---- */

static void
put_any_form(PrJson *json)
{
	static const char *const members[] = {"form", "definition", NULL};

	pr_json_string(json, "type", "object");
	put_words(json, "required", members);
	pr_json_begin_object(json, "properties");
	put_type(json, "form", "integer");
	put_type(json, "definition", "string");
	put_reference(json, "places", "boxes");
	pr_json_end_object(json);
}

static void
put_forms(PrJson *json, const PrForm *form)
{
	pr_json_begin_object(json, "forms");
	pr_json_string(json, "type", "array");
	pr_json_begin_object(json, "items");
	put_any_form(json);
	pr_json_begin_object(json, "if");
	pr_json_begin_object(json, "properties");
	pr_json_begin_object(json, "definition");
	pr_json_string(json, "const", form->id);
	pr_json_end_object(json);
	pr_json_end_object(json);
	pr_json_end_object(json);
	put_reference(json, "then", "form");
	pr_json_end_object(json);
	pr_json_end_object(json);
}

static void
put_definitions(PrJson *json, const PrForm *form, gboolean is_raw)
{
	pr_json_begin_object(json, "$defs");
	pr_json_begin_object(json, "form");
	pr_json_string(json, "title", form->title);
	put_group(json, pr_form_shape(form), TRUE);
	pr_json_end_object(json);
	for (guint i = 0; i < G_N_ELEMENTS(value_types); i++)
		put_value_type(json, &value_types[i], is_raw);
	put_boxes(json);
	pr_json_end_object(json);
}

void
pr_json_schema(const PrForm *form, gboolean is_raw, PrWriter *out)
{
	static const char *const members[] = {
		"file", "sha256", "forms", "tables", "text", "pages", "coverage", "issues", NULL};
	static const char *const lists[] = {"tables", "text", "pages", "issues"};
	g_autoptr(PrJson) json = pr_json_new(out);

	pr_json_begin_object(json, NULL);
	pr_json_string(json, "$schema", DRAFT);
	pr_json_string(json, "title", form->title);
	pr_json_string(json, "type", "object");
	put_words(json, "required", members);
	pr_json_begin_object(json, "properties");
	put_type(json, "file", "string");
	pr_json_begin_object(json, "sha256");
	pr_json_string(json, "type", "string");
	pr_json_string(json, "pattern", "^[0-9a-f]{64}$");
	pr_json_end_object(json);
	put_forms(json, form);
	for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
		put_type(json, lists[i], "array");
	put_type(json, "facts", "array");
	put_type(json, "coverage", "number");
	pr_json_end_object(json);
	put_definitions(json, form, is_raw);
	pr_json_end_object(json);
}
