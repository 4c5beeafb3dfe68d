/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrRecord → text, a node a line, and back.
 *
 *   record 1 "project-self-evaluation" tables 1 2
 *   area 8 71.3 92.5 533 310
 *   leaf year raw "2024年度" at 8 250 80 300 92 = date none from 2024 to 2024 unit ""
 *   list funds
 *   row funds/0
 *   leaf funds/0/executed slot 1 5 3 raw "364.64" at 8 300 150 340 162 = number none number 364.64 unit "万元"
 *   leaf funds/0/1 label "备注" slot 1 5 4 = blank none unit ""
 *   group goal
 *   leaf goal/actual absent
 *   end
 *
 *   record NUMBER "FORM" tables TABLE…     area PAGE X0 Y0 X1 Y1: the form on a page, any number of them
 *   group | list | row | leaf PATH         PATH: names down from the root; for a node without a name its position, from 0
 *
 *   and behind PATH what is not at its default:
 *   label "…", absent, slot TABLE ROW COL, raw "…", printed "…" (where it is not raw), at PAGE X0 Y0 X1 Y1 (any number
 *   of them), and last = VALUE, see value-text.c.
 *
 * Nodes come depth first, so a parent is always open when its children come. Repairs are no part of it: they belong to
 * the table. */
#include "schema/schema.h"

#include <string.h>

#include "normalize/quote.h"

#define DEPTH_MAX 32

/* A row is a group without a name. */
static const char *
kind_word(const PrNode *node)
{
	static const char *const words[] = {"group", "list", "leaf"};

	return node->kind == PR_NODE_GROUP && node->name == NULL ? "row" : words[node->kind];
}

/* ---- printing ---- */

static void
append_place(GString *out, const char *word, const PrPlace *place)
{
	g_string_append_printf(out, "%s %d ", word, place->page);
	pr_print_numbers(out, ' ', 4, (float[]){place->box.x0, place->box.y0, place->box.x1, place->box.y1});
}

static void
append_string(GString *out, const char *word, const char *text)
{
	if (text == NULL)
		return;
	g_string_append_c(out, ' ');
	g_string_append(out, word);
	pr_quote_append(out, text);
}

static void
append_leaf(GString *out, const PrNode *leaf)
{
	g_autofree char *value = pr_value_print(&leaf->value);

	if (leaf->is_absent) {
		g_string_append(out, " absent");
		return;
	}
	if (leaf->table > 0)
		g_string_append_printf(out, " slot %d %d %d", leaf->table, leaf->row, leaf->col);
	append_string(out, "raw", leaf->raw);
	if (g_strcmp0(leaf->printed, leaf->raw) != 0)
		append_string(out, "printed", leaf->printed);
	for (guint i = 0; leaf->places != NULL && i < leaf->places->len; i++)
		append_place(out, " at", &g_array_index(leaf->places, PrPlace, i));
	g_string_append_printf(out, " = %s", value);
}

/* The nodes below `node`, whose own path is in `path`. */
static void
append_children(GString *out, const PrNode *node, GString *path)
{
	gsize length = path->len;

	for (guint i = 0; node->children != NULL && i < node->children->len; i++) {
		const PrNode *child = g_ptr_array_index(node->children, i);

		g_string_append(path, length > 0 ? "/" : "");
		if (child->name != NULL)
			g_string_append(path, child->name);
		else
			g_string_append_printf(path, "%u", i);
		g_string_append_printf(out, "%s %s", kind_word(child), path->str);
		append_string(out, "label", child->label);
		if (child->kind == PR_NODE_LEAF)
			append_leaf(out, child);
		g_string_append_c(out, '\n');
		append_children(out, child, path);
		g_string_truncate(path, length);
	}
}

