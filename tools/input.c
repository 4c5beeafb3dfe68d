/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From arguments to documents: folders are walked in byte order, lists are read, each document gets the name of its
 * output. */
#include "tools/input.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tools/error.h"
#include "tools/message.h"
#include "tools/output.h"
#include "tools/writer.h"

/* A reader finds the header within this many bytes. */
#define HEADER_BYTES 1024
#define LIST_BYTES_MAX (64u << 20)
#define STDIN_NAME "stdin"

typedef struct {
	PrInputs *inputs;
	GHashTable *stems; /* of the stems given out */
} Collector;

static void
free_input(gpointer data)
{
	PrInput *input = data;

	g_free(input->path);
	g_free(input->name);
	g_free(input->stem);
	g_free(input->flaw);
	g_free(input);
}

PrInputs *
pr_inputs_of_one(const char *path, const char *name, const char *stem)
{
	PrInputs *inputs = g_new0(PrInputs, 1);
	PrInput *input = g_new0(PrInput, 1);

	input->path = g_strdup(path);
	input->name = g_strdup(name);
	input->stem = g_strdup(stem);
	inputs->list = g_ptr_array_new_with_free_func(free_input);
	g_ptr_array_add(inputs->list, input);
	return inputs;
}

void
pr_inputs_free(PrInputs *inputs)
{
	if (inputs == NULL)
		return;
	g_ptr_array_unref(inputs->list);
	if (inputs->archives != NULL)
		g_ptr_array_unref(inputs->archives);
	g_free(inputs);
}

static gboolean
ends_like_pdf(const char *name)
{
	size_t length = strlen(name);

	return length >= 4 && g_ascii_strcasecmp(name + length - 4, ".pdf") == 0;
}

/* Two documents never share an output: the first keeps the plain stem (a.pdf → a), the next of that stem keeps its
 * whole name (a.PDF → a.PDF), any further one is numbered (a~2). */
static char *
unique_stem(Collector *collector, const char *relative)
{
	size_t length = strlen(relative);
	g_autofree char *plain = g_strndup(relative, ends_like_pdf(relative) && length > 4 ? length - 4 : length);
	g_autofree char *stem = g_str_has_suffix(plain, "/") ? g_strdup(relative) : g_strdup(plain);

	for (guint number = 1; !g_hash_table_add(collector->stems, g_strdup(stem)); number++) {
		g_free(stem);
		stem = number == 1 ? g_strdup(relative) : g_strdup_printf("%s~%u", plain, number);
	}
	return g_steal_pointer(&stem);
}

/* `relative` is the path below the folder that was walked. */
static PrInput *
add_input(Collector *collector, const char *path, const char *relative, const char *flaw)
{
	PrInput *input = g_new0(PrInput, 1);

	input->path = g_strdup(path);
	input->name = pr_message_escape(path != NULL ? relative : "-");
	input->stem = unique_stem(collector, relative);
	input->flaw = g_strdup(flaw);
	g_ptr_array_add(collector->inputs->list, input);
	return input;
}

/* ---- archives ---- */

/* An archive while it is listed. */
typedef struct {
	Collector *collector;
	PrArchive *archive;
	const char *path, *relative;
} Listing;

static void
add_member(gpointer data, guint member, const char *name)
{
	const Listing *listing = data;
	g_autofree char *path = g_strdup_printf("%s/%s", listing->path, name);
	g_autofree char *relative = g_strdup_printf("%s/%s", listing->relative, name);
	PrInput *input = add_input(listing->collector, path, relative, NULL);

	input->archive = listing->archive;
	input->member = member;
}

static void
add_archive(Collector *collector, const char *path, const char *relative)
{
	PrArchive *archive = pr_archive_new(path);
	Listing listing = {collector, archive, path, relative};
	guint before = collector->inputs->list->len;
	g_autoptr(GError) error = NULL;

	g_ptr_array_add(collector->inputs->archives, archive);
	collector->inputs->is_set = TRUE;
	if (!pr_archive_list(archive, add_member, &listing, &error))
		add_input(collector, path, relative, error->message);
	else if (collector->inputs->list->len == before)
		add_input(collector, path, relative, "there is no PDF in this archive");
}

