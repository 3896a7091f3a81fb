package org.visionheatmaps.audit;

/** How a rule compares what was observed with what it allows. */
enum Comparison {
    AT_MOST("<="),
    AT_LEAST(">="),
    EQUAL("=="),
    UNEQUAL("!="),
    LESS("<"),
    GREATER(">");

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    /** Whether it holds; of NaN it never does. */
    boolean holds(double left, double right) {
        return switch (this) {
            case AT_MOST -> left <= right;
            case AT_LEAST -> left >= right;
            case LESS -> left < right;
            case GREATER -> left > right;
            case EQUAL -> left == right;
            case UNEQUAL -> left < right || left > right;
        };
    }

    /** How far the left side is on the side where it does not hold; negative where it holds by that much. */
    double excess(double left, double right) {
        return switch (this) {
            case AT_MOST, LESS -> left - right;
            case AT_LEAST, GREATER -> right - left;
            case EQUAL -> Math.abs(left - right);
            case UNEQUAL -> -Math.abs(left - right);
        };
    }

    @Override
    public String toString() {
        return symbol;
    }
}
