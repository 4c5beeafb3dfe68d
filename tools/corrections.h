/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrCorrections: what reviewers said of documents on the page of `piperoll view`, read from the files that they saved
 * there. */
#pragma once

#include "extract/issue.h"
#include "normalize/normalize.h"
#include "schema/waivers.h"

typedef struct PrCorrections PrCorrections;

PrCorrections *pr_corrections_new(void);
void pr_corrections_free(PrCorrections *corrections);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrCorrections, pr_corrections_free)

/* Adds what the file at `path` says. FALSE with a usage error. */
gboolean pr_corrections_add_file(PrCorrections *corrections, const char *path, GError **error);
/* Whether any of them is of the document with this digest. */
gboolean pr_corrections_concern(const PrCorrections *corrections, const char *sha256);
/* Reads the cells of `table` as reviewers of this document say. One that was marked when something else was printed
 * there is left alone, and an issue. */
void pr_corrections_apply(const PrCorrections *corrections, const char *sha256, PrCleanTable *table, PrIssues *issues);

/* The waivers in the file at `path`: lines of them, or a file saved by a reviewer, who waived findings in it. NULL with
 * a usage error. */
PrWaivers *pr_corrections_read_waivers(const char *path, GError **error);
