/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any font, for text that will not be drawn.
 *
 * For a font that the document does not bring along, poppler asks fontconfig for the best of the machine. That reads a
 * hundred files of configuration and costs more than a short report does. But where only the places of glyphs are
 * wanted, which come from the document, any font will do – so none is looked for but the first small one, and the
 * result cannot depend on what fonts a machine has.
 *
 * A font that the document does bring along poppler unpacks byte by byte, which takes up to a fifth of the time of a
 * report. It is given one with nothing in it. */
#include "extract/fonts.h"

#include <dirent.h>
#include <glib.h>
#include <string.h>
#include <sys/stat.h>

#define DEPTH_MAX 4

/* Looks at the files of one folder: keeps the path of the smallest font, if there is one. */
static char *
smallest_font(const char *folder, GPtrArray *subfolders)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	char *best = NULL;
	off_t best_size = 0;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		g_autofree char *path = g_build_filename(folder, entry->d_name, NULL);
		struct stat status;

		if (entry->d_name[0] == '.' || stat(path, &status) != 0)
			continue;
		if (S_ISDIR(status.st_mode))
			g_ptr_array_add(subfolders, g_steal_pointer(&path));
		else if (S_ISREG(status.st_mode) && g_str_has_suffix(path, ".ttf") &&
			 (best == NULL || status.st_size < best_size)) {
			g_free(best);
			best = g_steal_pointer(&path);
			best_size = status.st_size;
		}
	}
	if (dir != NULL)
		closedir(dir);
	return best;
}

static char *
find_under(const char *folder, int depth)
{
	g_autoptr(GPtrArray) subfolders = g_ptr_array_new_with_free_func(g_free);
	char *found = smallest_font(folder, subfolders);

	for (guint i = 0; found == NULL && depth < DEPTH_MAX && i < subfolders->len; i++)
		found = find_under(g_ptr_array_index(subfolders, i), depth + 1);
	return found;
}

/* "" where there is none. */
static const char *
any_path(void)
{
	static gsize known; /* the address of the path; written once, and kept */

	if (g_once_init_enter(&known)) {
		g_autofree char *own = g_build_filename(g_get_user_data_dir(), "fonts", NULL);
		const char *folders[] = {
			"/usr/share/fonts/truetype", "/usr/share/fonts", "/usr/local/share/fonts", own};
		char *found = NULL;

		for (guint i = 0; found == NULL && i < G_N_ELEMENTS(folders); i++)
			found = find_under(folders[i], 1);
		g_once_init_leave(&known, (gsize)(found != NULL ? found : g_strdup("")));
	}
	return (const char *)known;
}

/* ---- a font of nothing ---- */

#define U16(n) (guint8)((n) >> 8), (guint8)((n)&0xff)
#define U32(n) U16((guint32)(n) >> 16), U16((guint32)(n)&0xffff)
#define TABLE(a, b, c, d, at, size) a, b, c, d, U32(0), U32(at), U32(size)

/* The least that is a TrueType font: one glyph, which is empty. */
static const guint8 blank[] = {
	U32(0x10000), U16(6), U16(64), U16(2), U16(32), TABLE('g', 'l', 'y', 'f', 240, 4),
	TABLE('h', 'e', 'a', 'd', 108, 54), TABLE('h', 'h', 'e', 'a', 164, 36), TABLE('h', 'm', 't', 'x', 232, 4),
	TABLE('l', 'o', 'c', 'a', 236, 4), TABLE('m', 'a', 'x', 'p', 200, 32),
	/* head: versions, checksum, magic; flags, units an em; two dates; box; style, least size, direction, short
	 * offsets; to the next table */
	U32(0x10000), U32(0x10000), U32(0), U32(0x5f0f3cf5), U16(0), U16(1000), U32(0), U32(0), U32(0), U32(0), U16(0),
	U16(0), U16(1000), U16(1000), U16(0), U16(8), U16(2), U16(0), U16(0), U16(0),
	/* hhea: version; ascent, descent, gap, greatest advance; eleven that do not matter; one width */
	U32(0x10000), U16(800), U16(0), U16(0), U16(1000), U32(0), U32(0), U32(0), U32(0), U32(0), U16(0), U16(1),
	/* maxp: version, one glyph, no limits worth a word */
	U32(0x10000), U16(1), U32(0), U32(0), U16(2), U32(0), U32(0), U32(0), U32(0), U16(1000), U16(0), /* hmtx */
	U16(0), U16(0),                                                                                  /* loca */
	U32(0),                                                                                          /* glyf */
};

G_STATIC_ASSERT(sizeof blank == 244);

const guint8 *
pr_fonts_blank(gsize *size)
{
	*size = sizeof blank;
	return blank;
}

FcFontSet *
pr_fonts_any(void)
{
	const char *path = any_path();

	if (*path == '\0')
		return NULL;
	FcPattern *pattern = FcPatternCreate();
	FcFontSet *set = FcFontSetCreate();

	FcPatternAddString(pattern, FC_FILE, (const FcChar8 *)path);
	FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)"any");
	FcPatternAddString(pattern, FC_FULLNAME, (const FcChar8 *)"any");
	FcPatternAddInteger(pattern, FC_INDEX, 0);
	FcPatternAddInteger(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR);
	FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
	FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
	FcFontSetAdd(set, pattern);
	return set;
}
