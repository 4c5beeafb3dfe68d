/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rule sets: what is read, what is judged, what is counted exactly. */
#include "schema/rules.h"

#include <criterion/criterion.h>
#include <string.h>

#include "schema/waivers.h"

#define SET(body)                                                                                                      \
	"<schema xmlns='http://purl.oclc.org/dsdl/schematron' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "       \
	"xmlns:pr='urn:piperoll:rules:1' id='mine' pr:amounts='//d:v'>"                                                \
	"<ns prefix='d' uri='urn:piperoll:document:1'/><ns prefix='pr' uri='urn:piperoll:rules:1'/>" body "</schema>"
#define DOCUMENT(content)                                                                                              \
	"<piperoll xmlns='urn:piperoll:document:1'><source sha256='abc'/><content>" content "</content></piperoll>"

static const char values[] =
	DOCUMENT("<v n='1' of='a'><raw>0.1</raw></v><v n='2' of='a'><raw>0.2</raw></v><v n='3' of='b'><raw>0.3</raw>"
		 "<place page='2' x0='1' y0='2' x1='3' y1='4'/></v>");

/* NULL where the set cannot be read or run; says the reason. */
static PrFindings *
judge_as(const char *set, const char *document, const PrCheckOptions *options, char **reason)
{
	g_autoptr(PrRules) rules = pr_rules_new_empty();
	g_autoptr(GError) error = NULL;
	PrFindings *findings = NULL;

	if (pr_rules_add(rules, set, strlen(set), "set", &error))
		findings = pr_check(rules, document, strlen(document), options, &error);
	cr_assert_eq(findings == NULL, error != NULL);
	if (reason != NULL)
		*reason = error != NULL ? g_strdup(error->message) : NULL;
	return findings;
}

static PrFindings *
judge(const char *set)
{
	PrFindings *findings = judge_as(set, values, NULL, NULL);

	cr_assert_not_null(findings);
	return findings;
}

static void
assert_reason(const char *set, const char *part)
{
	g_autofree char *reason = NULL;

	cr_assert_null(judge_as(set, values, NULL, &reason));
	cr_assert_not_null(strstr(reason, part), "%s", reason);
}

static const PrFinding *
only_finding(const PrFindings *findings)
{
	cr_assert_eq(findings->list->len, 1, "%u findings", findings->list->len);
	return g_ptr_array_index(findings->list, 0);
}

Test(rules, each_builtin_rule_set_is_read)
{
	g_autoptr(PrRules) rules = pr_rules_new();

	cr_assert_geq(pr_rules_count(rules), 2);
	for (guint i = 0; i < pr_rules_count(rules); i++)
		cr_assert_not_null(pr_rules_builtin_text(pr_rules_id_at(rules, i)));
	cr_assert_not(pr_rules_want_all(rules, FALSE));
}

Test(rules, a_finding_says_what_where_and_how)
{
	g_autoptr(PrFindings) findings = judge(SET(
		"<pattern><rule context='d:v[@n = 3]'><let name='first' value='//d:v[1]'/>"
		"<assert id='a' role='warning' pr:category='text' test='d:raw = $first/d:raw' pr:operands='$first' "
		"pr:expected='$first/d:raw' diagnostics='en'>Is <value-of select='d:raw'/>.</assert></rule></pattern>"
		"<diagnostics><diagnostic id='en' xml:lang='en'>In English.</diagnostic></diagnostics>"));
	const PrFinding *finding = only_finding(findings);
	const PrOperand *operand = g_ptr_array_index(finding->operands, 0);
	const PrPlace *place = &g_array_index(finding->places, PrPlace, 0);

	cr_assert_str_eq(finding->rule, "a");
	cr_assert_eq(finding->severity, PR_SEVERITY_WARNING);
	cr_assert_str_eq(finding->message, "Is 0.3.");
	cr_assert_str_eq(finding->message_en, "In English.");
	cr_assert_str_eq(finding->printed, "0.3");
	cr_assert_str_eq(finding->expected, "0.1");
	cr_assert_str_eq(operand->printed, "0.1");
	cr_assert_eq(place->page, 2);
	cr_assert_float_eq(place->box.y1, 4, 1e-6);
	cr_assert_eq(strlen(finding->id), PR_FINDING_ID_LENGTH);
}

