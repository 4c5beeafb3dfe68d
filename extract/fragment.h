/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrFragment: a table as one page shows it, with the cuts that stitching needs. Private to the extract stage. */
#pragma once

#include "extract/bins.h"
#include "extract/declined.h"
#include "extract/grid.h"
#include "extract/guide.h"
#include "extract/issue.h"
#include "extract/limits.h"
#include "extract/tags.h"
#include "extract/table.h"

/* Which glyphs of a page have found their place: one byte a glyph. */
typedef enum {
	PR_GLYPH_FREE,
	PR_GLYPH_TAKEN,
	PR_GLYPH_OVERLAY, /* free, but for paragraphs only: a watermark */
} PrGlyphState;

typedef struct {
	guint8 *taken; /* PrGlyphState */
	guint count;
	const PrBins *
		runs; /* the boxes of the view's runs, see pr_runs_index(); NULL: they are looked at one by one. Borrowed. */
} PrLedger;

PrBins *pr_runs_index(const PrPage *page);
/* The runs of `page` that touch `box`: GArray of guint, ascending, owned by the caller. */
GArray *pr_ledger_runs(const PrLedger *ledger, const PrPage *page, PrRect box);

/* While pieces are stitched, `table` grows and `grid` holds the union of the column cuts and the row cuts of the last
 * page; where columns went on, the column cuts of the last page. */
typedef struct {
	PrTable *table; /* boxes as displayed */
	PrGrid *grid;   /* as the reader of the table holds the page, see direction */
	PrDirection direction;
	float em;            /* type size of the page */
	float width, height; /* of the last page, as displayed */
	GArray *reach; /* of PrRect: how far the texts of each column reach, see stitch-columns.c; NULL: not asked yet */
	gboolean is_strip; /* too small to be a table by itself: only kept if it continues one */
} PrFragment;

PrFragment *pr_fragment_new(PrTable *table, PrGrid *grid, PrDirection direction, const PrPage *page, float em);
void pr_fragment_free(PrFragment *piece);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrFragment, pr_fragment_free)

/* A box of the last page as the reader of the table holds the page. */
PrRect pr_fragment_as_read(const PrFragment *piece, PrRect box);
/* The area of the piece on its last page, as displayed. */
PrRect pr_fragment_box(const PrFragment *piece);
/* Whether `upper` stands wholly above `lower`, to a reader of both. Either may be NULL: that stands nowhere. */
gboolean pr_fragment_is_above(const PrFragment *upper, const PrFragment *lower);

/* Marks watermarks and the like. */
void pr_overlay_mark(const PrPage *page, float em, PrLedger *ledger);

/* Puts the free glyphs inside `grid` into its cells and marks them taken. A run that a ruling cuts between two glyphs
 * goes into both cells; a run whose glyph lies across the ruling has overflowed its cell and stays whole. */
PrTable *pr_fill(const PrPage *page, const PrGrid *grid, PrLedger *ledger);

/* The search for the tables of one page. */
typedef struct {
	const PrPage *page;
	float em; /* its type size */
	const PrLimits *limits;
	PrGuide guide;
	PrTagSource read_tags; /* NULL: the document is not tagged */
	gpointer tag_data;
	PrLedger *ledger;
	GPtrArray *pieces;   /* of PrFragment: what was found */
	GPtrArray *declined; /* of PrDeclined: what was not taken; NULL: nobody asks */
	PrIssues *issues;
} PrPieceSearch;

/* Adds the tables that read in `direction` and marks their glyphs taken. `view` is the page turned so that they read to
 * the right. */
void pr_pieces_find(const PrPieceSearch *search, const PrPage *view, PrDirection direction);
/* Adds the tables that the guide's regions of this page hold, one each. `views` has the page turned for each direction,
 * NULL where no text reads so. */
void pr_pieces_point(const PrPieceSearch *search, const PrPage *const *views);
/* How a reader holds a page: as most of its free text reads; where none is free, as most of all. */
PrDirection pr_page_direction(const PrPage *page, const PrLedger *ledger);
/* Sorts pieces (of PrFragment) of one page into reading order, to somebody who reads in `direction`. */
void pr_pieces_order(GPtrArray *pieces, PrDirection direction);
/* The direction in which most of the glyphs inside `box` read. */
PrDirection pr_pieces_direction(const PrLedger *ledger, const PrPage *page, PrRect box);

/* The surest first. */
typedef enum {
	PR_VERDICT_TABLE,
	PR_VERDICT_STRIP, /* a table only if it continues one */
	PR_VERDICT_NONE,
} PrVerdict;

/* Whether a filled grid is a table. *reason is set to a static text. */
PrVerdict pr_detect(const PrTable *table, const char **reason);
/* What it saw, as text: free with g_free(). */
char *pr_detect_measures(const PrTable *table);

/* Sets the role of each cell, header_rows and stub_cols. */
void pr_assign_roles(PrTable *table);
/* How many rows at the top name columns, and how many columns at the left name rows. */
void pr_roles_count(const PrTable *table, int *header_rows, int *stub_cols);
/* Whether the columns [from, to), one at least, hold numbers below the header, each of them more numbers than words, or
 * nothing. */
gboolean pr_roles_are_numbers(const PrTable *table, int header_rows, int from, int to);

/* The short texts that stand whole in a cell somewhere in the document: how a label reads that a page break has cut in
 * two. */
typedef struct PrWords PrWords;

PrWords *pr_words_new(void);
void pr_words_free(PrWords *words);
/* Learns the cells of a fragment, but for those at its upper and lower edge, which may be cut. */
void pr_words_learn(PrWords *words, const PrTable *table);
/* Whether the two texts are known as one, and neither of them by itself. */
gboolean pr_words_join(const PrWords *words, const PrText *above, const PrText *below);

/* How a piece goes on with the table of the page before. */
typedef struct {
	int repeated_rows;   /* header rows printed again at its top */
	gboolean splits_row; /* its first row is the rest of the last row */
} PrJoin;

/* Whether `next` can go on with `open`, by its columns, edges and texts; that nothing stands between them is the
 * caller's to know. Fills `join` where it returns TRUE, and gives
 * `next` the cuts of `open` where its own are nothing but other places in the same white space. */
gboolean pr_stitch_plan(PrFragment *open, PrFragment *next, PrJoin *join);
/* Moves the content of `next` to the end of `open`. No character is lost or doubled. `words` may be NULL. */
void pr_stitch(PrFragment *open, PrFragment *next, const PrJoin *join, const PrWords *words);
/* Moves what is printed around `next`, but for its title, to `open`. */
void pr_fragment_take_notes(PrFragment *open, PrFragment *next);

/* How the columns of a table go on in a piece of the next page. */
typedef struct PrFacing PrFacing;

/* NULL where they do not; that nothing stands over the piece is the caller's to know. */
PrFacing *pr_facing_plan(const PrFragment *open, const PrFragment *next);
void pr_facing_free(PrFacing *facing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrFacing, pr_facing_free)
/* Moves the content of `next` to the right of `open`; uses up `facing`. No character is lost or doubled. */
void pr_facing_join(PrFragment *open, PrFragment *next, PrFacing *facing);
/* Whether a title over a piece is none, the table's own, or says that the table goes on. */
gboolean pr_title_goes_on(const PrText *title, const PrText *next);
/* Whether it says so by a word: the table's own title over a copy of its form begins another one. */
gboolean pr_title_says_continued(const PrText *title, const PrText *next);
/* Keeps a text that was printed again, but for a blank one, as repeated. */
void pr_table_keep_repeated(PrTable *table, const PrText *text);
