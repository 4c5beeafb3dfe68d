/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Prints the filter of system calls as a C array, at build time: libseccomp knows the numbers of the calls, and the
 * program itself need not load it each time it starts.
 *
 * The list says what is allowed; all else fails with EPERM, as in a poor environment, so that a library that merely
 * tries (a font cache to be written) goes on without. */
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

/* Those that are harmless whatever they are asked. A call that this architecture does not have is passed over. */
static const char *const calls[] = {
	/* memory */
	"brk", "madvise", "membarrier", "mmap", "mprotect", "mremap", "munmap",
	/* descriptors that are open */
	"close", "close_range", "dup", "dup2", "dup3", "fadvise64", "fallocate", "fcntl", "fstat", "fstatfs",
	"ftruncate", "lseek", "memfd_create", "poll", "ppoll", "pread64", "pwrite64", "read", "readv", "write",
	"writev",
	/* looking at files; Landlock says which */
	"access", "faccessat", "faccessat2", "getcwd", "getdents64", "lstat", "newfstatat", "readlink", "readlinkat",
	"stat", "statfs", "statx",
	/* itself and its end */
	"exit", "exit_group", "futex", "getegid", "geteuid", "getgid", "getpid", "getppid", "getrandom", "getrlimit",
	"getrusage", "gettid", "getuid", "restart_syscall", "rseq", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn",
	"sched_getaffinity", "sched_yield", "set_robust_list", "sigaltstack", "sysinfo", "uname",
	/* time */
	"clock_getres", "clock_gettime", "clock_nanosleep", "gettimeofday", "nanosleep", "time", "times"};

/* What opens a file for more than reading. */
#define WRITING ((scmp_datum_t)(O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY)))

static int
allow(scmp_filter_ctx filter, const char *name, unsigned int count, struct scmp_arg_cmp condition)
{
	int number = seccomp_syscall_resolve_name(name);
	/* Numbers below zero stand for calls of other architectures. */
	int status = number < 0 ? 0 : seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, number, count, &condition);

	if (status < 0)
		fprintf(stderr, "%s: error %d\n", name, -status);
	return status;
}

static int
allow_all(scmp_filter_ctx filter)
{
	struct scmp_arg_cmp none = {0};
	int failures = 0;

	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		failures += allow(filter, calls[i], 0, none) < 0;
	failures += allow(filter, "open", 1, SCMP_A1(SCMP_CMP_MASKED_EQ, WRITING, O_RDONLY)) < 0;
	failures += allow(filter, "openat", 1, SCMP_A2(SCMP_CMP_MASKED_EQ, WRITING, O_RDONLY)) < 0;
	/* Whether a descriptor is a terminal. */
	failures += allow(filter, "ioctl", 1, SCMP_A1(SCMP_CMP_EQ, TCGETS)) < 0;
	/* Limits are read, not set. */
	failures += allow(filter, "prlimit64", 1, SCMP_A2(SCMP_CMP_EQ, 0)) < 0;
	/* abort(), so that a library that gives up is seen to. */
	failures += allow(filter, "tgkill", 1, SCMP_A2(SCMP_CMP_EQ, SIGABRT)) < 0;
	return failures;
}

static int
print_program(scmp_filter_ctx filter)
{
	int fd = memfd_create("filter", 0);
	struct sock_filter step;
	int count = 0;

	if (fd < 0 || seccomp_export_bpf(filter, fd) < 0 || lseek(fd, 0, SEEK_SET) != 0)
		return EXIT_FAILURE;
	while (read(fd, &step, sizeof step) == (ssize_t)sizeof step) {
		printf("{0x%02x, %u, %u, 0x%08x},\n", step.code, step.jt, step.jf, step.k);
		count++;
	}
	close(fd);
	return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int status = EXIT_FAILURE;

	if (filter == NULL)
		return status;
	/* As a tree: a call is found in a few steps. */
	seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	if (allow_all(filter) == 0)
		status = print_program(filter);
	seccomp_release(filter);
	return status;
}
