/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A file of Parquet is
 *
 *   PAR1
 *   group of rows    a column: header of its page │ page, packed: which values are null │ the others, one behind the other
 *                    a column: …
 *   group of rows    …
 *   footer           schema; where the columns of each group are
 *   length of the footer, PAR1
 *
 * Headers and footer are structs of Thrift. The numbers of their fields are those of parquet.thrift. */
#include "tools/parquet.h"

#include <gio/gio.h>
#include <string.h>

#include "tools/thrift.h"

/* A group is written out when it has as much as one of these. */
#define GROUP_ROWS 65536
#define GROUP_BYTES (16 * 1024 * 1024)
#define MAGIC "PAR1"
#define DIGITS "0123456789"

enum { PHYSICAL_INT64 = 2, PHYSICAL_BYTES = 6, PHYSICAL_FIXED_BYTES = 7 };
enum {
	ENCODING_PLAIN = 0,
	ENCODING_RLE = 3,
	CODEC_GZIP = 2,
	CONVERTED_UTF8 = 0,
	CONVERTED_DECIMAL = 5,
	LOGICAL_STRING = 1,
	LOGICAL_DECIMAL = 5
};

/* Holds 38 digits and a sign. */
__extension__ typedef unsigned __int128 Wide;

/* The rows of a group that are not written yet. */
typedef struct {
	PrParquetColumn shape;
	guint width;        /* DECIMAL: bytes of a value */
	Wide limit;         /* … and the first number that it has no room for */
	GByteArray *values; /* those that are not null */
	GByteArray *levels; /* a byte a row: 1, or 0 for null. Where there may be none: empty */
} Column;

/* A column of a group that is written. */
typedef struct {
	guint64 offset, plain, packed;
} Chunk;

typedef struct {
	guint rows;
	Chunk *chunks;
} Group;

struct PrParquet {
	PrWriter *out;
	const char *created_by;
	guint64 offset; /* bytes written */
	Column *columns;
	guint count;
	guint rows; /* of the group that is not written */
	GArray *groups;
};

/* ---- values ---- */

static void
put_little_endian(GByteArray *bytes, guint64 value, guint width)
{
	for (guint i = 0; i < width; i++)
		pr_thrift_byte(bytes, (guint8)(value >> 8 * i));
}

static Wide
power_of_ten(guint exponent)
{
	Wide power = 1;

	for (guint i = 0; i < exponent; i++)
		power *= 10;
	return power;
}

/* Bytes that hold any number of so many digits, and its sign. */
static guint
width_of(guint digits)
{
	guint bits = 1;

	for (Wide rest = power_of_ten(digits); rest > 0; rest >>= 1)
		bits++;
	return (bits + 7) / 8;
}

/* FALSE, before it could wrap, where the number gets as large as `limit`. */
static gboolean
add_digit(Wide *number, int digit, Wide limit)
{
	if (*number > (limit - 1) / 10)
		return FALSE;
	*number = *number * 10 + (Wide)digit;
	return *number < limit;
}

/* The digits of `text` as one number that counts units of 10^-scale. */
static gboolean
read_decimal(const char *text, const Column *column, Wide *number)
{
	const char *at = text + (*text == '-');
	size_t whole = strspn(at, DIGITS), decimals = at[whole] == '.' ? strspn(at + whole + 1, DIGITS) : 0;
	size_t length = whole + (decimals > 0 ? 1 + decimals : 0);
	Wide value = 0;

	if (whole == 0 || at[length] != '\0' || decimals > column->shape.scale)
		return FALSE;
	for (const char *end = at + length; at < end; at++)
		if (*at != '.' && !add_digit(&value, *at - '0', column->limit))
			return FALSE;
	for (; decimals < column->shape.scale; decimals++)
		if (!add_digit(&value, 0, column->limit))
			return FALSE;
	*number = *text == '-' ? -value : value;
	return TRUE;
}

static gboolean
put_value(Column *column, const char *text)
{
	Wide number = 0;
	gint64 whole = 0;

	switch (column->shape.type) {
	case PR_PARQUET_TEXT:
		put_little_endian(column->values, strlen(text), 4);
		g_byte_array_append(column->values, (const guint8 *)text, (guint)strlen(text));
		return TRUE;
	case PR_PARQUET_INTEGER:
		if (!g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, &whole, NULL))
			return FALSE;
		put_little_endian(column->values, (guint64)whole, 8);
		return TRUE;
	case PR_PARQUET_DECIMAL:
		if (!read_decimal(text, column, &number))
			return FALSE;
		for (guint i = column->width; i > 0; i--)
			pr_thrift_byte(column->values, (guint8)(number >> 8 * (i - 1)));
		return TRUE;
	}
	return FALSE;
}

/* ---- groups ---- */

static void
write_out(PrParquet *file, const GByteArray *bytes)
{
	pr_writer_put_bytes(file->out, (const char *)bytes->data, bytes->len);
	file->offset += bytes->len;
}

