/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parent's side of a worker process: start it, read its report, end it when it is past a limit, say what became of
 * it. */
#include "tools/worker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tools/nursery.h"
#include "tools/error.h"
#include "tools/message.h"

#define NOISE_KEPT 65536
#define LINES_KEPT 5000
/* How often a child that has closed its pipes is asked whether it has ended, and for how long. */
#define GRACE_STEP_MS 5
#define GRACE_US (10 * G_USEC_PER_SEC)

void
pr_tally_add(PrTally *sum, const PrTally *tally)
{
	sum->pages += tally->pages;
	sum->tables += tally->tables;
	sum->forms += tally->forms;
	sum->values += tally->values;
	sum->shown += tally->shown;
	sum->placed += tally->placed;
	sum->grave += tally->grave;
	for (guint i = 0; i < G_N_ELEMENTS(sum->issues); i++)
		sum->issues[i] += tally->issues[i];
}

static void
append_count(GString *out, guint count, const char *noun)
{
	g_string_append_printf(out, "%s%u %s%s", out->len > 0 ? ", " : "", count, noun, count == 1 ? "" : "s");
}

char *
pr_tally_print(const PrTally *tally)
{
	GString *out = g_string_new(NULL);
	/* Rounded down: only what is whole is called 100 %. */
	guint64 share = tally->placed >= tally->shown ? 10000 : tally->placed * 10000 / tally->shown;

	if (tally->pages > 0) {
		append_count(out, tally->pages, "page");
		append_count(out, tally->forms, "form");
		append_count(out, tally->tables, "table");
		append_count(out, tally->values, "value");
		if (share % 100 == 0)
			g_string_append_printf(out, ", coverage %u %%", (guint)share / 100);
		else
			g_string_append_printf(out, ", coverage %u.%02u %%", (guint)share / 100, (guint)share % 100);
	}
	append_count(out, tally->issues[PR_SEVERITY_WARNING], "warning");
	append_count(out, tally->issues[PR_SEVERITY_ERROR], "error");
	return g_string_free(out, FALSE);
}

static void
close_pipe(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static gboolean
open_pipes(int status[2], int noise[2])
{
	if (pipe2(status, O_CLOEXEC) != 0)
		return FALSE;
	if (pipe2(noise, O_CLOEXEC) == 0) {
		fcntl(status[0], F_SETFL, O_NONBLOCK);
		fcntl(noise[0], F_SETFL, O_NONBLOCK);
		return TRUE;
	}
	int number = errno;

	close(status[0]);
	close(status[1]);
	errno = number;
	return FALSE;
}

PrWorker *
pr_worker_start(PrNursery *nursery, const PrAssignment *assignment, GError **error)
{
	int status[2], noise[2];

	if (!open_pipes(status, noise)) {
		g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, "no process can be started: %s",
			g_strerror(errno));
		return NULL;
	}
	pid_t pid = pr_nursery_start(nursery, assignment, status[1], noise[1]);
	int number = errno;

	close(status[1]);
	close(noise[1]);
	if (pid < 0) {
		close(status[0]);
		close(noise[0]);
		g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, "no process can be started: %s",
			g_strerror(number));
		return NULL;
	}
	PrWorker *worker = g_new0(PrWorker, 1);

	worker->pid = pid;
	worker->status = status[0];
	worker->noise = noise[0];
	worker->started = worker->heard = g_get_monotonic_time();
	worker->report = g_byte_array_new();
	worker->noise_kept = g_string_new(NULL);
	worker->lines = g_ptr_array_new_with_free_func(g_free);
	worker->outcome = PR_OUTCOME_FAILED;
	worker->limits = pr_nursery_limits(nursery);
	return worker;
}

/* ---- the report ---- */

static void
take_failure(PrWorker *worker, const guint8 *payload, size_t length)
{
	int outcome = length > 0 ? payload[0] - '0' : 0;

	if (worker->has_reported || outcome <= PR_OUTCOME_DONE || outcome > PR_OUTCOME_REJECTED)
		return;
	worker->has_reported = TRUE;
	worker->outcome = (PrOutcome)outcome;
	worker->is_told = TRUE;
	worker->reason = g_strndup((const char *)payload + 1, length - 1);
}

static void
take_frame(PrWorker *worker, guint8 kind, const guint8 *payload, size_t length)
{
	PrFramePage page;

	switch (kind) {
	case PR_FRAME_PAGE:
		if (length != sizeof page)
			return;
		memcpy(&page, payload, sizeof page);
		worker->page = page.done;
		worker->page_total = page.total;
		worker->number = page.number;
		worker->heard = g_get_monotonic_time();
		return;
	case PR_FRAME_LINE:
		if (worker->lines->len < LINES_KEPT)
			g_ptr_array_add(worker->lines, g_strndup((const char *)payload, length));
		return;
	case PR_FRAME_GAP:
		g_free(worker->gap);
		worker->gap = g_strndup((const char *)payload, length);
		return;
	case PR_FRAME_FAILURE:
		take_failure(worker, payload, length);
		return;
	case PR_FRAME_TALLY:
		if (length != sizeof worker->tally || worker->has_reported)
			return;
		memcpy(&worker->tally, payload, sizeof worker->tally);
		worker->has_reported = TRUE;
		worker->outcome = PR_OUTCOME_DONE;
		return;
	default:
		return;
	}
}

static void
take_frames(PrWorker *worker)
{
	size_t at = 0;

	for (;;) {
		PrFrameHead head;

		if (worker->report->len - at < sizeof head)
			break;
		memcpy(&head, worker->report->data + at, sizeof head);
		if (worker->report->len - at - sizeof head < head.length)
			break;
		take_frame(worker, head.kind, worker->report->data + at + sizeof head, head.length);
		at += sizeof head + head.length;
	}
	if (at > 0)
		g_byte_array_remove_range(worker->report, 0, (guint)at);
}

