/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A document as rows for a warehouse. Rows go out as the data come, so nothing is held but counters: first the
 * document, then each piece as the relations have it, with what full-text search shall find of it; pages as they are
 * done, the issues last. */
#include "tools/sink.h"

#include "tools/grams.h"
#include "tools/row.h"

#define VALUES_MAX 16
#define NUMBER_BUFFER PR_COORDINATE_BUFFER

typedef struct {
	PrSink sink;
	PrWriter *out;
	PrRowWriter *rows;
	PrRowMaker *maker;
	const PrRelation *document, *page, *issue, *passage;
	char *sha256;
	gint64 passages;
	GString *text, *grams; /* of one passage */
} RowSink;

/* A row of our own: values one behind the other. */
typedef struct {
	const char *values[VALUES_MAX];
	char numbers[VALUES_MAX][NUMBER_BUFFER];
	guint count;
} Line;

static void
put(Line *line, const char *text)
{
	line->values[line->count++] = text;
}

static void
put_int(Line *line, gint64 number)
{
	g_snprintf(line->numbers[line->count], NUMBER_BUFFER, "%" G_GINT64_FORMAT, number);
	put(line, line->numbers[line->count]);
}

static void
put_points(Line *line, double points)
{
	put(line, pr_coordinate_print(points, line->numbers[line->count]));
}

static void
end_line(RowSink *self, const PrRelation *relation, const Line *line)
{
	g_assert(line->count == relation->columns->len);
	pr_row_write(relation, line->values, self->rows);
}

/* ---- passages ---- */

static void
begin_passage(RowSink *self)
{
	g_string_truncate(self->text, 0);
	g_string_truncate(self->grams, 0);
}

static void
add_to_passage(RowSink *self, const PrClean *clean)
{
	if (*clean->text == '\0')
		return;
	if (self->text->len > 0)
		g_string_append_c(self->text, ' ');
	g_string_append(self->text, clean->text);
	pr_grams_append(self->grams, clean->folded);
}

/* `table` is 0 outside of tables, `row` -1 outside of their rows. */
static void
end_passage(RowSink *self, int page, int table, int row)
{
	Line line = {.count = 0};

	if (self->text->len == 0)
		return;
	put(&line, self->sha256);
	put_int(&line, ++self->passages);
	put_int(&line, page);
	if (table > 0)
		put_int(&line, table);
	else
		put(&line, NULL);
	if (row >= 0)
		put_int(&line, row);
	else
		put(&line, NULL);
	put(&line, self->text->str);
	put(&line, self->grams->str);
	end_line(self, self->passage, &line);
}

static int
page_of_row(const PrTable *table, int row)
{
	int page = 0;

	for (guint i = 0; i < table->parts->len; i++) {
		const PrPart *part = &g_array_index(table->parts, PrPart, i);

		if (i == 0 || (part->first_row <= row && part->first_col == 0))
			page = part->page;
	}
	return page;
}

/* The title, and each row as its cells read, with spaces between. */
static void
put_table_passages(RowSink *self, const PrCleanTable *clean)
{
	const PrTable *table = clean->table;
	guint next = 0;

	begin_passage(self);
	if (clean->title != NULL)
		add_to_passage(self, clean->title);
	end_passage(self, page_of_row(table, 0), table->number, -1);
	for (int row = 0; row < table->rows; row++) {
		begin_passage(self);
		for (; next < table->cells->len && ((const PrCell *)g_ptr_array_index(table->cells, next))->row == row;
			next++)
			add_to_passage(self, g_ptr_array_index(clean->cells, next));
		end_passage(self, page_of_row(table, row), table->number, row);
	}
}

static void
put_paragraph_passage(RowSink *self, const PrParagraph *paragraph)
{
	g_autoptr(PrClean) clean = pr_clean_new(&paragraph->text);

	begin_passage(self);
	add_to_passage(self, clean);
	end_passage(self, paragraph->page, 0, -1);
}

