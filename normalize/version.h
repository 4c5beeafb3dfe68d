/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which libraries stand behind this stage. */
#pragma once

/* "ICU 72.1, PCRE2 10.42 2022-12-11", of the libraries at run time. Free with g_free(). */
char *pr_normalize_versions(void);
