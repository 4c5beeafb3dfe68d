/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text layer as glyphs and runs. */
#include "tests/support/pdf.h"

#include <criterion/criterion.h>

static const PrGlyph *
first_glyph(const PrPage *page, guint run)
{
	return &g_array_index(page->glyphs, PrGlyph, g_array_index(page->runs, PrRun, run).first);
}

/* The direction of the run that holds this text. */
static int
direction_of(const PrPage *page, const char *text)
{
	for (guint i = 0; i < page->runs->len; i++) {
		const PrRun *run = &g_array_index(page->runs, PrRun, i);
		g_autoptr(GString) out = g_string_new(NULL);
		for (guint k = 0; k < run->count; k++)
			g_string_append_unichar(out, g_array_index(page->glyphs, PrGlyph, run->first + k).ch);
		if (strcmp(out->str, text) == 0)
			return first_glyph(page, i)->direction;
	}
	return -1;
}

Test(runs, white_space_ends_a_run_and_is_no_glyph)
{
	g_autoptr(PrPage) page = pdf_page("BT /F 12 Tf 20 100 Td (Total income) Tj ET", NULL);

	cr_assert_eq(page->runs->len, 2);
	cr_assert_eq(page->glyphs->len, 11);
	cr_assert_eq(first_glyph(page, 1)->ch, 'i');
}

Test(runs, a_new_style_begins_a_run)
{
	g_autoptr(PrPage) page = pdf_page("BT /F 12 Tf 20 100 Td (To) Tj 1 0 0 rg /F 9 Tf (tal) Tj ET", NULL);

	cr_assert_eq(page->runs->len, 2);
	const PrStyle *style = pr_page_style(page, first_glyph(page, 1));
	cr_assert_eq(style->rgb, 0xff0000);
	cr_assert_str_eq(style->font, "Helvetica");
	cr_assert_float_eq(style->size, 9, 0.01);
}

Test(runs, boxes_are_advance_by_font_height)
{
	g_autoptr(PrPage) page = pdf_page("BT /F 10 Tf 20 100 Td (mm) Tj ET", NULL);
	const PrGlyph *glyph = first_glyph(page, 0);

	cr_assert_float_eq(glyph->box.x0, 20, 0.01);
	cr_assert_float_eq(glyph->box.x1, 28.33, 0.01);
	cr_assert_lt(glyph->box.y0, 100);
	cr_assert_gt(glyph->box.y1, 100);
}

Test(runs, turned_text_knows_its_direction)
{
	g_autoptr(PrPage) page = pdf_page("BT /F 12 Tf 0 1 -1 0 50 50 Tm (Up) Tj 0 -1 1 0 100 150 Tm (Down) Tj "
					  "-1 0 0 -1 200 100 Tm (Left) Tj 1 0 0 1 200 150 Tm (Right) Tj ET",
		NULL);

	cr_assert_eq(direction_of(page, "Up"), PR_DIRECTION_UP);
	cr_assert_eq(direction_of(page, "Down"), PR_DIRECTION_DOWN);
	cr_assert_eq(direction_of(page, "Left"), PR_DIRECTION_LEFT);
	cr_assert_eq(direction_of(page, "Right"), PR_DIRECTION_RIGHT);
}

Test(runs, a_turned_page_turns_its_text)
{
	const char *contents[] = {"BT /F 12 Tf 20 100 Td (Income) Tj ET", NULL};
	g_autoptr(PrPage) page = pdf_page_of(&(PdfSpec){.contents = contents, .page = "/Rotate 90"}, NULL);

	cr_assert_eq(direction_of(page, "Income"), PR_DIRECTION_DOWN);
	cr_assert_float_eq(page->width, 200, 0.01);
}

Test(runs, vertical_writing_goes_down_and_says_so)
{
	g_autoptr(PrPage) page = pdf_page("BT /V 12 Tf 100 150 Td <6C348D398868> Tj ET", NULL);

	cr_assert_eq(page->glyphs->len, 3);
	cr_assert_eq(direction_of(page, "水费表"), PR_DIRECTION_DOWN);
	cr_assert(pr_page_style(page, first_glyph(page, 0))->is_vertical);
}

Test(runs, the_limit_of_glyphs_is_kept_and_reported)
{
	const char *contents[] = {"BT /F 12 Tf 20 100 Td (Income) Tj ET", NULL};
	g_autoptr(GBytes) bytes = pdf_bytes(&(PdfSpec){.contents = contents});
	g_autoptr(PrIssues) issues = pr_issues_new();
	PrLimits limits = PR_LIMITS_DEFAULT;
	gsize size = 0;
	const void *data = g_bytes_get_data(bytes, &size);
	int fd = pdf_file(data, size);

	limits.glyphs = 4;
	g_autoptr(PrPdf) pdf = pr_pdf_open(fd, NULL, &limits, NULL);
	g_autoptr(PrPage) page = pr_pdf_read_page(pdf, 1, issues, NULL);
	cr_assert_eq(page->glyphs->len, 4);
	cr_assert_str_eq(pr_issues_at(issues, 0)->kind->tag, "page-too-full");
}
