/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which kind of warehouse a name means. */
#include "tools/warehouse.h"

#include <string.h>

#include "tools/error.h"
#include "tools/message.h"

char *
pr_warehouse_shown(const char *uri)
{
	const char *user = strstr(uri, "://"), *at = user != NULL ? strchr(user + 3, '@') : NULL;
	const char *colon = at != NULL ? memchr(user + 3, ':', (size_t)(at - user - 3)) : NULL;

	if (colon == NULL)
		return pr_message_escape(uri);
	g_autofree char *bare = g_strdup_printf("%.*s:***%s", (int)(colon - uri), uri, at);

	return pr_message_escape(bare);
}

PrWarehouse *
pr_warehouse_open(const char *uri, const PrLoadRun *run, const PrWarehouseWishes *wishes, GError **error)
{
	const char *rest = strchr(uri, ':');
	gboolean has_rest = rest != NULL && rest[1] != '\0';

	if (has_rest && g_str_has_prefix(uri, "sqlite:"))
		return pr_warehouse_sqlite_new(rest + 1, run, error);
	if (has_rest && g_str_has_prefix(uri, "csv:"))
		return pr_warehouse_csv_new(rest + 1, wishes->with_bom, run, error);
	if (has_rest && g_str_has_prefix(uri, "parquet:"))
		return pr_warehouse_parquet_new(rest + 1, run, error);
	if (has_rest && g_str_has_prefix(uri, "xml:"))
		return pr_warehouse_xml_new(rest + 1, run, error);
	if (strcmp(uri, "jsonl:-") == 0)
		return pr_warehouse_stream_new(run);
	if (has_rest && g_str_has_prefix(uri, "jsonl:"))
		return pr_warehouse_jsonl_new(rest + 1, run, error);
	if (g_str_has_prefix(uri, "postgresql://") || g_str_has_prefix(uri, "postgres://"))
		return pr_warehouse_postgresql_new(uri, run, error);
	g_autofree char *shown = pr_warehouse_shown(uri);

	g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE,
		"--into '%s': sqlite:FILE, postgresql://…, csv:DIR, parquet:DIR, xml:DIR, jsonl:FILE or jsonl:- is needed",
		shown);
	return NULL;
}
