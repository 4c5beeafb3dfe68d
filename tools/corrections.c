/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files of corrections, as tools/view/view.js writes them:
 *
 *   {"piperoll": "corrections", "version": 1, "file": "a.pdf", "sha256": "…", "reviewer": "…",
 *    "marks": [{"table": 2, "row": 3, "col": 1, "page": 4, "printed": "18.92", "verdict": "wrong", "correction":
 *    "19.82"},
 *              {…, "verdict": "right"}, {"finding": "3f2a91c07b1e", "verdict": "waived", "reason": "…"}]}
 *
 * A correction holds for the very bytes that were reviewed, and only where the same text stands in the same cell. */
#include "tools/corrections.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "tools/error.h"
#include "tools/issue-tables.h"
#include "tools/options.h"

#define FILE_BYTES_MAX (16u << 20)

typedef struct {
	char *sha256, *reviewer;
	gint64 table, row, col;
	char *printed, *text;
} Correction;

struct PrCorrections {
	GPtrArray *list;       /* of Correction, owned; a later one of the same cell wins */
	GHashTable *documents; /* of digests, owned */
};

static void
free_correction(gpointer data)
{
	Correction *correction = data;

	g_free(correction->sha256);
	g_free(correction->reviewer);
	g_free(correction->printed);
	g_free(correction->text);
	g_free(correction);
}

PrCorrections *
pr_corrections_new(void)
{
	PrCorrections *corrections = g_new0(PrCorrections, 1);

	corrections->list = g_ptr_array_new_with_free_func(free_correction);
	corrections->documents = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	return corrections;
}

void
pr_corrections_free(PrCorrections *corrections)
{
	if (corrections == NULL)
		return;
	g_ptr_array_unref(corrections->list);
	g_hash_table_unref(corrections->documents);
	g_free(corrections);
}

/* ---- reading ---- */

/* The text of a member; NULL where it is none, or holds what XML cannot carry. */
static const char *
text_of(JsonObject *object, const char *name)
{
	JsonNode *node = json_object_get_member(object, name);
	const char *text = node != NULL && JSON_NODE_HOLDS_VALUE(node) ? json_node_get_string(node) : NULL;

	for (const char *at = text; at != NULL && *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar ch = g_utf8_get_char(at);

		if ((ch < 0x20 && ch != '\n' && ch != '\t') || (ch & 0xfffe) == 0xfffe)
			return NULL;
	}
	return text;
}

/* A whole number that is not negative; -1 where there is none. */
static gint64
number_of(JsonObject *object, const char *name)
{
	JsonNode *node = json_object_get_member(object, name);

	return node != NULL && JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_INT64
		       ? MAX(json_node_get_int(node), -1)
		       : -1;
}

/* Marks that correct nothing are passed over. FALSE where it is no mark. */
static gboolean
read_mark(PrCorrections *corrections, JsonNode *node, const char *sha256, const char *reviewer)
{
	if (!JSON_NODE_HOLDS_OBJECT(node))
		return FALSE;
	JsonObject *object = json_node_get_object(node);
	const char *verdict = text_of(object, "verdict"), *printed = text_of(object, "printed"),
		   *text = text_of(object, "correction");

	if (verdict == NULL || strcmp(verdict, "wrong") != 0)
		return verdict != NULL;
	Correction correction = {
		.table = number_of(object, "table"), .row = number_of(object, "row"), .col = number_of(object, "col")};
	if (printed == NULL || text == NULL || *text == '\0' || correction.table < 1 || correction.row < 0 ||
		correction.col < 0)
		return FALSE;
	correction.sha256 = g_strdup(sha256);
	correction.reviewer = g_strdup(reviewer);
	correction.printed = g_strdup(printed);
	correction.text = g_strdup(text);
	g_ptr_array_add(corrections->list, g_memdup2(&correction, sizeof correction));
	return TRUE;
}

/* What every such file has. Returns what is wrong with it; NULL if nothing is. */
static const char *
read_root(JsonNode *root, const char **sha256, const char **reviewer, JsonArray **marks)
{
	JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT(root) ? json_node_get_object(root) : NULL;
	const char *kind = object != NULL ? text_of(object, "piperoll") : NULL;

	if (kind == NULL || strcmp(kind, "corrections") != 0)
		return "no file of corrections";
	if (number_of(object, "version") != 1)
		return "a file of corrections of another version";
	JsonNode *list = json_object_get_member(object, "marks");
	*sha256 = text_of(object, "sha256");
	*reviewer = text_of(object, "reviewer");
	if (*sha256 == NULL || strlen(*sha256) != 64 || strspn(*sha256, "0123456789abcdef") != 64)
		return "it does not say which document it is of (sha256)";
	if (*reviewer == NULL || **reviewer == '\0')
		return "it does not name the reviewer";
	if (list == NULL || !JSON_NODE_HOLDS_ARRAY(list))
		return "it has no list of marks";
	*marks = json_node_get_array(list);
	return NULL;
}

