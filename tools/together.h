/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrTogether: documents that are given together are compared. Each worker leaves behind its report what of its document
 * others are compared with; that is gathered here, and judged in the end by a worker of its own. */
#pragma once

#include "tools/finish.h"

typedef struct PrTogether PrTogether;

/* NULL with an output error: no place for what is gathered. */
PrTogether *pr_together_new(GError **error);
void pr_together_free(PrTogether *together);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrTogether, pr_together_free)

/* In a worker: `fd` holds its report; appends `essence`, and where that begins. FALSE with an output error. */
gboolean pr_together_leave(int fd, const GByteArray *essence, GError **error);
/* PrFinish, with the PrTogether as its data: the report goes to `result`, the rest is gathered. */
gboolean pr_together_gather(const PrInput *input, int draft, int result, gpointer together, GError **error);
/* Completes what is gathered, as an input that is called "together", apart from the names of `others`. NULL where there
 * are fewer than two documents, or more than can be compared, which is said; or with an output error. */
PrInputs *pr_together_inputs(PrTogether *together, const PrInputs *others, GError **error);
