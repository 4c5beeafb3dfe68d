/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrProgress: a bar on the last line of a terminal; nothing at all elsewhere. */
#pragma once

#include <glib.h>

typedef struct {
	gboolean is_on;
	gboolean is_drawn;
	guint total, done, failed;
	gint64 started, drawn; /* monotonic microseconds */
} PrProgress;

/* On where stderr is a terminal and `is_wanted`. */
void pr_progress_init(PrProgress *progress, guint total, gboolean is_wanted);
/* Draws the bar, at most ten times a second. `name` is the document that has run longest, may be NULL. */
void pr_progress_draw(PrProgress *progress, const char *name, guint page, guint page_total);
/* Takes the bar away, before a message and at the end. */
void pr_progress_clear(PrProgress *progress);
