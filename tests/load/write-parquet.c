/* SPDX-License-Identifier: GPL-2.0-or-later */
/* write-parquet ROWS FILE: rows of text as a file of Parquet. The first line of ROWS has for each column NAME TYPE
 * REQUIRED PRECISION SCALE, with a blank between them, and columns are parted by tabs; the others have the values, \N
 * for none. */
#include "tools/parquet.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static PrParquetColumn
read_column(char *text)
{
	g_auto(GStrv) words = g_strsplit(text, " ", -1);

	return (PrParquetColumn){g_strdup(words[0]), (PrParquetType)atoi(words[1]), atoi(words[2]),
		(guint)atoi(words[3]), (guint)atoi(words[4])};
}

int
main(int count, char **arguments)
{
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;

	if (count != 3 || !g_file_get_contents(arguments[1], &text, NULL, &error))
		return 2;
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	g_auto(GStrv) heads = g_strsplit(lines[0], "\t", -1);
	guint width = g_strv_length(heads);
	g_autofree PrParquetColumn *columns = g_new0(PrParquetColumn, width);
	int fd = open(arguments[2], O_WRONLY | O_CREAT | O_TRUNC, 0666);
	g_autoptr(PrWriter) out = pr_writer_new(fd);

	for (guint i = 0; i < width; i++)
		columns[i] = read_column(heads[i]);
	g_autoptr(PrParquet) file = pr_parquet_new(out, columns, width, "write-parquet version 1");
	gboolean is_good = TRUE;

	for (guint i = 1; is_good && lines[i + 1] != NULL; i++) {
		g_auto(GStrv) values = g_strsplit(lines[i], "\t", -1);

		for (guint k = 0; k < width; k++)
			if (strcmp(values[k], "\\N") == 0)
				g_clear_pointer(&values[k], g_free);
		is_good = pr_parquet_put_row(file, (const char *const *)values);
		for (guint k = 0; k < width; k++)
			if (values[k] == NULL)
				values[k] = g_strdup("");
	}
	pr_parquet_finish(file);
	for (guint i = 0; i < width; i++)
		g_free((char *)columns[i].name);
	return is_good && pr_writer_flush(out, &error) && close(fd) == 0 ? 0 : 1;
}
