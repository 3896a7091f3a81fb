package org.visionheatmaps.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.visionheatmaps.Externals;
import org.visionheatmaps.Python;
import org.visionheatmaps.cli.Main;
import picocli.CommandLine.ParseResult;

/** The file for Kubernetes is what the operator's own types, made of its schema, take. */
class KubernetesFileTest {
    private static final Path FILE = Path.of("conf/kubernetes/scheduled-audit.yaml");

    /** Types, and names, which come back only if the schema has them; then what the file must not be. */
    private static final String PROGRAM =
            """
            import copy, sys, yaml
            from kubeflow_spark_api import models
            document = yaml.safe_load(open(sys.argv[1]))
            kind = models.SparkV1beta2ScheduledSparkApplication
            def problem(changed):
                try:
                    return None if kind.from_dict(changed).to_dict() == changed else "fields that the schema does not have"
                except ValueError as e:
                    return str(e).splitlines()[1]
            def with_template(key, value):
                changed = copy.deepcopy(document)
                changed["spec"]["template"][key] = value
                return changed
            print("file:", problem(document))
            print("misspelt:", problem(with_template("mainClas", "x")))
            print("type:", problem(with_template("sparkVersion", 4.1)))
            """;

    @Test
    @Tag("externals")
    void theOperatorsTypesTakeTheFile() throws IOException, InterruptedException {
        String found = Python.run("import importlib.util as u; print(u.find_spec('kubeflow_spark_api') is not None)");
        Externals.require(
                found.strip().equals("True"), "kubeflow-spark-api of scripts/requirements-test.txt is not installed");
        assertEquals(
                """
                file: None
                misspelt: fields that the schema does not have
                type: sparkVersion
                """,
                Python.run(PROGRAM, FILE.toString()));
    }

    @Test
    @Tag("fast")
    void whatItRunsIsACommandOfThisVersion() throws IOException {
        Map<?, ?> document =
                (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(FILE));
        assertEquals("sparkoperator.k8s.io/v1beta2", document.get("apiVersion"));
        Map<?, ?> spec = (Map<?, ?>) document.get("spec");
        // Words that the operator's types have as plain texts.
        assertTrue(List.of("Allow", "Forbid", "Replace").contains(spec.get("concurrencyPolicy")));
        Map<?, ?> template = (Map<?, ?>) spec.get("template");
        assertEquals("Java", template.get("type"));
        assertEquals("cluster", template.get("mode"));
        assertEquals("Never", ((Map<?, ?>) template.get("restartPolicy")).get("type"));
        assertEquals(Main.class.getName(), template.get("mainClass"));
        ParseResult parsed = Main.commandLine()
                .parseArgs(((List<?>) template.get("arguments"))
                        .stream().map(Object::toString).toArray(String[]::new));
        assertEquals("audit", parsed.subcommand().commandSpec().name());
    }
}
