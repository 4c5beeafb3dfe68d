/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The variables of rules. A let is evaluated when an expression first asks for it, and kept until its rule is done with
 * the node: most assertions are decided by their first words, and then the rest need not be known.
 *
 *   schema lets │ pattern lets │ rule lets      looked up from the right: what is nearer hides what is farther
 *   ────────────┴──────────────┴──────────▶ */
#include <libxml/xpathInternals.h>
#include <string.h>

#include "schema/rules-set.h"

typedef struct {
	const PrLet *let;
	xmlNodePtr node;         /* where it is evaluated */
	xmlXPathObjectPtr value; /* NULL: nobody has asked yet */
	gboolean is_open;        /* is being evaluated: asked for now, it would be its own cause */
} Variable;

static void
clear_variable(gpointer data)
{
	xmlXPathFreeObject(((Variable *)data)->value);
}

GArray *
pr_rule_variables_new(void)
{
	GArray *variables = g_array_new(FALSE, TRUE, sizeof(Variable));

	g_array_set_clear_func(variables, clear_variable);
	return variables;
}

guint
pr_rule_variables_open(GArray *variables, const GPtrArray *lets, xmlNodePtr node)
{
	for (guint i = 0; i < lets->len; i++) {
		Variable variable = {.let = g_ptr_array_index(lets, i), .node = node};

		g_array_append_val(variables, variable);
	}
	return variables->len - lets->len;
}

void
pr_rule_variables_close(GArray *variables, guint mark)
{
	g_array_set_size(variables, mark);
}

/* In the midst of another expression, whose place is put aside. */
static xmlXPathObjectPtr
evaluate(xmlXPathContextPtr context, const Variable *variable)
{
	xmlNodePtr node = context->node;
	int size = context->contextSize, position = context->proximityPosition;

	context->node = variable->node;
	xmlXPathObjectPtr value = xmlXPathCompiledEval(variable->let->value, context);

	context->node = node;
	context->contextSize = size;
	context->proximityPosition = position;
	return value;
}

static xmlXPathObjectPtr
look_up(void *data, const xmlChar *name, const xmlChar *uri)
{
	xmlXPathContextPtr context = data;
	const PrRuleScope *scope = context->userData;

	for (guint i = scope->variables->len; i > 0; i--) {
		Variable *variable = &g_array_index(scope->variables, Variable, i - 1);

		if (variable->is_open || strcmp(variable->let->name, (const char *)name) != 0)
			continue;
		if (variable->value == NULL) {
			variable->is_open = TRUE;
			variable->value = evaluate(context, variable);
			variable->is_open = FALSE;
		}
		return variable->value != NULL ? xmlXPathObjectCopy(variable->value) : NULL;
	}
	return NULL;
}

void
pr_rule_variables_register(xmlXPathContextPtr context)
{
	xmlXPathRegisterVariableLookup(context, look_up, context);
}
