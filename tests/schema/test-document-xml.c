/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The document: what it says, that nothing is lost in it, and what happens where it cannot be written. */
#include "schema/document-xml.h"
#include "tests/support/marked.h"
#include "tests/support/pieces.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static char *
content_of(PrPiece *piece)
{
	g_autoptr(PrForms) forms = pr_forms_new();
	g_autoptr(GError) error = NULL;
	g_autofree char *document = written_document(forms, &error, piece, NULL);

	cr_assert_not_null(document, "%s", error != NULL ? error->message : "no error either");
	/* A form may have a field of that name too: to the last end tag. */
	const char *from = strstr(document, "<content>"), *to = g_strrstr(document, "</content>");
	cr_assert(from != NULL && to != NULL);
	return g_strndup(from, (gsize)(to - from) + strlen("</content>"));
}

Test(document_xml, a_table_stands_with_its_texts_wraps_and_places)
{
	static const char *const texts[] = {"预算⏎数", "1,234.50", "", "A&B<c", NULL};
	g_autofree char *content = content_of(table_piece(2, texts));

	cr_assert_str_eq(content,
		"<content>\n"
		"<table number=\"1\" rows=\"2\" cols=\"2\" header-rows=\"0\" stub-cols=\"0\" method=\"ruled\" confidence=\"1\">\n"
		"<part page=\"1\" x0=\"0\" y0=\"0\" x1=\"200\" y1=\"40\" first-row=\"0\" rows=\"2\"/>\n"
		"<cell row=\"0\" col=\"0\"><text>预算数</text><printed xml:space=\"preserve\">预算\n数</printed>"
		"<line page=\"1\" x0=\"0\" y0=\"0\" x1=\"20\" y1=\"10\"/><line page=\"1\" x0=\"20\" y0=\"10\" x1=\"30\" y1=\"20\"/>"
		"<repair kind=\"wrap\" at=\"1\"><from xml:space=\"preserve\">算\n数</from><to>算数</to></repair>"
		"<area page=\"1\" x0=\"0\" y0=\"0\" x1=\"100\" y1=\"20\"/></cell>\n"
		"<cell row=\"0\" col=\"1\"><text>1,234.50</text><line page=\"1\" x0=\"100\" y0=\"0\" x1=\"180\" y1=\"10\"/>"
		"<area page=\"1\" x0=\"100\" y0=\"0\" x1=\"200\" y1=\"20\"/></cell>\n"
		"<cell row=\"1\" col=\"0\"><area page=\"1\" x0=\"0\" y0=\"20\" x1=\"100\" y1=\"40\"/></cell>\n"
		"<cell row=\"1\" col=\"1\"><text>A&amp;B&lt;c</text><line page=\"1\" x0=\"100\" y0=\"20\" x1=\"150\" y1=\"30\"/>"
		"<area page=\"1\" x0=\"100\" y0=\"20\" x1=\"200\" y1=\"40\"/></cell>\n"
		"</table>\n"
		"</content>");
}

Test(document_xml, what_xml_cannot_carry_stands_as_its_code)
{
	g_autofree char *content = content_of(paragraph_piece("甲\x07乙\xef\xbf\xbf\x01"));
	g_autofree char *text = element_of(content, "text");

	cr_assert_str_eq(text,
		"<text xml:space=\"preserve\">甲<char code=\"7\"/>乙<char code=\"FFFF\"/><char code=\"1\"/></text>");
}

Test(document_xml, each_unicode_character_can_be_written)
{
	g_autoptr(GString) all = g_string_new(NULL);

	for (gunichar ch = 1; ch < 0x11000; ch += ch < 0x3000 ? 1 : 61)
		if (ch < 0xd800 || ch > 0xdfff)
			g_string_append_unichar(all, ch);
	g_autofree char *content = content_of(paragraph_piece(all->str));

	cr_assert_not_null(strstr(content, "<char code=\"1F\"/>"));
	cr_assert_not_null(strstr(content, "&#13;"), "a carriage return is not read as a line feed");
}

