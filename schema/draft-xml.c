/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A drafted form as a definition. Names and what is expected are for a reader to better; each doubt is a comment in
 * front of what it is about. */
#include "schema/draft-parts.h"

#define YEAR_PATTERN "[（(\\s]*((?:20\\d\\d|二〇[〇零一二三四五六七八九]{2})\\s*年度?)"

G_GNUC_PRINTF(3, 4)
static void
put(GString *out, guint indent, const char *format, ...)
{
	va_list arguments;

	for (guint i = 0; i < indent; i++)
		g_string_append(out, "  ");
	va_start(arguments, format);
	g_autofree char *text = g_markup_vprintf_escaped(format, arguments);
	va_end(arguments);
	g_string_append_printf(out, "%s\n", text);
}

/* No two hyphens in a comment. */
static void
put_doubt(GString *out, guint indent, const char *doubt)
{
	g_auto(GStrv) parts = g_strsplit(doubt != NULL ? doubt : "", "--", -1);
	g_autofree char *safe = g_strjoinv("- -", parts);

	if (*safe != '\0')
		put(out, indent, "<!-- unsure: %s -->", safe);
}

/* name="…" expect="…" unit="…" of a field. Free with g_free(). */
static char *
attributes_of(const PrDraftField *field, const char *name)
{
	GString *text = g_string_new(NULL);

	if (name != NULL)
		g_string_append_printf(text, " name=\"%s\"", name);
	if (field->expect != PR_EXPECT_TEXT)
		g_string_append_printf(text, " expect=\"%s\"", pr_expect_name(field->expect));
	if (field->unit != NULL) {
		g_autofree char *unit = g_markup_escape_text(field->unit, -1);
		g_string_append_printf(text, " unit=\"%s\"", unit);
	}
	if (field->under != NULL)
		g_string_append_printf(text, " under=\"%s\"", field->under);
	return g_string_free(text, FALSE);
}

/* What is ready is put as it is. */
static void
put_tag(GString *out, guint indent, const char *tag)
{
	for (guint i = 0; i < indent; i++)
		g_string_append(out, "  ");
	g_string_append_printf(out, "%s\n", tag);
}

static void
put_labels(GString *out, guint indent, const char *label, const GPtrArray *variants)
{
	put(out, indent, "<label>%s</label>", label);
	for (guint i = 0; variants != NULL && i < variants->len; i++)
		put(out, indent, "<label>%s</label>", (const char *)g_ptr_array_index(variants, i));
}

static const PrDraftField *
field_at(const PrDraftBlock *block, guint index)
{
	return g_ptr_array_index(block->fields, index);
}

static void
put_pair(GString *out, const PrDraftBlock *block)
{
	g_autofree char *attributes = attributes_of(field_at(block, 0), block->name);
	g_autofree char *tag = g_strdup_printf("<pair%s>", attributes);

	put_doubt(out, 1, block->doubt);
	put_doubt(out, 1, field_at(block, 0)->doubt);
	put_tag(out, 1, tag);
	put_labels(out, 2, block->label, block->variants);
	put(out, 1, "</pair>");
}

/* Field `i` and those that share its header; returns how many. */
static guint
put_column(GString *out, const PrDraftBlock *block, guint i)
{
	const PrDraftField *field = field_at(block, i);
	guint levels = 1;

	while (field->label != NULL && i + levels < block->fields->len &&
		field_at(block, i + levels)->level_index == levels)
		levels++;
	g_autofree char *attributes = attributes_of(field, levels == 1 ? field->name : NULL);
	g_autofree char *tag = field->label == NULL && field->under == NULL
				       ? g_strdup_printf("<stub%s/>", attributes)
				       : g_strdup_printf("<column%s%s%s>", attributes,
						 field->is_level && levels == 1 ? " merged=\"true\"" : "",
						 field->label == NULL ? "/" : "");

	put_doubt(out, 2, field->doubt);
	put_tag(out, 2, tag);
	if (field->label == NULL)
		return 1;
	put_labels(out, 3, field->label, field->variants);
	if (field->over != NULL)
		put(out, 3, "<over>%s</over>", field->over);
	for (guint k = 0; k < levels && levels > 1; k++)
		put(out, 3, "<level name=\"%s\"/>", field_at(block, i + k)->name);
	put(out, 2, "</column>");
	return levels;
}

static void
put_block(GString *out, const PrDraftBlock *block)
{
	static const char *const tags[] = {[PR_BLOCK_PAIR] = "pair",
		[PR_BLOCK_ROWS] = "rows",
		[PR_BLOCK_VALUES] = "values",
		[PR_BLOCK_ROW] = "row"};

	put_doubt(out, 1, block->doubt);
	put(out, 1, "<%s name=\"%s\">", tags[block->kind], block->name);
	if (block->label != NULL)
		put_labels(out, 2, block->label, block->variants);
	for (guint i = 0; i < block->fields->len;)
		i += put_column(out, block, i);
	put(out, 1, "</%s>", tags[block->kind]);
}

static void
put_head(GString *out, const PrDraftForm *form)
{
	if (!form->has_year && form->lines->len == 0)
		return;
	put(out, 1, "<head>");
	if (form->has_year)
		put(out, 2, "<field name=\"year\" expect=\"year\" pattern=\"%s\"/>", YEAR_PATTERN);
	for (guint i = 0; i < form->lines->len; i++)
		put(out, 2, "<field name=\"%s\" pattern=\"%s\\s*[:：]\\s*(\\S.*)\"/>",
			(char *)g_ptr_array_index(form->names, i), (char *)g_ptr_array_index(form->lines, i));
	put(out, 1, "</head>");
}

char *
pr_draft_print(const PrDraftForm *form, guint copies)
{
	GString *out = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

	put(out, 0,
		"<!-- Drafted from %u filled %s: names are proposals, comments say what to look at. See piperoll-form(5). -->",
		copies, copies == 1 ? "copy, so that labels are known by their place alone" : "copies");
	g_string_append_printf(out, "<form xmlns=\"urn:piperoll:form:1\" id=\"%s\" version=\"1\"%s>\n", form->id,
		form->is_titled ? " titled=\"true\"" : "");
	put_doubt(out, 1, form->doubt);
	put(out, 1, "<title>%s</title>", form->title);
	put_head(out, form);
	for (guint i = 0; i < form->blocks->len; i++) {
		const PrDraftBlock *block = g_ptr_array_index(form->blocks, i);

		if (block->kind == PR_BLOCK_PAIR)
			put_pair(out, block);
		else
			put_block(out, block);
	}
	put(out, 0, "</form>");
	return g_string_free(out, FALSE);
}
