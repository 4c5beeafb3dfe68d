/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Libraries that are loaded when they are first called, because few runs need them and loading them costs every run:
 * libpq brings two dozen others along and would double the start of the program.
 *
 * late-LIBRARY.c defines the functions of the library that the program uses, under their own names; each finds the real
 * one. To use another function of such a library, add its line there: the linker says if one is missing. */
#pragma once

#include <glib.h>

/* The function `name` of the library that the linker knows as `soname`. Where there is none, the program ends with a
 * message: it is badly installed. */
void *pr_late_find(const char *soname, const char *name);

/* Defines `name` as the function that calls the one of the library. */
#define PR_LATE(soname, type, name, parameters, arguments)                                                             \
	type name parameters                                                                                           \
	{                                                                                                              \
		static __typeof__(&name) real; /* written once; a race writes the same */                              \
		if (__builtin_expect(real == NULL, 0))                                                                 \
			real = (__typeof__(&name))pr_late_find(soname, #name);                                         \
		return real arguments;                                                                                 \
	}

/* The other way, for a library that has to be there at a certain moment (before a fence closes), or whose lack can be
 * told: a list of its functions makes a struct of them.
 *
 *   #define FUNCTIONS(F) F(archive_read_new) F(archive_read_free)
 *   typedef struct { FUNCTIONS(PR_LATE_MEMBER) } Library;
 *   static const char *const names[] = {FUNCTIONS(PR_LATE_NAME) NULL};
 *   void *handle = pr_late_open(soname, names, PR_TOOLS_ERROR_INPUT, &error);
 *   if (handle != NULL) { FUNCTIONS(PR_LATE_FILL) }          fills the struct that `library` points to */
#define PR_LATE_MEMBER(name) __typeof__(name) *name;
#define PR_LATE_NAME(name) #name,
#define PR_LATE_FILL(name) library->name = (__typeof__(library->name))pr_late_find_in(handle, #name);

/* The library, for as long as the process lives, if it has all of `names` (ends with NULL); else NULL with an error of
 * that code of PR_TOOLS_ERROR. */
void *pr_late_open(const char *soname, const char *const *names, int code, GError **error);
/* One of those names: never NULL. */
void *pr_late_find_in(void *handle, const char *name);
