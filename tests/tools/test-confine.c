/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The fence around a worker, tried from the inside: each test enters it in a process of its own and tries one thing. */
#include <criterion/criterion.h>

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tools/confine.h"

#define CANNOT_ENTER 77

/* The exit status of `attempt`, made inside of the fence; -1 where this machine has none. */
static int
inside(int (*attempt)(int input))
{
	g_autoptr(PrConfinement) confinement = pr_confinement_new();
	int input = open("/etc/hostname", O_RDONLY), status = 0;

	if (pr_confinement_is_sanitized())
		return -1;
	pid_t pid = fork();

	if (pid == 0) {
		g_autofree char *gap = NULL;

		if (!pr_confinement_enter(confinement, pr_confinement_rules(confinement, input), &gap))
			_exit(CANNOT_ENTER);
		_exit(attempt(input));
	}
	cr_assert(pid > 0 && waitpid(pid, &status, 0) == pid);
	close(input);
	cr_assert(WIFEXITED(status), "signal %d", WTERMSIG(status));
	return WEXITSTATUS(status) == CANNOT_ENTER ? -1 : WEXITSTATUS(status);
}

static gboolean
is_refused(int result)
{
	return result < 0 && (errno == EPERM || errno == EACCES);
}

static int
write_files(int input)
{
	return is_refused(open("/tmp/piperoll-fence", O_CREAT | O_WRONLY, 0600)) &&
	       is_refused(open("/dev/null", O_WRONLY)) && is_refused(open("/tmp", O_TMPFILE | O_RDWR, 0600)) &&
	       is_refused(unlink("/tmp/piperoll-fence")) && is_refused(mkdir("/tmp/piperoll-fence", 0700));
}

static int
start_programs(int input)
{
	char *arguments[] = {(char *)"true", NULL};

	return is_refused(execv("/bin/true", arguments)) && is_refused(fork());
}

static int
reach_others(int input)
{
	return is_refused(socket(AF_INET, SOCK_STREAM, 0)) && is_refused(socket(AF_UNIX, SOCK_STREAM, 0)) &&
	       is_refused(kill(getppid(), SIGTERM)) && is_refused(kill(getppid(), 0));
}

static int
compute(int input)
{
	char byte;
	int memory = memfd_create("x", 0);
	g_autofree char *block = g_malloc0(64 << 20);

	return block != NULL && memory >= 0 && write(memory, "x", 1) == 1 && read(input, &byte, 1) >= 0;
}

static int
read_libraries(int input)
{
	return open("/usr/share", O_RDONLY | O_DIRECTORY) >= 0;
}

/* 1 where Landlock is there too. */
static int
read_secrets(int input)
{
	return is_refused(open("/etc/passwd", O_RDONLY));
}

static int
read_input_by_path(int input)
{
	g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", input);

	return open(path, O_RDONLY) >= 0;
}

#define HOLDS(attempt)                                                                                                 \
	do {                                                                                                           \
		int result = inside(attempt);                                                                          \
		if (result < 0)                                                                                        \
			cr_skip("no fence here");                                                                      \
		cr_assert(result == 1);                                                                                \
	} while (0)

Test(confine, no_file_can_be_written)
{
	HOLDS(write_files);
}

Test(confine, no_program_can_be_started)
{
	HOLDS(start_programs);
}

Test(confine, no_network_and_no_process_can_be_reached)
{
	HOLDS(reach_others);
}

Test(confine, it_can_compute_and_read_what_it_was_given)
{
	HOLDS(compute);
	HOLDS(read_libraries);
	HOLDS(read_input_by_path);
}

Test(confine, files_of_others_are_out_of_reach_where_the_kernel_has_landlock)
{
	g_autofree char *description = pr_confinement_describe();

	if (strstr(description, ", Landlock ") == NULL)
		cr_skip("no Landlock here");
	HOLDS(read_secrets);
}

Test(confine, the_description_agrees_with_what_was_tried)
{
	g_autofree char *description = pr_confinement_describe();

	cr_assert(strstr(description, "limits") != NULL);
	cr_assert((strstr(description, "no_new_privs, seccomp") != NULL) == (inside(write_files) == 1));
}
