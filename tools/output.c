/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A result gets its name only when it is complete.
 *
 * On Linux a file can be made in a folder without a name (O_TMPFILE) and linked in later: whatever kills the run,
 * nothing is left. A link cannot replace a file, so to write over an old result the new one is linked under a temporary
 * name first and renamed at once. Where the file system has no O_TMPFILE the temporary name is there from the start.
 * Temporary files are locked as long as their run lives; one that is not is litter of a killed run, and the next run
 * into that folder sweeps it. */
#include "tools/output.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/error.h"
#include "tools/message.h"
#include "tools/writer.h"

#define TEMPORARY_PREFIX ".piperoll-"
#define TEMPORARY_SUFFIX ".tmp"
#define STDOUT_NAME "standard output"

typedef enum {
	TO_STDOUT,
	TO_FILE,
	TO_FOLDER,
} Place;

struct PrOutput {
	Place place;
	char *path; /* of the file or folder */
	char *extension;
};

struct PrTarget {
	char *path;         /* NULL: standard output */
	char *temporary;    /* NULL while the file has no name */
	gboolean is_device; /* an existing device or pipe is written to, not replaced */
	int fd;
	char *extension;
};

/* ---- the place ---- */

static gboolean
is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static void
remove_if_litter(const char *folder, const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	int fd = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	if (fd < 0)
		return;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		unlink(path);
	close(fd);
}

static void
sweep_litter(const char *folder)
{
	DIR *open_folder = opendir(folder);

	if (open_folder == NULL)
		return;
	for (struct dirent *entry; (entry = readdir(open_folder)) != NULL;)
		if (g_str_has_prefix(entry->d_name, TEMPORARY_PREFIX) &&
			g_str_has_suffix(entry->d_name, TEMPORARY_SUFFIX))
			remove_if_litter(folder, entry->d_name);
	closedir(open_folder);
}

static gboolean
usage_error(GError **error, const char *message)
{
	g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE, message);
	return FALSE;
}

/* A folder that is called as a file of the format would be: most likely a file was meant. */
static gboolean
looks_like_file(const PrOutputPlan *plan)
{
	return *plan->extension != '\0' && g_str_has_suffix(plan->option, plan->extension) && is_folder(plan->option);
}

static gboolean
choose_place(PrOutput *output, const PrOutputPlan *plan, const PrInputs *inputs, GError **error)
{
	gboolean is_many = inputs != NULL && (inputs->is_set || inputs->list->len > 1);
	struct stat status;

	if (plan->option == NULL || strcmp(plan->option, "-") == 0) {
		output->place = TO_STDOUT;
		if (is_many && !plan->is_joinable)
			return usage_error(error,
				"several inputs need -o with a folder: in this format they cannot follow each other");
		return TRUE;
	}
	if (*plan->option == '\0')
		return usage_error(error, "--output: an empty name");
	if (!is_many && looks_like_file(plan))
		return usage_error(error, "--output: this is a folder; with a / at its end, the result goes into it");
	output->path = g_strdup(plan->option);
	output->place = is_many || is_folder(plan->option) || g_str_has_suffix(plan->option, "/") ? TO_FOLDER : TO_FILE;
	if (output->place == TO_FILE)
		return TRUE;
	if (stat(plan->option, &status) == 0 && !S_ISDIR(status.st_mode))
		return usage_error(error, "several inputs need -o with a folder, and this is a file");
	if (g_mkdir_with_parents(plan->option, 0777) != 0)
		return pr_message_set_output_error(error, plan->option);
	sweep_litter(plan->option);
	return TRUE;
}

PrOutput *
pr_output_new(const PrOutputPlan *plan, const PrInputs *inputs, GError **error)
{
	g_autoptr(PrOutput) output = g_new0(PrOutput, 1);

	output->extension = g_strdup(plan->extension);
	return choose_place(output, plan, inputs, error) ? g_steal_pointer(&output) : NULL;
}

void
pr_output_free(PrOutput *output)
{
	if (output == NULL)
		return;
	g_free(output->path);
	g_free(output->extension);
	g_free(output);
}

/* ---- files without a name ---- */

