package org.visionheatmaps.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.visionheatmaps.metrics.Flag;
import org.visionheatmaps.metrics.Metric;
import org.visionheatmaps.tensor.BadDataException;
import org.visionheatmaps.text.NearestName;

/**
 * The grammar of what a rule checks. Spaces are free between symbols.
 *
 * <pre>
 * check      = expression comparison expression ;
 * comparison = "&lt;=" | "&gt;=" | "==" | "!=" | "&lt;" | "&gt;" ;
 * expression = term { ( "+" | "-" ) term } ;
 * term       = factor { ( "*" | "/" ) factor } ;
 * factor     = number [ "%" ] | "-" factor | "(" expression ")" | "baseline" "." quantity | quantity | metric | flag ;
 * quantity   = "count" | "unreadable_files" | "spatial_js" | "spatial_js_floor" | "center_shift" | "outer_share"
 *            | "sign_share" | "sign_shift"
 *            | ( "count" | "share" ) "(" condition ")"
 *            | ( "min" | "max" | "mean" | "median" ) "(" metric ")" | "quantile" "(" ( metric | "value" ) "," number [ "%" ] ")"
 *            | ( "psi" | "ks" ) "(" ( metric | "value" ) ")" ;
 * condition  = flag | outcome | "duplicate_id" | expression comparison expression ;   of each element
 *            | "pointing" ;   in share(pointing) alone: of the elements with a mask
 * </pre>
 *
 * A rule has at most {@value #MAX_OPERATIONS} operators, parentheses and functions: expressions are trees that are walked by
 * recursion and serialised, and each of these may be a level.
 */
final class RuleParser {
    /** All values of all maps. */
    static final String VALUE = "value";

