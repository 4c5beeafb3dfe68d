/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rows to frames and back. */
#include "tools/row.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "tools/error.h"

/* Far more than a page can print; a worker that writes more is not believed. */
#define ROW_BYTES_MAX (16u << 20)
#define READ_BYTES 65536
#define NULL_LENGTH G_MAXUINT32

/* ---- writing ---- */

struct PrRowWriter {
	PrWriter *out;
	const PrRelations *relations;
	GByteArray *frame;
};

PrRowWriter *
pr_row_writer_new(PrWriter *out, const PrRelations *relations)
{
	PrRowWriter *writer = g_new0(PrRowWriter, 1);

	writer->out = out;
	writer->relations = relations;
	writer->frame = g_byte_array_new();
	return writer;
}

void
pr_row_writer_free(PrRowWriter *writer)
{
	if (writer == NULL)
		return;
	g_byte_array_unref(writer->frame);
	g_free(writer);
}

static void
append_value(GByteArray *frame, const char *value)
{
	/* What a PDF says of its title may hold anything. */
	g_autofree char *repaired =
		value == NULL || g_utf8_validate(value, -1, NULL) ? NULL : g_utf8_make_valid(value, -1);
	const char *text = repaired != NULL ? repaired : value;
	guint32 length = text != NULL ? (guint32)strlen(text) : NULL_LENGTH;

	g_byte_array_append(frame, (const guint8 *)&length, sizeof length);
	if (text != NULL)
		g_byte_array_append(frame, (const guint8 *)text, length);
}

void
pr_row_write(const PrRelation *relation, const char *const *values, gpointer data)
{
	PrRowWriter *writer = data;
	guint index = 0;

	if (!g_ptr_array_find(writer->relations->relations, relation, &index))
		g_assert_not_reached();
	guint16 number = (guint16)index;

	g_byte_array_set_size(writer->frame, 0);
	g_byte_array_append(writer->frame, (const guint8 *)&number, sizeof number);
	for (guint i = 0; i < relation->columns->len; i++)
		append_value(writer->frame, values[i]);
	guint32 length = writer->frame->len;

	pr_writer_put_bytes(writer->out, (const char *)&length, sizeof length);
	pr_writer_put_bytes(writer->out, (const char *)writer->frame->data, length);
}

/* ---- reading ---- */

struct PrRowReader {
	int fd;
	const PrRelations *relations;
	off_t offset;       /* in the file, of the bytes that are read next */
	GByteArray *window; /* bytes read; those before `at` are used up */
	gsize at;
	char *sha256;      /* of the document that all rows are of */
	gboolean is_begun; /* a row was read */
	GByteArray *texts; /* of the row, each ended by NUL */
	GPtrArray *values; /* of const char *, into `texts` */
};

PrRowReader *
pr_row_reader_new(int fd, const PrRelations *relations, const char *sha256)
{
	PrRowReader *reader = g_new0(PrRowReader, 1);

	reader->fd = fd;
	reader->relations = relations;
	reader->sha256 = g_strdup(sha256);
	reader->window = g_byte_array_new();
	reader->texts = g_byte_array_new();
	reader->values = g_ptr_array_new();
	return reader;
}

void
pr_row_reader_free(PrRowReader *reader)
{
	if (reader == NULL)
		return;
	g_byte_array_unref(reader->window);
	g_byte_array_unref(reader->texts);
	g_ptr_array_unref(reader->values);
	g_free(reader->sha256);
	g_free(reader);
}

static void
rewind_rows(PrRowReader *reader)
{
	reader->offset = 0;
	reader->at = 0;
	reader->is_begun = FALSE;
	g_byte_array_set_size(reader->window, 0);
}

static gboolean
refuse(GError **error, const char *reason)
{
	g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, "the worker's rows cannot be used: %s", reason);
	return FALSE;
}

/* Reads more into the window. The count of bytes, 0 at the end of the file, or -1 with the error. */
static ssize_t
read_more(PrRowReader *reader, gsize wanted, GError **error)
{
	ssize_t done;

	if (reader->at > 0)
		g_byte_array_remove_range(reader->window, 0, (guint)reader->at);
	reader->at = 0;
	guint before = reader->window->len;

	g_byte_array_set_size(reader->window, (guint)(before + wanted));
	do
		done = pread(reader->fd, reader->window->data + before, wanted, reader->offset);
	while (done < 0 && errno == EINTR);
	if (done < 0)
		refuse(error, g_strerror(errno));
	g_byte_array_set_size(reader->window, before + (guint)MAX(done, 0));
	reader->offset += MAX(done, 0);
	return done;
}

