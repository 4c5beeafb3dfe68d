/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xml:DIR – a validated document of XML for each content, and beside them where each came from:
 *
 *   DIR/<sha256 of the PDF>.xml      as `piperoll extract` writes it
 *   DIR/sources.jsonl                {"source": "a/b.pdf", "document": "<sha256>", "run": "…", "is_partial": false}
 *                                    {"source": "c.pdf", "document": null, "run": "…", "failure": "…", "is_final": true, "means": "…"}
 *
 * The last line of a name says what is so now. A line is put behind the others in one piece when its document is there,
 * so a load that is killed in between makes that document again, the same. Two loads may put lines into one file. */
#include <fcntl.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <unistd.h>

#include "tools/json.h"
#include "tools/message.h"
#include "tools/output.h"
#include "tools/warehouse.h"

#define LEDGER "sources.jsonl"
#define FAILED_MARK "!"

/* What the ledger says last of a content. */
typedef struct {
	char *run;
	gboolean is_partial;
	char *failure; /* the reason, of one that would fail again; else NULL */
	char *means;   /* of the failure */
} State;

typedef struct {
	PrWarehouse warehouse;
	char *folder, *path; /* of the ledger */
	char *run, *means;
	int fd;
	PrWriter *out;
	GHashTable *states;  /* sha256 → State */
	GHashTable *sources; /* name → sha256, where it failed for good with FAILED_MARK before it */
	PrOutput *output;
} Documents;

static void
free_state(gpointer data)
{
	State *state = data;

	g_free(state->run);
	g_free(state->failure);
	g_free(state->means);
	g_free(state);
}

/* ---- the ledger ---- */

static const char *
text_of(JsonObject *object, const char *name)
{
	JsonNode *node = json_object_get_member(object, name);

	return node != NULL && JSON_NODE_HOLDS_VALUE(node) ? json_node_get_string(node) : NULL;
}

static gboolean
is_set(JsonObject *object, const char *name)
{
	JsonNode *node = json_object_get_member(object, name);

	return node != NULL && JSON_NODE_HOLDS_VALUE(node) && json_node_get_boolean(node);
}

static void
note_state(Documents *self, const char *sha256, const State *state)
{
	State *copy = g_new0(State, 1);

	copy->run = g_strdup(state->run);
	copy->is_partial = state->is_partial;
	copy->failure = g_strdup(state->failure);
	copy->means = g_strdup(state->means);
	g_hash_table_replace(self->states, g_strdup(sha256), copy);
}

static void
note_source(Documents *self, const char *name, const char *sha256, const State *state, const char *failure)
{
	gboolean is_settled = sha256 != NULL && (failure == NULL || state->failure != NULL);

	if (!is_settled) {
		g_hash_table_remove(self->sources, name);
		return;
	}
	g_hash_table_replace(
		self->sources, g_strdup(name), g_strconcat(failure != NULL ? FAILED_MARK : "", sha256, NULL));
	note_state(self, sha256, state);
}

static void
note_line(Documents *self, JsonObject *line)
{
	const char *source = text_of(line, "source"), *sha256 = text_of(line, "document"),
		   *failure = text_of(line, "failure");
	State state = {(char *)text_of(line, "run"), is_set(line, "is_partial"), NULL, (char *)text_of(line, "means")};

	if (failure != NULL && is_set(line, "is_final"))
		state.failure = (char *)failure;
	if (source == NULL || state.run == NULL)
		return;
	note_source(self, source, sha256, &state, failure);
}

/* A line that a power cut has torn says nothing. */
static gboolean
read_ledger(Documents *self, GError **error)
{
	g_autofree char *text = NULL;
	gsize length = 0;

	if (!g_file_get_contents(self->path, &text, &length, NULL))
		return pr_message_set_output_error(error, self->path);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_autoptr(JsonParser) parser = json_parser_new_immutable();

	for (guint i = 0; lines[i] != NULL; i++) {
		JsonNode *root = *lines[i] != '\0' && json_parser_load_from_data(parser, lines[i], -1, NULL)
					 ? json_parser_get_root(parser)
					 : NULL;

		if (root != NULL && JSON_NODE_HOLDS_OBJECT(root))
			note_line(self, json_node_get_object(root));
	}
	if (length > 0 && text[length - 1] != '\n')
		pr_writer_put_char(self->out, '\n');
	return TRUE;
}

static gboolean
open_ledger(Documents *self, GError **error)
{
	self->fd = open(self->path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0666);
	if (self->fd < 0)
		return pr_message_set_output_error(error, self->path);
	self->out = pr_writer_new(self->fd);
	return read_ledger(self, error);
}

/* Puts a line into the ledger. `failure` is NULL where there is none. */
static gboolean
add_line(Documents *self, const PrSource *source, const State *state, const char *failure, GError **error)
{
	g_autoptr(PrJson) json = pr_json_new_line(self->out);

	pr_json_begin_object(json, NULL);
	pr_json_string(json, "source", source->name);
	pr_json_string(json, "document", source->sha256);
	pr_json_string(json, "run", state->run);
	if (failure == NULL) {
		pr_json_bool(json, "is_partial", state->is_partial);
	} else {
		pr_json_string(json, "failure", failure);
		pr_json_bool(json, "is_final", state->failure != NULL);
		pr_json_string(json, "means", state->means);
	}
	pr_json_end_object(json);
	note_source(self, source->name, source->sha256, state, failure);
	if (pr_writer_flush(self->out, error))
		return TRUE;
	g_prefix_error(error, "%s: ", LEDGER);
	return FALSE;
}