void
pr_record_print(const PrRecord *record, GString *out)
{
	g_autoptr(GString) path = g_string_new(NULL);

	g_string_append_printf(out, "record %d", record->number);
	pr_quote_append(out, record->form_id);
	g_string_append(out, " tables");
	for (guint i = 0; i < record->tables->len; i++)
		g_string_append_printf(out, " %d", g_array_index(record->tables, int, i));
	g_string_append_c(out, '\n');
	for (guint i = 0; i < record->places->len; i++) {
		append_place(out, "area", &g_array_index(record->places, PrPlace, i));
		g_string_append_c(out, '\n');
	}
	append_children(out, record->root, path);
	g_string_append(out, "end\n");
}

/* ---- reading ---- */

/* The nodes that are open, the root first, and the path of the last. */
typedef struct {
	PrNode *open[DEPTH_MAX];
	guint depth;
	GString *path;
} Descent;

static gboolean
scan_int(PrScanner *scanner, int *value)
{
	guint read;

	if (!pr_scan_count(scanner, G_MAXINT, &read))
		return FALSE;
	*value = (int)read;
	return TRUE;
}

static gboolean
scan_place(PrScanner *scanner, GArray *places)
{
	PrPlace place;
	float at[4];

	if (!scan_int(scanner, &place.page) || !pr_scan_numbers(scanner, G_N_ELEMENTS(at), at))
		return FALSE;
	place.box = pr_rect(at[0], at[1], at[2], at[3]);
	g_array_append_val(places, place);
	return TRUE;
}

static gboolean
scan_string(PrScanner *scanner, char **text)
{
	g_free(*text);
	*text = pr_quote_scan(scanner);
	return *text != NULL;
}

/* The value is the rest of the line. */
static gboolean
scan_value(PrScanner *scanner, PrValue *value)
{
	g_autoptr(GError) error = NULL;

	pr_value_clear(value);
	if (!pr_value_read(scanner->at, value, &error))
		return pr_scan_fail(scanner, error->message);
	scanner->at += strlen(scanner->at);
	return TRUE;
}

static gboolean
scan_field(PrScanner *scanner, const char *word, PrNode *node)
{
	if (strcmp(word, "label") == 0)
		return scan_string(scanner, &node->label);
	if (node->kind != PR_NODE_LEAF)
		return pr_scan_fail(scanner, "what only a leaf has");
	if (strcmp(word, "absent") == 0)
		return node->is_absent = TRUE;
	if (strcmp(word, "slot") == 0)
		return scan_int(scanner, &node->table) && scan_int(scanner, &node->row) &&
		       scan_int(scanner, &node->col);
	if (strcmp(word, "raw") == 0)
		return scan_string(scanner, &node->raw);
	if (strcmp(word, "printed") == 0)
		return scan_string(scanner, &node->printed);
	if (strcmp(word, "at") == 0)
		return scan_place(scanner, node->places);
	if (strcmp(word, "=") == 0)
		return scan_value(scanner, &node->value);
	return pr_scan_fail(scanner, "an unknown field");
}

static gboolean
scan_fields(PrScanner *scanner, PrNode *node)
{
	if (node->kind == PR_NODE_LEAF && node->places == NULL)
		node->places = g_array_new(FALSE, FALSE, sizeof(PrPlace));
	for (const char *word = pr_scan_word(scanner); *word != '\0'; word = pr_scan_word(scanner))
		if (!scan_field(scanner, word, node))
			return FALSE;
	if (node->kind != PR_NODE_LEAF)
		return TRUE;
	if (node->value.unit == NULL && !node->is_absent)
		return pr_scan_fail(scanner, "a leaf without a value");
	if (node->printed == NULL)
		node->printed = g_strdup(node->raw);
	return TRUE;
}

static gboolean
scan_kind(PrScanner *scanner, const char *word, PrNodeKind *kind)
{
	if (strcmp(word, "group") == 0 || strcmp(word, "row") == 0)
		*kind = PR_NODE_GROUP;
	else if (strcmp(word, "list") == 0)
		*kind = PR_NODE_LIST;
	else if (strcmp(word, "leaf") == 0)
		*kind = PR_NODE_LEAF;
	else
		return pr_scan_fail(scanner, "an unknown line");
	return TRUE;
}

/* Closes what `path` does not lie in and gives the last name of it; NULL with the error set where its parent is not
 * open. */
