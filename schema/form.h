/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrForm: a form's definition, read from XML: how it is called, how it is laid out, what its fields are. */
#pragma once

#include "normalize/value.h"

typedef struct PrBlock PrBlock;

/* A definition. Strings are owned, never NULL unless it says so. Read-only. */
typedef struct {
	char *id;      /* "project-self-evaluation" */
	char *version; /* "1" */
	char *title;   /* the first title: what lists show */
	char *origin;  /* "built-in" or the path of the file */
	char *sha256;  /* of the definition's bytes, lower-case hex */
	GPtrArray *titles; /* of PrLabel */
	GPtrArray *blocks; /* of PrBlock, in the order of the printed form */
	GPtrArray *head;   /* of PrField: read from the lines of the title */
} PrForm;
