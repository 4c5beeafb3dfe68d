/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Laws of cleaning on random texts: no character is lost, made up or moved, and every repair says where. */
#include "normalize/clean.h"
#include "normalize/normalize.h"
#include "tests/support/marked.h"

#include <criterion/criterion.h>
#include <string.h>

#define ROUNDS 5000
#define LONGEST 24

/* Texts from the characters that matter most, so that all rules meet. The first `WORDS` hold no digit. */
#define WORDS 28
static const char *const pieces[] = {"甲", "乙", "年", "。", "，", "（", "）", "：", ".", ",", "．", "a", "B", "-", "%",
	"≤", "＝", "<", "=", "é", "한", "/", "⽉", "\xc2\xad", " ", "⏎", "¶", "‖", "0", "1", "2", "7", "３", "①", "1、",
	"12", "000", " ", "⏎"};

static char *
random_marked(GRand *rand, guint count)
{
	GString *text = g_string_new(NULL);

	for (int i = g_rand_int_range(rand, 0, LONGEST); i > 0; i--)
		g_string_append(text, pieces[g_rand_int_range(rand, 0, (gint32)count)]);
	return g_string_free(text, FALSE);
}

static char *
without_space(const char *text)
{
	GString *out = g_string_new(NULL);

	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
		if (!g_unichar_isspace(g_utf8_get_char(p)))
			g_string_append_unichar(out, g_utf8_get_char(p));
	return g_string_free(out, FALSE);
}

static char *
digits_of(const char *text)
{
	GString *out = g_string_new(NULL);

	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
		if (g_unichar_isdigit(g_utf8_get_char(p)))
			g_string_append_c(out, (char)('0' + g_unichar_digit_value(g_utf8_get_char(p))));
	return g_string_free(out, FALSE);
}

static void
check_origin(const PrText *text, const PrClean *clean)
{
	guint position = 0;

	cr_assert_eq(clean->origin->len, (guint)g_utf8_strlen(clean->text, -1));
	for (const char *p = clean->text; *p != '\0'; p = g_utf8_next_char(p), position++) {
		guint32 index = g_array_index(clean->origin, guint32, position);

		if (index == G_MAXUINT32)
			cr_assert(*p == ' ' || *p == '\n');
		else
			cr_assert_eq(pr_text_at(text, index)->ch, g_utf8_get_char(p));
	}
}

static void
check_repairs(const PrText *text, const PrClean *clean, const char *marked)
{
	guint before = 0;

	for (guint i = 0; clean->repairs != NULL && i < clean->repairs->len; i++) {
		const PrRepair *repair = g_ptr_array_index(clean->repairs, i);

		cr_assert_geq(repair->at, before, "%s", marked);
		cr_assert_lt(repair->at, pr_text_length(text), "%s", marked);
		cr_assert_eq(g_utf8_get_char(repair->from), pr_text_at(text, repair->at)->ch, "%s", marked);
		cr_assert_str_neq(repair->from, repair->to, "%s", marked);
		before = repair->at;
	}
}

Test(clean, no_character_is_lost_made_up_or_moved)
{
	guint32 seed = g_random_int();
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

	for (int i = 0; i < ROUNDS; i++) {
		g_autofree char *marked = random_marked(rand, G_N_ELEMENTS(pieces)), *kept = NULL, *printed = NULL;
		PrText text = marked_text(marked);
		g_autoptr(PrClean) clean = pr_clean_new(&text);

		kept = without_space(clean->text);
		printed = pr_text_squeezed(&text);
		cr_assert_str_eq(kept, printed, "seed %u: %s", seed, marked);
		check_origin(&text, clean);
		check_repairs(&text, clean, marked);
		pr_text_clear(&text);
	}
}

