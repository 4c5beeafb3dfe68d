/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The loop over documents.
 *
 *   next           which input is started next      started ──> running ──> settled ──> emitted
 *   emitted        which input is spoken of next    (any order)                         (order of the inputs)
 *
 * A result with a name of its own is committed when its worker is settled; one for standard output when its turn has
 * come. How far `next` may run ahead of `emitted` is bounded, for what waits holds a file. */
#include "tools/batch.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "tools/error.h"
#include "tools/job.h"
#include "tools/message.h"
#include "tools/progress.h"

#define AHEAD_PER_JOB 8
#define AHEAD_OF_FILES 4096
#define REDRAW_MS 200
/* So many inputs are worth a warm nursery. */
#define WARM_FROM 8

typedef struct {
	const PrBatch *batch;
	GPtrArray *jobs; /* of PrJob, by input; NULL before its start and after its turn */
	guint next, emitted, running;
	int stdin_fd; /* read before signals are held back; -1 for none */
	GError *stdin_error;
	gboolean is_solo;    /* the one that runs is a further attempt, alone */
	gboolean is_stopped; /* no further document is started */
	guint done, failed;
	gboolean output_failed;
	gboolean is_unheard; /* the reader of standard output went away */
	PrNursery *nursery;
	gboolean is_gap_told;
	PrTally tally;
	PrProgress progress;
	gint64 started;
} Loop;

/* The one place of state that a signal handler can reach. */
static volatile sig_atomic_t signal_caught;

static void
note_signal(int number)
{
	signal_caught = number;
}

static void
catch_signals(sigset_t *wait_mask)
{
	struct sigaction note = {.sa_handler = note_signal};
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	struct sigaction old;
	const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	sigset_t held;

	sigemptyset(&held);
	for (guint i = 0; i < G_N_ELEMENTS(signals); i++) {
		/* What nohup or a shell's & set to be ignored stays so. */
		if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler == SIG_IGN)
			continue;
		sigaction(signals[i], &note, NULL);
		sigaddset(&held, signals[i]);
	}
	sigaction(SIGPIPE, &ignore, NULL);
	/* Held back but while waiting: no signal is lost between a look and a sleep. */
	sigprocmask(SIG_BLOCK, &held, wait_mask);
}

static void
raise_file_limit(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
}

/* ---- start ---- */

static void
note_company(Loop *loop)
{
	for (guint i = loop->emitted; i < loop->next; i++) {
		PrJob *job = g_ptr_array_index(loop->jobs, i);

		job->had_company |= job->worker != NULL && !job->is_settled;
	}
}

/* FALSE where no process is to be had right now but will be when another ends. */
static gboolean
start_worker(Loop *loop, PrJob *job, int input)
{
	if (loop->batch->inputs->list->len >= WARM_FROM)
		pr_nursery_warm(loop->nursery);
	if (!pr_job_start(job, loop->batch, loop->nursery, input, loop->running > 0))
		return FALSE;
	loop->running += job->worker != NULL;
	return TRUE;
}

/* Whether the receiver wants the document that is open as `input`. Where not, the job is settled. */
static gboolean
is_wanted(Loop *loop, PrJob *job, int input)
{
	const PrReceiver *receiver = loop->batch->receiver;
	g_autoptr(GError) error = NULL;
	gboolean wanted = TRUE;

	if (receiver == NULL)
		return TRUE;
	if (!receiver->look(receiver->data, loop->next, input, &wanted, &error)) {
		pr_job_settle_with_error(job, error);
		loop->is_stopped |= job->outcome == PR_OUTCOME_OUTPUT_FAILED;
	} else if (!wanted)
		job->is_settled = TRUE;
	return !job->is_settled;
}

/* Opens the input of a job for its next attempt; -1 where it is settled instead. */
static int
open_input(Loop *loop, PrJob *job)
{
	g_autoptr(GError) error = NULL;
	gboolean is_stdin = job->input->path == NULL;
	int fd = is_stdin ? loop->stdin_fd : pr_input_open(job->input, loop->batch->max_bytes, &error);

	if (fd < 0)
		pr_job_settle_with_error(job, is_stdin ? loop->stdin_error : error);
	return fd;
}

