/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pieces of a document → rows of its relations. The values of a row are put one behind the other, in the order of the columns. */
#include "schema/relation.h"

#include <math.h>

#include "normalize/date.h"
#include "schema/subject.h"

#define MILLIONTHS 6
/* No number of ours is longer: integers, coordinates. */
#define NUMBER_BUFFER 32

struct PrRowMaker {
	const PrRelations *relations;
	const PrRelation *form, *fact, *fact_place, *grid, *cell, *paragraph;
	char *document;
	PrRowFunc emit;
	gpointer data;
	GPtrArray *values;   /* of const char *: the row so far */
	GStringChunk *texts; /* what was made for it */
	int paragraph_count;
};

PrRowMaker *
pr_row_maker_new(const PrRelations *relations, const char *document, PrRowFunc emit, gpointer data)
{
	PrRowMaker *maker = g_new0(PrRowMaker, 1);

	maker->relations = relations;
	maker->form = pr_relations_find(relations, "form");
	maker->fact = pr_relations_find(relations, "fact");
	maker->fact_place = pr_relations_find(relations, "fact_place");
	maker->grid = pr_relations_find(relations, "grid");
	maker->cell = pr_relations_find(relations, "cell");
	maker->paragraph = pr_relations_find(relations, "paragraph");
	maker->document = g_strdup(document);
	maker->emit = emit;
	maker->data = data;
	maker->values = g_ptr_array_new();
	maker->texts = g_string_chunk_new(1024);
	return maker;
}

void
pr_row_maker_free(PrRowMaker *maker)
{
	if (maker == NULL)
		return;
	g_free(maker->document);
	g_ptr_array_unref(maker->values);
	g_string_chunk_free(maker->texts);
	g_free(maker);
}

/* ---- a row ---- */

/* `text` lives until the row ends. */
static void
put(PrRowMaker *maker, const char *text)
{
	g_ptr_array_add(maker->values, (gpointer)text);
}

/* Null where nothing is printed. */
static void
put_printed(PrRowMaker *maker, const char *text)
{
	put(maker, text != NULL && *text != '\0' ? text : NULL);
}

static void
put_copy(PrRowMaker *maker, const char *text)
{
	put(maker, g_string_chunk_insert(maker->texts, text));
}

static void
put_int(PrRowMaker *maker, gint64 number)
{
	char text[NUMBER_BUFFER];

	g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, number);
	put_copy(maker, text);
}

static void
put_int_unless(PrRowMaker *maker, gboolean is_null, gint64 number)
{
	if (is_null)
		put(maker, NULL);
	else
		put_int(maker, number);
}

static void
put_coordinate(PrRowMaker *maker, float points)
{
	char text[NUMBER_BUFFER];
	long hundredths = lroundf(points * 100);

	g_snprintf(text, sizeof text, "%s%ld.%02ld", hundredths < 0 ? "-" : "", labs(hundredths) / 100, labs(hundredths) % 100);
	put_copy(maker, text);
}

static void
put_place(PrRowMaker *maker, const PrPlace *place)
{
	if (place == NULL) {
		for (guint i = 0; i < 5; i++)
			put(maker, NULL);
		return;
	}
	put_int(maker, place->page);
	put_coordinate(maker, place->box.x0);
	put_coordinate(maker, place->box.y0);
	put_coordinate(maker, place->box.x1);
	put_coordinate(maker, place->box.y1);
}

static void
put_decimal(PrRowMaker *maker, const PrDecimal *number)
{
	char text[PR_DECIMAL_BUFFER];

	if (number == NULL)
		put(maker, NULL);
	else
		put_copy(maker, pr_decimal_print(*number, text));
}

/* Null where it is no whole number of millionths, or more of them than an integer holds. */
static void
put_millionths(PrRowMaker *maker, const PrDecimal *number)
{
	PrDecimal shifted;

	if (number == NULL || !pr_decimal_shift(*number, MILLIONTHS, &shifted)) {
		put(maker, NULL);
		return;
	}
	while (shifted.scale > 0 && shifted.digits % 10 == 0) {
		shifted.digits /= 10;
		shifted.scale--;
	}
	if (shifted.scale > 0 || shifted.digits > G_MAXINT64 || shifted.digits < G_MININT64)
		put(maker, NULL);
	else
		put_int(maker, (gint64)shifted.digits);
}

