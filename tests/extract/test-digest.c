/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The digest agrees with GLib's, whatever the sizes of the pieces. */
#include <criterion/criterion.h>

#include "extract/digest.h"

static void
agree(const guint8 *bytes, gsize size, gsize piece)
{
	g_autoptr(PrDigest) digest = pr_digest_new();
	g_autofree char *expected = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, size);

	for (gsize at = 0; at < size; at += piece)
		pr_digest_update(digest, bytes + at, MIN(piece, size - at));
	g_autofree char *found = pr_digest_print(digest);

	cr_assert_str_eq(found, expected, "%zu bytes in pieces of %zu", size, piece);
}

Test(digest, of_nothing_is_the_known_one)
{
	g_autoptr(PrDigest) digest = pr_digest_new();
	g_autofree char *found = pr_digest_print(digest);

	cr_assert_str_eq(found, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

Test(digest, any_size_in_any_pieces_agrees_with_glib)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(256);
	guint8 bytes[700];

	for (gsize i = 0; i < sizeof bytes; i++)
		bytes[i] = (guint8)g_rand_int(random);
	for (gsize size = 0; size <= sizeof bytes; size++)
		for (gsize piece = 1; piece <= 200; piece += piece < 70 ? 23 : 61)
			agree(bytes, size, piece);
}

Test(digest, of_a_million_bytes_agrees_with_glib)
{
	g_autofree guint8 *bytes = g_malloc(1000000);

	for (gsize i = 0; i < 1000000; i++)
		bytes[i] = (guint8)(i * i >> 7);
	agree(bytes, 1000000, 65536);
	agree(bytes, 1000000, 999999);
}
