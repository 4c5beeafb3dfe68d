/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `piperoll draft`: filled-in examples of a form that nobody has defined → a definition. The tables are read by worker
 * processes as for any other verb; they come back as text, and the draft is made of all of them. */
#include "tools/verbs.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "schema/draft.h"
#include "tools/error.h"
#include "tools/message.h"

/* How many lines above a table may be about it. */
#define LINES_MAX 6u
#define LINE_WORD "line "

static const PrUsage usage = {
	.verb = "draft",
	.arguments = "FILE…",
	.summary =
		"Writes a form definition from filled-in examples: two copies or more of a form, in one file or several.",
	.description =
		"What repeats over the copies becomes labels, what varies becomes fields. Comments say where it was "
		"unsure.\nWhere the files hold several forms, -o names a folder, or --title says which of them.",
	.takes = PR_TAKES_OUTPUT | PR_TAKES_RUN | PR_TAKES_PDF,
};

/* ---- in the worker: tables and the lines above them, as text ---- */

typedef struct {
	PrSink sink;
	PrWriter *out;
	GQueue *lines; /* of char * */
} TableSink;

static void
note_line(TableSink *self, const PrParagraph *paragraph)
{
	if (paragraph->kind == PR_PARAGRAPH_PAGE_HEADER || paragraph->kind == PR_PARAGRAPH_PAGE_FOOTER)
		return;
	g_queue_push_tail(self->lines, g_strdelimit(pr_text_printed(&paragraph->text), "\r\n", ' '));
	while (g_queue_get_length(self->lines) > LINES_MAX)
		g_free(g_queue_pop_head(self->lines));
}

static gboolean
print_piece(PrSink *sink, const PrPiece *piece, GError **error)
{
	TableSink *self = (TableSink *)sink;

	for (guint i = 0; i < piece->paragraphs->len; i++)
		note_line(self, g_ptr_array_index(piece->paragraphs, i));
	for (guint i = 0; i < piece->tables->len; i++) {
		g_autoptr(GString) text = g_string_new(NULL);
		char *line;

		while ((line = g_queue_pop_head(self->lines)) != NULL) {
			g_string_append_printf(text, LINE_WORD "%s\n", line);
			g_free(line);
		}
		pr_table_print(((const PrCleanTable *)g_ptr_array_index(piece->tables, i))->table, text);
		pr_writer_put_bytes(self->out, text->str, text->len);
	}
	return TRUE;
}

static gboolean
end_tables(PrSink *sink, const PrIssues *issues, GError **error)
{
	return pr_writer_flush(((TableSink *)sink)->out, error);
}

static void
free_sink(PrSink *sink)
{
	TableSink *self = (TableSink *)sink;

	g_queue_free_full(self->lines, g_free);
	pr_writer_free(self->out);
	g_free(self);
}

static PrSink *
new_sink(const PrDocument *document, GError **error)
{
	TableSink *self = g_new0(TableSink, 1);

	self->sink = (PrSink){.piece = print_piece, .end = end_tables, .free = free_sink};
	self->out = pr_writer_new(document->output);
	self->lines = g_queue_new();
	return &self->sink;
}

/* ---- in the program ---- */

static gboolean
look(gpointer data, guint index, int input, gboolean *is_wanted, GError **error)
{
	*is_wanted = TRUE;
	return TRUE;
}

/* All that a worker wrote; NULL with an input error. Free with g_free(). */
static char *
read_all(int fd, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);
	char buffer[65536];
	ssize_t got = 0;

	while ((got = pread(fd, buffer, sizeof buffer, (off_t)text->len)) > 0 || (got < 0 && errno == EINTR))
		if (got > 0)
			g_string_append_len(text, buffer, got);
	if (got < 0 || !g_utf8_validate_len(text->str, text->len, NULL)) {
		g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, "what was read of it is lost");
		return NULL;
	}
	return g_string_free(g_steal_pointer(&text), FALSE);
}

static gboolean
add_tables(PrDraft *draft, const char *text, GError **error)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);

	for (const char *cursor = text; *cursor != '\0';) {
		if (g_str_has_prefix(cursor, LINE_WORD)) {
			size_t length = strcspn(cursor, "\n");

			g_ptr_array_add(lines, g_strndup(cursor + strlen(LINE_WORD), length - strlen(LINE_WORD)));
			cursor += length + (cursor[length] == '\n');
			continue;
		}
		PrTable *table = pr_table_parse(&cursor, error);

		if (table == NULL)
			return *error == NULL;
		pr_draft_add(draft, pr_normalize_table(table), lines);
		g_ptr_array_set_size(lines, 0);
	}
	return TRUE;
}

