/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrWarehouse: where `load` puts documents. A struct of functions, one file a kind of warehouse.
 *
 * What every warehouse promises: a document is there whole or not at all; a document that is loaded again replaces
 * itself; content is known by its sha256 and the run (version, options, definitions) it was read by, names are sources
 * of it. */
#pragma once

#include "tools/row.h"

/* What the content of a load depends on beside the bytes. Strings are borrowed for the life of the warehouse. */
typedef struct {
	const char *version;     /* of the program */
	const char *options;     /* those that bear on the content, "name=value name=value" */
	const char *definitions; /* one hash over all form definitions */
	const char *means; /* a hash over what bears on whether a document can be read at all: passwords, limits */
	const PrForms *forms;
} PrLoadRun;

typedef enum {
	PR_KNOWN_NOT, /* new, or read by another run, or in part only */
	PR_KNOWN_LOADED,
	PR_KNOWN_FAILED, /* this run has tried it, by the same means, and it would fail again */
} PrKnown;

/* One input as a warehouse sees it. */
typedef struct {
	const char *name;    /* the source: as named on the command line */
	const char *sha256;  /* NULL where the input could not even be read */
	gboolean is_partial; /* a crash or a limit has ended its reading: the next run shall try again */
} PrSource;

typedef struct PrWarehouse PrWarehouse;

struct PrWarehouse {
	PrRelations *relations; /* what rows it takes; owned. NULL: it takes documents of XML */
	/* Whether the content is there. `reason` (to be freed) of a failure. */
	gboolean (*look)(PrWarehouse *self, const char *sha256, PrKnown *known, char **reason, GError **error);
	/* The content is there already: notes the name it was found under. */
	gboolean (*name)(PrWarehouse *self, const PrSource *source, GError **error);
	/* Puts a document in, in one transaction, in place of what was there of it. The worker has written `output`:
	 * rows of
	 * `relations` (row.h) or XML. An input error where the rows are no good. */
	gboolean (*load)(PrWarehouse *self, const PrSource *source, int output, GError **error);
	/* Keeps why an input failed. `is_final`: trying again would fail again. */
	gboolean (*fail)(
		PrWarehouse *self, const PrSource *source, const char *reason, gboolean is_final, GError **error);
	/* All is done. */
	gboolean (*finish)(PrWarehouse *self, GError **error);
	void (*free)(PrWarehouse *self);
};

static inline void
pr_warehouse_free(PrWarehouse *warehouse)
{
	if (warehouse == NULL)
		return;
	pr_relations_free(warehouse->relations);
	warehouse->free(warehouse);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrWarehouse, pr_warehouse_free)

typedef struct {
	gboolean with_bom; /* CSV: a byte order mark in front, as some spreadsheets want it */
} PrWarehouseWishes;

/* Opens or makes the warehouse that `uri` names: sqlite:FILE, postgresql://…, csv:DIR, parquet:DIR, xml:DIR, jsonl:FILE
 * or jsonl:-. NULL with a usage or output error. */
PrWarehouse *pr_warehouse_open(const char *uri, const PrLoadRun *run, const PrWarehouseWishes *wishes, GError **error);

/* `uri` as it may be shown: escaped, and without a password. Free with g_free(). */
char *pr_warehouse_shown(const char *uri);

PrWarehouse *pr_warehouse_sqlite_new(const char *path, const PrLoadRun *run, GError **error);
PrWarehouse *pr_warehouse_postgresql_new(const char *uri, const PrLoadRun *run, GError **error);
PrWarehouse *pr_warehouse_csv_new(const char *folder, gboolean with_bom, const PrLoadRun *run, GError **error);
PrWarehouse *pr_warehouse_parquet_new(const char *folder, const PrLoadRun *run, GError **error);
PrWarehouse *pr_warehouse_jsonl_new(const char *file, const PrLoadRun *run, GError **error);
PrWarehouse *pr_warehouse_xml_new(const char *folder, const PrLoadRun *run, GError **error);
/* Standard output. */
PrWarehouse *pr_warehouse_stream_new(const PrLoadRun *run);