void
pr_worker_read(PrWorker *worker)
{
	guint8 part[65536];
	ssize_t done = 0;

	if (worker->status >= 0) {
		while ((done = read(worker->status, part, sizeof part)) > 0) {
			g_byte_array_append(worker->report, part, (guint)done);
			take_frames(worker);
		}
		if (done == 0 || (errno != EAGAIN && errno != EINTR))
			close_pipe(&worker->status);
	}
	if (worker->noise < 0)
		return;
	/* One read a turn: a chatterer must not keep the parent from the others. */
	done = read(worker->noise, part, sizeof part);
	if (done > 0)
		g_string_append_len(worker->noise_kept, (const char *)part,
			MIN(done, (ssize_t)(NOISE_KEPT - worker->noise_kept->len)));
	else if (done == 0 || (errno != EAGAIN && errno != EINTR))
		close_pipe(&worker->noise);
}

/* ---- the end ---- */

/* Takes `reason`. */
static void
fail(PrWorker *worker, char *reason)
{
	g_autofree char *cause = reason;

	g_free(worker->reason);
	worker->reason =
		worker->number > 0 ? g_strdup_printf("page %u: %s", worker->number, cause) : g_steal_pointer(&cause);
	worker->outcome = PR_OUTCOME_FAILED;
	worker->is_told = FALSE;
	worker->has_reported = TRUE;
}

static void
kill_and_wait(PrWorker *worker)
{
	if (worker->pid == 0)
		return;
	kill(worker->pid, SIGKILL);
	while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR)
		;
	worker->pid = 0;
	close_pipe(&worker->status);
	close_pipe(&worker->noise);
}

/* GLib and the C++ library say so before they give up. */
static gboolean
ran_out_of_memory(const PrWorker *worker)
{
	const char *signs[] = {"bad_alloc", "failed to allocate", "ut of memory", "annot allocate memory"};

	for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
		if (strstr(worker->noise_kept->str, signs[i]) != NULL)
			return TRUE;
	return FALSE;
}

static void
explain_death(PrWorker *worker, int status)
{
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
		fail(worker,
			g_strdup_printf("took more than %d s of processor time (--timeout)", worker->limits->timeout));
	else if (WIFSIGNALED(status) && ran_out_of_memory(worker))
		fail(worker,
			g_strdup_printf("needs more than %d MiB of memory (--max-memory)", worker->limits->max_memory));
	else if (WIFSIGNALED(status))
		fail(worker, g_strdup_printf("reading it crashed (signal %d, %s)", WTERMSIG(status),
				     g_strsignal(WTERMSIG(status))));
	else if (WEXITSTATUS(status) != 0)
		fail(worker, g_strdup_printf("reading it ended with status %d", WEXITSTATUS(status)));
	else if (!worker->has_reported)
		fail(worker, g_strdup("reading it ended without a report"));
}

static gboolean
check_limits(PrWorker *worker)
{
	gint64 now = g_get_monotonic_time();
	gint64 life = now - worker->started, silence = now - worker->heard;

	if (life > worker->limits->timeout * G_USEC_PER_SEC)
		fail(worker, g_strdup_printf("took longer than %d s (--timeout)", worker->limits->timeout));
	else if (silence > worker->limits->stall * G_USEC_PER_SEC)
		fail(worker, g_strdup_printf("not finished after %d s", worker->limits->stall));
	else
		return FALSE;
	kill_and_wait(worker);
	return TRUE;
}

gboolean
pr_worker_settle(PrWorker *worker)
{
	int status = 0;

	if (worker->pid == 0)
		return TRUE;
	if (!worker->has_reported && check_limits(worker))
		return TRUE;
	if (worker->status >= 0 && !worker->has_reported)
		return FALSE;
	pid_t pid = waitpid(worker->pid, &status, WNOHANG);

	if (pid == 0) {
		/* It has closed its report or ended it: what is left is its end. */
		if (g_get_monotonic_time() - worker->heard > worker->limits->stall * G_USEC_PER_SEC + GRACE_US) {
			kill_and_wait(worker);
			if (!worker->has_reported)
				fail(worker, g_strdup("reading it did not end"));
			return TRUE;
		}
		return FALSE;
	}
	worker->pid = 0;
	pr_worker_read(worker);
	while (worker->noise >= 0 && worker->noise_kept->len < NOISE_KEPT) {
		gsize before = worker->noise_kept->len;

		pr_worker_read(worker);
		if (worker->noise_kept->len == before)
			break;
	}
	close_pipe(&worker->status);
	close_pipe(&worker->noise);
	if (pid > 0)
		explain_death(worker, status);
	return TRUE;
}

int
pr_worker_patience(const PrWorker *worker)
{
	if (worker->has_reported || worker->status < 0)
		return GRACE_STEP_MS;
	gint64 end = MIN(worker->started + worker->limits->timeout * G_USEC_PER_SEC,
		worker->heard + worker->limits->stall * G_USEC_PER_SEC);
	gint64 left = (end - g_get_monotonic_time()) / 1000 + 1;

	return (int)CLAMP(left, 1, 3600000);
}

void
pr_worker_free(PrWorker *worker)
{
	if (worker == NULL)
		return;
	kill_and_wait(worker);
	close_pipe(&worker->status);
	close_pipe(&worker->noise);
	g_byte_array_unref(worker->report);
	g_string_free(worker->noise_kept, TRUE);
	g_ptr_array_unref(worker->lines);
	g_free(worker->gap);
	g_free(worker->reason);
	g_free(worker);
}
