/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The compact protocol of Thrift. */
#include "tools/thrift.h"

#include <string.h>

/* A list has its count in its first byte where it is less. */
#define SHORT_LIST 15

void
pr_thrift_byte(GByteArray *bytes, guint8 byte)
{
	g_byte_array_append(bytes, &byte, 1);
}

void
pr_thrift_varint(GByteArray *bytes, guint64 value)
{
	for (; value >= 0x80; value >>= 7)
		pr_thrift_byte(bytes, (guint8)(value | 0x80));
	pr_thrift_byte(bytes, (guint8)value);
}

static void
put_field(PrThrift *thrift, int number, PrThriftType type)
{
	int *last = &thrift->last[thrift->depth];

	g_assert(number > *last && number - *last < 16);
	pr_thrift_byte(thrift->bytes, (guint8)((number - *last) << 4 | (int)type));
	*last = number;
}

void
pr_thrift_element_int(PrThrift *thrift, guint64 value)
{
	pr_thrift_varint(thrift->bytes, value << 1);
}

void
pr_thrift_i32(PrThrift *thrift, int number, guint value)
{
	put_field(thrift, number, PR_THRIFT_I32);
	pr_thrift_element_int(thrift, value);
}

void
pr_thrift_i64(PrThrift *thrift, int number, guint64 value)
{
	put_field(thrift, number, PR_THRIFT_I64);
	pr_thrift_element_int(thrift, value);
}

void
pr_thrift_element_text(PrThrift *thrift, const char *text)
{
	pr_thrift_varint(thrift->bytes, strlen(text));
	g_byte_array_append(thrift->bytes, (const guint8 *)text, (guint)strlen(text));
}

void
pr_thrift_text(PrThrift *thrift, int number, const char *text)
{
	put_field(thrift, number, PR_THRIFT_BINARY);
	pr_thrift_element_text(thrift, text);
}

void
pr_thrift_begin_element(PrThrift *thrift)
{
	thrift->depth++;
	g_assert(thrift->depth < PR_THRIFT_DEPTH);
	thrift->last[thrift->depth] = 0;
}

void
pr_thrift_begin_struct(PrThrift *thrift, int number)
{
	put_field(thrift, number, PR_THRIFT_STRUCT);
	pr_thrift_begin_element(thrift);
}

void
pr_thrift_end(PrThrift *thrift)
{
	pr_thrift_byte(thrift->bytes, 0);
	if (thrift->depth > 0)
		thrift->depth--;
}

void
pr_thrift_begin_list(PrThrift *thrift, int number, PrThriftType type, guint count)
{
	put_field(thrift, number, PR_THRIFT_LIST);
	pr_thrift_byte(thrift->bytes, (guint8)(MIN(count, SHORT_LIST) << 4 | (guint)type));
	if (count >= SHORT_LIST)
		pr_thrift_varint(thrift->bytes, count);
}
