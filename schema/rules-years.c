/* SPDX-License-Identifier: GPL-2.0-or-later */
/* For which years a rule holds: "2020-", "-2019", "2019-2022" or "2021". Forms change, and an old one is judged by its
 * own rules. */
#include <string.h>

#include "schema/rules-evidence.h"
#include "schema/rules-reader.h"

#define YEAR_DIGITS 4

/* The year at `*text`, which goes on behind it; 0 where there is none. */
static int
take_year(const char **text)
{
	int year = 0;

	for (int i = 0; i < YEAR_DIGITS; i++) {
		if (!g_ascii_isdigit((*text)[i]))
			return 0;
		year = year * 10 + g_ascii_digit_value((*text)[i]);
	}
	*text += YEAR_DIGITS;
	return year;
}

static gboolean
parse(const char *text, PrRuleYears *years)
{
	years->first = take_year(&text);
	if (*text == '\0') {
		years->last = years->first;
		return years->first > 0;
	}
	if (*text++ != '-')
		return FALSE;
	years->last = take_year(&text);
	return *text == '\0' && (years->first > 0 || years->last > 0) &&
	       (years->last == 0 || years->last >= years->first);
}

PrRuleYears
pr_rule_read_years(PrRuleReader *reader, xmlNodePtr node)
{
	PrRuleYears years = {0, 0};

	for (; node != NULL && node->type == XML_ELEMENT_NODE; node = node->parent) {
		g_autofree char *text = pr_rule_own_attribute(node, "years");

		if (text == NULL)
			continue;
		if (!parse(text, &years))
			pr_rule_reader_fail(reader, xmlGetLineNo(node),
				"years are 2020-, -2019, 2019-2022 or 2021, not '%s'", text);
		break;
	}
	return years;
}

/* ---- of a node ---- */

static int
year_in(xmlNodePtr node, const char *attribute)
{
	xmlChar *value = node != NULL ? xmlGetNoNsProp(node, (const xmlChar *)attribute) : NULL;
	const char *text = (const char *)value;
	int year = text != NULL ? take_year(&text) : 0;

	xmlFree(value);
	return year;
}

static int
year_of_form(xmlNodePtr form)
{
	xmlNodePtr record = pr_evidence_child(form, "record");
	xmlNodePtr fields = record != NULL ? xmlFirstElementChild(record) : NULL;

	return year_in(pr_evidence_child(pr_evidence_child(fields, "year"), "date"), "from");
}

int
pr_rule_year_of(xmlNodePtr node)
{
	for (; node != NULL && node->type == XML_ELEMENT_NODE; node = node->parent) {
		const char *name = (const char *)node->name;
		int year = strcmp(name, "form") == 0      ? year_of_form(node)
			   : strcmp(name, "content") == 0 ? year_in(pr_evidence_child(node, "subject"), "year")
							  : 0;

		if (year > 0)
			return year;
	}
	return 0;
}