static const char *
descend_to(Descent *descent, PrScanner *scanner, const char *path)
{
	const char *last = strrchr(path, '/');
	gsize length = last != NULL ? (gsize)(last - path) : 0;
	guint depth = 1;

	for (const char *p = path; *p != '\0'; p++)
		depth += *p == '/';
	while (descent->depth > depth) {
		char *cut = strrchr(descent->path->str, '/');

		g_string_truncate(descent->path, cut != NULL ? (gsize)(cut - descent->path->str) : 0);
		descent->depth--;
	}
	if (descent->depth == depth && descent->path->len == length && strncmp(descent->path->str, path, length) == 0)
		return last != NULL ? last + 1 : path;
	pr_scan_fail(scanner, "a path whose parent is not open");
	return NULL;
}

static gboolean
scan_node(PrScanner *scanner, const char *word, Descent *descent)
{
	PrNodeKind kind = PR_NODE_LEAF;
	const char *path, *name;

	if (!scan_kind(scanner, word, &kind))
		return FALSE;
	path = pr_scan_word(scanner);
	name = descend_to(descent, scanner, path);
	if (name == NULL)
		return FALSE;
	if (*name == '\0' || descent->open[descent->depth - 1]->kind == PR_NODE_LEAF || descent->depth == DEPTH_MAX)
		return pr_scan_fail(scanner, "a path that leads nowhere");
	if (strcmp(word, "row") == 0 && !g_ascii_isdigit(*name))
		return pr_scan_fail(scanner, "a row with a name");
	PrNode *parent = descent->open[descent->depth - 1];
	PrNode *node = pr_node_add(parent, pr_node_new(kind, g_ascii_isdigit(*name) ? NULL : name));

	g_string_assign(descent->path, path);
	descent->open[descent->depth++] = node;
	return scan_fields(scanner, node);
}

static gboolean
scan_head(PrScanner *scanner, PrRecord **record)
{
	g_autofree char *form = NULL;
	int number, table;

	if (strcmp(pr_scan_word(scanner), "record") != 0)
		return pr_scan_fail(scanner, "no record begins here");
	if (!scan_int(scanner, &number))
		return FALSE;
	form = pr_quote_scan(scanner);
	if (form == NULL)
		return FALSE;
	if (strcmp(pr_scan_word(scanner), "tables") != 0)
		return pr_scan_fail(scanner, "the tables are missing");
	*record = pr_record_new(form);
	(*record)->number = number;
	for (;;) {
		scanner->at += strspn(scanner->at, " ");
		if (*scanner->at == '\0')
			return TRUE;
		if (!scan_int(scanner, &table))
			return FALSE;
		g_array_append_val((*record)->tables, table);
	}
}

/* Everything behind the first line, up to the end. */
static gboolean
scan_body(PrScanner *scanner, const char **cursor, PrRecord *record)
{
	g_autoptr(GString) path = g_string_new(NULL);
	Descent descent = {.open = {record->root}, .depth = 1, .path = path};

	for (;;) {
		g_autofree char *line = pr_scan_line(scanner, cursor);

		if (line == NULL)
			return pr_scan_fail(scanner, "the end is missing");
		const char *word = pr_scan_word(scanner);

		if (strcmp(word, "end") == 0)
			return TRUE;
		if (strcmp(word, "area") == 0 ? !scan_place(scanner, record->places)
					      : !scan_node(scanner, word, &descent))
			return FALSE;
	}
}

PrRecord *
pr_record_parse(const char **cursor, GError **error)
{
	g_autoptr(GError) inner = NULL;
	g_autoptr(PrRecord) record = NULL;
	PrScanner scanner = {.what = "record text", .error = &inner};
	g_autofree char *line = pr_scan_line(&scanner, cursor);

	if (line == NULL && inner == NULL)
		return NULL;
	if (line != NULL && scan_head(&scanner, &record) && scan_body(&scanner, cursor, record))
		return g_steal_pointer(&record);
	g_set_error_literal(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_SYNTAX, inner->message);
	return NULL;
}
