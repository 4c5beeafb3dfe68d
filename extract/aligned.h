/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tables whose cuts are not all drawn: the types its steps hand on. Private to extract/. The essay is in aligned.c. */
#pragma once

#include "extract/fragment.h"
#include "extract/lines.h"

typedef enum {
	PR_TOKEN_LETTERS,
	PR_TOKEN_NUMBER, /* has a digit and no more than a few letters, or stands for a number: – … : n/a */
	PR_TOKEN_LEADER, /* a row of dots that leads the eye to the next column */
	PR_TOKEN_BULLET, /* opens an item of a list */
} PrTokenKind;

/* Glyphs of a line without a gap of white space between them. */
typedef struct {
	guint first, count; /* into PrChunks.lines->order */
	PrRect box;
	float size;
	guint8 kind;            /* PrTokenKind */
	guint8 letters, digits; /* at most 255 */
	gunichar head, tail;    /* its first and last character */
	gboolean is_bold, is_italic;
	gboolean is_dots;                  /* nothing but dots, be it a leader or one of the dots of one */
	gboolean joins_next, joins_before; /* a sign that is of the number beside it, at any distance */
} PrToken;

/* Tokens of a line that are sure to belong together: no gap between them could be one between columns. */
typedef struct {
	guint first, count; /* into PrChunks.tokens */
	PrRect box;
	float size;
	gboolean is_prose;  /* part of running text */
	gboolean is_number; /* all of its tokens are */
} PrChunk;

typedef struct {
	guint first, count; /* into PrChunks.chunks */
	PrRect box;
	float size;
} PrChunkLine;

/* A horizontal line that a reader sees: a ruling, or where shading begins or ends. */
typedef struct {
	float at, from, to;
	gboolean opens_shade, closes_shade; /* shading below it, or above it */
	gboolean ends_page;                 /* what was drawn below the foot of the page */
	gboolean has_gaps;                  /* between its pieces: they may be of tables side by side */
} PrEdge;

/* GArray of PrEdge, top to bottom, owned. */
GArray *pr_edges_new(const PrPage *page, float em);
/* The first edge at or below `at`. */
guint pr_edges_lower(const GArray *edges, float at);
/* Whether an edge between two levels runs over the share `cover` of the width of `box`. */
gboolean pr_edges_part(const GArray *edges, float above, float below, PrRect box, float cover);

/* The words of a page as lines of tokens and chunks, top to bottom, left to right. */
typedef struct {
	const PrPage *page; /* borrowed; reads to the right */
	PrLines *lines;
	GArray *tokens;           /* of PrToken */
	GArray *chunks;           /* of PrChunk */
	GArray *rows;             /* of PrChunkLine */
	GArray *edges;            /* of PrEdge; NULL where cuts are drawn already */
	gboolean *is_fixed_pitch; /* of each style of the page */
	float em;
	float left, right; /* of all text */
} PrChunks;

/* Of the free glyphs whose middles lie in `within` (all of them for NULL). */
PrChunks *pr_chunks_new(const PrPage *page, const PrLedger *ledger, float em, const PrRect *within);
void pr_chunks_free(PrChunks *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrChunks, pr_chunks_free)
/* The widest gap between two tokens that is still one between words of the same text; `is_narrow`: where columns are
 * likely. */
float pr_token_join_gap(const PrChunks *sheet, const PrToken *left, const PrToken *right, gboolean is_narrow);
/* Says which signs are of the number beside them. `firsts` are the lines' first tokens, with one entry behind. */
void pr_chunks_join_signs(PrChunks *sheet, const guint *firsts);
/* Marks the chunks that are running text. */
void pr_chunks_mark_prose(PrChunks *sheet);

/* Takes running heads and feet, and the rules that part them from the page, out of what may be a table. */
void pr_chunks_leave_margins(PrChunks *sheet);
/* What stands free in a claimed area (of PrRect), as the numbers of a chart, is no more part of a table than prose is:
 * marks it so. */
