/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text layer of a page → glyphs and runs.
 *
 * poppler gives the text of a page three times over: as characters, as one rectangle a character, and as stretches of
 * one font and colour. They are walked side by side:
 *
 *	characters    合   计   ␣    1    2    ,    3    ⏎
 *	rectangles    ▯    ▯    ▯    ▯    ▯    ▯    ▯    ▯
 *	attributes    ├── SimSun 10.5 ───┼── Arial 9 ────┤
 *	runs          ├──────┤       ├───────────────┤
 *
 * White space is not a glyph: its rectangle says nothing that the gap does not, and is wrong on turned text. A run ends
 * at white space, where style or direction change, and where the next glyph does not stand on the same baseline.
 *
 * How a glyph is turned says the painting; where that is not seen, the place of its neighbour in the word does. Upright
 * glyphs of one word that stand below each other are vertical writing. */
#include "extract/runs.h"
#include "extract/issue-tags.h"
#include "extract/type-size.h"

#include <string.h>

/* Glyphs of one run overlap across the line by at least this share, and are no farther apart than this many ems. */
#define SAME_LINE_SHARE 0.5f
#define RUN_GAP_EMS 1.0f
#define RUN_BACK_EMS 0.5f

/* Letters, digits and signs of ASCII, which most text is of, and ideographs, which the rest of it is of. */
static gboolean
is_plain(gunichar ch)
{
	return (ch > ' ' && ch < 0x7f) || (ch >= 0x4e00 && ch <= 0x9fa5);
}

/* White space and marks that have no shape: direction marks, joiners, soft hyphens, byte order marks. A soft hyphen
 * that is seen as a hyphen is one in most files: it is kept as U+002D. */
static gboolean
is_blank(gunichar ch)
{
	if (is_plain(ch))
		return FALSE;
	if (ch == 0x3000 || ch == 0x00a0 || g_unichar_isspace(ch))
		return TRUE;
	GUnicodeType type = g_unichar_type(ch);
	return type == G_UNICODE_SPACE_SEPARATOR || type == G_UNICODE_LINE_SEPARATOR ||
	       type == G_UNICODE_PARAGRAPH_SEPARATOR || type == G_UNICODE_FORMAT;
}

#define SOFT_HYPHEN 0x00ad

static gboolean
is_unmapped(gunichar ch)
{
	if (is_plain(ch))
		return FALSE;
	GUnicodeType type = g_unichar_type(ch);

	return ch == 0xfffd || type == G_UNICODE_CONTROL || type == G_UNICODE_PRIVATE_USE ||
	       type == G_UNICODE_UNASSIGNED || type == G_UNICODE_SURROGATE;
}

static gboolean
names(const char *font, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strcasestr(font, *words) != NULL)
			return TRUE;
	return FALSE;
}

static guint32
rgb_of(PopplerColor color)
{
	return ((guint32)(color.red >> 8) << 16) | ((guint32)(color.green >> 8) << 8) | (guint32)(color.blue >> 8);
}

/* `before`: the style of the text before, mostly in the same font; or NULL. */
static PrStyle
style_of(const PopplerTextAttributes *attributes, const PrStyle *before)
{
	static const char *const bold[] = {"bold", "heavy", "black", "demi", "mediital", "cmbx", "sfbx", NULL};
	static const char *const italic[] = {
		"italic", "oblique", "reguital", "mediital", "cmti", "cmbxti", "sfti", NULL};
	char *font = attributes->font_name;
	gboolean is_known = font != NULL && *font != '\0' && before != NULL && strcmp(font, before->font) == 0;

	return (PrStyle){
		.font = font,
		.size = (float)attributes->font_size,
		.rgb = rgb_of(attributes->color),
		.is_bold = is_known ? before->is_bold : font != NULL && names(font, bold),
		.is_italic = is_known ? before->is_italic : font != NULL && names(font, italic),
	};
}

