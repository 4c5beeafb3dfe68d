/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrInputs: which documents a command line means, in the order in which they are done. */
#pragma once

#include "tools/pack.h"

/* One document. */
typedef struct {
	char *path; /* as it is opened and named in messages; NULL for standard input */
	char *name; /* how the output names it: escaped; below the folder that was walked, or the bare file name */
	char *stem; /* where its output goes below an output folder, without extension; unique in the list */
	char *flaw; /* why it cannot be read, where that is known already; else NULL */
	PrArchive *archive; /* that it is a member of, borrowed from the PrInputs; NULL for a file of its own */
	guint member;       /* which one */
} PrInput;

typedef struct {
	GPtrArray *list;     /* of PrInput, owned */
	GPtrArray *archives; /* of PrArchive, owned; NULL where they are not looked into */
	gboolean is_set;     /* a folder or a list was named: the outputs are many, even where it holds one file only */
} PrInputs;

/* `arguments`: files, folders (walked; what ends in .pdf or begins like a PDF; links to folders are not followed),
 * @LIST (a path a line), "-" for standard input. `files0_from` (may be NULL): a file of paths, each ended by NUL, "-"
 * for standard input. A path that cannot be read is an input with a flaw: it is counted and reported like any other.
 * NULL with a usage error. */
PrInputs *pr_inputs_collect(char *const *arguments, const char *files0_from, GError **error);
/* The same; the PDFs in archives (pr_archive_is_named()) are inputs too, named ARCHIVE/MEMBER. */
PrInputs *pr_inputs_collect_with_archives(char *const *arguments, const char *files0_from, GError **error);
/* One file that no command line names. */
PrInputs *pr_inputs_of_one(const char *path, const char *name, const char *stem);
void pr_inputs_free(PrInputs *inputs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrInputs, pr_inputs_free)

static inline const PrInput *
pr_inputs_at(const PrInputs *inputs, guint index)
{
	return g_ptr_array_index(inputs->list, index);
}

/* Opens for reading: regular files only (a FIFO would block, a device never end), within `max_bytes`. Standard input is
 * copied to a file without a name. Returns the descriptor, or -1 with an input error that does not name the file. */
int pr_input_open(const PrInput *input, guint64 max_bytes, GError **error);