static void
close_input(const Loop *loop, int fd)
{
	if (fd >= 0 && fd != loop->stdin_fd)
		close(fd);
}

static gboolean
start_next(Loop *loop)
{
	PrJob *job = pr_job_new(pr_inputs_at(loop->batch->inputs, loop->next));
	gboolean is_started = TRUE;
	int fd = open_input(loop, job);

	if (fd >= 0 && is_wanted(loop, job, fd))
		is_started = start_worker(loop, job, fd);
	close_input(loop, fd);
	if (!is_started) {
		pr_job_free(job);
		return FALSE;
	}
	g_ptr_array_index(loop->jobs, loop->next++) = job;
	if (loop->running > 1)
		note_company(loop);
	return TRUE;
}

/* The next attempt of the first job that waits for one. FALSE where there is none. */
static gboolean
start_again(Loop *loop)
{
	for (guint i = loop->emitted; i < loop->next; i++) {
		PrJob *job = g_ptr_array_index(loop->jobs, i);

		if (!job->waits)
			continue;
		int fd = open_input(loop, job);

		job->waits = FALSE;
		if (fd >= 0)
			start_worker(loop, job, fd);
		close_input(loop, fd);
		loop->is_solo = job->worker != NULL;
		return TRUE;
	}
	return FALSE;
}

static guint
limit_ahead(const Loop *loop)
{
	guint ahead = loop->batch->has_summary && loop->batch->jobs > 0 ? AHEAD_OF_FILES : 0;

	if (loop->emitted < loop->next) {
		const PrJob *first = g_ptr_array_index(loop->jobs, loop->emitted);

		if (first->target != NULL && pr_target_waits(first->target))
			ahead = 0;
	}
	return MAX(ahead, loop->batch->jobs * AHEAD_PER_JOB);
}

static gboolean
can_start_next(const Loop *loop)
{
	return !loop->is_stopped && loop->next < loop->batch->inputs->list->len &&
	       loop->next - loop->emitted < limit_ahead(loop);
}

/* Second attempts are made alone: when no other can be started, or at once where there is but one at a time. */
static void
start_jobs(Loop *loop)
{
	if (loop->is_solo)
		return;
	gboolean is_turn = loop->running == 0 && (loop->batch->jobs == 1 || !can_start_next(loop));

	if (is_turn && !loop->is_stopped && start_again(loop))
		return;
	while (loop->running < loop->batch->jobs && can_start_next(loop))
		if (!start_next(loop))
			return;
}

static void
settle(Loop *loop, PrJob *job)
{
	loop->running--;
	loop->is_solo = FALSE;
	pr_job_settle(job);
}

/* ---- emit ---- */

/* A worker that cannot be confined works all the same; that is said once. */
static void
print_gap(Loop *loop, const PrJob *job)
{
	if (job->worker == NULL || job->worker->gap == NULL || loop->is_gap_told)
		return;
	loop->is_gap_told = TRUE;
	pr_progress_clear(&loop->progress);
	pr_message(NULL, "documents are read by a process that is not fully confined: %s", job->worker->gap);
}

static void
print_lines(Loop *loop, const PrJob *job)
{
	const char *name = job->input->path != NULL ? job->input->path : "-";

	gboolean is_cut = job->outcome == PR_OUTCOME_DONE && job->cut.pages > 0;

	if (job->worker == NULL || (loop->batch->is_quiet && !is_cut))
		return;
	if (job->worker->lines->len > 0 || is_cut)
		pr_progress_clear(&loop->progress);
	if (is_cut)
		pr_message(name, "%s; the result has only the %u before", job->cut.reason, job->cut.pages);
	if (loop->batch->is_quiet)
		return;
	for (guint i = 0; i < job->worker->lines->len; i++)
		pr_message_print(name, g_ptr_array_index(job->worker->lines, i));
	if (!loop->batch->is_verbose || job->outcome == PR_OUTCOME_DONE || job->worker->noise_kept->len == 0)
		return;
	g_auto(GStrv) noise = g_strsplit(job->worker->noise_kept->str, "\n", -1);

	for (guint i = 0; noise[i] != NULL; i++)
		if (*noise[i] != '\0')
			pr_message(name, "| %s", noise[i]);
}

