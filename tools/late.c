/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding the functions of a library that is not loaded yet. */
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

void *
pr_late_open(const char *soname, const char *const *names, int code, GError **error)
{
	void *handle = dlopen(soname, RTLD_NOW | RTLD_LOCAL);
	gboolean is_whole = handle != NULL;

	for (guint i = 0; is_whole && names[i] != NULL; i++)
		is_whole = dlsym(handle, names[i]) != NULL;
	if (is_whole)
		return handle;
	g_set_error(error, PR_TOOLS_ERROR, code, "a library cannot be loaded: %s", dlerror());
	return NULL;
}

void *
pr_late_find_in(void *handle, const char *name)
{
	void *function = dlsym(handle, name);

	g_assert(function != NULL);
	return function;
}
