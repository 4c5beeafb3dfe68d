/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The cache of SQLite out of the workers' way. A worker is a copy of this process, and copying the tables of its memory
 * is most of what its start costs; what both have, the parent then copies again before it writes to it. No worker wants
 * the cache. */
#include "tools/sqlite-cache.h"

#include <sqlite3.h>
#include <sys/mman.h>

#include "tools/late.h"

#define PAGE_BYTES 4096
/* What SQLite keeps beside each page, rounded up. */
#define EXTRA_BYTES 512

void
pr_sqlite_place_cache(gsize kib)
{
	const gsize slot = PAGE_BYTES + EXTRA_BYTES, count = kib * 1024 / PAGE_BYTES;
	int (*configure)(int, ...) = (int (*)(int, ...))pr_late_find(PR_LATE_SQLITE, "sqlite3_config");
	void *cache = mmap(NULL, slot * count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (cache == MAP_FAILED)
		return;
	if (madvise(cache, slot * count, MADV_DONTFORK) != 0 ||
		configure(SQLITE_CONFIG_PAGECACHE, cache, (int)slot, (int)count) != SQLITE_OK)
		munmap(cache, slot * count);
}
