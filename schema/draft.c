/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A draft, step by step. */
#include "schema/draft.h"

#include "schema/draft-parts.h"

struct PrDraft {
	GPtrArray *copies; /* of PrDraftCopy */
};

PrDraft *
pr_draft_new(void)
{
	PrDraft *draft = g_new0(PrDraft, 1);

	draft->copies = g_ptr_array_new_with_free_func((GDestroyNotify)pr_draft_copy_free);
	return draft;
}

void
pr_draft_free(PrDraft *draft)
{
	if (draft == NULL)
		return;
	g_ptr_array_unref(draft->copies);
	g_free(draft);
}

void
pr_draft_add(PrDraft *draft, PrCleanTable *table, const GPtrArray *lines)
{
	g_ptr_array_add(draft->copies, pr_draft_copy_new(table, lines));
}

static void
drafted_free(gpointer data)
{
	PrDrafted *drafted = data;

	g_free(drafted->id);
	g_free(drafted->title);
	g_free(drafted->definition);
	g_free(drafted);
}

GPtrArray *
pr_draft_finish(PrDraft *draft, GError **error)
{
	g_autoptr(GPtrArray) families = pr_draft_families(draft->copies);
	g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(drafted_free);
	g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < families->len; i++) {
		PrDraftFamily *family = g_ptr_array_index(families, i);
		g_autoptr(PrDraftForm) form = pr_draft_layout(family);

		if (form->blocks->len == 0)
			continue;
		for (guint number = 2; !g_hash_table_add(ids, g_strdup(form->id)); number++) {
			g_autofree char *base = form->id;
			form->id = g_strdup_printf("%s-%u", base, number);
		}
		PrDrafted *drafted = g_new0(PrDrafted, 1);
		g_ptr_array_add(all, drafted);
		drafted->copies = family->copies->len;
		if (!pr_draft_expect(form, family, drafted, error))
			return NULL;
		drafted->id = g_strdup(form->id);
		drafted->title = g_strdup(form->title);
		drafted->definition = pr_draft_print(form, drafted->copies);
	}
	return g_steal_pointer(&all);
}
