/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrPage: what one page shows, and nothing of where it came from: glyphs, runs, rulings, fills. */
#pragma once

#include "extract/rect.h"
#include "extract/tag-table.h"

/* What becomes of a glyph. Only PR_FATE_SHOWN takes part in tables and text; each other fate is reported as an
 * issue. */
typedef enum {
	PR_FATE_SHOWN,
	PR_FATE_INVISIBLE, /* in the text layer but never painted (render mode 3, clipped away) */
	PR_FATE_FAINT,     /* painted in the colour of what lies under it (white on white) */
	PR_FATE_COVERED,   /* painted, then covered by an opaque fill or image */
	PR_FATE_OFF_PAGE,  /* outside the page as displayed */
	PR_FATE_DUPLICATE, /* the same character painted again a hair aside (fake bold) */
	PR_FATE_UNMAPPED, /* has no Unicode value (private use, control or replacement character); still kept in the output if XML can carry it */
} PrFate;

/* Where the next character of the line lies, in quarter turns clockwise as displayed. */
typedef enum {
	PR_DIRECTION_RIGHT, /* ordinary horizontal text */
	PR_DIRECTION_DOWN,  /* turned clockwise, or vertical writing (see PrStyle.is_vertical) */
	PR_DIRECTION_LEFT,  /* upside down */
	PR_DIRECTION_UP,    /* turned counter-clockwise */
} PrDirection;

/* One Unicode character with its place. White space is not a glyph: it is a gap between glyphs. */
typedef struct {
	gunichar ch;
	PrRect box;       /* advance width × font ascent and descent, as displayed */
	guint16 style;    /* index into PrPage.styles */
	guint8 direction; /* PrDirection */
	guint8 fate;      /* PrFate */
} PrGlyph;

/* Whether the glyph goes into the output; all others are left out, and reported. */
static inline gboolean
pr_glyph_is_kept(const PrGlyph *glyph)
{
	return glyph->fate == PR_FATE_SHOWN || glyph->fate == PR_FATE_UNMAPPED;
}

typedef struct {
	char *font;  /* name as in the PDF, subset prefix removed; owned by the page */
	float size;  /* points, as displayed */
	guint32 rgb; /* 0xRRGGBB of the text */
	gboolean is_bold, is_italic, is_vertical;
} PrStyle;

/* A maximal chain of glyphs that the document set one after the other, in one style and direction, without a gap of
 * white space. */
typedef struct {
	guint first, count; /* into PrPage.glyphs */
	PrRect box;         /* around its glyphs */
} PrRun;

/* A straight line that is really seen: stroked, or a thin filled rectangle. Collinear pieces that touch are one
 * ruling. */
typedef struct {
	gboolean is_horizontal;
	float at;        /* y of a horizontal, x of a vertical ruling: the middle of the ink */
	float from, to;  /* the other coordinate, from <= to */
	float thickness; /* points; 0 for a hairline */
	guint32 rgb;
	gboolean is_dashed;
} PrRuling;

/* A filled area that is no ruling: shading of a cell, a band, the background of a box. */
typedef struct {
	PrRect box;
	guint32 rgb;
} PrFill;

/* A page. Made by pr_pdf_read_page() or pr_page_parse(), read-only from then on, freed whole with pr_page_free(). */
typedef struct {
	int number;          /* from 1 */
	float width, height; /* as displayed: CropBox and /Rotate applied */
	GPtrArray *styles;   /* of PrStyle, owned */
	GArray *glyphs;      /* of PrGlyph, in the order of the text layer */
	GArray *runs;        /* of PrRun, in the same order; each glyph is in exactly one */
	GArray *rulings;     /* of PrRuling, sorted: horizontal first, then `at`, then `from` */
	GArray *fills;       /* of PrFill, in painting order */
	GPtrArray *
		tags; /* of PrTagTable, owned; NULL: not read, or none. The pages of a PDF have theirs read on demand (tags.h) */
	guint image_count; /* pictures drawn on the page, to tell a scan from an empty page */
} PrPage;

/* The order of PrPage.rulings, for g_array_sort(). */
int pr_ruling_compare(gconstpointer a, gconstpointer b);
/* The first of the horizontal or vertical PrPage.rulings that stands at or behind `at`; where there is none, the index
 * behind them. */
guint pr_rulings_lower(const GArray *rulings, gboolean is_horizontal, float at);

PrPage *pr_page_new(int number, float width, float height);
void pr_page_free(PrPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrPage, pr_page_free)

/* The index of an equal style, added if new. `font` is copied. */
guint pr_page_add_style(PrPage *page, const PrStyle *style);
/* The same without looking for an equal one. */
guint pr_page_append_style(PrPage *page, const PrStyle *style);

static inline const PrStyle *
pr_page_style(const PrPage *page, const PrGlyph *glyph)
{
	return g_ptr_array_index(page->styles, glyph->style);
}

/* The type size of most of the text whose middle lies in `within` (NULL: of the page); 10 points where there is
 * none. */
float pr_page_type_size(const PrPage *page, const PrRect *within);

/* Line-based text, see page-text.c for its grammar; pr_page_parse(pr_page_print(p)) equals p to 0.01 pt.
 * `what`: any of the following, or'ed. */
typedef enum {
	PR_PAGE_RUNS = 1,
	PR_PAGE_RULINGS = 2,
	PR_PAGE_FILLS = 4,
	PR_PAGE_ALL = 7,
} PrPageParts;

void pr_page_print(const PrPage *page, PrPageParts what, GString *out);
/* Reads one page and moves *cursor behind it; NULL with no error set at the end of the text. */
PrPage *pr_page_parse(const char **cursor, GError **error);
