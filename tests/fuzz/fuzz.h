/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the fuzz targets share. A target is one function over bytes: libFuzzer calls it with bytes it makes up
 * (-Dfuzz=libfuzzer), replay.c with the files kept in fixtures/fuzz/TARGET. */
#pragma once

#include <glib.h>

int LLVMFuzzerTestOneInput(const guint8 *bytes, size_t size);

/* The bytes as text, as far as the program would take them for one; NULL otherwise. */
static inline char *
fuzz_text(const guint8 *bytes, size_t size)
{
	return g_utf8_validate((const char *)bytes, (gssize)size, NULL) ? g_strndup((const char *)bytes, size) : NULL;
}

/* What was printed must be read again, to the same print. */
static inline void
fuzz_same(const char *first, const char *second)
{
	if (!g_str_equal(first, second))
		g_error("printed and read, it is printed as another:\n%s\n----\n%s", first, second);
}
