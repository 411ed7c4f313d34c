/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/pt-layer.h"

G_BEGIN_DECLS

/* A named span of bars with layers; fades are linear in amplitude over whole or fractional
 * bars. A GListModel of PtLayer. Properties: name bars fade-in fade-out.
 * JSON: {"name","bars","fade_in","fade_out","layers"}; unknown keys survive. */

#define PT_SECTION_MAX_BARS 4096
#define PT_SECTION_MAX_LAYERS 1024

#define PT_TYPE_SECTION (pt_section_get_type ())
G_DECLARE_FINAL_TYPE (PtSection, pt_section, PT, SECTION, GObject)

PtSection *pt_section_new (const char *name,
                           gint64 bars);
PtSection *pt_section_copy (PtSection *self);
PtSection *pt_section_new_from_json (JsonObject *object,
                                     const char *where,
                                     GError **error);
JsonNode *pt_section_to_json (PtSection *self);

const char *pt_section_get_name (PtSection *self);
gint64 pt_section_get_bars (PtSection *self);
double pt_section_get_fade_in (PtSection *self); /* bars, 0: none */
double pt_section_get_fade_out (PtSection *self);
void pt_section_set_fades (PtSection *self,
                           double fade_in_bars,
                           double fade_out_bars);
/* Takes @layer. */
void pt_section_add_layer (PtSection *self,
                           PtLayer *layer);
guint pt_section_get_n_layers (PtSection *self);
/* (transfer none) */
PtLayer *pt_section_get_layer (PtSection *self,
                               guint index);

G_END_DECLS
