/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The definitions in schema/forms/, embedded. Private to schema/. */
#pragma once

/* Ends with NULL. */
extern const char *const pr_builtin_forms[];
