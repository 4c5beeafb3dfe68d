/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pieces built by hand. */
#include "tests/support/pieces.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tests/support/marked.h"

#define CHAR_SIZE 10
#define CELL_WIDTH 100
#define CELL_HEIGHT 20

static PrText
text_at(const char *marked, float x, float y)
{
	PrText text = marked_text(marked);

	for (guint i = 0; i < pr_text_length(&text); i++) {
		PrPlaced *placed = &g_array_index(text.chars, PrPlaced, i);

		if (placed->before >= PR_BREAK_LINE)
			y += CHAR_SIZE;
		placed->box = pr_rect(x + i * CHAR_SIZE, y, x + (i + 1) * CHAR_SIZE, y + CHAR_SIZE);
	}
	return text;
}

PrPiece *
table_piece(int cols, const char *const *texts)
{
	int count = 0;

	while (texts[count] != NULL)
		count++;
	PrTable *table = pr_table_new(count / cols, cols);
	PrPart part = {
		.page = 1, .rows = count / cols, .box = pr_rect(0, 0, cols * CELL_WIDTH, (count / cols) * CELL_HEIGHT)};
	PrPiece *piece = pr_piece_new(PR_PIECE_TABLE);

	table->number = 1;
	table->confidence = 1;
	g_array_append_val(table->parts, part);
	for (int i = 0; i < count; i++) {
		float x = (float)(i % cols) * CELL_WIDTH, y = (float)(i / cols) * CELL_HEIGHT;
		PrCell *cell = pr_table_add_cell(table, i / cols, i % cols, 1, 1);
		PrPlace place = {.page = 1, .box = pr_rect(x, y, x + CELL_WIDTH, y + CELL_HEIGHT)};

		cell->text = text_at(texts[i], x, y);
		g_array_append_val(cell->places, place);
	}
	g_ptr_array_add(piece->tables, pr_normalize_table(table));
	return piece;
}

PrPiece *
paragraph_piece(const char *marked)
{
	PrPiece *piece = pr_piece_new(PR_PIECE_PARAGRAPH);
	PrParagraph *paragraph = pr_paragraph_new(1, PR_PARAGRAPH_BODY);

	paragraph->text = text_at(marked, 0, 0);
	g_ptr_array_add(piece->paragraphs, paragraph);
	return piece;
}

PrNode *
leaf_node(const char *name, PrExpect expect, const char *raw)
{
	PrNode *leaf = pr_node_new(PR_NODE_LEAF, name);
	PrValueContext context = {.expect = expect, .year = 2024};
	PrPlace place = {.page = 1, .box = {1, 2, 3.5f, 4.25f}};

	leaf->is_absent = raw == NULL;
	if (raw == NULL)
		return leaf;
	g_autofree char *folded = pr_fold(raw);

	leaf->raw = g_strdup(raw);
	leaf->printed = g_strdup(raw);
	pr_value_parse(folded, &context, &leaf->value);
	if (leaf->places == NULL)
		leaf->places = g_array_new(FALSE, FALSE, sizeof(PrPlace));
	g_array_append_val(leaf->places, place);
	leaf->table = 1;
	return leaf;
}

static const char *
fitting_text(PrExpect expect)
{
	static const char *const texts[] = {
		[PR_EXPECT_ANY] = "2024年5月",
		[PR_EXPECT_TEXT] = "按期完成",
		[PR_EXPECT_AMOUNT] = "1,234.50万元",
		[PR_EXPECT_NUMBER] = "12",
		[PR_EXPECT_SCORE] = "9.5",
		[PR_EXPECT_RATE] = "98.20%",
		[PR_EXPECT_TARGET] = "≥95%",
		[PR_EXPECT_DATE] = "2024年11月30日",
		[PR_EXPECT_YEAR] = "2024年度",
		[PR_EXPECT_GRADE] = "优",
		[PR_EXPECT_CODE] = "0042",
	};

	return texts[expect];
}

