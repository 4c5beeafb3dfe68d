/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Form fields and typed notes are print; links, frames and hidden fields are not. */
#include "tests/support/pdf.h"

#include <criterion/criterion.h>

#define FIELD(name, value, flags, more)                                                                                \
	"<</Type/Annot/Subtype/Widget/FT/Tx/T(" name ")/V(" value ")/Rect[100 140 200 160]/F " flags                   \
	"/DA(/F 10 Tf 0 g)" more ">>"

static PrPage *
page_with(const char *annotation, PrIssues *issues)
{
	const char *contents[] = {"BT /F 12 Tf 20 100 Td (Name) Tj ET", NULL}, *objects[] = {annotation, NULL};

	return pdf_page_of(
		&(PdfSpec){
			.contents = contents,
			.objects = objects,
			.page = "/Annots[6 0 R]",
			.catalog = "/AcroForm<</Fields[6 0 R]/DR<</Font<</F 3 0 R>>>>/DA(/F 10 Tf 0 g)>>",
		},
		issues);
}

static void
assert_shown(const char *annotation, const char *expected)
{
	g_autoptr(PrPage) page = page_with(annotation, NULL);
	g_autofree char *text = pdf_text_of(page, PR_FATE_SHOWN);

	cr_assert_str_eq(text, expected, "%s", text);
	cr_assert_eq(page->rulings->len, 0);
	cr_assert_eq(page->fills->len, 0);
}

Test(annotations, the_value_of_a_field_is_text_and_its_frame_is_no_ruling)
{
	assert_shown(FIELD("a", "Income", "4", "/MK<</BC[0 0 0]/BG[.9 .9 .9]>>"), "Income Name");
}

Test(annotations, a_field_stands_in_its_place)
{
	g_autoptr(PrPage) page = page_with(FIELD("a", "Income", "4", ""), NULL);

	for (guint i = 0; i < page->runs->len; i++) {
		PrRect box = g_array_index(page->runs, PrRun, i).box;
		const PrGlyph *glyph = &g_array_index(page->glyphs, PrGlyph, g_array_index(page->runs, PrRun, i).first);
		if (glyph->ch == 'I')
			cr_assert(box.x0 >= 100 && box.x1 <= 200 && box.y0 >= 38 && box.y1 <= 62, "%g %g", box.y0,
				box.y1);
	}
}

Test(annotations, a_hidden_field_is_not_text)
{
	assert_shown(FIELD("a", "Secret", "2", ""), "Name");
}

Test(annotations, a_typed_note_is_text)
{
	assert_shown("<</Type/Annot/Subtype/FreeText/Rect[100 140 200 160]/Contents(Note)/DA(/F 10 Tf 0 g)/F 4>>",
		"Note Name");
}

Test(annotations, frames_and_links_are_no_rulings)
{
	assert_shown("<</Type/Annot/Subtype/Square/Rect[100 140 200 160]/C[1 0 0]/F 4>>", "Name");
	assert_shown("<</Type/Annot/Subtype/Link/Rect[100 140 200 160]/Border[0 0 1]/C[0 0 1]>>", "Name");
}

Test(annotations, a_field_that_shows_nothing_is_set_into_its_place_and_reported)
{
	g_autoptr(PrIssues) issues = pr_issues_new();
	g_autoptr(PrPage) page = page_with(FIELD("a", "Income", "4", "/AP<</N 7 0 R>>"), issues);
	g_autofree char *text = pdf_text_of(page, PR_FATE_SHOWN);

	cr_assert_str_eq(text, "Name Income");
	cr_assert_eq(pr_issues_count(issues), 1);
	cr_assert_str_eq(pr_issues_at(issues, 0)->kind->tag, "field-without-appearance");
}
