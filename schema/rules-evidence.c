/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a node of a document to what a reader is told of it. */
#include "schema/rules-evidence.h"

#include <string.h>

#include "normalize/decimal.h"

/* A finding about a whole block shall not carry each of its boxes. */
#define PLACES_MAX 64
#define DEPTH_MAX 64
/* No printed figure and no quotient that a rule writes has as many digits behind the point. */
#define SPOILT_DECIMALS 11
#define KEPT_DECIMALS 10

static gboolean
is_named(const xmlNode *node, const char *name)
{
	return node != NULL && node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

xmlNodePtr
pr_evidence_child(xmlNodePtr node, const char *name)
{
	for (xmlNodePtr at = node != NULL ? node->children : NULL; at != NULL; at = at->next)
		if (is_named(at, name))
			return at;
	return NULL;
}

static char *
attribute(xmlNodePtr node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	char *copy = value != NULL ? g_strdup((const char *)value) : NULL;

	xmlFree(value);
	return copy;
}

static xmlNodePtr
ancestor(xmlNodePtr node, const char *name)
{
	for (; node != NULL && node->type == XML_ELEMENT_NODE; node = node->parent)
		if (is_named(node, name))
			return node;
	return NULL;
}

/* ---- where ---- */

static int
position(xmlNodePtr node)
{
	int at = 1;

	for (xmlNodePtr before = node->prev; before != NULL; before = before->prev)
		at += is_named(before, (const char *)node->name);
	return at;
}

/* The step of one element; NULL for one that a reader need not know of. */
static char *
step(xmlNodePtr node)
{
	g_autofree char *number = attribute(node, "number"), *column = attribute(node, "column");
	const char *name = (const char *)node->name;

	if (is_named(node, "documents") || is_named(node, "piperoll") || is_named(node, "content") ||
		is_named(node, "record") || is_named(node->parent, "record"))
		return NULL;
	if (is_named(node, "fact") && column != NULL)
		return g_steal_pointer(&column);
	if (is_named(node, "facts")) {
		g_autofree char *block = attribute(node, "block"), *sentence = attribute(node, "sentence");

		return number != NULL ? g_strdup_printf("%s[%s]", sentence != NULL ? sentence : "facts", number)
				      : g_strdup(block != NULL ? block : "facts");
	}
	if (number != NULL)
		return g_strdup_printf("%s[%s]", name, number);
	if (is_named(node, "row") || is_named(node, "paragraph") || is_named(node, "line"))
		return g_strdup_printf("%s[%d]", name, position(node));
	return g_strdup(name);
}

char *
pr_evidence_where(xmlNodePtr node)
{
	g_autoptr(GPtrArray) steps = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GString) where = g_string_new(NULL);

	for (; node != NULL && node->type == XML_ELEMENT_NODE && steps->len < DEPTH_MAX; node = node->parent) {
		char *one = step(node);

		if (one != NULL)
			g_ptr_array_add(steps, one);
	}
	for (guint i = steps->len; i > 0; i--)
		g_string_append_printf(
			where, "%s%s", where->len > 0 ? "/" : "", (char *)g_ptr_array_index(steps, i - 1));
	return g_string_free(g_steal_pointer(&where), FALSE);
}

int
pr_evidence_number(xmlNodePtr node, const char *what)
{
	xmlNodePtr holder = ancestor(node, what);
	xmlNodePtr quoting = ancestor(node, "facts");
	g_autofree char *own = attribute(node, what);
	g_autofree char *number = holder != NULL ? attribute(holder, "number") : NULL;
	g_autofree char *quoted = quoting != NULL ? attribute(quoting, what) : NULL;
	const char *text = own != NULL ? own : number != NULL ? number : quoted;

	return text != NULL ? (int)g_ascii_strtoll(text, NULL, 10) : 0;
}

/* ---- print ---- */

static char *
text_of(xmlNodePtr node)
{
	xmlChar *content = xmlNodeGetContent(node);
	g_auto(GStrv) words = g_strsplit_set(content != NULL ? (const char *)content : "", " \t\r\n", -1);
	g_autoptr(GString) line = g_string_new(NULL);

	xmlFree(content);
	for (guint i = 0; words[i] != NULL; i++)
		if (*words[i] != '\0')
			g_string_append_printf(line, "%s%s", line->len > 0 ? " " : "", words[i]);
	return g_string_free(g_steal_pointer(&line), FALSE);
}

char *
pr_evidence_file(xmlNodePtr node)
{
	xmlNodePtr document = ancestor(node, "piperoll");
	xmlNodePtr source = document != NULL && is_named(document->parent, "documents")
				    ? pr_evidence_child(document, "source")
				    : NULL;
	xmlNodePtr file = pr_evidence_child(source, "file");

	return file != NULL ? text_of(file) : NULL;
}

