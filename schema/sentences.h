/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Figures told in sentences. Private to schema/. */
#pragma once

#include "schema/facts.h"

/* A stretch of the narrative, over paragraphs that a page break cut. All borrowed. */
typedef struct {
	const PrText *text;
	const PrClean *clean; /* of `text` */
	const char *entity;   /* NULL: unknown */
	int year;             /* 0: unknown */
	int number;           /* of the last sentence found in the document */
	const char *dims;
} PrPassage;

/* What the sentences of `form` find in the passage, added to `out` (of PrFacts). */
void pr_sentences_tell(PrPassage *passage, const PrForm *form, GPtrArray *out);
