/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts written in one line, with their breaks as marks: a space, ⏎ a full line, ¶ a line that ended early, ‖ the end
 * of a page. */
#pragma once

#include "normalize/clean.h"

/* Release with pr_text_clear(). */
PrText marked_text(const char *marked);
PrClean *marked_clean(const char *marked);
