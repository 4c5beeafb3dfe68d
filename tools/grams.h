/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Search words of a text that has no spaces between words: Chinese in overlapping pairs of characters. */
#pragma once

#include <glib.h>

/* Appends the search words of `text` to `out`, each ended by a space. */
void pr_grams_append(GString *out, const char *text);