/* ---- the documents ---- */

static gboolean
look(PrWarehouse *warehouse, const char *sha256, PrKnown *known, char **reason, GError **error)
{
	const Documents *self = (Documents *)warehouse;
	const State *state = g_hash_table_lookup(self->states, sha256);
	g_autofree char *path = g_strconcat(self->folder, "/", sha256, ".xml", NULL);

	*known = PR_KNOWN_NOT;
	if (state == NULL || strcmp(state->run, self->run) != 0)
		return TRUE;
	if (state->failure == NULL) {
		/* A document that somebody has taken away is made again. */
		*known = !state->is_partial && access(path, F_OK) == 0 ? PR_KNOWN_LOADED : PR_KNOWN_NOT;
	} else if (g_strcmp0(state->means, self->means) == 0) {
		*known = PR_KNOWN_FAILED;
		*reason = g_strdup(state->failure);
	}
	return TRUE;
}

/* On the disk before it has its name, and has its name before the ledger tells of it. */
static gboolean
put_document(Documents *self, const PrSource *source, int output, GError **error)
{
	PrInput input = {.name = (char *)source->name, .stem = (char *)source->sha256};
	g_autoptr(PrTarget) target = pr_target_open(self->output, &input, -1, error);

	if (target == NULL)
		return FALSE;
	if (!pr_copy_all(output, pr_target_fd(target)) || fdatasync(pr_target_fd(target)) != 0)
		return pr_message_set_output_error(error, self->folder);
	return pr_target_commit(target, error);
}

static gboolean
load(PrWarehouse *warehouse, const PrSource *source, int output, GError **error)
{
	Documents *self = (Documents *)warehouse;
	State state = {self->run, source->is_partial, NULL, NULL};

	return put_document(self, source, output, error) && add_line(self, source, &state, NULL, error);
}

static gboolean
name(PrWarehouse *warehouse, const PrSource *source, GError **error)
{
	Documents *self = (Documents *)warehouse;
	const State *state = g_hash_table_lookup(self->states, source->sha256);
	const char *known = g_hash_table_lookup(self->sources, source->name);

	if (state == NULL || g_strcmp0(known, source->sha256) == 0)
		return TRUE;
	State copy = {self->run, state->is_partial, NULL, NULL};

	return add_line(self, source, &copy, NULL, error);
}

/* Told already, word for word, as the last of that name. */
static gboolean
is_known_failure(const Documents *self, const PrSource *source, const State *state)
{
	const State *known = source->sha256 != NULL ? g_hash_table_lookup(self->states, source->sha256) : NULL;
	const char *last = g_hash_table_lookup(self->sources, source->name);

	return known != NULL && last != NULL && known->failure != NULL && g_str_has_prefix(last, FAILED_MARK) &&
	       strcmp(last + strlen(FAILED_MARK), source->sha256) == 0 &&
	       g_strcmp0(known->failure, state->failure) == 0 && g_strcmp0(known->means, state->means) == 0 &&
	       strcmp(known->run, state->run) == 0;
}

static gboolean
keep_failure(PrWarehouse *warehouse, const PrSource *source, const char *reason, gboolean is_final, GError **error)
{
	Documents *self = (Documents *)warehouse;
	State state = {self->run, FALSE, is_final ? (char *)reason : NULL, self->means};

	if (is_known_failure(self, source, &state))
		return TRUE;
	return add_line(self, source, &state, reason, error);
}

static gboolean
finish(PrWarehouse *warehouse, GError **error)
{
	const Documents *self = (Documents *)warehouse;

	return fdatasync(self->fd) == 0 || pr_message_set_output_error(error, self->path);
}

static void
free_documents(PrWarehouse *warehouse)
{
	Documents *self = (Documents *)warehouse;

	if (self->out != NULL)
		pr_writer_free(self->out);
	if (self->fd >= 0)
		close(self->fd);
	pr_output_free(self->output);
	g_hash_table_unref(self->states);
	g_hash_table_unref(self->sources);
	g_free(self->run);
	g_free(self->means);
	g_free(self->path);
	g_free(self->folder);
	g_free(self);
}

static char *
hash_run(const PrLoadRun *run)
{
	g_autofree char *text = g_strjoin("\n", run->version, run->options, run->definitions, NULL);
	g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);

	return g_strndup(sum, 16);
}

PrWarehouse *
pr_warehouse_xml_new(const char *folder, const PrLoadRun *run, GError **error)
{
	Documents *self = g_new0(Documents, 1);
	g_autoptr(PrWarehouse) warehouse = &self->warehouse;
	g_autofree char *as_folder = g_strconcat(folder, "/", NULL);
	PrOutputPlan plan = {as_folder, ".xml", FALSE};

	self->warehouse = (PrWarehouse){NULL, look, name, load, keep_failure, finish, free_documents};
	self->folder = g_strdup(folder);
	self->path = g_build_filename(folder, LEDGER, NULL);
	self->run = hash_run(run);
	self->means = g_strdup(run->means);
	self->fd = -1;
	self->states = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_state);
	self->sources = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	self->output = pr_output_new(&plan, NULL, error);
	return self->output != NULL && open_ledger(self, error) ? g_steal_pointer(&warehouse) : NULL;
}
