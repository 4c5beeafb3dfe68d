/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A document judged by rule sets.
 *
 *   for each pattern            each node is judged by the first rule of the pattern that it is a context of
 *     for each rule             one walk over the document finds its contexts
 *       for each context        let …; each assertion once
 *
 * So the work is contexts × assertions, and what a rule looks up in other places of the document it finds by key(). An
 * expression may take a bounded number of steps: past it the check ends with an error, for a verdict that nobody waited
 * for is none. */
#include <libxml/parser.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "schema/rules-evidence.h"
#include "schema/rules-reader.h"
#include "schema/rules-set.h"

#define DOCUMENT_NAMESPACE "urn:piperoll:document:1"
/* Of one expression; the longest honest one known takes a thousandth of it. */
#define STEPS_MAX 100000000ul

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlParserCtxt, xmlFreeParserCtxt)

typedef struct {
	const PrRules *rules;
	const PrCheckOptions *options;
	PrFindings *findings;
	xmlDocPtr document;
	char *source;          /* checksum of the source, or of the sources */
	GHashTable *confirmed; /* of xmlNodePtr → rule, borrowed */
	GHashTable *counted;   /* of xmlNodePtr: amounts */
	GArray *orders;        /* of Order, one a finding */
	/* of the set that is running */
	const PrRuleSet *set;
	xmlXPathContextPtr context;
	PrRuleScope scope; /* also the userData of the context: for its functions and its errors */
	PrAssertionCount **verdicts;
} Run;

/* By place in the document, then by assertion. */
typedef struct {
	gssize place;
	guint sequence;
	PrFinding *finding;
} Order;

/* ---- expressions ---- */

static void
note_trouble(void *data, xmlErrorPtr error)
{
	PrRuleScope *scope = data;

	scope->is_too_long |= error->code == XML_XPATH_EXPRESSION_OK + XPATH_OP_LIMIT_EXCEEDED;
	if (scope->trouble == NULL)
		scope->trouble = g_strchomp(g_strdup(error->message != NULL ? error->message : "cannot be evaluated"));
}

static xmlXPathObjectPtr
evaluate(Run *run, xmlXPathCompExprPtr expression, xmlNodePtr node)
{
	run->context->node = node;
	run->context->opCount = 0;
	xmlXPathObjectPtr value = xmlXPathCompiledEval(expression, run->context);

	if (value == NULL && run->scope.trouble == NULL)
		run->scope.trouble = g_strdup("cannot be evaluated");
	return value;
}

static gboolean
is_true(Run *run, xmlXPathCompExprPtr expression, xmlNodePtr node)
{
	xmlXPathObjectPtr value = evaluate(run, expression, node);
	gboolean is = value != NULL && xmlXPathCastToBoolean(value);

	xmlXPathFreeObject(value);
	return is;
}

/* "" where the expression is NULL. */
static char *
string_of(Run *run, xmlXPathCompExprPtr expression, xmlNodePtr node)
{
	xmlXPathObjectPtr value = expression != NULL ? evaluate(run, expression, node) : NULL;
	xmlChar *text = value != NULL ? xmlXPathCastToString(value) : NULL;
	char *copy = pr_evidence_tidy(text != NULL ? (const char *)text : "");

	xmlFree(text);
	xmlXPathFreeObject(value);
	return copy;
}

static char *
message_of(Run *run, const GPtrArray *message, xmlNodePtr node)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < message->len; i++) {
		const PrMessagePart *part = g_ptr_array_index(message, i);
		g_autofree char *value = part->text == NULL ? string_of(run, part->expression, node) : NULL;

		g_string_append(text, value != NULL ? value : part->text);
	}
	g_auto(GStrv) words = g_strsplit_set(text->str, " \t\r\n", -1);

	g_string_truncate(text, 0);
	for (guint i = 0; words[i] != NULL; i++)
		if (*words[i] != '\0')
			g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "", words[i]);
	return g_string_free(g_steal_pointer(&text), FALSE);
}

