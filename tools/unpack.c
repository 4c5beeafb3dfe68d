/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Unpacking, inside of a process of its own. libarchive reads what it is given; only formats and compressions that it
 * reads by itself are allowed, for others it would start programs. An archive that grows out of all proportion while it
 * is unpacked is not read on: a page of a report is never a thousandth of what it says. */
#include "tools/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <sys/stat.h>

#include "tools/error.h"
#include "tools/late.h"
#include "tools/writer.h"

/* A reader of PDF finds the header within this many bytes. */
#define HEADER_BYTES 1024
#define READ_BYTES 65536
/* What unpacks to less is never refused, whatever the ratio. */
#define BYTES_ALWAYS (64 << 20)
#define RATIO_MAX 200

#define FUNCTIONS(DO)                                                                                                  \
	DO(archive_read_new)                                                                                           \
	DO(archive_read_free)                                                                                          \
	DO(archive_read_support_format_zip)                                                                            \
	DO(archive_read_support_format_tar)                                                                            \
	DO(archive_read_support_format_7zip)                                                                           \
	DO(archive_read_support_filter_gzip)                                                                           \
	DO(archive_read_support_filter_bzip2)                                                                          \
	DO(archive_read_support_filter_xz)                                                                             \
	DO(archive_read_support_filter_zstd)                                                                           \
	DO(archive_read_open_fd)                                                                                       \
	DO(archive_read_next_header)                                                                                   \
	DO(archive_read_data)                                                                                          \
	DO(archive_filter_bytes)                                                                                       \
	DO(archive_error_string)                                                                                       \
	DO(archive_entry_filetype)                                                                                     \
	DO(archive_entry_pathname)                                                                                     \
	DO(archive_entry_pathname_utf8)

struct PrUnpackLibrary {
	FUNCTIONS(PR_LATE_MEMBER)
};

PrUnpackLibrary *
pr_unpack_library_new(GError **error)
{
	static const char *const names[] = {FUNCTIONS(PR_LATE_NAME) NULL};
	void *handle = pr_late_open(PR_ARCHIVE_LIBRARY, names, PR_TOOLS_ERROR_INPUT, error);

	if (handle == NULL)
		return NULL;
	g_autoptr(PrUnpackLibrary) library = g_new0(PrUnpackLibrary, 1);

	FUNCTIONS(PR_LATE_FILL)
	return g_steal_pointer(&library);
}

void
pr_unpack_library_free(PrUnpackLibrary *library)
{
	g_free(library);
}

typedef struct {
	const PrUnpackLibrary *library;
	struct archive *archive;
	int output;
	guint64 unpacked; /* bytes of members */
} Unpacking;

/* ---- frames ---- */

static gboolean
send_frame(const Unpacking *self, PrUnpackKind kind, gconstpointer bytes, size_t length)
{
	PrUnpackHead head = {.kind = (guint8)kind, .length = (guint32)length};

	return pr_write_all(self->output, (const char *)&head, sizeof head) &&
	       pr_write_all(self->output, bytes, length);
}

static gboolean
send_text(const Unpacking *self, PrUnpackKind kind, const char *text)
{
	return send_frame(self, kind, text, MIN(strlen(text), PR_UNPACK_BYTES));
}

static gboolean
send_member(const Unpacking *self, guint member, const char *name)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	guint32 number = member;

	g_byte_array_append(bytes, (const guint8 *)&number, sizeof number);
	g_byte_array_append(bytes, (const guint8 *)name, (guint)MIN(strlen(name), PR_UNPACK_BYTES - sizeof number));
	return send_frame(self, PR_UNPACK_MEMBER, bytes->data, bytes->len);
}

/* ---- members ---- */

static const char *
flaw_of(const Unpacking *self)
{
	const char *text = self->library->archive_error_string(self->archive);

	return text != NULL ? text : "damaged";
}

