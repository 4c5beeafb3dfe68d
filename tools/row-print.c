/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rows as lines. */
#include "tools/row-print.h"

#include "tools/csv.h"
#include "tools/json.h"

void
pr_row_print_json(const PrRelation *relation, const char *const *values, gpointer out)
{
	g_autoptr(PrJson) json = pr_json_new_line(out);

	pr_json_begin_object(json, NULL);
	pr_json_string(json, "table", relation->name);
	for (guint i = 0; i < relation->columns->len; i++) {
		const PrRelationColumn *column = pr_relation_column(relation, i);

		if (values[i] == NULL)
			pr_json_null(json, column->name);
		else if (column->type == PR_COLUMN_INTEGER)
			pr_json_int(json, column->name, g_ascii_strtoll(values[i], NULL, 10));
		else if (column->type == PR_COLUMN_COORDINATE)
			pr_json_coordinate(json, column->name, g_ascii_strtod(values[i], NULL));
		else
			pr_json_string(json, column->name, values[i]);
	}
	pr_json_end_object(json);
}

void
pr_row_print_csv(const PrRelation *relation, const char *const *values, gpointer out)
{
	for (guint i = 0; i < relation->columns->len; i++) {
		if (i > 0)
			pr_writer_put_char(out, ',');
		if (values[i] != NULL && *values[i] == '\0')
			pr_writer_put(out, "\"\"");
		else if (values[i] != NULL)
			pr_csv_put_field(out, values[i]);
	}
	pr_writer_put(out, "\r\n");
}

void
pr_row_print_csv_head(PrWriter *out, const PrRelation *relation)
{
	g_autofree const char **names = g_new0(const char *, relation->columns->len);

	for (guint i = 0; i < relation->columns->len; i++)
		names[i] = pr_relation_column(relation, i)->name;
	pr_row_print_csv(relation, names, out);
}

/* ---- CSV on the Web ---- */

static void
put_column(PrJson *json, const PrRelationColumn *column)
{
	static const char *const types[] = {
		[PR_COLUMN_TEXT] = "string",
		[PR_COLUMN_INTEGER] = "integer",
		[PR_COLUMN_DECIMAL] = "decimal",
		[PR_COLUMN_COORDINATE] = "decimal",
	};

	pr_json_begin_object(json, NULL);
	pr_json_string(json, "name", column->name);
	pr_json_string(json, "titles", column->name);
	pr_json_string(json, "datatype", types[column->type]);
	pr_json_bool(json, "required", column->is_required && column->type != PR_COLUMN_TEXT);
	if (column->purpose != NULL)
		pr_json_string(json, "dc:description", column->purpose);
	pr_json_end_object(json);
}

static void
put_key(PrJson *json, const char *name, const PrRelation *relation, guint count)
{
	pr_json_begin_array(json, name);
	for (guint i = 0; i < count; i++)
		pr_json_string(json, NULL, pr_relation_column(relation, i)->name);
	pr_json_end_array(json);
}

static void
put_foreign_key(PrJson *json, const PrRelation *relation)
{
	g_autofree char *file = g_strconcat(relation->parent, ".csv", NULL);

	pr_json_begin_array(json, "foreignKeys");
	pr_json_begin_object(json, NULL);
	put_key(json, "columnReference", relation, relation->parent_key_count);
	pr_json_begin_object(json, "reference");
	pr_json_string(json, "resource", file);
	put_key(json, "columnReference", relation, relation->parent_key_count);
	pr_json_end_object(json);
	pr_json_end_object(json);
	pr_json_end_array(json);
}

static void
put_table(PrJson *json, const PrRelation *relation)
{
	g_autofree char *file = g_strconcat(relation->name, ".csv", NULL);

	pr_json_begin_object(json, NULL);
	pr_json_string(json, "url", file);
	pr_json_string(json, "dc:description", relation->purpose);
	pr_json_begin_object(json, "tableSchema");
	pr_json_begin_array(json, "columns");
	for (guint i = 0; i < relation->columns->len; i++)
		put_column(json, pr_relation_column(relation, i));
	pr_json_end_array(json);
	put_key(json, "primaryKey", relation, relation->key_count);
	if (relation->parent != NULL)
		put_foreign_key(json, relation);
	pr_json_end_object(json);
	pr_json_end_object(json);
}

void
pr_row_print_csv_metadata(PrWriter *out, const PrRelations *relations)
{
	g_autoptr(PrJson) json = pr_json_new(out);

	pr_json_begin_object(json, NULL);
	pr_json_string(json, "@context", "http://www.w3.org/ns/csvw");
	pr_json_begin_array(json, "tables");
	for (guint i = 0; i < relations->relations->len; i++)
		put_table(json, g_ptr_array_index(relations->relations, i));
	pr_json_end_array(json);
	pr_json_end_object(json);
}
