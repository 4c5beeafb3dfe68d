/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A definition → JSON Schema of what `extract --format json` writes for documents that hold the form. */
#pragma once

#include "schema/schema.h"
#include "tools/writer.h"

/* `is_raw`: of what --raw writes, where each value is its printed string. */
void pr_json_schema(const PrForm *form, gboolean is_raw, PrWriter *out);
