package org.visionheatmaps.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The path to a field of nested columns as users write it: {@code sample.image}; a name with dots of its own stands in backticks,
 * {@code `a.b`.c}.
 */
public final class FieldPath {
    private FieldPath() {}

    /** The names from the outermost column on; a text that is no path is one name. */
    public static List<String> parse(String text) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '`') {
                boolean isTwice = isQuoted && i + 1 < text.length() && text.charAt(i + 1) == '`';
                if (isTwice) {
                    name.append('`');
                    i++;
                } else {
                    isQuoted = !isQuoted;
                }
            } else if (letter == '.' && !isQuoted) {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(letter);
            }
        }
        names.add(name.toString());
        return isQuoted || names.contains("") ? List.of(text) : List.copyOf(names);
    }

    /** One name as it stands in a path: in backticks if it has dots or backticks of its own. */
    public static String quoted(String name) {
        return name.matches("[^.`]+") ? name : "`" + name.replace("`", "``") + "`";
    }
}