/* TMPDIR may name a folder that is not there; memory is the last resort. */
int
pr_unnamed_file(GError **error)
{
	const char *folders[] = {g_getenv("TMPDIR"), "/var/tmp", "/tmp"};

	for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
		if (folders[i] == NULL || *folders[i] == '\0')
			continue;
		int fd = open(folders[i], O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

		if (fd >= 0)
			return fd;
		g_autofree char *template = g_build_filename(folders[i], "piperoll-XXXXXX", NULL);

		fd = mkostemp(template, O_CLOEXEC);
		if (fd >= 0) {
			unlink(template);
			return fd;
		}
	}
	int fd = memfd_create("piperoll", MFD_CLOEXEC);

	if (fd < 0)
		pr_tools_set_output_error(error, "temporary file", errno);
	return fd;
}

static char *
temporary_path(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *name =
		g_strdup_printf(TEMPORARY_PREFIX "%d-%08x" TEMPORARY_SUFFIX, (int)getpid(), g_random_int());

	return g_build_filename(folder, name, NULL);
}

/* Makes and locks a file with a temporary name. A sweeping run may remove it between the two steps: then again. */
static gboolean
open_temporary(PrTarget *target)
{
	for (guint tries = 0; tries < 16; tries++) {
		struct stat status;
		g_autofree char *path = temporary_path(target->path);
		int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

		if (fd < 0)
			return FALSE;
		flock(fd, LOCK_EX | LOCK_NB);
		if (fstat(fd, &status) == 0 && status.st_nlink > 0) {
			target->fd = fd;
			target->temporary = g_steal_pointer(&path);
			return TRUE;
		}
		close(fd);
	}
	errno = EBUSY;
	return FALSE;
}

static gboolean
open_beside(PrTarget *target)
{
	g_autofree char *folder = g_path_get_dirname(target->path);

	target->fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
	if (target->fd >= 0) {
		flock(target->fd, LOCK_EX | LOCK_NB);
		return TRUE;
	}
	if (errno == ENOENT || errno == ENOTDIR || errno == EACCES || errno == EROFS || errno == ENOSPC)
		return FALSE;
	return open_temporary(target);
}

/* ---- one result ---- */

/* The name of a file may have NAME_MAX bytes: a longer one is cut and told apart by a checksum. */
static char *
fit_name(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *name = g_path_get_basename(path);
	const char *extension = strrchr(name, '.');
	size_t length = strlen(name), tail = extension != NULL ? strlen(extension) : 0;

	if (length <= NAME_MAX || tail > NAME_MAX / 2)
		return g_strdup(path);
	g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, name, -1);
	size_t keep = NAME_MAX - tail - 9;

	/* Not in the middle of a character. */
	while (keep > 0 && ((guchar)name[keep] & 0xc0) == 0x80)
		keep--;
	g_autofree char *cut = g_strdup_printf("%.*s~%.8s%s", (int)keep, name, sum, extension);

	return g_build_filename(folder, cut, NULL);
}

/* Devices and pipes are written to; anything else that is no plain file cannot be replaced. */
static gboolean
judge_existing(PrTarget *target, int input_fd, GError **error)
{
	struct stat status, input_status;
	const char *flaw = NULL;

	if (stat(target->path, &status) != 0)
		return TRUE;
	if (S_ISDIR(status.st_mode))
		flaw = g_strerror(EISDIR);
	else if (fstat(input_fd, &input_status) == 0 && status.st_dev == input_status.st_dev &&
		 status.st_ino == input_status.st_ino)
		flaw = "this is the input";
	else if (S_ISSOCK(status.st_mode) || S_ISBLK(status.st_mode))
		flaw = "not a regular file";
	target->is_device = S_ISCHR(status.st_mode) || S_ISFIFO(status.st_mode) ||
			    g_str_has_prefix(target->path, "/dev/") || g_str_has_prefix(target->path, "/proc/");
	if (flaw == NULL)
		return TRUE;
	g_autofree char *shown = pr_message_escape(target->path);

	g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_OUTPUT, "%s: %s", shown, flaw);
	return FALSE;
}

