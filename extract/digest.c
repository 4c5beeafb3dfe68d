/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SHA-256 by the processor's own instructions where it has them, else by GLib.
 *
 * Every document is named by its digest, and GLib's portable code took one part in twelve of the time a short report
 * takes. A library that knows the instructions (OpenSSL) costs more to load than it saves. The round is FIPS 180-4's;
 * the instructions do four steps of the message schedule and two rounds at a time:
 *
 *	w[t..t+3] ◄── msg2( msg1( w[t-16..], w[t-12..] ) + (w[t-7..t-4]), w[t-4..] )
 *	              (w[t-7..t-4] is cut out of w[t-8..t-1] by alignr) */
#include "extract/digest.h"

#include <string.h>

#ifdef __x86_64__
#include <cpuid.h>
#include <immintrin.h>
#endif

#define BLOCK 64

struct PrDigest {
	GChecksum *checksum; /* NULL: by the processor */
	guint32 state[8];
	guint8 rest[BLOCK]; /* bytes that do not make a block yet */
	guint64 size;
};

#ifdef __x86_64__

static const guint32 constants[64] = {0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7,
	0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
	0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c,
	0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static gboolean
has_instructions(void)
{
	guint a, b, c, d;

	if (!__get_cpuid(1, &a, &b, &c, &d) || (c & bit_SSE4_1) == 0 || (c & bit_SSSE3) == 0)
		return FALSE;
	return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA) != 0;
}

/* The instructions keep the state as (a b e f) and (c d g h). */
__attribute__((target("sha,sse4.1,ssse3"))) static void
digest_blocks(guint32 *state, const guint8 *bytes, gsize count)
{
	const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bll, 0x0405060700010203ll);
	__m128i low = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i_u *)state), 0xb1);
	__m128i high = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i_u *)(state + 4)), 0x1b);
	__m128i abef = _mm_alignr_epi8(low, high, 8);
	__m128i cdgh = _mm_blend_epi16(high, low, 0xf0);

	for (; count > 0; count--, bytes += BLOCK) {
		const __m128i old_abef = abef, old_cdgh = cdgh;
		__m128i w[4];

		for (guint i = 0; i < 16; i++) {
			__m128i *now = &w[i & 3];
			const __m128i last = w[(i + 3) & 3];

			if (i < 4)
				*now = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i_u *)(bytes + 16 * i)), swap);
			else
				*now = _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(*now, w[(i + 1) & 3]),
								    _mm_alignr_epi8(last, w[(i + 2) & 3], 4)),
					last);
			__m128i sum = _mm_add_epi32(*now, _mm_loadu_si128((const __m128i_u *)(constants + 4 * i)));

			cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
			abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
		}
		abef = _mm_add_epi32(abef, old_abef);
		cdgh = _mm_add_epi32(cdgh, old_cdgh);
	}
	low = _mm_shuffle_epi32(abef, 0x1b);
	high = _mm_shuffle_epi32(cdgh, 0xb1);
	_mm_storeu_si128((__m128i_u *)state, _mm_blend_epi16(low, high, 0xf0));
	_mm_storeu_si128((__m128i_u *)(state + 4), _mm_alignr_epi8(high, low, 8));
}

#else

static gboolean
has_instructions(void)
{
	return FALSE;
}

static void
digest_blocks(guint32 *state, const guint8 *bytes, gsize count)
{
	g_assert_not_reached();
}

#endif

PrDigest *
pr_digest_new(void)
{
	static const guint32 start[8] = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
	PrDigest *digest = g_new0(PrDigest, 1);

	memcpy(digest->state, start, sizeof start);
	digest->checksum = has_instructions() ? NULL : g_checksum_new(G_CHECKSUM_SHA256);
	return digest;
}

void
pr_digest_free(PrDigest *digest)
{
	if (digest == NULL)
		return;
	if (digest->checksum != NULL)
		g_checksum_free(digest->checksum);
	g_free(digest);
}

void
pr_digest_update(PrDigest *digest, const guint8 *bytes, gsize size)
{
	gsize held = digest->size % BLOCK;

	if (digest->checksum != NULL) {
		g_checksum_update(digest->checksum, bytes, (gssize)size);
		return;
	}
	digest->size += size;
	if (held > 0) {
		gsize missing = MIN(BLOCK - held, size);

		memcpy(digest->rest + held, bytes, missing);
		bytes += missing;
		size -= missing;
		if (held + missing < BLOCK)
			return;
		digest_blocks(digest->state, digest->rest, 1);
	}
	digest_blocks(digest->state, bytes, size / BLOCK);
	if (size % BLOCK > 0)
		memcpy(digest->rest, bytes + size - size % BLOCK, size % BLOCK);
}

/* A bit, noughts, and the length in bits at the end of a block. */
static void
finish(PrDigest *digest)
{
	guint8 end[2 * BLOCK] = {0x80};
	guint64 bits = GUINT64_TO_BE(digest->size * 8);
	gsize held = digest->size % BLOCK;
	gsize length = (held < BLOCK - sizeof bits ? BLOCK : 2 * BLOCK) - held;

	memcpy(end + length - sizeof bits, &bits, sizeof bits);
	pr_digest_update(digest, end, length);
}

char *
pr_digest_print(PrDigest *digest)
{
	GString *hex = g_string_new(NULL);

	if (digest->checksum != NULL)
		return g_string_free(g_string_append(hex, g_checksum_get_string(digest->checksum)), FALSE);
	finish(digest);
	for (guint i = 0; i < G_N_ELEMENTS(digest->state); i++)
		g_string_append_printf(hex, "%08x", digest->state[i]);
	return g_string_free(hex, FALSE);
}
