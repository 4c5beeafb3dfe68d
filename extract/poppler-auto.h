/* SPDX-License-Identifier: GPL-2.0-or-later */
/* g_autoptr for poppler's objects, which poppler-glib itself does not offer. Private to extract/. */
#pragma once

#include <poppler.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)
