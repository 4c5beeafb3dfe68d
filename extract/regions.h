/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sets that grow together (union-find): an array with the parent of each index, a root being its own. The root is the
 * least index. */
#pragma once

#include <glib.h>

static inline guint
pr_region_root(guint *parents, guint index)
{
	while (parents[index] != index)
		index = parents[index] = parents[parents[index]];
	return index;
}

static inline void
pr_region_unite(guint *parents, guint a, guint b)
{
	a = pr_region_root(parents, a);
	b = pr_region_root(parents, b);
	parents[MAX(a, b)] = MIN(a, b);
}
