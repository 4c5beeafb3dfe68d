/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Fonts without a name: type sizes that the characters speak against. */
#include "extract/type-size.h"

#include <criterion/criterion.h>

/* A run of `font` told as of `size`, its characters `advance` apart on the line y = 100, in boxes as poppler makes
 * them. */
static PrPage *
page_with(const char *font, const gunichar *text, float advance, float size, guint direction)
{
	PrPage *page = pr_page_new(1, 500, 500);
	guint style = pr_page_add_style(page, &(PrStyle){.font = (char *)font, .size = size});
	PrRun run = {0};

	for (; text[run.count] != 0; run.count++) {
		float at = 50 + advance * (float)run.count;
		PrRect level = {at, 100 - 0.95f * size, at + advance, 100 + 0.35f * size};
		PrRect down = {100 - 0.35f * size, at, 100 + 0.95f * size, at + advance};
		PrGlyph glyph = {.ch = text[run.count],
			.direction = (guint8)direction,
			.style = (guint16)style,
			.box = direction == PR_DIRECTION_DOWN ? down : level};
		g_array_append_val(page->glyphs, glyph);
		run.box = run.count == 0 ? glyph.box : pr_rect_union(run.box, glyph.box);
	}
	g_array_append_val(page->runs, run);
	return page;
}

static void
check_box(PrRect box, PrRect expected)
{
	cr_assert(fabsf(box.x0 - expected.x0) < 0.1f && fabsf(box.x1 - expected.x1) < 0.1f &&
			  fabsf(box.y0 - expected.y0) < 0.1f && fabsf(box.y1 - expected.y1) < 0.1f,
		"%g %g %g %g", (double)box.x0, (double)box.y0, (double)box.x1, (double)box.y1);
}

static const gunichar WATER[] = {0x6C34, 0x5229, 0}, FIGURE[] = {'4', '2', 0},
		      WORD[] = {'r', 'e', 'p', 'o', 'r', 't', 'e', 'd', 0};

Test(type_size, ideographs_are_as_wide_as_their_type_is_high)
{
	g_autoptr(PrPage) page = page_with("Default", WATER, 8, 16, PR_DIRECTION_RIGHT);

	pr_type_sizes_mend(page);
	cr_assert_float_eq(((const PrStyle *)g_ptr_array_index(page->styles, 0))->size, 8, 0.01);
	check_box(g_array_index(page->glyphs, PrGlyph, 0).box, (PrRect){50, 92.4f, 58, 102.8f});
	check_box(g_array_index(page->runs, PrRun, 0).box, (PrRect){50, 92.4f, 66, 102.8f});
}

Test(type_size, digits_and_words_tell_it_too)
{
	g_autoptr(PrPage) digits = page_with("", FIGURE, 5.6f, 20, PR_DIRECTION_RIGHT);
	g_autoptr(PrPage) letters = page_with("", WORD, 5, 4, PR_DIRECTION_RIGHT);

	pr_type_sizes_mend(digits);
	pr_type_sizes_mend(letters);
	cr_assert_float_eq(((const PrStyle *)g_ptr_array_index(digits->styles, 0))->size, 10, 0.01);
	cr_assert_float_eq(((const PrStyle *)g_ptr_array_index(letters->styles, 0))->size, 10, 0.01);
	check_box(g_array_index(letters->glyphs, PrGlyph, 0).box, (PrRect){50, 90.5f, 55, 103.5f});
}

Test(type_size, turned_text_is_drawn_in_towards_its_own_line)
{
	g_autoptr(PrPage) page = page_with("Default", WATER, 8, 16, PR_DIRECTION_DOWN);

	pr_type_sizes_mend(page);
	check_box(g_array_index(page->glyphs, PrGlyph, 0).box, (PrRect){97.2f, 50, 107.6f, 58});
}

Test(type_size, what_is_near_or_has_a_name_stays)
{
	g_autoptr(PrPage) near = page_with("Default", FIGURE, 5, 10, PR_DIRECTION_RIGHT);
	g_autoptr(PrPage) named = page_with("SimSun", WATER, 8, 16, PR_DIRECTION_RIGHT);

	pr_type_sizes_mend(near);
	pr_type_sizes_mend(named);
	cr_assert_float_eq(((const PrStyle *)g_ptr_array_index(near->styles, 0))->size, 10, 0.01);
	cr_assert_float_eq(((const PrStyle *)g_ptr_array_index(named->styles, 0))->size, 16, 0.01);
	check_box(g_array_index(named->runs, PrRun, 0).box, (PrRect){50, 84.8f, 66, 105.6f});
}
