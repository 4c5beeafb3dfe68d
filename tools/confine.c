/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The fence around a worker: no_new_privs, Landlock, seccomp, in this order. See confine.h; the list of system calls is
 * in confine-calls.c. */
#include "tools/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined __SANITIZE_ADDRESS__
#define IS_SANITIZED TRUE
#elif defined __has_feature
#if __has_feature(address_sanitizer)
#define IS_SANITIZED TRUE
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED FALSE
#endif

/* The headers of a system may be older than its kernel: what was added since Landlock's first version, by version. */
#define FIRST_RIGHTS ((1ull << 13) - 1)
#define RIGHT_REFER (1ull << 13)     /* 2 */
#define RIGHT_TRUNCATE (1ull << 14)  /* 3 */
#define RIGHT_IOCTL_DEV (1ull << 15) /* 5 */
#define NET_TCP 3ull                 /* 4: bind and connect */
#define SCOPES 3ull                  /* 6: abstract sockets and signals */

typedef struct {
	guint64 handled_access_fs, handled_access_net, scoped;
} Ruleset;

static const struct sock_filter filter[] = {
#include "confine-filter.inc"
};

struct PrConfinement {
	int landlock;    /* its version; 0: the kernel has none */
	GArray *folders; /* of int: descriptors of what may be read */
};

gboolean
pr_confinement_is_sanitized(void)
{
	return IS_SANITIZED;
}

/* ---- what may be read ---- */

static void
add_folder(PrConfinement *confinement, const char *path)
{
	int fd = open(path, O_PATH | O_CLOEXEC);

	if (fd >= 0)
		g_array_append_val(confinement->folders, fd);
}

static void
add_folder_under(PrConfinement *confinement, const char *base, const char *name)
{
	g_autofree char *path = g_build_filename(base, name, NULL);

	add_folder(confinement, path);
}

/* Fonts, where fontconfig looks for them; poppler's data; libraries, for those that load parts of themselves late. */
static void
add_folders(PrConfinement *confinement)
{
	const char *const fixed[] = {"/usr/share", "/usr/lib", "/usr/lib64", "/usr/local/share", "/usr/local/lib",
		"/etc/fonts", "/etc/ld.so.cache", "/var/cache/fontconfig", "/gnu/store", "/nix/store"};
	const char *const variables[] = {"FONTCONFIG_PATH", "FONTCONFIG_FILE"};

	for (guint i = 0; i < G_N_ELEMENTS(fixed); i++)
		add_folder(confinement, fixed[i]);
	for (guint i = 0; i < G_N_ELEMENTS(variables); i++)
		if (g_getenv(variables[i]) != NULL)
			add_folder(confinement, g_getenv(variables[i]));
	add_folder_under(confinement, g_get_home_dir(), ".fonts");
	add_folder_under(confinement, g_get_user_data_dir(), "fonts");
	add_folder_under(confinement, g_get_user_config_dir(), "fontconfig");
	add_folder_under(confinement, g_get_user_cache_dir(), "fontconfig");
}

PrConfinement *
pr_confinement_new(void)
{
	PrConfinement *confinement = g_new0(PrConfinement, 1);
	long version =
		IS_SANITIZED ? 0 : syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

	confinement->folders = g_array_new(FALSE, FALSE, sizeof(int));
	confinement->landlock = (int)MAX(version, 0);
	if (confinement->landlock > 0)
		add_folders(confinement);
	return confinement;
}

void
pr_confinement_free(PrConfinement *confinement)
{
	if (confinement == NULL)
		return;
	for (guint i = 0; i < confinement->folders->len; i++)
		close(g_array_index(confinement->folders, int, i));
	g_array_unref(confinement->folders);
	g_free(confinement);
}

/* ---- entering ---- */

static gboolean
allow_reading(int rules, int fd, guint64 rights)
{
	struct landlock_path_beneath_attr rule = {.allowed_access = rights, .parent_fd = fd};

	return syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
}

static int
new_ruleset(int version)
{
	Ruleset attributes = {.handled_access_fs = FIRST_RIGHTS};

	if (version >= 2)
		attributes.handled_access_fs |= RIGHT_REFER;
	if (version >= 3)
		attributes.handled_access_fs |= RIGHT_TRUNCATE;
	if (version >= 4)
		attributes.handled_access_net = NET_TCP;
	if (version >= 5)
		attributes.handled_access_fs |= RIGHT_IOCTL_DEV;
	if (version >= 6)
		attributes.scoped = SCOPES;
	return (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
}

int
pr_confinement_rules(const PrConfinement *confinement, int input)
{
	int rules = confinement->landlock > 0 ? new_ruleset(confinement->landlock) : -1;

	if (rules < 0)
		return -1;
	for (guint i = 0; i < confinement->folders->len; i++) {
		int fd = g_array_index(confinement->folders, int, i);

		/* Of a plain file the right to list is refused. */
		if (!allow_reading(rules, fd, LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR))
			allow_reading(rules, fd, LANDLOCK_ACCESS_FS_READ_FILE);
	}
	if (input >= 0)
		allow_reading(rules, input, LANDLOCK_ACCESS_FS_READ_FILE);
	return rules;
}

static gboolean
enter_landlock(int rules)
{
	return rules >= 0 && syscall(SYS_landlock_restrict_self, rules, 0) == 0;
}

static gboolean
enter_seccomp(void)
{
	struct sock_fprog program = {.len = G_N_ELEMENTS(filter), .filter = (struct sock_filter *)filter};

	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

gboolean
pr_confinement_enter(const PrConfinement *confinement, int rules, char **gap)
{
	if (IS_SANITIZED)
		return TRUE;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
		*gap = g_strdup_printf("no_new_privs: %s", g_strerror(errno));
		return FALSE;
	}
	/* Landlock is an addition where there is one: without it the list of calls still forbids to write. */
	gboolean has_landlock = confinement->landlock == 0 || enter_landlock(rules);
	int number = errno;

	if (!enter_seccomp())
		*gap = g_strdup_printf("seccomp: %s", g_strerror(errno));
	else if (!has_landlock)
		*gap = g_strdup_printf("Landlock: %s", g_strerror(number));
	else
		return TRUE;
	return FALSE;
}

/* ---- describing ---- */

/* Enters and tries the door: 0 where a file that exists cannot be opened for writing. */
static int
probe(const PrConfinement *confinement)
{
	g_autofree char *gap = NULL;

	if (!pr_confinement_enter(confinement, pr_confinement_rules(confinement, -1), &gap))
		return EXIT_FAILURE;
	return open("/dev/null", O_WRONLY | O_CLOEXEC) < 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

char *
pr_confinement_describe(void)
{
	g_autoptr(PrConfinement) confinement = pr_confinement_new();
	int status = EXIT_FAILURE;

	if (IS_SANITIZED)
		return g_strdup("limits; no seccomp, no Landlock: this build has AddressSanitizer");
	pid_t pid = fork();

	if (pid == 0)
		_exit(probe(confinement));
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status != EXIT_SUCCESS)
		return g_strdup("limits; seccomp and Landlock do not hold here");
	if (confinement->landlock == 0)
		return g_strdup("limits, no_new_privs, seccomp; this kernel has no Landlock");
	return g_strdup_printf("limits, no_new_privs, seccomp, Landlock %d", confinement->landlock);
}
