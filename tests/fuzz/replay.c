/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Runs a fuzz target over the files of a folder: seeds, and all that ever broke it. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/fuzz/fuzz.h"

int
main(int argc, char **argv)
{
	g_autoptr(GDir) dir = argc == 2 ? g_dir_open(argv[1], 0, NULL) : NULL;
	const char *name;
	guint count = 0;

	if (dir == NULL)
		return EXIT_FAILURE;
	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path = g_build_filename(argv[1], name, NULL);
		g_autofree char *bytes = NULL;
		gsize size = 0;

		if (!g_file_get_contents(path, &bytes, &size, NULL))
			return EXIT_FAILURE;
		/* Where it crashes, the last line says on what. */
		fprintf(stderr, "%s\n", name);
		/* A copy of its own size, so that a read past the end is seen. */
		g_autofree guint8 *copy = g_memdup2(bytes, size);
		LLVMFuzzerTestOneInput(copy, size);
		count++;
	}
	printf("%u inputs\n", count);
	return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
