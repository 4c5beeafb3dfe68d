/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What to expect of each field: the definition, as far as it is drafted, reads all copies, and each field looks at the
 * texts that came to it. This shows as well how much of the copies the definition finds a place for. */
#include "schema/draft-parts.h"

#include "normalize/unit.h"

/* The share of a field's values that have to be of a kind. */
#define KIND_SHARE 0.9
/* Where so many are numbers of whatever kind, numbers are what is aimed at. */
#define TARGET_SHARE 0.3
/* Digits that are a name. */
#define CODE_DIGITS_MIN 9

/* What the values of one field are, counted. */
typedef struct {
	guint all, plain, percents, compared, with_unit, dates, years, grades;
	guint aimed;             /* have a number or date, read as what is aimed at */
	guint zero_led;          /* digits that begin with a zero */
	guint longest, shortest; /* of plain whole numbers, in digits */
	gboolean has_fraction;
	char *unit; /* printed with the first of them that has one */
} Tally;

static gboolean
is_digits(const char *text)
{
	for (const char *p = text; *p != '\0'; p++)
		if (!g_ascii_isdigit(*p))
			return FALSE;
	return *text != '\0';
}

static void
count_number(Tally *tally, const PrValue *value, const char *text)
{
	tally->compared += value->comparator != PR_COMPARATOR_NONE;
	tally->percents += value->kind == PR_VALUE_PERCENT;
	if (value->kind == PR_VALUE_PERCENT)
		return;
	tally->plain++;
	if (value->unit_is_printed && tally->unit == NULL)
		tally->unit = g_strdup(value->unit);
	tally->with_unit += value->unit_is_printed;
	tally->has_fraction = tally->has_fraction || value->number.scale > 0;
	if (!is_digits(text))
		return;
	guint digits = (guint)strlen(text);
	tally->zero_led += digits > 1 && *text == '0';
	tally->longest = MAX(tally->longest, digits);
	tally->shortest = tally->shortest == 0 ? digits : MIN(tally->shortest, digits);
}

static void
count_text(Tally *tally, const char *raw)
{
	const PrValueContext context = {.expect = PR_EXPECT_ANY}, target = {.expect = PR_EXPECT_TARGET};
	g_autofree char *folded = pr_fold(raw);
	PrValue value = {0};

	pr_value_parse(folded, &context, &value);
	if (value.kind != PR_VALUE_BLANK && value.kind != PR_VALUE_PLACEHOLDER)
		tally->all++;
	/* 007 is no number of its own: it may be one among codes. */
	if (value.kind == PR_VALUE_NUMBER || value.kind == PR_VALUE_PERCENT || is_digits(g_strstrip(folded)))
		count_number(tally, &value, g_strstrip(folded));
	tally->dates += value.kind == PR_VALUE_DATE;
	tally->years += value.kind == PR_VALUE_DATE && value.from.month == 0;
	tally->grades += value.kind == PR_VALUE_GRADE;
	pr_value_clear(&value);
	pr_value_parse(folded, &target, &value);
	tally->aimed += value.kind == PR_VALUE_NUMBER || value.kind == PR_VALUE_PERCENT || value.kind == PR_VALUE_DATE;
	pr_value_clear(&value);
}

/* ---- what is expected ---- */

static gboolean
is_unit(const char *text)
{
	int magnitude = 0;

	return text != NULL && pr_unit_read(text, &magnitude) == strlen(text);
}

static gboolean
is_money(const char *unit)
{
	return is_unit(unit) && g_str_has_suffix(unit, "元");
}

/* The unit in brackets in a label: 预算数（万元）. NULL where there is none. */
static char *
unit_in(const char *label)
{
	static const PrPattern *slot;
	const PrPattern *pattern = pr_pattern_once(&slot, "\\((?:单位:)?([^()]+)\\)$");
	g_autofree char *key = label != NULL ? pr_label_key(label) : g_strdup("");
	PrMatch match;

	return pr_pattern_find(pattern, key, 0, &match) ? pr_match_text(&match, key, 1) : NULL;
}

