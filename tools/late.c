/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding a function of a library that is not loaded yet. */
#include "tools/late.h"

#include <dlfcn.h>
#include <stdlib.h>

#include "tools/error.h"
#include "tools/message.h"

void *
pr_late_find(const char *soname, const char *name)
{
	/* Once loaded, it is only counted; it is never unloaded. */
	void *library = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
	void *function = library != NULL ? dlsym(library, name) : NULL;

	if (function == NULL) {
		pr_message(NULL, "a library is missing: %s", dlerror());
		exit(PR_EXIT_USAGE);
	}
	return function;
}
