/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is a line, whichever way it is drawn, and what is none. The page is 200 points high: y is turned. */
#include "tests/support/pdf.h"

#include <criterion/criterion.h>

static void
assert_rulings(const char *content, const char *expected)
{
	g_autoptr(PrPage) page = pdf_page(content, NULL);
	g_autofree char *rulings = pdf_rulings(page);

	cr_assert_str_eq(rulings, expected, "%s gave\n%snot\n%s", content, rulings, expected);
}

static void
assert_fills(const char *content, const char *expected)
{
	g_autoptr(PrPage) page = pdf_page(content, NULL);
	g_autofree char *fills = pdf_fills(page);

	cr_assert_str_eq(fills, expected, "%s gave\n%snot\n%s", content, fills, expected);
}

Test(rulings, a_stroke_is_a_ruling)
{
	assert_rulings("1 w 20 100 m 220 100 l S", "hline 100 20 220 1 000000\n");
	assert_rulings("2 w 1 0 0 RG 20 50 m 20 150 l S", "vline 20 50 150 2 ff0000\n");
}

Test(rulings, a_thin_fill_is_a_ruling)
{
	assert_rulings("20 99.5 200 1 re f", "hline 100 20 220 1 000000\n");
}

Test(rulings, short_fills_in_a_row_are_one_ruling)
{
	assert_rulings("20 99.5 50 1 re f 70 99.5 1 1 re f 71 99.5 80 1 re f", "hline 100 20 151 1 000000\n");
}

Test(rulings, a_stroked_rectangle_has_four_sides)
{
	assert_rulings("1 w 20 50 200 100 re S",
		"hline 50 20 220 1 000000\nhline 150 20 220 1 000000\nvline 20 50 150 1 000000\nvline 220 50 150 1 000000\n");
}

Test(rulings, a_filled_frame_has_four_sides)
{
	assert_rulings("20 50 200 100 re 21 51 198 98 re f*",
		"hline 50.5 20 220 1 000000\nhline 149.5 20 220 1 000000\nvline 20.5 50 150 1 000000\nvline 219.5 50 150 1 000000\n");
}

Test(rulings, the_side_of_a_bevelled_frame_is_a_ruling)
{
	assert_rulings("20 100 m 220 100 l 219 99 l 21 99 l f", "hline 100.5 20 220 1 000000\n");
}

Test(rulings, shading_is_a_fill_and_its_sides_are_no_rulings)
{
	assert_rulings("0.8 g 20 50 200 100 re f", "");
	assert_fills("0.8 g 20 50 200 100 re f", "fill 20 50 220 150 cccccc\n");
}

Test(rulings, white_on_white_is_no_ruling)
{
	assert_rulings("1 g 20 99.5 200 1 re f 1 G 20 50 m 20 150 l S", "");
}

Test(rulings, white_on_grey_is_a_ruling)
{
	assert_rulings("0.5 g 10 40 250 120 re f 1 g 20 99.5 200 1 re f", "hline 100 20 220 1 ffffff\n");
}

Test(rulings, a_line_under_a_later_white_patch_is_gone)
{
	assert_rulings("20 99.5 200 1 re f 1 g 10 90 250 20 re f", "");
}

Test(rulings, a_line_that_crosses_another_in_its_middle_stays)
{
	assert_rulings(
		"20 99.5 200 1 re f 119.5 50 1 100 re f", "hline 100 20 220 1 000000\nvline 120 50 150 1 000000\n");
}

Test(rulings, a_line_drawn_twice_is_one)
{
	assert_rulings("20 99.5 200 1 re f 20 99.5 200 1 re f", "hline 100 20 220 1 000000\n");
}

Test(rulings, a_line_is_cut_to_its_clip)
{
	assert_rulings("q 50 0 100 200 re W n 20 99.5 200 1 re f Q", "hline 100 50 150 1 000000\n");
}

Test(rulings, paint_without_opacity_is_no_ruling)
{
	assert_rulings("/G gs 20 99.5 200 1 re f", "");
}

Test(rulings, a_dash_pattern_is_one_dashed_ruling)
{
	assert_rulings("1 w [3 2] 0 d 20 100 m 220 100 l S", "hline 100 20 220 1 000000 dashed\n");
}

Test(rulings, dots_at_equal_distance_are_one_dashed_ruling)
{
	g_autoptr(GString) content = g_string_new(NULL);

	for (int i = 0; i < 40; i++)
		g_string_append_printf(content, "%d 99.5 1 1 re f ", 20 + 3 * i);
	assert_rulings(content->str, "hline 100 20 138 1 000000 dashed\n");
}

Test(rulings, lines_aslant_or_bent_are_none)
{
	assert_rulings("1 w 20 50 m 220 70 l S 20 100 m 80 180 150 20 220 100 c S", "");
}

Test(rulings, a_hair_aslant_is_still_a_ruling)
{
	assert_rulings("1 w 20 100 m 220 100.6 l S", "hline 99.7 20 220 1 000000\n");
}

Test(rulings, double_lines_stay_two)
{
	assert_rulings("0.5 w 20 100 m 220 100 l S 20 98.5 m 220 98.5 l S",
		"hline 100 20 220 0.5 000000\nhline 101.5 20 220 0.5 000000\n");
}

Test(rulings, hairlines_lie_within_a_tenth_of_a_point)
{
	g_autoptr(PrPage) page = pdf_page("0 w 20 100.3 m 220 100.3 l S", NULL);

	cr_assert_eq(page->rulings->len, 1);
	cr_assert_float_eq(g_array_index(page->rulings, PrRuling, 0).at, 99.7f, 0.1f);
}

Test(rulings, a_group_that_is_painted_counts)
{
	const char *contents[] = {"/X Do", NULL};
	const char *objects[] = {
		"<</Type/XObject/Subtype/Form/BBox[0 0 300 200]/Group<</S/Transparency>>/Length 18>>stream\n"
		"20 99.5 200 1 re f\nendstream",
		NULL};
	g_autoptr(PrPage) page = pdf_page_of(&(PdfSpec){.contents = contents, .objects = objects}, NULL);
	g_autofree char *rulings = pdf_rulings(page);

	cr_assert_str_eq(rulings, "hline 100 20 220 1 000000\n");
}

Test(rulings, turned_pages_give_turned_rulings)
{
	const char *contents[] = {"1 w 20 150 m 220 150 l S", NULL};
	g_autoptr(PrPage) page = pdf_page_of(&(PdfSpec){.contents = contents, .page = "/Rotate 90"}, NULL);
	g_autofree char *rulings = pdf_rulings(page);

	cr_assert_str_eq(rulings, "vline 150 20 220 1 000000\n");
}

Test(rulings, a_narrow_cell_of_shading_is_no_line_between_its_neighbours)
{
	assert_rulings("0.8 g 20 50 100 20 re f 120 50 2 20 re f 122 50 2 20 re f 124 50 80 20 re f", "");
	assert_rulings("0.8 g 20 50 100 20 re f 120 50 2 20 re f", "vline 121 130 150 2 cccccc\n");
	assert_rulings(
		"0.8 g 20 50 100 20 re f 122 50 80 20 re f 0.5 g 120 50 2 20 re f", "vline 121 130 150 2 808080\n");
}
