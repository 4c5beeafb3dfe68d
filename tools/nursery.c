/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The nursery: a process that has read a document of ours, asked over a socket for copies of itself. See nursery.h.
 *
 * The parent sends a request and the four descriptors of a worker, and gets the worker's process id. CLONE_PARENT makes
 * the copy a child of the parent. */
#include "tools/nursery.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "extract/pdf.h"

/* Longer names make a cold worker. */
#define TEXT_MAX 8192
/* Seconds that the nursery may take to be warm, or to copy itself. */
#define PATIENCE 20
/* Input, output, status, noise. */
#define DESCRIPTORS 4

struct PrNursery {
	PrDuty duty;
	PrConfinement *confinement;
	pid_t pid;           /* 0: cold */
	int socket;          /* -1: cold */
	gboolean has_failed; /* stays cold */
};

/* What is asked for; the name and, behind a NUL, the reason of the cut follow. */
typedef struct {
	guint32 cut_pages;
	guint32 name_length, reason_length;
	gboolean is_verbose;
} Request;

/* The document that makes a nursery warm: two rows of two ruled cells. Without a cross-reference table, which poppler
 * rebuilds. */
static const char sample[] =
	"%PDF-1.4\n"
	"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
	"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
	"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
	"4 0 obj<</Length 243>>stream\n"
	"20 40 m 220 40 l 20 70 m 220 70 l 20 100 m 220 100 l 20 40 m 20 100 l 120 40 m 120 100 l 220 40 m 220 100 l S\n"
	"BT /F 10 Tf 30 80 Td (Item) Tj 100 0 Td (Amount) Tj -100 -30 Td (Total) Tj 100 0 Td (1,234.50) Tj ET\n"
	"endstream endobj\n"
	"trailer<</Root 1 0 R>>\n";

PrNursery *
pr_nursery_new(PrTask task, gconstpointer data, const PrWorkerLimits *limits)
{
	PrNursery *nursery = g_new0(PrNursery, 1);

	nursery->confinement = pr_confinement_new();
	nursery->duty = (PrDuty){task, data, nursery->confinement, *limits, 0};
	nursery->socket = -1;
	return nursery;
}

static void
become_cold(PrNursery *nursery)
{
	if (nursery->pid == 0)
		return;
	close(nursery->socket);
	kill(nursery->pid, SIGKILL);
	while (waitpid(nursery->pid, NULL, 0) < 0 && errno == EINTR)
		;
	nursery->pid = 0;
	nursery->socket = -1;
}

void
pr_nursery_free(PrNursery *nursery)
{
	if (nursery == NULL)
		return;
	become_cold(nursery);
	pr_confinement_free(nursery->confinement);
	g_free(nursery);
}

const PrWorkerLimits *
pr_nursery_limits(const PrNursery *nursery)
{
	return &nursery->duty.limits;
}

/* ---- in the nursery ---- */

/* Bytes of address space; 0 where that is not known. */
static guint64
measure_self(void)
{
	g_autofree char *text = NULL;

	if (!g_file_get_contents("/proc/self/statm", &text, NULL, NULL))
		return 0;
	return g_ascii_strtoull(text, NULL, 10) * (guint64)sysconf(_SC_PAGESIZE);
}

/* What comes of the sample does not matter. It stays open: poppler gives up what it knows with the last document. */
static void
read_sample(PrDuty *duty)
{
	const PrLimits limits = PR_LIMITS_DEFAULT;
	int input = memfd_create("sample", MFD_CLOEXEC), nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
	PrChild child = {.input = input, .output = nowhere, .status = nowhere, .name = "sample"};
	guint64 before = measure_self();

	dup2(nowhere, STDERR_FILENO);
	if (input >= 0 && write(input, sample, sizeof sample - 1) == (ssize_t)sizeof sample - 1) {
		(void)pr_pdf_open(input, NULL, &limits, NULL);
		(void)duty->task(&child, duty->data, NULL);
	}
	close(nowhere);
	/* A warm worker may take as much as a cold one: what it was born with is not its document's. */
	duty->born_with = measure_self() - before;
}