Test(rules, a_node_is_judged_by_the_first_rule_that_it_fits)
{
	g_autoptr(PrFindings) findings =
		judge(SET("<pattern><rule context='d:v[@n = 3]'><report id='one' test='true()'>x</report></rule>"
			  "<rule context='d:v'><report id='other' test='@n = 3'>x</report></rule></pattern>"));

	cr_assert_str_eq(only_finding(findings)->rule, "one");
}

Test(rules, decimals_are_exact_where_doubles_are_not)
{
	static const char set[] = SET(
		"<pattern><rule context='d:content'>"
		"<assert id='sum' test='sum(d:v[@of = \"a\"]/d:raw) = d:v[3]/d:raw' "
		"pr:exact='pr:compare(pr:sum(d:v[@of = \"a\"]/d:raw), d:v[3]/d:raw) = 0'>x</assert></rule></pattern>");
	const PrCheckOptions portable = {.is_portable = TRUE};
	g_autoptr(PrFindings) exact = judge(set);
	g_autoptr(PrFindings) doubles = judge_as(set, values, &portable, NULL);

	cr_assert_eq(exact->list->len, 0);
	cr_assert_eq(doubles->list->len, 1);
}

Test(rules, functions_of_decimals)
{
	static const char *const tests[] = {
		"pr:add(\"0.1\", \"0.2\") = \"0.3\"",
		"pr:subtract(\"0.1\", \"0.3\") = \"-0.2\"",
		"pr:multiply(\"99999999999999999.9\", \"10\") = \"999999999999999999.0\"",
		"pr:ratio(\"2\", \"3\", 2) = \"0.67\"",
		"pr:ratio(\"-1\", \"8\", 2) = \"-0.13\"",
		"pr:ratio(\"1\", \"0\", 2) = \"NaN\"",
		"pr:compare(\"1.0\", \"1\") = 0",
		"pr:compare(\"9007199254740993\", \"9007199254740992\") = 1",
		"pr:sum(//none) = 0",
		"pr:add(\"x\", \"1\") = \"NaN\"",
	};

	for (guint i = 0; i < G_N_ELEMENTS(tests); i++) {
		g_autofree char *set = g_strdup_printf(
			SET("<pattern><rule context='d:content'><assert test='%s'>x</assert></rule></pattern>"),
			tests[i]);
		g_autoptr(PrFindings) findings = judge(set);

		cr_assert_eq(findings->list->len, 0, "%s", tests[i]);
	}
}

Test(rules, keys_find_nodes_by_their_values)
{
	g_autoptr(PrFindings) findings = judge(SET(
		"<xsl:key name='of' match='d:v' use='@of'/><pattern><rule context='d:v'>"
		"<assert id='alone' test='count(key(\"of\", @of)) = 1 + (@of = current()/../d:v[1]/@of)'>x</assert></rule></pattern>"));

	cr_assert_eq(findings->list->len, 0);
}

Test(rules, an_abstract_pattern_is_a_macro)
{
	g_autoptr(PrFindings) findings = judge(SET(
		"<pattern abstract='true' id='is'><rule context='$what'><assert id='is' test='d:raw = $value'>x</assert></rule></pattern>"
		"<pattern is-a='is' id='one'><param name='what' value='d:v[1]'/><param name='value' value='0.1'/></pattern>"
		"<pattern is-a='is' id='two'><param name='what' value='d:v[2]'/><param name='value' value='0.1'/></pattern>"));

	cr_assert_str_eq(only_finding(findings)->pattern, "two");
}

