/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrThrift: structs of Apache Thrift in its compact protocol, as the headers of Parquet are written.
 *
 * A field is one byte – by how much its number is above that of the field before it, and its type – and its value; a
 * struct ends with a zero byte. Whole numbers are varints of zigzag; only those that are not negative are wanted here.
 * Source: thrift-compact-protocol.md of github.com/apache/thrift. */
#pragma once

#include <glib.h>

#define PR_THRIFT_DEPTH 8

typedef enum {
	PR_THRIFT_I32 = 5,
	PR_THRIFT_I64 = 6,
	PR_THRIFT_BINARY = 8,
	PR_THRIFT_LIST = 9,
	PR_THRIFT_STRUCT = 12,
} PrThriftType;

/* Begins as {.bytes = …}, in a struct; `bytes` is borrowed. */
typedef struct {
	GByteArray *bytes;
	int last[PR_THRIFT_DEPTH]; /* number of the last field, by depth of the struct */
	guint depth;
} PrThrift;

/* Fields. Their numbers rise, by at most 15. */
void pr_thrift_i32(PrThrift *thrift, int number, guint value);
void pr_thrift_i64(PrThrift *thrift, int number, guint64 value);
void pr_thrift_text(PrThrift *thrift, int number, const char *text);
void pr_thrift_begin_struct(PrThrift *thrift, int number);
/* `count` elements follow. */
void pr_thrift_begin_list(PrThrift *thrift, int number, PrThriftType type, guint count);

/* Elements of a list. */
void pr_thrift_element_int(PrThrift *thrift, guint64 value);
void pr_thrift_element_text(PrThrift *thrift, const char *text);
void pr_thrift_begin_element(PrThrift *thrift);

/* Ends a struct, the first one too. */
void pr_thrift_end(PrThrift *thrift);

/* Bare bytes. */
void pr_thrift_byte(GByteArray *bytes, guint8 byte);
void pr_thrift_varint(GByteArray *bytes, guint64 value);
