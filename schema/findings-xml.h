/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Findings as XML of several kinds. */
#pragma once

#include "schema/findings.h"

/* What the findings are of. */
typedef struct {
	const char *file; /* its name, as the output names it */
	const PrFindings *findings;
} PrFindingsOf;

/* Each writes a whole document to `fd`; FALSE with PR_SCHEMA_ERROR_WRITE. */
typedef gboolean (*PrFindingsWrite)(const PrFindingsOf *of, int fd, GError **error);

/* <findings> in the namespace of documents, as it stands in a document of its own. */
gboolean pr_findings_write_xml(const PrFindingsOf *of, int fd, GError **error);
/* Schematron Validation Report Language. */
gboolean pr_findings_write_svrl(const PrFindingsOf *of, int fd, GError **error);
/* JUnit: an assertion is a test; it fails where it has failed findings. */
gboolean pr_findings_write_junit(const PrFindingsOf *of, int fd, GError **error);
