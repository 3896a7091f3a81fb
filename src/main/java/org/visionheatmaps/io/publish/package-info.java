/**
 * Output folders: names of files made of ids, staging, publication, and the checkpoints of incremental runs. The one place that decides what a
 * run may create, move and delete. May import: io.file; Hadoop, Log4j.
 */
package org.visionheatmaps.io.publish;