/* The unit of money that is printed about a field: in its label, at the side, above the table. Free with g_free(). */
static char *
money_about(const PrDraftBlock *block, const PrDraftField *field, const char *above)
{
	g_autofree char *own = unit_in(field->label), *side = unit_in(block->label);

	if (is_unit(own))
		return is_money(own) ? g_steal_pointer(&own) : NULL;
	if (is_money(side))
		return g_steal_pointer(&side);
	return is_money(above) ? g_strdup(above) : NULL;
}

static gboolean
is_enough(guint count, guint all)
{
	return all > 0 && (double)count >= KIND_SHARE * all;
}

static PrExpect
expect_number(const Tally *tally, const char *label, const char *money)
{
	gboolean is_rate = label != NULL && strstr(label, "率") != NULL,
		 is_score = label != NULL && strstr(label, "分") != NULL;

	if (tally->zero_led > 0 || (!tally->has_fraction && tally->shortest >= CODE_DIGITS_MIN))
		return PR_EXPECT_CODE;
	if (2 * tally->percents > tally->all || is_rate)
		return PR_EXPECT_RATE;
	if (tally->percents > 0)
		return PR_EXPECT_TARGET;
	if (is_score && !is_money(tally->unit))
		return PR_EXPECT_SCORE;
	return money != NULL || is_money(tally->unit) ? PR_EXPECT_AMOUNT : PR_EXPECT_NUMBER;
}

static PrExpect
expect_of(const Tally *tally, const char *label, const char *money)
{
	guint numbers = tally->plain + tally->percents;

	if (is_enough(tally->grades, tally->all))
		return PR_EXPECT_GRADE;
	if (is_enough(tally->dates, tally->all))
		return tally->years == tally->dates ? PR_EXPECT_YEAR : PR_EXPECT_DATE;
	if (is_enough(numbers, tally->all) && tally->compared == 0 && (tally->with_unit == 0 || is_money(tally->unit)))
		return expect_number(tally, label, money);
	return tally->all > 0 && (double)tally->aimed >= TARGET_SHARE * tally->all ? PR_EXPECT_TARGET : PR_EXPECT_TEXT;
}

static void
doubt(PrDraftField *field, char *reason)
{
	if (field->doubt == NULL)
		field->doubt = reason;
	else
		g_free(reason);
}

static void
settle(PrDraftBlock *block, PrDraftField *field, const Tally *tally, const char *above)
{
	const char *label = field->label != NULL           ? field->label
			    : block->kind == PR_BLOCK_PAIR ? block->label
							   : field->name;
	g_autofree char *money = money_about(block, field, above);
	guint numbers = tally->plain + tally->percents;

	field->expect = field->is_level ? PR_EXPECT_TEXT : expect_of(tally, label, money);
	if (field->expect == PR_EXPECT_AMOUNT)
		field->unit = g_strdup(money);
	if (tally->all == 0)
		doubt(field, g_strdup("blank in each copy"));
	else if (field->expect == PR_EXPECT_TEXT && numbers > 0 && !field->is_level)
		doubt(field, g_strdup_printf("%u of %u values are numbers", numbers, tally->all));
	else if (field->expect == PR_EXPECT_TARGET)
		doubt(field, g_strdup_printf("%u of %u values have a number or date", tally->aimed, tally->all));
}

/* ---- the copies, read ---- */

/* The fields named `name` below `node`, which is a group, or a list of groups. */
static void
count_field(Tally *tally, const PrNode *node, const char *name)
{
	if (node->kind == PR_NODE_LIST) {
		for (guint i = 0; i < node->children->len; i++)
			count_field(tally, g_ptr_array_index(node->children, i), name);
		return;
	}
	const PrNode *leaf = node->kind == PR_NODE_GROUP ? pr_node_child(node, name) : node;

	if (leaf != NULL && leaf->kind == PR_NODE_LEAF && !leaf->is_absent)
		count_text(tally, leaf->raw);
}

