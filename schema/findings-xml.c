/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Findings in three kinds of XML. */
#include "schema/findings-xml.h"

#include "schema/xml-parts.h"

#define DOCUMENT_NAMESPACE "urn:piperoll:document:1"
#define SVRL_NAMESPACE "http://purl.oclc.org/dsdl/svrl"

/* ---- our own ---- */

static void
write_operand(PrXml *xml, const PrOperand *operand)
{
	pr_xml_begin(xml, "operand");
	if (operand->file != NULL)
		pr_xml_word(xml, "file", operand->file);
	pr_xml_element(xml, "label", operand->label);
	pr_xml_element(xml, "raw", operand->printed);
	pr_xml_places(xml, "place", operand->places);
	pr_xml_end(xml);
}

static void
write_text(PrXml *xml, const char *name, const char *text)
{
	if (text != NULL && *text != '\0')
		pr_xml_element(xml, name, text);
}

static void
write_finding(PrXml *xml, const PrFinding *finding)
{
	pr_xml_begin(xml, "finding");
	pr_xml_word(xml, "id", finding->id);
	pr_xml_word(xml, "rule", finding->rule);
	pr_xml_word(xml, "set", finding->set);
	pr_xml_word(xml, "severity", pr_severity_name(finding->severity));
	pr_xml_word(xml, "category", finding->category);
	if (finding->file != NULL)
		pr_xml_word(xml, "file", finding->file);
	if (finding->form > 0)
		pr_xml_int(xml, "form", finding->form);
	if (finding->table > 0)
		pr_xml_int(xml, "table", finding->table);
	pr_xml_element(xml, "where", finding->where);
	pr_xml_element(xml, "message", finding->message);
	write_text(xml, "message-en", finding->message_en);
	write_text(xml, "raw", finding->printed);
	write_text(xml, "expected", finding->expected);
	write_text(xml, "arithmetic", finding->arithmetic);
	pr_xml_places(xml, "place", finding->places);
	for (guint i = 0; i < finding->operands->len; i++)
		write_operand(xml, g_ptr_array_index(finding->operands, i));
	if (finding->waived_by != NULL) {
		pr_xml_begin(xml, "waived");
		pr_xml_element(xml, "who", finding->waived_by);
		pr_xml_element(xml, "reason", finding->waived_reason);
		pr_xml_end(xml);
	}
	pr_xml_end_block(xml);
}

static void
write_confirmation(PrXml *xml, const PrConfirmation *confirmation)
{
	pr_xml_begin(xml, "confirmed");
	pr_xml_word(xml, "rule", confirmation->rule);
	pr_xml_element(xml, "where", confirmation->where);
	pr_xml_places(xml, "place", confirmation->places);
	pr_xml_end(xml);
}

void
pr_xml_findings(PrXml *xml, const PrFindings *findings)
{
	pr_xml_int(xml, "amounts", findings->amounts);
	pr_xml_int(xml, "confirmed", findings->confirmations->len);
	for (guint i = 0; i < findings->list->len; i++)
		write_finding(xml, g_ptr_array_index(findings->list, i));
	for (guint i = 0; i < findings->confirmations->len; i++)
		write_confirmation(xml, g_ptr_array_index(findings->confirmations, i));
}

gboolean
pr_findings_write_xml(const PrFindingsOf *of, int fd, GError **error)
{
	g_autoptr(PrXml) xml = pr_xml_new(fd, NULL);

	pr_xml_begin(xml, "findings");
	pr_xml_word(xml, "xmlns", DOCUMENT_NAMESPACE);
	pr_xml_findings(xml, of->findings);
	pr_xml_end_block(xml);
	return pr_xml_finish(xml, error);
}

/* ---- SVRL ---- */

static gboolean
is_same(const PrFinding *a, const PrFinding *b)
{
	return a != NULL && g_strcmp0(a->set, b->set) == 0 && g_strcmp0(a->pattern, b->pattern) == 0;
}

static void
write_failed_assert(PrXml *xml, const PrFinding *finding)
{
	pr_xml_begin(xml, "svrl:fired-rule");
	pr_xml_word(xml, "context", finding->location);
	pr_xml_end(xml);
	pr_xml_begin(xml, "svrl:failed-assert");
	pr_xml_word(xml, "id", finding->assertion);
	pr_xml_word(xml, "location", finding->location);
	pr_xml_word(xml, "role", pr_severity_name(finding->severity));
	pr_xml_word(xml, "test", finding->rule);
	pr_xml_begin(xml, "svrl:text");
	pr_xml_text(xml, finding->message);
	pr_xml_end(xml);
	if (finding->message_en != NULL) {
		pr_xml_begin(xml, "svrl:diagnostic-reference");
		pr_xml_word(xml, "diagnostic", finding->assertion);
		pr_xml_word(xml, "xml:lang", "en");
		pr_xml_text(xml, finding->message_en);
		pr_xml_end(xml);
	}
	pr_xml_end_block(xml);
}