static GByteArray *
pack(const GByteArray *plain)
{
	g_autoptr(GZlibCompressor) zip = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
	GByteArray *packed = g_byte_array_new();
	GConverterResult result = G_CONVERTER_CONVERTED;

	for (gsize done = 0; result == G_CONVERTER_CONVERTED;) {
		guint8 buffer[16384];
		gsize taken = 0, given = 0;

		result = g_converter_convert(G_CONVERTER(zip), plain->data + done, plain->len - done, buffer,
			sizeof buffer, G_CONVERTER_INPUT_AT_END, &taken, &given, NULL);
		done += taken;
		g_byte_array_append(packed, buffer, (guint)given);
	}
	/* With room for what it gives and the end of what it takes in sight, it has nothing to fail by. */
	g_assert(result == G_CONVERTER_FINISHED);
	return packed;
}

/* Runs of rows that have a value, and of those that have none. */
static void
put_levels(GByteArray *page, const GByteArray *levels)
{
	g_autoptr(GByteArray) runs = g_byte_array_new();

	for (guint i = 0, next = 0; i < levels->len; i = next) {
		for (next = i; next < levels->len && levels->data[next] == levels->data[i];)
			next++;
		pr_thrift_varint(runs, (guint64)(next - i) << 1);
		pr_thrift_byte(runs, levels->data[i]);
	}
	put_little_endian(page, runs->len, 4);
	g_byte_array_append(page, runs->data, runs->len);
}

static GByteArray *
page_header(guint rows, guint plain, guint packed)
{
	PrThrift thrift = {.bytes = g_byte_array_new()};

	pr_thrift_i32(&thrift, 1, 0); /* a data page */
	pr_thrift_i32(&thrift, 2, plain);
	pr_thrift_i32(&thrift, 3, packed);
	pr_thrift_begin_struct(&thrift, 5);
	pr_thrift_i32(&thrift, 1, rows);
	pr_thrift_i32(&thrift, 2, ENCODING_PLAIN);
	pr_thrift_i32(&thrift, 3, ENCODING_RLE);
	pr_thrift_i32(&thrift, 4, ENCODING_RLE);
	pr_thrift_end(&thrift);
	pr_thrift_end(&thrift);
	return thrift.bytes;
}

static Chunk
write_column(PrParquet *file, Column *column)
{
	g_autoptr(GByteArray) page = g_byte_array_new();

	if (!column->shape.is_required)
		put_levels(page, column->levels);
	g_byte_array_append(page, column->values->data, column->values->len);
	g_autoptr(GByteArray) packed = pack(page);
	g_autoptr(GByteArray) header = page_header(file->rows, page->len, packed->len);
	Chunk chunk = {file->offset, header->len + page->len, header->len + packed->len};

	write_out(file, header);
	write_out(file, packed);
	g_byte_array_set_size(column->values, 0);
	g_byte_array_set_size(column->levels, 0);
	return chunk;
}

static void
write_group(PrParquet *file)
{
	Group group = {file->rows, g_new0(Chunk, file->count)};

	for (guint i = 0; i < file->count; i++)
		group.chunks[i] = write_column(file, &file->columns[i]);
	g_array_append_val(file->groups, group);
	file->rows = 0;
}

/* ---- footer ---- */

static int
physical_type(const Column *column)
{
	return column->shape.type == PR_PARQUET_TEXT      ? PHYSICAL_BYTES
	       : column->shape.type == PR_PARQUET_INTEGER ? PHYSICAL_INT64
							  : PHYSICAL_FIXED_BYTES;
}

static void
put_logical_type(PrThrift *thrift, const PrParquetColumn *shape)
{
	gboolean is_decimal = shape->type == PR_PARQUET_DECIMAL;

	pr_thrift_begin_struct(thrift, 10);
	pr_thrift_begin_struct(thrift, is_decimal ? LOGICAL_DECIMAL : LOGICAL_STRING);
	if (is_decimal) {
		pr_thrift_i32(thrift, 1, shape->scale);
		pr_thrift_i32(thrift, 2, shape->precision);
	}
	pr_thrift_end(thrift);
	pr_thrift_end(thrift);
}

static void
put_schema(PrThrift *thrift, const PrParquet *file)
{
	pr_thrift_begin_list(thrift, 2, PR_THRIFT_STRUCT, file->count + 1);
	pr_thrift_begin_element(thrift);
	pr_thrift_text(thrift, 4, "row");
	pr_thrift_i32(thrift, 5, file->count);
	pr_thrift_end(thrift);
	for (guint i = 0; i < file->count; i++) {
		const Column *column = &file->columns[i];
		const PrParquetColumn *shape = &column->shape;

		pr_thrift_begin_element(thrift);
		pr_thrift_i32(thrift, 1, (guint)physical_type(column));
		if (shape->type == PR_PARQUET_DECIMAL)
			pr_thrift_i32(thrift, 2, column->width);
		pr_thrift_i32(thrift, 3, shape->is_required ? 0 : 1);
		pr_thrift_text(thrift, 4, shape->name);
		if (shape->type != PR_PARQUET_INTEGER)
			pr_thrift_i32(thrift, 6, shape->type == PR_PARQUET_TEXT ? CONVERTED_UTF8 : CONVERTED_DECIMAL);
		if (shape->type == PR_PARQUET_DECIMAL) {
			pr_thrift_i32(thrift, 7, shape->scale);
			pr_thrift_i32(thrift, 8, shape->precision);
		}
		if (shape->type != PR_PARQUET_INTEGER)
			put_logical_type(thrift, shape);
		pr_thrift_end(thrift);
	}
}

