/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Page text → PrPage. The grammar stands in page-text.c. A line is copied and cut into words; what is wrong with it is said
 * once, where it is found. */
#include "extract/page-span.h"
#include "extract/pdf.h"

#include <string.h>

typedef struct {
	char *at;   /* in the copy of the line */
	guint line; /* from 1 */
	PrPage *page;
	GError **error;
} Scanner;

static gboolean
fail(Scanner *scanner, const char *what)
{
	if (scanner->error != NULL && *scanner->error == NULL)
		g_set_error(scanner->error, PR_EXTRACT_ERROR, PR_EXTRACT_ERROR_SYNTAX, "page text, line %u: %s", scanner->line, what);
	return FALSE;
}

/* The next word, ended by a NUL in place of the space behind it; empty at the end of the line. */
static char *
next_word(Scanner *scanner)
{
	char *word = scanner->at + strspn(scanner->at, " ");

	scanner->at = word + strcspn(word, " ");
	if (*scanner->at != '\0')
		*scanner->at++ = '\0';
	return word;
}

/* Up to `max` numbers parted by commas; how many, or 0 where the word is something else. */
static guint
split_numbers(const char *word, guint max, float *values)
{
	for (guint count = 0; count < max; word++) {
		char *end = NULL;
		double value = g_ascii_strtod(word, &end);
		if (end == word || !isfinite(value) || fabs(value) > G_MAXFLOAT)
			return 0;
		values[count++] = (float)value;
		word = end;
		if (*word == '\0')
			return count;
		if (*word != ',')
			return 0;
	}
	return 0;
}

static gboolean
scan_numbers(Scanner *scanner, guint count, float *values)
{
	for (guint i = 0; i < count; i++)
		if (split_numbers(next_word(scanner), 1, &values[i]) != 1)
			return fail(scanner, "a number is missing");
	return TRUE;
}

static gboolean
scan_count(Scanner *scanner, guint max, guint *value)
{
	const char *word = next_word(scanner);
	guint64 read = 0;

	if (!g_ascii_string_to_unsigned(word, 10, 0, max, &read, NULL))
		return fail(scanner, "a whole number is missing or too large");
	*value = (guint)read;
	return TRUE;
}

static gboolean
scan_rgb(Scanner *scanner, guint32 *rgb)
{
	const char *word = next_word(scanner);
	guint64 read = 0;

	if (strlen(word) != 6 || !g_ascii_string_to_unsigned(word, 16, 0, 0xffffff, &read, NULL))
		return fail(scanner, "a colour of six hex digits is missing");
	*rgb = (guint32)read;
	return TRUE;
}

/* One character of quoted text, from behind the opening quote on; *end is set at the closing one. */
static gboolean
scan_quoted_char(Scanner *scanner, gunichar *ch, gboolean *end)
{
	char *at = scanner->at;

	*end = *at == '"';
	if (*at == '\0')
		return fail(scanner, "text without a closing quote");
	if (g_str_has_prefix(at, "\\u{")) {
		char *close = NULL;
		guint64 value = g_ascii_strtoull(at + 3, &close, 16);
		if (close == at + 3 || *close != '}' || value > G_MAXUINT32)
			return fail(scanner, "a character that is not \\u{HEX}");
		*ch = (gunichar)value;
		scanner->at = close + 1;
		return TRUE;
	}
	if (*at == '\\' && at[1] != '"' && at[1] != '\\')
		return fail(scanner, "a backslash that escapes nothing");
	if (*at == '\\')
		at++;
	*ch = g_utf8_get_char(at);
	scanner->at = g_utf8_next_char(at);
	return TRUE;
}

/* Quoted text as characters: an array of gunichar, or NULL. */
static GArray *
scan_quoted(Scanner *scanner)
{
	g_autoptr(GArray) chars = g_array_new(FALSE, FALSE, sizeof(gunichar));
	gboolean end = FALSE;

	scanner->at += strspn(scanner->at, " ");
	if (*scanner->at != '"') {
		fail(scanner, "quoted text is missing");
		return NULL;
	}
	scanner->at++;
	while (!end) {
		gunichar ch = 0;
		if (!scan_quoted_char(scanner, &ch, &end))
			return NULL;
		if (!end)
			g_array_append_val(chars, ch);
	}
	return g_steal_pointer(&chars);
}

static gboolean
scan_style(Scanner *scanner)
{
	PrStyle style = {0};
	guint index = 0;

	if (!scan_count(scanner, G_MAXUINT16, &index) || !scan_numbers(scanner, 1, &style.size) || !scan_rgb(scanner, &style.rgb))
		return FALSE;
	const char *flags = next_word(scanner);
	if (*flags == '\0' || flags[strspn(flags, "biv-")] != '\0')
		return fail(scanner, "style flags are missing");
	style.is_bold = strchr(flags, 'b') != NULL;
	style.is_italic = strchr(flags, 'i') != NULL;
	style.is_vertical = strchr(flags, 'v') != NULL;
	g_autoptr(GArray) chars = scan_quoted(scanner);
	if (chars == NULL)
		return FALSE;
	g_autoptr(GString) font = g_string_new(NULL);
	for (guint i = 0; i < chars->len; i++) {
		gunichar ch = g_array_index(chars, gunichar, i);
		if (ch == 0 || !g_unichar_validate(ch))
			return fail(scanner, "a font name with a character that is none");
		g_string_append_unichar(font, ch);
	}
	style.font = font->str;
	return pr_page_add_style(scanner->page, &style) == index || fail(scanner, "styles must be different, and numbered from 0");
}

static gboolean
scan_direction(Scanner *scanner, guint *direction)
{
	const char *word = next_word(scanner);

	for (*direction = 0; *direction < G_N_ELEMENTS(pr_direction_names); (*direction)++)
		if (strcmp(word, pr_direction_names[*direction]) == 0)
			return TRUE;
	return fail(scanner, "a direction is missing: right, down, left or up");
}

