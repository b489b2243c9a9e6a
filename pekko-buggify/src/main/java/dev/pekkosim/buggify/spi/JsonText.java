// SPDX-License-Identifier: Apache-2.0
package dev.pekkosim.buggify.spi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes plain values as JSON on one line. Control characters, the two line separators of Unicode
 * and surrogates without a partner are escaped, so that every text can be encoded; NaN and the
 * infinities, which JSON does not know, become strings.
 */
final class JsonText {

    private JsonText() {}

    static String of(@Nullable Object value) {
        StringBuilder json = new StringBuilder(256);
        append(json, value);
        return json.toString();
    }

    private static void append(StringBuilder json, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            appendMap(json, map);
        } else if (value instanceof List<?> list) {
            appendList(json, list);
        } else if (value == null || value instanceof Boolean || isNumber(value)) {
            json.append(value);
        } else {
            appendString(json, value.toString());
        }
    }

    private static boolean isNumber(Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number);
        }
        return value instanceof Float number ? Float.isFinite(number) : value instanceof Number;
    }

    private static void appendMap(StringBuilder json, Map<?, ?> map) {
        char separator = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.append(separator);
            appendString(json, String.valueOf(entry.getKey()));
            json.append(':');
            append(json, entry.getValue());
            separator = ',';
        }
        json.append(map.isEmpty() ? "{}" : "}");
    }

    private static void appendList(StringBuilder json, List<?> list) {
        char separator = '[';
        for (Object element : list) {
            json.append(separator);
            append(json, element);
            separator = ',';
        }
        json.append(list.isEmpty() ? "[]" : "]");
    }

    private static void appendString(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c == '\n') {
                json.append("\\n");
            } else if (c == '\t') {
                json.append("\\t");
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                json.append(c).append(text.charAt(++i));
            } else if (isPlain(c)) {
                json.append(c);
            } else {
                appendEscape(json, c);
            }
        }
        json.append('"');
    }

    private static boolean isPlain(char c) {
        return !Character.isISOControl(c)
                && !Character.isSurrogate(c)
                && c != '\u2028'
                && c != '\u2029';
    }

    private static void appendEscape(StringBuilder json, char c) {
        json.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            json.append(Character.forDigit((c >> shift) & 0xf, 16));
        }
    }
}