/* ---- conservation ---- */

/* The visible characters of all <text> outside of records, sorted. Free with g_free(). */
static char *
counted_characters(const char *document)
{
	g_autoptr(GString) all = g_string_new(NULL);
	g_auto(GStrv) pieces = g_strsplit(document, "<text", -1);

	for (guint i = 1; pieces[i] != NULL; i++) {
		const char *end = strstr(pieces[i], "</text>");

		cr_assert_not_null(end);
		g_string_append_len(all, strchr(pieces[i], '>') + 1, end - strchr(pieces[i], '>') - 1);
	}
	g_string_replace(all, "<char code=\"7\"/>", "\a", 0);
	g_string_replace(all, "&lt;", "<", 0);
	g_string_replace(all, "&amp;", "&", 0);
	return g_string_free(g_steal_pointer(&all), FALSE);
}

static int
compare_chars(const void *a, const void *b)
{
	gunichar x = *(const gunichar *)a, y = *(const gunichar *)b;

	return (x > y) - (x < y);
}

/* Release with g_free(). */
static char *
sorted(const char *text)
{
	glong length;
	g_autofree gunichar *chars = g_utf8_to_ucs4_fast(text, -1, &length);
	GString *out = g_string_new(NULL);

	qsort(chars, (gsize)length, sizeof *chars, compare_chars);
	for (glong i = 0; i < length; i++)
		if (!g_unichar_isspace(chars[i]))
			g_string_append_unichar(out, chars[i]);
	return g_string_free(out, FALSE);
}

Test(document_xml, each_character_stands_in_one_text)
{
	static const char *const printed[] = {
		"附件", "收支⏎总表", "单位：万元", "注：a<b & c", "项目 金额", "公共\a安全", "１２⏎３.５０", "备注"};
	g_autoptr(PrForms) forms = pr_forms_new();
	g_autoptr(GError) error = NULL;
	PrTable *table = pr_table_new(1, 2);
	PrPiece *form = form_piece(pr_forms_at(forms, 0));
	PrParagraph *heading = pr_paragraph_new(1, PR_PARAGRAPH_HEADING);
	PrText note = marked_text(printed[3]), repeated = marked_text(printed[4]);
	g_autoptr(GString) expected = g_string_new(NULL);

	table->title = marked_text(printed[1]);
	table->unit_line = marked_text(printed[2]);
	table->unit = marked_text("万元");
	g_array_append_val(table->notes, note);
	g_array_append_val(table->repeated, repeated);
	pr_table_add_cell(table, 0, 0, 1, 1)->text = marked_text(printed[5]);
	pr_table_add_cell(table, 0, 1, 1, 1)->text = marked_text(printed[6]);
	g_ptr_array_set_size(form->tables, 0);
	g_ptr_array_add(form->tables, pr_normalize_table(table));
	heading->text = marked_text(printed[0]);
	g_ptr_array_add(form->paragraphs, heading);
	for (guint i = 0; i < G_N_ELEMENTS(printed); i++) {
		PrText text = marked_text(printed[i]);
		g_autofree char *squeezed = pr_text_squeezed(&text);

		g_string_append(expected, squeezed);
		pr_text_clear(&text);
	}
	g_autofree char *document = written_document(forms, &error, form, paragraph_piece(printed[7]), NULL);

	cr_assert_not_null(document, "%s", error != NULL ? error->message : "no error either");
	g_autofree char *found = counted_characters(document), *a = sorted(found), *b = sorted(expected->str);

	cr_assert_str_eq(a, b);
}

/* ---- stability ---- */

