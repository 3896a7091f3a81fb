package org.visionheatmaps.pipeline;

import java.util.stream.Collectors;
import org.visionheatmaps.tensor.Kind;
import org.visionheatmaps.transform.Step;

/** A step of a pipeline does not take what the step before it gives. */
public final class MismatchedStepException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int index;

    MismatchedStepException(int index, String problem) {
        super("step " + (index + 1) + ": " + problem);
        this.index = index;
    }

    static MismatchedStepException kinds(int index, Step step, Kind came) {
        String needed = step.inputKinds().stream().sorted().map(Kind::toString).collect(Collectors.joining(" or "));
        String from = index == 0 ? "the input is " : "step " + index + " gives ";
        return new MismatchedStepException(
                index, step + " needs " + needed + ", but " + from + came + hint(step, came));
    }

    private static String hint(Step step, Kind came) {
        if (came == Kind.CHANNELS && step.inputKinds().contains(Kind.SCALAR)) {
            return " (put a reduction such as NormReduction() before it)";
        }
        if (came != Kind.COLOR && step.inputKinds().contains(Kind.COLOR)) {
            return " (put a colormap such as ExtremaColormap() before it)";
        }
        return "";
    }

    /** The step's place in the pipeline, from 0. */
    public int index() {
        return index;
    }
}