    static final int MAX_OPERATIONS = 100;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
    private static final Pattern NUMBER = Pattern.compile("(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern BLANK = Pattern.compile("\\s*");
    private static final List<String> FUNCTIONS =
            List.of("count", "share", "min", "max", "mean", "median", "quantile", "psi", "ks");
    private static final List<String> OUTCOMES = Arrays.stream(BadDataException.Reason.values())
            .map(BadDataException.Reason::text)
            .toList();

    private final String text;
    private final Matcher matcher;
    private int position;
    private int operations;

    private RuleParser(String text) {
        this.text = text;
        this.matcher = BLANK.matcher(text);
        take(BLANK);
    }

    /**
     * Reads a check.
     *
     * @throws RuleSyntaxException with column and a caret under the place
     */
    static Condition parse(String text) {
        RuleParser parser = new RuleParser(text);
        Condition check = parser.comparison();
        if (parser.position < text.length()) {
            throw parser.error(parser.position, "Expected the end of the rule, but found '" + parser.rest() + "'");
        }
        return check;
    }

    private Condition comparison() {
        Expression left = expression();
        return comparison(left);
    }

    private Condition comparison(Expression left) {
        for (Comparison comparison : Comparison.values()) {
            if (take(comparison.toString())) {
                return new Condition(left, comparison, expression());
            }
        }
        throw error(position, "Expected a comparison (<=, >=, ==, !=, < or >), but found " + found());
    }

    private Expression expression() {
        Expression left = term();
        while (true) {
            if (operator("+")) {
                left = new Expression.Arithmetic('+', left, term());
            } else if (operator("-")) {
                left = new Expression.Arithmetic('-', left, term());
            } else {
                return left;
            }
        }
    }

    private Expression term() {
        Expression left = factor();
        while (true) {
            if (operator("*")) {
                left = new Expression.Arithmetic('*', left, factor());
            } else if (operator("/")) {
                left = new Expression.Arithmetic('/', left, factor());
            } else {
                return left;
            }
        }
    }

    private Expression factor() {
        if (operator("-")) {
            Expression inner = factor();
            return inner instanceof Expression.Constant constant
                    ? new Expression.Constant(-constant.number())
                    : new Expression.Arithmetic('-', new Expression.Constant(0), inner);
        }
        if (operator("(")) {
            Expression inner = expression();
            require(")");
            return inner;
        }
        if (looking(NUMBER)) {
            return new Expression.Constant(number());
        }
        int start = position;
        String name = name("a number, a metric or a function such as share(constant)");
        if (name.equals("baseline")) {
            require(".");
            return ofBaseline();
        }
        return named(name, start);
    }

    private Expression ofBaseline() {
        int start = position;
        Expression inner = named(name("a quantity such as count"), start);
        if (inner.isOfElement() || inner.needsBaseline() || isOfThisRun(inner)) {
            throw error(
                    start,
                    "The baseline has no '" + inner + "': it has count, share(constant), median(std) and the like");
        }
        if (inner instanceof Expression.CountOf count && !count.condition().isInProfile()) {
            throw error(start, "The baseline counts only flags and outcomes, such as share(constant), not " + inner);
        }
        return new Expression.OfBaseline(inner);
    }

    private static boolean isOfThisRun(Expression expression) {
        return expression instanceof Expression.UnreadableFiles || expression instanceof Expression.OfRepeatedIds;
    }

    private Expression named(String name, int start) {
        if (operator("(")) {
            Expression called = call(name, start);
            require(")");
            return called;
        }
        if (name.equals("count")) {
            return new Expression.Count();
        }
        if (name.equals(Expression.UnreadableFiles.NAME)) {
            return new Expression.UnreadableFiles();
        }
        Optional<Expression.OfAtlas.Place> place = Expression.OfAtlas.Place.named(name);
        if (place.isPresent()) {
            return new Expression.OfAtlas(place.get());
        }
        if (name.equals(VALUE)) {
            throw error(
                    start,
                    "'value' is all pixels of all maps: use it in psi(value), ks(value) or quantile(value, 99%)");
        }
        if (name.equals(Expression.OfRepeatedIds.NAME)) {
            throw error(
                    start,
                    "'duplicate_id' is known of elements together: use it in count(duplicate_id) or"
                            + " share(duplicate_id)");
        }
        return ofElement(name).orElseThrow(() -> {
            List<String> known = names();
            known.addAll(List.of("count", Expression.UnreadableFiles.NAME, "baseline"));
            Arrays.stream(Expression.OfAtlas.Place.values())
                    .map(Object::toString)
                    .forEach(known::add);
            return error(start, "Unknown metric '" + name + "'" + hint(name, known));
        });
    }

    private Expression call(String name, int start) {
        return switch (name) {
            case "count", "share" -> {
                if (name.equals("share") && takesPointing()) {
                    yield new Expression.Statistic("mean", Metric.POINTING, 0);
                }
                yield takesRepeatedIds()
                        ? new Expression.OfRepeatedIds(name.equals("share"))
                        : new Expression.CountOf(condition(), name.equals("share"));
            }
            case "min", "max", "mean" -> new Expression.Statistic(name, metric(), 0);
            case "median" -> new Expression.Statistic(name, metricOrValue(), 0.5);
            case "quantile" -> {
                Metric metric = metricOrValue();
                require(",");
                int at = position;
                double fraction = looking(NUMBER) ? number() : Double.NaN;
                if (!(fraction >= 0 && fraction <= 1)) {
                    throw error(at, "quantile needs a fraction in [0, 1], such as 0.99 or 99%");
                }
                yield new Expression.Statistic(name, metric, fraction);
            }
            case "psi", "ks" -> new Expression.DriftOf(name.equals("psi"), metricOrValue());
            default -> throw error(start, "Unknown function '" + name + "'" + hint(name, FUNCTIONS));
        };
    }

    /** The one metric that is 0 or 1: its share is among the elements that have it, those with a mask. */
    private boolean takesPointing() {
        return looking(Pattern.compile(Metric.POINTING + "\\s*\\)"))
                && take(NAME).isPresent();
    }

    private boolean takesRepeatedIds() {
        return looking(NAME)
                && matcher.group().equals(Expression.OfRepeatedIds.NAME)
                && take(NAME).isPresent();
    }

    private Condition condition() {
        int start = position;
        if (looking(NAME) && OUTCOMES.contains(matcher.group())) {
            return Condition.is(new Expression.OfOutcome(name("an outcome")));
        }
        if (looking(NAME) && !names().contains(matcher.group()) && !FUNCTIONS.contains(matcher.group())) {
            List<String> known = names();
            known.addAll(OUTCOMES);
            throw error(start, "Unknown condition '" + matcher.group() + "'" + hint(matcher.group(), known));
        }
        Expression left = expression();
        if (left instanceof Expression.OfFlag && looking(Pattern.compile("\\)"))) {
            return Condition.is(left);
        }
        Condition condition = comparison(left);
        if (!condition.left().isOfElement()
                || !isOfElementAlone(condition.left())
                || !isOfElementAlone(condition.right())) {
            throw error(start, "A condition compares a metric of each element with a number, such as gini > 0.9");
        }
        return condition;
    }

    private static boolean isOfElementAlone(Expression expression) {
        return expression instanceof Expression.Constant
                || expression instanceof Expression.Arithmetic
                        && expression.parts().stream().allMatch(RuleParser::isOfElementAlone)
                || expression.parts().isEmpty() && expression.isOfElement();
    }

    private Metric metric() {
        int start = position;
        String name = name("a metric such as gini");
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> error(
                        start,
                        name.equals(VALUE)
                                ? "'value' has quantiles only: median(value), quantile(value, 99%)"
                                : "Unknown metric '" + name + "'" + hint(name, metrics())));
    }

