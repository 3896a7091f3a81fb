package org.visionheatmaps.pipeline;

import org.visionheatmaps.text.SyntaxException;

/** The text of a pipeline cannot be read. The message shows the line with a caret under the place. */
public final class PipelineSyntaxException extends SyntaxException {
    private static final long serialVersionUID = 1L;

    PipelineSyntaxException(String text, int position, String problem) {
        super(text, position, problem);
    }
}
