/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that say by their words what they are. All take UTF-8 with folded white space. */
#ifndef CB_EXTRACT_HTML_PHRASES_H
#define CB_EXTRACT_HTML_PHRASES_H

#include <glib.h>

G_BEGIN_DECLS

/** "Gå til hovedindhold", "Vælg en side", "Udskriv": what sites have around or in their content,
 * and nobody reads. */
gboolean cb_phrase_is_chrome(const char *text);

/** "Sidst opdateret: 14. marts 2024" */
gboolean cb_phrase_is_updated(const char *text);

/** "Kontakt", "Kontaktpersoner:"; but not "Kontaktlærere giver ro", which may be a case. */
gboolean cb_phrase_is_contact(const char *text);

/** Takes off the signs that show that something opens: "Læs mere ▾", "+ Effekter". (transfer full),
 * also of @text */
char *cb_phrase_without_signs(char *text);

G_END_DECLS

#endif