/* ---- findings ---- */

/* The nodes of an expression; NULL where it is none of nodes. Free with xmlXPathFreeObject(). */
static xmlXPathObjectPtr
nodes_of(Run *run, xmlXPathCompExprPtr expression, xmlNodePtr node)
{
	xmlXPathObjectPtr value = expression != NULL ? evaluate(run, expression, node) : NULL;

	if (value != NULL && value->type == XPATH_NODESET)
		return value;
	xmlXPathFreeObject(value);
	return NULL;
}

static int
node_count(const xmlXPathObject *nodes)
{
	return nodes != NULL && nodes->nodesetval != NULL ? nodes->nodesetval->nodeNr : 0;
}

static void
add_operands(Run *run, const PrAssertion *assertion, xmlNodePtr node, xmlNodePtr subject, PrFinding *finding)
{
	xmlXPathObjectPtr nodes = nodes_of(run, assertion->operands, node);

	for (int i = 0; i < node_count(nodes); i++) {
		xmlNodePtr at = nodes->nodesetval->nodeTab[i];

		if (at == subject || at->type != XML_ELEMENT_NODE)
			continue;
		PrOperand *operand = pr_operand_new();

		operand->file = pr_evidence_file(at);
		operand->label = pr_evidence_label(at);
		operand->printed = pr_evidence_printed(at);
		pr_evidence_places(at, operand->places);
		g_ptr_array_add(finding->operands, operand);
	}
	xmlXPathFreeObject(nodes);
}

static void
report(Run *run, const PrRulePattern *pattern, const PrAssertion *assertion, xmlNodePtr node)
{
	PrFinding *finding = pr_finding_new();
	xmlXPathObjectPtr subjects = nodes_of(run, assertion->subject, node);
	xmlNodePtr subject = node_count(subjects) > 0 ? subjects->nodesetval->nodeTab[0] : node;
	xmlChar *location = xmlGetNodePath(node);

	if (subject->type != XML_ELEMENT_NODE)
		subject = subject->parent;
	finding->rule = g_strdup(assertion->rule);
	finding->assertion = g_strdup(assertion->id);
	finding->set = g_strdup(run->set->id);
	finding->pattern = g_strdup(pattern->id);
	finding->category = g_strdup(assertion->category);
	finding->severity = assertion->severity;
	finding->message = message_of(run, assertion->message, node);
	finding->message_en = assertion->message_en != NULL ? message_of(run, assertion->message_en, node) : NULL;
	finding->printed =
		assertion->printed != NULL ? string_of(run, assertion->printed, node) : pr_evidence_printed(subject);
	finding->expected = string_of(run, assertion->expected, node);
	finding->arithmetic = string_of(run, assertion->arithmetic, node);
	finding->file = pr_evidence_file(subject);
	finding->where = pr_evidence_where(subject);
	finding->location = g_strdup((const char *)location);
	finding->form = pr_evidence_number(subject, "form");
	finding->table = pr_evidence_number(subject, "table");
	pr_evidence_places(subject, finding->places);
	add_operands(run, assertion, node, subject, finding);
	pr_finding_identify(finding, run->source);
	/* xmlXPathOrderDocElems() has put the order there, negative. */
	Order order = {-(gssize)subject->content, run->orders->len, finding};

	g_array_append_val(run->orders, order);
	xmlFree(location);
	xmlXPathFreeObject(subjects);
}

static void
confirm(Run *run, const PrAssertion *assertion, xmlNodePtr node)
{
	xmlXPathObjectPtr nodes = nodes_of(run, assertion->confirms, node);

	for (int i = 0; i < node_count(nodes); i++)
		if (!g_hash_table_contains(run->confirmed, nodes->nodesetval->nodeTab[i]))
			g_hash_table_insert(run->confirmed, nodes->nodesetval->nodeTab[i], assertion->rule);
	xmlXPathFreeObject(nodes);
}