char *
pr_evidence_printed(xmlNodePtr node)
{
	xmlNodePtr raw = pr_evidence_child(node, "raw"), text = pr_evidence_child(node, "text");

	if (raw != NULL)
		return text_of(raw);
	if (text != NULL)
		return text_of(text);
	return pr_evidence_child(node, "place") != NULL || node->children == NULL ||
			       node->children->type != XML_ELEMENT_NODE
		       ? text_of(node)
		       : g_strdup("");
}

/* The name of the row that a field stands in. */
static char *
row_name(xmlNodePtr row)
{
	static const char *const names[] = {"item", "level3", "label"};

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		xmlNodePtr named = pr_evidence_child(row, names[i]);

		if (named != NULL)
			return pr_evidence_printed(named);
	}
	return NULL;
}

char *
pr_evidence_label(xmlNodePtr node)
{
	xmlNodePtr own = pr_evidence_child(node, "label");
	g_autofree char *column = attribute(node, "column");
	g_autofree char *row =
		node->parent != NULL && node->parent->type == XML_ELEMENT_NODE ? row_name(node->parent) : NULL;
	const char *name = column != NULL ? column : (const char *)node->name;

	if (own != NULL)
		return text_of(own);
	return row != NULL && *row != '\0' ? g_strdup_printf("%s · %s", row, name) : g_strdup(name);
}

/* A number of many digits behind the point, rounded, without the zeros that leaves. */
static void
append_tidied(GString *out, const char *number, gsize whole)
{
	g_autofree char *kept = g_strndup(number, whole + 1 + KEPT_DECIMALS);
	char buffer[PR_DECIMAL_BUFFER];
	PrDecimal value;

	if (!pr_decimal_parse(kept, &value)) {
		g_string_append(out, kept);
		return;
	}
	value.digits += number[whole + 1 + KEPT_DECIMALS] >= '5';
	while (value.scale > 0 && value.digits % 10 == 0) {
		value.digits /= 10;
		value.scale--;
	}
	g_string_append(out, pr_decimal_print(value, buffer));
}

char *
pr_evidence_tidy(const char *text)
{
	GString *out = g_string_new(NULL);

	while (*text != '\0') {
		gsize whole = strspn(text, "0123456789");
		gsize decimals = whole > 0 && text[whole] == '.' ? strspn(text + whole + 1, "0123456789") : 0;
		gsize length = whole + (decimals > 0 ? 1 + decimals : 0);

		if (decimals >= SPOILT_DECIMALS)
			append_tidied(out, text, whole);
		else
			g_string_append_len(out, text, (gssize)MAX(length, 1));
		text += MAX(length, 1);
	}
	return g_string_free(out, FALSE);
}

/* ---- boxes ---- */

static float
coordinate(xmlNodePtr node, const char *name)
{
	g_autofree char *text = attribute(node, name);

	return text != NULL ? (float)g_ascii_strtod(text, NULL) : 0;
}

static void
add_place(xmlNodePtr node, GArray *places)
{
	g_autofree char *page = attribute(node, "page"), *edge = attribute(node, "x1");
	PrPlace place = {page != NULL ? (int)g_ascii_strtoll(page, NULL, 10) : 0,
		{coordinate(node, "x0"), coordinate(node, "y0"), coordinate(node, "x1"), coordinate(node, "y1")}};

	if (page != NULL && edge != NULL && places->len < PLACES_MAX)
		g_array_append_val(places, place);
}

static void
add_children(xmlNodePtr node, const char *name, GArray *places)
{
	for (xmlNodePtr at = node->children; at != NULL; at = at->next)
		if (is_named(at, name))
			add_place(at, places);
}

static void
add_descendants(xmlNodePtr node, GArray *places, int depth)
{
	add_children(node, "place", places);
	for (xmlNodePtr at = node->children; at != NULL && depth < DEPTH_MAX && places->len < PLACES_MAX; at = at->next)
		if (at->type == XML_ELEMENT_NODE)
			add_descendants(at, places, depth + 1);
}

void
pr_evidence_places(xmlNodePtr node, GArray *places)
{
	static const char *const boxes[] = {"place", "area", "line"};

	if (is_named(node, "subject") || is_named(node, "place"))
		add_place(node, places);
	for (guint i = 0; places->len == 0 && i < G_N_ELEMENTS(boxes); i++)
		add_children(node, boxes[i], places);
	if (places->len == 0)
		add_descendants(node, places, 0);
}
