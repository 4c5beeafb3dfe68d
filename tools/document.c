/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One document: pages → tables and paragraphs → clean text → forms and the rest → sink. Read top to bottom. */
#include "tools/document.h"

#include "tools/error.h"

/* A document on its way. */
typedef struct {
	PrChild *child;
	const PrDocumentPlan *plan;
	PrIssues *issues;
	PrSink *sink;
	PrBinder *binder; /* NULL: no forms are looked for */
	const char *sha256;
} Passage;

/* ---- counting ---- */

static guint
count_values(const PrNode *node)
{
	guint count = 0;

	if (node->kind == PR_NODE_LEAF)
		return !node->is_absent && node->raw != NULL && *node->raw != '\0';
	for (guint i = 0; node->children != NULL && i < node->children->len; i++)
		count += count_values(g_ptr_array_index(node->children, i));
	return count;
}

static void
count_piece(PrTally *tally, const PrPiece *piece)
{
	tally->tables += piece->tables != NULL ? piece->tables->len : 0;
	if (piece->kind != PR_PIECE_FORM)
		return;
	tally->forms++;
	tally->values += count_values(piece->record->root);
}

/* ---- the way ---- */

static gboolean
deliver(Passage *passage, const PrPiece *piece, GError **error)
{
	count_piece(&passage->child->tally, piece);
	return passage->sink->piece == NULL || passage->sink->piece(passage->sink, piece, error);
}

static gboolean
deliver_bound(Passage *passage, GError **error)
{
	for (;;) {
		g_autoptr(PrPiece) piece = pr_binder_next(passage->binder);

		if (piece == NULL)
			return TRUE;
		if (!deliver(passage, piece, error))
			return FALSE;
	}
}

/* Where no forms are looked for, each thing found is a piece of its own. */
static gboolean
deliver_single(Passage *passage, PrPieceKind kind, gpointer thing, GError **error)
{
	g_autoptr(PrPiece) piece = pr_piece_new(kind);

	g_ptr_array_add(kind == PR_PIECE_TABLE ? piece->tables : piece->paragraphs, thing);
	return deliver(passage, piece, error);
}

static void
note_page(Passage *passage, const PrPageReport *page)
{
	PrTally *tally = &passage->child->tally;

	tally->pages++;
	tally->shown += page->shown;
	tally->placed += page->placed;
	if (passage->sink->page != NULL)
		passage->sink->page(passage->sink, page);
}

static gboolean
take_item(Passage *passage, PrItem *item, GError **error)
{
	switch (item->kind) {
	case PR_ITEM_PAGE:
		note_page(passage, &item->page);
		return TRUE;
	case PR_ITEM_TABLE: {
		PrCleanTable *table = pr_normalize_table(g_steal_pointer(&item->table));

		if (passage->plan->corrections != NULL)
			pr_corrections_apply(passage->plan->corrections, passage->sha256, table, passage->issues);
		if (passage->binder == NULL)
			return deliver_single(passage, PR_PIECE_TABLE, table, error);
		pr_binder_push_table(passage->binder, table);
		return deliver_bound(passage, error);
	}
	case PR_ITEM_PARAGRAPH:
		if (passage->binder == NULL)
			return deliver_single(passage, PR_PIECE_PARAGRAPH, g_steal_pointer(&item->paragraph), error);
		pr_binder_push_paragraph(passage->binder, g_steal_pointer(&item->paragraph));
		return deliver_bound(passage, error);
	case PR_ITEM_DECLINED:
		passage->sink->declined(passage->sink, item->declined);
		return TRUE;
	default:
		g_assert_not_reached();
	}
}

static gboolean
pass_all(Passage *passage, PrExtract *extract, GError **error)
{
	g_autoptr(GError) cause = NULL;

	for (;;) {
		g_autoptr(PrItem) item = pr_extract_next(extract, &cause);

		if (item == NULL)
			break;
		if (!take_item(passage, item, error))
			return FALSE;
	}
	if (cause != NULL) {
		g_propagate_error(error, g_steal_pointer(&cause));
		return FALSE;
	}
	if (passage->binder == NULL)
		return TRUE;
	pr_binder_finish(passage->binder);
	return deliver_bound(passage, error);
}

/* ---- what is said ---- */

static void
say_issue(PrChild *child, const PrIssue *issue)
{
	g_autofree char *page = issue->page > 0 ? g_strdup_printf("page %d: ", issue->page) : g_strdup("");

	pr_child_say(child, "%s%s: %s [%s]%s%s", page, pr_severity_name(issue->kind->severity), issue->kind->summary,
		issue->kind->tag, issue->detail != NULL ? ": " : "", issue->detail != NULL ? issue->detail : "");
}

/* The kinds of `issues` in the order of their first issue; counts them all, those past the list too. */
static GPtrArray *
count_kinds(const PrIssues *issues, PrTally *tally)
{
	GPtrArray *kinds = g_ptr_array_new();

	for (guint i = 0; i < pr_issues_count(issues); i++) {
		const PrIssueKind *kind = pr_issues_at(issues, i)->kind;

		if (g_ptr_array_find(kinds, kind, NULL))
			continue;
		g_ptr_array_add(kinds, (gpointer)kind);
		tally->issues[kind->severity] += pr_issues_count_of(issues, kind);
	}
	return kinds;
}

