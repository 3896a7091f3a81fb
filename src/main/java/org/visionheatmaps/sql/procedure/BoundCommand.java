package org.visionheatmaps.sql.procedure;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.BoundProcedure;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.connector.read.Scan;
import org.visionheatmaps.cli.SessionCommands;
import org.visionheatmaps.spark.run.JobFailedException;

/** A procedure with the types of a call. */
final class BoundCommand implements BoundProcedure {
    private final CommandProcedure procedure;
    private final ProcedureParameter[] parameters;

    BoundCommand(CommandProcedure procedure, ProcedureParameter... parameters) {
        this.procedure = procedure;
        this.parameters = parameters.clone();
    }

    @Override
    public String name() {
        return procedure.name();
    }

    @Override
    public String description() {
        return procedure.description();
    }

    @Override
    public ProcedureParameter[] parameters() {
        return parameters.clone();
    }

    @Override
    public boolean isDeterministic() {
        return false;
    }

    @Override
    public Iterator<Scan> call(InternalRow arguments) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (int at = 0; at < parameters.length; at++) {
            if (!arguments.isNullAt(at)) {
                ProcedureParameter parameter = parameters[at];
                options.put(
                        parameter.name().replace('_', '-'),
                        OptionText.of(arguments.get(at, parameter.dataType()), parameter.dataType()));
            }
        }
        boolean failsOnViolation = failsOnViolation(options);
        SparkSession session = SparkSession.active();
        ReportRows rows = CallThread.run(session.sparkContext(), procedure.name(), () -> procedure
                .work()
                .run(new SessionCommands(session), options));
        if (failsOnViolation && !rows.violations().isEmpty()) {
            throw new JobFailedException(String.join("\n", rows.violations()));
        }
        return List.<Scan>of(rows).iterator();
    }

    private static boolean failsOnViolation(Map<String, List<String>> options) {
        List<String> given = options.remove(CommandProcedure.FAIL_ON_VIOLATION.replace('_', '-'));
        if (given != null && !given.equals(List.of("true")) && !given.equals(List.of("false"))) {
            throw new IllegalArgumentException(
                    "'" + CommandProcedure.FAIL_ON_VIOLATION + "' is true or false, but got " + given);
        }
        return given != null && given.get(0).equals("true");
    }
}
