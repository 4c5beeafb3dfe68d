/* SPDX-License-Identifier: GPL-2.0-or-later */
/*   worker ──► report │ essence │ where it begins ──► gather ──► report
 *                                                          └───► <documents> essence essence … </documents> ──► worker
 * The gathered file has no name: it is opened by its descriptor. */
#include "tools/together.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "tools/error.h"
#include "tools/message.h"
#include "tools/writer.h"

/* XML of so many bytes still fits into a worker's memory as a tree. */
#define GATHERED_MAX (64u << 20)

struct PrTogether {
	int fd;
	guint64 bytes;
	guint documents;
};

static gboolean
write_bytes(int fd, gconstpointer bytes, gsize length, GError **error)
{
	if (pr_write_all(fd, bytes, length))
		return TRUE;
	pr_tools_set_output_error(error, NULL, errno);
	return FALSE;
}

static gboolean
write_text(int fd, const char *text, GError **error)
{
	return write_bytes(fd, text, strlen(text), error);
}

PrTogether *
pr_together_new(GError **error)
{
	g_autoptr(PrTogether) together = g_new0(PrTogether, 1);

	together->fd = pr_unnamed_file(error);
	if (together->fd < 0 || !write_text(together->fd, "<documents xmlns=\"urn:piperoll:document:1\">\n", error))
		return NULL;
	return g_steal_pointer(&together);
}

void
pr_together_free(PrTogether *together)
{
	if (together == NULL)
		return;
	if (together->fd >= 0)
		close(together->fd);
	g_free(together);
}

/* ---- in a worker ---- */

gboolean
pr_together_leave(int fd, const GByteArray *essence, GError **error)
{
	guint64 start = (guint64)lseek(fd, 0, SEEK_END);

	return write_bytes(fd, essence->data, essence->len, error) && write_bytes(fd, &start, sizeof start, error);
}

/* ---- in the parent ---- */

/* The next `length` bytes of `from`, which is at its place, to `to`. */
static gboolean
copy(int from, int to, guint64 length, GError **error)
{
	char part[65536];

	while (length > 0) {
		ssize_t done = read(from, part, (size_t)MIN(length, sizeof part));

		if (done <= 0) {
			g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, "its report is not whole");
			return FALSE;
		}
		if (!write_bytes(to, part, (gsize)done, error))
			return FALSE;
		length -= (guint64)done;
	}
	return TRUE;
}

gboolean
pr_together_gather(const PrInput *input G_GNUC_UNUSED, int draft, int result, gpointer data, GError **error)
{
	PrTogether *together = data;
	guint64 start = 0;
	off_t end = lseek(draft, 0, SEEK_END) - (off_t)sizeof start;

	if (end < 0 || pread(draft, &start, sizeof start, end) != (ssize_t)sizeof start || start > (guint64)end) {
		g_set_error_literal(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, "its report is not whole");
		return FALSE;
	}
	lseek(draft, 0, SEEK_SET);
	if (!copy(draft, result, start, error))
		return FALSE;
	together->bytes += (guint64)end - start;
	together->documents++;
	return together->bytes > GATHERED_MAX ||
	       (copy(draft, together->fd, (guint64)end - start, error) && write_text(together->fd, "\n", error));
}

static gboolean
is_taken(const PrInputs *others, const char *stem)
{
	for (guint i = 0; i < others->list->len; i++)
		if (g_strcmp0(pr_inputs_at(others, i)->stem, stem) == 0)
			return TRUE;
	return FALSE;
}

PrInputs *
pr_together_inputs(PrTogether *together, const PrInputs *others, GError **error)
{
	if (together->documents < 2)
		return NULL;
	if (together->bytes > GATHERED_MAX) {
		pr_message(NULL, "%u documents are too many to be compared with each other", together->documents);
		return NULL;
	}
	if (!write_text(together->fd, "</documents>\n", error))
		return NULL;
	g_autoptr(GString) stem = g_string_new("together");

	while (is_taken(others, stem->str))
		g_string_append_c(stem, '-');
	g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", together->fd);

	return pr_inputs_of_one(path, "together", stem->str);
}
