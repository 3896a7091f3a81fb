package org.visionheatmaps.audit;

import java.io.Serializable;

/**
 * Something that holds of an element or not.
 *
 * @param left of an element
 * @param comparison of both
 * @param right of an element, or the same for all
 */
record Condition(Expression left, Comparison comparison, Expression right) implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Expression TRUE = new Expression.Constant(1);

    /** The condition that something is so. */
    static Condition is(Expression flag) {
        return new Condition(flag, Comparison.EQUAL, TRUE);
    }

    /** Whether a profile states how many elements fulfil it. */
    boolean isInProfile() {
        return right.equals(TRUE)
                && comparison == Comparison.EQUAL
                && (left instanceof Expression.OfFlag || left instanceof Expression.OfOutcome);
    }

    /** The same with the facts of a group in place. */
    Condition resolved(Facts facts) {
        return new Condition(left.resolved(facts), comparison, right.resolved(facts));
    }

    @Override
    public String toString() {
        return isInProfile() ? left.toString() : left + " " + comparison + " " + right;
    }
}