static char *
target_path(const PrOutput *output, const PrInput *input)
{
	g_autofree char *file = NULL;

	if (output->place == TO_FILE)
		return g_strdup(output->path);
	file = g_strconcat(input->stem, output->extension, NULL);
	g_autofree char *path = g_build_filename(output->path, file, NULL);

	return fit_name(path);
}

PrTarget *
pr_target_open(const PrOutput *output, const PrInput *input, int input_fd, GError **error)
{
	g_autoptr(PrTarget) target = g_new0(PrTarget, 1);

	target->fd = -1;
	target->extension = g_strdup(output->extension);
	if (output->place == TO_STDOUT) {
		target->fd = pr_unnamed_file(error);
		return target->fd >= 0 ? g_steal_pointer(&target) : NULL;
	}
	target->path = target_path(output, input);
	if (!judge_existing(target, input_fd, error))
		return NULL;
	if (target->is_device) {
		target->fd = pr_unnamed_file(error);
		return target->fd >= 0 ? g_steal_pointer(&target) : NULL;
	}
	if (output->place == TO_FOLDER) {
		g_autofree char *folder = g_path_get_dirname(target->path);

		g_mkdir_with_parents(folder, 0777);
	}
	if (open_beside(target))
		return g_steal_pointer(&target);
	pr_message_set_output_error(error, target->path);
	return NULL;
}

int
pr_target_fd(const PrTarget *target)
{
	return target->fd;
}

gboolean
pr_target_waits(const PrTarget *target)
{
	return target->path == NULL || target->is_device;
}

static gboolean
copy_to_device(PrTarget *target)
{
	int fd = open(target->path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (fd < 0)
		return FALSE;
	fcntl(fd, F_SETFL, 0);
	gboolean is_copied = pr_copy_all(target->fd, fd);
	int number = errno;

	if (close(fd) != 0 && is_copied)
		return FALSE;
	errno = number;
	return is_copied;
}

/* linkat() wants a way to the file that has no name; /proc gives one without privileges. */
static gboolean
link_in(int fd, const char *path)
{
	g_autofree char *link = g_strdup_printf("/proc/self/fd/%d", fd);

	return linkat(AT_FDCWD, link, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0;
}

static gboolean
name_file(PrTarget *target, const char *path)
{
	if (target->temporary == NULL) {
		if (link_in(target->fd, path))
			return TRUE;
		if (errno != EEXIST)
			return FALSE;
		g_autofree char *temporary = temporary_path(path);

		if (!link_in(target->fd, temporary))
			return FALSE;
		target->temporary = g_steal_pointer(&temporary);
	}
	if (rename(target->temporary, path) != 0)
		return FALSE;
	g_clear_pointer(&target->temporary, g_free);
	return TRUE;
}

gboolean
pr_target_commit(PrTarget *target, GError **error)
{
	gboolean is_done = target->path == NULL ? pr_copy_all(target->fd, STDOUT_FILENO)
			   : target->is_device  ? copy_to_device(target)
						: name_file(target, target->path);

	if (is_done)
		return TRUE;
	int number = errno;
	g_autofree char *shown = pr_message_escape(target->path != NULL ? target->path : STDOUT_NAME);

	/* The reader went away (`| head`): nobody is left to be told. */
	if (number == EPIPE)
		g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_OUTPUT, "");
	else
		pr_tools_set_output_error(error, shown, number);
	return FALSE;
}

char *
pr_target_reject(PrTarget *target)
{
	if (target->path == NULL || target->is_device)
		return NULL;
	gboolean has_extension = g_str_has_suffix(target->path, target->extension);
	size_t stem = strlen(target->path) - (has_extension ? strlen(target->extension) : 0);
	g_autofree char *named = g_strdup_printf("%.*s.rejected%s", (int)stem, target->path, target->extension);
	g_autofree char *path = fit_name(named);

	return name_file(target, path) ? pr_message_escape(path) : NULL;
}

void
pr_target_free(PrTarget *target)
{
	if (target == NULL)
		return;
	if (target->temporary != NULL)
		unlink(target->temporary);
	if (target->fd >= 0)
		close(target->fd);
	g_free(target->temporary);
	g_free(target->path);
	g_free(target->extension);
	g_free(target);
}