/* The report's own schema wants the findings of a pattern behind that pattern. */
static int
compare_patterns(gconstpointer a, gconstpointer b)
{
	const PrFinding *one = *(PrFinding *const *)a, *two = *(PrFinding *const *)b;
	int order = g_strcmp0(one->set, two->set);

	return order != 0 ? order : g_strcmp0(one->pattern, two->pattern);
}

gboolean
pr_findings_write_svrl(const PrFindingsOf *of, int fd, GError **error)
{
	g_autoptr(PrXml) xml = pr_xml_new(fd, NULL);
	g_autoptr(GPtrArray) sorted = g_ptr_array_new();
	const PrFinding *before = NULL;

	for (guint i = 0; i < of->findings->list->len; i++)
		g_ptr_array_add(sorted, g_ptr_array_index(of->findings->list, i));
	g_ptr_array_sort(sorted, compare_patterns);
	pr_xml_begin(xml, "svrl:schematron-output");
	pr_xml_word(xml, "xmlns:svrl", SVRL_NAMESPACE);
	pr_xml_word(xml, "title", of->file);
	pr_xml_begin(xml, "svrl:ns-prefix-in-attribute-values");
	pr_xml_word(xml, "uri", DOCUMENT_NAMESPACE);
	pr_xml_word(xml, "prefix", "d");
	pr_xml_end(xml);
	for (guint i = 0; i < sorted->len; i++) {
		const PrFinding *finding = g_ptr_array_index(sorted, i);

		if (!is_same(before, finding)) {
			pr_xml_begin(xml, "svrl:active-pattern");
			pr_xml_word(xml, "id", finding->pattern);
			pr_xml_word(xml, "name", finding->set);
			pr_xml_end(xml);
		}
		write_failed_assert(xml, finding);
		before = finding;
	}
	pr_xml_end_block(xml);
	return pr_xml_finish(xml, error);
}

/* ---- JUnit ---- */

static void
write_failures(PrXml *xml, const PrFindings *findings, const PrAssertionCount *verdict)
{
	for (guint i = 0; i < findings->list->len; i++) {
		const PrFinding *finding = g_ptr_array_index(findings->list, i);

		if (finding->waived_by != NULL || g_strcmp0(finding->set, verdict->set) != 0 ||
			g_strcmp0(finding->assertion, verdict->assertion) != 0)
			continue;
		pr_xml_begin(xml, "failure");
		pr_xml_word(xml, "type", pr_severity_name(finding->severity));
		pr_xml_word(xml, "message", finding->message);
		pr_xml_text(xml, finding->where);
		pr_xml_end(xml);
	}
}

gboolean
pr_findings_write_junit(const PrFindingsOf *of, int fd, GError **error)
{
	g_autoptr(PrXml) xml = pr_xml_new(fd, NULL);
	const PrFindings *findings = of->findings;
	guint tests = 0, failures = 0;

	for (guint i = 0; i < findings->verdicts->len; i++) {
		const PrAssertionCount *verdict = g_ptr_array_index(findings->verdicts, i);

		tests += verdict->held + verdict->failed > 0;
		failures += verdict->failed > 0;
	}
	pr_xml_begin(xml, "testsuites");
	pr_xml_begin(xml, "testsuite");
	pr_xml_word(xml, "name", of->file);
	pr_xml_int(xml, "tests", tests);
	pr_xml_int(xml, "failures", failures);
	for (guint i = 0; i < findings->verdicts->len; i++) {
		const PrAssertionCount *verdict = g_ptr_array_index(findings->verdicts, i);

		if (verdict->held + verdict->failed == 0)
			continue;
		pr_xml_begin(xml, "testcase");
		pr_xml_word(xml, "classname", verdict->set);
		pr_xml_word(xml, "name", verdict->assertion);
		write_failures(xml, findings, verdict);
		pr_xml_end_block(xml);
	}
	pr_xml_end_block(xml);
	pr_xml_end_block(xml);
	return pr_xml_finish(xml, error);
}
