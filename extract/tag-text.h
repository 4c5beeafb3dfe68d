/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The texts of a structure tree. */
#pragma once

#include <glib.h>

/* What the document says, of a text as poppler-glib gives it; NULL where that is lost. Free with g_free(). */
char *pr_tag_text_decode(const char *text);
