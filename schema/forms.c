/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The definitions of a run, and the shape of their records. */
#include "schema/builtin-forms.h"
#include "schema/definitions.h"
#include "schema/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

G_DEFINE_QUARK(pr - schema - error - quark, pr_schema_error)

struct PrForms {
	GPtrArray *forms; /* of PrForm, owned */
};

static PrShape *
new_shape(PrNodeKind kind, const char *name, PrExpect expect)
{
	PrShape *shape = g_new0(PrShape, 1);

	shape->kind = kind;
	shape->name = g_strdup(name);
	shape->expect = expect;
	if (kind != PR_NODE_LEAF)
		shape->children = g_ptr_array_new_with_free_func((GDestroyNotify)pr_shape_free);
	return shape;
}

static void
add_leaves(PrShape *parent, const GPtrArray *fields)
{
	for (guint i = 0; i < fields->len; i++) {
		const PrField *field = g_ptr_array_index(fields, i);
		g_ptr_array_add(parent->children, new_shape(PR_NODE_LEAF, field->name, field->expect));
	}
}

PrShape *
pr_shape_of_form(const PrForm *form)
{
	PrShape *root = new_shape(PR_NODE_GROUP, NULL, PR_EXPECT_ANY);

	g_ptr_array_add(root->children, new_shape(PR_NODE_LEAF, "title", PR_EXPECT_TEXT));
	add_leaves(root, form->head);
	for (guint i = 0; i < form->blocks->len; i++) {
		const PrBlock *block = g_ptr_array_index(form->blocks, i);

		if (block->kind == PR_BLOCK_PAIR) {
			add_leaves(root, block->fields);
			continue;
		}
		PrShape *child = new_shape(
			block->kind == PR_BLOCK_ROWS ? PR_NODE_LIST : PR_NODE_GROUP, block->name, PR_EXPECT_ANY);
		add_leaves(child, block->fields);
		g_ptr_array_add(root->children, child);
	}
	return root;
}

void
pr_shape_free(PrShape *shape)
{
	if (shape == NULL)
		return;
	if (shape->children != NULL)
		g_ptr_array_unref(shape->children);
	g_free(shape->name);
	g_free(shape);
}

const PrShape *
pr_form_shape(const PrForm *form)
{
	return form->shape;
}

/* A definition with the id of an older one takes its place. */
static const PrForm *
add_form(PrForms *forms, PrForm *form)
{
	for (guint i = 0; i < forms->forms->len; i++) {
		PrForm *old = g_ptr_array_index(forms->forms, i);

		if (strcmp(old->id, form->id) == 0) {
			pr_form_free(old);
			g_ptr_array_index(forms->forms, i) = form;
			return form;
		}
	}
	g_ptr_array_add(forms->forms, form);
	return form;
}

PrForms *
pr_forms_new(void)
{
	PrForms *forms = g_new0(PrForms, 1);

	forms->forms = g_ptr_array_new_with_free_func((GDestroyNotify)pr_form_free);
	for (guint i = 0; pr_builtin_forms[i] != NULL; i++) {
		g_autoptr(GError) error = NULL;
		g_autoptr(GBytes) bytes = g_bytes_new_static(pr_builtin_forms[i], strlen(pr_builtin_forms[i]));
		PrForm *form = pr_form_read(bytes, PR_BUILT_IN, &error);

		if (form == NULL)
			g_error("%s", error->message);
		add_form(forms, form);
	}
	return forms;
}

void
pr_forms_free(PrForms *forms)
{
	if (forms == NULL)
		return;
	g_ptr_array_unref(forms->forms);
	g_free(forms);
}

/* A definition's bytes. Only of regular files, and of none past the limit by more than a byte: a device never ends, a
 * pipe may never begin. NULL with errno set. */
static GBytes *
read_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat status;
	g_autofree char *data = g_malloc(PR_FORM_BYTES_MAX + 1);
	gsize size = 0;
	gssize got = -1;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &status) == 0 && !S_ISREG(status.st_mode))
		errno = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
	else
		while ((got = read(fd, data + size, PR_FORM_BYTES_MAX + 1 - size)) > 0)
			size += (gsize)got;
	int saved = errno;
	close(fd);
	errno = saved;
	return got == 0 ? g_bytes_new(data, size) : NULL;
}

const PrForm *
pr_forms_add_file(PrForms *forms, const char *path, GError **error)
{
	g_autoptr(GBytes) bytes = read_file(path);

	if (bytes == NULL) {
		g_set_error(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_READ, "%s: %s", path,
			errno == EINVAL ? "not a regular file" : g_strerror(errno));
		return NULL;
	}
	PrForm *form = pr_form_read(bytes, path, error);
	return form != NULL ? add_form(forms, form) : NULL;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

gboolean
pr_forms_add_dir(PrForms *forms, const char *path, GPtrArray *messages, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autoptr(GDir) dir = g_dir_open(path, 0, &cause);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	const char *name;

	if (dir == NULL) {
		g_set_error(error, PR_SCHEMA_ERROR, PR_SCHEMA_ERROR_READ, "%s", cause->message);
		return FALSE;
	}
	while ((name = g_dir_read_name(dir)) != NULL)
		if (g_str_has_suffix(name, ".xml"))
			g_ptr_array_add(names, g_build_filename(path, name, NULL));
	g_ptr_array_sort(names, compare_names);
	for (guint i = 0; i < names->len; i++) {
		g_autoptr(GError) broken = NULL;
		if (pr_forms_add_file(forms, g_ptr_array_index(names, i), &broken) == NULL && messages != NULL)
			g_ptr_array_add(messages, g_strdup(broken->message));
	}
	return TRUE;
}

guint
pr_forms_count(const PrForms *forms)
{
	return forms->forms->len;
}

const PrForm *
pr_forms_at(const PrForms *forms, guint index)
{
	return g_ptr_array_index(forms->forms, index);
}

const PrForm *
pr_forms_find(const PrForms *forms, const char *id)
{
	for (guint i = 0; i < forms->forms->len; i++) {
		const PrForm *form = pr_forms_at(forms, i);
		if (strcmp(form->id, id) == 0)
			return form;
	}
	return NULL;
}
