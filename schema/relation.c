/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Form definitions → tables of a database. */
#include "schema/relation.h"

/* PostgreSQL cuts longer names, and two may then be the same. A view's has a prefix. */
#define NAME_BYTES_MAX (63 - (int)strlen(PR_VIEW_PREFIX))
/* How much of the name's checksum stands for its cut end. */
#define NAME_CHECK_CHARS 8

typedef struct {
	const char *name;
	PrColumnType type;
	gboolean is_required;
	const char *purpose;
} FixedColumn;

typedef struct {
	const char *name, *purpose, *parent;
	guint key_count, parent_key_count;
	FixedColumn columns[36];
} FixedRelation;

#define KEY_DOCUMENT                                                                                                   \
	{                                                                                                              \
		"document", PR_COLUMN_TEXT, TRUE, "SHA-256 of the file"                                                \
	}
#define KEY_FORM                                                                                                       \
	{                                                                                                              \
		"form", PR_COLUMN_INTEGER, TRUE, "number of the form in the document, from 1"                          \
	}
#define BOX(word, must)                                                                                                \
	{"page", PR_COLUMN_INTEGER, must, word}, {"x0", PR_COLUMN_COORDINATE, must, NULL},                             \
		{"y0", PR_COLUMN_COORDINATE, must, NULL}, {"x1", PR_COLUMN_COORDINATE, must, NULL},                    \
	{                                                                                                              \
		"y1", PR_COLUMN_COORDINATE, must, NULL                                                                 \
	}

