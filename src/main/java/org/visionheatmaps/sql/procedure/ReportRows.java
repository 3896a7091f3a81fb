package org.visionheatmaps.sql.procedure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.read.LocalScan;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.visionheatmaps.audit.AuditManifest;
import org.visionheatmaps.audit.AuditVerdict;
import org.visionheatmaps.cli.SessionCommands;
import org.visionheatmaps.cli.text.AuditText;
import org.visionheatmaps.run.FitDocument;
import org.visionheatmaps.run.RunReport;
import org.visionheatmaps.spark.audit.AuditJob;

/** What a command found, as the rows that its call gives. */
final class ReportRows implements LocalScan {
    private static final String RENDERED = "rows_read BIGINT, rendered BIGINT, quarantined BIGINT,"
            + " quarantined_by_reason MAP<STRING, BIGINT>, advice ARRAY<STRING>, pipeline STRING, output STRING, report STRING";
    private static final String FITTED =
            "group MAP<STRING, STRING>, pipeline STRING, elements BIGINT, left_out MAP<STRING, BIGINT>";
    private static final String JUDGED =
            "verdict STRING, exit_code INT, elements BIGINT, quarantined BIGINT, level STRING,"
                    + " check STRING, group MAP<STRING, STRING>, status STRING, observed DOUBLE, threshold DOUBLE, reason STRING,"
                    + " offenders BIGINT, ids ARRAY<STRING>, output STRING";

    private final StructType schema;
    private final List<InternalRow> rows = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();

    private ReportRows(String schema) {
        this.schema = StructType.fromDDL(schema);
    }

    /** One row, also of a series without new files. */
    static ReportRows of(SessionCommands.Rendered rendered) {
        RunReport report = rendered.report();
        ReportRows rows = new ReportRows(RENDERED);
        rows.add(
                report == null ? 0L : report.rowsRead(),
                report == null ? 0L : report.rendered(),
                report == null ? 0L : report.quarantined(),
                report == null ? Map.of() : report.quarantinedByReason(),
                report == null ? List.of() : report.advice(),
                rendered.pipeline(),
                rendered.output()
                        .table()
                        .map(table -> table.name())
                        .orElse(rendered.output().path()),
                rendered.output().path());
        return rows;
    }

    /** A row for each group; the counts are of all groups together. */
    static ReportRows of(FitDocument fit) {
        ReportRows rows = new ReportRows(FITTED);
        long elements = 0;
        Map<String, Long> leftOut = Map.of();
        for (FitDocument.Step step : fit.steps()) {
            // Later steps may leave out what earlier ones counted.
            elements = step.elements();
            leftOut = step.leftOut();
        }
        for (FitDocument.FittedGroup group : fit.groups()) {
            rows.add(group.group(), group.pipeline(), elements, leftOut);
        }
        return rows;
    }

    /** A row for each rule and group of each run; one of the counts alone for a run without rules; none of a series without new files. */
    static ReportRows of(List<AuditJob.Result> results) {
        ReportRows rows = new ReportRows(JUDGED);
        for (AuditJob.Result result : results) {
            if (result.verdict().exitCode() != 0) {
                rows.violations.add(AuditText.of(result).toString());
            }
            if (result.verdict().rules().isEmpty()) {
                rows.addOf(result, null, null, Map.of(), null, null, null, null, 0L, List.of());
            }
            for (AuditVerdict.RuleResult rule : result.verdict().rules()) {
                rows.addOf(
                        result,
                        rule.level(),
                        rule.check(),
                        rule.group(),
                        rule.status(),
                        rule.observed(),
                        rule.threshold(),
                        rule.reason(),
                        rule.offenders(),
                        rule.ids());
            }
        }
        return rows;
    }

    private void addOf(AuditJob.Result result, Object... rule) {
        AuditManifest.Counts counts = result.manifest().counts();
        List<Object> values = new ArrayList<>(List.of(
                result.verdict().status(), result.verdict().exitCode(), counts.elements(), counts.quarantined()));
        values.addAll(Arrays.asList(rule));
        values.add(result.path());
        add(values.toArray());
    }

    private void add(Object... values) {
        rows.add(new GenericInternalRow(
                Arrays.stream(values).map(ReportRows::internal).toArray()));
    }

    /** A value as Spark holds it. */
    private static Object internal(Object value) {
        if (value instanceof String text) {
            return UTF8String.fromString(text);
        }
        if (value instanceof List<?> list) {
            return array(list);
        }
        return value instanceof Map<?, ?> map
                ? new ArrayBasedMapData(array(map.keySet().stream().toList()), array(new ArrayList<>(map.values())))
                : value;
    }

    private static GenericArrayData array(List<?> values) {
        return new GenericArrayData(values.stream().map(ReportRows::internal).toArray());
    }

    /** Of each run whose rules do not hold what the command would say. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public StructType readSchema() {
        return schema;
    }

    @Override
    public InternalRow[] rows() {
        return rows.toArray(InternalRow[]::new);
    }
}
