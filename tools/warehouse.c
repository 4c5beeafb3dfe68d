/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which kind of warehouse a name means. */
#include "tools/warehouse.h"

#include <string.h>

#include "tools/error.h"
#include "tools/message.h"

PrWarehouse *
pr_warehouse_open(const char *uri, const PrLoadRun *run, const PrWarehouseWishes *wishes, GError **error)
{
	const char *rest = strchr(uri, ':');
	gboolean has_rest = rest != NULL && rest[1] != '\0';

	if (has_rest && g_str_has_prefix(uri, "sqlite:"))
		return pr_warehouse_sqlite_new(rest + 1, run, error);
	g_autofree char *shown = pr_message_escape(uri);

	g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE,
		"--into '%s': sqlite:FILE, postgresql://…, csv:DIR, jsonl:FILE or jsonl:- is needed", shown);
	return NULL;
}
