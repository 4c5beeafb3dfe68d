/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrCheckPlan: how the documents of a run are checked, and what is made of their findings. */
#pragma once

#include "schema/rules.h"
#include "schema/waivers.h"
#include "tools/document.h"
#include "tools/report.h"

/* No finding is as grave. */
#define PR_FAIL_NEVER (PR_SEVERITY_ERROR + 1)

typedef struct {
	PrDocumentPlan document; /* for inputs that are no XML yet */
	const PrRules *rules;
	const PrWaivers *waivers; /* may be NULL */
	PrCheckOptions options;
	int fail_on;              /* PrSeverity or PR_FAIL_NEVER */
	PrFindingsWrite write;
} PrCheckPlan;

/* PrTask over a PrCheckPlan: a PDF, or the XML of one. */
gboolean pr_check_task(PrChild *child, gconstpointer plan, GError **error);
