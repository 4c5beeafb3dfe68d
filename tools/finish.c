/* SPDX-License-Identifier: GPL-2.0-or-later */
/* worker ──draft──► finish ──► target. The target is opened before the document is read, so that what cannot be written
 * is known in time; it takes its name when it is complete. */
#include "tools/finish.h"

#include <unistd.h>

struct PrFinisher {
	const PrInputs *inputs;
	const PrOutput *output;
	PrFinishing finishing;
	GPtrArray *targets; /* of PrTarget, by the index of the input; NULL where none is open */
};

PrFinisher *
pr_finisher_new(const PrInputs *inputs, const PrOutput *output, const PrFinishing *finishing)
{
	PrFinisher *finisher = g_new0(PrFinisher, 1);

	finisher->inputs = inputs;
	finisher->output = output;
	finisher->finishing = *finishing;
	finisher->targets = g_ptr_array_new_with_free_func((GDestroyNotify)pr_target_free);
	g_ptr_array_set_size(finisher->targets, (gint)inputs->list->len);
	return finisher;
}

void
pr_finisher_free(PrFinisher *finisher)
{
	if (finisher == NULL)
		return;
	g_ptr_array_unref(finisher->targets);
	g_free(finisher);
}

static void
set_target(PrFinisher *finisher, guint index, PrTarget *target)
{
	pr_target_free(g_ptr_array_index(finisher->targets, index));
	g_ptr_array_index(finisher->targets, index) = target;
}

static gboolean
look(gpointer data, guint index, int input, gboolean *is_wanted, GError **error)
{
	PrFinisher *finisher = data;
	PrTarget *target = pr_target_open(finisher->output, pr_inputs_at(finisher->inputs, index), input, error);

	*is_wanted = TRUE;
	set_target(finisher, index, target);
	return target != NULL;
}

static gboolean
take(gpointer data, const PrResult *result, GError **error)
{
	PrFinisher *finisher = data;
	g_autoptr(PrTarget) target = g_ptr_array_index(finisher->targets, result->index);

	g_ptr_array_index(finisher->targets, result->index) = NULL;
	if (result->output < 0 || target == NULL)
		return TRUE;
	lseek(result->output, 0, SEEK_SET);
	return finisher->finishing.finish(
		       result->input, result->output, pr_target_fd(target), finisher->finishing.data, error) &&
	       pr_target_commit(target, error);
}

PrReceiver
pr_finisher_receiver(PrFinisher *finisher)
{
	return (PrReceiver){finisher, look, take};
}
