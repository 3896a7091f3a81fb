package org.visionheatmaps.sql;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.visionheatmaps.io.value.NumberMemory;
import org.visionheatmaps.pipeline.Fit;
import org.visionheatmaps.pipeline.FitPass;
import org.visionheatmaps.pipeline.Group;
import org.visionheatmaps.pipeline.PartialCounts;
import org.visionheatmaps.pipeline.Pipeline;
import org.visionheatmaps.pipeline.Preset;
import org.visionheatmaps.render.NonFinite;
import org.visionheatmaps.stats.QuantileMethod;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.tensor.Tensor;

/** A fit under way: the pipeline, and what was counted for it. */
final class FitState implements Serializable {
    private static final long serialVersionUID = 1L;

    private transient String text;
    private transient Pipeline pipeline;
    private transient FitPass pass;
    private transient PartialCounts counts;
    private transient NumberMemory memory;

    /** Stops a fit once it has said what it wants to see. */
    private static final class Asked extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient FitPass pass;

        Asked(FitPass pass) {
            super(null, null, false, false);
            this.pass = pass;
        }
    }

    /** Where elements are read into. */
    NumberMemory memory() {
        if (memory == null) {
            memory = new NumberMemory();
        }
        return memory;
    }

    /**
     * Begins with a pipeline, or goes on with the same.
     *
     * @throws IllegalArgumentException if it is another one, or cannot be fitted in one pass over rows without photographs
     */
    void open(String asked) {
        if (asked.equals(text)) {
            return;
        }
        if (text != null) {
            throw new IllegalArgumentException(
                    "fit needs the same pipeline in all rows of a group, but there are " + text + " and " + asked);
        }
        Pipeline parsed = Preset.pipelineOf(asked);
        if (!parsed.groupColumns().isEmpty()) {
            throw new IllegalArgumentException(
                    "fit has its groups by GROUP BY: leave 'by' out of the pipeline " + asked);
        }
        if (parsed.usesImage()) {
            throw new IllegalArgumentException(
                    "fit sees no photographs: leave steps that look at them out of the pipeline " + asked);
        }
        if (parsed.passes(QuantileMethod.APPROXIMATE, false) > 1) {
            throw anotherPass(asked);
        }
        text = asked;
        pipeline = parsed;
        pass = firstPass(parsed);
        counts = pass == null ? null : pass.begin();
    }

    /** What a fit wants to see first; null if it needs nothing. */
    private static FitPass firstPass(Pipeline pipeline) {
        try {
            pipeline.fit(
                    asked -> {
                        throw new Asked(asked);
                    },
                    QuantileMethod.APPROXIMATE);
            return null;
        } catch (Asked e) {
            return e.pass;
        }
    }

    /**
     * Counts an element.
     *
     * @throws BadDataException if it cannot be drawn
     */
    void see(Tensor x) {
        if (pass != null) {
            pass.see(counts, Group.ALL, NonFinite.QUARANTINE.admit(x), null);
        }
    }

    void leaveOut(BadDataException.Reason reason) {
        if (counts != null) {
            counts.leaveOut(reason);
        }
    }

    FitState add(FitState other) {
        if (other.text == null) {
            return this;
        }
        open(other.text);
        if (counts != null) {
            counts.add(other.counts.encode());
        }
        return this;
    }

    /** The fitted pipeline; empty if no row had one, or none could be drawn. */
    Optional<String> fitted() {
        if (text == null) {
            return Optional.empty();
        }
        int[] passes = {0};
        Fit fit = pipeline.fit(
                asked -> {
                    if (++passes[0] > 1) {
                        throw anotherPass(text);
                    }
                    return counts;
                },
                QuantileMethod.APPROXIMATE);
        return fit.of(Group.ALL).map(Object::toString);
    }

    private static IllegalArgumentException anotherPass(String asked) {
        return new IllegalArgumentException("fit sees each row once, but " + asked
                + " has steps over the dataset that need another pass: use the command fit");
    }

    /**
     * What Spark carries between tasks: the pipeline and what was counted, in a list of the platform's classes. Spark reads it back with its own
     * class loader, which does not know classes of jars that {@code --jars} brought.
     */
    private Object writeReplace() {
        return new ArrayList<Serializable>(Arrays.asList(text, counts == null ? null : counts.encode()));
    }

    /** The state that Spark has, which may have been carried. */
    static FitState of(Serializable state) {
        if (state instanceof FitState live) {
            return live;
        }
        List<?> carried = (List<?>) state;
        FitState opened = new FitState();
        if (carried.get(0) instanceof String known) {
            opened.open(known);
        }
        if (carried.get(1) instanceof byte[] encoded) {
            opened.counts.add(encoded);
        }
        return opened;
    }
}
