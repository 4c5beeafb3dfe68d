/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a filled-in form is about: the year, and whom and what. The same subject printed again is a new vintage of
 * it. */
#pragma once

#include "schema/form.h"

/* Appends the single texts of the form as one key, nothing where there are none; returns the year, 0 where none is
 * told. */
int pr_subject_read(const PrForm *form, const PrRecord *record, GString *subject);
