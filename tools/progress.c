/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The bar: how many are done, how fast, how many failed, and what takes so long right now. */
#include "tools/progress.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "tools/writer.h"

#define BAR_WIDTH 24
#define REDRAW_US (G_USEC_PER_SEC / 10)
#define COLUMNS_DEFAULT 80
#define ERASE_LINE "\r\033[K"

void
pr_progress_init(PrProgress *progress, guint total, gboolean is_wanted)
{
	memset(progress, 0, sizeof *progress);
	progress->is_on = is_wanted && isatty(STDERR_FILENO) == 1;
	progress->total = total;
	progress->started = g_get_monotonic_time();
}

static glong
terminal_columns(void)
{
	struct winsize size;

	return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : COLUMNS_DEFAULT;
}

/* Cuts to the width of the terminal. Chinese takes two columns a character. */
static void
cut_to_columns(GString *line, glong columns)
{
	glong used = 0;

	for (const char *at = line->str; *at != '\0'; at = g_utf8_next_char(at)) {
		used += g_unichar_iswide(g_utf8_get_char(at)) ? 2 : 1;
		if (used >= columns) {
			g_string_truncate(line, (gsize)(at - line->str));
			return;
		}
	}
}

/* How fast, and how long it will take if it goes on like this. */
static void
append_pace(GString *line, const PrProgress *progress, double seconds)
{
	double rate = progress->done / seconds;
	guint left = (guint)((progress->total - progress->done) / rate);

	g_string_append_printf(line, "  %.1f files/s, ", rate);
	if (left >= 3600)
		g_string_append_printf(line, "%u h %02u min left", left / 3600, left / 60 % 60);
	else
		g_string_append_printf(line, "%u:%02u left", left / 60, left % 60);
}

void
pr_progress_draw(PrProgress *progress, const char *name, guint page, guint page_total)
{
	gint64 now = g_get_monotonic_time();

	if (!progress->is_on || now - progress->drawn < REDRAW_US)
		return;
	g_autoptr(GString) line = g_string_new("[");
	double seconds = (double)(now - progress->started) / G_USEC_PER_SEC;
	guint filled = progress->total > 0 ? (guint)((guint64)progress->done * BAR_WIDTH / progress->total) : 0;

	for (guint i = 0; i < BAR_WIDTH; i++)
		g_string_append_c(line, i < filled ? '=' : i == filled ? '>' : ' ');
	g_string_append_printf(line, "] %u/%u", progress->done, progress->total);
	if (progress->done > 0 && seconds > 0)
		append_pace(line, progress, seconds);
	if (progress->failed > 0)
		g_string_append_printf(line, "  %u failed", progress->failed);
	if (name != NULL)
		g_string_append_printf(line, "  %s", name);
	if (page_total > 0)
		g_string_append_printf(line, " %u/%u", page, page_total);
	cut_to_columns(line, terminal_columns());
	g_string_prepend(line, ERASE_LINE);
	(void)pr_write_all(STDERR_FILENO, line->str, line->len);
	progress->drawn = now;
	progress->is_drawn = TRUE;
}

void
pr_progress_clear(PrProgress *progress)
{
	if (progress->is_drawn)
		(void)pr_write_all(STDERR_FILENO, ERASE_LINE, strlen(ERASE_LINE));
	progress->is_drawn = FALSE;
	progress->drawn = 0;
}
