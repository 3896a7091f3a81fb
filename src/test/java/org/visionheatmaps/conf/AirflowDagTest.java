package org.visionheatmaps.conf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.visionheatmaps.Externals;

/** A real Airflow takes the DAG of {@code conf/airflow}. */
@Tag("externals")
class AirflowDagTest {
    private static final String VARIABLE = "VISION_HEATMAPS_AIRFLOW";
    private static final String PROGRAM =
            """
            import sys
            from airflow.dag_processing.dagbag import DagBag
            bag = DagBag(dag_folder=sys.argv[1])
            print("errors", bag.import_errors)
            for name, dag in bag.dags.items():
                for task in dag.tasks:
                    words = task.bash_command.split()
                    after = sorted(task.downstream_task_ids)
                    print(name, task.task_id, words[1], "skips", list(task.skip_on_exit_code), "then", after)
            """;

    @TempDir
    private Path home;

    @Test
    void airflowTakesTheDagAndEveryExitCodeButZeroFailsATask() throws IOException, InterruptedException {
        String python = System.getenv(VARIABLE);
        Externals.require(
                python != null && !python.isBlank(),
                VARIABLE + " names no Python with the packages of scripts/requirements-airflow.txt");
        ProcessBuilder builder = new ProcessBuilder(python, "-c", PROGRAM, "conf/airflow/vision_heatmaps.py");
        builder.environment().put("AIRFLOW_HOME", home.toString());
        builder.environment().put("AIRFLOW__CORE__LOAD_EXAMPLES", "False");
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        assertEquals(
                """
                errors {}
                vision_heatmaps audit audit skips [] then ['render']
                vision_heatmaps render render skips [] then []
                """,
                output.lines()
                        .filter(line -> line.startsWith("errors") || line.startsWith("vision_heatmaps"))
                        .reduce("", (text, line) -> text + line + "\n"));
    }
}