static const FixedRelation fixed[] = {
	{"document", "a PDF", NULL, 1, 0,
		{KEY_DOCUMENT, {"file", PR_COLUMN_TEXT, TRUE, "name of the file"},
			{"bytes", PR_COLUMN_INTEGER, FALSE, NULL}, {"pages", PR_COLUMN_INTEGER, FALSE, NULL},
			{"title", PR_COLUMN_TEXT, FALSE, "as the file says it"},
			{"producer", PR_COLUMN_TEXT, FALSE, "program that wrote the file"},
			{"version", PR_COLUMN_TEXT, FALSE, "of piperoll"}}},
	{"form", "a form that was found", "document", 2, 1,
		{KEY_DOCUMENT, KEY_FORM, {"form_id", PR_COLUMN_TEXT, TRUE, "id of the definition"},
			{"form_version", PR_COLUMN_TEXT, TRUE, "version of the definition"},
			{"form_sha256", PR_COLUMN_TEXT, TRUE, "of the definition"},
			{"year", PR_COLUMN_INTEGER, FALSE, "that the form is about"},
			{"subject", PR_COLUMN_TEXT, FALSE, "whom and what it is about: its single texts, as one key"},
			BOX("where it begins", FALSE)}},
	{"fact", "a value of a form", "form", 3, 2,
		{KEY_DOCUMENT, KEY_FORM, {"fact", PR_COLUMN_INTEGER, TRUE, "number in the form, from 1"},
			{"form_id", PR_COLUMN_TEXT, TRUE, NULL}, {"form_version", PR_COLUMN_TEXT, TRUE, NULL},
			{"path", PR_COLUMN_TEXT, TRUE, "list/row/field, rows from 0"},
			{"list", PR_COLUMN_TEXT, FALSE, NULL}, {"list_row", PR_COLUMN_INTEGER, FALSE, "from 0"},
			{"field", PR_COLUMN_TEXT, FALSE, "null: under a label that the definition does not know"},
			{"label", PR_COLUMN_TEXT, FALSE, "that label, as printed"},
			{"state", PR_COLUMN_TEXT, TRUE, "absent, blank, placeholder, value"},
			{"raw", PR_COLUMN_TEXT, FALSE, "the printed string, wraps undone"},
			{"kind", PR_COLUMN_TEXT, FALSE, "number, percent, date, grade, text"},
			{"comparator", PR_COLUMN_TEXT, FALSE, NULL}, {"number", PR_COLUMN_DECIMAL, FALSE, "as printed"},
			{"unit", PR_COLUMN_TEXT, FALSE, NULL},
			{"magnitude", PR_COLUMN_INTEGER, FALSE, "power of ten that the unit adds"},
			{"amount", PR_COLUMN_DECIMAL, FALSE, "number × 10^magnitude"},
			{"date_from", PR_COLUMN_TEXT, FALSE, "a day, month or year"},
			{"date_to", PR_COLUMN_TEXT, FALSE, NULL},
			{"grid", PR_COLUMN_INTEGER, FALSE, "number of the printed table"},
			{"grid_row", PR_COLUMN_INTEGER, FALSE, "from 0"},
			{"grid_col", PR_COLUMN_INTEGER, FALSE, "from 0"},
			BOX("where it is printed: the first line of it", FALSE)}},
	{"fact_place", "further places of a value", "fact", 4, 3,
		{KEY_DOCUMENT, KEY_FORM, {"fact", PR_COLUMN_INTEGER, TRUE, NULL},
			{"place", PR_COLUMN_INTEGER, TRUE, "from 2"}, BOX(NULL, TRUE)}},
	{"figure", "a figure of a table or a sentence, with what it means", "document", 2, 1,
		{KEY_DOCUMENT, {"figure", PR_COLUMN_INTEGER, TRUE, "in reading order, from 1"},
			{"id", PR_COLUMN_TEXT, TRUE, "as in the other outputs: t3r5c2, s7.1.2"},
			{"source", PR_COLUMN_TEXT, TRUE, "table, prose"},
			{"definition", PR_COLUMN_TEXT, TRUE, "id of the definition"},
			{"block", PR_COLUMN_TEXT, TRUE, "of the form, or the sentence"},
			{"form", PR_COLUMN_INTEGER, FALSE, "number of the form; null: in prose"},
			{"entity", PR_COLUMN_TEXT, FALSE, "whom it is of"},
			{"item", PR_COLUMN_TEXT, FALSE, "the definition's name for the line"},
			{"code", PR_COLUMN_TEXT, FALSE, "of the line: 208, 20805, 2080501"},
			{"level", PR_COLUMN_INTEGER, FALSE, NULL},
			{"parent", PR_COLUMN_TEXT, FALSE, "code of the level above"},
			{"label", PR_COLUMN_TEXT, FALSE, "of the line, as printed"},
			{"field", PR_COLUMN_TEXT, TRUE, "column, or group of the sentence"},
			{"concept", PR_COLUMN_TEXT, FALSE, "of what it is a figure"},
			{"dims", PR_COLUMN_TEXT, FALSE, "how that is refined"},
			{"year", PR_COLUMN_INTEGER, FALSE, NULL},
			{"kind", PR_COLUMN_TEXT, TRUE, "amount, percent, number, word"},
			{"sense", PR_COLUMN_TEXT, FALSE, "of a word of comparing"},
			{"raw", PR_COLUMN_TEXT, TRUE, "the printed string"},
			{"number", PR_COLUMN_DECIMAL, FALSE, "as printed"}, {"unit", PR_COLUMN_TEXT, FALSE, NULL},
			{"magnitude", PR_COLUMN_INTEGER, FALSE, "power of ten that the unit adds"},
			{"amount", PR_COLUMN_DECIMAL, FALSE, "number × 10^magnitude"},
			{"grid", PR_COLUMN_INTEGER, FALSE, "number of the printed table"},
			{"grid_row", PR_COLUMN_INTEGER, FALSE, "from 0"},
			{"grid_col", PR_COLUMN_INTEGER, FALSE, "from 0"}, BOX("where it is printed", FALSE)}},
	{"grid", "a printed table", "document", 2, 1,
		{KEY_DOCUMENT, {"grid", PR_COLUMN_INTEGER, TRUE, "number of the table in the document, from 1"},
			{"form", PR_COLUMN_INTEGER, FALSE, "the form that it belongs to; null: none"},
			{"title", PR_COLUMN_TEXT, FALSE, NULL}, {"unit", PR_COLUMN_TEXT, FALSE, NULL},
			{"rows", PR_COLUMN_INTEGER, TRUE, NULL}, {"cols", PR_COLUMN_INTEGER, TRUE, NULL},
			{"header_rows", PR_COLUMN_INTEGER, TRUE, NULL},
			{"method", PR_COLUMN_TEXT, TRUE, "ruled, aligned, ocr"}, BOX("where it begins", FALSE)}},
	{"cell", "a cell of a table that belongs to no form", "grid", 4, 2,
		{KEY_DOCUMENT, {"grid", PR_COLUMN_INTEGER, TRUE, NULL}, {"row", PR_COLUMN_INTEGER, TRUE, "from 0"},
			{"col", PR_COLUMN_INTEGER, TRUE, "from 0"}, {"rowspan", PR_COLUMN_INTEGER, TRUE, NULL},
			{"colspan", PR_COLUMN_INTEGER, TRUE, NULL},
			{"role", PR_COLUMN_TEXT, TRUE, "header, stub, section, data"},
			{"text", PR_COLUMN_TEXT, TRUE, NULL}, BOX(NULL, FALSE)}},
	{"paragraph", "text that belongs to no form and no table", "document", 2, 1,
		{KEY_DOCUMENT, {"paragraph", PR_COLUMN_INTEGER, TRUE, "in reading order, from 1"},
			{"kind", PR_COLUMN_TEXT, TRUE, "body, heading, page-header, page-footer"},
			{"text", PR_COLUMN_TEXT, TRUE, NULL}, BOX("the first line of it", TRUE)}},
	{"page", "a page, and how its characters were accounted for", "document", 2, 1,
		{KEY_DOCUMENT, {"page", PR_COLUMN_INTEGER, TRUE, "from 1"}, {"width", PR_COLUMN_COORDINATE, TRUE, NULL},
			{"height", PR_COLUMN_COORDINATE, TRUE, NULL},
			{"shown", PR_COLUMN_INTEGER, TRUE, "visible characters"},
			{"placed", PR_COLUMN_INTEGER, TRUE,
				"those of them that stand in tables, titles, notes or paragraphs"},
			{"left_out", PR_COLUMN_INTEGER, TRUE, "characters that are not seen on the page"}}},
	{"issue", "what is odd about a document", "document", 2, 1,
		{KEY_DOCUMENT, {"issue", PR_COLUMN_INTEGER, TRUE, "in the order found, from 1"},
			{"tag", PR_COLUMN_TEXT, TRUE, "`piperoll explain` says what it means"},
			{"severity", PR_COLUMN_TEXT, TRUE, "note, warning, error"},
			{"detail", PR_COLUMN_TEXT, FALSE, "what in particular"}, BOX(NULL, FALSE)}},
	{"finding", "where a document contradicts itself or the rules of its form; of loads with --check", "document",
		2, 1,
		{KEY_DOCUMENT, {"finding", PR_COLUMN_INTEGER, TRUE, "by place in the document, from 1"},
			{"id", PR_COLUMN_TEXT, TRUE, "the same wherever the document is checked"},
			{"rule_set", PR_COLUMN_TEXT, TRUE, NULL}, {"rule", PR_COLUMN_TEXT, TRUE, NULL},
			{"assertion", PR_COLUMN_TEXT, TRUE, "of the rule set"},
			{"category", PR_COLUMN_TEXT, TRUE, "arithmetic, rounding, filing, text, structure"},
			{"severity", PR_COLUMN_TEXT, TRUE, "note, warning, error"},
			{"message", PR_COLUMN_TEXT, TRUE, NULL}, {"message_en", PR_COLUMN_TEXT, FALSE, NULL},
			{"printed", PR_COLUMN_TEXT, FALSE, "what stands there"},
			{"expected", PR_COLUMN_TEXT, FALSE, "what should"},
			{"arithmetic", PR_COLUMN_TEXT, FALSE, "the calculation, spelled out"},
			{"path", PR_COLUMN_TEXT, TRUE, "form[8]/funds/row[1]/rate"},
			{"form", PR_COLUMN_INTEGER, FALSE, "number of the form"},
			{"grid", PR_COLUMN_INTEGER, FALSE, "number of the table"},
			{"waived_by", PR_COLUMN_TEXT, FALSE, "who lets it stand"},
			{"waived_reason", PR_COLUMN_TEXT, FALSE, NULL},
			BOX("what is judged: the first place of it", FALSE)}},
	{"finding_place", "all that proves a finding, on the page", "finding", 3, 2,
		{KEY_DOCUMENT, {"finding", PR_COLUMN_INTEGER, TRUE, NULL}, {"place", PR_COLUMN_INTEGER, TRUE, "from 1"},
			{"part", PR_COLUMN_TEXT, TRUE, "judged, operand"},
			{"label", PR_COLUMN_TEXT, FALSE, "of the operand: its field, column or line"},
			{"printed", PR_COLUMN_TEXT, FALSE, "the operand, all of it"}, BOX(NULL, TRUE)}},
	{"passage", "what full-text search looks at", "document", 2, 1,
		{KEY_DOCUMENT, {"passage", PR_COLUMN_INTEGER, TRUE, "from 1"},
			{"page", PR_COLUMN_INTEGER, TRUE, "where it begins"},
			{"grid", PR_COLUMN_INTEGER, FALSE, "number of the table whose title or row this is"},
			{"grid_row", PR_COLUMN_INTEGER, FALSE, "from 0"},
			{"text", PR_COLUMN_TEXT, TRUE, "a paragraph, a title, or the cells of a row"},
			{"grams", PR_COLUMN_TEXT, TRUE,
				"its search words: Chinese in overlapping pairs of characters"}}},
};

