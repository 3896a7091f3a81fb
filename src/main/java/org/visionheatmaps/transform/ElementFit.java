package org.visionheatmaps.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.visionheatmaps.stats.Summary;

/** Steps fitted to what they see of one element, in order, and what is degenerate about it. */
public final class ElementFit {
    private final List<Transform> steps;
    private final EnumSet<Degeneracy> degeneracies = EnumSet.noneOf(Degeneracy.class);

    /**
     * @param size how many steps there will be
     */
    public ElementFit(int size) {
        this.steps = new ArrayList<>(size);
    }

    /** Adds a step that needs no fit. */
    public Transform add(Transform step) {
        steps.add(step);
        return step;
    }

    /** Fits a step to what it sees, and adds what it becomes. */
    public Transform add(Fittable step, Summary seen) {
        Transform fitted = step.fit(seen);
        step.degeneracy(seen, fitted)
                .map(found -> found == Degeneracy.FLAT && isOfClip(seen.min()) ? Degeneracy.CLIPPED : found)
                .ifPresent(degeneracies::add);
        return add(fitted);
    }

    /** Whether a value is the only one because a clip left no other: one of this element's, or of fixed bounds. */
    private boolean isOfClip(double value) {
        return degeneracies.contains(Degeneracy.CLIPPED)
                || steps.stream()
                        .anyMatch(step -> step instanceof Clip clip
                                && clip.lower() < clip.upper()
                                && (clip.lower() == value || clip.upper() == value));
    }

    /** The steps so far. */
    public List<Transform> steps() {
        return Collections.unmodifiableList(steps);
    }

    /** What was found so far. */
    public Set<Degeneracy> degeneracies() {
        return Collections.unmodifiableSet(degeneracies);
    }
}
