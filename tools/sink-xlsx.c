/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A document's tables from the text that its worker wrote (the boundary text of clean tables) into a workbook, a table
 * at a time. */
#include "tools/xlsx.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tools/error.h"
#include "tools/sink-xlsx.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(FILE, fclose)

/* Adds the next line to `text`; FALSE at the end of the file. */
static gboolean
read_line(FILE *file, char **line, size_t *room, GString *text)
{
	ssize_t length = getline(line, room, file);

	if (length > 0)
		g_string_append_len(text, *line, length);
	return length > 0;
}

/* The text of one table: it ends with the second line "end", that of its clean texts. */
static gboolean
read_table(FILE *file, GString *text)
{
	g_autofree char *line = NULL;
	size_t room = 0;
	guint ends = 0;

	g_string_truncate(text, 0);
	while (ends < 2 && read_line(file, &line, &room, text))
		ends += strcmp(line, "end\n") == 0;
	return text->len > 0;
}

static guint
count_tables(FILE *file)
{
	g_autoptr(GString) text = g_string_new(NULL);
	guint count = 0;

	while (read_table(file, text))
		count++;
	rewind(file);
	return count;
}

gboolean
pr_xlsx_finish(const PrInput *input, int draft, int result, gpointer data G_GNUC_UNUSED, GError **error)
{
	int copy = dup(draft);
	g_autoptr(FILE) file = copy >= 0 ? fdopen(copy, "r") : NULL;

	if (file == NULL) {
		pr_tools_set_output_error(error, NULL, errno);
		return FALSE;
	}
	g_autoptr(PrXlsx) xlsx = pr_xlsx_new(result, input->name, count_tables(file), error);
	g_autoptr(GString) text = g_string_new(NULL);

	if (xlsx == NULL)
		return FALSE;
	while (read_table(file, text)) {
		const char *cursor = text->str;
		g_autoptr(PrCleanTable) table = pr_clean_table_parse(&cursor, error);

		if (table == NULL || !pr_table_check(table->table, error) || !pr_xlsx_add(xlsx, table, error))
			return FALSE;
	}
	return pr_xlsx_close(xlsx, error);
}
