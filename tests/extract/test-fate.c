/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which text is really seen. */
#include "tests/support/pdf.h"

#include <criterion/criterion.h>

static void
assert_fate(const char *content, PrFate fate, const char *expected, const char *shown)
{
	g_autoptr(PrIssues) issues = pr_issues_new();
	g_autoptr(PrPage) page = pdf_page(content, issues);
	g_autofree char *found = pdf_text_of(page, fate);
	g_autofree char *rest = pdf_text_of(page, PR_FATE_SHOWN);

	cr_assert_str_eq(found, expected, "%s: %s", content, found);
	cr_assert_str_eq(rest, shown, "%s: %s", content, rest);
	if (fate != PR_FATE_SHOWN)
		cr_assert_gt(pr_issues_count(issues), 0);
	else
		cr_assert_eq(pr_issues_count(issues), 0);
}

Test(fate, plain_text_is_shown)
{
	assert_fate("BT /F 12 Tf 20 100 Td (Income) Tj ET", PR_FATE_SHOWN, "Income", "Income");
}

Test(fate, render_mode_three_is_invisible)
{
	assert_fate("BT /F 12 Tf 20 100 Td (Income) Tj 0 -30 Td 3 Tr (Secret) Tj ET", PR_FATE_INVISIBLE, "Secret",
		"Income");
}

Test(fate, text_cut_away_by_a_clip_is_invisible)
{
	assert_fate("q 200 0 50 50 re W n BT /F 12 Tf 20 150 Td (Secret) Tj ET Q BT /F 12 Tf 20 100 Td (Income) Tj ET",
		PR_FATE_INVISIBLE, "Secret", "Income");
}

Test(fate, text_beyond_the_edge_of_the_page_is_reported_by_number_and_place)
{
	g_autoptr(PrIssues) issues = pr_issues_new();
	g_autoptr(PrPage) page = pdf_page("BT /F 12 Tf 20 100 Td (Income) Tj 2000 0 Td (Secret) Tj ET", issues);
	g_autofree char *shown = pdf_text_of(page, PR_FATE_SHOWN);

	cr_assert_str_eq(shown, "Income");
	cr_assert_eq(pr_issues_count(issues), 1);
	const PrIssue *issue = pr_issues_at(issues, 0);
	cr_assert_str_eq(issue->kind->tag, "text-off-page");
	cr_assert_str_eq(issue->detail, "6 characters");
	cr_assert_float_eq(issue->box.x0, 2020, 0.5);
}

Test(fate, text_half_cut_by_its_cell_is_shown)
{
	assert_fate("q 20 90 30 30 re W n BT /F 12 Tf 20 100 Td (Department) Tj ET Q", PR_FATE_SHOWN, "Department",
		"Department");
}

Test(fate, outlines_and_clips_of_text_count_as_painted)
{
	assert_fate("BT /F 12 Tf 20 150 Td 1 Tr (Lines) Tj 0 -30 Td 2 Tr (Both) Tj ET", PR_FATE_SHOWN, "Lines Both",
		"Lines Both");
	assert_fate("BT /F 12 Tf 20 150 Td 7 Tr (Window) Tj ET", PR_FATE_SHOWN, "Window", "Window");
}

Test(fate, white_on_white_is_faint_and_on_black_is_not)
{
	assert_fate("0 g 10 90 100 30 re f 1 g BT /F 12 Tf 20 100 Td (Income) Tj 0 -60 Td (Secret) Tj ET",
		PR_FATE_FAINT, "Secret", "Income");
}

Test(fate, a_letter_that_a_ruling_of_its_colour_passes_through_is_shown)
{
	assert_fate("28 80 1 60 re f 10 104 2 1 re f 10 103 60 1 re f BT /F 12 Tf 20 100 Td (Income) Tj ET",
		PR_FATE_SHOWN, "Income", "Income");
}

Test(fate, white_on_an_odd_shape_is_shown)
{
	assert_fate("0 0 1 rg 10 90 m 110 90 l 110 120 l 60 140 l 10 120 l f 1 g BT /F 12 Tf 20 100 Td (Income) Tj ET",
		PR_FATE_SHOWN, "Income", "Income");
}

Test(fate, a_later_patch_covers_and_an_earlier_one_does_not)
{
	assert_fate(
		"0.9 g 10 90 200 30 re f 0 g BT /F 12 Tf 20 100 Td (Income) Tj 0 -60 Td (Secret) Tj ET 10 30 100 30 re f",
		PR_FATE_COVERED, "Secret", "Income");
}

Test(fate, a_glassy_patch_does_not_cover)
{
	assert_fate("BT /F 12 Tf 20 100 Td (Income) Tj ET /G gs 10 90 100 30 re f", PR_FATE_SHOWN, "Income", "Income");
}

Test(fate, text_painted_twice_is_kept_once)
{
	assert_fate("BT /F 12 Tf 20 100 Td (Bold) Tj 1.3 0 Td (Bold) Tj ET", PR_FATE_DUPLICATE, "Bold", "Bold");
}

Test(fate, double_letters_are_no_duplicates)
{
	assert_fate("BT /F 12 Tf 20 100 Td (bill 1111 iiii) Tj ET", PR_FATE_SHOWN, "bill 1111 iiii", "bill 1111 iiii");
}

Test(fate, each_fate_is_reported_with_text_and_place)
{
	g_autoptr(PrIssues) issues = pr_issues_new();
	g_autoptr(PrPage) page = pdf_page("BT /F 12 Tf 20 100 Td 3 Tr (Secret) Tj ET", issues);

	cr_assert_eq(pr_issues_count(issues), 1);
	const PrIssue *issue = pr_issues_at(issues, 0);
	cr_assert_str_eq(issue->kind->tag, "text-invisible");
	cr_assert_str_eq(issue->detail, "Secret");
	cr_assert_eq(issue->page, 1);
	cr_assert_float_eq(issue->box.x0, 20, 0.01);
	cr_assert_eq(page->glyphs->len, 6);
}
