/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Waivers: a file of lines, and what it does to findings. */
#include "schema/waivers.h"

#include <string.h>

#include "schema/schema.h"

typedef struct {
	char *who, *reason;
} Waiver;

struct PrWaivers {
	GHashTable *by_id; /* of char * → Waiver, owned */
};

static void
waiver_free(gpointer data)
{
	Waiver *waiver = data;

	g_free(waiver->who);
	g_free(waiver->reason);
	g_free(waiver);
}

static gboolean
is_id(const char *text)
{
	return strlen(text) == PR_FINDING_ID_LENGTH && strspn(text, "0123456789abcdef") == PR_FINDING_ID_LENGTH;
}

static gboolean
read_line(PrWaivers *waivers, char *line)
{
	g_auto(GStrv) fields = g_strsplit(g_strstrip(line), "\t", 3);

	if (*line == '\0' || *line == '#')
		return TRUE;
	if (g_strv_length(fields) < 3)
		return FALSE;
	for (guint i = 0; i < 3; i++)
		g_strstrip(fields[i]);
	if (!is_id(fields[0]) || *fields[1] == '\0' || *fields[2] == '\0')
		return FALSE;
	Waiver *waiver = g_new0(Waiver, 1);

	waiver->who = g_strdup(fields[1]);
	waiver->reason = g_strdup(fields[2]);
	g_hash_table_replace(waivers->by_id, g_strdup(fields[0]), waiver);
	return TRUE;
}

PrWaivers *
pr_waivers_read(const char *text, const char *origin, GError **error)
{
	g_autoptr(PrWaivers) waivers = g_new0(PrWaivers, 1);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	waivers->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, waiver_free);
	for (guint i = 0; lines[i] != NULL; i++) {
		if (g_utf8_validate(lines[i], -1, NULL) && read_line(waivers, lines[i]))
			continue;
		g_set_error(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_SYNTAX,
			"%s:%u: a waiver is an id, who waives it and a reason, parted by tabs", origin, i + 1);
		return NULL;
	}
	return g_steal_pointer(&waivers);
}

void
pr_waivers_free(PrWaivers *waivers)
{
	if (waivers == NULL)
		return;
	g_hash_table_unref(waivers->by_id);
	g_free(waivers);
}

void
pr_waivers_apply(const PrWaivers *waivers, PrFindings *findings)
{
	for (guint i = 0; waivers != NULL && i < findings->list->len; i++) {
		PrFinding *finding = g_ptr_array_index(findings->list, i);
		const Waiver *waiver = g_hash_table_lookup(waivers->by_id, finding->id);

		if (waiver == NULL || finding->waived_by != NULL)
			continue;
		finding->waived_by = g_strdup(waiver->who);
		finding->waived_reason = g_strdup(waiver->reason);
	}
}
