/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrArchive: the PDFs inside of a zip or tar file. The parent does not look into it: a process behind the workers'
 * fence unpacks it and sends what it finds through a pipe. Nothing is unpacked to a place that the archive could
 * name. */
#pragma once

#include <glib.h>

typedef struct PrArchive PrArchive;

/* Whether a file of that name is taken for an archive: .zip, .7z, .tar and the compressed kinds of it. */
gboolean pr_archive_is_named(const char *name);
/* Does not open it yet. */
PrArchive *pr_archive_new(const char *path);
void pr_archive_free(PrArchive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrArchive, pr_archive_free)

/* Called for each PDF, in the order of the archive: `member` is its number in there. */
typedef void (*PrArchiveFound)(gpointer data, guint member, const char *name);
/* Lists the PDFs. FALSE with an input error where the archive is damaged; those before were given. */
gboolean pr_archive_list(PrArchive *archive, PrArchiveFound found, gpointer data, GError **error);
/* Unpacks a member to a file without a name; returns the descriptor at its start, or -1 with an input error. Quick
 * where members are wanted in their order. */
int pr_archive_open(PrArchive *archive, guint member, guint64 max_bytes, GError **error);