static gboolean
is_archive(const Collector *collector, const char *path)
{
	struct stat status;

	return collector->inputs->archives != NULL && pr_archive_is_named(path) && stat(path, &status) == 0 &&
	       S_ISREG(status.st_mode);
}

/* ---- files and folders ---- */

static gboolean
begins_like_pdf(const char *path)
{
	char head[HEADER_BYTES];
	struct stat status;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	ssize_t length = 0;

	if (fd < 0)
		return FALSE;
	if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
		length = read(fd, head, sizeof head);
	close(fd);
	return length > 0 && memmem(head, (size_t)length, "%PDF-", 5) != NULL;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void walk_folder(Collector *collector, const char *path, const char *relative, gboolean is_top);

static void
visit_entry(Collector *collector, const char *folder, const char *relative_folder, const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autofree char *relative =
		*relative_folder != '\0' ? g_build_filename(relative_folder, name, NULL) : g_strdup(name);
	struct stat link_status, status;

	if (lstat(path, &link_status) != 0) {
		add_input(collector, path, relative, g_strerror(errno));
		return;
	}
	if (S_ISDIR(link_status.st_mode)) {
		walk_folder(collector, path, relative, FALSE);
		return;
	}
	/* A link to a folder may lead up or round in a circle. */
	if (S_ISLNK(link_status.st_mode) && stat(path, &status) == 0 && S_ISDIR(status.st_mode))
		return;
	if (is_archive(collector, path))
		add_archive(collector, path, relative);
	else if (ends_like_pdf(name) || begins_like_pdf(path))
		add_input(collector, path, relative, NULL);
}

static void
walk_folder(Collector *collector, const char *path, const char *relative, gboolean is_top)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	guint before = collector->inputs->list->len;
	DIR *folder = opendir(path);

	if (folder == NULL) {
		add_input(collector, path, *relative != '\0' ? relative : path, g_strerror(errno));
		return;
	}
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			g_ptr_array_add(names, g_strdup(entry->d_name));
	closedir(folder);
	g_ptr_array_sort(names, compare_names);
	for (guint i = 0; i < names->len; i++)
		visit_entry(collector, path, relative, g_ptr_array_index(names, i));
	if (is_top && collector->inputs->list->len == before)
		add_input(collector, path, path, "there is no PDF in this folder");
}

static void
add_path(Collector *collector, const char *path)
{
	g_autofree char *base = g_path_get_basename(path);
	struct stat status;

	if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
		collector->inputs->is_set = TRUE;
		walk_folder(collector, path, "", TRUE);
	} else if (is_archive(collector, path)) {
		add_archive(collector, path, base);
	} else {
		add_input(collector, path, base, NULL);
	}
}

static gboolean
read_list(const char *path, char **bytes, gsize *length, GError **error)
{
	gboolean is_stdin = strcmp(path, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	g_autoptr(GString) all = g_string_new(NULL);
	char part[65536];
	ssize_t done = fd < 0 ? -1 : 0;

	while (fd >= 0 && (done = read(fd, part, sizeof part)) != 0) {
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0 || all->len + (gsize)done > LIST_BYTES_MAX)
			break;
		g_string_append_len(all, part, done);
	}
	int number = done < 0 ? errno : E2BIG;

	if (fd >= 0 && !is_stdin)
		close(fd);
	if (done != 0) {
		g_autofree char *shown = pr_message_escape(path);

		g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE, "the list %s cannot be read: %s", shown,
			g_strerror(number));
		return FALSE;
	}
	*length = all->len;
	*bytes = g_string_free(g_steal_pointer(&all), FALSE);
	return TRUE;
}

static gboolean
add_list(Collector *collector, const char *path, char separator, GError **error)
{
	g_autofree char *bytes = NULL;
	gsize length = 0;

	if (!read_list(path, &bytes, &length, error))
		return FALSE;
	collector->inputs->is_set = TRUE;
	for (char *at = bytes, *end = bytes + length; at < end;) {
		char *stop = memchr(at, separator, (size_t)(end - at));

		if (stop == NULL)
			stop = end;
		*stop = '\0';
		/* Lists made on other systems end their lines in CR LF. */
		if (separator == '\n' && stop > at && stop[-1] == '\r')
			stop[-1] = '\0';
		if (*at != '\0')
			add_path(collector, at);
		at = stop + 1;
	}
	return TRUE;
}

