/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text that knows its places. */
#include "extract/text.h"

#include <criterion/criterion.h>

static void
append(PrText *text, gunichar ch, int page, PrBreak before, float x, float y)
{
	pr_text_append(text, (PrPlaced){.ch = ch, .page = page, .before = before, .box = {x, y, x + 10, y + 10}});
}

/* "合 计" on one line, "数" on the next, "额" on the next page. */
static PrText
sample(void)
{
	PrText text = {0};

	append(&text, 0x5408, 1, PR_BREAK_LINE, 10, 10);
	append(&text, 0x8ba1, 1, PR_BREAK_SPACE, 25, 10);
	append(&text, 0x6570, 1, PR_BREAK_LINE, 10, 22);
	append(&text, 0x989d, 2, PR_BREAK_PART, 10, 5);
	return text;
}

Test(text, the_first_character_has_nothing_before_it)
{
	PrText text = sample();

	cr_assert_eq(pr_text_at(&text, 0)->before, PR_BREAK_NONE);
	pr_text_clear(&text);
	cr_assert_eq(pr_text_length(&text), 0);
}

Test(text, grown_text_begins_behind_the_break_that_was_asked_for)
{
	PrText text = {0};

	cr_assert_null(pr_text_grow(&text, 0, PR_BREAK_LINE));
	cr_assert_eq(pr_text_length(&text), 0);
	for (guint i = 0; i < 2; i++) {
		PrPlaced *added = pr_text_grow(&text, 1, PR_BREAK_LINE);
		cr_assert_eq(added->before, i == 0 ? PR_BREAK_NONE : PR_BREAK_LINE);
		added->ch = 'a' + i;
	}
	g_autofree char *printed = pr_text_printed(&text);
	cr_assert_str_eq(printed, "a\nb");
	pr_text_clear(&text);
}

Test(text, printed_has_breaks_and_squeezed_has_none)
{
	PrText text = sample();
	g_autofree char *printed = pr_text_printed(&text), *squeezed = pr_text_squeezed(&text);

	cr_assert_str_eq(printed, "合 计\n数\n额");
	cr_assert_str_eq(squeezed, "合计数额");
	pr_text_clear(&text);
}

Test(text, one_place_for_each_line_and_page)
{
	PrText text = sample();
	g_autoptr(GArray) places = pr_text_places(&text);

	cr_assert_eq(places->len, 3);
	const PrPlace *first = &g_array_index(places, PrPlace, 0), *last = &g_array_index(places, PrPlace, 2);
	cr_assert_float_eq(first->box.x1, 35, 0.001);
	cr_assert_eq(last->page, 2);
	pr_text_clear(&text);
}

Test(text, places_of_a_part_reach_no_further)
{
	PrText text = sample();
	g_autoptr(GArray) places = pr_text_places_of(&text, 1, 1);
	g_autoptr(GArray) none = pr_text_places_of(&text, 9, 5);

	cr_assert_eq(places->len, 1);
	cr_assert_float_eq(g_array_index(places, PrPlace, 0).box.x0, 25, 0.001);
	cr_assert_eq(none->len, 0);
	pr_text_clear(&text);
}

Test(text, appended_text_stands_behind_its_break_even_to_itself)
{
	PrText text = sample(), copy = {0};

	pr_text_copy(&copy, &text);
	pr_text_append_text(&text, &text, PR_BREAK_PARAGRAPH);
	g_autofree char *printed = pr_text_printed(&text), *kept = pr_text_printed(&copy);
	cr_assert_str_eq(printed, "合 计\n数\n额\n合 计\n数\n额");
	cr_assert_str_eq(kept, "合 计\n数\n额");
	pr_text_clear(&text);
	pr_text_clear(&copy);
}

Test(text, empty_text_is_empty_everywhere)
{
	PrText text = {0};
	g_autofree char *printed = pr_text_printed(&text);
	g_autoptr(GArray) places = pr_text_places(&text);

	cr_assert_str_eq(printed, "");
	cr_assert_eq(places->len, 0);
}
