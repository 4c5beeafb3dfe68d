/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The manifest of a load. A line goes out in one piece as soon as its input is settled, so whatever ends the run, the
 * manifest says how far it came. */
#include "tools/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "tools/error.h"
#include "tools/message.h"

struct PrManifest {
	int fd;
	char *shown; /* the path, escaped */
	PrWriter *out;
};

const char *
pr_verdict_name(PrVerdict verdict)
{
	static const char *const names[] = {"loaded", "partial", "unchanged", "duplicate", "failed"};

	return names[verdict];
}

PrManifest *
pr_manifest_new(const char *path, GError **error)
{
	g_autofree char *shown = pr_message_escape(path);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0666);

	if (fd < 0) {
		pr_tools_set_output_error(error, shown, errno);
		return NULL;
	}
	PrManifest *manifest = g_new0(PrManifest, 1);

	manifest->fd = fd;
	manifest->shown = g_steal_pointer(&shown);
	manifest->out = pr_writer_new(fd);
	return manifest;
}

void
pr_manifest_free(PrManifest *manifest)
{
	if (manifest == NULL)
		return;
	pr_writer_free(manifest->out);
	close(manifest->fd);
	g_free(manifest->shown);
	g_free(manifest);
}

void
pr_json_tally(PrJson *json, const PrTally *tally)
{
	pr_json_int(json, "pages", tally->pages);
	pr_json_int(json, "forms", tally->forms);
	pr_json_int(json, "tables", tally->tables);
	pr_json_int(json, "values", tally->values);
	pr_json_share(json, "coverage", tally->placed, tally->shown);
	pr_json_int(json, "warnings", tally->issues[PR_SEVERITY_WARNING]);
	pr_json_int(json, "errors", tally->issues[PR_SEVERITY_ERROR]);
}

gboolean
pr_manifest_add(PrManifest *manifest, const PrManifestLine *line, GError **error)
{
	g_autoptr(PrJson) json = pr_json_new_line(manifest->out);

	pr_json_begin_object(json, NULL);
	pr_json_string(json, "input", line->name);
	pr_json_string(json, "sha256", line->sha256);
	pr_json_string(json, "status", pr_verdict_name(line->verdict));
	if (line->reason != NULL)
		pr_json_string(json, "reason", line->reason);
	if (line->tally != NULL)
		pr_json_tally(json, line->tally);
	pr_json_end_object(json);
	if (pr_writer_flush(manifest->out, error))
		return TRUE;
	g_prefix_error(error, "%s: ", manifest->shown);
	return FALSE;
}
