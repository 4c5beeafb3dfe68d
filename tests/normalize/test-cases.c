/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs fixtures/cases: three lines a case (kind, input, what must come out), blank lines and # comments between them.
 *
 *   KIND                        INPUT                              OUTPUT
 *   fold, label                 a text                             its plain form, its label key
 *   clean                       a text with its breaks marked      the text as meant
 *   repairs                     the same                           its repairs: kind from → to, by "; "
 *   unit                        a text                             the unit it begins with, and its power of ten
 *   any, amount, target …       a printed text                     its value, as pr_value_print() writes it
 *       followed by unit=… and year=… of the place
 *   value                       a printed value                    the same value printed again
 *   pattern                     a pattern                          "ok"
 *
 * Breaks are marked: a space, ⏎ a full line, ¶ a line that ended early, ‖ the end of a page. \u{HEX} is a character
 * that cannot be seen, ∅ an empty text. A case with %%FAIL above it must fail, and OUTPUT is how the message begins. */
#include "normalize/clean.h"
#include "normalize/pattern.h"
#include "normalize/unit.h"
#include "normalize/value.h"
#include "tests/support/marked.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static char *
unescape(const char *text)
{
	GString *out = g_string_new(NULL);

	if (strcmp(text, "∅") == 0)
		return g_string_free(out, FALSE);
	for (const char *p = text; *p != '\0';) {
		if (g_str_has_prefix(p, "\\u{")) {
			char *end;

			g_string_append_unichar(out, (gunichar)strtoul(p + 3, &end, 16));
			p = end + 1;
		} else {
			g_string_append_c(out, *p++);
		}
	}
	return g_string_free(out, FALSE);
}

static char *
with_marks(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	return g_strjoinv("⏎", lines);
}

static char *
run_repairs(const char *input)
{
	g_autoptr(PrClean) clean = marked_clean(input);
	g_autoptr(GString) out = g_string_new(NULL);

	for (guint i = 0; clean->repairs != NULL && i < clean->repairs->len; i++) {
		const PrRepair *repair = g_ptr_array_index(clean->repairs, i);

		g_string_append_printf(
			out, "%s%s %s → %s", i > 0 ? "; " : "", pr_repair_name(repair->kind), repair->from, repair->to);
	}
	return with_marks(out->str);
}

static char *
run_unit(const char *input)
{
	int magnitude;
	gsize length = pr_unit_read(input, &magnitude);

	return length > 0 ? g_strdup_printf("%.*s %d", (int)length, input, magnitude) : g_strdup("none");
}

/* Reading back what was printed must give the same value: checked on every case. */
static char *
run_value(const char *kind, const char *input, GError **error)
{
	g_auto(GStrv) words = g_strsplit(kind, " ", -1);
	g_autofree char *folded = pr_fold(input), *printed = NULL, *again = NULL;
	PrValueContext context = {0};
	PrValue value, copy;
	gboolean is_read;

	if (!pr_expect_parse(words[0], &context.expect))
		return g_strdup_printf("no such kind of case: %s", kind);
	for (guint i = 1; words[i] != NULL; i++) {
		if (g_str_has_prefix(words[i], "unit="))
			context.unit = words[i] + strlen("unit=");
		if (g_str_has_prefix(words[i], "year="))
			context.year = atoi(words[i] + strlen("year="));
	}
	pr_value_parse(folded, &context, &value);
	printed = pr_value_print(&value);
	pr_value_clear(&value);
	is_read = pr_value_read(printed, &copy, error);
	if (!is_read)
		return NULL;
	again = pr_value_print(&copy);
	pr_value_clear(&copy);
	return strcmp(printed, again) == 0 ? g_steal_pointer(&printed)
					   : g_strdup_printf("%s, but read back: %s", printed, again);
}

static char *
run_printed_value(const char *input, GError **error)
{
	PrValue value;
	char *printed;

	if (!pr_value_read(input, &value, error))
		return NULL;
	printed = pr_value_print(&value);
	pr_value_clear(&value);
	return printed;
}

