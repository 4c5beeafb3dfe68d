/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What expressions of rules may call beyond XPath 1.0: key() and current(), as XSLT has them, and exact decimals.
 *
 * XPath's numbers are doubles. 0.1 + 0.2 is not 0.3 in them, and past 2^53 they skip whole numbers. The decimal
 * functions take and give strings of digits, and give "NaN" where an operand is no number or a result has more digits
 * than fit. */
#include <libxml/xpathInternals.h>
#include <string.h>

#include "normalize/decimal.h"
#include "schema/rules-set.h"

#define RATIO_DECIMALS_MAX 12

/* ---- key() ---- */

static void
node_set_free(gpointer set)
{
	xmlXPathFreeNodeSet(set);
}

static void
index_free(gpointer index)
{
	g_hash_table_unref(index);
}

GHashTable *
pr_rule_indexes_new(void)
{
	return g_hash_table_new_full(NULL, NULL, NULL, index_free);
}

/* Nodes come one after the other: one that is there already, for another of its values, came last. */
static void
index_node(GHashTable *index, const xmlChar *value, xmlNodePtr node)
{
	xmlNodeSetPtr set = g_hash_table_lookup(index, value);

	if (set != NULL && set->nodeTab[set->nodeNr - 1] != node)
		xmlXPathNodeSetAddUnique(set, node); /* which does not look for it */
	else if (set == NULL)
		g_hash_table_insert(index, g_strdup((const char *)value), xmlXPathNodeSetCreate(node));
}

/* Under each of its values, if it has several. */
static void
index_values(GHashTable *index, xmlXPathObjectPtr value, xmlNodePtr node)
{
	if (value->type != XPATH_NODESET) {
		xmlChar *text = xmlXPathCastToString(value);

		index_node(index, text, node);
		xmlFree(text);
		return;
	}
	for (int i = 0; value->nodesetval != NULL && i < value->nodesetval->nodeNr; i++) {
		xmlChar *text = xmlXPathCastNodeToString(value->nodesetval->nodeTab[i]);

		index_node(index, text, node);
		xmlFree(text);
	}
}

static GHashTable *
make_index(xmlXPathContextPtr context, const PrKey *key)
{
	GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, node_set_free);
	xmlNodePtr here = context->node;

	context->node = xmlDocGetRootElement(context->doc);
	xmlXPathObjectPtr matches = xmlXPathCompiledEval(key->match, context);
	xmlNodeSetPtr nodes = matches != NULL ? matches->nodesetval : NULL;

	for (int i = 0; nodes != NULL && i < nodes->nodeNr; i++) {
		context->node = nodes->nodeTab[i];
		xmlXPathObjectPtr value = xmlXPathCompiledEval(key->use, context);

		if (value != NULL)
			index_values(index, value, nodes->nodeTab[i]);
		xmlXPathFreeObject(value);
	}
	xmlXPathFreeObject(matches);
	context->node = here;
	return index;
}

/* The index of all keys of that name; NULL where there is none. */
static GHashTable *
find_index(xmlXPathContextPtr context, PrRuleScope *scope, const char *name)
{
	for (guint i = 0; i < scope->set->keys->len; i++) {
		PrKey *key = g_ptr_array_index(scope->set->keys, i);
		GHashTable *index = strcmp(key->name, name) == 0 ? g_hash_table_lookup(scope->indexes, key) : NULL;

		if (index != NULL)
			return index;
		if (strcmp(key->name, name) != 0)
			continue;
		index = make_index(context, key);
		g_hash_table_insert(scope->indexes, key, index);
		return index;
	}
	return NULL;
}

static void
add_indexed(xmlNodeSetPtr *result, GHashTable *index, const xmlChar *value)
{
	xmlNodeSetPtr found = g_hash_table_lookup(index, value);

	if (found != NULL)
		*result = xmlXPathNodeSetMerge(*result, found);
}

static void
call_key(xmlXPathParserContextPtr parser, int count)
{
	if (count != 2) {
		xmlXPathSetArityError(parser);
		return;
	}
	xmlXPathObjectPtr value = valuePop(parser);
	xmlChar *name = xmlXPathPopString(parser);
	GHashTable *index =
		name != NULL ? find_index(parser->context, parser->context->userData, (const char *)name) : NULL;
	xmlNodeSetPtr result = xmlXPathNodeSetCreate(NULL);

	if (index == NULL) {
		xmlXPathSetError(parser, XPATH_INVALID_OPERAND);
	} else if (value->type == XPATH_NODESET) {
		for (int i = 0; value->nodesetval != NULL && i < value->nodesetval->nodeNr; i++) {
			xmlChar *text = xmlXPathCastNodeToString(value->nodesetval->nodeTab[i]);

			add_indexed(&result, index, text);
			xmlFree(text);
		}
		xmlXPathNodeSetSort(result);
	} else {
		xmlChar *text = xmlXPathCastToString(value);

		add_indexed(&result, index, text);
		xmlFree(text);
	}
	xmlFree(name);
	xmlXPathFreeObject(value);
	valuePush(parser, xmlXPathWrapNodeSet(result));
}

static void
call_current(xmlXPathParserContextPtr parser, int count)
{
	const PrRuleScope *scope = parser->context->userData;

	if (count != 0) {
		xmlXPathSetArityError(parser);
		return;
	}
	valuePush(parser, xmlXPathNewNodeSet(scope->current));
}

/* ---- exact decimals ---- */

static gboolean
parse_decimal(const xmlChar *text, PrDecimal *value)
{
	g_autofree char *stripped = g_strstrip(g_strdup((const char *)text));

	return pr_decimal_parse(stripped, value);
}

