/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files about definitions share. Private to schema/. */
#pragma once

#include "schema/form.h"

/* No definition is larger. */
#define PR_FORM_BYTES_MAX (1u << 20)

/* The schema that definitions are held against; form.xsd, embedded. */
extern const char pr_form_xsd_text[];

PrShape *pr_shape_of_form(const PrForm *form);
void pr_shape_free(PrShape *shape);
