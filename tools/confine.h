/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrConfinement: the fence around a worker process. Inside of it a process can compute, read its input, fonts and the
 * data of poppler, and write to the descriptors it was given. It can open no file for writing, start no program and no
 * other process, reach no network, and signal nobody.
 *
 * Three rings, each of which holds alone: resource limits (child.c), a list of system calls (seccomp) and a list of
 * folders (Landlock). A kernel may lack the latter two; then the worker runs with what there is, and says so. */
#pragma once

#include <glib.h>

typedef struct PrConfinement PrConfinement;

/* Made once by the parent, so that a child has little to do. */
PrConfinement *pr_confinement_new(void);
void pr_confinement_free(PrConfinement *confinement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrConfinement, pr_confinement_free)

/* A descriptor of the folders that may be read, and of `input` by its path in /proc; -1 where there is no such ring. */
int pr_confinement_rules(const PrConfinement *confinement, int input);
/* Closes the fence around this process, for good, with those rules. FALSE where part of it does not hold: what and why,
 * for people, in `gap` (free with g_free()). */
gboolean pr_confinement_enter(const PrConfinement *confinement, int rules, char **gap);

/* What holds on this machine, found out by a process that enters it. Free with g_free(). */
char *pr_confinement_describe(void);

/* Whether this build is watched by AddressSanitizer, which needs what the fence forbids. */
gboolean pr_confinement_is_sanitized(void);
