/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Page text: printing and parsing are each other's inverse, and what is wrong is said. */
#include "extract/pdf.h"

#include <criterion/criterion.h>

static float
random_point(GRand *random)
{
	return (float)g_rand_double_range(random, -50, 900);
}

static void
add_random_run(PrPage *page, GRand *random)
{
	static const gunichar chars[] = {'a', '"', '\\', '7', 0x5408, 0x8ba1, 0x20000, 0x0301, 0xfffd, 0xe000, 7};
	guint count = (guint)g_rand_int_range(random, 1, 6),
	      style = (guint)g_rand_int_range(random, 0, (int)page->styles->len);
	guint direction = (guint)g_rand_int_range(random, 0, 4);
	float x = random_point(random), y = random_point(random);
	PrRun run = {.first = page->glyphs->len, .count = count};

	for (guint i = 0; i < count; i++) {
		float width = (float)g_rand_double_range(random, 0, 12),
		      own = g_rand_int_range(random, 0, 8) == 0 ? 1.5f : 0;
		PrGlyph glyph = {
			.ch = chars[g_rand_int_range(random, 0, G_N_ELEMENTS(chars))],
			.box = {x, y + own, x + width, y + 10},
			.style = (guint16)style,
			.direction = (guint8)direction,
			.fate = (guint8)(g_rand_int_range(random, 0, 4) == 0 ? g_rand_int_range(random, 0, 7) : 0),
		};
		x = glyph.box.x1 + (g_rand_boolean(random) ? 0 : 1.25f);
		run.box = i == 0 ? glyph.box : pr_rect_union(run.box, glyph.box);
		g_array_append_val(page->glyphs, glyph);
	}
	g_array_append_val(page->runs, run);
}

static PrPage *
random_page(GRand *random)
{
	PrPage *page = pr_page_new(g_rand_int_range(random, 1, 2000), 595.32f, 841.92f);

	page->image_count = (guint)g_rand_int_range(random, 0, 3);
	for (int i = 0; i < 3; i++) {
		PrStyle style = {.font = (char *)"Sim Sun \"x\"",
			.size = 9 + (float)i / 3,
			.rgb = (guint32)g_rand_int_range(random, 0, 1 << 24)};
		style.is_bold = g_rand_boolean(random);
		style.is_vertical = g_rand_boolean(random);
		pr_page_add_style(page, &style);
	}
	for (int i = g_rand_int_range(random, 0, 12); i > 0; i--)
		add_random_run(page, random);
	for (int i = g_rand_int_range(random, 0, 6); i > 0; i--) {
		PrRuling ruling = {.is_horizontal = g_rand_boolean(random),
			.at = random_point(random),
			.thickness = 0.48f,
			.rgb = 0x80};
		ruling.from = random_point(random);
		ruling.to = ruling.from + 100;
		ruling.is_dashed = g_rand_boolean(random);
		g_array_append_val(page->rulings, ruling);
		PrFill fill = {.box = {ruling.from, 0, ruling.to, 10.125f}, .rgb = 0xd9d9d9};
		g_array_append_val(page->fills, fill);
	}
	return page;
}

static gboolean
boxes_are_near(PrRect a, PrRect b)
{
	return fabsf(a.x0 - b.x0) < 0.01f && fabsf(a.y0 - b.y0) < 0.01f && fabsf(a.x1 - b.x1) < 0.01f &&
	       fabsf(a.y1 - b.y1) < 0.01f;
}

Test(page_text, what_is_printed_is_parsed_again)
{
	guint32 seed = g_random_int();
	GRand *random = g_rand_new_with_seed(seed);

	for (int round = 0; round < 200; round++) {
		g_autoptr(PrPage) page = random_page(random);
		g_autoptr(GString) text = g_string_new(NULL);
		g_autoptr(GString) again = g_string_new(NULL);
		g_autoptr(GError) error = NULL;

		pr_page_print(page, PR_PAGE_ALL, text);
		const char *cursor = text->str;
		g_autoptr(PrPage) parsed = pr_page_parse(&cursor, &error);
		cr_assert_not_null(parsed, "seed %u: %s\n%s", seed, error != NULL ? error->message : "", text->str);
		cr_assert_eq(*cursor, '\0');
		pr_page_print(parsed, PR_PAGE_ALL, again);
		cr_assert_str_eq(text->str, again->str, "seed %u", seed);
		cr_assert_eq(page->glyphs->len, parsed->glyphs->len);
		for (guint i = 0; i < page->glyphs->len; i++) {
			const PrGlyph *a = &g_array_index(page->glyphs, PrGlyph, i),
				      *b = &g_array_index(parsed->glyphs, PrGlyph, i);
			cr_assert(a->ch == b->ch && a->fate == b->fate && a->style == b->style &&
					  a->direction == b->direction && boxes_are_near(a->box, b->box),
				"seed %u, glyph %u", seed, i);
		}
	}
	g_rand_free(random);
}

Test(page_text, pages_follow_each_other)
{
	const char *cursor = "# two pages\npage 1 10 20 images 0\nend\n\npage 2 30 40 images 1\nend\n";
	g_autoptr(PrPage) first = pr_page_parse(&cursor, NULL);
	g_autoptr(PrPage) second = pr_page_parse(&cursor, NULL);
	g_autoptr(GError) error = NULL;

	cr_assert_eq(first->number, 1);
	cr_assert_eq(second->number, 2);
	cr_assert_eq(second->image_count, 1);
	cr_assert_null(pr_page_parse(&cursor, &error));
	cr_assert_null(error);
}

Test(page_text, what_cannot_be_read_is_an_error)
{
	static const char *const broken[] = {
		"page\n",
		"page 1 10 20 images 0\n",
		"end\n",
		"page 1 10 20 images 0\npage 2 10 20 images 0\nend\n",
		"page 1 10 20 images 0\nrun 0 right - 1 2 \"a\" 1 2\nend\n",
		"page 1 10 20 images 0\nstyle 0 10 000000 - \"F\"\nrun 0 right - 1 2 \"a\nend\n",
		"page 1 10 20 images 0\nstyle 0 10 000000 - \"F\"\nrun 0 right - 1 2 \"ab\" 1 2\nend\n",
		"page 1 10 20 images 0\nstyle 0 10 000000 - \"F\"\nrun 0 right z 1 2 \"a\" 1 2\nend\n",
		"page 1 10 20 images 0\nstyle 0 10 000000 - \"F\"\nrun 0 right - 1 2 \"a\" 1 2 3\nend\n",
		"page 1 10 20 images 0\nstyle 0 10 000000 - \"F\"\nrun 0 right - 1 2 \"\\q\" 1 2\nend\n",
		"page 1 10 20 images 0\nstyle 1 10 000000 - \"F\"\nend\n",
		"page 1 10 20 images 0\nhline 1 5 2 0.5 000000\nend\n",
		"page 1 10 20 images 0\nhline 1 2 nan 0.5 000000\nend\n",
		"page 1 10 20 images 0\nfill 1 2 3 4 00000g\nend\n",
	};

	for (guint i = 0; i < G_N_ELEMENTS(broken); i++) {
		const char *cursor = broken[i];
		g_autoptr(GError) error = NULL;
		cr_assert_null(pr_page_parse(&cursor, &error), "%s", broken[i]);
		cr_assert(g_error_matches(error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_SYNTAX), "%s", broken[i]);
	}
}
