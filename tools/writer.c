/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A buffer before a descriptor: stdio would do, but for its silence about which write failed and its state shared by
 * fork(). */
#include "tools/writer.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "tools/error.h"

#define BUFFER_BYTES 65536
/* Far above any page, far below what a 64-bit count of hundredths can hold. */
#define COORDINATE_MAX 1e12

struct PrWriter {
	int fd;
	int failure; /* errno of the first write that failed, 0 for none */
	size_t used;
	char buffer[BUFFER_BYTES];
};

PrWriter *
pr_writer_new(int fd)
{
	PrWriter *writer = g_new(PrWriter, 1);

	writer->fd = fd;
	writer->failure = 0;
	writer->used = 0;
	return writer;
}

void
pr_writer_free(PrWriter *writer)
{
	g_free(writer);
}

gboolean
pr_write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t done = write(fd, bytes, length);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0) {
			if (done == 0)
				errno = EIO;
			return FALSE;
		}
		bytes += done;
		length -= (size_t)done;
	}
	return TRUE;
}

gboolean
pr_copy_all(int from, int to)
{
	char part[BUFFER_BYTES];
	off_t at = 0;

	for (;;) {
		ssize_t done = pread(from, part, sizeof part, at);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return done == 0;
		if (!pr_write_all(to, part, (size_t)done))
			return FALSE;
		at += done;
	}
}

static void
empty_buffer(PrWriter *writer)
{
	if (writer->failure == 0 && !pr_write_all(writer->fd, writer->buffer, writer->used))
		writer->failure = errno;
	writer->used = 0;
}

void
pr_writer_put_bytes(PrWriter *writer, const char *bytes, size_t length)
{
	while (length > 0) {
		size_t part = MIN(length, BUFFER_BYTES - writer->used);

		memcpy(writer->buffer + writer->used, bytes, part);
		writer->used += part;
		bytes += part;
		length -= part;
		if (writer->used == BUFFER_BYTES)
			empty_buffer(writer);
	}
}

void
pr_writer_put(PrWriter *writer, const char *text)
{
	pr_writer_put_bytes(writer, text, strlen(text));
}

void
pr_writer_put_char(PrWriter *writer, char ch)
{
	pr_writer_put_bytes(writer, &ch, 1);
}

/* Numbers are half of what is written, and printf() takes ten times as long: the digits are written from the last to
 * the first. */
static char *
put_digits(char *end, guint64 value)
{
	do
		*--end = (char)('0' + value % 10);
	while ((value /= 10) > 0);
	return end;
}

void
pr_writer_put_int(PrWriter *writer, gint64 value)
{
	char digits[24], *end = digits + sizeof digits;
	char *start = put_digits(end, value < 0 ? -(guint64)value : (guint64)value);

	if (value < 0)
		*--start = '-';
	pr_writer_put_bytes(writer, start, (size_t)(end - start));
}

gboolean
pr_writer_put_coordinate(PrWriter *writer, double value)
{
	char digits[32], *end = digits + sizeof digits, *start = end;

	if (!(fabs(value) < COORDINATE_MAX))
		return FALSE;
	gint64 hundredths = llround(value * 100);
	guint64 size = (guint64)ABS(hundredths);
	guint fraction = (guint)(size % 100);

	if (fraction % 10 != 0)
		*--start = (char)('0' + fraction % 10);
	if (fraction != 0) {
		*--start = (char)('0' + fraction / 10);
		*--start = '.';
	}
	start = put_digits(start, size / 100);
	if (hundredths < 0)
		*--start = '-';
	pr_writer_put_bytes(writer, start, (size_t)(end - start));
	return TRUE;
}

gboolean
pr_writer_flush(PrWriter *writer, GError **error)
{
	empty_buffer(writer);
	if (writer->failure == 0)
		return TRUE;
	pr_tools_set_output_error(error, NULL, writer->failure);
	return FALSE;
}
