/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A field of CSV (RFC 4180). */
#pragma once

#include "tools/writer.h"

/* Quoted where it must be. A text that a spreadsheet would run as a formula gets an apostrophe in front. */
void pr_csv_put_field(PrWriter *out, const char *text);
