/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parent's side of an archive: the process that unpacks it, and the members that come out of its pipe.
 *
 *   list   a process that sends names                  m m m m e
 *   open   a process that sends members with data      m d d d z  m d z  m d d d d z …
 *                                                      ▲ it waits here, for the pipe is full, until the next member is wanted
 *
 * An archive is read twice then, but never kept: members are wanted in their order, one after the other. */
#include "tools/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tools/confine.h"
#include "tools/error.h"
#include "tools/output.h"
#include "tools/unpack.h"
#include "tools/writer.h"

#define STALL_MS 60000
#define MEMORY_BYTES ((rlim_t)1 << 30)

struct PrArchive {
	char *path;
	PrUnpackLibrary *library;
	PrConfinement *confinement;
	pid_t pid;           /* of the process that sends; 0 for none */
	int pipe;            /* -1 for none */
	guint next;          /* no member before this one is still to come */
	GByteArray *payload; /* of the last frame, ended by NUL */
};

gboolean
pr_archive_is_named(const char *name)
{
	static const char *const endings[] = {
		".zip", ".7z", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst"};
	g_autofree char *lower = g_ascii_strdown(name, -1);

	for (guint i = 0; i < G_N_ELEMENTS(endings); i++)
		if (g_str_has_suffix(lower, endings[i]))
			return TRUE;
	return FALSE;
}

PrArchive *
pr_archive_new(const char *path)
{
	PrArchive *archive = g_new0(PrArchive, 1);

	archive->path = g_strdup(path);
	archive->pipe = -1;
	archive->payload = g_byte_array_new();
	return archive;
}

static void
stop(PrArchive *archive)
{
	if (archive->pipe >= 0)
		close(archive->pipe);
	archive->pipe = -1;
	if (archive->pid == 0)
		return;
	kill(archive->pid, SIGKILL);
	while (waitpid(archive->pid, NULL, 0) < 0 && errno == EINTR)
		;
	archive->pid = 0;
}

void
pr_archive_free(PrArchive *archive)
{
	if (archive == NULL)
		return;
	stop(archive);
	pr_unpack_library_free(archive->library);
	pr_confinement_free(archive->confinement);
	g_byte_array_unref(archive->payload);
	g_free(archive->path);
	g_free(archive);
}

static gboolean
refuse(GError **error, const char *reason)
{
	g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, "the archive cannot be read: %s", reason);
	return FALSE;
}

/* ---- the process ---- */

G_GNUC_NORETURN static void
run_child(const PrArchive *archive, int input, int output, guint first, gboolean with_data)
{
	struct rlimit memory = {MEMORY_BYTES, MEMORY_BYTES};
	g_autofree char *gap = NULL;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGINT, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	if (!pr_confinement_is_sanitized())
		setrlimit(RLIMIT_AS, &memory);
	dup2(input, 3);
	dup2(output, 4);
	close_range(5, ~0u, 0);
	(void)pr_confinement_enter(archive->confinement, pr_confinement_rules(archive->confinement, 3), &gap);
	pr_unpack_run(archive->library, 3, 4, first, with_data);
	_exit(0);
}

