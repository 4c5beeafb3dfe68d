/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrViewPlan: what the review pages of a run are made with. */
#pragma once

#include "schema/rules.h"
#include "schema/waivers.h"

/* PrDocumentPlan.data of pr_sink_view_new(). */
typedef struct {
	const PrRules *rules;
	const PrWaivers *waivers; /* may be NULL */
} PrViewPlan;