void pr_chunks_mark_claimed(PrChunks *sheet, const GArray *claimed);

/* Whether one of a row's texts is a number. */
gboolean pr_chunks_has_numbers(const PrChunks *sheet, const PrChunkLine *row);
/* The first row whose middle lies at or below `y`. */
guint pr_chunks_row_below(const PrChunks *sheet, float y);
/* Some tokens of a line, as printed: free with g_free(). */
char *pr_chunks_text(const PrChunks *sheet, guint first_token, guint count);
/* Whether a row is a text alone that says itself that it stands outside of a table: a unit, a note, a numbered title;
 * or a title by the years under it. */
gboolean pr_chunks_is_caption(const PrChunks *sheet, guint row);
/* Whether a row names columns by years or units, and holds no other number. */
gboolean pr_chunks_names_columns(const PrChunks *sheet, guint row);
/* Whether the texts of a row wrap those of another: right beside it, over or under one text each. */
gboolean pr_chunks_wraps(const PrChunks *sheet, guint row, guint beside);
/* Whether two rows far apart show the same columns. */
gboolean pr_chunks_are_in_columns(const PrChunks *sheet, const PrChunkLine *above, const PrChunkLine *below);
/* Whether all texts of a row are headings over several columns of the next, in a table that takes up `zone`. */
gboolean pr_chunks_is_heading(const PrChunks *sheet, guint row, PrRect zone);

static inline const PrToken *
pr_chunks_token(const PrChunks *sheet, guint index)
{
	return &g_array_index(sheet->tokens, PrToken, index);
}

static inline PrChunk *
pr_chunks_chunk(const PrChunks *sheet, guint index)
{
	return &g_array_index(sheet->chunks, PrChunk, index);
}

static inline const PrChunkLine *
pr_chunks_row(const PrChunks *sheet, guint index)
{
	return &g_array_index(sheet->rows, PrChunkLine, index);
}

/* A line of tokens inside a zone. */
typedef struct {
	guint first, count; /* into PrChunks.tokens */
	PrRect box;
	float size;
	guint pieces; /* how many texts with a column's gap between them */
	guint prose;  /* how many of them are running text */
} PrZoneLine;

/* A part of the page that may be one table. */
typedef struct {
	const PrChunks *sheet; /* borrowed */
	PrRect box;
	float em;           /* the type size of the page, or that of its largest line where it is smaller */
	GArray *lines;      /* of PrZoneLine, top to bottom, none empty */
	const PrGrid *base; /* cuts and spans that are drawn already; NULL where there are none. Borrowed. */
	guint rules;        /* horizontal rulings over its width */
	gboolean is_cut;    /* the user has said where its columns are */
} PrZone;

PrZone *pr_zone_new(const PrChunks *sheet, PrRect box, const PrGrid *base);
void pr_zone_free(PrZone *zone);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrZone, pr_zone_free)

static inline const PrZoneLine *
pr_zone_line(const PrZone *zone, guint index)
{
	return &g_array_index(zone->lines, PrZoneLine, index);
}

/* Whether between a line and the one before an edge runs over the share `cover` of the width of `box`. */
gboolean pr_zone_has_edge(const PrZone *zone, guint line, PrRect box, float cover);
/* Whether an edge over that share of the zone's width lies over a line, below the one before. */
gboolean pr_zone_is_ruled(const PrZone *zone, guint line, float cover);
/* Whether an edge over most of the zone, or a drawn cut of its base, lies over a line, below the one before. */
gboolean pr_zone_is_parted(const PrZone *zone, guint line);

/* How much of the zone's height its lines fill: little in charts and pictures. */
#define PR_ZONE_DENSITY_LEAST 0.25f
float pr_zone_density(const PrZone *zone);

/* Lines of texts between edges of one width. */
typedef struct {
	PrRect box;
	guint edges;
} PrFrame;

/* GArray of PrFrame, owned, larger ones first. */
GArray *pr_frames_find(const PrChunks *sheet);

