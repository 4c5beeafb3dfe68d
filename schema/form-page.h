/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A definition → a page for people: the form drawn as a table, and what its fields are. */
#pragma once

#include "schema/schema.h"

/* Markdown, UTF-8. */
void pr_form_page(const PrForm *form, GString *out);
