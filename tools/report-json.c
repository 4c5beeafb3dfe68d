/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Findings as JSON Lines, and as SARIF for programs that show the findings of many tools. */
#include "tools/report.h"

#include "tools/json-parts.h"

static guint
count_waived(const PrFindings *findings, gboolean is_rounding)
{
	guint count = 0;

	for (guint i = 0; i < findings->list->len; i++) {
		const PrFinding *finding = g_ptr_array_index(findings->list, i);

		count += is_rounding ? finding->waived_by == NULL && pr_finding_is_rounding(finding)
				     : finding->waived_by != NULL;
	}
	return count;
}

/* ---- JSON Lines ---- */

static void
put_operands(PrJson *json, const GPtrArray *operands)
{
	pr_json_begin_array(json, "operands");
	for (guint i = 0; i < operands->len; i++) {
		const PrOperand *operand = g_ptr_array_index(operands, i);

		pr_json_begin_object(json, NULL);
		if (operand->file != NULL)
			pr_json_string(json, "file", operand->file);
		pr_json_string(json, "label", operand->label);
		pr_json_string(json, "printed", operand->printed);
		pr_json_places(json, "places", operand->places);
		pr_json_end_object(json);
	}
	pr_json_end_array(json);
}

void
pr_json_finding(PrJson *json, const PrFinding *finding, const char *file)
{
	pr_json_begin_object(json, NULL);
	pr_json_string(json, "type", "finding");
	if (pr_finding_file(finding, file) != NULL)
		pr_json_string(json, "file", pr_finding_file(finding, file));
	pr_json_string(json, "id", finding->id);
	pr_json_string(json, "rule", finding->rule);
	pr_json_string(json, "set", finding->set);
	pr_json_string(json, "severity", pr_severity_name(finding->severity));
	pr_json_string(json, "class", finding->category);
	pr_json_begin_object(json, "message");
	pr_json_string(json, "zh", finding->message);
	pr_json_string(json, "en", finding->message_en != NULL ? finding->message_en : finding->message);
	pr_json_end_object(json);
	pr_json_string(json, "printed", finding->printed);
	pr_json_string(json, "expected", finding->expected);
	pr_json_string(json, "arithmetic", finding->arithmetic);
	pr_json_string(json, "where", finding->where);
	if (finding->form > 0)
		pr_json_int(json, "form", finding->form);
	if (finding->table > 0)
		pr_json_int(json, "table", finding->table);
	if (finding->places->len > 0)
		pr_json_int(json, "page", g_array_index(finding->places, PrPlace, 0).page);
	pr_json_places(json, "places", finding->places);
	put_operands(json, finding->operands);
	if (finding->waived_by != NULL) {
		pr_json_begin_object(json, "waived");
		pr_json_string(json, "reason", finding->waived_reason);
		pr_json_string(json, "who", finding->waived_by);
		pr_json_end_object(json);
	}
	pr_json_end_object(json);
}

gboolean
pr_report_jsonl(const PrFindingsOf *of, int fd, GError **error)
{
	g_autoptr(PrWriter) out = pr_writer_new(fd);
	const PrFindings *findings = of->findings;

	for (guint i = 0; i < findings->list->len; i++) {
		g_autoptr(PrJson) json = pr_json_new_line(out);

		pr_json_finding(json, g_ptr_array_index(findings->list, i), of->file);
	}
	g_autoptr(PrJson) json = pr_json_new_line(out);

	pr_json_begin_object(json, NULL);
	pr_json_string(json, "type", "summary");
	pr_json_string(json, "file", of->file);
	pr_json_int(json, "errors", pr_findings_count_of(findings, PR_SEVERITY_ERROR));
	pr_json_int(json, "warnings", pr_findings_count_of(findings, PR_SEVERITY_WARNING));
	pr_json_int(json, "notes", pr_findings_count_of(findings, PR_SEVERITY_NOTE));
	pr_json_int(json, "rounding", count_waived(findings, TRUE));
	pr_json_int(json, "waived", count_waived(findings, FALSE));
	pr_json_int(json, "amounts", findings->amounts);
	pr_json_int(json, "confirmed", findings->confirmations->len);
	pr_json_end_object(json);
	return pr_writer_flush(out, error);
}

