/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One input of a batch: its attempts, and what becomes of its result. See job.h. */
#include "tools/job.h"

#include "tools/error.h"

/* Seconds after which an attempt that was alone need not be repeated. */
#define LONG_ENOUGH 5

PrJob *
pr_job_new(const PrInput *input)
{
	PrJob *job = g_new0(PrJob, 1);

	job->input = input;
	return job;
}

void
pr_job_free(PrJob *job)
{
	if (job == NULL)
		return;
	pr_worker_free(job->worker);
	pr_target_free(job->target);
	g_free(job->reason);
	g_free(job->cut.reason);
	g_free(job);
}

void
pr_job_settle_with_error(PrJob *job, const GError *error)
{
	job->is_settled = TRUE;
	job->outcome = g_error_matches(error, PR_TOOLS_ERROR, PR_TOOLS_ERROR_OUTPUT) ? PR_OUTCOME_OUTPUT_FAILED
										     : PR_OUTCOME_FAILED;
	g_free(job->reason);
	job->reason = g_strdup(error->message);
}

/* ---- attempts ---- */

gboolean
pr_job_start(PrJob *job, const PrBatch *batch, PrNursery *nursery, int input, gboolean may_wait)
{
	g_autoptr(GError) error = NULL;
	PrAssignment assignment = {
		.name = job->input->name, .input = input, .is_verbose = batch->is_verbose, .cut = job->cut};

	job->target = pr_target_open(batch->output, job->input, input, &error);
	if (job->target == NULL) {
		pr_job_settle_with_error(job, error);
		return TRUE;
	}
	assignment.output = pr_target_fd(job->target);
	job->worker = pr_worker_start(nursery, &assignment, &error);
	if (job->worker != NULL) {
		job->attempts++;
		job->waits = job->had_company = FALSE;
		return TRUE;
	}
	g_clear_pointer(&job->target, pr_target_free);
	if (may_wait)
		return FALSE;
	pr_job_settle_with_error(job, error);
	return TRUE;
}

/* Whether the attempt that has failed is followed by another. */
static gboolean
plan_another(PrJob *job)
{
	const PrWorker *worker = job->worker;
	gint64 seconds = (g_get_monotonic_time() - worker->started) / G_USEC_PER_SEC;

	if (worker->outcome != PR_OUTCOME_FAILED || worker->is_told || job->cut.pages > 0)
		return FALSE;
	gboolean is_first = job->attempts == 1 && (job->had_company || seconds < LONG_ENOUGH);

	if (!is_first && worker->page == 0)
		return FALSE;
	if (!is_first)
		job->cut = (PrCut){worker->page, g_strdup(worker->reason)};
	job->waits = TRUE;
	g_clear_pointer(&job->worker, pr_worker_free);
	g_clear_pointer(&job->target, pr_target_free);
	return TRUE;
}

/* ---- results ---- */

void
pr_job_commit(PrJob *job)
{
	g_autoptr(GError) error = NULL;

	if (!pr_target_commit(job->target, &error))
		pr_job_settle_with_error(job, error);
	g_clear_pointer(&job->target, pr_target_free);
}

static void
reject(PrJob *job)
{
	g_autofree char *kept = pr_target_reject(job->target);
	char *reason = kept != NULL
			       ? g_strdup_printf("the document does not validate: %s; kept as %s", job->reason, kept)
			       : g_strdup_printf("the document does not validate: %s", job->reason);

	g_free(job->reason);
	job->reason = reason;
	g_clear_pointer(&job->target, pr_target_free);
}

void
pr_job_settle(PrJob *job)
{
	if (plan_another(job))
		return;
	gboolean is_lost = job->worker->outcome == PR_OUTCOME_FAILED && job->cut.pages > 0;

	job->is_settled = TRUE;
	job->outcome = job->worker->outcome;
	/* Where not even the part could be kept, what is told is why the whole could not. */
	job->reason = g_strdup(is_lost ? job->cut.reason : job->worker->reason);
	job->is_told = job->worker->is_told && !is_lost;
	if (job->outcome == PR_OUTCOME_OUTPUT_FAILED) {
		g_autofree char *cause = g_steal_pointer(&job->reason);

		job->reason = g_strdup_printf("the output cannot be written: %s", cause);
	}
	if (job->outcome == PR_OUTCOME_REJECTED)
		reject(job);
	else if (job->outcome != PR_OUTCOME_DONE)
		g_clear_pointer(&job->target, pr_target_free);
	else if (!pr_target_waits(job->target))
		pr_job_commit(job);
}