static gboolean
take(gpointer data, const PrResult *result, GError **error)
{
	g_autoptr(GError) cause = NULL;

	if (result->output < 0)
		return TRUE;
	g_autofree char *text = read_all(result->output, &cause);

	if (text != NULL && add_tables(data, text, &cause))
		return TRUE;
	g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, cause->message);
	return FALSE;
}

/* ---- which of the drafts ---- */

static gboolean
is_called(const PrDrafted *drafted, const char *title)
{
	return title == NULL || strstr(drafted->title, title) != NULL;
}

/* The drafts that are asked for (borrowed). Without a title, copies are better than single tables: those were not
 * filled in by several hands, and may be anything. */
static GPtrArray *
choose(const GPtrArray *all, const char *title, gboolean wants_all)
{
	GPtrArray *chosen = g_ptr_array_new();
	guint most = all->len > 0 ? ((const PrDrafted *)g_ptr_array_index(all, 0))->copies : 0;

	for (guint i = 0; i < all->len; i++) {
		PrDrafted *drafted = g_ptr_array_index(all, i);

		if (is_called(drafted, title) && (wants_all || title != NULL || drafted->copies > 1 || most == 1))
			g_ptr_array_add(chosen, drafted);
	}
	return chosen;
}

static void
refuse_several(const GPtrArray *chosen, GError **error)
{
	g_autoptr(GString) titles = g_string_new(NULL);

	for (guint i = 0; i < chosen->len; i++) {
		const PrDrafted *drafted = g_ptr_array_index(chosen, i);

		g_string_append_printf(titles, "%s%s (%u)", i > 0 ? ", " : "", drafted->title, drafted->copies);
	}
	g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE,
		"several forms: %s; give a folder with -o, or one of them with --title", titles->str);
}

static void
write_definition(PrWriter *out, gconstpointer drafted)
{
	pr_writer_put(out, ((const PrDrafted *)drafted)->definition);
}

static void
tell(const PrDrafted *drafted)
{
	pr_message(NULL, "%s: %u %s, %u of %u texts have a place in the draft", drafted->title, drafted->copies,
		drafted->copies == 1 ? "copy" : "copies", drafted->found, drafted->texts);
}

static int
write_drafts(const PrOptions *options, const GPtrArray *chosen)
{
	for (guint i = 0; i < chosen->len; i++) {
		const PrDrafted *drafted = g_ptr_array_index(chosen, i);
		int status = pr_verb_write(drafted->id, options, ".xml", write_definition, drafted);

		if (status != PR_EXIT_OK)
			return status;
		if (!options->is_quiet)
			tell(drafted);
	}
	return PR_EXIT_OK;
}

static gboolean
is_folder(const char *path)
{
	return path != NULL && (g_str_has_suffix(path, "/") || g_file_test(path, G_FILE_TEST_IS_DIR));
}

/* Several drafts need a folder: one that is named so, or by a name that is not a definition's, is made where it is
 * missing. */
static gboolean
make_folder(const char *path, GError **error)
{
	if (path == NULL || strcmp(path, "-") == 0 || g_str_has_suffix(path, ".xml"))
		return FALSE;
	if (g_mkdir_with_parents(path, 0777) == 0)
		return TRUE;
	pr_tools_set_output_error(error, path, errno);
	return FALSE;
}

int
pr_cmd_draft(int argc, char **argv)
{
	g_autofree char *title = NULL;
	const GOptionEntry own[] = {
		{"title", 0, 0, G_OPTION_ARG_FILENAME, &title, "Draft the form that is called like this", "TEXT"},
		{NULL}};
	g_autoptr(GError) error = NULL;
	g_autoptr(PrOptions) options = pr_options_parse_with(&usage, own, argc, argv, &error);

	if (options == NULL)
		return pr_verb_refuse(usage.verb, error);
	g_autoptr(PrDraft) draft = pr_draft_new();
	PrDocumentPlan plan = {.options = options, .new_sink = new_sink, .limits = PR_LIMITS_READING};
	PrReceiver receiver = {draft, look, take};
	int status = pr_verb_gather(usage.verb, options, pr_document_task, &plan, &receiver);

	if (status != PR_EXIT_OK && status != PR_EXIT_SOME_FAILED)
		return status;
	g_autoptr(GPtrArray) all = pr_draft_finish(draft, &error);
	gboolean wants_all = is_folder(options->output);

	if (all == NULL)
		return pr_verb_refuse(usage.verb, error);
	g_autoptr(GPtrArray) chosen = choose(all, title, wants_all);

	if (chosen->len > 1 && !wants_all && !make_folder(options->output, &error) && error == NULL)
		refuse_several(chosen, &error);
	else if (chosen->len == 0)
		g_set_error_literal(&error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE,
			"no form was found: two filled-in copies of it are needed, drawn as tables");
	if (error != NULL)
		return pr_verb_refuse(usage.verb, error);
	int written = write_drafts(options, chosen);

	return written != PR_EXIT_OK ? written : status;
}
