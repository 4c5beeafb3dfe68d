/* SPDX-License-Identifier: GPL-2.0-or-later */
/* `piperoll explain`: what an issue's tag means. The same tables make the manual, piperoll-issues(7). */
#include "tools/verbs.h"

#include <string.h>

#include "tools/error.h"
#include "tools/issue-tables.h"
#include "tools/message.h"

static const PrUsage usage = {
	.verb = "explain",
	.arguments = "[TAG…]",
	.summary = "Explains the tags of issues; without a tag, lists them all.",
	.takes = PR_TAKES_OUTPUT,
};

static const PrIssueKind *
find_tag(const char *tag)
{
	for (guint table = 0; pr_issue_tables[table].kinds != NULL; table++)
		for (const PrIssueKind *kind = pr_issue_tables[table].kinds; kind->tag != NULL; kind++)
			if (strcmp(kind->tag, tag) == 0)
				return kind;
	return NULL;
}

static void
list_tags(GString *out)
{
	for (guint table = 0; pr_issue_tables[table].kinds != NULL; table++)
		for (const PrIssueKind *kind = pr_issue_tables[table].kinds; kind->tag != NULL; kind++)
			g_string_append_printf(
				out, "%s\t%s\t%s\n", kind->tag, pr_severity_name(kind->severity), kind->summary);
}

static void
write_text(PrWriter *out, gconstpointer text)
{
	pr_writer_put(out, text);
}

int
pr_cmd_explain(int argc, char **argv)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(PrOptions) options = pr_options_parse(&usage, argc, argv, &error);
	g_autoptr(GString) out = g_string_new(NULL);

	if (options == NULL)
		return pr_verb_refuse(usage.verb, error);
	if (options->arguments == NULL)
		list_tags(out);
	for (guint i = 0; options->arguments != NULL && options->arguments[i] != NULL; i++) {
		const PrIssueKind *kind = find_tag(options->arguments[i]);

		if (kind == NULL) {
			g_autofree char *shown = pr_message_escape(options->arguments[i]);

			g_set_error(&error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE, "no tag '%s'", shown);
			return pr_verb_refuse(usage.verb, error);
		}
		g_string_append_printf(out, "%s%s (%s): %s\n%s\n", i > 0 ? "\n" : "", kind->tag,
			pr_severity_name(kind->severity), kind->summary, kind->explanation);
	}
	return pr_verb_write(usage.verb, options, ".txt", write_text, out->str);
}