/* "text-unmapped, page-too-full ×3": those that are more than notes. */
static char *
list_grave_tags(const PrIssues *issues, const GPtrArray *kinds)
{
	GString *tags = g_string_new(NULL);

	for (guint i = 0; i < kinds->len; i++) {
		const PrIssueKind *kind = g_ptr_array_index(kinds, i);
		guint count = pr_issues_count_of(issues, kind);

		if (kind->severity == PR_SEVERITY_NOTE)
			continue;
		g_string_append_printf(tags, "%s%s", tags->len > 0 ? ", " : "", kind->tag);
		if (count > 1)
			g_string_append_printf(tags, " ×%u", count);
	}
	return g_string_free(tags, FALSE);
}

static void
say_issues(PrChild *child, const PrIssues *issues)
{
	g_autoptr(GPtrArray) kinds = count_kinds(issues, &child->tally);
	g_autofree char *grave = list_grave_tags(issues, kinds);

	if (!child->is_verbose && *grave != '\0')
		pr_child_say(child, "%s (-v says more)", grave);
	if (!child->is_verbose)
		return;
	for (guint i = 0; i < pr_issues_count(issues); i++)
		say_issue(child, pr_issues_at(issues, i));
	g_autofree char *text = pr_tally_print(&child->tally);

	pr_child_say(child, "%s", text);
}

const char **
pr_document_options(const PrDocumentPlan *plan, GPtrArray *made)
{
	GPtrArray *list = g_ptr_array_new();

	if (plan->options->pages != NULL) {
		GString *ranges = g_string_new(NULL);

		for (guint i = 0; i < plan->options->pages->len; i++) {
			const PrPageRange *range = &g_array_index(plan->options->pages, PrPageRange, i);

			g_string_append_printf(ranges, "%s%d", i > 0 ? "," : "", range->first);
			if (range->last == G_MAXINT)
				g_string_append_c(ranges, '-');
			else if (range->last != range->first)
				g_string_append_printf(ranges, "-%d", range->last);
		}
		g_ptr_array_add(list, (gpointer) "pages");
		g_ptr_array_add(list, ranges->str);
		g_ptr_array_add(made, g_string_free(ranges, FALSE));
	}
	for (guint i = 0; plan->options->region_texts != NULL && plan->options->region_texts[i] != NULL; i++) {
		g_ptr_array_add(list, (gpointer) "region");
		g_ptr_array_add(list, plan->options->region_texts[i]);
	}
	if (plan->options->columns_text != NULL) {
		g_ptr_array_add(list, (gpointer) "columns");
		g_ptr_array_add(list, plan->options->columns_text);
	}
	if (plan->only != NULL) {
		g_ptr_array_add(list, (gpointer) "form");
		g_ptr_array_add(list, plan->only->id);
	}
	g_ptr_array_add(list, NULL);
	return (const char **)g_ptr_array_free(list, FALSE);
}

gboolean
pr_document_task(PrChild *child, gconstpointer data, GError **error)
{
	const PrDocumentPlan *plan = data;
	g_autoptr(PrIssues) issues = pr_issues_new();
	g_autoptr(PrPages) pages = pr_pages_open(child, plan->options, &plan->limits, issues, error);

	if (pages == NULL)
		return FALSE;
	g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func(g_free);
	g_autofree const char **options = pr_document_options(plan, made);
	const PrPdfInfo *pdf = pr_pages_info(pages);
	PrDocument document = {.forms = plan->forms,
		.relations = plan->relations,
		.is_raw = plan->options->is_raw,
		.output = child->output,
		.data = plan->data,
		.child = child,
		.options = plan->options,
		.info = {.file_name = child->name,
			.pdf = pdf,
			.password_used = pdf->is_encrypted && plan->options->passwords != NULL,
			.backend = pr_pdf_backend(),
			.options = options}};
	g_autoptr(PrSink) sink = plan->new_sink(&document, error);

	if (sink == NULL)
		return FALSE;
	g_autoptr(PrBinder) binder = plan->binds_forms ? pr_binder_new(plan->forms, plan->only, issues) : NULL;

	if (binder != NULL && sink->sighting != NULL)
		pr_binder_watch(binder, sink->sighting, sink);
	g_autoptr(PrExtract) extract = pr_extract_new(pr_pages_next, pages, &plan->limits, issues);
	Passage passage = {child, plan, issues, sink, binder, pdf->sha256};

	if (plan->corrections != NULL && !pr_corrections_concern(plan->corrections, pdf->sha256))
		pr_child_say(child, "no correction is of this document");
	if (pdf->is_tagged)
		pr_extract_tags(extract, pr_pages_tags, pages);
	pr_extract_guide(extract, &(PrGuide){plan->options->regions, plan->options->columns});

	if (sink->declined != NULL)
		pr_extract_tell_declined(extract);
	if (!pass_all(&passage, extract, error) || !sink->end(sink, issues, error))
		return FALSE;
	say_issues(child, issues);
	return TRUE;
}
