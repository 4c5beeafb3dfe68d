/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Findings as lines for people, and as CSV for their spreadsheets. */
#include "tools/report.h"

#include "tools/csv.h"
#include "tools/writer.h"

static int
first_page(const PrFinding *finding)
{
	return finding->places->len > 0 ? g_array_index(finding->places, PrPlace, 0).page : 0;
}

/* ---- text ---- */

static void
put_finding(PrWriter *out, const PrFindingsOf *of, const PrFinding *finding, gboolean is_english)
{
	const char *message = is_english && finding->message_en != NULL ? finding->message_en : finding->message;
	int page = first_page(finding);

	pr_writer_put(out, pr_finding_file(finding, of->file));
	if (page > 0) {
		pr_writer_put(out, ": page ");
		pr_writer_put_int(out, page);
	}
	pr_writer_put(out, ": ");
	pr_writer_put(out, finding->waived_by != NULL ? "waived" : pr_severity_name(finding->severity));
	pr_writer_put(out, ": ");
	pr_writer_put(out, message);
	pr_writer_put(out, " [");
	pr_writer_put(out, finding->rule);
	pr_writer_put_char(out, ' ');
	pr_writer_put(out, finding->id);
	pr_writer_put(out, "]\n    ");
	pr_writer_put(out, finding->where);
	if (*finding->printed != '\0' || *finding->expected != '\0') {
		pr_writer_put(out, ": ");
		pr_writer_put(out, finding->printed);
		pr_writer_put(out, " → ");
		pr_writer_put(out, finding->expected);
	}
	if (*finding->arithmetic != '\0') {
		pr_writer_put(out, "; ");
		pr_writer_put(out, finding->arithmetic);
	}
	pr_writer_put_char(out, '\n');
	if (finding->waived_by == NULL)
		return;
	pr_writer_put(out, "    ");
	pr_writer_put(out, finding->waived_by);
	pr_writer_put(out, ": ");
	pr_writer_put(out, finding->waived_reason);
	pr_writer_put_char(out, '\n');
}

static void
put_count(PrWriter *out, guint count, const char *what)
{
	pr_writer_put(out, ", ");
	pr_writer_put_int(out, count);
	pr_writer_put_char(out, ' ');
	pr_writer_put(out, what);
}

static guint
count_rounding(const PrFindings *findings)
{
	guint count = 0;

	for (guint i = 0; i < findings->list->len; i++)
		count += pr_finding_is_rounding(g_ptr_array_index(findings->list, i));
	return count;
}

static gboolean
write_text(const PrFindingsOf *of, int fd, gboolean is_english, GError **error)
{
	g_autoptr(PrWriter) out = pr_writer_new(fd);
	const PrFindings *findings = of->findings;

	for (guint i = 0; i < findings->list->len; i++)
		put_finding(out, of, g_ptr_array_index(findings->list, i), is_english);
	pr_writer_put(out, of->file);
	pr_writer_put(out, ": ");
	pr_writer_put_int(out, pr_findings_count_of(findings, PR_SEVERITY_ERROR));
	pr_writer_put(out, " errors");
	put_count(out, pr_findings_count_of(findings, PR_SEVERITY_WARNING), "warnings");
	put_count(out, pr_findings_count_of(findings, PR_SEVERITY_NOTE), "notes");
	put_count(out, count_rounding(findings), "about rounding");
	put_count(out, findings->confirmations->len, "of ");
	pr_writer_put_int(out, findings->amounts);
	pr_writer_put(out, " amounts confirmed\n");
	return pr_writer_flush(out, error);
}

gboolean
pr_report_text(const PrFindingsOf *of, int fd, GError **error)
{
	return write_text(of, fd, FALSE, error);
}

gboolean
pr_report_text_en(const PrFindingsOf *of, int fd, GError **error)
{
	return write_text(of, fd, TRUE, error);
}

/* ---- CSV ---- */

static void
put_row(PrWriter *out, const PrFindingsOf *of, const PrFinding *finding)
{
	g_autofree char *page = g_strdup_printf("%d", first_page(finding));
	const char *fields[] = {pr_finding_file(finding, of->file), page, finding->id, finding->set, finding->rule,
		pr_severity_name(finding->severity), finding->category, finding->where, finding->printed,
		finding->expected, finding->arithmetic, finding->message, finding->message_en, finding->waived_by,
		finding->waived_reason};

	for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
		if (i > 0)
			pr_writer_put_char(out, ',');
		pr_csv_put_field(out, fields[i] != NULL ? fields[i] : "");
	}
	pr_writer_put_char(out, '\n');
}

gboolean
pr_report_csv(const PrFindingsOf *of, int fd, GError **error)
{
	g_autoptr(PrWriter) out = pr_writer_new(fd);

	pr_writer_put(out,
		"#file,page,id,set,rule,severity,category,where,printed,expected,arithmetic,message,message-en,waived-by,"
		"waived-reason\n");
	for (guint i = 0; i < of->findings->list->len; i++)
		put_row(out, of, g_ptr_array_index(of->findings->list, i));
	return pr_writer_flush(out, error);
}
