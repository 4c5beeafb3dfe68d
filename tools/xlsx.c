/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A workbook by libxlsxwriter, in its mode of constant memory: a row once begun puts the one before on disk.
 *
 *   1  项目 │ 2023        │   row by row: texts as strings, whatever they begin with; numbers where a number shows the
 *   2       │ 预算 │ 决算 │   very text (xlsx-number.c); the head bold, and fixed when the sheet is scrolled
 *   3  供水 │ 12.0 │ 11.5 │
 *   4                         then, an empty row below: title, unit, notes, and the pages
 *   5  收入决算表
 *
 * The library merges cells by writing all of them at once, which this mode cannot do for rows that are gone: what it
 * would write there it drops. So a cell is written in its first row, and merged in its last one.
 */
#include "tools/xlsx.h"

#include <string.h>
#include <sys/resource.h>
#include <xlsxwriter.h>

#include "tools/error.h"
#include "tools/late.h"

/* The date that the file says it was made: always the same, for the same bytes. It is the first that a zip can
 * carry. */
#define MADE_AT 315532800
#define WIDTH_MIN 6.0
#define WIDTH_MAX 50.0
#define FILES_SPARE 64u

/* The part of the library that is used. */
#define FUNCTIONS(F)                                                                                                   \
	F(workbook_new_opt)                                                                                            \
	F(workbook_add_worksheet)                                                                                      \
	F(workbook_add_format) F(workbook_set_properties) F(workbook_close) F(lxw_workbook_free) F(lxw_strerror)       \
		F(worksheet_write_string) F(worksheet_write_number) F(worksheet_write_blank) F(worksheet_merge_range)  \
			F(worksheet_set_column) F(worksheet_freeze_panes) F(format_set_bold) F(format_set_text_wrap)   \
				F(format_set_align) F(format_set_num_format)

typedef struct {
	FUNCTIONS(PR_LATE_MEMBER)
} Library;

typedef enum {
	STYLE_TEXT,
	STYLE_HEAD,
	STYLE_PLAIN, /* below the table */
	STYLE_COUNT,
} Style;

struct PrXlsx {
	Library library;
	lxw_workbook *book;
	lxw_format *styles[STYLE_COUNT];
	GHashTable *numbers; /* pattern → lxw_format of the workbook */
};

static gboolean
load_library(Library *library, GError **error)
{
	static const char *const names[] = {FUNCTIONS(PR_LATE_NAME) NULL};
	void *handle = pr_late_open(PR_XLSX_LIBRARY, names, PR_TOOLS_ERROR_OUTPUT, error);

	if (handle == NULL)
		return FALSE;
	FUNCTIONS(PR_LATE_FILL)
	return TRUE;
}

/* Every sheet is a file on disk until the workbook is closed. */
static gboolean
allow_files(guint sheets, GError **error)
{
	struct rlimit files;
	rlim_t wanted = (rlim_t)sheets + FILES_SPARE;

	if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < wanted) {
		files.rlim_cur = MIN(wanted, files.rlim_max);
		if (setrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur < wanted) {
			g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT,
				"%u tables: as many open files are needed, the limit is %u", sheets,
				(guint)files.rlim_max);
			return FALSE;
		}
	}
	return TRUE;
}

static void
add_styles(PrXlsx *xlsx)
{
	const Library *library = &xlsx->library;

	for (guint i = 0; i < STYLE_COUNT; i++) {
		xlsx->styles[i] = library->workbook_add_format(xlsx->book);
		library->format_set_num_format(xlsx->styles[i], "@"); /* who edits such a cell edits a text */
		if (i == STYLE_PLAIN)
			continue;
		library->format_set_text_wrap(xlsx->styles[i]);
		library->format_set_align(
			xlsx->styles[i], i == STYLE_HEAD ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
	}
	library->format_set_bold(xlsx->styles[STYLE_HEAD]);
	library->format_set_align(xlsx->styles[STYLE_HEAD], LXW_ALIGN_CENTER);
}

PrXlsx *
pr_xlsx_new(int fd, const char *source, guint sheets, GError **error)
{
	g_autoptr(PrXlsx) xlsx = g_new0(PrXlsx, 1);
	g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", fd);
	g_autofree char *title = pr_xlsx_text(source);
	lxw_workbook_options options = {.constant_memory = TRUE, .tmpdir = (char *)g_get_tmp_dir()};

	if (!load_library(&xlsx->library, error) || !allow_files(sheets, error))
		return NULL;
	xlsx->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	xlsx->book = xlsx->library.workbook_new_opt(path, &options);
	if (xlsx->book == NULL) {
		g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_OUTPUT, "no workbook can be made");
		return NULL;
	}
	add_styles(xlsx);
	lxw_doc_properties properties = {.title = title, .created = MADE_AT};
	xlsx->library.workbook_set_properties(xlsx->book, &properties);
	return g_steal_pointer(&xlsx);
}

