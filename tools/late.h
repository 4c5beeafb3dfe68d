/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Libraries that are loaded when they are first called, because few runs need them and loading them costs every run: libpq
 * brings two dozen others along and would double the start of the program.
 *
 * late-LIBRARY.c defines the functions of the library that the program uses, under their own names; each finds the real one. To
 * use another function of such a library, add its line there: the linker says if one is missing. */
#pragma once

/* The function `name` of the library that the linker knows as `soname`. Where there is none, the program ends with a message: it
 * is badly installed. */
void *pr_late_find(const char *soname, const char *name);

/* Defines `name` as the function that calls the one of the library. */
#define PR_LATE(soname, type, name, parameters, arguments) \
	type name parameters \
	{ \
		static __typeof__(&name) real; /* written once; a race writes the same */ \
		if (__builtin_expect(real == NULL, 0)) \
			real = (__typeof__(&name))pr_late_find(soname, #name); \
		return real arguments; \
	}
