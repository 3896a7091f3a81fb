package org.visionheatmaps.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.visionheatmaps.transform.Fittable;
import org.visionheatmaps.transform.OverDataset;
import org.visionheatmaps.transform.Step;
import org.visionheatmaps.transform.Transform;

/**
 * The grammar of a pipeline's text, which is the reference's own. Spaces, tabs and newlines are free between symbols; {@code #}
 * starts a comment to the end of the line.
 *
 * <pre>
 * pipeline  = step { "|&gt;" step } ;
 * step      = call ;                                        of a transform, or dataset(call, by=…)
 * call      = name "(" [ ";" ] [ argument { ( "," | ";" ) argument } [ "," | ";" ] ] ")" ;
 * argument  = [ name "=" ] value ;
 * value     = number | ":" name | string | list | call ;
 * list      = "[" [ value { "," value } [ "," ] ] "]" ;
 * string    = quote { any character but quote and backslash | backslash any character } quote ;
 * name      = ( letter | "_" ) { letter | digit | "_" } ;   after ":" it may start with a digit
 * number    = [ "+" | "-" ] ( digits [ "." [ digits ] ] | "." digits )
 *             [ ( "e" | "E" | "f" ) [ "+" | "-" ] digits ] ;
 * </pre>
 *
 * Lists and calls nest at most {@value #MAX_DEPTH} deep: the longest sensible text, a list of colours in a call in {@code dataset},
 * has four.
 */
final class PipelineParser {
    private static final Pattern NOT_FINITE = Pattern.compile("inf|infinity|nan", Pattern.CASE_INSENSITIVE);
    static final int MAX_DEPTH = 32;

    private final Transforms transforms;
    private int depth;

    PipelineParser(Transforms transforms) {
        this.transforms = transforms;
    }

    Pipeline parse(String text) {
        Tokens tokens = new Tokens(text);
        List<Step> steps = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        do {
            if (tokens.atEnd()) {
                throw tokens.error(
                        steps.isEmpty()
                                ? "A pipeline needs at least one step, such as NormReduction()"
                                : "A step must follow '|>'");
            }
            positions.add(tokens.position());
            Call call = call(tokens, tokens.name("the name of a transform"));
            steps.add(step(tokens, call));
        } while (tokens.take("|>"));
        if (!tokens.atEnd()) {
            throw tokens.error("Expected '|>' or the end of the pipeline, but found '" + tokens.rest() + "'");
        }
        try {
            return new Pipeline(steps);
        } catch (MismatchedStepException e) {
            throw new PipelineSyntaxException(text, positions.get(e.index()), e.getMessage());
        }
    }

    private Step step(Tokens tokens, Call call) {
        return call.name().equals(OverDataset.NAME)
                ? call.build(tokens, () -> overDataset(tokens, call))
                : call.build(tokens, () -> transforms.create(call));
    }

    private OverDataset overDataset(Tokens tokens, Call call) {
        Call inner = call.call("transform", "PercentileClip()")
                .orElseThrow(() ->
                        new IllegalArgumentException("dataset needs the step to fit, as in dataset(PercentileClip())"));
        Transform transform = inner.build(tokens, () -> transforms.create(inner));
        if (!(transform instanceof Fittable fittable)) {
            throw new IllegalArgumentException(
                    "dataset needs a step that is fitted to values, such as PercentileClip(),"
                            + " ExtremaColormap() or CenteredColormap(), but " + transform + " has all its constants");
        }
        return new OverDataset(fittable, call.names("by"));
    }

    private Call call(Tokens tokens, Tokens.Name name) {
        if (!tokens.take("(")) {
            throw tokens.error("Expected '(' after '" + name.text() + "', as in " + name.text() + "()");
        }
        return callAfterParenthesis(tokens, name);
    }

    private Call callAfterParenthesis(Tokens tokens, Tokens.Name name) {
        List<Argument> arguments = new ArrayList<>();
        enter(tokens);
        while (!tokens.take(")")) {
            if (!arguments.isEmpty() && !tokens.take(",") && !tokens.take(";")) {
                throw tokens.error("Expected ',' or ')' in the arguments of " + name.text());
            }
            if (arguments.isEmpty()) {
                tokens.take(";");
            }
            if (tokens.take(")")) {
                break;
            }
            arguments.add(argument(tokens, name));
        }
        depth--;
        return new Call(name.text(), name.position(), arguments, transforms.schemes());
    }

    private Argument argument(Tokens tokens, Tokens.Name of) {
        int position = tokens.position();
        if (tokens.atName()) {
            Tokens.Name name = tokens.name("a name");
            if (tokens.take("=")) {
                return new Argument(name.text(), position, value(tokens, of));
            }
            return new Argument(null, position, named(tokens, name));
        }
        return new Argument(null, position, value(tokens, of));
    }

    /** A Double, a Boolean, a {@link Symbol}, a String, a List of these or a {@link Call}. */
    private Object value(Tokens tokens, Tokens.Name of) {
        if (tokens.take(":")) {
            return new Symbol(tokens.symbol());
        }
        if (tokens.atString()) {
            return tokens.string();
        }
        if (tokens.take("[")) {
            return list(tokens, of);
        }
        if (tokens.atName()) {
            return named(tokens, tokens.name("a name"));
        }
        return tokens.number("a value for " + of.text()
                + ": a number, a :symbol, a \"string\", a [list], or a call such as Lanczos(1)");
    }

    private List<Object> list(Tokens tokens, Tokens.Name of) {
        List<Object> values = new ArrayList<>();
        enter(tokens);
        while (!tokens.take("]")) {
            if (!values.isEmpty() && !tokens.take(",")) {
                throw tokens.error("Expected ',' or ']' in the list of " + of.text());
            }
            if (!values.isEmpty() && tokens.take("]")) {
                break;
            }
            values.add(value(tokens, of));
        }
        depth--;
        return values;
    }

    private void enter(Tokens tokens) {
        if (++depth > MAX_DEPTH) {
            throw tokens.error("Lists and calls nest at most " + MAX_DEPTH + " deep");
        }
    }

    /** A nested call, {@code true} or {@code false}. */
    private Object named(Tokens tokens, Tokens.Name name) {
        if (!tokens.take("(")) {
            if (name.text().equals("true") || name.text().equals("false")) {
                return Boolean.valueOf(name.text());
            }
            if (NOT_FINITE.matcher(name.text()).matches()) {
                throw tokens.error(
                        name.position(),
                        "Expected a finite number, but found '" + name.text()
                                + "': a bound beyond all values, such as 1e30, clips nothing");
            }
            throw tokens.error(
                    name.position(),
                    "Expected a value, but found '" + name.text() + "': a name is written with a colon, as in :"
                            + name.text());
        }
        return callAfterParenthesis(tokens, name);
    }

    /** A name after a colon. */
    record Symbol(String name) {
        @Override
        public String toString() {
            return ":" + name;
        }
    }

    /** One argument; {@code name} is null for a positional one. */
    record Argument(String name, int position, Object value) {}
}
