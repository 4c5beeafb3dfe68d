/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The life of findings, and their ids. */
#include "schema/findings.h"

#include <string.h>

PrFindings *
pr_findings_new(void)
{
	PrFindings *findings = g_new0(PrFindings, 1);

	findings->list = g_ptr_array_new_with_free_func((GDestroyNotify)pr_finding_free);
	findings->verdicts = g_ptr_array_new();
	findings->confirmations = g_ptr_array_new();
	return findings;
}

static void
verdict_free(gpointer data, gpointer unused)
{
	PrAssertionCount *verdict = data;

	g_free(verdict->set);
	g_free(verdict->assertion);
	g_free(verdict->rule);
	g_free(verdict);
}

static void
confirmation_free(gpointer data, gpointer unused)
{
	PrConfirmation *confirmation = data;

	g_free(confirmation->where);
	g_free(confirmation->rule);
	g_array_unref(confirmation->places);
	g_free(confirmation);
}

void
pr_findings_free(PrFindings *findings)
{
	if (findings == NULL)
		return;
	g_ptr_array_unref(findings->list);
	g_ptr_array_foreach(findings->verdicts, verdict_free, NULL);
	g_ptr_array_unref(findings->verdicts);
	g_ptr_array_foreach(findings->confirmations, confirmation_free, NULL);
	g_ptr_array_unref(findings->confirmations);
	g_free(findings);
}

PrOperand *
pr_operand_new(void)
{
	PrOperand *operand = g_new0(PrOperand, 1);

	operand->places = g_array_new(FALSE, FALSE, sizeof(PrPlace));
	return operand;
}

void
pr_operand_free(PrOperand *operand)
{
	if (operand == NULL)
		return;
	g_free(operand->file);
	g_free(operand->label);
	g_free(operand->printed);
	g_array_unref(operand->places);
	g_free(operand);
}

PrFinding *
pr_finding_new(void)
{
	PrFinding *finding = g_new0(PrFinding, 1);

	finding->places = g_array_new(FALSE, FALSE, sizeof(PrPlace));
	finding->operands = g_ptr_array_new_with_free_func((GDestroyNotify)pr_operand_free);
	return finding;
}

void
pr_finding_free(PrFinding *finding)
{
	if (finding == NULL)
		return;
	char *texts[] = {finding->rule, finding->assertion, finding->set, finding->pattern, finding->category,
		finding->message, finding->message_en, finding->printed, finding->expected, finding->arithmetic,
		finding->file, finding->where, finding->location, finding->waived_by, finding->waived_reason};

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		g_free(texts[i]);
	g_array_unref(finding->places);
	g_ptr_array_unref(finding->operands);
	g_free(finding);
}

/* What a reader would call the same finding has the same id: the print is part of it, so a waiver does not outlive a
 * correction, and the words of the message are not, so it outlives a better wording. */
void
pr_finding_identify(PrFinding *finding, const char *document)
{
	const char *parts[] = {
		document, finding->set, finding->rule, finding->where, finding->printed, finding->expected};
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);

	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		const char *part = parts[i] != NULL ? parts[i] : "";

		g_checksum_update(sum, (const guchar *)part, (gssize)strlen(part) + 1);
	}
	g_strlcpy(finding->id, g_checksum_get_string(sum), sizeof finding->id);
}

gboolean
pr_finding_is_rounding(const PrFinding *finding)
{
	return g_strcmp0(finding->category, "rounding") == 0;
}

guint
pr_findings_count(const PrFindings *findings, PrSeverity severity)
{
	guint count = 0;

	for (guint i = 0; i < findings->list->len; i++) {
		const PrFinding *finding = g_ptr_array_index(findings->list, i);

		count += finding->waived_by == NULL && finding->severity >= severity;
	}
	return count;
}

guint
pr_findings_count_of(const PrFindings *findings, PrSeverity severity)
{
	guint count = 0;

	for (guint i = 0; i < findings->list->len; i++) {
		const PrFinding *finding = g_ptr_array_index(findings->list, i);

		count +=
			finding->waived_by == NULL && finding->severity == severity && !pr_finding_is_rounding(finding);
	}
	return count;
}