/* A number under a column is what the numbers of the column are. */
static void
follow_above(const PrDraftForm *form, PrDraftField *field)
{
	for (guint i = 0; i < form->blocks->len && field->expect != PR_EXPECT_TEXT; i++) {
		const PrDraftBlock *block = g_ptr_array_index(form->blocks, i);
		gsize length = strlen(block->name);

		for (guint k = 0; k < block->fields->len; k++) {
			const PrDraftField *above = g_ptr_array_index(block->fields, k);

			if (strncmp(field->under, block->name, length) == 0 && field->under[length] == '.' &&
				strcmp(field->under + length + 1, above->name) == 0)
				field->expect = above->expect;
		}
	}
}

static void
settle_fields(PrDraftForm *form, const GPtrArray *records, const char *above)
{
	for (guint i = 0; i < form->blocks->len; i++) {
		PrDraftBlock *block = g_ptr_array_index(form->blocks, i);

		for (guint k = 0; k < block->fields->len; k++) {
			PrDraftField *field = g_ptr_array_index(block->fields, k);
			Tally tally = {0};

			for (guint r = 0; r < records->len; r++) {
				const PrNode *node = pr_node_child(
					((const PrRecord *)g_ptr_array_index(records, r))->root, block->name);
				if (node != NULL)
					count_field(&tally, node, field->name);
			}
			settle(block, field, &tally, above);
			if (block->kind == PR_BLOCK_ROW)
				follow_above(form, field);
			g_free(tally.unit);
		}
	}
}

/* Values that no field is for. */
static guint
count_others(const PrNode *node)
{
	guint count = 0;

	if (node->kind == PR_NODE_LEAF)
		return node->label != NULL && node->raw != NULL && *node->raw != '\0';
	for (guint i = 0; i < node->children->len; i++)
		count += count_others(g_ptr_array_index(node->children, i));
	return count;
}

static guint
count_texts(const PrCleanTable *table)
{
	guint count = 0;

	for (guint i = 0; i < table->cells->len; i++)
		count += *((const PrClean *)g_ptr_array_index(table->cells, i))->text != '\0';
	return count;
}

/* The family's tables, read by `definition`: records (owned by `pieces`) to `records`. */
static void
read_copies(const PrForm *definition, PrDraftFamily *family, GPtrArray *pieces, GPtrArray *records, PrDrafted *drafted)
{
	g_autoptr(PrForms) forms = pr_forms_new();

	for (guint i = 0; i < family->copies->len; i++) {
		PrDraftCopy *copy = g_ptr_array_index(family->copies, i);
		g_autoptr(PrBinder) binder = pr_binder_new(forms, definition, NULL);
		PrPiece *piece;

		drafted->texts += count_texts(copy->clean);
		g_clear_pointer(&copy->sheet, pr_sheet_free);
		pr_binder_push_table(binder, g_steal_pointer(&copy->clean));
		pr_binder_finish(binder);
		while ((piece = pr_binder_next(binder)) != NULL) {
			g_ptr_array_add(pieces, piece);
			if (piece->kind != PR_PIECE_FORM)
				continue;
			g_ptr_array_add(records, piece->record);
			drafted->found +=
				count_texts(g_ptr_array_index(piece->tables, 0)) - count_others(piece->record->root);
		}
	}
}

gboolean
pr_draft_expect(PrDraftForm *form, PrDraftFamily *family, PrDrafted *drafted, GError **error)
{
	const PrDraftCopy *best = pr_draft_best_copy(family);
	g_autofree char *above = best->clean->unit != NULL ? g_strdup(best->clean->unit->folded) : NULL;
	g_autofree char *text = pr_draft_print(form, family->copies->len);
	g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
	g_autoptr(PrForm) definition = pr_form_read(bytes, "draft", error);
	g_autoptr(GPtrArray) pieces = g_ptr_array_new_with_free_func((GDestroyNotify)pr_piece_free);
	g_autoptr(GPtrArray) records = g_ptr_array_new();

	if (definition == NULL)
		return FALSE;
	read_copies(definition, family, pieces, records, drafted);
	settle_fields(form, records, above);
	return TRUE;
}
