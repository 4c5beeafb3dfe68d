/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The way of an input through a load:
 *
 *   look   its bytes are hashed; the warehouse knows them ──► not read
 *          an input on its way has the same bytes         ──► not read, its turn comes after that one
 *          else                                           ──► a worker reads it into rows
 *   take   in the order of the inputs: rows go into the warehouse in one transaction, or a name is noted, or why it failed
 *
 * The order is that of the inputs and all writing is here, so what stands in the warehouse does not depend on how many
 * workers there are. */
#include "tools/load.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "extract/digest.h"
#include "tools/error.h"
#include "tools/message.h"

#define HASH_BYTES 65536

/* Content that is on its way, or has failed. */
typedef struct {
	guint inputs; /* that have it and were not taken yet */
	gboolean is_failed;
	gboolean is_final; /* see PrWarehouse.fail */
	char *reason;      /* of the failure */
} Content;

/* What was seen of an input until its turn comes. */
typedef struct {
	char *sha256;
	PrKnown known;
	char *reason;         /* why it is known to fail */
	gboolean is_repeated; /* an input before it has the same content */
} Sight;

struct PrLoad {
	const PrInputs *inputs;
	PrWarehouse *warehouse;
	PrManifest *manifest;
	gboolean retries;
	GPtrArray *sights;    /* of Sight, by input; NULL before it was looked at and after it was taken */
	GHashTable *contents; /* sha256 → Content */
	GHashTable *
		loaded; /* of the first bytes of the hashes that this run has loaded: enough for the word in the manifest */
	PrLoadSum sum;
};

static void
free_content(gpointer data)
{
	Content *content = data;

	g_free(content->reason);
	g_free(content);
}

static void
free_sight(gpointer data)
{
	Sight *sight = data;

	if (sight == NULL)
		return;
	g_free(sight->sha256);
	g_free(sight->reason);
	g_free(sight);
}

PrLoad *
pr_load_new(const PrInputs *inputs, PrWarehouse *warehouse, PrManifest *manifest, gboolean retries)
{
	PrLoad *load = g_new0(PrLoad, 1);

	load->inputs = inputs;
	load->warehouse = warehouse;
	load->manifest = manifest;
	load->retries = retries;
	load->sights = g_ptr_array_new_with_free_func(free_sight);
	g_ptr_array_set_size(load->sights, (gint)inputs->list->len);
	load->contents = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_content);
	load->loaded = g_hash_table_new(g_direct_hash, g_direct_equal);
	return load;
}

void
pr_load_free(PrLoad *load)
{
	if (load == NULL)
		return;
	g_ptr_array_unref(load->sights);
	g_hash_table_unref(load->contents);
	g_hash_table_unref(load->loaded);
	g_free(load);
}

const PrLoadSum *
pr_load_sum(const PrLoad *load)
{
	return &load->sum;
}

/* ---- looking ---- */

static char *
hash_file(int fd, GError **error)
{
	g_autoptr(PrDigest) digest = pr_digest_new();
	guchar part[HASH_BYTES];
	off_t at = 0;

	for (;;) {
		ssize_t done = pread(fd, part, sizeof part, at);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0) {
			g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, g_strerror(errno));
			return NULL;
		}
		if (done == 0)
			return pr_digest_print(digest);
		pr_digest_update(digest, part, (gsize)done);
		at += done;
	}
}

static gpointer
brief(const char *sha256)
{
	g_autofree char *head = g_strndup(sha256, 15);

	return (gpointer)(gsize)g_ascii_strtoull(head, NULL, 16);
}

/* Notes that one input more has this content; whether one before it has it too. That must not depend on how far that
 * one has come, else the manifest would depend on the number of workers. */
static gboolean
join_content(PrLoad *load, const char *sha256)
{
	Content *content = g_hash_table_lookup(load->contents, sha256);

	if (g_hash_table_contains(load->loaded, brief(sha256)))
		return TRUE;
	if (content == NULL) {
		content = g_new0(Content, 1);
		g_hash_table_insert(load->contents, g_strdup(sha256), content);
	}
	return content->inputs++ > 0 || content->is_failed;
}

static gboolean
look(gpointer data, guint index, int input, gboolean *is_wanted, GError **error)
{
	PrLoad *load = data;
	Sight *sight = g_new0(Sight, 1);

	g_ptr_array_index(load->sights, index) = sight;
	sight->sha256 = hash_file(input, error);
	if (sight->sha256 == NULL)
		return FALSE;
	sight->is_repeated = join_content(load, sight->sha256);
	*is_wanted = FALSE;
	if (sight->is_repeated)
		return TRUE;
	if (!load->warehouse->look(load->warehouse, sight->sha256, &sight->known, &sight->reason, error))
		return FALSE;
	if (sight->known == PR_KNOWN_FAILED && load->retries)
		sight->known = PR_KNOWN_NOT;
	*is_wanted = sight->known == PR_KNOWN_NOT;
	if (sight->known != PR_KNOWN_FAILED)
		return TRUE;
	g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, "%s (seen before; --retry-failed tries again)",
		sight->reason);
	return FALSE;
}