/* ---- rules ---- */

/* A node of which no year is known is judged by all. */
static gboolean
is_of_its_year(const PrAssertion *assertion, xmlNodePtr node)
{
	const PrRuleYears *years = &assertion->years;
	int year = years->first > 0 || years->last > 0 ? pr_rule_year_of(node) : 0;

	return year == 0 || (year >= years->first && (years->last == 0 || year <= years->last));
}

static void
judge(Run *run, const PrRulePattern *pattern, const PrRule *rule, xmlNodePtr node)
{
	guint mark = pr_rule_variables_open(run->scope.variables, rule->lets, node);

	run->scope.current = node;
	for (guint i = 0; i < rule->assertions->len && run->scope.trouble == NULL; i++) {
		const PrAssertion *assertion = g_ptr_array_index(rule->assertions, i);

		if (!is_of_its_year(assertion, node))
			continue;
		gboolean is_exact = assertion->exact != NULL && !run->options->is_portable;
		gboolean is_held =
			is_true(run, is_exact ? assertion->exact : assertion->test, node) != assertion->is_report;

		if (run->scope.trouble != NULL) {
			g_autofree char *trouble = run->scope.trouble;

			run->scope.trouble = g_strdup_printf("assertion '%s': %s", assertion->id, trouble);
			break;
		}
		if (is_held) {
			run->verdicts[assertion->index]->held++;
			confirm(run, assertion, node);
		} else {
			run->verdicts[assertion->index]->failed++;
			report(run, pattern, assertion, node);
		}
	}
	pr_rule_variables_close(run->scope.variables, mark);
}

static void
run_pattern(Run *run, const PrRulePattern *pattern)
{
	g_autoptr(GHashTable) judged = pattern->rules->len > 1 ? g_hash_table_new(NULL, NULL) : NULL;
	xmlNodePtr root = (xmlNodePtr)run->document;

	guint mark = pr_rule_variables_open(run->scope.variables, pattern->lets, root);

	run->scope.current = root;
	for (guint i = 0; i < pattern->rules->len && run->scope.trouble == NULL; i++) {
		const PrRule *rule = g_ptr_array_index(pattern->rules, i);
		xmlXPathObjectPtr nodes = nodes_of(run, rule->context, root);

		for (int k = 0; k < node_count(nodes) && run->scope.trouble == NULL; k++) {
			xmlNodePtr node = nodes->nodesetval->nodeTab[k];

			if (judged == NULL || g_hash_table_add(judged, node))
				judge(run, pattern, rule, node);
		}
		xmlXPathFreeObject(nodes);
	}
	pr_rule_variables_close(run->scope.variables, mark);
}

static gboolean
is_active(const Run *run, const PrRulePattern *pattern)
{
	const GPtrArray *active =
		run->options->phase != NULL ? g_hash_table_lookup(run->set->phases, run->options->phase) : NULL;

	if (run->options->phase == NULL)
		return TRUE;
	for (guint i = 0; active != NULL && i < active->len; i++)
		if (g_strcmp0(g_ptr_array_index(active, i), pattern->id) == 0)
			return TRUE;
	return FALSE;
}

/* Lists the verdicts of `pattern`, all still open. */
static void
open_verdicts(Run *run, const PrRulePattern *pattern)
{
	for (guint i = 0; i < pattern->rules->len; i++) {
		const PrRule *rule = g_ptr_array_index(pattern->rules, i);

		for (guint k = 0; k < rule->assertions->len; k++) {
			const PrAssertion *assertion = g_ptr_array_index(rule->assertions, k);
			PrAssertionCount *verdict = g_new0(PrAssertionCount, 1);

			verdict->set = g_strdup(run->set->id);
			verdict->assertion = g_strdup(assertion->id);
			verdict->rule = g_strdup(assertion->rule);
			run->verdicts[assertion->index] = verdict;
			g_ptr_array_add(run->findings->verdicts, verdict);
		}
	}
}

