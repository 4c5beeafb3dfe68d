/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Page text → PrPage. The grammar stands in page-text.c. A line is copied and cut into words; what is wrong with it is
 * said once, where it is found. */
#include "extract/page-span.h"
#include "extract/pdf.h"
#include "extract/scan.h"

#include <string.h>

#define TAG_ROWS_MAX 20000
#define TAG_COLS_MAX 200

/* A page that is being read. */
typedef struct {
	PrScanner text;
	PrPage *page;
} Scanner;

static gboolean
scan_rgb(Scanner *scanner, guint32 *rgb)
{
	const char *word = pr_scan_word(&scanner->text);
	guint64 read = 0;

	if (strlen(word) != 6 || !g_ascii_string_to_unsigned(word, 16, 0, 0xffffff, &read, NULL))
		return pr_scan_fail(&scanner->text, "a colour of six hex digits is missing");
	*rgb = (guint32)read;
	return TRUE;
}

static gboolean
scan_style(Scanner *scanner)
{
	PrStyle style = {0};
	guint index = 0;

	if (!pr_scan_count(&scanner->text, G_MAXUINT16, &index) || !pr_scan_numbers(&scanner->text, 1, &style.size) ||
		!scan_rgb(scanner, &style.rgb))
		return FALSE;
	const char *flags = pr_scan_word(&scanner->text);
	if (*flags == '\0' || flags[strspn(flags, "biv-")] != '\0')
		return pr_scan_fail(&scanner->text, "style flags are missing");
	style.is_bold = strchr(flags, 'b') != NULL;
	style.is_italic = strchr(flags, 'i') != NULL;
	style.is_vertical = strchr(flags, 'v') != NULL;
	g_autoptr(GArray) chars = pr_scan_quoted(&scanner->text);
	if (chars == NULL)
		return FALSE;
	g_autoptr(GString) font = g_string_new(NULL);
	for (guint i = 0; i < chars->len; i++) {
		gunichar ch = g_array_index(chars, gunichar, i);
		if (ch == 0 || !g_unichar_validate(ch))
			return pr_scan_fail(&scanner->text, "a font name with a character that is none");
		g_string_append_unichar(font, ch);
	}
	style.font = font->str;
	return pr_page_append_style(scanner->page, &style) == index ||
	       pr_scan_fail(&scanner->text, "styles must be numbered from 0");
}

static gboolean
scan_direction(Scanner *scanner, guint *direction)
{
	const char *word = pr_scan_word(&scanner->text);

	for (*direction = 0; *direction < G_N_ELEMENTS(pr_direction_names); (*direction)++)
		if (strcmp(word, pr_direction_names[*direction]) == 0)
			return TRUE;
	return pr_scan_fail(&scanner->text, "a direction is missing: right, down, left or up");
}

/* One PLACE; *end is where the glyph before ended. */
static gboolean
scan_place(Scanner *scanner, PrEdges run, guint direction, float *end, PrRect *box)
{
	float v[4];
	guint count = pr_scan_split(pr_scan_word(&scanner->text), G_N_ELEMENTS(v), v);

	if (count == 0 || count == 3)
		return pr_scan_fail(&scanner->text, "each character needs a place");
	if (count == 4)
		*box = (PrRect){v[0], v[1], v[2], v[3]};
	else
		*box = pr_edges_box((PrEdges){count == 1 ? *end : v[0], v[count - 1], run.low, run.high}, direction);
	*end = pr_edges_of(*box, direction).end;
	if (box->x0 > box->x1 || box->y0 > box->y1)
		return pr_scan_fail(&scanner->text, "a place that ends before it begins");
	return TRUE;
}

