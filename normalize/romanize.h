/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names for things that are called in Chinese. */
#pragma once

#include <glib.h>

/* `text` in small Latin letters and digits, the words parted by `separator`: 项目名称 → xiangmu_mingcheng. At most `max`
 * bytes, cut behind a word; "" where nothing is left, or where ICU is installed without its readings. Free with
 * g_free(). */
char *pr_romanize(const char *text, char separator, gsize max);