static void
count_amounts(Run *run)
{
	xmlXPathObjectPtr nodes = nodes_of(run, run->set->amounts, (xmlNodePtr)run->document);

	for (int i = 0; i < node_count(nodes); i++)
		g_hash_table_add(run->counted, nodes->nodesetval->nodeTab[i]);
	xmlXPathFreeObject(nodes);
}

static gboolean
run_set(Run *run, const PrRuleSet *set, GError **error)
{
	g_autoptr(GHashTable) indexes = pr_rule_indexes_new();
	g_autoptr(GArray) variables = pr_rule_variables_new();
	g_autofree PrAssertionCount **verdicts = g_new0(PrAssertionCount *, set->assertion_count + 1);
	xmlXPathContextPtr context = xmlXPathNewContext(run->document);

	run->set = set;
	run->context = context;
	run->verdicts = verdicts;
	run->scope = (PrRuleScope){.set = set, .variables = variables, .indexes = indexes};
	pr_rule_functions_register(context, &run->scope);
	pr_rule_variables_register(context);
	xmlXPathSetContextNode((xmlNodePtr)run->document, context);
	context->opLimit = STEPS_MAX;
	xmlXPathContextSetCache(context, 1, -1, 0); /* of values, which come and go by the thousand */
	context->error = note_trouble;
	for (guint i = 0; i + 1 < set->prefixes->len; i += 2)
		xmlXPathRegisterNs(
			context, g_ptr_array_index(set->prefixes, i), g_ptr_array_index(set->prefixes, i + 1));
	pr_rule_variables_open(run->scope.variables, set->lets, (xmlNodePtr)run->document);
	count_amounts(run);
	for (guint i = 0; i < set->patterns->len && run->scope.trouble == NULL; i++) {
		const PrRulePattern *pattern = g_ptr_array_index(set->patterns, i);

		if (!is_active(run, pattern))
			continue;
		open_verdicts(run, pattern);
		run_pattern(run, pattern);
	}
	xmlXPathFreeContext(context);
	g_autofree char *trouble = g_steal_pointer(&run->scope.trouble);

	if (trouble == NULL)
		return TRUE;
	g_set_error(error, PR_SCHEMA_ERROR, run->scope.is_too_long ? PR_SCHEMA_ERROR_LIMIT : PR_SCHEMA_ERROR_FORM,
		"the rule set '%s': %s", set->id, run->scope.is_too_long ? "a rule takes too many steps" : trouble);
	return FALSE;
}

/* ---- the document ---- */

static gboolean
is_of_many(const xmlNode *root)
{
	return strcmp((const char *)root->name, "documents") == 0;
}

static xmlDocPtr
parse(const char *xml, gsize length, GError **error)
{
	g_autoptr(xmlParserCtxt) parser = xmlNewParserCtxt();
	g_autoptr(xmlDoc) document =
		length <= G_MAXINT
			? xmlCtxtReadMemory(parser, xml, (int)length, NULL, NULL,
				  XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)
			: NULL;
	xmlNodePtr root = document != NULL ? xmlDocGetRootElement(document) : NULL;
	const char *reason = NULL;

	if (root == NULL)
		reason = "not well-formed XML";
	else if (document->intSubset != NULL || document->extSubset != NULL)
		reason = "XML with a document type is not read";
	else if ((strcmp((const char *)root->name, "piperoll") != 0 && !is_of_many(root)) || root->ns == NULL ||
		 strcmp((const char *)root->ns->href, DOCUMENT_NAMESPACE) != 0)
		reason = "XML, but no document of piperoll";
	if (reason == NULL)
		return g_steal_pointer(&document);
	g_set_error_literal(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_SYNTAX, reason);
	return NULL;
}

