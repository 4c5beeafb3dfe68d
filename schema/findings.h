/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrFindings: where a document contradicts itself or the rules of its form, each with its proof; and which of its
 * amounts the arithmetic vouches for. */
#pragma once

#include "extract/issue.h"
#include "extract/text.h"

#define PR_FINDING_ID_LENGTH 12

/* A value that the arithmetic used. */
typedef struct {
	char *file;  /* of another document, where several are judged together; else NULL */
	char *label; /* of the field, column or line */
	char *printed;
	GArray *places; /* of PrPlace */
} PrOperand;

typedef struct {
	char id[PR_FINDING_ID_LENGTH + 1]; /* the same for the same document, rule, place and print */
	char *rule;                        /* "rate_wrong" */
	char *assertion; /* id of the assertion in its rule set; a rule may have several, of different severity */
	char *set;       /* id of the rule set */
	char *pattern;   /* id of the pattern it stands in */
	char *category;  /* arithmetic, rounding, filing, text or structure */
	PrSeverity severity;
	char *message, *message_en;            /* the second may be NULL */
	char *printed, *expected, *arithmetic; /* "" where there is nothing to say */
	char *file;                            /* whose it is, where several documents are judged together; else NULL */
	char *where;                           /* "form[8]/funds/row[1]/rate" */
	char *location;                        /* XPath of the node that the assertion was made of */
	int form, table;                       /* numbers; 0 for none */
	GArray *places;                        /* of PrPlace: what is judged */
	GPtrArray *operands;                   /* of PrOperand, owned */
	char *waived_by, *waived_reason;       /* NULL: not waived */
} PrFinding;

/* Whose a finding is, among those of the document `file`, which may be NULL. */
static inline const char *
pr_finding_file(const PrFinding *finding, const char *file)
{
	return finding->file != NULL ? finding->file : file;
}

/* What became of one assertion over the whole document. */
typedef struct {
	char *set, *assertion, *rule;
	guint held, failed;
} PrAssertionCount;

/* An amount that an identity which holds agrees with. */
typedef struct {
	char *where;
	char *rule; /* the first that did */
	GArray *places;
} PrConfirmation;

typedef struct {
	GPtrArray *list;          /* of PrFinding, owned: by place in the document */
	GPtrArray *verdicts;      /* of PrAssertionCount, owned: in the order of the rule sets */
	GPtrArray *confirmations; /* of PrConfirmation, owned: in the order of the document */
	guint amounts;            /* how many there are */
} PrFindings;

PrFindings *pr_findings_new(void);
void pr_findings_free(PrFindings *findings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrFindings, pr_findings_free)

PrFinding *pr_finding_new(void);
void pr_finding_free(PrFinding *finding);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrFinding, pr_finding_free)
/* Fills in the id. `document` tells the documents apart: the checksum of its source. */
void pr_finding_identify(PrFinding *finding, const char *document);
PrOperand *pr_operand_new(void);
void pr_operand_free(PrOperand *operand);

/* How many findings that nobody has waived are at least as bad as `severity`. */
guint pr_findings_count(const PrFindings *findings, PrSeverity severity);
/* Those of exactly that severity; findings about rounding are left out of it. */
guint pr_findings_count_of(const PrFindings *findings, PrSeverity severity);
gboolean pr_finding_is_rounding(const PrFinding *finding);
