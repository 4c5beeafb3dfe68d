/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrPiece: one thing of the document on its way out. */
#include "schema/schema.h"

void
pr_piece_free(PrPiece *piece)
{
	if (piece == NULL)
		return;
	pr_record_free(piece->record);
	if (piece->tables != NULL)
		g_ptr_array_unref(piece->tables);
	if (piece->paragraphs != NULL)
		g_ptr_array_unref(piece->paragraphs);
	if (piece->facts != NULL)
		g_ptr_array_unref(piece->facts);
	pr_subject_free(piece->subject);
	g_free(piece);
}

PrPiece *
pr_piece_new(PrPieceKind kind)
{
	PrPiece *piece = g_new0(PrPiece, 1);

	piece->kind = kind;
	piece->tables = g_ptr_array_new_with_free_func((GDestroyNotify)pr_clean_table_free);
	piece->paragraphs = g_ptr_array_new_with_free_func((GDestroyNotify)pr_paragraph_free);
	piece->facts = g_ptr_array_new_with_free_func((GDestroyNotify)pr_facts_free);
	return piece;
}

const char *
pr_part_name(PrPartKind part)
{
	static const char *const names[] = {"body", "cover", "contents", "heading"};

	return names[part];
}
