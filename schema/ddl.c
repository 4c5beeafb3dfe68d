/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrRelations → CREATE TABLE, COMMENT ON, CREATE VIEW. */
#include "schema/ddl.h"

void
pr_ddl_quote(const char *name, GString *out)
{
	g_string_append_c(out, '"');
	for (const char *p = name; *p != '\0'; p++) {
		if (*p == '"')
			g_string_append_c(out, '"');
		g_string_append_c(out, *p);
	}
	g_string_append_c(out, '"');
}

static void
put_string(const char *text, GString *out)
{
	g_string_append_c(out, '\'');
	for (const char *p = text; *p != '\0'; p++) {
		if (*p == '\'')
			g_string_append_c(out, '\'');
		g_string_append_c(out, *p);
	}
	g_string_append_c(out, '\'');
}

static const char *
type_name(PrColumnType type, PrDialect dialect)
{
	gboolean is_sqlite = dialect == PR_DIALECT_SQLITE;

	switch (type) {
	case PR_COLUMN_INTEGER:
		return is_sqlite ? "INTEGER" : "bigint";
	case PR_COLUMN_DECIMAL:
		return is_sqlite ? "TEXT" : "numeric";
	case PR_COLUMN_COORDINATE:
		return is_sqlite ? "REAL" : "numeric(15,2)";
	case PR_COLUMN_TEXT:
	default:
		return is_sqlite ? "TEXT" : "text";
	}
}

/* One line, whatever the text holds. */
static void
put_comment(const char *text, GString *out)
{
	g_autofree char *line = g_strdelimit(g_strdup(text), "\r\n", ' ');

	g_string_append_printf(out, "-- %s\n", line);
}

static void
put_keys(const PrRelation *relation, guint count, GString *out)
{
	g_string_append_c(out, '(');
	for (guint i = 0; i < count; i++) {
		if (i > 0)
			g_string_append(out, ", ");
		pr_ddl_quote(((const PrRelationColumn *)g_ptr_array_index(relation->columns, i))->name, out);
	}
	g_string_append_c(out, ')');
}

static void
put_column(const PrRelationColumn *column, PrDialect dialect, GString *out)
{
	g_string_append(out, "  ");
	pr_ddl_quote(column->name, out);
	g_string_append_printf(out, " %s%s,", type_name(column->type, dialect), column->is_required ? " NOT NULL" : "");
	g_string_append_c(out, column->purpose != NULL && dialect == PR_DIALECT_SQLITE ? ' ' : '\n');
	/* PostgreSQL keeps comments of its own. */
	if (column->purpose != NULL && dialect == PR_DIALECT_SQLITE)
		put_comment(column->purpose, out);
}

static void
put_comments(const PrRelation *relation, GString *out)
{
	g_string_append(out, "COMMENT ON TABLE ");
	pr_ddl_quote(relation->name, out);
	g_string_append(out, " IS ");
	put_string(relation->purpose, out);
	g_string_append(out, ";\n");
	for (guint i = 0; i < relation->columns->len; i++) {
		const PrRelationColumn *column = g_ptr_array_index(relation->columns, i);

		if (column->purpose == NULL)
			continue;
		g_string_append(out, "COMMENT ON COLUMN ");
		pr_ddl_quote(relation->name, out);
		g_string_append_c(out, '.');
		pr_ddl_quote(column->name, out);
		g_string_append(out, " IS ");
		put_string(column->purpose, out);
		g_string_append(out, ";\n");
	}
}

void
pr_ddl_print_relation(const PrRelation *relation, PrDialect dialect, GString *out)
{
	put_comment(relation->purpose, out);
	g_string_append(out, "CREATE TABLE IF NOT EXISTS ");
	pr_ddl_quote(relation->name, out);
	gboolean has_number = relation->has_number && dialect == PR_DIALECT_SQLITE;

	g_string_append(out, has_number ? " (\n  \"number\" INTEGER PRIMARY KEY,\n" : " (\n");
	for (guint i = 0; i < relation->columns->len; i++)
		put_column(g_ptr_array_index(relation->columns, i), dialect, out);
	g_string_append(out, has_number ? "  UNIQUE " : "  PRIMARY KEY ");
	put_keys(relation, relation->key_count, out);
	if (relation->parent != NULL) {
		g_string_append(out, ",\n  FOREIGN KEY ");
		put_keys(relation, relation->parent_key_count, out);
		g_string_append(out, " REFERENCES ");
		pr_ddl_quote(relation->parent, out);
		g_string_append(out, " ON DELETE CASCADE");
	}
	/* The key is most of a narrow row: one tree instead of two. */
	g_string_append(out, has_number                     ? "\n) STRICT;\n"
			     : dialect == PR_DIALECT_SQLITE ? "\n) STRICT, WITHOUT ROWID;\n"
							    : "\n);\n");
	if (dialect == PR_DIALECT_POSTGRESQL)
		put_comments(relation, out);
}

void
pr_ddl_add_column(const PrRelation *relation, const PrRelationColumn *column, PrDialect dialect, GString *out)
{
	g_string_append(out, "ALTER TABLE ");
	pr_ddl_quote(relation->name, out);
	g_string_append(out, " ADD COLUMN ");
	pr_ddl_quote(column->name, out);
	g_string_append_printf(out, " %s;\n", type_name(column->type, dialect));
}

/* Where a form, or a row of its lists, comes from, before all its columns. */
static void
put_view(const PrRelation *relation, PrDialect dialect, GString *out)
{
	g_autofree char *name = g_strconcat(PR_VIEW_PREFIX, relation->name, NULL);

	g_string_append(out, dialect == PR_DIALECT_SQLITE ? "CREATE VIEW IF NOT EXISTS " : "CREATE OR REPLACE VIEW ");
	pr_ddl_quote(name, out);
	g_string_append(out, " AS\n  SELECT d.\"file\" AS \"source_file\", f.\"form_version\" AS \"source_version\","
			     " f.\"page\" AS \"source_page\", t.*\n  FROM ");
	pr_ddl_quote(relation->name, out);
	g_string_append(out, " t\n  JOIN \"form\" f ON f.\"document\" = t.\"document\" AND f.\"form\" = t.\"form\"\n"
			     "  JOIN \"document\" d ON d.\"document\" = t.\"document\";\n");
}

void
pr_ddl_print(const PrRelations *relations, GString *out)
{
	for (guint i = 0; i < relations->relations->len; i++) {
		if (i > 0)
			g_string_append_c(out, '\n');
		pr_ddl_print_relation(g_ptr_array_index(relations->relations, i), relations->dialect, out);
	}
	for (guint i = 0; i < relations->relations->len; i++) {
		const PrRelation *relation = g_ptr_array_index(relations->relations, i);

		if (relation->form == NULL)
			continue;
		g_string_append_c(out, '\n');
		put_view(relation, relations->dialect, out);
	}
}
