/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The stream of XML: numbers, places and texts, to the character. */
#include "schema/xml-out.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct {
	PrXml *xml;
	int fd;
} Sheet;

static Sheet
sheet_new(void)
{
	int fd = memfd_create("sheet", MFD_CLOEXEC);
	Sheet sheet = {pr_xml_new(fd, NULL), fd};

	pr_xml_begin(sheet.xml, "a");
	return sheet;
}

/* What stands behind the declaration. Free with g_free(). */
static char *
sheet_text(Sheet *sheet)
{
	char *text = g_malloc0(1 << 20), *root;

	pr_xml_end(sheet->xml);
	cr_assert(pr_xml_finish(sheet->xml, NULL));
	cr_assert_gt(pread(sheet->fd, text, (1 << 20) - 1, 0), 0);
	close(sheet->fd);
	pr_xml_free(sheet->xml);
	root = strstr(text, "<a");
	cr_assert_not_null(root);
	memmove(text, root, strlen(root) + 1);
	return g_strchomp(text);
}

Test(xml_out, fractions_have_no_more_digits_than_they_need)
{
	static const struct {
		double value;
		guint decimals;
		const char *text;
	} cases[] = {{0, 2, "0"}, {-0.001, 2, "0"}, {0.05, 2, "0.05"}, {-0.05, 2, "-0.05"}, {70.126, 2, "70.13"},
		{12.5, 2, "12.5"}, {100, 2, "100"}, {0.999999, 6, "0.999999"}, {1.0 / 3, 3, "0.333"},
		{-1234567.891, 2, "-1234567.89"}, {NAN, 2, "0"}, {INFINITY, 2, "0"}, {9.999, 2, "10"}, {-3, 0, "-3"}};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Sheet sheet = sheet_new();

		pr_xml_fraction(sheet.xml, "x", cases[i].value, cases[i].decimals);
		g_autofree char *text = sheet_text(&sheet), *expected = g_strdup_printf("<a x=\"%s\"/>", cases[i].text);

		cr_assert_str_eq(text, expected);
	}
}

Test(xml_out, whole_numbers_of_all_sizes)
{
	static const gint64 values[] = {0, 1, -1, 10, 1000000, G_MAXINT64, G_MININT64};

	for (guint i = 0; i < G_N_ELEMENTS(values); i++) {
		Sheet sheet = sheet_new();

		pr_xml_int(sheet.xml, "x", values[i]);
		g_autofree char *text = sheet_text(&sheet),
				*expected = g_strdup_printf("<a x=\"%" G_GINT64_FORMAT "\"/>", values[i]);

		cr_assert_str_eq(text, expected);
	}
}

Test(xml_out, a_place_is_an_element_of_numbers)
{
	Sheet sheet = sheet_new();

	pr_xml_place(sheet.xml, "line", 12, pr_rect(-1.5, 0, 70.126, 841.89));
	g_autofree char *text = sheet_text(&sheet);

	cr_assert_str_eq(text, "<a><line page=\"12\" x0=\"-1.5\" y0=\"0\" x1=\"70.13\" y1=\"841.89\"/></a>");
}

Test(xml_out, the_longest_place_has_room)
{
	Sheet sheet = sheet_new();

	pr_xml_place(sheet.xml, "sixteen-letters-", G_MININT, (PrRect){-9.9e12f, -9.9e12f, -9.9e12f, -9.9e12f});
	g_autofree char *text = sheet_text(&sheet);

	cr_assert(g_str_has_prefix(text, "<a><sixteen-letters- page=\"-2147483648\" x0=\"-9"), "%s", text);
}

Test(xml_out, text_is_exact)
{
	static const struct {
		const char *text, *written;
	} cases[] = {
		{"", "<a/>"},
		{"a<b>&\"c\"", "<a>a&lt;b&gt;&amp;&quot;c&quot;</a>"},
		{" a", "<a xml:space=\"preserve\"> a</a>"},
		{"a b", "<a>a b</a>"},
		{"a\nb", "<a xml:space=\"preserve\">a\nb</a>"},
		{"\x01", "<a xml:space=\"preserve\"><char code=\"1\"/></a>"},
		{"a\x1f\x1f"
		 "b",
			"<a xml:space=\"preserve\">a<char code=\"1F\"/><char code=\"1F\"/>b</a>"},
		{"\xed\xa0\x80|\xef\xbf\xbe|\xef\xbf\xbd|\xf0\xa0\x80\x80",
			"<a xml:space=\"preserve\"><char code=\"D800\"/>|<char code=\"FFFE\"/>|\xef\xbf\xbd|\xf0\xa0\x80\x80</a>"},
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		Sheet sheet = sheet_new();

		pr_xml_text(sheet.xml, cases[i].text);
		g_autofree char *text = sheet_text(&sheet);

		cr_assert_str_eq(text, cases[i].written);
	}
}

Test(xml_out, what_was_not_finished_does_not_go_out)
{
	Sheet sheet = sheet_new();
	char byte;

	pr_xml_free(sheet.xml);
	cr_assert_eq(pread(sheet.fd, &byte, 1, 0), 0);
	close(sheet.fd);
}