static gboolean
add_argument(Collector *collector, const char *argument, gboolean stdin_is_taken, GError **error)
{
	if (strcmp(argument, "-") == 0) {
		if (stdin_is_taken) {
			g_set_error_literal(
				error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE, "standard input can be read only once");
			return FALSE;
		}
		add_input(collector, NULL, STDIN_NAME, NULL);
		return TRUE;
	}
	if (argument[0] == '@' && argument[1] != '\0')
		return add_list(collector, argument + 1, '\n', error);
	if (*argument == '\0') {
		g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE, "an empty file name");
		return FALSE;
	}
	add_path(collector, argument);
	return TRUE;
}

static PrInputs *
collect(char *const *arguments, const char *files0_from, gboolean opens_archives, GError **error)
{
	g_autoptr(PrInputs) inputs = g_new0(PrInputs, 1);
	g_autoptr(GHashTable) stems = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	Collector collector = {inputs, stems};
	gboolean stdin_is_taken = files0_from != NULL && strcmp(files0_from, "-") == 0;

	inputs->list = g_ptr_array_new_with_free_func(free_input);
	if (opens_archives)
		inputs->archives = g_ptr_array_new_with_free_func((GDestroyNotify)pr_archive_free);
	if (files0_from != NULL && !add_list(&collector, files0_from, '\0', error))
		return NULL;
	for (guint i = 0; arguments != NULL && arguments[i] != NULL; i++) {
		if (!add_argument(&collector, arguments[i], stdin_is_taken, error))
			return NULL;
		stdin_is_taken |= strcmp(arguments[i], "-") == 0 || strcmp(arguments[i], "@-") == 0;
	}
	if (inputs->list->len == 0) {
		g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_USAGE, "no file given");
		return NULL;
	}
	return g_steal_pointer(&inputs);
}

PrInputs *
pr_inputs_collect(char *const *arguments, const char *files0_from, GError **error)
{
	return collect(arguments, files0_from, FALSE, error);
}

PrInputs *
pr_inputs_collect_with_archives(char *const *arguments, const char *files0_from, GError **error)
{
	return collect(arguments, files0_from, TRUE, error);
}

static int
spool_stdin(guint64 max_bytes, GError **error)
{
	char part[65536];
	guint64 total = 0;
	int fd = pr_unnamed_file(error);

	while (fd >= 0) {
		ssize_t done = read(STDIN_FILENO, part, sizeof part);

		if (done < 0 && errno == EINTR)
			continue;
		if (done == 0)
			break;
		total += done > 0 ? (guint64)done : 0;
		if (done > 0 && total <= max_bytes && pr_write_all(fd, part, (size_t)done))
			continue;
		if (done > 0 && total > max_bytes)
			g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT,
				"larger than %" G_GUINT64_FORMAT " MiB, the limit", max_bytes >> 20);
		else
			g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, g_strerror(errno));
		close(fd);
		return -1;
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

int
pr_input_open(const PrInput *input, guint64 max_bytes, GError **error)
{
	struct stat status;

	if (input->flaw != NULL) {
		g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, input->flaw);
		return -1;
	}
	if (input->path == NULL)
		return spool_stdin(max_bytes, error);
	if (input->archive != NULL)
		return pr_archive_open(input->archive, input->member, max_bytes, error);
	int fd = open(input->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	/* ENXIO: a socket, or a device that is not there. */
	if (fd < 0 && errno == ENXIO)
		g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, "not a regular file");
	else if (fd < 0 || fstat(fd, &status) != 0)
		g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, g_strerror(errno));
	else if (!S_ISREG(status.st_mode))
		g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT,
			S_ISDIR(status.st_mode) ? "a folder" : "not a regular file");
	else if ((guint64)status.st_size > max_bytes)
		g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT,
			"larger than %" G_GUINT64_FORMAT " MiB, the limit", max_bytes >> 20);
	else
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}
