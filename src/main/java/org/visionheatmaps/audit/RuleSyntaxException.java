package org.visionheatmaps.audit;

import org.visionheatmaps.text.SyntaxException;

/** The text of a rule cannot be read. The message shows it with a caret under the place. */
public final class RuleSyntaxException extends SyntaxException {
    private static final long serialVersionUID = 1L;

    RuleSyntaxException(String text, int position, String problem) {
        super(text, position, problem);
    }
}