Test(document_xml, the_same_pieces_give_the_same_bytes)
{
	g_autoptr(PrForms) forms = pr_forms_new();
	g_autofree char *a =
		written_document(forms, NULL, paragraph_piece("一段话。"), form_piece(pr_forms_at(forms, 0)), NULL);
	g_autofree char *b =
		written_document(forms, NULL, paragraph_piece("一段话。"), form_piece(pr_forms_at(forms, 0)), NULL);

	cr_assert_str_eq(a, b);
}

/* A record with the leaves given as extra ones: what is known of them is written in the same way. */
static char *
other_leaf(const char *raw)
{
	g_autoptr(PrForms) forms = pr_forms_new();
	g_autoptr(GError) error = NULL;
	PrPiece *piece = form_piece(pr_forms_at(forms, 0));
	PrNode *leaf = pr_node_add(piece->record->root, leaf_node(NULL, PR_EXPECT_AMOUNT, raw));

	leaf->label = g_strdup("备注");
	g_autofree char *document = written_document(forms, &error, piece, NULL);

	cr_assert_not_null(document, "%s", error != NULL ? error->message : "no error either");
	return element_of(document, "other");
}

Test(document_xml, absent_blank_placeholder_and_zero_are_four_things)
{
	g_autofree char *absent = other_leaf(NULL), *blank = other_leaf(""), *placeholder = other_leaf("—"),
			*zero = other_leaf("0.00");

	cr_assert_str_eq(absent, "<other state=\"absent\"><label>备注</label></other>");
	cr_assert_str_eq(blank, "<other state=\"blank\" table=\"1\" row=\"0\" col=\"0\"><label>备注</label>"
				"<place page=\"1\" x0=\"1\" y0=\"2\" x1=\"3.5\" y1=\"4.25\"/></other>");
	cr_assert_str_eq(placeholder,
		"<other state=\"placeholder\" table=\"1\" row=\"0\" col=\"0\"><label>备注</label><raw>—</raw>"
		"<place page=\"1\" x0=\"1\" y0=\"2\" x1=\"3.5\" y1=\"4.25\"/></other>");
	cr_assert_str_eq(zero,
		"<other state=\"value\" kind=\"number\" table=\"1\" row=\"0\" col=\"0\"><label>备注</label><raw>0.00</raw>"
		"<decimal>0.00</decimal><place page=\"1\" x0=\"1\" y0=\"2\" x1=\"3.5\" y1=\"4.25\"/></other>");
}

Test(document_xml, a_number_of_38_digits_is_still_exact)
{
	g_autofree char *number = other_leaf("12345678901234567890123456789012345.678");

	cr_assert_not_null(
		strstr(number, "<long-decimal>12345678901234567890123456789012345.678</long-decimal>"), "%s", number);
}

Test(document_xml, fields_come_in_the_order_of_the_form_and_none_is_missing)
{
	g_autoptr(PrForms) forms = pr_forms_new();
	PrPiece *empty = form_piece(pr_forms_at(forms, 0)), *turned = form_piece(pr_forms_at(forms, 0));
	GPtrArray *fields = turned->record->root->children;

	g_ptr_array_set_size(empty->record->root->children, 0);
	for (guint i = 0; i < fields->len / 2; i++) {
		gpointer field = fields->pdata[i];

		fields->pdata[i] = fields->pdata[fields->len - 1 - i];
		fields->pdata[fields->len - 1 - i] = field;
	}
	g_autofree char *straight_text = content_of(form_piece(pr_forms_at(forms, 0)));
	g_autofree char *turned_text = content_of(turned), *empty_text = content_of(empty);

	cr_assert_str_eq(turned_text, straight_text);
	cr_assert_not_null(strstr(empty_text, "state=\"absent\""));
	cr_assert_null(strstr(empty_text, "state=\"value\""));
}