/* ---- the sink ---- */

static gboolean
write_piece(PrSink *sink, const PrPiece *piece, GError **error)
{
	RowSink *self = (RowSink *)sink;

	pr_row_maker_piece(self->maker, piece);
	for (guint i = 0; i < piece->paragraphs->len; i++)
		put_paragraph_passage(self, g_ptr_array_index(piece->paragraphs, i));
	for (guint i = 0; i < piece->tables->len; i++)
		put_table_passages(self, g_ptr_array_index(piece->tables, i));
	return TRUE;
}

static void
note_page(PrSink *sink, const PrPageReport *page)
{
	RowSink *self = (RowSink *)sink;
	Line line = {.count = 0};

	put(&line, self->sha256);
	put_int(&line, page->page);
	put_points(&line, page->width);
	put_points(&line, page->height);
	put_int(&line, page->shown);
	put_int(&line, page->placed);
	put_int(&line, page->left_out);
	end_line(self, self->page, &line);
}

static void
put_issue(RowSink *self, guint number, const PrIssue *issue)
{
	const float sides[] = {issue->box.x0, issue->box.y0, issue->box.x1, issue->box.y1};
	gboolean has_place = issue->page > 0 && !pr_rect_is_empty(issue->box);
	Line line = {.count = 0};

	put(&line, self->sha256);
	put_int(&line, number);
	put(&line, issue->kind->tag);
	put(&line, pr_severity_name(issue->kind->severity));
	put(&line, issue->detail);
	if (issue->page > 0)
		put_int(&line, issue->page);
	else
		put(&line, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(sides); i++)
		if (has_place)
			put_points(&line, sides[i]);
		else
			put(&line, NULL);
	end_line(self, self->issue, &line);
}

static void
note_findings(PrSink *sink, const PrFindings *findings)
{
	pr_row_maker_findings(((RowSink *)sink)->maker, findings);
}

static gboolean
end_document(PrSink *sink, const PrIssues *issues, GError **error)
{
	RowSink *self = (RowSink *)sink;

	for (guint i = 0; i < pr_issues_count(issues); i++)
		put_issue(self, i + 1, pr_issues_at(issues, i));
	return pr_writer_flush(self->out, error);
}

static void
free_sink(PrSink *sink)
{
	RowSink *self = (RowSink *)sink;

	pr_row_maker_free(self->maker);
	pr_row_writer_free(self->rows);
	pr_writer_free(self->out);
	g_string_free(self->text, TRUE);
	g_string_free(self->grams, TRUE);
	g_free(self->sha256);
	g_free(self);
}

static void
put_document(RowSink *self, const PrDocumentInfo *info)
{
	Line line = {.count = 0};

	put(&line, self->sha256);
	put(&line, info->file_name);
	put_int(&line, (gint64)info->pdf->bytes);
	put_int(&line, info->pdf->page_count);
	put(&line, info->pdf->title);
	put(&line, info->pdf->producer);
	put(&line, PIPEROLL_VERSION);
	end_line(self, self->document, &line);
}

PrSink *
pr_sink_rows_new(const PrDocument *document, GError **error)
{
	const PrRelations *relations = document->relations;
	RowSink *self = g_new0(RowSink, 1);

	self->sink = (PrSink){write_piece, note_page, end_document, free_sink};
	self->sink.findings = note_findings;
	self->sha256 = g_strdup(document->info.pdf->sha256);
	self->out = pr_writer_new(document->output);
	self->rows = pr_row_writer_new(self->out, relations);
	self->maker = pr_row_maker_new(relations, self->sha256, pr_row_write, self->rows);
	self->document = pr_relations_find(relations, "document");
	self->page = pr_relations_find(relations, "page");
	self->issue = pr_relations_find(relations, "issue");
	self->passage = pr_relations_find(relations, "passage");
	self->text = g_string_new(NULL);
	self->grams = g_string_new(NULL);
	put_document(self, &document->info);
	return &self->sink;
}
