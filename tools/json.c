/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A streaming JSON writer. json-glib builds the whole tree first and prints doubles with 17 digits; we need neither:
 * values go out as they come, and the only fractions are coordinates with two decimals. */
#include "tools/json.h"

#include <string.h>
#include <unistd.h>

#define DEPTH_MAX 64
/* Containers up to this depth put each of their values on a line of its own; deeper ones (a cell, a box) stand on one
 * line. */
#define DEPTH_OF_LINES 4

typedef enum {
	IN_OBJECT,
	IN_ARRAY,
} Container;

struct PrJson {
	PrWriter *out;
	guint depth_of_lines;
	guint depth;
	guint8 containers[DEPTH_MAX];
	gboolean has_values[DEPTH_MAX];
};

PrJson *
pr_json_new(PrWriter *out)
{
	PrJson *json = g_new0(PrJson, 1);

	json->out = out;
	json->depth_of_lines = DEPTH_OF_LINES;
	return json;
}

PrJson *
pr_json_new_line(PrWriter *out)
{
	PrJson *json = pr_json_new(out);

	json->depth_of_lines = 0;
	return json;
}

PrJson *
pr_json_new_inside(PrWriter *out)
{
	PrJson *json = pr_json_new(out);

	json->depth = 1;
	json->containers[0] = IN_OBJECT;
	json->has_values[0] = TRUE;
	return json;
}

gboolean
pr_json_insert(PrJson *json, int fd)
{
	char part[65536];
	ssize_t done;

	g_assert(json->depth == 1 && json->has_values[0]);
	for (off_t at = 0; (done = pread(fd, part, sizeof part, at)) > 0; at += done)
		pr_writer_put_bytes(json->out, part, (size_t)done);
	return done == 0;
}

void
pr_json_free(PrJson *json)
{
	g_free(json);
}

static void
put_line(PrJson *json)
{
	pr_writer_put_char(json->out, '\n');
	for (guint i = 0; i < json->depth; i++)
		pr_writer_put_char(json->out, ' ');
}

static void
put_string(PrJson *json, const char *text)
{
	static const char hex[] = "0123456789abcdef";
	g_autofree char *valid = g_utf8_validate(text, -1, NULL) ? NULL : g_utf8_make_valid(text, -1);
	const char *from = valid != NULL ? valid : text;

	pr_writer_put_char(json->out, '"');
	for (const char *at = from;; at++) {
		guchar ch = (guchar)*at;

		if (ch >= 0x20 && ch != '"' && ch != '\\' && ch != 0x7f)
			continue;
		pr_writer_put_bytes(json->out, from, (size_t)(at - from));
		if (ch == '\0')
			break;
		if (ch == '"' || ch == '\\') {
			char pair[] = {'\\', (char)ch};
			pr_writer_put_bytes(json->out, pair, sizeof pair);
		} else if (ch == '\n') {
			pr_writer_put(json->out, "\\n");
		} else {
			char code[] = {'\\', 'u', '0', '0', hex[ch >> 4], hex[ch & 15]};
			pr_writer_put_bytes(json->out, code, sizeof code);
		}
		from = at + 1;
	}
	pr_writer_put_char(json->out, '"');
}

/* What stands before a value: the comma, the new line, the key. */
static void
begin_value(PrJson *json, const char *key)
{
	if (json->depth == 0) {
		g_assert(key == NULL);
		return;
	}
	guint top = json->depth - 1;

	g_assert((key != NULL) == (json->containers[top] == IN_OBJECT));
	if (json->has_values[top])
		pr_writer_put(json->out, json->depth <= json->depth_of_lines ? "," : ", ");
	if (json->depth <= json->depth_of_lines)
		put_line(json);
	json->has_values[top] = TRUE;
	if (key != NULL) {
		put_string(json, key);
		pr_writer_put(json->out, ": ");
	}
}

static void
begin_container(PrJson *json, const char *key, Container container)
{
	begin_value(json, key);
	g_assert(json->depth < DEPTH_MAX);
	json->containers[json->depth] = container;
	json->has_values[json->depth] = FALSE;
	json->depth++;
	pr_writer_put_char(json->out, container == IN_OBJECT ? '{' : '[');
}

static void
end_container(PrJson *json, Container container)
{
	g_assert(json->depth > 0 && json->containers[json->depth - 1] == container);
	gboolean on_lines = json->depth <= json->depth_of_lines && json->has_values[json->depth - 1];

	json->depth--;
	if (on_lines)
		put_line(json);
	pr_writer_put_char(json->out, container == IN_OBJECT ? '}' : ']');
	if (json->depth == 0)
		pr_writer_put_char(json->out, '\n');
}

void
pr_json_begin_object(PrJson *json, const char *key)
{
	begin_container(json, key, IN_OBJECT);
}

void
pr_json_end_object(PrJson *json)
{
	end_container(json, IN_OBJECT);
}

void
pr_json_begin_array(PrJson *json, const char *key)
{
	begin_container(json, key, IN_ARRAY);
}

void
pr_json_end_array(PrJson *json)
{
	end_container(json, IN_ARRAY);
}

void
pr_json_string(PrJson *json, const char *key, const char *text)
{
	if (text == NULL) {
		pr_json_null(json, key);
		return;
	}
	begin_value(json, key);
	put_string(json, text);
}

void
pr_json_int(PrJson *json, const char *key, gint64 value)
{
	begin_value(json, key);
	pr_writer_put_int(json->out, value);
}

void
pr_json_bool(PrJson *json, const char *key, gboolean value)
{
	begin_value(json, key);
	pr_writer_put(json->out, value ? "true" : "false");
}

void
pr_json_null(PrJson *json, const char *key)
{
	begin_value(json, key);
	pr_writer_put(json->out, "null");
}

void
pr_json_coordinate(PrJson *json, const char *key, double value)
{
	begin_value(json, key);
	if (!pr_writer_put_coordinate(json->out, value))
		pr_writer_put(json->out, "null");
}

void
pr_json_share(PrJson *json, const char *key, guint64 part, guint64 whole)
{
	char digits[16];

	begin_value(json, key);
	if (part >= whole) {
		pr_writer_put(json->out, "1");
		return;
	}
	/* Counts of characters: far too small for the product to overflow. */
	g_snprintf(digits, sizeof digits, "0.%06u", (guint)(part * 1000000 / whole));
	pr_writer_put(json->out, digits);
}