static void
put_chunk(PrThrift *thrift, const Column *column, const Chunk *chunk, guint rows)
{
	pr_thrift_begin_element(thrift);
	pr_thrift_i64(thrift, 2, chunk->offset);
	pr_thrift_begin_struct(thrift, 3);
	pr_thrift_i32(thrift, 1, (guint)physical_type(column));
	pr_thrift_begin_list(thrift, 2, PR_THRIFT_I32, 2);
	pr_thrift_element_int(thrift, ENCODING_PLAIN);
	pr_thrift_element_int(thrift, ENCODING_RLE);
	pr_thrift_begin_list(thrift, 3, PR_THRIFT_BINARY, 1);
	pr_thrift_element_text(thrift, column->shape.name);
	pr_thrift_i32(thrift, 4, CODEC_GZIP);
	pr_thrift_i64(thrift, 5, rows);
	pr_thrift_i64(thrift, 6, chunk->plain);
	pr_thrift_i64(thrift, 7, chunk->packed);
	pr_thrift_i64(thrift, 9, chunk->offset);
	pr_thrift_end(thrift);
	pr_thrift_end(thrift);
}

static void
put_group(PrThrift *thrift, const PrParquet *file, const Group *group)
{
	guint64 bytes = 0;

	for (guint i = 0; i < file->count; i++)
		bytes += group->chunks[i].plain;
	pr_thrift_begin_element(thrift);
	pr_thrift_begin_list(thrift, 1, PR_THRIFT_STRUCT, file->count);
	for (guint i = 0; i < file->count; i++)
		put_chunk(thrift, &file->columns[i], &group->chunks[i], group->rows);
	pr_thrift_i64(thrift, 2, bytes);
	pr_thrift_i64(thrift, 3, group->rows);
	pr_thrift_end(thrift);
}

void
pr_parquet_finish(PrParquet *file)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	PrThrift thrift = {.bytes = bytes};
	guint64 rows = 0;

	if (file->rows > 0)
		write_group(file);
	for (guint i = 0; i < file->groups->len; i++)
		rows += g_array_index(file->groups, Group, i).rows;
	pr_thrift_i32(&thrift, 1, 1); /* the version of files that every reader knows */
	put_schema(&thrift, file);
	pr_thrift_i64(&thrift, 3, rows);
	pr_thrift_begin_list(&thrift, 4, PR_THRIFT_STRUCT, file->groups->len);
	for (guint i = 0; i < file->groups->len; i++)
		put_group(&thrift, file, &g_array_index(file->groups, Group, i));
	pr_thrift_text(&thrift, 6, file->created_by);
	pr_thrift_end(&thrift);
	put_little_endian(bytes, bytes->len, 4);
	g_byte_array_append(bytes, (const guint8 *)MAGIC, strlen(MAGIC));
	write_out(file, bytes);
}

/* ---- rows ---- */

gboolean
pr_parquet_put_row(PrParquet *file, const char *const *values)
{
	gsize bytes = 0;

	for (guint i = 0; i < file->count; i++) {
		Column *column = &file->columns[i];

		if (values[i] != NULL ? !put_value(column, values[i]) : column->shape.is_required)
			return FALSE;
		if (!column->shape.is_required)
			pr_thrift_byte(column->levels, values[i] != NULL);
		bytes += column->values->len;
	}
	file->rows++;
	if (file->rows == GROUP_ROWS || bytes >= GROUP_BYTES)
		write_group(file);
	return TRUE;
}

static void
clear_group(gpointer data)
{
	g_free(((Group *)data)->chunks);
}

PrParquet *
pr_parquet_new(PrWriter *out, const PrParquetColumn *columns, guint count, const char *created_by)
{
	PrParquet *file = g_new0(PrParquet, 1);

	*file = (PrParquet){.out = out,
		.created_by = created_by,
		.columns = g_new0(Column, count),
		.count = count,
		.groups = g_array_new(FALSE, FALSE, sizeof(Group))};
	g_array_set_clear_func(file->groups, clear_group);
	for (guint i = 0; i < count; i++)
		file->columns[i] = (Column){columns[i], width_of(columns[i].precision),
			power_of_ten(columns[i].precision), g_byte_array_new(), g_byte_array_new()};
	pr_writer_put(out, MAGIC);
	file->offset = strlen(MAGIC);
	return file;
}

void
pr_parquet_free(PrParquet *file)
{
	if (file == NULL)
		return;
	for (guint i = 0; i < file->count; i++) {
		g_byte_array_unref(file->columns[i].values);
		g_byte_array_unref(file->columns[i].levels);
	}
	g_free(file->columns);
	g_array_unref(file->groups);
	g_free(file);
}