Test(rules, a_let_is_seen_from_its_rule_and_from_what_is_around)
{
	g_autoptr(PrFindings) findings = judge(SET(
		"<let name='a' value='1'/><let name='b' value='1'/><pattern><let name='b' value='2'/><rule context='d:content'>"
		"<let name='c' value='$b + 1'/><assert test='$a = 1 and $b = 2 and $c = 3'>x</assert></rule></pattern>"));

	cr_assert_eq(findings->list->len, 0);
}

Test(rules, what_holds_confirms)
{
	g_autoptr(PrFindings) findings =
		judge(SET("<pattern><rule context='d:content'>"
			  "<assert id='holds' test='true()' pr:confirms='d:v[@of = \"a\"]'>x</assert>"
			  "<assert test='false()' pr:confirms='d:v'>x</assert></rule></pattern>"));
	const PrConfirmation *first = g_ptr_array_index(findings->confirmations, 0);

	cr_assert_eq(findings->amounts, 3);
	cr_assert_eq(findings->confirmations->len, 2);
	cr_assert_str_eq(first->rule, "holds");
}

Test(rules, a_phase_runs_its_patterns_alone)
{
	static const char set[] =
		SET("<phase id='p'><active pattern='two'/></phase>"
		    "<pattern id='one'><rule context='d:content'><assert test='false()'>x</assert></rule></pattern>"
		    "<pattern id='two'><rule context='d:content'><assert test='false()'>x</assert></rule></pattern>");
	const PrCheckOptions options = {.phase = "p"};
	g_autoptr(PrFindings) findings = judge_as(set, values, &options, NULL);

	cr_assert_str_eq(only_finding(findings)->pattern, "two");
}

static guint
count_in_years(const char *years, const char *document)
{
	g_autofree char *set = g_strdup_printf(
		SET("<pattern pr:years='%s'><rule context='d:v|d:w'><assert id='a' test='false()'>x</assert></rule></pattern>"),
		years);
	g_autoptr(PrFindings) findings = judge_as(set, document, NULL, NULL);

	cr_assert_not_null(findings);
	return findings->list->len;
}

Test(rules, a_rule_holds_for_its_years)
{
	static const char of_2022[] = DOCUMENT(
		"<subject year='2022'/><v/><form><record><f><year><date from='2020'/></year><w/></f></record></form>");
	static const char of_none[] = DOCUMENT("<v/>");

	cr_assert_eq(count_in_years("2022", of_2022), 1);
	cr_assert_eq(count_in_years("2020", of_2022), 1);
	cr_assert_eq(count_in_years("2021-", of_2022), 1);
	cr_assert_eq(count_in_years("2020-", of_2022), 2);
	cr_assert_eq(count_in_years("-2021", of_2022), 1);
	cr_assert_eq(count_in_years("2019-2021", of_2022), 1);
	cr_assert_eq(count_in_years("2023-", of_2022), 0);
	cr_assert_eq(count_in_years("2023-", of_none), 1);
	assert_reason(
		SET("<pattern pr:years='lately'><rule context='d:v'><assert test='true()'>x</assert></rule></pattern>"),
		"'lately'");
	assert_reason(
		SET("<pattern><rule context='d:v'><assert pr:years='2020-2019' test='true()'>x</assert></rule></pattern>"),
		"2020-2019");
	assert_reason(
		SET("<pattern><rule context='d:v' pr:years='-'><assert test='true()'>x</assert></rule></pattern>"),
		"'-'");
}

