/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The data of the review page: what tools/view/view.js reads. */
#pragma once

#include "schema/document-xml.h"
#include "schema/findings.h"
#include "tools/json.h"

void pr_view_begin(PrJson *json, const PrDocumentInfo *info);
void pr_view_piece(PrJson *json, const PrPiece *piece);
/* `reports`: of PrPageReport. */
void pr_view_end(PrJson *json, const GArray *reports, const PrIssues *issues, const PrFindings *findings);