/* ---- SARIF ---- */

static void
put_location(PrJson *json, const PrFindingsOf *of, const PrFinding *finding)
{
	pr_json_begin_array(json, "locations");
	pr_json_begin_object(json, NULL);
	pr_json_begin_object(json, "physicalLocation");
	pr_json_begin_object(json, "artifactLocation");
	g_autofree char *uri = g_uri_escape_string(pr_finding_file(finding, of->file), "/", FALSE);

	pr_json_string(json, "uri", uri);
	pr_json_end_object(json);
	pr_json_end_object(json);
	pr_json_begin_array(json, "logicalLocations");
	pr_json_begin_object(json, NULL);
	pr_json_string(json, "fullyQualifiedName", finding->where);
	pr_json_end_object(json);
	pr_json_end_array(json);
	pr_json_end_object(json);
	pr_json_end_array(json);
}

static void
put_result(PrJson *json, const PrFindingsOf *of, const PrFinding *finding)
{
	pr_json_begin_object(json, NULL);
	pr_json_string(json, "ruleId", finding->rule);
	pr_json_string(json, "level", pr_severity_name(finding->severity));
	pr_json_begin_object(json, "message");
	pr_json_string(json, "text", finding->message);
	pr_json_end_object(json);
	put_location(json, of, finding);
	pr_json_begin_object(json, "partialFingerprints");
	pr_json_string(json, "piperollFinding/v1", finding->id);
	pr_json_end_object(json);
	if (finding->waived_by != NULL) {
		pr_json_begin_array(json, "suppressions");
		pr_json_begin_object(json, NULL);
		pr_json_string(json, "kind", "external");
		pr_json_string(json, "justification", finding->waived_reason);
		pr_json_end_object(json);
		pr_json_end_array(json);
	}
	pr_json_begin_object(json, "properties");
	pr_json_string(json, "set", finding->set);
	pr_json_string(json, "class", finding->category);
	pr_json_string(json, "printed", finding->printed);
	pr_json_string(json, "expected", finding->expected);
	pr_json_string(json, "arithmetic", finding->arithmetic);
	pr_json_places(json, "places", finding->places);
	put_operands(json, finding->operands);
	pr_json_end_object(json);
	pr_json_end_object(json);
}

/* Each rule that was tried, once, in the order of the rule sets. */
static void
put_rules(PrJson *json, const PrFindings *findings)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

	pr_json_begin_array(json, "rules");
	for (guint i = 0; i < findings->verdicts->len; i++) {
		const PrAssertionCount *verdict = g_ptr_array_index(findings->verdicts, i);

		if (!g_hash_table_add(seen, verdict->rule))
			continue;
		pr_json_begin_object(json, NULL);
		pr_json_string(json, "id", verdict->rule);
		pr_json_end_object(json);
	}
	pr_json_end_array(json);
}

gboolean
pr_report_sarif(const PrFindingsOf *of, int fd, GError **error)
{
	g_autoptr(PrWriter) out = pr_writer_new(fd);
	g_autoptr(PrJson) json = pr_json_new(out);

	pr_json_begin_object(json, NULL);
	pr_json_string(json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
	pr_json_string(json, "version", "2.1.0");
	pr_json_begin_array(json, "runs");
	pr_json_begin_object(json, NULL);
	pr_json_begin_object(json, "tool");
	pr_json_begin_object(json, "driver");
	pr_json_string(json, "name", "piperoll");
	pr_json_string(json, "version", PIPEROLL_VERSION);
	put_rules(json, of->findings);
	pr_json_end_object(json);
	pr_json_end_object(json);
	pr_json_begin_array(json, "results");
	for (guint i = 0; i < of->findings->list->len; i++)
		put_result(json, of, g_ptr_array_index(of->findings->list, i));
	pr_json_end_array(json);
	pr_json_end_object(json);
	pr_json_end_array(json);
	pr_json_end_object(json);
	return pr_writer_flush(out, error);
}