/* ---- names ---- */

static void
column_free(gpointer data)
{
	PrRelationColumn *column = data;

	g_free(column->name);
	g_free(column->path);
	g_free(column);
}

static void
relation_free(gpointer data)
{
	PrRelation *relation = data;

	g_free(relation->name);
	g_free(relation->purpose);
	g_free(relation->parent);
	g_free(relation->list);
	g_ptr_array_unref(relation->columns);
	g_free(relation);
}

void
pr_relations_free(PrRelations *relations)
{
	if (relations == NULL)
		return;
	g_ptr_array_unref(relations->relations);
	g_free(relations);
}

const PrRelation *
pr_relations_find(const PrRelations *relations, const char *name)
{
	for (guint i = 0; i < relations->relations->len; i++) {
		const PrRelation *relation = g_ptr_array_index(relations->relations, i);

		if (strcmp(relation->name, name) == 0)
			return relation;
	}
	return NULL;
}

static gboolean
has_column(const PrRelation *relation, const char *name)
{
	for (guint i = 0; i < relation->columns->len; i++)
		if (strcmp(((const PrRelationColumn *)g_ptr_array_index(relation->columns, i))->name, name) == 0)
			return TRUE;
	return FALSE;
}

/* A name of the definition as one that needs no quotes; too long a one is cut, and its checksum tells it from
 * others. */
