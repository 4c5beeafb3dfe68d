/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrWaivers: findings that somebody has looked at and lets stand.
 *
 * A file of lines: id, who, reason, parted by tabs. Blank lines and lines that begin with # are skipped. A waived
 * finding is still shown, with the reason, and no longer counts. */
#pragma once

#include "schema/findings.h"

typedef struct PrWaivers PrWaivers;

/* NULL with PR_SCHEMA_ERROR_SYNTAX and the line. */
PrWaivers *pr_waivers_read(const char *text, const char *origin, GError **error);
void pr_waivers_free(PrWaivers *waivers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrWaivers, pr_waivers_free)

/* Marks the findings that are waived. `waivers` may be NULL. */
void pr_waivers_apply(const PrWaivers *waivers, PrFindings *findings);