Test(document_xml, a_field_that_comes_twice_is_kept)
{
	g_autoptr(PrForms) forms = pr_forms_new();
	PrPiece *piece = form_piece(pr_forms_at(forms, 0));
	const PrNode *first = g_ptr_array_index(piece->record->root->children, 0);

	pr_node_add(piece->record->root, leaf_node(first->name, PR_EXPECT_TEXT, "再来一次"));
	g_autofree char *content = content_of(piece), *other = element_of(content, "other");

	cr_assert_not_null(strstr(other, "<raw>再来一次</raw>"), "%s", other);
}

Test(document_xml, issues_stand_with_their_places_and_those_past_the_list_are_counted)
{
	static const PrIssueKind odd = {"ink-odd", PR_SEVERITY_WARNING, "Odd ink", "…"},
				 rare = {"ink-rare", PR_SEVERITY_NOTE, "Rare ink", "…"};
	g_autoptr(PrForms) forms = pr_forms_new();
	g_autoptr(PrIssues) issues = pr_issues_new();
	g_autoptr(GError) error = NULL;

	pr_issues_add(issues, &rare, 0, (PrRect){0}, NULL);
	pr_issues_add(issues, &rare, 2, (PrRect){0}, "of <3>");
	for (int i = 0; i < PR_ISSUES_MAX + 5; i++)
		pr_issues_add(issues, &odd, 3, (PrRect){1, 2, 3, 4}, NULL);
	g_autofree char *document = written_issues(forms, issues, &error);

	cr_assert_not_null(document, "%s", error != NULL ? error->message : "no error either");
	g_autofree char *list = element_of(document, "issues");

	cr_assert(
		g_str_has_prefix(list,
			"<issues>\n"
			"<issue tag=\"ink-rare\" severity=\"note\"><summary>Rare ink</summary></issue>\n"
			"<issue tag=\"ink-rare\" severity=\"note\" page=\"2\"><summary>Rare ink</summary><detail>of &lt;3&gt;</detail></issue>\n"
			"<issue tag=\"ink-odd\" severity=\"warning\" page=\"3\" x0=\"1\" y0=\"2\" x1=\"3\" y1=\"4\">"),
		"%s", list);
	cr_assert(g_str_has_suffix(list, "\n<unlisted tag=\"ink-odd\" count=\"5\"/>\n</issues>"));
}

Test(document_xml, a_full_disk_is_an_error)
{
	g_autoptr(PrForms) forms = pr_forms_new();
	g_autoptr(GError) error = NULL;
	PrPdfInfo pdf = {.page_count = 1};
	PrDocumentInfo info = {.file_name = "a.pdf", .pdf = &pdf};
	int fd = open("/dev/full", O_WRONLY | O_CLOEXEC);
	g_autoptr(PrDocumentWriter) writer = pr_document_writer_new(fd, forms, &info, &error);

	cr_assert_not_null(writer);
	cr_assert_not(pr_document_writer_finish(writer, NULL, &error));
	cr_assert(g_error_matches(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_WRITE), "%s", error->message);
	cr_assert_str_eq(error->message, g_strerror(ENOSPC));
	close(fd);
}

Test(document_xml, a_pipe_that_is_closed_is_an_error)
{
	g_autoptr(PrForms) forms = pr_forms_new();
	g_autoptr(GError) error = NULL;
	PrPdfInfo pdf = {.page_count = 1};
	PrDocumentInfo info = {.file_name = "a.pdf", .pdf = &pdf};
	int ends[2];

	signal(SIGPIPE, SIG_IGN);
	cr_assert_eq(pipe(ends), 0);
	close(ends[0]);
	g_autoptr(PrDocumentWriter) writer = pr_document_writer_new(ends[1], forms, &info, &error);
	gboolean is_well = TRUE;

	for (int i = 0; i < 10000 && is_well; i++) {
		g_autoptr(PrPiece) piece = paragraph_piece("一段话。");

		is_well = pr_document_writer_piece(writer, piece, &error);
	}
	cr_assert_not(is_well, "the error is told before the end");
	cr_assert(g_error_matches(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_WRITE));
	close(ends[1]);
}
