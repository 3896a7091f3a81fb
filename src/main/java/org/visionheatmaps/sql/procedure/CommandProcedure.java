package org.visionheatmaps.sql.procedure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.procedures.BoundProcedure;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.catalog.procedures.UnboundProcedure;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.visionheatmaps.cli.SessionCommands;

/** A command as a procedure. Its parameters have whatever type a call gives them, as far as texts can be made of it. */
final class CommandProcedure implements UnboundProcedure {
    /** Not an option of the command, whose exit code says it: a violated rule is an error of the call. */
    static final String FAIL_ON_VIOLATION = "fail_on_violation";

    /** What a call may give without names. */
    private static final List<String> FIRST = List.of("input", "output", "pipeline");

    private static final List<CommandProcedure> ALL = List.of(
            new CommandProcedure(
                    "render",
                    "Renders a heatmap of every attribution. Gives one row of counts.",
                    false,
                    (commands, options) -> ReportRows.of(commands.render(options))),
            new CommandProcedure(
                    "fit",
                    "Fits the dataset(...) steps of a pipeline, and writes them to a file. Gives a row with the fitted pipeline of each"
                            + " group.",
                    false,
                    (commands, options) -> ReportRows.of(commands.fit(options))),
            new CommandProcedure(
                    "audit",
                    "Measures every attribution, and checks rules. Gives a row for each rule and group.",
                    true,
                    (commands, options) -> ReportRows.of(commands.audit(options))),
            new CommandProcedure(
                    "compare",
                    "Compares the maps of two inputs, pair by pair, and checks rules. Gives a row for each rule and group.",
                    true,
                    (commands, options) -> ReportRows.of(commands.compare(options))));

    private final String name;
    private final String description;
    private final boolean hasVerdict;
    private final transient Work work;

    /** Runs the command. */
    @FunctionalInterface
    interface Work {
        ReportRows run(SessionCommands commands, Map<String, List<String>> options) throws IOException;
    }

    private CommandProcedure(String name, String description, boolean hasVerdict, Work work) {
        this.name = name;
        this.description = description;
        this.hasVerdict = hasVerdict;
        this.work = work;
    }

    /** The names of all. */
    static List<String> names() {
        return ALL.stream().map(CommandProcedure::name).toList();
    }

    /** One of them. */
    static CommandProcedure named(String name) {
        return ALL.get(names().indexOf(name));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return description;
    }

    Work work() {
        return work;
    }

    @Override
    public BoundProcedure bind(StructType given) {
        List<SessionCommands.Parameter> parameters = parameters();
        DataType[] types = new DataType[parameters.size()];
        for (int at = 0; at < given.length(); at++) {
            StructField field = given.fields()[at];
            int parameter = field.metadata().contains(ProcedureParameter.BY_NAME_METADATA_KEY)
                    ? indexOf(parameters, field.name())
                    : at;
            if (parameter >= 0 && parameter < types.length && isText(field.dataType())) {
                types[parameter] = field.dataType();
            }
        }
        ProcedureParameter[] bound = new ProcedureParameter[types.length];
        for (int at = 0; at < types.length; at++) {
            bound[at] = ProcedureParameter.in(
                            parameters.get(at).name(), types[at] == null ? DataTypes.StringType : types[at])
                    .defaultValue("NULL")
                    .comment(parameters.get(at).description())
                    .build();
        }
        return new BoundCommand(this, bound);
    }

    /** Every option of the command, under a name that SQL can have. */
    private List<SessionCommands.Parameter> parameters() {
        List<SessionCommands.Parameter> parameters = new ArrayList<>();
        for (SessionCommands.Parameter option : SessionCommands.parameters(name)) {
            parameters.add(new SessionCommands.Parameter(option.name().replace('-', '_'), option.description()));
        }
        parameters.sort(Comparator.comparingInt(
                parameter -> FIRST.contains(parameter.name()) ? FIRST.indexOf(parameter.name()) : FIRST.size()));
        if (hasVerdict) {
            parameters.add(new SessionCommands.Parameter(
                    FAIL_ON_VIOLATION,
                    "true: an error if the exit code of the command would be 3 or 4. Default: false."));
        }
        return parameters;
    }

    private static int indexOf(List<SessionCommands.Parameter> parameters, String name) {
        return parameters.stream().map(SessionCommands.Parameter::name).toList().indexOf(name.toLowerCase(Locale.ROOT));
    }

    /** Whether values of a type can be written as texts of options. Others come as Spark casts them, or not at all. */
    private static boolean isText(DataType type) {
        if (type instanceof ArrayType array) {
            return OptionText.isOne(array.elementType());
        }
        return type instanceof MapType map
                ? OptionText.isOne(map.keyType()) && OptionText.isOne(map.valueType())
                : OptionText.isOne(type);
    }
}
