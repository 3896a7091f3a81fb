"""Each night: audit the day's attributions, and draw them if they are sound. For Airflow 3, to be copied into the folder of DAGs.

The exit code of the audit decides: 0 lets the drawing begin; 3 (an error rule is violated) and, with --strict, 4 (a warning) fail the
task and so the run, with the reason at the end of its log; so do 1 (failed) and 2 (wrong arguments).
"""

from datetime import datetime, timedelta

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

VISION_HEATMAPS = "/opt/vision-heatmaps/scripts/vision-heatmaps"
LAKE = "s3a://lake"

with DAG(
    dag_id="vision_heatmaps",
    schedule="0 2 * * *",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    tags=["explanations"],
) as dag:
    audit = BashOperator(
        task_id="audit",
        bash_command=(
            f"{VISION_HEATMAPS} audit --config /etc/vision-heatmaps/nightly-audit.yaml"
            f" --input {LAKE}/attributions/date={{{{ ds }}}} --output {LAKE}/audits"
            " --metrics-file /var/lib/prometheus/node-exporter/vision-heatmaps-audit.prom"
        ),
        # No exit code means "skipped": every one but 0 is a failure.
        skip_on_exit_code=None,
        # The same data would violate the same rules again.
        retries=0,
        execution_timeout=timedelta(hours=6),
    )
    render = BashOperator(
        task_id="render",
        bash_command=(
            f"{VISION_HEATMAPS} render --config /etc/vision-heatmaps/render.yaml"
            f" --input {LAKE}/attributions/date={{{{ ds }}}} --output {LAKE}/heatmaps/date={{{{ ds }}}} --mode overwrite"
            " --metrics-file /var/lib/prometheus/node-exporter/vision-heatmaps-render.prom"
        ),
        skip_on_exit_code=None,
        # Output appears whole or not at all, and the same each time: another attempt is safe.
        retries=2,
        retry_delay=timedelta(minutes=5),
        execution_timeout=timedelta(hours=6),
    )
    audit >> render