/* The walk over one page. */
typedef struct {
	PrPage *page;
	const PrLimits *limits;
	PrOrigins *origins;
	GList *attributes; /* of PopplerTextAttributes: the one that covers the current character, or NULL */
	guint style;
	gboolean has_style;
	gboolean is_open; /* the next glyph may go on with the last run */
} Walk;

static void
step_to_attributes(Walk *walk, guint index)
{
	while (walk->attributes != NULL) {
		const PopplerTextAttributes *attributes = walk->attributes->data;
		if (attributes->end_index >= 0 && index <= (guint)attributes->end_index)
			return;
		walk->attributes = walk->attributes->next;
		walk->has_style = FALSE;
	}
}

static guint
style_at(Walk *walk, guint index, float height)
{
	step_to_attributes(walk, index);
	if (walk->has_style)
		return walk->style;
	PrStyle style = {.font = (char *)"", .size = height};
	if (walk->attributes != NULL)
		style = style_of(walk->attributes->data,
			walk->page->styles->len > 0 ? g_ptr_array_index(walk->page->styles, walk->style) : NULL);
	if (style.font == NULL || !g_utf8_validate(style.font, -1, NULL))
		style.font = (char *)"";
	walk->style = pr_page_add_style(walk->page, &style);
	walk->has_style = walk->attributes != NULL;
	return walk->style;
}

/* Whether box `b` goes on where `a` ended, in that direction. */
static gboolean
goes_on(PrRect a, PrRect b, guint direction)
{
	gboolean level = direction == PR_DIRECTION_RIGHT || direction == PR_DIRECTION_LEFT;
	gboolean forward = direction == PR_DIRECTION_RIGHT || direction == PR_DIRECTION_DOWN;
	float across = level ? MIN(a.y1, b.y1) - MAX(a.y0, b.y0) : MIN(a.x1, b.x1) - MAX(a.x0, b.x0);
	float height = level ? MIN(pr_rect_height(a), pr_rect_height(b)) : MIN(pr_rect_width(a), pr_rect_width(b));
	float gap = level ? (forward ? b.x0 - a.x1 : a.x0 - b.x1) : (forward ? b.y0 - a.y1 : a.y0 - b.y1);

	return across >= SAME_LINE_SHARE * height && gap <= RUN_GAP_EMS * height && gap >= -RUN_BACK_EMS * height;
}

static guint
vertical_style(PrPage *page, guint style)
{
	PrStyle vertical = *(const PrStyle *)g_ptr_array_index(page->styles, style);

	vertical.is_vertical = TRUE;
	return pr_page_add_style(page, &vertical);
}

/* Makes `glyph` go on with the run if it stands right below the last glyph of one word, both upright. The first of such
 * a run was taken for level text. */
static gboolean
goes_down(PrPage *page, const PrRun *run, PrGlyph *last, PrGlyph *glyph)
{
	const PrStyle *style = pr_page_style(page, last);
	guint vertical = 0;

	if (glyph->direction != PR_DIRECTION_RIGHT || (run->count > 1 && !style->is_vertical) ||
		!goes_on(last->box, glyph->box, PR_DIRECTION_DOWN))
		return FALSE;
	vertical = vertical_style(page, glyph->style);
	if (run->count == 1 && last->style == glyph->style) {
		last->style = (guint16)vertical;
		last->direction = PR_DIRECTION_DOWN;
	}
	if (last->style != vertical || last->direction != PR_DIRECTION_DOWN)
		return FALSE;
	glyph->style = (guint16)vertical;
	glyph->direction = PR_DIRECTION_DOWN;
	return TRUE;
}

static void
add_glyph(Walk *walk, PrGlyph *glyph)
{
	PrPage *page = walk->page;
	PrRun *run = page->runs->len > 0 ? &g_array_index(page->runs, PrRun, page->runs->len - 1) : NULL;
	PrGlyph *last = page->glyphs->len > 0 ? &g_array_index(page->glyphs, PrGlyph, page->glyphs->len - 1) : NULL;

	if (walk->is_open && run != NULL && last != NULL &&
		((last->style == glyph->style && last->direction == glyph->direction &&
			 goes_on(last->box, glyph->box, glyph->direction)) ||
			goes_down(page, run, last, glyph))) {
		run->count++;
		run->box = pr_rect_union(run->box, glyph->box);
	} else {
		PrRun next = {.first = page->glyphs->len, .count = 1, .box = glyph->box};
		g_array_append_val(page->runs, next);
	}
	g_array_append_val(page->glyphs, *glyph);
	walk->is_open = TRUE;
}