static void
hand_over(Loop *loop, PrJob *job)
{
	const PrReceiver *receiver = loop->batch->receiver;
	g_autoptr(GError) error = NULL;
	gboolean is_done = job->outcome == PR_OUTCOME_DONE && job->worker != NULL;
	PrResult result = {.index = loop->emitted,
		.input = job->input,
		.was_read = job->worker != NULL,
		.outcome = job->outcome,
		.reason = job->reason,
		.is_told = job->is_told,
		.tally = is_done ? &job->worker->tally : NULL,
		.cut = is_done ? job->cut.pages : 0,
		.output = is_done ? pr_target_fd(job->target) : -1};

	if (receiver->take(receiver->data, &result, &error))
		return;
	pr_job_settle_with_error(job, error);
	loop->is_stopped |= job->outcome == PR_OUTCOME_OUTPUT_FAILED;
}

static void
emit(Loop *loop, PrJob *job)
{
	const char *name = job->input->path != NULL ? job->input->path : "-";
	gboolean is_ours = job->outcome == PR_OUTCOME_DONE && job->target != NULL;

	if (loop->batch->receiver != NULL)
		hand_over(loop, job);
	else if (is_ours)
		pr_job_commit(job);
	print_gap(loop, job);
	print_lines(loop, job);
	if (job->outcome == PR_OUTCOME_DONE) {
		loop->done++;
		if (job->worker != NULL)
			pr_tally_add(&loop->tally, &job->worker->tally);
	} else {
		loop->progress.failed++;
		loop->failed++;
		loop->output_failed |= job->outcome == PR_OUTCOME_OUTPUT_FAILED;
		/* On standard output what comes after would follow a torn result. */
		loop->is_stopped |= job->outcome == PR_OUTCOME_OUTPUT_FAILED && is_ours;
		pr_progress_clear(&loop->progress);
		if (*job->reason != '\0')
			pr_message_print(name, job->reason);
		else
			loop->is_unheard = TRUE;
	}
	loop->progress.done++;
}

static void
emit_settled(Loop *loop)
{
	while (loop->emitted < loop->next) {
		PrJob *job = g_ptr_array_index(loop->jobs, loop->emitted);

		if (!job->is_settled)
			return;
		emit(loop, job);
		pr_job_free(job);
		g_ptr_array_index(loop->jobs, loop->emitted++) = NULL;
	}
}

/* ---- wait ---- */

static void
draw_progress(Loop *loop)
{
	for (guint i = loop->emitted; i < loop->next; i++) {
		const PrJob *job = g_ptr_array_index(loop->jobs, i);

		if (job->is_settled || job->worker == NULL)
			continue;
		pr_progress_draw(&loop->progress, job->input->name, job->worker->page, job->worker->page_total);
		return;
	}
}

static void
add_poll(GArray *polls, int fd)
{
	struct pollfd entry = {.fd = fd, .events = POLLIN};

	if (fd >= 0)
		g_array_append_val(polls, entry);
}

static void
wait_for_news(Loop *loop, const sigset_t *wait_mask)
{
	g_autoptr(GArray) polls = g_array_new(FALSE, FALSE, sizeof(struct pollfd));
	int patience = loop->progress.is_on ? REDRAW_MS : 60000;

	for (guint i = loop->emitted; i < loop->next; i++) {
		const PrJob *job = g_ptr_array_index(loop->jobs, i);

		if (job->is_settled || job->worker == NULL)
			continue;
		add_poll(polls, job->worker->status);
		add_poll(polls, job->worker->noise);
		patience = MIN(patience, pr_worker_patience(job->worker));
	}
	struct timespec time = {patience / 1000, (patience % 1000) * 1000000L};

	ppoll((struct pollfd *)(void *)polls->data, polls->len, &time, wait_mask);
}

