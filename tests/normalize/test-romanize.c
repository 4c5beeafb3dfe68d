/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names made of Chinese labels. */
#include "normalize/romanize.h"

#include <criterion/criterion.h>
#include <string.h>

static void
is_named(const char *text, const char *name)
{
	g_autofree char *made = pr_romanize(text, '_', 60);

	cr_assert_str_eq(made, name, "%s: %s, not %s", text, made, name);
}

Test(romanize, words_are_spelt_without_tones)
{
	is_named("项目名称", "xiangmu_mingcheng");
	is_named("得分", "defen");
	is_named("Annual Budget (A)", "annual_budget_a");
	is_named("２０２４年", "2024_nian");
	is_named("", "");
	is_named("——／：", "");
	is_named("Straße", "strasse");
}

Test(romanize, a_name_is_cut_behind_a_word)
{
	g_autofree char *name = pr_romanize("偏差原因分析及改进措施", '-', 20);
	g_autofree char *none = pr_romanize("偏差原因", '-', 3);

	cr_assert(strlen(name) <= 20 && strlen(name) > 10 && !g_str_has_suffix(name, "-"), "%s", name);
	cr_assert_str_eq(none, "");
}

Test(romanize, what_is_no_text_has_no_name)
{
	g_autofree char *name = pr_romanize("\xff\xfe", '_', 60);

	cr_assert_str_eq(name, "");
}
