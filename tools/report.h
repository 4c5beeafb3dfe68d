/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Findings for people and programs: text, JSON Lines, CSV, SARIF. Those in XML are the schema stage's. */
#pragma once

#include "schema/findings-xml.h"
#include "tools/json.h"

/* Each writes the findings of one document to `fd`; FALSE with an output error. */
gboolean pr_report_text(const PrFindingsOf *of, int fd, GError **error);
gboolean pr_report_text_en(const PrFindingsOf *of, int fd, GError **error);
gboolean pr_report_jsonl(const PrFindingsOf *of, int fd, GError **error);
gboolean pr_report_csv(const PrFindingsOf *of, int fd, GError **error);
gboolean pr_report_sarif(const PrFindingsOf *of, int fd, GError **error);
/* One finding as an object; `file` may be NULL. */
void pr_json_finding(PrJson *json, const PrFinding *finding, const char *file);