static gboolean
pop_decimal(xmlXPathParserContextPtr parser, PrDecimal *value)
{
	xmlChar *text = xmlXPathPopString(parser);
	gboolean is_read = text != NULL && parse_decimal(text, value);

	xmlFree(text);
	return is_read;
}

static void
push_decimal(xmlXPathParserContextPtr parser, gboolean is_number, PrDecimal value)
{
	char text[PR_DECIMAL_BUFFER];

	valuePush(parser, xmlXPathNewCString(is_number ? pr_decimal_print(value, text) : "NaN"));
}

/* sum(nodes): of their string values. */
static void
call_sum(xmlXPathParserContextPtr parser, int count)
{
	PrDecimal sum = {0, 0}, term = {0, 0};
	gboolean is_number = TRUE;

	if (count != 1) {
		xmlXPathSetArityError(parser);
		return;
	}
	xmlNodeSetPtr nodes = xmlXPathPopNodeSet(parser);

	for (int i = 0; is_number && nodes != NULL && i < nodes->nodeNr; i++) {
		xmlChar *text = xmlXPathCastNodeToString(nodes->nodeTab[i]);

		is_number = parse_decimal(text, &term) && pr_decimal_add(sum, term, &sum);
		xmlFree(text);
	}
	xmlXPathFreeNodeSet(nodes);
	push_decimal(parser, is_number, sum);
}

/* Takes two numbers off the stack; FALSE with "NaN" put there where they are none. */
static gboolean
pop_pair(xmlXPathParserContextPtr parser, int count, PrDecimal *a, PrDecimal *b)
{
	if (count != 2) {
		xmlXPathSetArityError(parser);
		return FALSE;
	}
	gboolean has_b = pop_decimal(parser, b), has_a = pop_decimal(parser, a);

	return has_a && has_b;
}

static void
call_add(xmlXPathParserContextPtr parser, int count)
{
	PrDecimal a = {0, 0}, b = {0, 0};
	gboolean is_number = pop_pair(parser, count, &a, &b) && pr_decimal_add(a, b, &a);

	push_decimal(parser, is_number, a);
}

static void
call_subtract(xmlXPathParserContextPtr parser, int count)
{
	PrDecimal a = {0, 0}, b = {0, 0};
	gboolean is_number = pop_pair(parser, count, &a, &b);

	b.digits = -b.digits;
	push_decimal(parser, is_number && pr_decimal_add(a, b, &a), a);
}

static void
call_multiply(xmlXPathParserContextPtr parser, int count)
{
	PrDecimal a = {0, 0}, b = {0, 0};
	gboolean is_number = pop_pair(parser, count, &a, &b) && pr_decimal_multiply(a, b, &a);

	push_decimal(parser, is_number, a);
}

/* compare(a, b): -1, 0 or 1, or NaN. */
static void
call_compare(xmlXPathParserContextPtr parser, int count)
{
	PrDecimal a = {0, 0}, b = {0, 0};
	gboolean is_number = pop_pair(parser, count, &a, &b);

	valuePush(parser, xmlXPathNewFloat(is_number ? pr_decimal_compare(a, b) : xmlXPathNAN));
}

/* a / b in `decimals` digits behind the point, half away from zero. FALSE where that does not fit. */
static gboolean
divide(PrDecimal a, PrDecimal b, int decimals, PrDecimal *result)
{
	int shift = decimals + b.scale - a.scale;
	PrDecimal numerator = {a.digits, 0}, denominator = {b.digits, 0};

	if (b.digits == 0 || (shift >= 0 ? !pr_decimal_shift(numerator, shift, &numerator)
					 : !pr_decimal_shift(denominator, -shift, &denominator)))
		return FALSE;
	gboolean is_negative = (numerator.digits < 0) != (denominator.digits < 0);
	__int128 over = numerator.digits < 0 ? -numerator.digits : numerator.digits;
	__int128 under = denominator.digits < 0 ? -denominator.digits : denominator.digits;
	__int128 quotient = over / under;

	quotient += over % under >= under - over % under;
	*result = (PrDecimal){is_negative ? -quotient : quotient, decimals};
	return TRUE;
}

/* ratio(a, b, decimals) */
static void
call_ratio(xmlXPathParserContextPtr parser, int count)
{
	PrDecimal a = {0, 0}, b = {0, 0}, quotient = {0, 0};

	if (count != 3) {
		xmlXPathSetArityError(parser);
		return;
	}
	double decimals = xmlXPathPopNumber(parser);
	gboolean is_number = pop_pair(parser, 2, &a, &b) && decimals >= 0 && decimals <= RATIO_DECIMALS_MAX &&
			     divide(a, b, (int)decimals, &quotient);

	push_decimal(parser, is_number, quotient);
}

void
pr_rule_functions_register(xmlXPathContextPtr context, PrRuleScope *scope)
{
	static const struct {
		const char *name;
		xmlXPathFunction call;
	} exact[] = {
		{"sum", call_sum},
		{"add", call_add},
		{"subtract", call_subtract},
		{"multiply", call_multiply},
		{"compare", call_compare},
		{"ratio", call_ratio},
	};

	context->userData = scope;
	xmlXPathRegisterFunc(context, (const xmlChar *)"key", call_key);
	xmlXPathRegisterFunc(context, (const xmlChar *)"current", call_current);
	for (guint i = 0; i < G_N_ELEMENTS(exact); i++)
		xmlXPathRegisterFuncNS(
			context, (const xmlChar *)exact[i].name, (const xmlChar *)PR_RULES_NAMESPACE, exact[i].call);
}