void
pr_xlsx_free(PrXlsx *xlsx)
{
	if (xlsx == NULL)
		return;
	if (xlsx->book != NULL)
		xlsx->library.lxw_workbook_free(xlsx->book);
	g_clear_pointer(&xlsx->numbers, g_hash_table_unref);
	g_free(xlsx);
}

/* One table on its way. */
typedef struct {
	PrXlsx *xlsx;
	const PrCleanTable *clean;
	lxw_worksheet *sheet;
	double *widths; /* of the columns, in characters */
} Sheet;

static lxw_format *
number_format(PrXlsx *xlsx, const char *pattern)
{
	lxw_format *format = g_hash_table_lookup(xlsx->numbers, pattern);

	if (format != NULL)
		return format;
	format = xlsx->library.workbook_add_format(xlsx->book);
	xlsx->library.format_set_num_format(format, pattern);
	xlsx->library.format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	g_hash_table_insert(xlsx->numbers, g_strdup(pattern), format);
	return format;
}

static void
widen(double *width, const char *text)
{
	double line = 0;

	for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar ch = g_utf8_get_char(at);

		line = ch == '\n' ? 0 : line + (g_unichar_iswide(ch) ? 2 : 1);
		*width = MAX(*width, line);
	}
}

static gboolean
refuse(const Sheet *sheet, const char *reason, GError **error)
{
	const PrPart *part = &g_array_index(sheet->clean->table->parts, PrPart, 0);

	g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, "page %d: table %d cannot be a sheet: %s", part->page,
		sheet->clean->table->number, reason);
	return FALSE;
}

static lxw_format *
style_of(const Sheet *sheet, const PrCell *cell)
{
	return sheet->xlsx->styles[cell->role == PR_ROLE_HEADER ? STYLE_HEAD : STYLE_TEXT];
}

static gboolean
write_text(const Sheet *sheet, int row, int col, const char *text, lxw_format *style, GError **error)
{
	const PrXlsx *xlsx = sheet->xlsx;
	g_autofree char *carried = pr_xlsx_text(text);

	if (carried == NULL)
		return refuse(sheet, "a text is longer than a cell may be", error);
	lxw_error status = *carried == '\0' ? xlsx->library.worksheet_write_blank(
						      sheet->sheet, (lxw_row_t)row, (lxw_col_t)col, style)
					    : xlsx->library.worksheet_write_string(
						      sheet->sheet, (lxw_row_t)row, (lxw_col_t)col, carried, style);
	return status == LXW_NO_ERROR || refuse(sheet, xlsx->library.lxw_strerror(status), error);
}

static gboolean
write_cell(const Sheet *sheet, const PrCell *cell, const PrClean *clean, GError **error)
{
	PrXlsx *xlsx = sheet->xlsx;
	double value = 0;
	g_autofree char *pattern = cell->role == PR_ROLE_DATA ? pr_xlsx_number(clean->text, &value) : NULL;

	if (cell->colspan == 1)
		widen(&sheet->widths[cell->col], clean->text);
	if (pattern == NULL)
		return write_text(sheet, cell->row, cell->col, clean->text, style_of(sheet, cell), error);
	xlsx->library.worksheet_write_number(
		sheet->sheet, (lxw_row_t)cell->row, (lxw_col_t)cell->col, value, number_format(xlsx, pattern));
	return TRUE;
}

static gboolean
write_below(const Sheet *sheet, GError **error)
{
	const PrCleanTable *clean = sheet->clean;
	const GArray *parts = clean->table->parts;
	int first = g_array_index(parts, PrPart, 0).page, last = g_array_index(parts, PrPart, parts->len - 1).page;
	g_autofree char *pages =
		first == last ? g_strdup_printf("p. %d", first) : g_strdup_printf("pp. %d–%d", first, last);
	g_autoptr(GPtrArray) texts = g_ptr_array_new();
	int row = clean->table->rows;

	g_ptr_array_add(texts, clean->title->text);
	g_ptr_array_add(texts, clean->unit->text);
	for (guint i = 0; i < clean->notes->len; i++)
		g_ptr_array_add(texts, ((const PrClean *)g_ptr_array_index(clean->notes, i))->text);
	g_ptr_array_add(texts, pages);
	for (guint i = 0; i < texts->len; i++) {
		const char *text = g_ptr_array_index(texts, i);
		if (*text != '\0' && !write_text(sheet, ++row, 0, text, sheet->xlsx->styles[STYLE_PLAIN], error))
			return FALSE;
	}
	return TRUE;
}