/* The request, and what was sent along; -1 where there is none any more. */
static gssize
receive(int socket, char *bytes, gsize size, int descriptors[DESCRIPTORS])
{
	union {
		char room[CMSG_SPACE(sizeof(int) * DESCRIPTORS)];
		struct cmsghdr head;
	} control;
	struct iovec part = {bytes, size};
	struct msghdr message = {
		.msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
	gssize done;

	do
		done = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
	while (done < 0 && errno == EINTR);
	const struct cmsghdr *head = done > 0 ? CMSG_FIRSTHDR(&message) : NULL;

	if (head == NULL || head->cmsg_type != SCM_RIGHTS || head->cmsg_len != CMSG_LEN(sizeof(int) * DESCRIPTORS))
		return -1;
	memcpy(descriptors, CMSG_DATA(head), sizeof(int) * DESCRIPTORS);
	return done;
}

/* A copy of this process, as a child of its parent. Libraries that watch fork() are not told: there is one thread. */
static pid_t
copy_self(void)
{
	struct clone_args arguments = {.flags = CLONE_PARENT};

	return (pid_t)syscall(SYS_clone3, &arguments, sizeof arguments);
}

static void
serve(const PrDuty *duty, int socket, pid_t parent)
{
	char bytes[sizeof(Request) + TEXT_MAX];
	int descriptors[DESCRIPTORS];

	while (receive(socket, bytes, sizeof bytes, descriptors) > (gssize)sizeof(Request)) {
		Request request;

		memcpy(&request, bytes, sizeof request);
		char *name = bytes + sizeof request, *reason = name + request.name_length + 1;
		PrAssignment assignment = {.name = name,
			.input = descriptors[0],
			.output = descriptors[1],
			.is_verbose = request.is_verbose,
			.cut = {request.cut_pages, request.cut_pages > 0 ? reason : NULL}};
		gint64 answer = copy_self();

		if (answer == 0)
			pr_child_run(duty, &assignment, descriptors[2], descriptors[3], parent);
		if (answer < 0)
			answer = -errno;
		for (guint i = 0; i < DESCRIPTORS; i++)
			close(descriptors[i]);
		if (write(socket, &answer, sizeof answer) != (ssize_t)sizeof answer)
			return;
	}
}

static void G_GNUC_NORETURN
run(PrDuty *duty, int socket, pid_t parent)
{
	/* Ctrl-C goes to the whole group, and the parent sees to its end. */
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(EXIT_FAILURE);
	read_sample(duty);
	serve(duty, socket, parent);
	_exit(EXIT_SUCCESS);
}

/* ---- in the parent ---- */

void
pr_nursery_warm(PrNursery *nursery)
{
	const struct timeval patience = {.tv_sec = PATIENCE};
	pid_t parent = getpid();
	int sockets[2];

	/* Who looks for leaks knows of a process only what fork() tells. */
	if (nursery->pid != 0 || nursery->has_failed || pr_confinement_is_sanitized() ||
		socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
		return;
	setsockopt(sockets[0], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	pid_t pid = fork();

	if (pid == 0) {
		close(sockets[0]);
		run(&nursery->duty, sockets[1], parent);
	}
	close(sockets[1]);
	if (pid < 0) {
		close(sockets[0]);
		return;
	}
	nursery->pid = pid;
	nursery->socket = sockets[0];
}

static gboolean
request(const PrNursery *nursery, const PrAssignment *assignment, int status, int noise)
{
	const char *reason = assignment->cut.reason != NULL ? assignment->cut.reason : "";
	Request head = {assignment->cut.pages, (guint32)strlen(assignment->name), (guint32)strlen(reason),
		assignment->is_verbose};
	const int descriptors[DESCRIPTORS] = {assignment->input, assignment->output, status, noise};
	union {
		char room[CMSG_SPACE(sizeof descriptors)];
		struct cmsghdr head;
	} control = {{0}};
	struct iovec parts[] = {{&head, sizeof head}, {(char *)assignment->name, head.name_length + 1},
		{(char *)reason, head.reason_length + 1}};
	struct msghdr message = {.msg_iov = parts,
		.msg_iovlen = G_N_ELEMENTS(parts),
		.msg_control = &control,
		.msg_controllen = sizeof control};

	if ((guint64)head.name_length + head.reason_length + 2 > TEXT_MAX)
		return FALSE;
	control.head.cmsg_level = SOL_SOCKET;
	control.head.cmsg_type = SCM_RIGHTS;
	control.head.cmsg_len = CMSG_LEN(sizeof descriptors);
	memcpy(CMSG_DATA(&control.head), descriptors, sizeof descriptors);
	return sendmsg(nursery->socket, &message, MSG_NOSIGNAL) > 0;
}

/* The process id that the nursery answers with; -1 where it did not answer, or could not. */
static pid_t
read_answer(PrNursery *nursery)
{
	gint64 answer = 0;
	ssize_t done;

	do
		done = recv(nursery->socket, &answer, sizeof answer, 0);
	while (done < 0 && errno == EINTR);
	if (done == (ssize_t)sizeof answer && answer > 0)
		return (pid_t)answer;
	/* Short of processes, it is so for the parent as well; else it shall not be asked again. */
	if (done == (ssize_t)sizeof answer && answer == -EAGAIN)
		return -1;
	become_cold(nursery);
	nursery->has_failed = TRUE;
	return -1;
}

pid_t
pr_nursery_start(PrNursery *nursery, const PrAssignment *assignment, int status, int noise)
{
	pid_t parent = getpid();
	pid_t pid = nursery->pid != 0 && request(nursery, assignment, status, noise) ? read_answer(nursery) : -1;

	if (pid > 0)
		return pid;
	pid = fork();
	if (pid == 0)
		pr_child_run(&nursery->duty, assignment, status, noise, parent);
	return pid;
}