/* A decimal of the general tables, which have the millionths beside each. */
static void
put_number(PrRowMaker *maker, const PrDecimal *number)
{
	put_decimal(maker, number);
	if (maker->relations->dialect == PR_DIALECT_SQLITE)
		put_millionths(maker, number);
}

static void
end_row(PrRowMaker *maker, const PrRelation *relation)
{
	g_assert(maker->values->len == relation->columns->len);
	maker->emit(relation, (const char *const *)maker->values->pdata, maker->data);
	g_ptr_array_set_size(maker->values, 0);
	g_string_chunk_clear(maker->texts);
}

static const PrPlace *
first_place(const GArray *places)
{
	return places != NULL && places->len > 0 ? &g_array_index(places, PrPlace, 0) : NULL;
}

/* ---- values ---- */

static gboolean
has_number(const PrNode *leaf)
{
	return leaf->value.kind == PR_VALUE_NUMBER || leaf->value.kind == PR_VALUE_PERCENT;
}

/* The number with its unit's power of ten; NULL where there is none. */
static const PrDecimal *
amount_of(const PrNode *leaf, PrDecimal *amount)
{
	return has_number(leaf) && pr_decimal_shift(leaf->value.number, leaf->value.magnitude, amount) ? amount : NULL;
}

static void
put_date(PrRowMaker *maker, const PrNode *leaf, gboolean is_end)
{
	if (leaf->value.kind != PR_VALUE_DATE) {
		put(maker, NULL);
		return;
	}
	g_autoptr(GString) text = g_string_new(NULL);

	pr_date_print(is_end ? leaf->value.to : leaf->value.from, text);
	put_copy(maker, text->str);
}


static void
put_comparator(PrRowMaker *maker, const PrNode *leaf)
{
	put(maker, leaf->value.comparator != PR_COMPARATOR_NONE ? pr_comparator_name(leaf->value.comparator) : NULL);
}

/* ---- the relations of a form ---- */

static void
put_facet(PrRowMaker *maker, PrFacet facet, const PrNode *leaf)
{
	PrDecimal amount;

	switch (facet) {
	case PR_FACET_RAW:
		put(maker, leaf->raw);
		break;
	case PR_FACET_AMOUNT:
		put_decimal(maker, amount_of(leaf, &amount));
		break;
	case PR_FACET_MILLIONTHS:
		put_millionths(maker, amount_of(leaf, &amount));
		break;
	case PR_FACET_UNIT:
		put_printed(maker, leaf->value.unit);
		break;
	case PR_FACET_COMPARATOR:
		put_comparator(maker, leaf);
		break;
	case PR_FACET_FROM:
	case PR_FACET_TO:
		put_date(maker, leaf, facet == PR_FACET_TO);
		break;
	case PR_FACET_NONE:
	default:
		g_assert_not_reached();
	}
}

/* The leaf at `path` below `group`; NULL where there is none or the form as printed has no such place. */
static const PrNode *
find_leaf(const PrNode *group, const char *path)
{
	g_auto(GStrv) names = g_strsplit(path, "/", -1);
	const PrNode *node = group;

	for (guint i = 0; node != NULL && names[i] != NULL; i++)
		node = node->kind == PR_NODE_GROUP ? pr_node_child(node, names[i]) : NULL;
	return node != NULL && node->kind == PR_NODE_LEAF && !node->is_absent ? node : NULL;
}

static void
make_fields(PrRowMaker *maker, const PrRelation *relation, const PrRecord *record, const PrNode *group, int row)
{
	put(maker, maker->document);
	put_int(maker, record->number);
	if (relation->list != NULL)
		put_int(maker, row);
	for (guint i = relation->key_count; i < relation->columns->len; i++) {
		const PrRelationColumn *column = g_ptr_array_index(relation->columns, i);
		const PrNode *leaf = find_leaf(group, column->path);

		if (leaf == NULL)
			put(maker, NULL);
		else
			put_facet(maker, column->facet, leaf);
	}
	end_row(maker, relation);
}

