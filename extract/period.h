/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts with digits or signs that name a column of numbers and are none of them. Private to extract/. */
#pragma once

#include <glib.h>

/* Whether a text is the name of a year, or of a part of years: 2024, 2023/24, 1995–99, Q1 2020, FY24, 2024年. */
gboolean pr_is_period(const char *text);
/* Whether it is the date of a day, in digits: over numbers it names what is of that day, beside a label it is a
 * value. */
gboolean pr_is_day(const char *text);
/* Whether a text is a sign of what is counted, without any number: %, £m, €'000, $ million, EUR. */
gboolean pr_is_measure(const char *text);