static void
add_fields(PrNode *parent, const GPtrArray *shapes)
{
	for (guint i = 0; shapes != NULL && i < shapes->len; i++) {
		const PrShape *shape = g_ptr_array_index(shapes, i);

		if (shape->kind == PR_NODE_LEAF) {
			pr_node_add(parent, leaf_node(shape->name, shape->expect, fitting_text(shape->expect)));
			continue;
		}
		PrNode *node = pr_node_add(parent, pr_node_new(shape->kind, shape->name));

		if (shape->kind == PR_NODE_GROUP)
			add_fields(node, shape->children);
		for (int row = 0; shape->kind == PR_NODE_LIST && row < 2; row++)
			add_fields(pr_node_add(node, pr_node_new(PR_NODE_GROUP, NULL)), shape->children);
	}
}

PrPiece *
form_piece(const PrForm *form)
{
	static const char *const texts[] = {"项目名称", "绿道养护", NULL};
	PrPiece *piece = table_piece(2, texts);
	PrPlace place = {.page = 1, .box = {0, 0, 200, 20}};
	int number = 1;

	piece->kind = PR_PIECE_FORM;
	piece->form = form;
	piece->record = pr_record_new(form->id);
	piece->record->number = 1;
	g_array_append_val(piece->record->tables, number);
	g_array_append_val(piece->record->places, place);
	add_fields(piece->record->root, pr_form_shape(form)->children);
	return piece;
}

static char *
read_all(int fd)
{
	gsize length = (gsize)lseek(fd, 0, SEEK_END);
	char *text = g_malloc(length + 1);

	cr_assert_eq(pread(fd, text, length, 0), (gssize)length);
	text[length] = '\0';
	return text;
}

/* A writer into a file without a name. */
typedef struct {
	int fd;
	PrDocumentWriter *writer;
} Desk;

static Desk
desk_new(const PrForms *forms, GError **error)
{
	PrPdfInfo pdf = {.bytes = 1000, .page_count = 1};
	PrDocumentInfo info = {.file_name = "a.pdf", .pdf = &pdf};
	int fd = memfd_create("document", MFD_CLOEXEC);

	return (Desk){fd, pr_document_writer_new(fd, forms, &info, error)};
}

/* Ends the document, unless something failed before, and gives its text. */
static char *
desk_finish(Desk *desk, gboolean is_well, const PrIssues *issues, GError **error)
{
	PrPageReport page = {.page = 1, .width = 595.28f, .height = 841.89f, .shown = 8, .placed = 8, .has_text = TRUE};
	char *text = NULL;

	if (is_well) {
		pr_document_writer_page(desk->writer, &page);
		if (pr_document_writer_finish(desk->writer, issues, error))
			text = read_all(desk->fd);
	}
	pr_document_writer_free(desk->writer);
	close(desk->fd);
	return text;
}

char *
written_document(const PrForms *forms, GError **error, PrPiece *first, ...)
{
	Desk desk = desk_new(forms, error);
	gboolean is_well = desk.writer != NULL;
	va_list more;

	va_start(more, first);
	for (PrPiece *piece = first; piece != NULL; piece = va_arg(more, PrPiece *)) {
		is_well = is_well && pr_document_writer_piece(desk.writer, piece, error);
		pr_piece_free(piece);
	}
	va_end(more);
	return desk_finish(&desk, is_well, NULL, error);
}

char *
written_issues(const PrForms *forms, const PrIssues *issues, GError **error)
{
	Desk desk = desk_new(forms, error);

	return desk_finish(&desk, desk.writer != NULL, issues, error);
}

char *
element_of(const char *document, const char *name)
{
	g_autofree char *begin = g_strdup_printf("<%s", name), *end = g_strdup_printf("</%s>", name);
	const char *from = strstr(document, begin), *to = from != NULL ? strstr(from, end) : NULL;

	cr_assert_not_null(to, "no <%s> in\n%s", name, document);
	return g_strndup(from, (gsize)(to - from) + strlen(end));
}

PrForms *
forms_with(const char *definition, const PrForm **form)
{
	PrForms *forms = pr_forms_new();
	const PrForm *added;
	g_autofree char *path = NULL;
	g_autoptr(GError) error = NULL;
	int fd = g_file_open_tmp("form-XXXXXX.xml", &path, &error);

	cr_assert_geq(fd, 0);
	g_close(fd, NULL);
	cr_assert(g_file_set_contents(path, definition, -1, NULL));
	added = pr_forms_add_file(forms, path, &error);
	cr_assert_not_null(added, "%s", error != NULL ? error->message : "");
	g_remove(path);
	if (form != NULL)
		*form = added;
	return forms;
}