    /** A metric, or null for all values. */
    private Metric metricOrValue() {
        if (looking(NAME) && matcher.group().equals(VALUE)) {
            name(VALUE);
            return null;
        }
        return metric();
    }

    private static Optional<Expression> ofElement(String name) {
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.toString().equals(name))
                .findFirst()
                .<Expression>map(Expression.OfMetric::new)
                .or(() -> Arrays.stream(Flag.values())
                        .filter(flag -> flag.toString().equals(name))
                        .findFirst()
                        .map(Expression.OfFlag::new));
    }

    private static List<String> metrics() {
        return Arrays.stream(Metric.values()).map(Metric::toString).toList();
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(metrics());
        Arrays.stream(Flag.values()).map(Flag::toString).forEach(names::add);
        return names;
    }

    private static String hint(String name, List<String> known) {
        String hint = NearestName.hint(name, known);
        return hint.isEmpty() ? " (there are: " + String.join(", ", known) + ")" : hint;
    }

    private double number() {
        String token = take(NUMBER).orElseThrow();
        return take("%") ? Double.parseDouble(token) / 100 : Double.parseDouble(token);
    }

    private String name(String wanted) {
        return take(NAME).orElseThrow(() -> error(position, "Expected " + wanted + ", but found " + found()));
    }

    private void require(String symbol) {
        if (!take(symbol)) {
            throw error(position, "Expected '" + symbol + "', but found " + found());
        }
    }

    /** Takes a symbol that may add a level to the expression. */
    private boolean operator(String symbol) {
        int start = position;
        if (!take(symbol)) {
            return false;
        }
        if (++operations > MAX_OPERATIONS) {
            throw error(
                    start, "A rule has at most " + MAX_OPERATIONS + " operators, parentheses and functions: split it");
        }
        return true;
    }

    private boolean take(String symbol) {
        if (!text.startsWith(symbol, position)) {
            return false;
        }
        position += symbol.length();
        take(BLANK);
        return true;
    }

    private Optional<String> take(Pattern pattern) {
        if (!looking(pattern)) {
            return Optional.empty();
        }
        String token = matcher.group();
        position = matcher.end();
        if (pattern != BLANK) {
            take(BLANK);
        }
        return Optional.of(token);
    }

    private boolean looking(Pattern pattern) {
        return matcher.usePattern(pattern).region(position, text.length()).lookingAt();
    }

    private String rest() {
        String rest = text.substring(position).strip();
        return rest.length() <= 20 ? rest : rest.substring(0, 20) + "…";
    }

    private String found() {
        return position < text.length() ? "'" + rest() + "'" : "the end";
    }

    private RuleSyntaxException error(int at, String problem) {
        return new RuleSyntaxException(text, at, problem);
    }
}