static char *
run_pattern(const char *input, GError **error)
{
	g_autoptr(PrPattern) pattern = pr_pattern_new(input, error);

	return pattern != NULL ? g_strdup("ok") : NULL;
}

/* What comes out; NULL with `error` set where the case fails. */
static char *
run(const char *kind, const char *input, GError **error)
{
	if (strcmp(kind, "fold") == 0)
		return pr_fold(input);
	if (strcmp(kind, "label") == 0)
		return pr_label_key(input);
	if (strcmp(kind, "clean") == 0) {
		g_autoptr(PrClean) clean = marked_clean(input);

		return with_marks(clean->text);
	}
	if (strcmp(kind, "repairs") == 0)
		return run_repairs(input);
	if (strcmp(kind, "unit") == 0)
		return run_unit(input);
	if (strcmp(kind, "value") == 0)
		return run_printed_value(input, error);
	if (strcmp(kind, "pattern") == 0)
		return run_pattern(input, error);
	return run_value(kind, input, error);
}

/* Returns 1 where the case went wrong, with a line that says where and how. */
static int
check(const char *file, guint line, gboolean must_fail, char *const *case_lines)
{
	g_autofree char *input = unescape(case_lines[1]), *want = unescape(case_lines[2]), *got = NULL;
	g_autoptr(GError) error = NULL;
	const char *outcome;
	gboolean is_right;

	got = run(case_lines[0], input, &error);
	outcome = error != NULL ? error->message : got;
	is_right = must_fail ? error != NULL && g_str_has_prefix(outcome, want)
			     : error == NULL && strcmp(outcome, want) == 0;
	if (is_right)
		return 0;
	cr_log_error("%s:%u: %s: %s\n  want %s%s\n  got  %s%s\n", file, line, case_lines[0], case_lines[1],
		must_fail ? "failure: " : "", want, error != NULL ? "failure: " : "", outcome);
	return 1;
}

static void
run_file(const char *name, guint at_least)
{
	const char *source = g_getenv("PIPEROLL_SOURCE");
	g_autofree char *path = g_build_filename(source != NULL ? source : ".", "fixtures", "cases", name, NULL),
			*contents = NULL;
	g_auto(GStrv) lines = NULL;
	g_autoptr(GError) error = NULL;
	gboolean must_fail = FALSE;
	guint cases = 0, failures = 0;

	cr_assert(g_file_get_contents(path, &contents, NULL, &error), "%s", error != NULL ? error->message : "");
	lines = g_strsplit(contents, "\n", -1);
	for (guint i = 0, count = g_strv_length(lines); i < count; i++) {
		if (lines[i][0] == '\0' || lines[i][0] == '#')
			continue;
		if (strcmp(lines[i], "%%FAIL") == 0) {
			must_fail = TRUE;
			continue;
		}
		cr_assert(i + 2 < count, "%s:%u: case of less than three lines", path, i + 1);
		failures += (guint)check(path, i + 1, must_fail, &lines[i]);
		cases++;
		must_fail = FALSE;
		i += 2;
	}
	cr_assert_eq(failures, 0, "%s: %u of %u cases failed", name, failures, cases);
	cr_assert_geq(cases, at_least, "%s: only %u cases were found", name, cases);
}

Test(cases, characters_are_folded)
{
	run_file("chars.case", 30);
}

Test(cases, gaps_are_kept_or_closed)
{
	run_file("spacing.case", 40);
}

Test(cases, numbers_are_read)
{
	run_file("number.case", 40);
}

Test(cases, units_are_read)
{
	run_file("unit.case", 20);
}

Test(cases, dates_are_read)
{
	run_file("date.case", 40);
}

Test(cases, targets_are_read)
{
	run_file("target.case", 80);
}

Test(cases, values_are_read_where_they_are_expected)
{
	run_file("value.case", 30);
}