static char *
plain_name(const char *name)
{
	char *plain = g_strdelimit(g_strdup(name), "-/", '_');

	if ((int)strlen(plain) <= NAME_BYTES_MAX)
		return plain;
	g_autofree char *check = g_compute_checksum_for_string(G_CHECKSUM_SHA256, plain, -1);
	char *cut = g_strdup_printf("%.*s_%.*s", NAME_BYTES_MAX - NAME_CHECK_CHARS - 1, plain, NAME_CHECK_CHARS, check);

	g_free(plain);
	return cut;
}

/* `name`, or name_2, name_3 … where that is taken. */
static char *
free_name(const char *name, gboolean (*is_taken)(gconstpointer owner, const char *name), gconstpointer owner)
{
	char *plain = plain_name(name);

	for (guint number = 2; is_taken(owner, plain); number++) {
		g_autofree char *next = g_strdup_printf("%s_%u", name, number);

		g_free(plain);
		plain = plain_name(next);
	}
	return plain;
}

static gboolean
is_column_taken(gconstpointer owner, const char *name)
{
	const char *const of_views[] = {PR_VIEW_COLUMNS, NULL};

	return has_column(owner, name) || g_strv_contains(of_views, name);
}

static gboolean
is_relation_taken(gconstpointer owner, const char *name)
{
	return pr_relations_find(owner, name) != NULL;
}

