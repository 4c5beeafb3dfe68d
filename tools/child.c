/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The inside of a worker process: its limits, its report to the parent. See worker.h. */
#include "tools/child.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "schema/schema.h"
#include "tools/error.h"
#include "tools/writer.h"

/* What poppler and fontconfig open at once stays far below. */
#define FILES_MAX 64
#define FILES_MIN 24
#define OUTPUT_BYTES_MAX (1024ull << 20)
#define HEAP_STEP (1 << 20)
#define HEAP_TRIM (64 << 20)
/* The clock is the parent's; processor time is the net below it, should the parent be stopped. */
#define CPU_GRACE 10

static void
send_frame(PrChild *child, PrFrameKind kind, gconstpointer payload, size_t length)
{
	guint8 bytes[sizeof(PrFrameHead) + PR_FRAME_MAX];
	PrFrameHead head = {(guint8)kind, (guint16)MIN(length, PR_FRAME_MAX)};

	memcpy(bytes, &head, sizeof head);
	memcpy(bytes + sizeof head, payload, head.length);
	/* Where the parent is gone the kernel ends this process anyway. */
	(void)pr_write_all(child->status, (const char *)bytes, sizeof head + head.length);
}

void
pr_child_page(PrChild *child, guint done, guint total, int number)
{
	PrFramePage page = {done, total, (guint32)number};

	send_frame(child, PR_FRAME_PAGE, &page, sizeof page);
}

void
pr_child_say(PrChild *child, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	g_autofree char *text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	send_frame(child, PR_FRAME_LINE, text, strlen(text));
}

static gboolean
lower_limit(int resource, rlim_t soft, rlim_t hard)
{
	struct rlimit limit;

	if (getrlimit(resource, &limit) != 0)
		return FALSE;
	limit.rlim_max = MIN(limit.rlim_max, hard);
	limit.rlim_cur = MIN(soft, limit.rlim_max);
	return setrlimit(resource, &limit) == 0;
}

static gboolean
set_limits(const PrDuty *duty, GError **error)
{
	rlim_t seconds = (rlim_t)duty->limits.timeout + CPU_GRACE;
	struct rlimit files;
	gboolean is_set = lower_limit(RLIMIT_CPU, seconds, seconds + 2) && lower_limit(RLIMIT_CORE, 0, 0) &&
			  lower_limit(RLIMIT_NOFILE, FILES_MAX, FILES_MAX) &&
			  lower_limit(RLIMIT_FSIZE, OUTPUT_BYTES_MAX, OUTPUT_BYTES_MAX);

	/* The sanitizer's shadow memory is larger than any sensible limit. */
	if (is_set && !pr_confinement_is_sanitized()) {
		rlim_t bytes = ((rlim_t)duty->limits.max_memory << 20) + duty->born_with;

		is_set = lower_limit(RLIMIT_AS, bytes, bytes);
	}
	if (!is_set) {
		g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, "no limits can be set: %s", g_strerror(errno));
		return FALSE;
	}
	/* Short of descriptors a font would silently not be found. */
	if (getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < FILES_MIN) {
		g_set_error(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_INPUT, "the limit of open files is %d, %d are needed",
			(int)files.rlim_cur, FILES_MIN);
		return FALSE;
	}
	return TRUE;
}

/* Descriptors 0 and 1: nothing; 2: the noise pipe; 3 to 5: ours; 6: the rules of the fence, which take it along; no
 * other. Copies first to high numbers, so that no step overwrites what a later one needs. */
static void
arrange_descriptors(PrChild *child, int noise, int *rules)
{
	int from[] = {noise, child->input, child->output, child->status, *rules};

	for (guint i = 0; i < G_N_ELEMENTS(from); i++)
		from[i] = from[i] >= 0 ? fcntl(from[i], F_DUPFD, 8) : -1;
	int null = open("/dev/null", O_RDWR);

	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	for (guint i = 0; i < G_N_ELEMENTS(from); i++)
		if (from[i] >= 0)
			dup2(from[i], STDERR_FILENO + (int)i);
	child->input = 3;
	child->output = 4;
	child->status = 5;
	if (*rules >= 0)
		*rules = 6;
	close_range(*rules >= 0 ? 7 : 6, ~0u, 0);
}

/* A document is a heap that grows and then ends: giving parts of it back to the kernel on the way, and clearing them
 * anew, cost a twentieth of the time. */
static void
prepare_heap(void)
{
#ifdef __GLIBC__
	mallopt(M_TOP_PAD, HEAP_STEP);
	mallopt(M_TRIM_THRESHOLD, HEAP_TRIM);
	mallopt(M_MMAP_THRESHOLD, HEAP_STEP * 4);
#endif
}

static void
enter_confinement(PrChild *child, const PrConfinement *confinement, int rules)
{
	g_autofree char *gap = NULL;

	if (!pr_confinement_enter(confinement, rules, &gap))
		send_frame(child, PR_FRAME_GAP, gap, strlen(gap));
	if (rules >= 0)
		close(rules);
}

static void
reset_signals(void)
{
	struct sigaction fallback = {.sa_handler = SIG_DFL};
	struct sigaction ignore = {.sa_handler = SIG_IGN};
	const int signals[] = {SIGTERM, SIGHUP};
	sigset_t none;

	for (guint i = 0; i < G_N_ELEMENTS(signals); i++)
		sigaction(signals[i], &fallback, NULL);
	/* Ctrl-C goes to the whole group: the parent sees to its end. A full file is an error, not a death. */
	sigaction(SIGINT, &ignore, NULL);
	sigaction(SIGXFSZ, &ignore, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static void
report_failure(PrChild *child, const GError *error)
{
	PrOutcome outcome = g_error_matches(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_OUTPUT) ||
					    g_error_matches(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_WRITE)
				    ? PR_OUTCOME_OUTPUT_FAILED
			    : g_error_matches(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_REJECTED) ||
					    g_error_matches(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_INVALID)
				    ? PR_OUTCOME_REJECTED
				    : PR_OUTCOME_FAILED;
	g_autofree char *payload = g_strdup_printf("%c%s", '0' + (int)outcome, error->message);

	send_frame(child, PR_FRAME_FAILURE, payload, strlen(payload));
}

void
pr_child_run(const PrDuty *duty, const PrAssignment *assignment, int status, int noise, pid_t parent)
{
	g_autoptr(GError) error = NULL;
	PrChild child = {.input = assignment->input,
		.output = assignment->output,
		.status = status,
		.name = assignment->name,
		.is_verbose = assignment->is_verbose,
		.cut = assignment->cut};

	/* Should the parent die between fork() and here, getppid() tells. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(EXIT_FAILURE);
	reset_signals();
	int rules = pr_confinement_rules(duty->confinement, child.input);

	arrange_descriptors(&child, noise, &rules);
	gboolean is_limited = set_limits(duty, &error);

	prepare_heap();
	enter_confinement(&child, duty->confinement, rules);
	if (is_limited && duty->task(&child, duty->data, &error))
		send_frame(&child, PR_FRAME_TALLY, &child.tally, sizeof child.tally);
	else
		report_failure(&child, error);
	g_clear_error(&error);
	/* The destructors of the libraries are no part of the work, but the leak checker sits among them. */
	if (pr_confinement_is_sanitized())
		exit(EXIT_SUCCESS);
	_exit(EXIT_SUCCESS);
}
