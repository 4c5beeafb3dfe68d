/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrValue: the typed reading of a text. What is not surely a value is text, never a guess. */
#pragma once

#include "normalize/decimal.h"

/* What was found. pr_value_kind_name() gives the stable name that goes into the output. */
typedef enum {
	PR_VALUE_BLANK,
	PR_VALUE_PLACEHOLDER, /* "/", "—", "-", "无" only where the expectation allows it */
	PR_VALUE_NUMBER,
	PR_VALUE_PERCENT, /* number holds what stands before the sign: 96 for 96% */
	PR_VALUE_DATE,    /* a day, a month, a year, or a span of them */
	PR_VALUE_GRADE,   /* 优 良 中 低 差 */
	PR_VALUE_TEXT,
} PrValueKind;

typedef enum {
	PR_COMPARATOR_NONE,
	PR_COMPARATOR_EQ,
	PR_COMPARATOR_LT,
	PR_COMPARATOR_LE,
	PR_COMPARATOR_GT,
	PR_COMPARATOR_GE,
} PrComparator;

/* What the place on the form lets one expect; from the form's definition, or PR_EXPECT_ANY in a general table. */
typedef enum {
	PR_EXPECT_ANY,
	PR_EXPECT_TEXT,   /* never typed beyond blank and placeholder */
	PR_EXPECT_AMOUNT, /* money: separators, negatives, 万/亿; unit from the header where none is printed */
	PR_EXPECT_NUMBER,
	PR_EXPECT_SCORE,  /* points (分) */
	PR_EXPECT_RATE,   /* percent, or a bare number */
	PR_EXPECT_TARGET, /* comparator + number + unit, percent, date, grade, or words */
	PR_EXPECT_DATE,
	PR_EXPECT_YEAR, /* 2024年度 → 2024 */
	PR_EXPECT_GRADE,
	PR_EXPECT_CODE, /* digits that are a name, leading zeros meant: text */
} PrExpect;

typedef struct {
	PrExpect expect;
	const char *unit; /* the unit that holds where none is printed, "" or NULL for none */
	int year;         /* the year that holds where none is printed; 0: unknown */
} PrValueContext;

/* One of several numbers in a compound like 药品140批次，医疗器械20批次 (the value itself is then text). */
typedef struct {
	char *label;
	PrDecimal number;
	char *unit;
	PrComparator comparator;
} PrValuePart;

/* A day, month or year: month and day are 0 where not given. */
typedef struct {
	int year, month, day;
} PrDate;

/* Initialise with zero or pr_value_parse(); release with pr_value_clear(). */
typedef struct {
	PrValueKind kind;
	PrComparator comparator;
	PrDecimal number; /* PR_VALUE_NUMBER, PR_VALUE_PERCENT: as printed, unit not applied */
	int magnitude;    /* power of ten that the printed unit adds: 4 for 万, 万元; 8 for 亿; else 0 */
	PrDate from, to;  /* PR_VALUE_DATE; equal where it is no span */
	char *unit;       /* as printed ("万元"), or from the context; "" for none; never NULL after parsing */
	gboolean unit_is_printed;
	gboolean year_is_inferred;
	char *grade;      /* PR_VALUE_GRADE */
	char *wording;    /* words around the number that say what the comparator does not; NULL for none */
	GPtrArray *parts; /* of PrValuePart, owned; NULL for none */
} PrValue;

/* Reads `folded` (PrClean.folded). Never fails: what fits nothing is PR_VALUE_TEXT. */
void pr_value_parse(const char *folded, const PrValueContext *context, PrValue *value);
void pr_value_clear(PrValue *value);
/* Adds a copy of `part`; takes its label and unit. */
void pr_value_add_part(PrValue *value, PrValuePart part);
/* The value alone, canonical: "364.64", "2024-11-30", "2024-01/2024-11", "优", "" for the rest. Free with g_free(). */
char *pr_value_canonical(const PrValue *value);
/* One line that pr_value_read() takes back to an equal value (`show`, tests). */
char *pr_value_print(const PrValue *value);
gboolean pr_value_read(const char *line, PrValue *value, GError **error);

const char *pr_value_kind_name(PrValueKind kind);        /* blank placeholder number percent date grade text */
const char *pr_comparator_name(PrComparator comparator); /* none = < <= > >= */
const char *pr_expect_name(PrExpect expect);
gboolean pr_expect_parse(const char *name, PrExpect *expect);