static PrRect
place_box(const PopplerRectangle *place)
{
	return pr_rect(place->x1, place->y1, place->x2, place->y2);
}

/* Where painting does not tell the direction of a character: from the one before it in its word, or to the one
 * behind. */
static guint
direction_of(Walk *walk, PrRect box, const PopplerRectangle *next)
{
	guint direction = pr_origins_direction(walk->origins, box);
	PrRect from = box, to = box;

	if (direction != PR_DIRECTION_UNKNOWN)
		return direction;
	if (walk->is_open)
		from = g_array_index(walk->page->glyphs, PrGlyph, walk->page->glyphs->len - 1).box;
	else if (next != NULL)
		to = place_box(next);
	float dx = pr_rect_center_x(to) - pr_rect_center_x(from), dy = pr_rect_center_y(to) - pr_rect_center_y(from);
	if (fabsf(dx) >= fabsf(dy))
		return dx >= 0 ? PR_DIRECTION_RIGHT : PR_DIRECTION_LEFT;
	return dy >= 0 ? PR_DIRECTION_DOWN : PR_DIRECTION_UP;
}

static void
walk_text(Walk *walk, const char *text, const PopplerRectangle *places, guint count)
{
	guint index = 0;

	for (const char *at = text; *at != '\0' && index < count; at = g_utf8_next_char(at), index++) {
		gunichar ch = g_utf8_get_char(at);
		if (ch == SOFT_HYPHEN)
			ch = '-';
		if (is_blank(ch)) {
			walk->is_open = FALSE;
			continue;
		}
		if (walk->page->glyphs->len >= walk->limits->glyphs)
			return;
		const char *behind = g_utf8_next_char(at);
		gboolean has_next = *behind != '\0' && index + 1 < count && !is_blank(g_utf8_get_char(behind));
		PrGlyph glyph = {
			.ch = ch,
			.box = place_box(&places[index]),
			.fate = is_unmapped(ch) ? PR_FATE_UNMAPPED : PR_FATE_SHOWN,
		};
		glyph.direction = (guint8)direction_of(walk, glyph.box, has_next ? &places[index + 1] : NULL);
		glyph.style = (guint16)style_at(walk, index, pr_rect_height(glyph.box));
		add_glyph(walk, &glyph);
	}
}

void
pr_runs_read(PopplerPage *source, PrOrigins *origins, const PrLimits *limits, PrPage *page, PrIssues *issues)
{
	g_autofree char *raw = poppler_page_get_text(source);
	g_autofree PopplerRectangle *places = NULL;
	guint count = 0;

	if (raw == NULL || *raw == '\0' || !poppler_page_get_text_layout(source, &places, &count))
		return;
	g_autofree char *text = g_utf8_make_valid(raw, -1);
	GList *attributes = poppler_page_get_text_attributes(source);
	Walk walk = {.page = page, .limits = limits, .origins = origins, .attributes = attributes};
	walk_text(&walk, text, places, count);
	pr_type_sizes_mend(page);
	poppler_page_free_text_attributes(attributes);
	glong length = g_utf8_strlen(text, -1);
	if (length != (glong)count)
		pr_issues_add(issues, pr_extract_issue(PR_ISSUE_TEXT_WITHOUT_PLACES), page->number,
			(PrRect){0, 0, 0, 0}, "%ld characters, %u places", length, count);
	if (page->glyphs->len >= limits->glyphs)
		pr_issues_add(issues, pr_extract_issue(PR_ISSUE_PAGE_TOO_FULL), page->number, (PrRect){0, 0, 0, 0},
			"only the first %u characters are read", limits->glyphs);
}
