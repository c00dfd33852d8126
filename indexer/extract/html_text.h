/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as it is read: white space folded, what nobody sees left out. */
#ifndef CB_EXTRACT_HTML_TEXT_H
#define CB_EXTRACT_HTML_TEXT_H

#include <glib.h>

G_BEGIN_DECLS

/** The character after the one at @text. GLib's macro of this name casts const away. */
static inline const char *cb_text_next(const char *text)
{
    return text + g_utf8_skip[(guchar)*text];
}

/**
 * cb_text_append:
 * @text: UTF-8.
 *
 * Adds @text to @out. White space of every kind (no-break spaces too) becomes one space, also
 * across calls, and none at the start; soft hyphens, zero-width characters, marks of text
 * direction, control characters and icons of private fonts are dropped; the control characters that
 * stand for Windows-1252 punctuation in careless pages become that punctuation.
 */
void cb_text_append(GString *out, const char *text, gsize length);

/** Adds a space, unless at the start or after one. */
void cb_text_space(GString *out);

/** Adds a "\n" in place of any space before it. FALSE when there is one already. */
gboolean cb_text_break(GString *out);

/** The text so far without white space at its end, in NFC; @out is emptied. (transfer full) */
char *cb_text_take(GString *out);

/** The character that byte @byte (0x80 to 0x9f) is in Windows-1252; 0 when none. */
gunichar cb_text_windows_1252(guint byte);

G_END_DECLS

#endif