/* Whether the edges above and below `box` are those of a part of a table: of columns of numbers whose labels lie to the
 * left (`is_shade`: they are sides of shading, which may light up their names, too); of the last rows, which are lit up;
 * of a header above its body. */
gboolean pr_frame_is_beside_labels(const PrChunks *sheet, PrRect box, gboolean is_shade);
gboolean pr_frame_is_lit(const PrChunks *sheet, PrRect box);
gboolean pr_frame_is_header(const PrChunks *sheet, PrRect box);

/* Where tables may be: GPtrArray of PrZone, owned, from the lines of a sheet without prose. No zone reaches over a
 * box of `claimed` (of PrRect), nor counts the rules of one. */
GPtrArray *pr_zones_find(const PrChunks *sheet, const GArray *claimed);

/* A white river between two columns. */
typedef struct {
	float from, to;
	float at;      /* where the cut is made */
	guint support; /* lines with text on both sides of it */
	guint blocked; /* lines with text across it, those that may span counted out */
	guint first;   /* the first line that supports it */
	gboolean is_ruled;
} PrRiver;

/* The cuts between columns: GArray of PrRiver, left to right, without the outer edges. */
GArray *pr_zone_rivers(const PrZone *zone);
/* The same, where the user says that they are; those of `columns` (of float) that lie in the zone. NULL for `columns`:
 * they are found. */
GArray *pr_zone_rivers_at(PrZone *zone, const GArray *columns);

/* A text between two gaps of its line, with the columns it lies over. */
typedef struct {
	guint line;
	int from_col, to_col; /* inclusive */
	guint first, count;   /* into PrChunks.tokens */
	PrRect box;
	gboolean is_number, is_bold, is_italic; /* all of its words are italic */
} PrPatch;

typedef enum { PR_CELL_BLANK, PR_CELL_NUMBER, PR_CELL_WORDS } PrCellKind;

/* All texts of a zone, line by line. `first_of_line` has one entry a line and one behind. */
typedef struct {
	const PrZone *zone;
	GArray *xs;      /* of float: column cuts, outer edges included */
	GArray *patches; /* of PrPatch */
	guint *first_of_line;
	guint *row_of_line;     /* set by pr_quilt_rows() */
	guint *middle_of_line;  /* rows told by their middles: one number for all lines of each, 0 for all others */
	gboolean *is_level_end; /* whether a header level ends below this line */
	guint *owners;          /* which drawn span owns each slot of zone->base; NULL without one */
	float *right_of_col;    /* how far the texts of each column reach, or could; set by pr_quilt_measure() */
	float *longest_of_col;  /* how far those of the data reach; set by pr_quilt_measure() */
	guint header_lines;     /* lines that name columns */
	int rows;
	gboolean is_capital_first; /* capitals only open texts; set by pr_quilt_measure() */
	gboolean has_named_header; /* its last line says years, or units under them */
	gboolean is_spaced;        /* more white between rows than inside of them */
} PrQuilt;

PrQuilt *pr_quilt_new(const PrZone *zone, const GArray *rivers);
void pr_quilt_free(PrQuilt *quilt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrQuilt, pr_quilt_free)

static inline const PrPatch *
pr_quilt_patch(const PrQuilt *quilt, guint index)
{
	return &g_array_index(quilt->patches, PrPatch, index);
}

/* The column of the cuts `xs` that holds x, or the nearest. */
guint pr_cuts_column(const GArray *xs, float x);
/* The text of a line that lies over a column; NULL where there is none. */
const PrPatch *pr_quilt_patch_in(const PrQuilt *quilt, guint line, int col);

/* What the texts of the columns say of them, behind the header. */
void pr_quilt_measure(PrQuilt *quilt);
/* How many lines name columns. `band_of`: between which edges each line stands, counted; `whites`: over each line, in
 * type sizes. */