static char *
source_of(xmlDocPtr document)
{
	xmlNodePtr root = xmlDocGetRootElement(document);
	xmlNodePtr one = is_of_many(root) ? xmlFirstElementChild(root) : root;
	GString *sums = g_string_new(NULL);

	for (; one != NULL; one = is_of_many(root) ? xmlNextElementSibling(one) : NULL) {
		xmlNodePtr source = xmlFirstElementChild(one);
		xmlChar *sum = source != NULL ? xmlGetNoNsProp(source, (const xmlChar *)"sha256") : NULL;

		g_string_append(sums, sum != NULL ? (const char *)sum : "");
		xmlFree(sum);
	}
	return g_string_free(sums, FALSE);
}

static int
compare_orders(gconstpointer a, gconstpointer b)
{
	const Order *one = a, *two = b;

	if (one->place != two->place)
		return one->place < two->place ? -1 : 1;
	return one->sequence < two->sequence ? -1 : one->sequence > two->sequence;
}

static int
compare_nodes(gconstpointer a, gconstpointer b)
{
	const xmlNode *one = *(xmlNodePtr const *)a, *two = *(xmlNodePtr const *)b;
	gssize first = -(gssize)one->content, second = -(gssize)two->content;

	return first < second ? -1 : first > second;
}

static void
list_confirmations(Run *run)
{
	g_autoptr(GPtrArray) nodes = g_ptr_array_new();
	GHashTableIter iter;
	gpointer node;

	g_hash_table_iter_init(&iter, run->confirmed);
	while (g_hash_table_iter_next(&iter, &node, NULL))
		if (g_hash_table_contains(run->counted, node))
			g_ptr_array_add(nodes, node);
	g_ptr_array_sort(nodes, compare_nodes);
	for (guint i = 0; i < nodes->len; i++) {
		PrConfirmation *confirmation = g_new0(PrConfirmation, 1);

		node = g_ptr_array_index(nodes, i);
		confirmation->where = pr_evidence_where(node);
		confirmation->rule = g_strdup(g_hash_table_lookup(run->confirmed, node));
		confirmation->places = g_array_new(FALSE, FALSE, sizeof(PrPlace));
		pr_evidence_places(node, confirmation->places);
		g_ptr_array_add(run->findings->confirmations, confirmation);
	}
	run->findings->amounts = g_hash_table_size(run->counted);
}

PrFindings *
pr_check(const PrRules *rules, const char *xml, gsize length, const PrCheckOptions *options, GError **error)
{
	static const PrCheckOptions plain = {0};
	g_autoptr(xmlDoc) document = parse(xml, length, error);

	if (document == NULL)
		return NULL;
	g_autoptr(PrFindings) findings = pr_findings_new();
	g_autoptr(GHashTable) confirmed = g_hash_table_new(NULL, NULL), counted = g_hash_table_new(NULL, NULL);
	g_autoptr(GArray) orders = g_array_new(FALSE, FALSE, sizeof(Order));
	g_autofree char *source = source_of(document);
	Run run = {.rules = rules,
		.options = options != NULL ? options : &plain,
		.findings = findings,
		.document = document,
		.source = source,
		.confirmed = confirmed,
		.counted = counted,
		.orders = orders};
	gboolean is_run = TRUE;

	xmlXPathOrderDocElems(document);
	gboolean of_many = is_of_many(xmlDocGetRootElement(document));

	for (guint i = 0; is_run && i < rules->sets->len; i++) {
		const PrRuleSet *set = g_ptr_array_index(rules->sets, i);

		if (set->is_of_many == of_many)
			is_run = run_set(&run, set, error);
	}
	g_array_sort(orders, compare_orders);
	for (guint i = 0; i < orders->len; i++)
		g_ptr_array_add(findings->list, g_array_index(orders, Order, i).finding);
	list_confirmations(&run);
	if (is_run && run.options->essence != NULL)
		pr_evidence_essence(document, run.options->essence);
	return is_run ? g_steal_pointer(&findings) : NULL;
}