/* Makes `length` bytes ready behind `at`; *is_end (may be NULL) where the file ends right here. */
static gboolean
need(PrRowReader *reader, gsize length, gboolean *is_end, GError **error)
{
	while (reader->window->len - reader->at < length) {
		gsize there = reader->window->len - reader->at;
		ssize_t done = read_more(reader, MAX(length - there, READ_BYTES), error);

		if (done < 0)
			return FALSE;
		if (done == 0 && is_end != NULL && there == 0) {
			*is_end = TRUE;
			return TRUE;
		}
		if (done == 0)
			return refuse(error, "they are cut off");
	}
	return TRUE;
}

/* What is left of a frame. */
typedef struct {
	const guint8 *at, *end;
} Rest;

static gboolean
take(Rest *rest, gpointer to, gsize length)
{
	if ((gsize)(rest->end - rest->at) < length)
		return FALSE;
	memcpy(to, rest->at, length);
	rest->at += length;
	return TRUE;
}

static gboolean
take_value(PrRowReader *reader, Rest *rest, gboolean is_required)
{
	guint32 length = 0;

	if (!take(rest, &length, sizeof length))
		return FALSE;
	if (length == NULL_LENGTH) {
		g_ptr_array_add(reader->values, NULL);
		return !is_required;
	}
	if ((gsize)(rest->end - rest->at) < length || !g_utf8_validate_len((const char *)rest->at, length, NULL))
		return FALSE;
	/* There is room for the whole frame: the texts do not move. */
	g_ptr_array_add(reader->values, reader->texts->data + reader->texts->len);
	g_byte_array_append(reader->texts, rest->at, length);
	g_byte_array_append(reader->texts, (const guint8 *)"", 1);
	rest->at += length;
	return TRUE;
}

static gboolean
take_row(PrRowReader *reader, Rest *rest, PrRow *row, GError **error)
{
	guint16 number = 0;

	if (!take(rest, &number, sizeof number) || number >= reader->relations->relations->len)
		return refuse(error, "one is of no relation");
	const PrRelation *relation = g_ptr_array_index(reader->relations->relations, number);

	/* A value takes four bytes beside its text there, and one here. */
	g_byte_array_set_size(reader->texts, (guint)(rest->end - rest->at) + 1);
	g_byte_array_set_size(reader->texts, 0);
	g_ptr_array_set_size(reader->values, 0);
	for (guint i = 0; i < relation->columns->len; i++) {
		const PrRelationColumn *column = g_ptr_array_index(relation->columns, i);

		if (!take_value(reader, rest, column->is_required))
			return refuse(error, "one has a wrong value");
	}
	if (rest->at != rest->end)
		return refuse(error, "one has too many values");
	*row = (PrRow){relation, number, (const char *const *)reader->values->pdata};
	return TRUE;
}

/* Whether a row is of the document, and of the relation `document` where it is the first, and only there. */
static gboolean
is_of_document(const PrRowReader *reader, const PrRow *row, GError **error)
{
	if ((row->relation->parent == NULL) == reader->is_begun)
		return refuse(error, "they do not begin with their document");
	return strcmp(row->values[0], reader->sha256) == 0 || refuse(error, "they are of another document");
}

gboolean
pr_row_reader_next(PrRowReader *reader, PrRow *row, GError **error)
{
	guint32 length = 0;
	gboolean is_end = FALSE;

	*row = (PrRow){0};
	if (!need(reader, sizeof length, &is_end, error))
		return FALSE;
	if (is_end)
		return reader->is_begun || refuse(error, "there are none");
	memcpy(&length, reader->window->data + reader->at, sizeof length);
	reader->at += sizeof length;
	if (length > ROW_BYTES_MAX)
		return refuse(error, "one is too long");
	if (!need(reader, length, NULL, error))
		return FALSE;
	Rest rest = {reader->window->data + reader->at, reader->window->data + reader->at + length};

	reader->at += length;
	if (!take_row(reader, &rest, row, error) || !is_of_document(reader, row, error))
		return FALSE;
	reader->is_begun = TRUE;
	return TRUE;
}

gboolean
pr_row_reader_each(PrRowReader *reader, PrRowTake take_row_of, gpointer data, GError **error)
{
	PrRow row;

	rewind_rows(reader);
	for (;;) {
		if (!pr_row_reader_next(reader, &row, error))
			return FALSE;
		if (row.relation == NULL)
			return TRUE;
		if (!take_row_of(data, &row, error))
			return FALSE;
	}
}