static const char *
read_corrections(PrCorrections *corrections, JsonNode *root)
{
	const char *sha256, *reviewer, *flaw;
	JsonArray *marks;

	if ((flaw = read_root(root, &sha256, &reviewer, &marks)) != NULL)
		return flaw;
	for (guint i = 0; i < json_array_get_length(marks); i++)
		if (!read_mark(corrections, json_array_get_element(marks, i), sha256, reviewer))
			return "a mark in it cannot be understood";
	g_hash_table_add(corrections->documents, g_strdup(sha256));
	return NULL;
}

/* The marks that waive findings, as lines of waivers. */
static const char *
list_waivers(JsonNode *root, GString *lines)
{
	const char *sha256, *reviewer, *flaw;
	JsonArray *marks;

	if ((flaw = read_root(root, &sha256, &reviewer, &marks)) != NULL)
		return flaw;
	for (guint i = 0; i < json_array_get_length(marks); i++) {
		JsonNode *node = json_array_get_element(marks, i);
		JsonObject *mark = JSON_NODE_HOLDS_OBJECT(node) ? json_node_get_object(node) : NULL;
		const char *fields[] = {mark != NULL ? text_of(mark, "finding") : NULL, reviewer,
			mark != NULL ? text_of(mark, "reason") : NULL};

		if (mark == NULL || g_strcmp0(text_of(mark, "verdict"), "waived") != 0)
			continue;
		for (guint k = 0; k < G_N_ELEMENTS(fields); k++) {
			g_autofree char *field =
				g_strdelimit(g_strdup(fields[k] != NULL ? fields[k] : ""), "\t\n", ' ');
			g_string_append_printf(lines, "%s%c", field, k + 1 < G_N_ELEMENTS(fields) ? '\t' : '\n');
		}
	}
	return NULL;
}

static JsonParser *
parse(const char *bytes, gsize length)
{
	g_autoptr(JsonParser) parser = json_parser_new_immutable();

	return g_utf8_validate(bytes, (gssize)length, NULL) &&
			       json_parser_load_from_data(parser, bytes, (gssize)length, NULL)
		       ? g_steal_pointer(&parser)
		       : NULL;
}

gboolean
pr_corrections_add_file(PrCorrections *corrections, const char *path, GError **error)
{
	g_autofree char *bytes = NULL;
	gsize length = 0;

	if (!g_file_get_contents(path, &bytes, &length, NULL))
		return pr_options_refuse(error, "--corrections", path, "cannot be read");
	if (length > FILE_BYTES_MAX)
		return pr_options_refuse(error, "--corrections", path, "too large");
	g_autoptr(JsonParser) parser = parse(bytes, length);
	const char *flaw = parser != NULL ? read_corrections(corrections, json_parser_get_root(parser)) : "no JSON";
	return flaw == NULL || pr_options_refuse(error, "--corrections", path, flaw);
}

PrWaivers *
pr_corrections_read_waivers(const char *path, GError **error)
{
	g_autofree char *bytes = NULL;
	g_autoptr(GString) lines = g_string_new(NULL);
	gsize length = 0;

	if (!g_file_get_contents(path, &bytes, &length, NULL)) {
		pr_options_refuse(error, "--waivers", path, "cannot be read");
		return NULL;
	}
	if (bytes[strspn(bytes, " \t\r\n")] != '{')
		return pr_waivers_read(bytes, path, error);
	g_autoptr(JsonParser) parser = length <= FILE_BYTES_MAX ? parse(bytes, length) : NULL;
	const char *flaw = parser != NULL ? list_waivers(json_parser_get_root(parser), lines) : "no JSON";
	if (flaw == NULL)
		return pr_waivers_read(lines->str, path, error);
	pr_options_refuse(error, "--waivers", path, flaw);
	return NULL;
}

/* ---- use ---- */

gboolean
pr_corrections_concern(const PrCorrections *corrections, const char *sha256)
{
	return g_hash_table_contains(corrections->documents, sha256);
}

static gboolean
is_printed(const PrCell *cell, const PrClean *clean, const char *printed)
{
	g_autofree char *raw = pr_text_printed(&cell->text);

	return strcmp(raw, printed) == 0 || strcmp(clean->text, printed) == 0;
}

static void
apply(const Correction *correction, PrCleanTable *table, PrIssues *issues)
{
	for (guint i = 0; i < table->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(table->table->cells, i);
		PrClean *clean = g_ptr_array_index(table->cells, i);

		if (cell->row != correction->row || cell->col != correction->col)
			continue;
		if (is_printed(cell, clean, correction->printed)) {
			pr_clean_correct(clean, correction->text, correction->reviewer);
			return;
		}
	}
	const PrPart *part = &g_array_index(table->table->parts, PrPart, 0);
	pr_issues_add(issues, &pr_tools_issues[PR_ISSUE_CORRECTION_LOST], part->page, part->box,
		"table %d, row %d, column %d", table->table->number, (int)correction->row, (int)correction->col);
}

void
pr_corrections_apply(const PrCorrections *corrections, const char *sha256, PrCleanTable *table, PrIssues *issues)
{
	for (guint i = 0; i < corrections->list->len; i++) {
		const Correction *correction = g_ptr_array_index(corrections->list, i);

		if (correction->table == table->table->number && strcmp(correction->sha256, sha256) == 0)
			apply(correction, table, issues);
	}
}
