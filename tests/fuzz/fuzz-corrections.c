/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files of corrections and waivers: any bytes are some, or an error; what is accepted can be asked for. */
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tests/fuzz/fuzz.h"
#include "tools/corrections.h"

int
LLVMFuzzerTestOneInput(const guint8 *bytes, size_t size)
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", fd);
	g_autoptr(PrCorrections) corrections = pr_corrections_new();
	g_autoptr(GError) error = NULL, reason = NULL;

	if (write(fd, bytes, size) != (ssize_t)size)
		g_error("no room for the input");
	if (pr_corrections_add_file(corrections, path, &error) != (error == NULL))
		g_error("refused without a reason");
	pr_corrections_concern(corrections, "");
	pr_waivers_free(pr_corrections_read_waivers(path, &reason));
	close(fd);
	return 0;
}
