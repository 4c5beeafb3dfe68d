/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any font, for text that will not be drawn. Private to extract/. */
#pragma once

#include <fontconfig/fontconfig.h>
#include <glib.h>

/* A set with a small font of this machine, to be freed with FcFontSetDestroy(); NULL where none is found. */
FcFontSet *pr_fonts_any(void);
/* The bytes of a TrueType font of one empty glyph. Static. */
const guint8 *pr_fonts_blank(gsize *size);