/* ---- taking ---- */

static gboolean
keep_failure(
	PrLoad *load, const PrSource *source, const Sight *sight, const char *reason, gboolean is_final, GError **error)
{
	Content *content = source->sha256 != NULL ? g_hash_table_lookup(load->contents, source->sha256) : NULL;
	gboolean is_known = sight != NULL && sight->known == PR_KNOWN_FAILED;

	if (content != NULL && !content->is_failed) {
		content->is_failed = TRUE;
		content->is_final = is_final || is_known;
		content->reason = g_strdup(is_known ? sight->reason : reason);
	}
	/* What is known to fail is written down already. */
	if (is_known)
		return TRUE;
	return load->warehouse->fail(load->warehouse, source, reason, is_final, error);
}

/* The same content came before: it went the way of that input. */
static gboolean
repeat(PrLoad *load, const PrSource *source, PrVerdict *verdict, GError **error)
{
	const Content *content = g_hash_table_lookup(load->contents, source->sha256);

	*verdict = g_hash_table_contains(load->loaded, brief(source->sha256)) ? PR_VERDICT_DUPLICATE
									      : PR_VERDICT_UNCHANGED;
	if (content == NULL || !content->is_failed)
		return load->warehouse->name(load->warehouse, source, error);
	if (load->warehouse->fail(load->warehouse, source, content->reason, content->is_final, error))
		g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, content->reason);
	return FALSE;
}

static gboolean
settle(PrLoad *load, const PrResult *result, const PrSource *source, const Sight *sight, PrVerdict *verdict,
	GError **error)
{
	*verdict = PR_VERDICT_FAILED;
	if (result->outcome != PR_OUTCOME_DONE)
		return keep_failure(load, source, sight, result->reason,
			result->was_read && result->is_told && result->outcome == PR_OUTCOME_FAILED, error);
	if (result->was_read) {
		*verdict = source->is_partial ? PR_VERDICT_PARTIAL : PR_VERDICT_LOADED;
		return load->warehouse->load(load->warehouse, source, result->output, error);
	}
	if (sight->is_repeated)
		return repeat(load, source, verdict, error);
	*verdict = PR_VERDICT_UNCHANGED;
	return load->warehouse->name(load->warehouse, source, error);
}

static void
leave_content(PrLoad *load, const char *sha256)
{
	Content *content = sha256 != NULL ? g_hash_table_lookup(load->contents, sha256) : NULL;

	if (content != NULL && --content->inputs == 0 && !content->is_failed)
		g_hash_table_remove(load->contents, sha256);
}

static gboolean
take(gpointer data, const PrResult *result, GError **error)
{
	PrLoad *load = data;
	Sight *sight = g_ptr_array_index(load->sights, result->index);
	g_autofree char *name = pr_message_escape(result->input->path != NULL ? result->input->path : "-");
	PrSource source = {name, sight != NULL ? sight->sha256 : NULL, result->cut > 0};
	g_autoptr(GError) cause = NULL;
	PrVerdict verdict = PR_VERDICT_FAILED;

	if (!settle(load, result, &source, sight, &verdict, &cause))
		verdict = PR_VERDICT_FAILED;
	/* Rows that cannot be used are the document's failure, and so is a repeated one. */
	const char *reason = cause != NULL ? cause->message : result->reason;
	const PrTally *tally = verdict == PR_VERDICT_LOADED || verdict == PR_VERDICT_PARTIAL ? result->tally : NULL;
	PrManifestLine line = {name, source.sha256, verdict, reason, tally};

	load->sum.counts[verdict]++;
	if (tally != NULL) {
		pr_tally_add(&load->sum.tally, tally);
		g_hash_table_add(load->loaded, brief(source.sha256));
	}
	gboolean is_noted =
		load->manifest == NULL || pr_manifest_add(load->manifest, &line, cause == NULL ? error : NULL);

	leave_content(load, source.sha256);
	free_sight(sight);
	g_ptr_array_index(load->sights, result->index) = NULL;
	if (cause == NULL)
		return is_noted;
	g_propagate_error(error, g_steal_pointer(&cause));
	return FALSE;
}

PrReceiver
pr_load_receiver(PrLoad *load)
{
	return (PrReceiver){load, look, take};
}
