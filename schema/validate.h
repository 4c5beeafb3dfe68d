/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PrXmlCheck: is a stream of bytes a document that the schema accepts? In constant memory. Private to schema/. */
#pragma once

#include "schema/schema.h"

/* A compiled schema, shared; read-only. */
typedef struct PrXmlSchema PrXmlSchema;

/* What `xsd` says. NULL with PR_SCHEMA_ERROR_INVALID where it is no schema. Release with pr_xml_schema_unref(). */
PrXmlSchema *pr_xml_schema_new(const char *xsd, GError **error);
/* The schema that the XSD of `forms` says. Kept: the same definitions give the same schema until others are asked for.
 * As pr_xml_schema_new(). */
PrXmlSchema *pr_xml_schema_of(const PrForms *forms, GError **error);
void pr_xml_schema_unref(PrXmlSchema *schema);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrXmlSchema, pr_xml_schema_unref)

typedef struct PrXmlCheck PrXmlCheck;

/* Keeps a reference to `schema`. */
PrXmlCheck *pr_xml_check_new(PrXmlSchema *schema);
void pr_xml_check_free(PrXmlCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrXmlCheck, pr_xml_check_free)

/* The next bytes of the document. Behind the first fault nothing more is read. */
void pr_xml_check_feed(PrXmlCheck *check, const char *bytes, gsize length);
/* The document is over: TRUE where it was accepted, else PR_SCHEMA_ERROR_INVALID, "line: reason" of the first fault. */
gboolean pr_xml_check_finish(PrXmlCheck *check, GError **error);
