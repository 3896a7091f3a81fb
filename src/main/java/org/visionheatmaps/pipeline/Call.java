package org.visionheatmaps.pipeline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.visionheatmaps.color.ColorScheme;
import org.visionheatmaps.color.ColorSchemes;
import org.visionheatmaps.color.HexColor;
import org.visionheatmaps.pipeline.PipelineParser.Argument;
import org.visionheatmaps.pipeline.PipelineParser.Symbol;
import org.visionheatmaps.text.NearestName;

/**
 * A name with arguments, as a factory of transforms reads it: each parameter in order takes the next positional argument, or the
 * keyword argument of its name, or its default. Arguments that no parameter took are an error.
 */
public final class Call {
    private final String name;
    private final int position;
    private final List<Argument> arguments;
    private final ColorSchemes schemes;
    private final Set<Argument> taken = new HashSet<>();
    private final Set<String> parameters = new LinkedHashSet<>();
    private int blame;

    Call(String name, int position, List<Argument> arguments, ColorSchemes schemes) {
        this.name = name;
        this.position = position;
        this.arguments = List.copyOf(arguments);
        this.schemes = schemes;
        this.blame = position;
    }

    public String name() {
        return name;
    }

    /** A number. */
    public double number(String parameter, double defaultValue) {
        return (Double) take(parameter, Double.class, "a number").orElse(defaultValue);
    }

    /** A number that must be given. */
    public double number(String parameter) {
        return (Double) take(parameter, Double.class, "a number").orElseThrow(() -> missing(parameter));
    }

    /** A whole number. */
    public int integer(String parameter, int defaultValue) {
        return whole(parameter, number(parameter, defaultValue));
    }

    /** A whole number that must be given. */
    public int integer(String parameter) {
        return whole(parameter, number(parameter));
    }

    /** Whether {@code true} is given; {@code false} by default. */
    public boolean flag(String parameter) {
        return (Boolean) take(parameter, Boolean.class, "true or false").orElse(false);
    }

    /** All remaining positional arguments, whole numbers. */
    public List<Integer> integers(String parameter) {
        List<Integer> values = new ArrayList<>();
        for (Optional<Object> next = take(parameter, Double.class, "a whole number");
                next.isPresent();
                next = take(parameter, Double.class, "a whole number")) {
            values.add(whole(parameter, (Double) next.get()));
        }
        return values;
    }

    /** A name after a colon, without the colon. */
    public String symbol(String parameter, String defaultValue) {
        return take(parameter, Symbol.class, "a name such as :" + defaultValue)
                .map(symbol -> ((Symbol) symbol).name())
                .orElse(defaultValue);
    }

    /**
     * A colour scheme: {@code :name}, {@code reverse(:name)}, or a list of colours, {@code ["#000000", "#ffffff"]} or {@code [[0, 0,
     * 0], [1, 1, 1]]}.
     */
    public ColorScheme scheme(String parameter, String defaultName) {
        return take(parameter, Object.class, "")
                .map(value -> SchemeArgument.read(name, parameter, value, schemes))
                .orElseGet(() -> schemes.get(defaultName));
    }

    /** A colour in quotes, {@code "#ff8800"}, as 0xRRGGBB. */
    public int color(String parameter, String defaultColor) {
        String text = take(parameter, String.class, "a colour such as \"" + defaultColor + "\"")
                .map(String.class::cast)
                .orElse(defaultColor);
        return HexColor.components(text).reduce(0, (color, component) -> color << 8 | component);
    }

    /** A nested call such as {@code Lanczos(1)}. */
    public Optional<Call> call(String parameter) {
        return call(parameter, "Lanczos(1)");
    }

    Optional<Call> call(String parameter, String example) {
        return take(parameter, Call.class, "a call such as " + example).map(Call.class::cast);
    }

    /** Names: one after a colon or in quotes, or a list of such in brackets; none if nothing is given. */
    public List<String> names(String parameter) {
        String wanted = "a name such as :method or \"my column\", or a list of names in brackets";
        List<String> names = new ArrayList<>();
        Object given = take(parameter, Object.class, wanted).orElse(List.of());
        for (Object value : given instanceof List<?> list ? list : List.of(given)) {
            if (value instanceof Symbol symbol) {
                names.add(symbol.name());
            } else if (value instanceof String text) {
                names.add(text);
            } else {
                throw new IllegalArgumentException(name + " needs " + wanted + " for '" + parameter + "'");
            }
        }
        return names;
    }

    /** Builds a value, pointing an error at the argument that was read last, or at the name. */
    <T> T build(Tokens tokens, Supplier<T> constructor) {
        try {
            T value = constructor.get();
            finish();
            return value;
        } catch (PipelineSyntaxException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw tokens.error(blame, e.getMessage());
        }
    }

    /** Fails if an argument was not taken. */
    void finish() {
        for (Argument argument : arguments) {
            if (!taken.contains(argument)) {
                blame = argument.position();
                if (parameters.contains(argument.name())) {
                    throw new IllegalArgumentException(name + " is given '" + argument.name() + "' twice");
                }
                if (argument.name() != null) {
                    throw new IllegalArgumentException(name + " has no argument '" + argument.name() + "'"
                            + NearestName.hint(argument.name(), parameters) + signature());
                }
                throw new IllegalArgumentException(name + " takes "
                        + (parameters.isEmpty()
                                ? "no arguments"
                                : "at most " + parameters.size()
                                        + (parameters.size() == 1 ? " argument" : " arguments"))
                        + signature());
            }
        }
        blame = position;
    }

    private String signature() {
        return parameters.isEmpty() ? "" : " (it has: " + String.join(", ", parameters) + ")";
    }

    private Optional<Object> take(String parameter, Class<?> type, String wanted) {
        parameters.add(parameter);
        Optional<Argument> next = arguments.stream()
                .filter(argument -> !taken.contains(argument))
                .filter(argument -> argument.name() == null || argument.name().equals(parameter))
                .findFirst();
        next.ifPresent(argument -> {
            taken.add(argument);
            blame = argument.position();
            if (!type.isInstance(argument.value())) {
                throw new IllegalArgumentException(name + " needs " + wanted + " for '" + parameter + "'");
            }
        });
        return next.map(Argument::value);
    }

    private IllegalArgumentException missing(String parameter) {
        blame = position;
        return new IllegalArgumentException(name + " needs an argument '" + parameter + "'");
    }

    private int whole(String parameter, double value) {
        if (value != (int) value) {
            throw new IllegalArgumentException(
                    name + " needs a whole number for '" + parameter + "', but got " + value);
        }
        return (int) value;
    }
}