static void
merge(const Sheet *sheet, const PrCell *cell)
{
	sheet->xlsx->library.worksheet_merge_range(sheet->sheet, (lxw_row_t)cell->row, (lxw_col_t)cell->col,
		(lxw_row_t)(cell->row + cell->rowspan - 1), (lxw_col_t)(cell->col + cell->colspan - 1), "",
		style_of(sheet, cell));
}

/* Merges the cells that end in `row`; the others of `open` stay. */
static void
close_cells(const Sheet *sheet, GPtrArray *open, int row)
{
	for (guint i = open->len; i > 0; i--) {
		const PrCell *cell = g_ptr_array_index(open, i - 1);
		if (cell->row + cell->rowspan - 1 > row)
			continue;
		/* The row has to be begun, else merging would write over the row before. */
		sheet->xlsx->library.worksheet_write_blank(
			sheet->sheet, (lxw_row_t)row, (lxw_col_t)cell->col, style_of(sheet, cell));
		merge(sheet, cell);
		g_ptr_array_remove_index(open, i - 1);
	}
}

static gboolean
write_rows(const Sheet *sheet, GError **error)
{
	const PrTable *table = sheet->clean->table;
	g_autoptr(GPtrArray) open = g_ptr_array_new(); /* of PrCell, borrowed: cells that reach below the row */
	guint next = 0;

	for (int row = 0; row < table->rows; row++) {
		for (; next < table->cells->len; next++) {
			const PrCell *cell = g_ptr_array_index(table->cells, next);
			if (cell->row != row)
				break;
			if (cell->rowspan > 1)
				g_ptr_array_add(open, (gpointer)cell);
			else if (cell->colspan > 1)
				merge(sheet, cell);
			if (!write_cell(sheet, cell, g_ptr_array_index(sheet->clean->cells, next), error))
				return FALSE;
		}
		close_cells(sheet, open, row);
	}
	return TRUE;
}

static void
set_view(const Sheet *sheet)
{
	const PrTable *table = sheet->clean->table;
	int rows = table->header_rows < table->rows ? table->header_rows : 0;
	int cols = table->stub_cols < table->cols ? table->stub_cols : 0;

	for (int col = 0; col < table->cols; col++)
		sheet->xlsx->library.worksheet_set_column(sheet->sheet, (lxw_col_t)col, (lxw_col_t)col,
			CLAMP(sheet->widths[col] + 1, WIDTH_MIN, WIDTH_MAX), NULL);
	if (rows > 0 || cols > 0)
		sheet->xlsx->library.worksheet_freeze_panes(sheet->sheet, (lxw_row_t)rows, (lxw_col_t)cols);
}

gboolean
pr_xlsx_add(PrXlsx *xlsx, const PrCleanTable *clean, GError **error)
{
	const PrTable *table = clean->table;
	g_autofree char *name = pr_xlsx_sheet_name(table->number, clean->title->text);
	g_autofree double *widths = g_new0(double, table->cols + 1);
	Sheet sheet = {xlsx, clean, xlsx->library.workbook_add_worksheet(xlsx->book, name), widths};

	if (sheet.sheet == NULL || table->cols > LXW_COL_MAX)
		return refuse(&sheet, "it has more columns than a sheet may have", error);
	if (!write_rows(&sheet, error) || !write_below(&sheet, error))
		return FALSE;
	set_view(&sheet);
	if (fflush(sheet.sheet->optimize_tmpfile) == 0 && !ferror(sheet.sheet->optimize_tmpfile))
		return TRUE;
	g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_OUTPUT, "a temporary file cannot be written in %s",
		g_get_tmp_dir());
	return FALSE;
}

gboolean
pr_xlsx_close(PrXlsx *xlsx, GError **error)
{
	lxw_error status = xlsx->library.workbook_close(g_steal_pointer(&xlsx->book));

	if (status != LXW_NO_ERROR)
		g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_OUTPUT, "the workbook: %s",
			xlsx->library.lxw_strerror(status));
	return status == LXW_NO_ERROR;
}
