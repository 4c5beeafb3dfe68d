/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compounds: several numbers in one cell, each with its own label. The value stays text, its parts are data. */
#include "normalize/target.h"

#include "normalize/comparator.h"
#include "normalize/pattern.h"
#include "normalize/clause.h"

#include <string.h>

/* 药品140批次: letters, a comparator or none, a number, a unit, and no more. */
static gboolean
read_part(const char *text, PrValue *compound)
{
	PrValue value = {0};
	PrFoundNumber found;
	const char *rest;
	gsize label, size;
	gboolean is_part;

	if (pr_clause_numbers(text, &found) != 1)
		return FALSE;
	label = pr_clause_trimmed(text, found.start);
	value.comparator = pr_comparator_before(text, label, &size);
	label -= size;
	label -= label > 0 && text[label - 1] == ':';
	if (label == 0 || (size == 0 && pr_clause_is_joined_before(text, found.start)))
		return FALSE;
	rest = text + found.end;
	is_part = !pr_clause_is_joined_behind(rest) && pr_target_read_unit(&rest, &value) && *rest == '\0' &&
		  value.unit != NULL;
	if (is_part)
		pr_value_add_part(compound, (PrValuePart){.label = g_strndup(text, label),
						    .number = found.number,
						    .comparator = value.comparator,
						    .unit = g_steal_pointer(&value.unit)});
	pr_value_clear(&value);
	return is_part;
}

void
pr_target_read_parts(const char *text, PrValue *value)
{
	static const PrPattern *slot;
	const PrPattern *separator = pr_pattern_once(&slot, "[,;、。\\n]\\s*");
	gsize at = 0, length = strlen(text);
	gboolean is_compound = TRUE;

	while (at < length && is_compound) {
		PrMatch match = {.start = {(int)length}, .end = {(int)length}};
		g_autofree char *clause = NULL;

		pr_pattern_find(separator, text, at, &match);
		clause = g_strndup(text + at, match.start[0] - at);
		is_compound = read_part(clause, value);
		at = match.end[0];
	}
	if (value->parts != NULL && (!is_compound || value->parts->len < 2))
		g_clear_pointer(&value->parts, g_ptr_array_unref);
}
