/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrTable: rows × columns with spans, over one page or many. PrParagraph: text outside of tables. */
#pragma once

#include "extract/text.h"

typedef enum {
	PR_ROLE_DATA,
	PR_ROLE_HEADER,  /* names columns */
	PR_ROLE_STUB,    /* names rows */
	PR_ROLE_SECTION, /* a row of its own that names the rows below it */
} PrRole;

typedef enum {
	PR_METHOD_RULED,   /* every cut is a ruling */
	PR_METHOD_ALIGNED, /* cuts from white space, alignment, partial rulings */
	PR_METHOD_OCR,
} PrMethod;

typedef struct {
	int row, col;         /* from 0 */
	int rowspan, colspan; /* at least 1 */
	PrRole role;
	PrText text;
	GArray *places; /* of PrPlace: the area of the cell, one for each part of the table it lies on */
} PrCell;

/* The piece of a table that lies on one page. */
typedef struct {
	int page;
	PrRect box;
	int first_row,
		rows; /* which rows of the table lie here; a row cut by the break counts for the part where it begins */
	gboolean
		header_repeated; /* the header, or the labels of the rows, were printed again here; their text is kept in PrTable.repeated, not in cells */
	gboolean continues_split_row; /* the first row here is the rest of a row of the part before */
	int first_col,
		cols; /* which columns lie here; no columns: all of them, as it is but for tables whose columns go on on the next page */
} PrPart;

/* A table. The cells tile rows × cols: each slot is covered by exactly one cell (pr_table_check()). Cells are in
 * row-major order of their first slot. Made by the extract stage or pr_table_parse(), read-only from then on. */
typedef struct {
	int number; /* from 1, in the document */
	int rows, cols;
	int header_rows, stub_cols;
	int known_header_rows; /* as the document's tags say, or its years over numbers; 0: neither does */
	PrMethod method;
	float confidence; /* 0 to 1 */
	char *reason;     /* why this is a table and cut like this, for -v; may be NULL */
	PrText title;     /* as printed above the table */
	PrText unit;      /* the unit alone, of a line like 单位：万元 */
	PrText unit_line; /* that whole line, `unit` included: conservation counts this one */
	GArray *notes;    /* of PrText: paragraphs printed with the table, like 注：… */
	GPtrArray *cells; /* of PrCell, owned */
	GArray *parts;    /* of PrPart, in page order, at least one */
	GArray *repeated; /* of PrText: header, labels and title printed again on later parts and left out of the cells */
} PrTable;

typedef enum {
	PR_PARAGRAPH_BODY,
	PR_PARAGRAPH_HEADING,
	PR_PARAGRAPH_PAGE_HEADER, /* running head, page number, foot */
	PR_PARAGRAPH_PAGE_FOOTER,
} PrParagraphKind;

/* Text outside of tables, a paragraph at a time, never over a page break. */
typedef struct {
	int page;
	PrParagraphKind kind;
	PrText text;
} PrParagraph;

PrTable *pr_table_new(int rows, int cols);
void pr_table_free(PrTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrTable, pr_table_free)

/* Adds a blank cell and returns it; the table owns it. */
PrCell *pr_table_add_cell(PrTable *table, int row, int col, int rowspan, int colspan);
void pr_cell_free(gpointer cell);
/* The cell that covers a slot; NULL outside of the table or where nothing covers it. Linear. */
const PrCell *pr_table_cell_at(const PrTable *table, int row, int col);
/* rows × cols pointers, row-major, to the cell that covers each slot. Free with g_free(). */
const PrCell **pr_table_slots(const PrTable *table);
/* Whether the cells tile the table; else FALSE with the reason in `error`. */
gboolean pr_table_check(const PrTable *table, GError **error);
/* Visible characters of its texts: title, line of the unit, notes and cells. */
guint pr_table_length(const PrTable *table);

PrParagraph *pr_paragraph_new(int page, PrParagraphKind kind);
void pr_paragraph_free(PrParagraph *paragraph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrParagraph, pr_paragraph_free)

const char *pr_role_name(PrRole role);
const char *pr_method_name(PrMethod method);
const char *pr_paragraph_kind_name(PrParagraphKind kind);

/* Line-based text, see table-text.c for its grammar. */
void pr_table_print(const PrTable *table, GString *out);
/* Reads one table and moves *cursor behind it; NULL with no error set at the end of the text. */
PrTable *pr_table_parse(const char **cursor, GError **error);