static void
collect(Loop *loop)
{
	for (guint i = loop->emitted; i < loop->next; i++) {
		PrJob *job = g_ptr_array_index(loop->jobs, i);

		if (job->is_settled || job->worker == NULL)
			continue;
		pr_worker_read(job->worker);
		if (pr_worker_settle(job->worker))
			settle(loop, job);
	}
}

/* ---- the whole ---- */

static void
print_summary(const Loop *loop)
{
	const PrTally *tally = &loop->tally;
	double seconds = (double)(g_get_monotonic_time() - loop->started) / G_USEC_PER_SEC;
	guint left = loop->batch->inputs->list->len - loop->emitted;

	if (left > 0)
		pr_message(NULL, "stopped: %u of %u inputs were not read", left, loop->batch->inputs->list->len);
	if (loop->batch->is_quiet || !loop->batch->has_summary)
		return;
	g_autofree char *text = pr_tally_print(tally);

	pr_message(NULL, "%u done, %u failed: %s; %.1f s", loop->done, loop->failed, text, seconds);
}

static int
exit_status(const Loop *loop)
{
	if (loop->output_failed)
		return PR_EXIT_OUTPUT;
	if (loop->failed == 0)
		return loop->tally.grave > 0 ? PR_EXIT_FINDINGS : PR_EXIT_OK;
	return loop->done == 0 ? PR_EXIT_ALL_FAILED : PR_EXIT_SOME_FAILED;
}

static void
read_stdin_first(Loop *loop)
{
	for (guint i = 0; i < loop->batch->inputs->list->len; i++) {
		const PrInput *input = pr_inputs_at(loop->batch->inputs, i);

		if (input->path == NULL)
			loop->stdin_fd = pr_input_open(input, loop->batch->max_bytes, &loop->stdin_error);
	}
}

int
pr_batch_run(const PrBatch *batch)
{
	Loop loop = {.batch = batch, .stdin_fd = -1, .started = g_get_monotonic_time()};
	sigset_t wait_mask;

	read_stdin_first(&loop);
	raise_file_limit();
	catch_signals(&wait_mask);
	loop.nursery = pr_nursery_new(batch->task, batch->data, &batch->limits);
	loop.jobs = g_ptr_array_new_with_free_func((GDestroyNotify)pr_job_free);
	g_ptr_array_set_size(loop.jobs, (int)batch->inputs->list->len);
	pr_progress_init(&loop.progress, batch->inputs->list->len, batch->has_summary && !batch->is_quiet);
	for (;;) {
		start_jobs(&loop);
		emit_settled(&loop);
		if (loop.running == 0 &&
			(loop.is_stopped || (loop.next == batch->inputs->list->len && loop.emitted == loop.next)))
			break;
		if (loop.running > 0)
			wait_for_news(&loop, &wait_mask);
		if (signal_caught != 0)
			break;
		collect(&loop);
		/* Cores that were asked for are busy while a result is taken. */
		if (batch->jobs > 1)
			start_jobs(&loop);
		emit_settled(&loop);
		draw_progress(&loop);
	}
	pr_progress_clear(&loop.progress);
	if (signal_caught == 0 && !loop.is_unheard)
		print_summary(&loop);
	/* Ends what still runs and drops what was not committed. */
	g_ptr_array_unref(loop.jobs);
	pr_nursery_free(loop.nursery);
	g_clear_error(&loop.stdin_error);
	if (loop.stdin_fd >= 0)
		close(loop.stdin_fd);
	sigprocmask(SIG_SETMASK, &wait_mask, NULL);
	return signal_caught != 0 ? 128 + signal_caught : exit_status(&loop);
}