/* ---- building ---- */

static PrRelation *
add_relation(PrRelations *relations, const char *name, const char *purpose)
{
	PrRelation *relation = g_new0(PrRelation, 1);

	relation->name = free_name(name, is_relation_taken, relations);
	relation->purpose = g_strdup(purpose);
	relation->columns = g_ptr_array_new_with_free_func(column_free);
	g_ptr_array_add(relations->relations, relation);
	return relation;
}

static PrRelationColumn *
add_column(PrRelation *relation, const char *name, PrColumnType type)
{
	PrRelationColumn *column = g_new0(PrRelationColumn, 1);

	column->name = free_name(name, is_column_taken, relation);
	column->type = type;
	g_ptr_array_add(relation->columns, column);
	return column;
}

static void
add_fixed_column(const PrRelations *relations, PrRelation *relation, const FixedColumn *fixed_column)
{
	PrRelationColumn *column = add_column(relation, fixed_column->name, fixed_column->type);

	column->is_required = fixed_column->is_required;
	column->purpose = fixed_column->purpose;
	if (fixed_column->type != PR_COLUMN_DECIMAL || relations->dialect != PR_DIALECT_SQLITE)
		return;
	g_autofree char *name = g_strconcat(fixed_column->name, "_millionths", NULL);

	add_column(relation, name, PR_COLUMN_INTEGER);
}

static void
add_fixed(PrRelations *relations, const FixedRelation *from)
{
	PrRelation *relation = add_relation(relations, from->name, from->purpose);

	relation->has_number = strcmp(from->name, "passage") == 0;
	relation->key_count = from->key_count;
	relation->parent_key_count = from->parent_key_count;
	relation->parent = g_strdup(from->parent);
	for (guint i = 0; i < G_N_ELEMENTS(from->columns) && from->columns[i].name != NULL; i++)
		add_fixed_column(relations, relation, &from->columns[i]);
}

static void
add_facet(PrRelation *relation, const char *path, const char *suffix, PrColumnType type, PrFacet facet)
{
	g_autofree char *name = g_strconcat(path, suffix, NULL);
	PrRelationColumn *column = add_column(relation, name, type);

	column->facet = facet;
	column->path = g_strdup(path);
}

static void
add_number(const PrRelations *relations, PrRelation *relation, const char *path)
{
	add_facet(relation, path, "_amount", PR_COLUMN_DECIMAL, PR_FACET_AMOUNT);
	if (relations->dialect == PR_DIALECT_SQLITE)
		add_facet(relation, path, "_millionths", PR_COLUMN_INTEGER, PR_FACET_MILLIONTHS);
	add_facet(relation, path, "_unit", PR_COLUMN_TEXT, PR_FACET_UNIT);
}

