/**
 * Output folders: names of outputs, staging, publication, and the checkpoints of incremental runs. The one place that decides what a
 * run may create, move and delete. May import: io.file; Hadoop, Log4j.
 */
package org.visionheatmaps.io.publish;
