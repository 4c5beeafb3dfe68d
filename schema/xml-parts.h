/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of a document as XML. Private to schema/.
 *
 * Conservation is counted in <text>: each visible character of the input stands in exactly one <text> of the document.
 * What quotes it beside (<printed>, <raw>, <unit>, <from>, …) bears other names, and a <record> is a quotation as a
 * whole. */
#pragma once

#include "schema/findings.h"
#include "schema/schema.h"
#include "schema/xml-out.h"

void pr_xml_table(PrXml *xml, const PrCleanTable *table);
/* `part` and `level`: see PrPiece. */
void pr_xml_paragraph(PrXml *xml, const PrParagraph *paragraph, PrPartKind part, int level);
void pr_xml_facts(PrXml *xml, const PrFacts *facts);
void pr_xml_subject(PrXml *xml, const PrSubject *subject);
/* Every field of `form` in its order, absent where the record does not have it; behind them what the form does not
 * know. */
void pr_xml_record(PrXml *xml, const PrForm *form, const PrRecord *record);
/* <repair kind="" at=""><from/><to/></repair> */
void pr_xml_repair(PrXml *xml, const PrRepair *repair);
/* The attributes and the content of <findings>, which is open. */
void pr_xml_findings(PrXml *xml, const PrFindings *findings);
