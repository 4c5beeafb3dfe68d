/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The inside of the process that unpacks an archive, and what it sends. */
#pragma once

#include <glib.h>

typedef enum {
	PR_UNPACK_MEMBER = 'm', /* guint32: its number; then the bytes of its name */
	PR_UNPACK_DATA = 'd',   /* bytes of it */
	PR_UNPACK_DONE = 'z',   /* all of it was sent */
	PR_UNPACK_FLAW = 'f',   /* why it cannot be unpacked; in place of DONE */
	PR_UNPACK_END = 'e',    /* there are no more members */
	PR_UNPACK_FATAL = 'x',  /* why the archive cannot be read on */
} PrUnpackKind;

typedef struct {
	guint8 kind; /* PrUnpackKind */
	guint32 length;
} PrUnpackHead;

#define PR_UNPACK_BYTES 65536

/* libarchive, loaded when an archive is met: few runs meet one. */
typedef struct PrUnpackLibrary PrUnpackLibrary;

PrUnpackLibrary *pr_unpack_library_new(GError **error);
void pr_unpack_library_free(PrUnpackLibrary *library);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrUnpackLibrary, pr_unpack_library_free)

/* Reads the archive `input` and writes frames to `output`: the PDFs from number `first` on, with their data or
 * without. */
void pr_unpack_run(const PrUnpackLibrary *library, int input, int output, guint first, gboolean with_data);
