/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any font, for text that will not be drawn. Private to extract/. */
#pragma once

#include <fontconfig/fontconfig.h>

/* A set with a small font of this machine, to be freed with FcFontSetDestroy(); NULL where none is found. */
FcFontSet *pr_fonts_any(void);