/* More than was read in could honestly hold. The outermost compression counts as well as that of the members. */
static gboolean
is_bomb(const Unpacking *self)
{
	gint64 read = self->library->archive_filter_bytes(self->archive, -1);
	gint64 plain = MAX(self->library->archive_filter_bytes(self->archive, 0), (gint64)self->unpacked);

	return plain > BYTES_ALWAYS && plain / RATIO_MAX > MAX(read, 1);
}

static gboolean
ends_like_pdf(const char *name)
{
	size_t length = strlen(name);

	return length >= 4 && g_ascii_strcasecmp(name + length - 4, ".pdf") == 0;
}

/* Sends the rest of the member, which begins with `length` bytes of `part`. FALSE where there is no use in going on. */
static gboolean
send_data(Unpacking *self, char *part, la_ssize_t length)
{
	while (length > 0) {
		self->unpacked += (guint64)length;
		if (is_bomb(self))
			return send_text(self, PR_UNPACK_FATAL, "it unpacks to more than 200 times its size") && FALSE;
		if (!send_frame(self, PR_UNPACK_DATA, part, (size_t)length))
			return FALSE;
		length = self->library->archive_read_data(self->archive, part, READ_BYTES);
	}
	return length == 0 ? send_frame(self, PR_UNPACK_DONE, "", 0) : send_text(self, PR_UNPACK_FLAW, flaw_of(self));
}

static gboolean
visit(Unpacking *self, struct archive_entry *entry, guint member, gboolean with_data)
{
	const PrUnpackLibrary *library = self->library;
	const char *name = library->archive_entry_pathname_utf8(entry);
	char part[READ_BYTES];

	if (library->archive_entry_filetype(entry) != AE_IFREG)
		return TRUE;
	if (name == NULL)
		name = library->archive_entry_pathname(entry);
	if (name == NULL)
		name = "unnamed";
	while (g_str_has_prefix(name, "./") && name[2] != '\0')
		name += 2;
	gboolean is_named = ends_like_pdf(name);

	if (is_named && !with_data)
		return send_member(self, member, name);
	la_ssize_t length = library->archive_read_data(self->archive, part, is_named ? READ_BYTES : HEADER_BYTES);
	gboolean is_pdf = is_named || (length > 0 && memmem(part, (size_t)length, "%PDF-", 5) != NULL);

	if (!is_pdf)
		return TRUE;
	return send_member(self, member, name) && (!with_data || send_data(self, part, length));
}

static struct archive *
open_archive(const PrUnpackLibrary *library, int input)
{
	struct archive *archive = library->archive_read_new();

	library->archive_read_support_format_zip(archive);
	library->archive_read_support_format_tar(archive);
	library->archive_read_support_format_7zip(archive);
	library->archive_read_support_filter_gzip(archive);
	library->archive_read_support_filter_bzip2(archive);
	library->archive_read_support_filter_xz(archive);
	library->archive_read_support_filter_zstd(archive);
	/* What is wrong is said by the first read. */
	(void)library->archive_read_open_fd(archive, input, READ_BYTES);
	return archive;
}

void
pr_unpack_run(const PrUnpackLibrary *library, int input, int output, guint first, gboolean with_data)
{
	Unpacking self = {.library = library, .archive = open_archive(library, input), .output = output};
	struct archive_entry *entry = NULL;
	gboolean goes_on = TRUE;
	int result = ARCHIVE_OK;

	for (guint member = 0; goes_on; member++) {
		result = library->archive_read_next_header(self.archive, &entry);
		if (result == ARCHIVE_EOF || result == ARCHIVE_FATAL || result == ARCHIVE_RETRY)
			break;
		if (is_bomb(&self)) {
			send_text(&self, PR_UNPACK_FATAL, "it unpacks to more than 200 times its size");
			goes_on = FALSE;
		} else if (member >= first) {
			goes_on = visit(&self, entry, member, with_data);
		}
	}
	if (goes_on && result == ARCHIVE_EOF)
		send_frame(&self, PR_UNPACK_END, "", 0);
	else if (goes_on)
		send_text(&self, PR_UNPACK_FATAL, flaw_of(&self));
	library->archive_read_free(self.archive);
}
