/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrDigest: the SHA-256 of bytes that come piece by piece. */
#pragma once

#include <glib.h>

typedef struct PrDigest PrDigest;

PrDigest *pr_digest_new(void);
void pr_digest_free(PrDigest *digest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrDigest, pr_digest_free)

void pr_digest_update(PrDigest *digest, const guint8 *bytes, gsize size);
/* In hexadecimal, as sha256sum prints it; nothing may follow. Free with g_free(). */
char *pr_digest_print(PrDigest *digest);
