/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The canary: leaks on purpose. Registered as a test that must fail, so that a hole in the net of the leak checker
 * turns a run red. */
#include <criterion/criterion.h>
#include <glib.h>

/* A global that the optimiser must believe in: what it pointed to is lost when it is overwritten. */
static void *volatile last;

Test(canary, a_leak_is_noticed)
{
	last = g_malloc(1000);
	last = NULL;
	cr_assert_null(last);
}