/* The columns of a field: what is printed, and what its definition lets one expect. */
static void
add_leaf(const PrRelations *relations, PrRelation *relation, const PrShape *leaf, const char *path)
{
	add_facet(relation, path, "", PR_COLUMN_TEXT, PR_FACET_RAW);
	switch (leaf->expect) {
	case PR_EXPECT_AMOUNT:
	case PR_EXPECT_NUMBER:
	case PR_EXPECT_SCORE:
	case PR_EXPECT_RATE:
		add_number(relations, relation, path);
		break;
	case PR_EXPECT_ANY:
	case PR_EXPECT_TARGET:
		add_facet(relation, path, "_comparator", PR_COLUMN_TEXT, PR_FACET_COMPARATOR);
		add_number(relations, relation, path);
		break;
	case PR_EXPECT_DATE:
	case PR_EXPECT_YEAR:
		add_facet(relation, path, "_from", PR_COLUMN_TEXT, PR_FACET_FROM);
		add_facet(relation, path, "_to", PR_COLUMN_TEXT, PR_FACET_TO);
		break;
	case PR_EXPECT_TEXT:
	case PR_EXPECT_GRADE:
	case PR_EXPECT_CODE:
	default:
		break;
	}
}

/* The leaves of a group and of the groups in it. */
static void
add_leaves(const PrRelations *relations, PrRelation *relation, const PrShape *group, const char *prefix)
{
	for (guint i = 0; i < group->children->len; i++) {
		const PrShape *child = g_ptr_array_index(group->children, i);
		g_autofree char *path = g_strconcat(prefix, child->name, NULL);
		g_autofree char *below = g_strconcat(path, "/", NULL);

		if (child->kind == PR_NODE_LEAF)
			add_leaf(relations, relation, child, path);
		else if (child->kind == PR_NODE_GROUP)
			add_leaves(relations, relation, child, below);
	}
}

static PrRelation *
add_form_relation(PrRelations *relations, const PrForm *form, const char *name, const char *purpose, const char *parent)
{
	static const FixedColumn keys[] = {KEY_DOCUMENT, KEY_FORM};
	PrRelation *relation = add_relation(relations, name, purpose);

	relation->form = form;
	relation->parent = g_strdup(parent);
	relation->key_count = relation->parent_key_count = G_N_ELEMENTS(keys);
	for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
		add_fixed_column(relations, relation, &keys[i]);
	return relation;
}

static void
add_form(PrRelations *relations, const PrForm *form)
{
	static const FixedColumn row_key = {"row", PR_COLUMN_INTEGER, TRUE, "of the list, from 0"};
	const PrShape *shape = pr_form_shape(form);

	/* A definition of a whole report has no records, only figures. */
	if (form->blocks->len == 0)
		return;
	const PrRelation *root = add_form_relation(relations, form, form->id, form->title, "form");

	add_leaves(relations, (PrRelation *)root, shape, "");
	for (guint i = 0; i < shape->children->len; i++) {
		const PrShape *list = g_ptr_array_index(shape->children, i);
		g_autofree char *name = g_strconcat(form->id, "_", list->name, NULL);

		if (list->kind != PR_NODE_LIST)
			continue;
		g_autofree char *purpose = g_strdup_printf("%s: rows of %s", form->title, list->name);
		PrRelation *relation = add_form_relation(relations, form, name, purpose, root->name);

		relation->list = g_strdup(list->name);
		add_fixed_column(relations, relation, &row_key);
		relation->key_count++;
		add_leaves(relations, relation, list, "");
	}
}

PrRelations *
pr_relations_new(const PrForms *forms, const PrForm *only, PrDialect dialect)
{
	PrRelations *relations = g_new0(PrRelations, 1);

	relations->dialect = dialect;
	relations->relations = g_ptr_array_new_with_free_func(relation_free);
	for (guint i = 0; i < G_N_ELEMENTS(fixed); i++)
		add_fixed(relations, &fixed[i]);
	for (guint i = 0; only == NULL && i < pr_forms_count(forms); i++)
		add_form(relations, pr_forms_at(forms, i));
	if (only != NULL)
		add_form(relations, only);
	return relations;
}
