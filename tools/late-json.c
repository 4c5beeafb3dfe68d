/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The part of json-glib that is used, loaded late: see late.h. Corrections and the ledgers of XML warehouses are read
 * by it. */
#include <json-glib/json-glib.h>

#include "tools/late.h"

#define JSON(type, name, parameters, arguments) PR_LATE(PR_LATE_JSON, type, name, parameters, arguments)

JSON(JsonNode *, json_array_get_element, (JsonArray * array, guint index), (array, index))
JSON(guint, json_array_get_length, (JsonArray * array), (array))
JSON(JsonArray *, json_node_get_array, (JsonNode * node), (node))
JSON(gboolean, json_node_get_boolean, (JsonNode * node), (node))
JSON(gint64, json_node_get_int, (JsonNode * node), (node))
JSON(JsonNodeType, json_node_get_node_type, (JsonNode * node), (node))
JSON(JsonObject *, json_node_get_object, (JsonNode * node), (node))
JSON(const gchar *, json_node_get_string, (JsonNode * node), (node))
JSON(GType, json_node_get_value_type, (JsonNode * node), (node))
JSON(JsonNode *, json_object_get_member, (JsonObject * object, const gchar *name), (object, name))
JSON(JsonNode *, json_parser_get_root, (JsonParser * parser), (parser))
JSON(gboolean, json_parser_load_from_data, (JsonParser * parser, const gchar *text, gssize length, GError **error),
	(parser, text, length, error))
JSON(JsonParser *, json_parser_new_immutable, (void), ())