Test(clean, digits_stay_in_order)
{
	guint32 seed = g_random_int();
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

	for (int i = 0; i < ROUNDS; i++) {
		g_autofree char *marked = random_marked(rand, G_N_ELEMENTS(pieces)), *before = digits_of(marked),
				*after = NULL;
		g_autoptr(PrClean) clean = marked_clean(marked);

		after = digits_of(clean->folded);
		cr_assert_str_eq(before, after, "seed %u: %s", seed, marked);
	}
}

Test(clean, folding_twice_is_folding_once)
{
	guint32 seed = g_random_int();
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

	for (int i = 0; i < ROUNDS; i++) {
		g_autofree char *marked = random_marked(rand, G_N_ELEMENTS(pieces)), *again = NULL, *key = NULL,
				*key_again = NULL;
		g_autoptr(PrClean) clean = marked_clean(marked);

		again = pr_fold(clean->folded);
		cr_assert_str_eq(again, clean->folded, "seed %u: %s", seed, marked);
		key = pr_label_key(clean->text);
		key_again = pr_label_key(key);
		cr_assert_str_eq(key, key_again, "seed %u: %s", seed, marked);
	}
}

/* Numbers are left out: two of them on two lines stand side by side once cleaned, and the witness for keeping them
 * apart is gone. */
Test(clean, cleaning_words_twice_is_cleaning_them_once)
{
	guint32 seed = g_random_int();
	g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

	for (int i = 0; i < ROUNDS; i++) {
		g_autofree char *marked = random_marked(rand, WORDS), *with_marks = NULL;
		g_autoptr(PrClean) once = marked_clean(marked), twice = NULL;
		g_auto(GStrv) paragraphs = g_strsplit(once->text, "\n", -1);

		with_marks = g_strjoinv("¶", paragraphs);
		twice = marked_clean(with_marks);
		cr_assert_str_eq(twice->text, once->text, "seed %u: %s", seed, marked);
	}
}

Test(clean, a_raised_digit_is_not_joined)
{
	PrText text = marked_text("12.5 3");
	g_autoptr(PrClean) joined = NULL, kept = NULL;

	for (guint i = 0; i < text.chars->len; i++)
		g_array_index(text.chars, PrPlaced, i).box = pr_rect(0, 0, 5, 10);
	joined = pr_clean_new(&text);
	g_array_index(text.chars, PrPlaced, text.chars->len - 1).box = pr_rect(0, 0, 3, 6);
	kept = pr_clean_new(&text);
	cr_assert_str_eq(joined->text, "12.53");
	cr_assert_str_eq(kept->text, "12.5 3");
	pr_text_clear(&text);
}

Test(clean, empty_text_is_clean)
{
	PrText text = {0};
	g_autoptr(PrClean) clean = pr_clean_new(&text);

	cr_assert_str_eq(clean->text, "");
	cr_assert_str_eq(clean->folded, "");
	cr_assert_eq(clean->origin->len, 0);
	cr_assert_null(clean->repairs);
}

Test(clean, an_invalid_character_becomes_the_replacement_character)
{
	PrText text = {0};
	g_autoptr(PrClean) clean = NULL;

	pr_text_append(&text, (PrPlaced){.ch = 0});
	pr_text_append(&text, (PrPlaced){.ch = 0xd800});
	clean = pr_clean_new(&text);
	cr_assert_str_eq(clean->text, "\xef\xbf\xbd\xef\xbf\xbd");
	pr_text_clear(&text);
}

Test(clean, a_long_hostile_text_is_cleaned_in_time)
{
	static const char *const hostile[] = {"1 ", "1 234 ", "12⏎", "一", "<", "甲¶", "(", "9"};

	for (guint i = 0; i < G_N_ELEMENTS(hostile); i++) {
		g_autoptr(GString) marked = g_string_new(NULL);
		g_autoptr(PrClean) clean = NULL;
		gint64 start = g_get_monotonic_time();

		for (int k = 0; k < 30000; k++)
			g_string_append(marked, hostile[i]);
		clean = marked_clean(marked->str);
		cr_assert_lt(g_get_monotonic_time() - start, 5 * G_USEC_PER_SEC, "%s", hostile[i]);
	}
}