Test(rules, sets_of_many_judge_documents_that_are_given_together)
{
	static const char set[] =
		"<schema xmlns='http://purl.oclc.org/dsdl/schematron' xmlns:pr='urn:piperoll:rules:1' id='many' pr:of='documents'>"
		"<ns prefix='d' uri='urn:piperoll:document:1'/><pattern><rule context='/d:documents/d:piperoll/d:content/d:v'>"
		"<assert id='same' test='d:raw = /d:documents/d:piperoll[1]/d:content/d:v/d:raw' "
		"pr:operands='/d:documents/d:piperoll[1]/d:content/d:v'>x</assert></rule></pattern></schema>";
	static const char one[] =
		"<piperoll xmlns='urn:piperoll:document:1'><source sha256='a'><file>a.pdf</file></source><run/>"
		"<content><v><raw>1</raw><printed>x</printed></v></content><issues/></piperoll>";
	g_autoptr(GByteArray) essence = g_byte_array_new();
	const PrCheckOptions options = {.essence = essence};
	g_autoptr(PrFindings) alone = judge_as(set, one, &options, NULL);

	cr_assert_eq(alone->list->len, 0);
	g_byte_array_append(essence, (const guint8 *)"", 1);
	cr_assert_str_eq((const char *)essence->data,
		"<piperoll xmlns=\"urn:piperoll:document:1\"><source sha256=\"a\"><file>a.pdf</file></source>"
		"<content><v><raw>1</raw></v></content></piperoll>");
	g_autofree char *both = g_strdup_printf(
		"<documents xmlns='urn:piperoll:document:1'>%s<piperoll><source sha256='b'>"
		"<file>b.pdf</file></source><content><v><raw>2</raw></v></content></piperoll></documents>",
		(const char *)essence->data);
	g_autoptr(PrFindings) together = judge_as(set, both, NULL, NULL);
	const PrFinding *finding = only_finding(together);

	cr_assert_str_eq(finding->file, "b.pdf");
	cr_assert_str_eq(finding->where, "v");
	cr_assert_str_eq(((const PrOperand *)g_ptr_array_index(finding->operands, 0))->file, "a.pdf");
}

Test(rules, what_is_wrong_is_said_with_its_line)
{
	assert_reason("<other/>", "set:1: no schema");
	assert_reason("<a>", "set:1: ");
	assert_reason(SET("\n<pattern><rule context='d:v'><assert test='1 +'>x</assert></rule></pattern>"),
		"set:2: '1 +' is no expression");
	assert_reason(SET("<pattern><rule context='d:v'><assert role='grave' test='1'>x</assert></rule></pattern>"),
		"the role is");
	assert_reason(SET("<pattern><rule><assert test='1'>x</assert></rule></pattern>"), "lacks context");
	assert_reason(SET("<pattern is-a='none'/>"), "no abstract pattern 'none'");
	assert_reason(
		SET("<pattern><rule context='d:v'><assert test='1' diagnostics='none'>x</assert></rule></pattern>"),
		"no diagnostic 'none'");
	assert_reason(
		SET("<pattern><rule context='d:v'><assert id='odd' test='$none'>x</assert></rule></pattern>"), "'odd'");
	assert_reason(
		"<!DOCTYPE schema [<!ENTITY e 'x'>]><schema xmlns='http://purl.oclc.org/dsdl/schematron' id='a'/>",
		"document type");
}

Test(rules, only_documents_of_ours_are_judged)
{
	static const char set[] = SET("");
	g_autofree char *reason = NULL;

	cr_assert_null(judge_as(set, "<piperoll/>", NULL, &reason));
	cr_assert_not_null(strstr(reason, "no document of piperoll"));
}

Test(rules, a_waiver_marks_the_finding_of_its_id)
{
	g_autoptr(PrFindings) findings =
		judge(SET("<pattern><rule context='d:v'><assert id='a' test='@n = 3'>x</assert></rule></pattern>"));
	const PrFinding *first = g_ptr_array_index(findings->list, 0);
	g_autofree char *text = g_strdup_printf("# seen\n\n%s\tLi\t on paper \n", first->id);
	g_autoptr(PrWaivers) waivers = pr_waivers_read(text, "file", NULL);
	g_autoptr(GError) error = NULL;

	pr_waivers_apply(waivers, findings);
	cr_assert_str_eq(first->waived_by, "Li");
	cr_assert_str_eq(first->waived_reason, "on paper");
	cr_assert_eq(pr_findings_count(findings, PR_SEVERITY_NOTE), 1);
	cr_assert_null(pr_waivers_read("abc\tLi\twhy", "file", &error));
	cr_assert_not_null(strstr(error->message, "file:1: "));
}