/* One PLACE; *end is where the glyph before ended. */
static gboolean
scan_place(Scanner *scanner, PrSpan run, guint direction, float *end, PrRect *box)
{
	float v[4];
	guint count = split_numbers(next_word(scanner), G_N_ELEMENTS(v), v);

	if (count == 0 || count == 3)
		return fail(scanner, "each character needs a place");
	if (count == 4)
		*box = (PrRect){v[0], v[1], v[2], v[3]};
	else
		*box = pr_span_box((PrSpan){count == 1 ? *end : v[0], v[count - 1], run.low, run.high}, direction);
	*end = pr_span_of(*box, direction).end;
	if (box->x0 > box->x1 || box->y0 > box->y1)
		return fail(scanner, "a place that ends before it begins");
	return TRUE;
}

static gboolean
scan_run(Scanner *scanner)
{
	PrPage *page = scanner->page;
	guint style = 0, direction = 0;
	float across[2], end = 0;

	if (!scan_count(scanner, G_MAXUINT16, &style) || !scan_direction(scanner, &direction))
		return FALSE;
	const char *fates = next_word(scanner);
	if (!scan_numbers(scanner, 2, across))
		return FALSE;
	g_autoptr(GArray) chars = scan_quoted(scanner);
	if (chars == NULL || !scan_numbers(scanner, 1, &end))
		return FALSE;
	gboolean all_shown = strcmp(fates, "-") == 0;
	if (style >= page->styles->len || chars->len == 0 || (!all_shown && strlen(fates) != chars->len))
		return fail(scanner, "a run needs a known style, text, and - or a fate for each character");
	PrRun run = {.first = page->glyphs->len, .count = chars->len};
	for (guint i = 0; i < chars->len; i++) {
		PrGlyph glyph = {.ch = g_array_index(chars, gunichar, i), .style = (guint16)style, .direction = (guint8)direction};
		const char *fate = all_shown ? pr_fate_letters : strchr(pr_fate_letters, fates[i]);
		if (fate == NULL)
			return fail(scanner, "an unknown fate");
		glyph.fate = (guint8)(fate - pr_fate_letters);
		if (!scan_place(scanner, (PrSpan){0, 0, across[0], across[1]}, direction, &end, &glyph.box))
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

	if (!scan_numbers(scanner, G_N_ELEMENTS(v), v) || !scan_rgb(scanner, &ruling.rgb))
		return FALSE;
	ruling.at = v[0];
	ruling.from = v[1];
	ruling.to = v[2];
	ruling.thickness = v[3];
	if (ruling.from > ruling.to || ruling.thickness < 0)
		return fail(scanner, "a ruling that ends before it begins");
	char *rest = scanner->at;
	ruling.is_dashed = strcmp(next_word(scanner), "dashed") == 0;
	if (!ruling.is_dashed)
		scanner->at = rest;
	g_array_append_val(scanner->page->rulings, ruling);
	return TRUE;
}

static gboolean
scan_fill(Scanner *scanner)
{
	PrFill fill = {0};
	float v[4];

	if (!scan_numbers(scanner, G_N_ELEMENTS(v), v) || !scan_rgb(scanner, &fill.rgb))
		return FALSE;
	fill.box = (PrRect){v[0], v[1], v[2], v[3]};
	if (v[0] > v[2] || v[1] > v[3])
		return fail(scanner, "a fill that ends before it begins");
	g_array_append_val(scanner->page->fills, fill);
	return TRUE;
}

static gboolean
scan_page(Scanner *scanner)
{
	guint number = 0, images = 0;
	float size[2];

	if (!scan_count(scanner, G_MAXINT, &number) || !scan_numbers(scanner, 2, size))
		return FALSE;
	if (strcmp(next_word(scanner), "images") != 0)
		return fail(scanner, "the word images is missing");
	if (!scan_count(scanner, G_MAXUINT, &images))
		return FALSE;
	scanner->page = pr_page_new((int)number, size[0], size[1]);
	scanner->page->image_count = images;
	return TRUE;
}

/* One line; *done is set behind the end of the page. */
static gboolean
scan_line(Scanner *scanner, gboolean *done)
{
	gboolean ok = FALSE;
	const char *word = next_word(scanner);

	if (*word == '\0' || *word == '#')
		return TRUE;
	if ((scanner->page == NULL) != (strcmp(word, "page") == 0))
		return fail(scanner, scanner->page == NULL ? "expected a page" : "the page before has no end");
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
	else if (strcmp(word, "end") == 0)
		ok = *done = TRUE;
	else
		return fail(scanner, "expected style, run, hline, vline, fill or end");
	if (ok && *next_word(scanner) != '\0')
		return fail(scanner, "something is left at the end of the line");
	return ok;
}

PrPage *
pr_page_parse(const char **cursor, GError **error)
{
	Scanner scanner = {.error = error};
	gboolean done = FALSE;

	while (!done && **cursor != '\0') {
		gsize length = strcspn(*cursor, "\n");
		g_autofree char *line = g_strndup(*cursor, length);
		scanner.at = line;
		scanner.line++;
		*cursor += length + ((*cursor)[length] == '\n');
		gboolean ok = g_utf8_validate(line, (gssize)length, NULL) ? scan_line(&scanner, &done)
									  : fail(&scanner, "not UTF-8");
		if (!ok) {
			pr_page_free(scanner.page);
			return NULL;
		}
	}
	if (scanner.page != NULL && !done) {
		fail(&scanner, "the page has no end");
		g_clear_pointer(&scanner.page, pr_page_free);
	}
	return scanner.page;
}
