/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a node of a document says of itself: where it stands, what is printed there, in which boxes. Private to
 * schema/. */
#pragma once

#include <libxml/tree.h>

#include "schema/findings.h"

/* "form[8]/funds/row[1]/rate". Free with g_free(). */
char *pr_evidence_where(xmlNodePtr node);
/* Its print on one line; "" where it has none. */
char *pr_evidence_printed(xmlNodePtr node);
/* What a reader would call it: its line and its column. */
char *pr_evidence_label(xmlNodePtr node);
/* `text` with each number that a double's last digits have spoilt ("9.666700000000001") cut to those that count. */
char *pr_evidence_tidy(const char *text);
/* Its boxes, or those of what it holds. */
void pr_evidence_places(xmlNodePtr node, GArray *places);
/* The file of its document, where several are judged together; else NULL. Free with g_free(). */
char *pr_evidence_file(xmlNodePtr node);
/* The first child of that name; NULL where there is none, or no node. */
xmlNodePtr pr_evidence_child(xmlNodePtr node, const char *name);
/* Takes out of the document what others are not compared with, and appends what is left. */
void pr_evidence_essence(xmlDocPtr document, GByteArray *essence);
/* Numbers of its form and table; 0 for none. */
int pr_evidence_number(xmlNodePtr node, const char *what);