static gboolean
scan_run(Scanner *scanner)
{
	PrPage *page = scanner->page;
	guint style = 0, direction = 0;
	float across[2], end = 0;

	if (!pr_scan_count(&scanner->text, G_MAXUINT16, &style) || !scan_direction(scanner, &direction))
		return FALSE;
	const char *fates = pr_scan_word(&scanner->text);
	if (!pr_scan_numbers(&scanner->text, 2, across))
		return FALSE;
	g_autoptr(GArray) chars = pr_scan_quoted(&scanner->text);
	if (chars == NULL || !pr_scan_numbers(&scanner->text, 1, &end))
		return FALSE;
	gboolean all_shown = strcmp(fates, "-") == 0;
	if (style >= page->styles->len || chars->len == 0 || (!all_shown && strlen(fates) != chars->len))
		return pr_scan_fail(
			&scanner->text, "a run needs a known style, text, and - or a fate for each character");
	PrRun run = {.first = page->glyphs->len, .count = chars->len};
	for (guint i = 0; i < chars->len; i++) {
		PrGlyph glyph = {.ch = g_array_index(chars, gunichar, i),
			.style = (guint16)style,
			.direction = (guint8)direction};
		const char *fate = all_shown ? pr_fate_letters : strchr(pr_fate_letters, fates[i]);
		if (fate == NULL)
			return pr_scan_fail(&scanner->text, "an unknown fate");
		glyph.fate = (guint8)(fate - pr_fate_letters);
		if (!scan_place(scanner, (PrEdges){0, 0, across[0], across[1]}, direction, &end, &glyph.box))
			return FALSE;
		run.box = i == 0 ? glyph.box : pr_rect_union(run.box, glyph.box);
		g_array_append_val(page->glyphs, glyph);
	}
	g_array_append_val(page->runs, run);
	return TRUE;
}

static gboolean
scan_ruling(Scanner *scanner, gboolean is_horizontal)
{
	PrRuling ruling = {.is_horizontal = is_horizontal};
	float v[4];

	if (!pr_scan_numbers(&scanner->text, G_N_ELEMENTS(v), v) || !scan_rgb(scanner, &ruling.rgb))
		return FALSE;
	ruling.at = v[0];
	ruling.from = v[1];
	ruling.to = v[2];
	ruling.thickness = v[3];
	if (ruling.from > ruling.to || ruling.thickness < 0)
		return pr_scan_fail(&scanner->text, "a ruling that ends before it begins");
	char *rest = scanner->text.at;
	ruling.is_dashed = strcmp(pr_scan_word(&scanner->text), "dashed") == 0;
	if (!ruling.is_dashed)
		scanner->text.at = rest;
	g_array_append_val(scanner->page->rulings, ruling);
	return TRUE;
}

static gboolean
scan_fill(Scanner *scanner)
{
	PrFill fill = {0};
	float v[4];

	if (!pr_scan_numbers(&scanner->text, G_N_ELEMENTS(v), v) || !scan_rgb(scanner, &fill.rgb))
		return FALSE;
	fill.box = (PrRect){v[0], v[1], v[2], v[3]};
	if (v[0] > v[2] || v[1] > v[3])
		return pr_scan_fail(&scanner->text, "a fill that ends before it begins");
	g_array_append_val(scanner->page->fills, fill);
	return TRUE;
}

static gboolean
scan_tags(Scanner *scanner)
{
	guint rows = 0, cols = 0;

	if (!pr_scan_count(&scanner->text, TAG_ROWS_MAX, &rows) || !pr_scan_count(&scanner->text, TAG_COLS_MAX, &cols))
		return FALSE;
	if (rows == 0 || cols == 0)
		return pr_scan_fail(&scanner->text, "a table without rows or columns");
	if (scanner->page->tags == NULL)
		scanner->page->tags = g_ptr_array_new_with_free_func((GDestroyNotify)pr_tag_table_free);
	g_ptr_array_add(scanner->page->tags, pr_tag_table_new((int)rows, (int)cols));
	return TRUE;
}