static int
open_file(const PrArchive *archive, GError **error)
{
	struct stat status;
	int fd = open(archive->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
		return fd;
	refuse(error, fd < 0 ? g_strerror(errno) : "not a regular file");
	if (fd >= 0)
		close(fd);
	return -1;
}

/* Starts a process that sends the members from `first` on. */
static gboolean
start(PrArchive *archive, guint first, gboolean with_data, GError **error)
{
	int ends[2];

	stop(archive);
	if (archive->library == NULL && (archive->library = pr_unpack_library_new(error)) == NULL)
		return FALSE;
	if (archive->confinement == NULL)
		archive->confinement = pr_confinement_new();
	int input = open_file(archive, error);

	if (input < 0)
		return FALSE;
	if (pipe2(ends, O_CLOEXEC) != 0) {
		close(input);
		return refuse(error, g_strerror(errno));
	}
	archive->pid = fork();
	if (archive->pid == 0)
		run_child(archive, fcntl(input, F_DUPFD, 8), fcntl(ends[1], F_DUPFD, 8), first, with_data);
	int number = errno;

	close(input);
	close(ends[1]);
	archive->pipe = ends[0];
	archive->next = first;
	if (archive->pid > 0)
		return TRUE;
	archive->pid = 0;
	stop(archive);
	return refuse(error, g_strerror(number));
}

/* ---- frames ---- */

static gboolean
read_all(const PrArchive *archive, gpointer to, size_t length, GError **error)
{
	struct pollfd entry = {.fd = archive->pipe, .events = POLLIN};

	for (size_t at = 0; at < length;) {
		int ready = poll(&entry, 1, STALL_MS);
		ssize_t done = ready > 0 ? read(archive->pipe, (char *)to + at, length - at) : -1;

		if ((ready < 0 || done < 0) && errno == EINTR)
			continue;
		if (ready == 0)
			return refuse(error, "unpacking does not go on");
		if (done <= 0)
			return refuse(error, "unpacking it crashed");
		at += (size_t)done;
	}
	return TRUE;
}

static gboolean
try_frame(PrArchive *archive, PrUnpackHead *head, GError **error)
{
	if (!read_all(archive, head, sizeof *head, error))
		return FALSE;
	if (head->length > PR_UNPACK_BYTES)
		return refuse(error, "unpacking it went wrong");
	g_byte_array_set_size(archive->payload, head->length + 1);
	if (!read_all(archive, archive->payload->data, head->length, error))
		return FALSE;
	archive->payload->data[head->length] = '\0';
	return head->kind != PR_UNPACK_FATAL || refuse(error, (const char *)archive->payload->data);
}

/* The next frame; its payload is in archive->payload. FATAL is an error here. Behind an error nothing comes: the
 * process is ended. */
static gboolean
read_frame(PrArchive *archive, PrUnpackHead *head, GError **error)
{
	if (try_frame(archive, head, error))
		return TRUE;
	stop(archive);
	return FALSE;
}

/* The number of the member that a frame begins. */
static gboolean
read_member(const PrArchive *archive, const PrUnpackHead *head, guint *member)
{
	guint32 number = 0;

	if (head->kind != PR_UNPACK_MEMBER || head->length < sizeof number)
		return FALSE;
	memcpy(&number, archive->payload->data, sizeof number);
	*member = number;
	return TRUE;
}

gboolean
pr_archive_list(PrArchive *archive, PrArchiveFound found, gpointer data, GError **error)
{
	PrUnpackHead head = {0};
	gboolean goes_on = start(archive, 0, FALSE, error);

	while (goes_on && (goes_on = read_frame(archive, &head, error)) && head.kind != PR_UNPACK_END) {
		guint member = 0;

		if (read_member(archive, &head, &member))
			found(data, member, (const char *)archive->payload->data + sizeof(guint32));
	}
	stop(archive);
	return goes_on;
}

/* ---- members ---- */

/* Goes on to the beginning of a member. */
static gboolean
seek_member(PrArchive *archive, guint wanted, GError **error)
{
	PrUnpackHead head = {0};

	if ((archive->pid == 0 || archive->next > wanted) && !start(archive, wanted, TRUE, error))
		return FALSE;
	while (read_frame(archive, &head, error)) {
		guint member = 0;

		if (head.kind == PR_UNPACK_END)
			return refuse(error, "it has changed");
		if (!read_member(archive, &head, &member))
			continue;
		archive->next = member + 1;
		if (member == wanted)
			return TRUE;
	}
	return FALSE;
}

/* Puts what comes of the member into `fd`. What is past the limit is read and dropped, so that the next member can be
 * found. */
static gboolean
receive(PrArchive *archive, int fd, guint64 max_bytes, GError **error)
{
	PrUnpackHead head = {0};
	guint64 bytes = 0;

	while (read_frame(archive, &head, error)) {
		if (head.kind == PR_UNPACK_FLAW)
			return refuse(error, (const char *)archive->payload->data);
		if (head.kind == PR_UNPACK_DONE && bytes <= max_bytes)
			return TRUE;
		if (head.kind == PR_UNPACK_DONE) {
			g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT,
				"larger than %" G_GUINT64_FORMAT " MiB, the limit", max_bytes >> 20);
			return FALSE;
		}
		if (head.kind != PR_UNPACK_DATA)
			return refuse(error, "unpacking it went wrong");
		bytes += head.length;
		if (bytes <= max_bytes && !pr_write_all(fd, (const char *)archive->payload->data, head.length)) {
			pr_tools_set_output_error(error, "temporary file", errno);
			return FALSE;
		}
	}
	return FALSE;
}

int
pr_archive_open(PrArchive *archive, guint member, guint64 max_bytes, GError **error)
{
	if (!seek_member(archive, member, error))
		return -1;
	int fd = pr_unnamed_file(error);

	if (fd < 0)
		return -1;
	if (receive(archive, fd, max_bytes, error)) {
		lseek(fd, 0, SEEK_SET);
		return fd;
	}
	close(fd);
	return -1;
}
