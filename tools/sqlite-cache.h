/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where SQLite keeps the pages of a database in memory. */
#pragma once

#include <glib.h>

/* Gives it a place of that size which a fork does not copy. Before the first database is opened; afterwards it does
 * nothing. */
void pr_sqlite_place_cache(gsize kib);
