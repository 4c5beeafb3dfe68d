/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrManifest: a line of JSON for each input of a load, in their order; and the summary of it all. */
#pragma once

#include "tools/batch.h"
#include "tools/json.h"

/* What became of an input. */
typedef enum {
	PR_VERDICT_LOADED,
	PR_VERDICT_PARTIAL,   /* loaded, as far as it could be read */
	PR_VERDICT_UNCHANGED, /* it is there already */
	PR_VERDICT_DUPLICATE, /* an input before has the same content */
	PR_VERDICT_FAILED,
	PR_VERDICTS,
} PrVerdict;

const char *pr_verdict_name(PrVerdict verdict);

typedef struct {
	const char *name, *sha256; /* NULL where it could not be read */
	PrVerdict verdict;
	const char *reason;   /* of FAILED and PARTIAL; else NULL */
	const PrTally *tally; /* of what was read in this run; else NULL */
} PrManifestLine;

typedef struct PrManifest PrManifest;

/* Writes to the file `path`, in place of what was there. NULL with an output error. */
PrManifest *pr_manifest_new(const char *path, GError **error);
void pr_manifest_free(PrManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrManifest, pr_manifest_free)
/* The line is in the file when this returns. */
gboolean pr_manifest_add(PrManifest *manifest, const PrManifestLine *line, GError **error);
/* The members that a tally has. */
void pr_json_tally(PrJson *json, const PrTally *tally);