static gboolean
scan_tag(Scanner *scanner)
{
	GPtrArray *tags = scanner->page->tags;
	PrTagTable *table = tags != NULL ? g_ptr_array_index(tags, tags->len - 1) : NULL;
	const PrTagCell *before =
		table != NULL && table->cells->len > 0 ? g_ptr_array_index(table->cells, table->cells->len - 1) : NULL;
	guint row = 0, col = 0;

	if (table == NULL)
		return pr_scan_fail(&scanner->text, "a tag of no table");
	if (!pr_scan_count(&scanner->text, (guint)table->rows - 1, &row) ||
		!pr_scan_count(&scanner->text, (guint)table->cols - 1, &col))
		return FALSE;
	if (before != NULL && ((int)row < before->row || ((int)row == before->row && (int)col <= before->col)))
		return pr_scan_fail(&scanner->text, "tags out of their order");
	const char *kind = pr_scan_word(&scanner->text);
	PrTagCell cell = {(int)row, (int)col, 1, 1, strcmp(kind, "th") == 0, NULL};
	if (!cell.is_header && strcmp(kind, "td") != 0)
		return pr_scan_fail(&scanner->text, "expected th or td");
	g_autoptr(GArray) chars = pr_scan_quoted(&scanner->text);
	if (chars == NULL)
		return FALSE;
	g_autofree char *text = g_ucs4_to_utf8((const gunichar *)(void *)chars->data, chars->len, NULL, NULL, NULL);
	if (text == NULL)
		return pr_scan_fail(&scanner->text, "no text");
	cell.text = text;
	pr_tag_table_add(table, &cell);
	return TRUE;
}

static gboolean
scan_page(Scanner *scanner)
{
	guint number = 0, images = 0;
	float size[2];

	if (!pr_scan_count(&scanner->text, G_MAXINT, &number) || !pr_scan_numbers(&scanner->text, 2, size))
		return FALSE;
	if (strcmp(pr_scan_word(&scanner->text), "images") != 0)
		return pr_scan_fail(&scanner->text, "the word images is missing");
	if (!pr_scan_count(&scanner->text, G_MAXUINT, &images))
		return FALSE;
	scanner->page = pr_page_new((int)number, size[0], size[1]);
	scanner->page->image_count = images;
	return TRUE;
}

/* One line; *done is set behind the end of the page. */
static gboolean
scan_line(gpointer data, gboolean *done)
{
	Scanner *scanner = data;
	gboolean ok = FALSE;
	const char *word = pr_scan_word(&scanner->text);

	if (*word == '\0' || *word == '#')
		return TRUE;
	if ((scanner->page == NULL) != (strcmp(word, "page") == 0))
		return pr_scan_fail(
			&scanner->text, scanner->page == NULL ? "expected a page" : "the page before has no end");
	if (scanner->page == NULL)
		ok = scan_page(scanner);
	else if (strcmp(word, "style") == 0)
		ok = scan_style(scanner);
	else if (strcmp(word, "run") == 0)
		ok = scan_run(scanner);
	else if (strcmp(word, "hline") == 0 || strcmp(word, "vline") == 0)
		ok = scan_ruling(scanner, *word == 'h');
	else if (strcmp(word, "fill") == 0)
		ok = scan_fill(scanner);
	else if (strcmp(word, "tags") == 0)
		ok = scan_tags(scanner);
	else if (strcmp(word, "tag") == 0)
		ok = scan_tag(scanner);
	else if (strcmp(word, "end") == 0)
		ok = *done = TRUE;
	else
		return pr_scan_fail(&scanner->text, "expected style, run, hline, vline, fill, tags, tag or end");
	if (ok && *pr_scan_word(&scanner->text) != '\0')
		return pr_scan_fail(&scanner->text, "something is left at the end of the line");
	return ok;
}

PrPage *
pr_page_parse(const char **cursor, GError **error)
{
	g_autoptr(GError) local_error = NULL;
	Scanner scanner = {.text = {.what = "page text", .error = &local_error}};
	gboolean done = pr_scan_block(&scanner.text, cursor, scan_line, &scanner);

	if (scanner.page != NULL && !done && local_error == NULL)
		pr_scan_fail(&scanner.text, "the page has no end");
	if (local_error != NULL) {
		g_propagate_error(error, g_steal_pointer(&local_error));
		g_clear_pointer(&scanner.page, pr_page_free);
	}
	return scanner.page;
}