static void
make_form(PrRowMaker *maker, const PrRelation *relation, const PrRecord *record)
{
	if (relation->list == NULL) {
		make_fields(maker, relation, record, record->root, 0);
		return;
	}
	const PrNode *list = pr_node_child(record->root, relation->list);

	for (guint i = 0; list != NULL && i < list->children->len; i++) {
		const PrNode *row = g_ptr_array_index(list->children, i);

		if (row->kind == PR_NODE_GROUP)
			make_fields(maker, relation, record, row, (int)i);
	}
}

/* ---- facts ---- */

/* Where in the record one is. */
typedef struct {
	const PrForm *form;
	const PrRecord *record;
	GString *path;
	const char *list;
	int row;
	int count; /* facts so far */
} Walk;

static const char *
state_of(const PrNode *leaf)
{
	if (leaf->is_absent)
		return "absent";
	if (leaf->value.kind == PR_VALUE_BLANK || leaf->value.kind == PR_VALUE_PLACEHOLDER)
		return pr_value_kind_name(leaf->value.kind);
	return "value";
}

static void
make_places(PrRowMaker *maker, const Walk *walk, const PrNode *leaf)
{
	for (guint i = 1; leaf->places != NULL && i < leaf->places->len; i++) {
		put(maker, maker->document);
		put_int(maker, walk->record->number);
		put_int(maker, walk->count);
		put_int(maker, (gint64)i + 1);
		put_place(maker, &g_array_index(leaf->places, PrPlace, i));
		end_row(maker, maker->fact_place);
	}
}

static void
put_value(PrRowMaker *maker, const PrNode *leaf)
{
	PrDecimal amount;
	gboolean is_value = strcmp(state_of(leaf), "value") == 0;

	put(maker, state_of(leaf));
	put(maker, leaf->is_absent ? NULL : leaf->raw);
	put(maker, is_value ? pr_value_kind_name(leaf->value.kind) : NULL);
	put_comparator(maker, leaf);
	put_number(maker, has_number(leaf) ? &leaf->value.number : NULL);
	put_printed(maker, leaf->value.unit);
	put_int_unless(maker, !has_number(leaf), leaf->value.magnitude);
	put_number(maker, amount_of(leaf, &amount));
	put_date(maker, leaf, FALSE);
	put_date(maker, leaf, TRUE);
}

static void
make_fact(PrRowMaker *maker, Walk *walk, const PrNode *leaf)
{
	walk->count++;
	put(maker, maker->document);
	put_int(maker, walk->record->number);
	put_int(maker, walk->count);
	put(maker, walk->form->id);
	put(maker, walk->form->version);
	put(maker, walk->path->str);
	put(maker, walk->list);
	put_int_unless(maker, walk->list == NULL, walk->row);
	put(maker, leaf->label == NULL ? leaf->name : NULL);
	put(maker, leaf->label);
	put_value(maker, leaf);
	put_int_unless(maker, leaf->table == 0, leaf->table);
	put_int_unless(maker, leaf->table == 0, leaf->row);
	put_int_unless(maker, leaf->table == 0, leaf->col);
	put_place(maker, first_place(leaf->places));
	end_row(maker, maker->fact);
	make_places(maker, walk, leaf);
}

static void
make_facts(PrRowMaker *maker, Walk *walk, const PrNode *node)
{
	if (node->kind == PR_NODE_LEAF) {
		make_fact(maker, walk, node);
		return;
	}
	for (guint i = 0; i < node->children->len; i++) {
		const PrNode *child = g_ptr_array_index(node->children, i);
		const char *list = walk->list;
		gsize length = walk->path->len;
		int row = walk->row;

		g_string_append(walk->path, length > 0 ? "/" : "");
		if (node->kind == PR_NODE_LIST) {
			walk->list = node->name;
			walk->row = (int)i;
			g_string_append_printf(walk->path, "%u", i);
		} else {
			g_string_append(walk->path, child->name != NULL ? child->name : "other");
		}
		make_facts(maker, walk, child);
		walk->list = list;
		walk->row = row;
		g_string_truncate(walk->path, length);
	}
}