guint pr_quilt_count_header(PrQuilt *quilt, const guint *band_of, const float *whites);
/* Says where levels of the header end, and widens headings to the columns that they name. */
void pr_quilt_mark_levels(PrQuilt *quilt);
/* How many rows are the header, where years or units say so; else 0. */
static inline int
pr_quilt_named_header_rows(const PrQuilt *quilt)
{
	return quilt->has_named_header ? (int)quilt->row_of_line[quilt->header_lines - 1] + 1 : 0;
}

/* How far rows of one line stand apart: the least, of lines with numbers; G_MAXFLOAT where there are no two. */
float pr_quilt_row_pitch(const PrQuilt *quilt);
/* Takes a section under the names of columns out of the header. */
void pr_quilt_free_sections(PrQuilt *quilt);
/* Tells rows by their middles; what is of the first one is not of the header. `band_of` as above. */
void pr_quilt_find_middles(PrQuilt *quilt, const guint *band_of);
/* Whether a line has a number behind the first column. */
gboolean pr_quilt_has_numbers(const PrQuilt *quilt, guint line);
/* Whether a line is a text in the first column alone. */
gboolean pr_quilt_is_label_line(const PrQuilt *quilt, guint line);
/* Gives each line its row: cells of several lines become one row. */
void pr_quilt_rows(PrQuilt *quilt);
/* Whether the upper of two texts in a column is full: the next word had no room, or the next text goes on in lower
 * case. */
gboolean pr_quilt_is_wrapped(const PrQuilt *quilt, const PrPatch *above, const PrPatch *below);
/* Whether the upper text is not full, not even beside the longest of its column. */
gboolean pr_quilt_is_short(const PrQuilt *quilt, const PrPatch *above, const PrPatch *below);
/* Whether a line goes on with the row of the lines from `top` on: by its words, where white does not tell. */
gboolean pr_quilt_goes_on(const PrQuilt *quilt, guint top, guint line);
/* Lets the headings of the header lie over all columns that they name; a level ends under those over a rule. */
void pr_quilt_widen_headings(PrQuilt *quilt);
/* Cells of the first column over several rows: GArray of PrSpan, owned. */
GArray *pr_quilt_labels(const PrQuilt *quilt);
/* The grid of rows, columns and spans. */
PrGrid *pr_quilt_tile(const PrQuilt *quilt);
/* How sure it is that this is a table and read as printed, in [0,1]; *reason is static. 0: it is none. Otherwise what
 * speaks for it is added to `evidence`, as text. */
float pr_quilt_judge(const PrQuilt *quilt, const GArray *rivers, const char **reason, GString *evidence);
/* The same for what is known to be a table. */
float pr_quilt_weigh(const PrQuilt *quilt, const GArray *rivers, GString *evidence);

/* A table found by the alignment of its text. */
typedef struct {
	PrGrid *grid;
	float confidence;
	char *reason;
	int header_rows; /* that are sure to name columns; 0: not known */
} PrAligned;

void pr_aligned_free(PrAligned *aligned);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrAligned, pr_aligned_free)

/* The tables among the free glyphs of a page that reads to the right: GPtrArray of PrAligned, owned, top to bottom.
 * `claimed` (of PrRect) are the areas of the tables already found. */
GPtrArray *pr_aligned_find(const PrPieceSearch *search, const PrPage *page, const GArray *claimed);
/* All free text inside `box` as one table; NULL where there is none, or too much. */
PrAligned *pr_aligned_force(
	const PrPage *page, const PrLedger *ledger, float em, PrRect box, const GArray *columns, guint max_slots);
/* A ruled grid with the names of its columns, which stand above it, as its first row; NULL where there are none. */
PrGrid *pr_lattice_add_names(const PrPage *page, const PrLedger *ledger, const PrGrid *grid, float em);
/* A ruled grid whose cells plainly hold several rows or columns, cut further; NULL where it is good as it is. `charts`
 * (of PrRect) are charts on the page. */
PrAligned *pr_aligned_refine(const PrPieceSearch *search, const PrPage *page, const PrGrid *grid, const GArray *charts);
