/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The rule sets of a run: the built-in ones, then the user's. */
#include "schema/rules.h"

#include <string.h>

#include "schema/rules-set.h"

PrRules *
pr_rules_new_empty(void)
{
	PrRules *rules = g_new0(PrRules, 1);

	rules->sets = g_ptr_array_new_with_free_func((GDestroyNotify)pr_rule_set_free);
	return rules;
}

PrRules *
pr_rules_new(void)
{
	PrRules *rules = pr_rules_new_empty();

	for (guint i = 0; pr_builtin_rules[i] != NULL; i++) {
		g_autoptr(GError) error = NULL;

		if (!pr_rules_add(rules, pr_builtin_rules[i], strlen(pr_builtin_rules[i]), "built-in", &error))
			g_error("%s", error->message);
	}
	return rules;
}

void
pr_rules_free(PrRules *rules)
{
	if (rules == NULL)
		return;
	g_ptr_array_unref(rules->sets);
	g_free(rules);
}

static void
add_set(PrRules *rules, PrRuleSet *set)
{
	for (guint i = 0; i < rules->sets->len; i++) {
		PrRuleSet *old = g_ptr_array_index(rules->sets, i);

		if (strcmp(old->id, set->id) != 0)
			continue;
		pr_rule_set_free(old);
		g_ptr_array_index(rules->sets, i) = set;
		return;
	}
	g_ptr_array_add(rules->sets, set);
}

gboolean
pr_rules_add(PrRules *rules, const char *text, gsize length, const char *origin, GError **error)
{
	PrRuleSet *set = pr_rule_set_read(text, length, origin, error);

	if (set == NULL)
		return FALSE;
	add_set(rules, set);
	return TRUE;
}

gboolean
pr_rules_add_file(PrRules *rules, const char *path, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autofree char *text = NULL;
	gsize length = 0;

	if (g_file_get_contents(path, &text, &length, &cause))
		return pr_rules_add(rules, text, length, path, error);
	g_set_error(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_READ, "%s: cannot be read", path);
	return FALSE;
}

guint
pr_rules_count(const PrRules *rules)
{
	return rules->sets->len;
}

gboolean
pr_rules_has_phase(const PrRules *rules, const char *phase)
{
	for (guint i = 0; i < rules->sets->len; i++)
		if (g_hash_table_contains(((const PrRuleSet *)g_ptr_array_index(rules->sets, i))->phases, phase))
			return TRUE;
	return FALSE;
}

gboolean
pr_rules_want_all(const PrRules *rules, gboolean is_together)
{
	for (guint i = 0; i < rules->sets->len; i++) {
		const PrRuleSet *set = g_ptr_array_index(rules->sets, i);

		if (set->wants_all && (is_together || !set->is_of_many))
			return TRUE;
	}
	return FALSE;
}

const char *
pr_rules_id_at(const PrRules *rules, guint index)
{
	return ((const PrRuleSet *)g_ptr_array_index(rules->sets, index))->id;
}

const char *
pr_rules_builtin_text(const char *id)
{
	for (guint i = 0; pr_builtin_rules[i] != NULL; i++) {
		const char *text = pr_builtin_rules[i];
		g_autoptr(PrRuleSet) set = pr_rule_set_read(text, strlen(text), "built-in", NULL);

		if (set != NULL && strcmp(set->id, id) == 0)
			return text;
	}
	return NULL;
}