/* ---- what is in no form ---- */

/* `form` is 0 for a table that belongs to none. */
static void
make_grid(PrRowMaker *maker, const PrCleanTable *clean, int form)
{
	const PrTable *table = clean->table;
	const PrPart *part = table->parts->len > 0 ? &g_array_index(table->parts, PrPart, 0) : NULL;
	PrPlace place = part != NULL ? (PrPlace){part->page, part->box} : (PrPlace){0};

	put(maker, maker->document);
	put_int(maker, table->number);
	put_int_unless(maker, form == 0, form);
	put_printed(maker, clean->title != NULL ? clean->title->text : NULL);
	put_printed(maker, clean->unit != NULL ? clean->unit->text : NULL);
	put_int(maker, table->rows);
	put_int(maker, table->cols);
	put_int(maker, table->header_rows);
	put(maker, pr_method_name(table->method));
	put_place(maker, part != NULL ? &place : NULL);
	end_row(maker, maker->grid);
}

static void
make_cells(PrRowMaker *maker, const PrCleanTable *clean)
{
	for (guint i = 0; i < clean->table->cells->len; i++) {
		const PrCell *cell = g_ptr_array_index(clean->table->cells, i);

		put(maker, maker->document);
		put_int(maker, clean->table->number);
		put_int(maker, cell->row);
		put_int(maker, cell->col);
		put_int(maker, cell->rowspan);
		put_int(maker, cell->colspan);
		put(maker, pr_role_name(cell->role));
		put(maker, ((const PrClean *)g_ptr_array_index(clean->cells, i))->text);
		put_place(maker, first_place(cell->places));
		end_row(maker, maker->cell);
	}
}

static void
make_paragraph(PrRowMaker *maker, const PrParagraph *paragraph)
{
	g_autoptr(PrClean) clean = pr_clean_new(&paragraph->text);
	g_autoptr(GArray) places = pr_text_places(&paragraph->text);

	if (places->len == 0)
		return;
	put(maker, maker->document);
	put_int(maker, ++maker->paragraph_count);
	put(maker, pr_paragraph_kind_name(paragraph->kind));
	put(maker, clean->text);
	put_place(maker, first_place(places));
	end_row(maker, maker->paragraph);
}

static void
put_subject(PrRowMaker *maker, const PrPiece *piece)
{
	g_autoptr(GString) subject = g_string_new(NULL);
	int year = pr_subject_read(piece->form, piece->record, subject);

	put_int_unless(maker, year == 0, year);
	put_printed(maker, g_string_chunk_insert(maker->texts, subject->str));
}

static void
make_record(PrRowMaker *maker, const PrPiece *piece)
{
	const PrRecord *record = piece->record;
	g_autoptr(GString) path = g_string_new(NULL);
	Walk walk = {piece->form, record, path, NULL, 0, 0};

	put(maker, maker->document);
	put_int(maker, record->number);
	put(maker, piece->form->id);
	put(maker, piece->form->version);
	put(maker, piece->form->sha256);
	put_subject(maker, piece);
	put_place(maker, first_place(record->places));
	end_row(maker, maker->form);
	make_facts(maker, &walk, record->root);
	for (guint i = 0; i < maker->relations->relations->len; i++) {
		const PrRelation *relation = g_ptr_array_index(maker->relations->relations, i);

		if (relation->form == piece->form)
			make_form(maker, relation, record);
	}
}

void
pr_row_maker_piece(PrRowMaker *maker, const PrPiece *piece)
{
	if (piece->kind == PR_PIECE_FORM)
		make_record(maker, piece);
	for (guint i = 0; i < piece->tables->len && piece->kind != PR_PIECE_PARAGRAPH; i++)
		make_grid(maker, g_ptr_array_index(piece->tables, i), piece->kind == PR_PIECE_FORM ? piece->record->number : 0);
	if (piece->kind == PR_PIECE_TABLE)
		make_cells(maker, pr_piece_table(piece));
	if (piece->kind == PR_PIECE_PARAGRAPH)
		make_paragraph(maker, pr_piece_paragraph(piece));
}
